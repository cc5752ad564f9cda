-- What came in from a file, and what of it could not be kept in the record's own tables.

-- One reading of one file. Operational: `children_done` moves on with each batch, in the same transaction as the batch,
-- so that a reading that was cut off goes on where it stopped.
CREATE TABLE import_file (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,               -- cin: the children in need census
    source_name TEXT NOT NULL,        -- the file's name, without its folder
    sha256 TEXT NOT NULL,
    census_year INTEGER NOT NULL,
    authority_code TEXT NOT NULL,     -- as the file says
    as_at TEXT NOT NULL,              -- the day that the file tells of
    started_at TEXT NOT NULL,
    finished_at TEXT,
    status TEXT NOT NULL,             -- running, complete, incomplete (the file could not be read to its end)
    imported_by BIGINT NOT NULL,
    children_done INTEGER NOT NULL DEFAULT 0,
    children_new INTEGER NOT NULL DEFAULT 0,
    children_changed INTEGER NOT NULL DEFAULT 0,
    children_unchanged INTEGER NOT NULL DEFAULT 0,
    children_held INTEGER NOT NULL DEFAULT 0,
    children_damaged INTEGER NOT NULL DEFAULT 0,
    rows_added INTEGER NOT NULL DEFAULT 0,
    rows_changed INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX import_file_by_hash ON import_file (sha256, kind);

-- One thing wrong in a file, kept beside the record that was made from it. kept = 1: the value (or, in `held`, the whole
-- record as XML) is in no other table, and the export gives it back.
CREATE TABLE import_issue (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    import_id BIGINT NOT NULL,
    census_year INTEGER NOT NULL,
    person_id BIGINT,
    la_child_id TEXT NOT NULL,
    file_table TEXT NOT NULL,         -- as the return names it: Assessments
    field TEXT NOT NULL,              -- AssessmentActualStartDate; '' the record as a whole
    file_row BIGINT NOT NULL,         -- zero-based, within its table in the file
    row_id BIGINT,                    -- the row of the record that it is about, or hangs under
    line INTEGER NOT NULL,
    path TEXT NOT NULL,
    code TEXT NOT NULL,
    severity TEXT NOT NULL,           -- error, query
    value TEXT NOT NULL,
    message TEXT NOT NULL,
    remedy TEXT NOT NULL,
    kept INTEGER NOT NULL DEFAULT 0,
    held TEXT
);
CREATE UNIQUE INDEX import_issue_current ON import_issue (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX import_issue_by_person ON import_issue (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX import_issue_by_import ON import_issue (import_id, line) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- What the census of 2026/27 asks about pre-proceedings and the record did not hold yet.
ALTER TABLE pre_proceedings ADD COLUMN referral_id BIGINT;
ALTER TABLE pre_proceedings ADD COLUMN fgdm_was_offered INTEGER;
ALTER TABLE pre_proceedings ADD COLUMN fgdm_was_held INTEGER;
ALTER TABLE pre_proceedings ADD COLUMN review_meetings INTEGER;
ALTER TABLE pre_proceedings ADD COLUMN step_decision_date TEXT;
ALTER TABLE pre_proceedings ADD COLUMN proceedings_letter_date TEXT;

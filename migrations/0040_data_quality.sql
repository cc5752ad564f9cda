-- Data quality: what the rules of the returns find in the record, run by run, and the returns that were sent.

-- One running of a return's rules over the whole record. Operational: written once, when it has ended.
CREATE TABLE quality_run (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,               -- cin: the children in need census
    census_year INTEGER NOT NULL,
    as_at TEXT NOT NULL,              -- the day whose record was looked at
    started_at TEXT NOT NULL,
    finished_at TEXT NOT NULL,
    children INTEGER NOT NULL,        -- in the return as it would be sent
    children_at_fault INTEGER NOT NULL,
    rules_run INTEGER NOT NULL,
    rules_not_run INTEGER NOT NULL,
    errors INTEGER NOT NULL,          -- faults open after the run
    queries INTEGER NOT NULL,
    found INTEGER NOT NULL,           -- since the run before, also by signing
    mended INTEGER NOT NULL,
    run_by BIGINT                     -- NULL: the program, by its hour
);
CREATE INDEX quality_run_by_year ON quality_run (kind, census_year, as_at);

-- A rule as it stood when it was last run: a fault keeps its words when a rule is withdrawn.
CREATE TABLE quality_rule (
    kind TEXT NOT NULL,
    census_year INTEGER NOT NULL,
    rule TEXT NOT NULL,
    severity TEXT NOT NULL,           -- error, query
    message TEXT NOT NULL,
    remedy TEXT NOT NULL,
    PRIMARY KEY (kind, census_year, rule)
);

-- One fault of one child under one rule in one row of the record, with its life: found, seen last, mended.
-- Operational: its times move on. A fault that comes back is the same fault again.
CREATE TABLE quality_fault (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,
    census_year INTEGER NOT NULL,
    rule TEXT NOT NULL,
    severity TEXT NOT NULL,
    person_id BIGINT,                 -- NULL: the return as a whole, or a child kept aside by an import
    la_child_id TEXT NOT NULL,
    family_id BIGINT,
    team_id BIGINT,                   -- that works with the family
    worker_id BIGINT,                 -- that leads with the family
    file_table TEXT NOT NULL,         -- as the return names it: Assessments
    field TEXT NOT NULL,              -- AssessmentActualStartDate
    row_id BIGINT NOT NULL,           -- the row of the record that it lies in; 0 none
    entry_id BIGINT,                  -- the entry that made that row
    value TEXT NOT NULL,              -- as the return would say it
    found_by TEXT NOT NULL,           -- run, signing
    found_entry BIGINT,               -- the entry whose signing showed it
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    gone_at TEXT                      -- NULL: open
);
CREATE INDEX quality_fault_open ON quality_fault (kind, census_year, family_id) WHERE gone_at IS NULL;
CREATE INDEX quality_fault_by_worker ON quality_fault (worker_id) WHERE gone_at IS NULL;
CREATE INDEX quality_fault_by_person ON quality_fault (person_id);
CREATE INDEX quality_fault_by_life ON quality_fault (kind, census_year, gone_at);

-- A return that was made, and whether it was sent. Its bytes are kept in quality_return_part.
CREATE TABLE quality_return (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,
    census_year INTEGER NOT NULL,
    authority_code TEXT NOT NULL,
    release TEXT NOT NULL,            -- of the program, as the file says
    known_at TEXT NOT NULL,           -- the record as it was known then
    made_at TEXT NOT NULL,
    made_by BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    children INTEGER NOT NULL,
    left_out INTEGER NOT NULL,        -- children that the schema would refuse
    errors INTEGER NOT NULL,          -- the rules' faults open when it was made
    queries INTEGER NOT NULL,
    submitted_at TEXT,
    submitted_by BIGINT
);
CREATE TABLE quality_return_part (
    return_id BIGINT NOT NULL,
    position INTEGER NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (return_id, position)
);

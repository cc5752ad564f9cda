-- What a leaving-care service is asked about and the record did not hold: the setting-up-home allowance, the health history in
-- writing, the young person's own papers, and what care leavers say they expect, with what was done about it.
ALTER TABLE care_leaver ADD COLUMN grant_paid DOUBLE PRECISION;        -- pounds of the setting-up-home allowance paid so far
ALTER TABLE care_leaver ADD COLUMN health_passport INTEGER;            -- 1 has the health history in writing
ALTER TABLE care_leaver ADD COLUMN own_papers INTEGER;                 -- 1 has birth certificate, passport, NI number, account

CREATE TABLE leaver_view (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    asked_on TEXT NOT NULL,
    theme TEXT NOT NULL,              -- code list leaver_theme
    said TEXT NOT NULL,               -- in the young person's words
    did TEXT                          -- what was done about it
);
CREATE UNIQUE INDEX leaver_view_current ON leaver_view (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX leaver_view_by_person ON leaver_view (person_id, asked_on) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX leaver_view_past ON leaver_view (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';

-- Somebody named at the front door who is not the person on record that they were thought to be.
--
-- Remembered for the person named on that contact, and for anybody of the same names and date of birth (or due date)
-- on a later one. to_date: it was taken back.

CREATE TABLE never_match (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    contact_id BIGINT NOT NULL,
    contact_person_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,        -- who they are not
    name TEXT NOT NULL,               -- name_key of the names as given on the contact
    born TEXT,
    expected TEXT,
    worker_id BIGINT NOT NULL,        -- who said so
    from_date TEXT NOT NULL,
    to_date TEXT
);
CREATE UNIQUE INDEX never_match_current ON never_match (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX never_match_by_person ON never_match (person_id)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND to_date IS NULL;

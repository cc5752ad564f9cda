-- One person, twice; two people, once.
--
-- A merge is said over what is recorded, and changes none of it: a row of person_merge holds two person records to be one
-- person, with the record that is shown. Undoing it is the next version of that row. Readers ask person_one, which
-- follows from the merges in force alone and is written anew with each: for every record of somebody who has more than
-- one, the record that they are shown as (itself, for that one). Statements say it as one_person(id) and
-- each_record(:ids), which the store spells out; views as ONE person_id (views/10_record.sql).

CREATE TABLE person_merge (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    kept_person BIGINT NOT NULL,      -- the record shown when they were merged
    other_person BIGINT NOT NULL,     -- the record that was shown as somebody else until then
    reason TEXT NOT NULL,
    worker_id BIGINT NOT NULL,        -- who merged them
    merged_at TEXT NOT NULL,
    undone_by BIGINT,
    undone_at TEXT,
    undone_reason TEXT
);
CREATE UNIQUE INDEX person_merge_current ON person_merge (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
-- A record is shown as one other at most: two workers who merge the same pair at once cannot both succeed.
CREATE UNIQUE INDEX person_merge_in_force ON person_merge (other_person)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND undone_at IS NULL;
CREATE INDEX person_merge_by_kept ON person_merge (kept_person) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

CREATE TABLE person_one (
    record_id BIGINT NOT NULL,        -- no column named as in the tables of the record: see one_person()
    one_id BIGINT NOT NULL,
    shown_from TEXT NOT NULL,
    shown_until TEXT NOT NULL,
    PRIMARY KEY (record_id, shown_from)
);
CREATE UNIQUE INDEX person_one_current ON person_one (record_id) WHERE shown_until = '9999-12-31T23:59:59.999Z';
CREATE INDEX person_one_by_one ON person_one (one_id, record_id);

-- What was written while two records were one, and whose a person said it is when they were parted again.
CREATE TABLE unmerge_answer (
    merge_id BIGINT NOT NULL,
    fact TEXT NOT NULL,               -- the table
    fact_id BIGINT NOT NULL,
    field TEXT NOT NULL,              -- of a person's own row and of relationships; else ''
    person_id BIGINT NOT NULL,        -- whose it is
    worker_id BIGINT NOT NULL,
    answered_at TEXT NOT NULL,
    PRIMARY KEY (merge_id, fact, fact_id, field)
);

-- Two records that are not the same person: said by somebody, remembered, and not proposed again. person_id < other_person.
CREATE TABLE never_same (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    other_person BIGINT NOT NULL,
    reason TEXT NOT NULL,
    worker_id BIGINT NOT NULL,        -- who said so
    from_date TEXT NOT NULL,
    to_date TEXT
);
CREATE UNIQUE INDEX never_same_current ON never_same (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE UNIQUE INDEX never_same_pair ON never_same (person_id, other_person)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND to_date IS NULL;

-- Pairs that a search for candidates found likely to be one person. person_id < other_person. A person decides:
-- nothing follows from a row here.
CREATE TABLE duplicate_pair (
    person_id BIGINT NOT NULL,
    other_person BIGINT NOT NULL,
    probability DOUBLE PRECISION NOT NULL,
    why TEXT NOT NULL,                -- the words of explanation, one a line
    source TEXT NOT NULL,             -- new_person, contact, import, night
    found_at TEXT NOT NULL,
    PRIMARY KEY (person_id, other_person)
);
CREATE INDEX duplicate_pair_by_other ON duplicate_pair (other_person);

-- Which of the people have been looked for among all the others, and when.
CREATE TABLE duplicate_search (
    person_id BIGINT PRIMARY KEY,
    version_id BIGINT NOT NULL,       -- the person's row as it was when they were looked for
    searched_at TEXT NOT NULL
);

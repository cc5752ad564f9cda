-- People, families, and the organisation around them.
--
-- Every table below is a table of versions: a row is never changed but for `superseded_at`, which says until when
-- this version was what the authority knew. `id` names the thing; `version_id` names one version of it. The dates
-- `from_date` and `to_date` say when the fact was true in the world (to_date is the last day, NULL while it lasts).
-- Current rows have superseded_at = '9999-12-31T23:59:59.999Z'; every index that serves pages is partial on that.

-- ---- the organisation ---------------------------------------------------------------------------------------------

CREATE TABLE agency (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,               -- code list agency_kind: local_authority, police, health, school, probation, ...
    agreement_from TEXT,              -- information-sharing agreement; none, no access
    agreement_to TEXT
);
CREATE UNIQUE INDEX agency_current ON agency (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

CREATE TABLE team (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    agency_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,               -- code list team_kind: front_door, family_safeguarding, early_help, ...
    district TEXT,                    -- code list district; NULL when it serves the whole authority
    from_date TEXT NOT NULL,
    to_date TEXT
);
CREATE UNIQUE INDEX team_current ON team (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

CREATE TABLE worker (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    agency_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    job_title TEXT NOT NULL,
    discipline TEXT NOT NULL,         -- code list discipline: social_work, recovery, domestic_abuse, ...
    registration_no TEXT,             -- Social Work England
    email TEXT,
    agency_worker INTEGER NOT NULL DEFAULT 0,
    from_date TEXT NOT NULL,
    to_date TEXT
);
CREATE UNIQUE INDEX worker_current ON worker (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- What a worker may be, and where: the roles of practice/roles.yaml. area: a district that the role covers, or NULL.
CREATE TABLE worker_role (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    worker_id BIGINT NOT NULL,
    role TEXT NOT NULL,
    area TEXT,
    from_date TEXT NOT NULL,
    to_date TEXT
);
CREATE UNIQUE INDEX worker_role_current ON worker_role (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX worker_role_by_worker ON worker_role (worker_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

CREATE TABLE team_member (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    team_id BIGINT NOT NULL,
    worker_id BIGINT NOT NULL,
    fte DOUBLE PRECISION NOT NULL DEFAULT 1.0,
    from_date TEXT NOT NULL,
    to_date TEXT
);
CREATE UNIQUE INDEX team_member_current ON team_member (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX team_member_by_worker ON team_member (worker_id, team_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX team_member_by_team ON team_member (team_id, worker_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- An established post, filled or vacant: vacancy and turnover are facts, not surveys.
CREATE TABLE post (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    team_id BIGINT NOT NULL,
    discipline TEXT NOT NULL,
    fte DOUBLE PRECISION NOT NULL,
    worker_id BIGINT,                 -- NULL while vacant
    from_date TEXT NOT NULL,
    to_date TEXT
);
CREATE UNIQUE INDEX post_current ON post (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX post_by_team ON post (team_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- ---- people -------------------------------------------------------------------------------------------------------

CREATE TABLE person (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    given TEXT NOT NULL,              -- the name used now; dated names are in person_name
    surname TEXT NOT NULL,
    sex TEXT NOT NULL,                -- code list sex: M, F, U
    gender TEXT,                      -- in the person's own words
    pronouns TEXT,
    ethnicity TEXT,                   -- code list ethnicity
    first_language TEXT,
    interpreter_needed INTEGER NOT NULL DEFAULT 0,
    religion TEXT,
    born TEXT,
    born_estimated INTEGER NOT NULL DEFAULT 0,
    expected TEXT,                    -- expected date of birth of an unborn child
    died TEXT,
    safe_contact TEXT                 -- how this person may safely be contacted; shown above contact details
);
CREATE UNIQUE INDEX person_current ON person (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX person_by_born ON person (born) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

CREATE TABLE person_name (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    kind TEXT NOT NULL,               -- code list name_kind: legal, known_as, birth, former, alias
    given TEXT NOT NULL,
    surname TEXT NOT NULL,
    from_date TEXT,
    to_date TEXT
);
CREATE UNIQUE INDEX person_name_current ON person_name (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX person_name_by_person ON person_name (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- One row for each word of each current name, folded: what search by name looks in. Derived; rebuilt with the person.
CREATE TABLE name_word (
    word TEXT NOT NULL,               -- fold(word)
    sound TEXT NOT NULL,              -- phonetic key of the word
    person_id BIGINT NOT NULL
);
CREATE INDEX name_word_by_word ON name_word (word, person_id);
CREATE INDEX name_word_by_sound ON name_word (sound, person_id);
CREATE INDEX name_word_by_person ON name_word (person_id);

CREATE TABLE person_identifier (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    kind TEXT NOT NULL,               -- code list identifier_kind: la_child_id, nhs_number, upn, former_upn, upn_unknown, ...
    value TEXT NOT NULL,
    from_date TEXT,
    to_date TEXT
);
CREATE UNIQUE INDEX person_identifier_current ON person_identifier (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX person_identifier_by_person ON person_identifier (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX person_identifier_by_value ON person_identifier (value, kind) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

CREATE TABLE person_address (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    kind TEXT NOT NULL,               -- code list address_kind: home, placement, correspondence, ...
    line1 TEXT NOT NULL,
    line2 TEXT,
    town TEXT,
    postcode TEXT,                    -- "FY1 1AA"
    district TEXT,                    -- code list district
    confidential INTEGER NOT NULL DEFAULT 0,  -- never on a partner's page, a letter or an output that another adult sees
    from_date TEXT NOT NULL,
    to_date TEXT
);
CREATE UNIQUE INDEX person_address_current ON person_address (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX person_address_by_person ON person_address (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX person_address_by_postcode ON person_address (postcode, line1) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

CREATE TABLE person_contact (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    kind TEXT NOT NULL,               -- phone, email
    value TEXT NOT NULL,
    from_date TEXT,
    to_date TEXT
);
CREATE UNIQUE INDEX person_contact_current ON person_contact (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX person_contact_by_person ON person_contact (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

CREATE TABLE disability (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    code TEXT NOT NULL                -- code list disability (CIN N00099): NONE, MOB, HAND, ...
);
CREATE UNIQUE INDEX disability_current ON disability (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX disability_by_person ON disability (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- A warning or fact that everybody who opens the record must meet first: words and a review date.
CREATE TABLE flag (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    kind TEXT NOT NULL,               -- code list flag_kind
    words TEXT NOT NULL,
    class TEXT NOT NULL,              -- field class of practice/roles.yaml
    review_on TEXT,
    from_date TEXT NOT NULL,
    to_date TEXT
);
CREATE UNIQUE INDEX flag_current ON flag (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX flag_by_person ON flag (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- from_person is <kind> of to_person: parent of, partner of, ... (siblings are derived from shared parents).
CREATE TABLE relationship (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    from_person BIGINT NOT NULL,
    to_person BIGINT NOT NULL,
    kind TEXT NOT NULL,               -- code list relationship_kind: birth_parent, adoptive_parent, step_parent, married, ...
    parental_responsibility INTEGER NOT NULL DEFAULT 0,
    from_date TEXT,
    to_date TEXT
);
CREATE UNIQUE INDEX relationship_current ON relationship (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX relationship_from ON relationship (from_person) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX relationship_to ON relationship (to_person) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- ---- families -----------------------------------------------------------------------------------------------------

CREATE TABLE family (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    name TEXT NOT NULL,               -- "Ashworth and Malik family"
    reference TEXT NOT NULL,          -- short, for the phone: "F-104233"
    district TEXT NOT NULL,           -- code list district: decides `area`
    from_date TEXT NOT NULL,
    to_date TEXT                      -- closed to every service
);
CREATE UNIQUE INDEX family_current ON family (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX family_by_reference ON family (reference);
CREATE INDEX family_by_district ON family (district) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

CREATE TABLE family_member (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    family_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    role TEXT NOT NULL,               -- code list member_role: child, parent, carer, other
    household TEXT,                   -- label of the household this person lives in: "Mum's home"
    from_date TEXT NOT NULL,
    to_date TEXT
);
CREATE UNIQUE INDEX family_member_current ON family_member (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX family_member_by_family ON family_member (family_id, person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX family_member_by_person ON family_member (person_id, family_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- Which team holds the family.
CREATE TABLE family_team (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    family_id BIGINT NOT NULL,
    team_id BIGINT NOT NULL,
    from_date TEXT NOT NULL,
    to_date TEXT
);
CREATE UNIQUE INDEX family_team_current ON family_team (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX family_team_by_family ON family_team (family_id, team_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX family_team_by_team ON family_team (team_id, family_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- Which workers work with the family, each for a discipline; lead = 1 for the lead practitioner.
CREATE TABLE allocation (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    family_id BIGINT NOT NULL,
    worker_id BIGINT NOT NULL,
    discipline TEXT NOT NULL,
    lead INTEGER NOT NULL DEFAULT 0,
    from_date TEXT NOT NULL,
    to_date TEXT,
    change_reason TEXT                -- code list worker_change: MANAGE, FCONTA, LEFTRL, ... (SSDA903 SW_REASON)
);
CREATE UNIQUE INDEX allocation_current ON allocation (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX allocation_by_family ON allocation (family_id, worker_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX allocation_by_worker ON allocation (worker_id, family_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- ---- who may not look, who alone may, and who broke the glass ------------------------------------------------------

-- A restricted family: only the workers on the list (one row each) see it.
CREATE TABLE restriction (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    family_id BIGINT NOT NULL,
    worker_id BIGINT,                 -- NULL: the row that makes the family restricted; else a worker who may see it
    reason TEXT NOT NULL,
    from_date TEXT NOT NULL,
    to_date TEXT
);
CREATE UNIQUE INDEX restriction_current ON restriction (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX restriction_by_family ON restriction (family_id, worker_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- A worker who must never see a person's families (a relative, a neighbour, a conflict of interest).
CREATE TABLE exclusion (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    worker_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    reason TEXT NOT NULL,
    from_date TEXT NOT NULL,
    to_date TEXT
);
CREATE UNIQUE INDEX exclusion_current ON exclusion (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX exclusion_by_worker ON exclusion (worker_id, person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

CREATE TABLE break_glass (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    worker_id BIGINT NOT NULL,
    family_id BIGINT NOT NULL,
    reason_code TEXT NOT NULL,        -- code list break_glass_reason
    reason TEXT NOT NULL,
    from_instant TEXT NOT NULL,
    until_instant TEXT NOT NULL,
    notified_worker BIGINT,           -- the lead worker who was told
    reviewed_by BIGINT,               -- never the worker who broke it
    reviewed_at TEXT,
    review_outcome TEXT,              -- code list break_glass_outcome
    review_note TEXT
);
CREATE UNIQUE INDEX break_glass_current ON break_glass (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX break_glass_by_worker ON break_glass (worker_id, family_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- ---- accounts: operational, not part of the record, so not versions -------------------------------------------------

CREATE TABLE account (
    worker_id BIGINT PRIMARY KEY,
    sign_in_name TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    totp_secret TEXT,
    totp_last_counter BIGINT,
    disabled INTEGER NOT NULL DEFAULT 0,
    demonstration INTEGER NOT NULL DEFAULT 0,  -- listed, with its password, on a demonstration's sign-in page
    changed_at TEXT NOT NULL
);

CREATE TABLE session (
    token_hash TEXT PRIMARY KEY,
    worker_id BIGINT NOT NULL,
    csrf_secret TEXT NOT NULL,
    created_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    second_factor INTEGER NOT NULL DEFAULT 0,
    reauthenticated_at TEXT
);
CREATE INDEX session_by_worker ON session (worker_id);

-- The rest of the pathway: services around the family, stepping up and down, family group decision-making, the graded
-- profile of care, disputes, papers, transfers, and how things are months later.

-- A service that a child or the whole family has for a time: edge of care, outreach, an adolescent support unit.
CREATE TABLE service_episode (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    family_id BIGINT,
    service TEXT NOT NULL,            -- code list service
    asked_on TEXT,                    -- when the service was asked
    start_date TEXT NOT NULL,
    end_date TEXT,
    criteria TEXT,                    -- which entry criteria were met, codes of service_criterion
    otherwise TEXT,                   -- code list otherwise: where the child would probably live without it
    weekly_hours DOUBLE PRECISION,    -- intensity: planned hours of direct work a week
    goal TEXT,
    end_reason TEXT,                  -- code list service_end
    hours_given DOUBLE PRECISION,     -- direct work in all
    at_home INTEGER                   -- at the end: 1 living with the family
);
CREATE UNIQUE INDEX service_episode_current ON service_episode (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX service_episode_by_person ON service_episode (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX service_episode_by_family ON service_episode (family_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX service_episode_past ON service_episode (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';

-- One visit, session or stay within a service.
CREATE TABLE service_session (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    service_episode_id BIGINT NOT NULL,
    kind TEXT NOT NULL,               -- code list service_session
    held_on TEXT NOT NULL,
    minutes INTEGER,
    worker_id BIGINT
);
CREATE UNIQUE INDEX service_session_current ON service_session (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX service_session_by_person ON service_session (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX service_session_past ON service_session (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';

-- How a child is some months after something ended or changed.
CREATE TABLE outcome_check (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    family_id BIGINT,
    after TEXT NOT NULL,              -- code list check_of: early_help, step_change, service, conference, closure
    months TEXT NOT NULL,             -- code list check_after: m3, m6, m12
    asked_on TEXT NOT NULL,
    how TEXT NOT NULL,                -- code list lasting_change
    at_home INTEGER                   -- 1 living with the family
);
CREATE UNIQUE INDEX outcome_check_current ON outcome_check (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX outcome_check_by_person ON outcome_check (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX outcome_check_by_family ON outcome_check (family_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX outcome_check_past ON outcome_check (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';

-- Help stepped up or down, as one action: who asked, who was to take over, and what they answered.
CREATE TABLE step_change (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    family_id BIGINT,
    direction TEXT NOT NULL,          -- code list step_direction
    from_basis TEXT,                  -- code list plan_basis
    to_basis TEXT NOT NULL,           -- code list plan_basis
    decision_date TEXT NOT NULL,
    receiver TEXT,                    -- who takes over
    answer TEXT NOT NULL,             -- code list step_answer
    answered_on TEXT,
    answer_reason TEXT,
    reason TEXT NOT NULL
);
CREATE UNIQUE INDEX step_change_current ON step_change (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX step_change_by_person ON step_change (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX step_change_by_family ON step_change (family_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX step_change_past ON step_change (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';

-- Family group decision-making: the offer, the answer, the meeting, its plan and review.
CREATE TABLE family_group_conference (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    family_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    offered_on TEXT NOT NULL,
    accepted INTEGER,                 -- 1 somebody accepted
    declined_reason TEXT,
    coordinator TEXT,
    meeting_date TEXT,
    plan_agreed INTEGER,
    review_date TEXT,
    closed_on TEXT
);
CREATE UNIQUE INDEX family_group_conference_current ON family_group_conference (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX family_group_conference_by_person ON family_group_conference (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX family_group_conference_by_family ON family_group_conference (family_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX family_group_conference_past ON family_group_conference (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';

-- One item of a graded profile of care: one child, one carer, one day.
CREATE TABLE neglect_grade (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    carer_id BIGINT NOT NULL,
    area TEXT NOT NULL,               -- code list care_area
    item TEXT NOT NULL,
    grade INTEGER NOT NULL,           -- 1 met in every way to 5 not met at all
    graded_on TEXT NOT NULL
);
CREATE UNIQUE INDEX neglect_grade_current ON neglect_grade (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX neglect_grade_by_person ON neglect_grade (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX neglect_grade_past ON neglect_grade (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';

-- A checklist of domestic abuse as it was answered, and what followed.
CREATE TABLE risk_checklist (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    family_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,        -- the survivor
    asked_on TEXT NOT NULL,
    score INTEGER,                    -- answers of yes
    high_risk INTEGER NOT NULL,
    because TEXT,                     -- code list high_risk_because
    marac_on TEXT,                    -- referred to MARAC on
    class TEXT NOT NULL
);
CREATE UNIQUE INDEX risk_checklist_current ON risk_checklist (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX risk_checklist_by_person ON risk_checklist (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX risk_checklist_by_family ON risk_checklist (family_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX risk_checklist_past ON risk_checklist (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';

-- A disagreement that has been taken up: a reviewing officer's, or one between professionals.
CREATE TABLE dispute (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    family_id BIGINT,
    kind TEXT NOT NULL,               -- code list dispute_kind
    start_date TEXT NOT NULL,
    stage TEXT NOT NULL,              -- code list dispute_stage
    about TEXT NOT NULL,
    closed_on TEXT,
    outcome TEXT                      -- code list dispute_outcome
);
CREATE UNIQUE INDEX dispute_current ON dispute (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX dispute_by_person ON dispute (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX dispute_by_family ON dispute (family_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX dispute_past ON dispute (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';

-- Whether a court or identity paper of a child is on the file.
CREATE TABLE child_document (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    kind TEXT NOT NULL,               -- code list child_document
    held INTEGER NOT NULL,            -- 1 on the file, 0 missing
    checked_on TEXT NOT NULL
);
CREATE UNIQUE INDEX child_document_current ON child_document (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX child_document_by_person ON child_document (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX child_document_past ON child_document (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';

-- A child's plan that comes from, or goes to, another authority.
CREATE TABLE transfer (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    family_id BIGINT,
    direction TEXT NOT NULL,          -- code list transfer_direction
    basis TEXT NOT NULL,              -- code list plan_basis: what the child has where they come from
    authority TEXT NOT NULL,          -- the other authority
    told_on TEXT NOT NULL,
    accepted_on TEXT,
    closed_on TEXT
);
CREATE UNIQUE INDEX transfer_current ON transfer (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX transfer_by_person ON transfer (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX transfer_by_family ON transfer (family_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX transfer_past ON transfer (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';

-- What each statutory partner thought of a strategy discussion's decision.
ALTER TABLE strategy_discussion ADD COLUMN police_view TEXT;           -- code list partner_view
ALTER TABLE strategy_discussion ADD COLUMN health_view TEXT;           -- code list partner_view
ALTER TABLE strategy_discussion ADD COLUMN education_view TEXT;        -- code list partner_view

-- Which of the cases of regulation 28 a placement is in: how often the child must be visited there.
ALTER TABLE placement ADD COLUMN visit_regime TEXT;                    -- code list visit_regime

-- At which point of the work a measure was taken.
ALTER TABLE measure ADD COLUMN point TEXT;                             -- code list measure_point

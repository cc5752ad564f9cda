-- The rest of a child's way through care, after it, and beside it: what the Standard Safeguarding Dataset, SSDA903 and Annex A
-- ask for and the record did not hold yet. Tables of versions as in 0002; views as in 0007. With these all 48 tables of the
-- dataset are there, each also as known on a past instant.

-- Immigration status of a person over time: SSD ssd_immigration_status; UASC asks for the children whose status
-- is UASC.
CREATE TABLE immigration_status (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    status TEXT NOT NULL,             -- code list immigration_status: UASC, refugee, ...
    start_date TEXT,
    end_date TEXT
);
CREATE UNIQUE INDEX immigration_status_current ON immigration_status (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX immigration_status_by_person ON immigration_status (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX immigration_status_past ON immigration_status (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';

-- Review of a looked-after child, also one planned or cancelled: SSD ssd_cla_reviews, SSDA903 Reviews.
CREATE TABLE cla_review (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    meeting_id BIGINT,
    due_date TEXT,
    review_date TEXT,
    cancelled INTEGER NOT NULL DEFAULT 0,-- 1 when it was not held
    participation TEXT                -- PN0 to PN7
);
CREATE UNIQUE INDEX cla_review_current ON cla_review (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX cla_review_by_person ON cla_review (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX cla_review_past ON cla_review (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';

-- Care plan of a looked-after child, with the permanence that is aimed at: SSD ssd_cla_care_plan.
CREATE TABLE care_plan (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    start_date TEXT NOT NULL,
    end_date TEXT,
    permanence TEXT,                  -- code list permanence_plan: return, adoption, sgo, long_term_fostering, ...
    parallel TEXT                     -- the other plan beside it, if any
);
CREATE UNIQUE INDEX care_plan_current ON care_plan (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX care_plan_by_person ON care_plan (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX care_plan_past ON care_plan (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';

-- Health assessment, dental check or surveillance check: SSD ssd_cla_health, OC2.
CREATE TABLE health_check (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    kind TEXT NOT NULL,               -- code list health_check: health_assessment, dental, surveillance
    checked_on TEXT NOT NULL,
    status TEXT NOT NULL              -- code list health_check_status: planned, refused, cancelled, completed
);
CREATE UNIQUE INDEX health_check_current ON health_check (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX health_check_by_person ON health_check (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX health_check_past ON health_check (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';

-- Whether immunisations are up to date, as of a day: SSD ssd_cla_immunisations, OC2.
CREATE TABLE immunisation (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    up_to_date INTEGER NOT NULL,
    as_of TEXT NOT NULL
);
CREATE UNIQUE INDEX immunisation_current ON immunisation (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX immunisation_by_person ON immunisation (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX immunisation_past ON immunisation (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';

-- A child's own substance misuse, as OC2 asks: SSD ssd_cla_substance_misuse.
CREATE TABLE substance_misuse (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    found_on TEXT NOT NULL,
    substance TEXT,
    intervention_offered INTEGER,
    intervention_received INTEGER
);
CREATE UNIQUE INDEX substance_misuse_current ON substance_misuse (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX substance_misuse_by_person ON substance_misuse (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX substance_misuse_past ON substance_misuse (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';

-- Conviction or final warning of a looked-after child: SSD ssd_cla_convictions, OC2.
CREATE TABLE conviction (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    offence_on TEXT NOT NULL,
    offence TEXT
);
CREATE UNIQUE INDEX conviction_current ON conviction (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX conviction_by_person ON conviction (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX conviction_past ON conviction (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';

-- Strengths and difficulties questionnaire: SSD ssd_sdq_scores, OC2.
CREATE TABLE sdq_score (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    completed_on TEXT,
    score INTEGER,                    -- 0 to 40
    reason TEXT                       -- SDQ1 to SDQ5, when there is no score
);
CREATE UNIQUE INDEX sdq_score_current ON sdq_score (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX sdq_score_by_person ON sdq_score (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX sdq_score_past ON sdq_score (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';

-- A permanence arrangement that broke down before this period of care: SSD ssd_cla_previous_permanence, PrevPerm.
CREATE TABLE previous_permanence (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    option TEXT NOT NULL,             -- P1 to P4, Z1
    authority TEXT,                   -- three digits, WAL, SCO, NIR, NUK
    order_date TEXT                   -- dd/mm/yyyy with zz for what is not known
);
CREATE UNIQUE INDEX previous_permanence_current ON previous_permanence (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX previous_permanence_by_person ON previous_permanence (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX previous_permanence_past ON previous_permanence (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';

-- The way to adoption or another order, one row a decision: SSD ssd_permanence, AD1, PlacedAdoption, Annex A list
-- 10.
CREATE TABLE permanence (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    decision_date TEXT,               -- agency decision maker
    ffa_decision_date TEXT,           -- fostering for adoption or concurrent planning
    placement_order_date TEXT,
    matched_date TEXT,
    placed_date TEXT,
    placed_ffa_date TEXT,
    reversed_date TEXT,
    reversed_reason TEXT,             -- RD1 to RD4
    placed_with_carer_date TEXT,      -- when the foster carers adopt
    adopted_by_carer INTEGER,
    sibling_group INTEGER,
    siblings_together INTEGER,
    siblings_apart INTEGER,
    agency_urn TEXT,
    order_date TEXT,                  -- adoption, special guardianship, child arrangements
    order_type TEXT,                  -- code list permanence_order
    closed_on TEXT,                   -- the order was made, or the decision ended
    worker_id BIGINT,
    adopters INTEGER,
    adopter_sex TEXT,                 -- M1 F1 MM FF MF
    adopter_status TEXT               -- L0 L11 L12 L2 L3 L4
);
CREATE UNIQUE INDEX permanence_current ON permanence (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX permanence_by_person ON permanence (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX permanence_past ON permanence (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';

-- A child missing, or away without authorisation, and the talk on return: SSD ssd_missing, SSDA903 Missing.
CREATE TABLE missing_episode (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    kind TEXT NOT NULL,               -- M missing, A away without authorisation
    started_at TEXT NOT NULL,         -- instant
    ended_at TEXT,                    -- instant
    interview_offered INTEGER,
    interview_accepted INTEGER
);
CREATE UNIQUE INDEX missing_episode_current ON missing_episode (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX missing_episode_by_person ON missing_episode (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX missing_episode_past ON missing_episode (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';

-- A young person who has left, or is about to leave, care; a version for each change: SSD ssd_care_leavers, OC3.
CREATE TABLE care_leaver (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    start_date TEXT,
    end_date TEXT,                    -- no longer entitled
    eligibility TEXT NOT NULL,        -- code list care_leaver_category: eligible, relevant, former_relevant, qualifying
    in_touch TEXT,                    -- YES NO DIED REFU NREQ RHOM
    latest_contact TEXT,
    accommodation TEXT,               -- a letter: B to Z
    suitable INTEGER,                 -- 1 suitable, 2 not
    activity TEXT,                    -- F1 P1 ... G6, 0
    pathway_review_date TEXT,
    adviser_name TEXT,                -- the personal adviser
    team_id BIGINT,
    worker_id BIGINT
);
CREATE UNIQUE INDEX care_leaver_current ON care_leaver (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX care_leaver_by_person ON care_leaver (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX care_leaver_past ON care_leaver (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';

-- Order that deprives a child of liberty: SSDA903 DoLo (from the 2027 return).
CREATE TABLE liberty_order (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    start_date TEXT NOT NULL,
    end_date TEXT,
    court_reference TEXT
);
CREATE UNIQUE INDEX liberty_order_current ON liberty_order (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX liberty_order_by_person ON liberty_order (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX liberty_order_past ON liberty_order (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';

-- What a child says of the help and the plan: SSD ssd_voice_of_child.
CREATE TABLE childs_view (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    asked_on TEXT NOT NULL,
    worries_explained TEXT,           -- Y, N, or another one-letter answer
    story_helped TEXT,
    agrees TEXT,
    plan_safe TEXT,
    tablet_helped TEXT
);
CREATE UNIQUE INDEX childs_view_current ON childs_view (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX childs_view_by_person ON childs_view (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX childs_view_past ON childs_view (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';

-- A child known to the special educational needs service: SSD ssd_send.
CREATE TABLE send (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    upn TEXT,
    uln TEXT,
    upn_unknown TEXT
);
CREATE UNIQUE INDEX send_current ON send (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX send_by_person ON send (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX send_past ON send (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';

-- Request for an education, health and care needs assessment: SSD ssd_ehcp_requests.
CREATE TABLE ehcp_request (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    send_id BIGINT,
    requested_on TEXT,
    decided_on TEXT,
    outcome TEXT
);
CREATE UNIQUE INDEX ehcp_request_current ON ehcp_request (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX ehcp_request_by_send ON ehcp_request (send_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX ehcp_request_past ON ehcp_request (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';

-- Education, health and care needs assessment: SSD ssd_ehcp_assessment.
CREATE TABLE ehcp_assessment (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    request_id BIGINT,
    decided_on TEXT,
    outcome TEXT,
    exceptions TEXT
);
CREATE UNIQUE INDEX ehcp_assessment_current ON ehcp_assessment (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX ehcp_assessment_by_request ON ehcp_assessment (request_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX ehcp_assessment_past ON ehcp_assessment (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';

-- Plan that names a school: SSD ssd_ehcp_named_plan.
CREATE TABLE ehcp_named_plan (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    assessment_id BIGINT,
    start_date TEXT,
    ceased_on TEXT,
    ceased_reason TEXT
);
CREATE UNIQUE INDEX ehcp_named_plan_current ON ehcp_named_plan (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX ehcp_named_plan_by_assessment ON ehcp_named_plan (assessment_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX ehcp_named_plan_past ON ehcp_named_plan (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';

-- Education, health and care plan in force: SSD ssd_ehcp_active_plans.
CREATE TABLE ehcp_plan (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    request_id BIGINT,
    last_review_date TEXT
);
CREATE UNIQUE INDEX ehcp_plan_current ON ehcp_plan (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX ehcp_plan_by_request ON ehcp_plan (request_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX ehcp_plan_past ON ehcp_plan (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';

-- A kind of special educational need, with its rank: SSD ssd_sen_need.
CREATE TABLE sen_need (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    plan_id BIGINT,
    need TEXT,
    rank TEXT
);
CREATE UNIQUE INDEX sen_need_current ON sen_need (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX sen_need_by_plan ON sen_need (plan_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX sen_need_past ON sen_need (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';

-- A prospective adopter on the way to approval and placement: Annex A list 11.
CREATE TABLE adopter (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    family_reference TEXT,            -- adopters of one home share it
    ffa INTEGER,
    disability INTEGER,
    enquiry_date TEXT,
    stage1_start TEXT,
    stage1_end TEXT,
    stage2_start TEXT,
    stage2_end TEXT,
    applied_on TEXT,
    approved_on TEXT,
    matched_on TEXT,
    placed_on TEXT,
    children_placed INTEGER,
    order_date TEXT,
    left_on TEXT,
    left_reason TEXT                  -- withdrew, on_hold, refused
);
CREATE UNIQUE INDEX adopter_current ON adopter (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX adopter_by_person ON adopter (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX adopter_past ON adopter (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';

-- The end of pre-proceedings, by an application or by stepping down.
ALTER TABLE pre_proceedings ADD COLUMN closed_on TEXT;

-- What the Department's daily collection was last told of a child, and what waits to be told: SSD ssd_api_data_staging.
-- Operational: one row a child, changed in place.
CREATE TABLE dfe_submission (
    person_id BIGINT PRIMARY KEY,
    payload TEXT,                     -- JSON as it is to be sent; NULL when nothing waits
    payload_hash TEXT,                -- SHA-256 of the whole child as it stands
    sent_payload TEXT,                -- JSON of the whole child as it was last accepted
    sent_hash TEXT,
    status TEXT NOT NULL,             -- pending, sent, error
    state TEXT NOT NULL,              -- new, updated, deleted, unchanged
    sent_at TEXT,
    answer TEXT,                      -- what the receiver said
    changed_at TEXT NOT NULL
);

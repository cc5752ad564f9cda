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
CREATE VIEW hearth_immigration_status AS
    SELECT id, recorded_at, entry_id, person_id, status, start_date, end_date
    FROM immigration_status WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, status, start_date, end_date
    FROM immigration_status WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

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
CREATE VIEW hearth_cla_review AS
    SELECT id, recorded_at, entry_id, person_id, meeting_id, due_date, review_date, cancelled, participation
    FROM cla_review WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, meeting_id, due_date, review_date, cancelled, participation
    FROM cla_review WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

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
CREATE VIEW hearth_care_plan AS
    SELECT id, recorded_at, entry_id, person_id, start_date, end_date, permanence, parallel
    FROM care_plan WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, start_date, end_date, permanence, parallel
    FROM care_plan WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

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
CREATE VIEW hearth_health_check AS
    SELECT id, recorded_at, entry_id, person_id, kind, checked_on, status
    FROM health_check WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, kind, checked_on, status
    FROM health_check WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

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
CREATE VIEW hearth_immunisation AS
    SELECT id, recorded_at, entry_id, person_id, up_to_date, as_of
    FROM immunisation WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, up_to_date, as_of
    FROM immunisation WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

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
CREATE VIEW hearth_substance_misuse AS
    SELECT id, recorded_at, entry_id, person_id, found_on, substance, intervention_offered,
           intervention_received
    FROM substance_misuse WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, found_on, substance, intervention_offered,
           intervention_received
    FROM substance_misuse WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

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
CREATE VIEW hearth_conviction AS
    SELECT id, recorded_at, entry_id, person_id, offence_on, offence
    FROM conviction WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, offence_on, offence
    FROM conviction WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

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
CREATE VIEW hearth_sdq_score AS
    SELECT id, recorded_at, entry_id, person_id, completed_on, score, reason
    FROM sdq_score WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, completed_on, score, reason
    FROM sdq_score WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

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
CREATE VIEW hearth_previous_permanence AS
    SELECT id, recorded_at, entry_id, person_id, option, authority, order_date
    FROM previous_permanence WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, option, authority, order_date
    FROM previous_permanence WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

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
CREATE VIEW hearth_permanence AS
    SELECT id, recorded_at, entry_id, person_id, decision_date, ffa_decision_date, placement_order_date,
           matched_date, placed_date, placed_ffa_date, reversed_date, reversed_reason, placed_with_carer_date,
           adopted_by_carer, sibling_group, siblings_together, siblings_apart, agency_urn, order_date,
           order_type, closed_on, worker_id, adopters, adopter_sex, adopter_status
    FROM permanence WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, decision_date, ffa_decision_date, placement_order_date,
           matched_date, placed_date, placed_ffa_date, reversed_date, reversed_reason, placed_with_carer_date,
           adopted_by_carer, sibling_group, siblings_together, siblings_apart, agency_urn, order_date,
           order_type, closed_on, worker_id, adopters, adopter_sex, adopter_status
    FROM permanence WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

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
CREATE VIEW hearth_missing_episode AS
    SELECT id, recorded_at, entry_id, person_id, kind, started_at, ended_at, interview_offered,
           interview_accepted
    FROM missing_episode WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, kind, started_at, ended_at, interview_offered,
           interview_accepted
    FROM missing_episode WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

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
CREATE VIEW hearth_care_leaver AS
    SELECT id, recorded_at, entry_id, person_id, start_date, end_date, eligibility, in_touch, latest_contact,
           accommodation, suitable, activity, pathway_review_date, adviser_name, team_id, worker_id
    FROM care_leaver WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, start_date, end_date, eligibility, in_touch, latest_contact,
           accommodation, suitable, activity, pathway_review_date, adviser_name, team_id, worker_id
    FROM care_leaver WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

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
CREATE VIEW hearth_liberty_order AS
    SELECT id, recorded_at, entry_id, person_id, start_date, end_date, court_reference
    FROM liberty_order WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, start_date, end_date, court_reference
    FROM liberty_order WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

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
CREATE VIEW hearth_childs_view AS
    SELECT id, recorded_at, entry_id, person_id, asked_on, worries_explained, story_helped, agrees, plan_safe,
           tablet_helped
    FROM childs_view WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, asked_on, worries_explained, story_helped, agrees, plan_safe,
           tablet_helped
    FROM childs_view WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

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
CREATE VIEW hearth_send AS
    SELECT id, recorded_at, entry_id, person_id, upn, uln, upn_unknown
    FROM send WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, upn, uln, upn_unknown
    FROM send WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

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
CREATE VIEW hearth_ehcp_request AS
    SELECT id, recorded_at, entry_id, send_id, requested_on, decided_on, outcome
    FROM ehcp_request WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, send_id, requested_on, decided_on, outcome
    FROM ehcp_request WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

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
CREATE VIEW hearth_ehcp_assessment AS
    SELECT id, recorded_at, entry_id, request_id, decided_on, outcome, exceptions
    FROM ehcp_assessment WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, request_id, decided_on, outcome, exceptions
    FROM ehcp_assessment WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

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
CREATE VIEW hearth_ehcp_named_plan AS
    SELECT id, recorded_at, entry_id, assessment_id, start_date, ceased_on, ceased_reason
    FROM ehcp_named_plan WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, assessment_id, start_date, ceased_on, ceased_reason
    FROM ehcp_named_plan WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

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
CREATE VIEW hearth_ehcp_plan AS
    SELECT id, recorded_at, entry_id, request_id, last_review_date
    FROM ehcp_plan WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, request_id, last_review_date
    FROM ehcp_plan WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

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
CREATE VIEW hearth_sen_need AS
    SELECT id, recorded_at, entry_id, plan_id, need, rank
    FROM sen_need WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, plan_id, need, rank
    FROM sen_need WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

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
CREATE VIEW hearth_adopter AS
    SELECT id, recorded_at, entry_id, person_id, family_reference, ffa, disability, enquiry_date, stage1_start,
           stage1_end, stage2_start, stage2_end, applied_on, approved_on, matched_on, placed_on,
           children_placed, order_date, left_on, left_reason
    FROM adopter WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, family_reference, ffa, disability, enquiry_date, stage1_start,
           stage1_end, stage2_start, stage2_end, applied_on, approved_on, matched_on, placed_on,
           children_placed, order_date, left_on, left_reason
    FROM adopter WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

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

-- ---- the dataset's other tables -------------------------------------------------------------------------------------

CREATE VIEW ssd_mother AS SELECT
    r.id AS moth_table_id,
    r.from_person AS moth_person_id,
    r.to_person AS moth_childs_person_id,
    c.born AS moth_childs_dob
FROM hearth_relationship r
JOIN hearth_person m ON m.id = r.from_person AND m.sex <> 'M'
JOIN hearth_person c ON c.id = r.to_person
WHERE r.kind = 'birth_parent';

CREATE VIEW ssd_immigration_status AS SELECT
    i.person_id AS immi_person_id,
    i.id AS immi_immigration_status_id,
    i.status AS immi_immigration_status,
    i.start_date AS immi_immigration_status_start_date,
    i.end_date AS immi_immigration_status_end_date
FROM hearth_immigration_status i;

-- The id of a period of care is the child and the day on which it began, as in ssd_cla_episodes.
CREATE VIEW ssd_cla_visits AS SELECT
    v.id AS clav_cla_visit_id,
    (SELECT max(CAST(c.child_id AS TEXT) || ' ' || c.start_date) FROM hearth_care_period c
        WHERE c.child_id = v.person_id AND c.start_date <= v.visit_date) AS clav_cla_id,
    v.person_id AS clav_person_id,
    v.visit_date AS clav_cla_visit_date,
    CASE WHEN v.seen = 1 THEN 'Y' WHEN v.seen = 0 THEN 'N' END AS clav_cla_visit_seen,
    CASE WHEN v.seen_alone = 1 THEN 'Y' WHEN v.seen_alone = 0 THEN 'N' END AS clav_cla_visit_seen_alone
FROM hearth_visit v WHERE v.kind = 'cla';

CREATE VIEW ssd_cla_reviews AS SELECT
    r.id AS clar_cla_review_id,
    (SELECT max(CAST(c.child_id AS TEXT) || ' ' || c.start_date) FROM hearth_care_period c
        WHERE c.child_id = r.person_id AND c.start_date <= coalesce(r.review_date, r.due_date)) AS clar_cla_id,
    r.due_date AS clar_cla_review_due_date,
    r.review_date AS clar_cla_review_date,
    CASE WHEN r.cancelled = 1 THEN 'Y' WHEN r.cancelled = 0 THEN 'N' END AS clar_cla_review_cancelled,
    r.participation AS clar_cla_review_participation
FROM hearth_cla_review r;

CREATE VIEW ssd_cla_care_plan AS SELECT
    p.id AS lacp_table_id,
    p.person_id AS lacp_person_id,
    p.start_date AS lacp_cla_care_plan_start_date,
    p.end_date AS lacp_cla_care_plan_end_date,
    '{"REMAINSUP":"","RETURN1M":"","RETURN6M":"' || CASE WHEN p.permanence = 'return' THEN 'Y' ELSE 'N' END ||
        '","RETURNEV":"","LTRELFR":"' || CASE WHEN p.permanence = 'long_term_family' THEN 'Y' ELSE 'N' END ||
        '","LTFOST":"' || CASE WHEN p.permanence = 'long_term_fostering' THEN 'Y' ELSE 'N' END ||
        '","RESPLMT":"' || CASE WHEN p.permanence = 'residential' THEN 'Y' ELSE 'N' END ||
        '","SUPPLIV":"' || CASE WHEN p.permanence = 'supported_living' THEN 'Y' ELSE 'N' END ||
        '","ADOPTION":"' || CASE WHEN p.permanence = 'adoption' THEN 'Y' ELSE 'N' END ||
        '","OTHERPLN":"' || CASE WHEN p.permanence IN ('sgo', 'other') THEN 'Y' ELSE 'N' END || '"}' AS lacp_cla_care_plan_json
FROM hearth_care_plan p;

CREATE VIEW ssd_cla_health AS SELECT
    h.id AS clah_health_check_id,
    h.person_id AS clah_person_id,
    CASE h.kind WHEN 'health_assessment' THEN 'Health Assessment' WHEN 'dental' THEN 'Dental Check'
        WHEN 'surveillance' THEN 'Health Surveillance' ELSE h.kind END AS clah_health_check_type,
    h.checked_on AS clah_health_check_date,
    CASE h.status WHEN 'planned' THEN 'Planned' WHEN 'refused' THEN 'Refused' WHEN 'cancelled' THEN 'Cancelled'
        WHEN 'completed' THEN 'Completed' ELSE h.status END AS clah_health_check_status
FROM hearth_health_check h;

-- One row a child: the latest.
CREATE VIEW ssd_cla_immunisations AS SELECT
    i.person_id AS clai_person_id,
    CASE WHEN i.up_to_date = 1 THEN 'Y' WHEN i.up_to_date = 0 THEN 'N' END AS clai_immunisations_status,
    i.as_of AS clai_immunisations_status_date
FROM hearth_immunisation i
WHERE NOT EXISTS (SELECT 1 FROM hearth_immunisation n WHERE n.person_id = i.person_id
    AND (n.as_of > i.as_of OR (n.as_of = i.as_of AND n.id > i.id)));

CREATE VIEW ssd_cla_substance_misuse AS SELECT
    s.id AS clas_substance_misuse_id,
    s.person_id AS clas_person_id,
    s.found_on AS clas_substance_misuse_date,
    s.substance AS clas_substance_misused,
    CASE WHEN s.intervention_received = 1 THEN 'Y' WHEN s.intervention_received = 0 THEN 'N' END AS clas_intervention_received
FROM hearth_substance_misuse s;

CREATE VIEW ssd_cla_convictions AS SELECT
    c.id AS clac_cla_conviction_id,
    c.person_id AS clac_person_id,
    c.offence_on AS clac_cla_conviction_date,
    c.offence AS clac_cla_conviction_offence
FROM hearth_conviction c;

CREATE VIEW ssd_sdq_scores AS SELECT
    q.id AS csdq_table_id,
    q.person_id AS csdq_person_id,
    q.completed_on AS csdq_sdq_completed_date,
    q.reason AS csdq_sdq_reason,
    CAST(q.score AS TEXT) AS csdq_sdq_score
FROM hearth_sdq_score q;

CREATE VIEW ssd_cla_previous_permanence AS SELECT
    p.id AS lapp_table_id,
    p.person_id AS lapp_person_id,
    p.order_date AS lapp_previous_permanence_order_date,
    p.option AS lapp_previous_permanence_option,
    p.authority AS lapp_previous_permanence_la
FROM hearth_previous_permanence p;

CREATE VIEW ssd_permanence AS SELECT
    p.id AS perm_table_id,
    p.person_id AS perm_person_id,
    (SELECT max(CAST(c.child_id AS TEXT) || ' ' || c.start_date) FROM hearth_care_period c
        WHERE c.child_id = p.person_id AND c.start_date <= coalesce(p.decision_date, p.order_date, p.placed_date, '9999-12-31')) AS perm_cla_id,
    p.decision_date AS perm_adm_decision_date,
    p.ffa_decision_date AS perm_ffa_cp_decision_date,
    p.placement_order_date AS perm_placement_order_date,
    p.placed_date AS perm_placed_for_adoption_date,
    p.matched_date AS perm_matched_date,
    CASE WHEN p.adopted_by_carer = 1 THEN 'Y' WHEN p.adopted_by_carer = 0 THEN 'N' END AS perm_adopted_by_carer_flag,
    p.placed_ffa_date AS perm_placed_ffa_cp_date,
    p.reversed_date AS perm_decision_reversed_date,
    p.placed_with_carer_date AS perm_placed_foster_carer_date,
    CASE WHEN p.sibling_group IS NULL THEN NULL ELSE CAST(p.sibling_group AS TEXT) END AS perm_part_of_sibling_group,
    p.siblings_together AS perm_siblings_placed_together,
    p.siblings_apart AS perm_siblings_placed_apart,
    p.agency_urn AS perm_placement_provider_urn,
    p.reversed_reason AS perm_decision_reversed_reason,
    p.order_date AS perm_permanence_order_date,
    p.order_type AS perm_permanence_order_type,
    p.worker_id AS perm_adoption_worker_id,
    p.adopter_sex AS perm_adopter_sex,
    p.adopter_status AS perm_adopter_legal_status,
    CAST(p.adopters AS TEXT) AS perm_number_of_adopters
FROM hearth_permanence p;

CREATE VIEW ssd_missing AS SELECT
    m.id AS miss_table_id,
    m.person_id AS miss_person_id,
    date_part_of(m.started_at) AS miss_missing_episode_start_date,
    CASE m.kind WHEN 'M' THEN 'Missing' WHEN 'A' THEN 'Absent' ELSE m.kind END AS miss_missing_episode_type,
    CASE WHEN m.ended_at IS NULL THEN NULL ELSE date_part_of(m.ended_at) END AS miss_missing_episode_end_date,
    CASE WHEN m.interview_offered = 1 THEN 'Y' WHEN m.interview_offered = 0 THEN 'N' END AS miss_missing_rhi_offered,
    CASE WHEN m.interview_accepted = 1 THEN 'Y' WHEN m.interview_accepted = 0 THEN 'N' END AS miss_missing_rhi_accepted
FROM hearth_missing_episode m;

CREATE VIEW ssd_care_leavers AS SELECT
    l.id AS clea_table_id,
    l.person_id AS clea_person_id,
    CASE l.eligibility WHEN 'relevant' THEN 'Relevant' WHEN 'former_relevant' THEN 'Former Relevant' WHEN 'eligible' THEN 'Eligible'
        WHEN 'qualifying' THEN 'Qualifying' ELSE 'No Current Eligibility' END AS clea_care_leaver_eligibility,
    l.in_touch AS clea_care_leaver_in_touch,
    l.latest_contact AS clea_care_leaver_latest_contact,
    l.accommodation AS clea_care_leaver_accommodation,
    CAST(l.suitable AS TEXT) AS clea_care_leaver_accom_suitable,
    l.activity AS clea_care_leaver_activity,
    l.pathway_review_date AS clea_pathway_plan_review_date,
    l.adviser_name AS clea_care_leaver_personal_advisor,
    l.team_id AS clea_care_leaver_allocated_team,
    l.worker_id AS clea_care_leaver_worker_id
FROM hearth_care_leaver l;

CREATE VIEW ssd_voice_of_child AS SELECT
    v.id AS voch_table_id,
    v.person_id AS voch_person_id,
    v.worries_explained AS voch_explained_worries,
    v.story_helped AS voch_story_help_understand,
    v.agrees AS voch_agree_worker,
    v.plan_safe AS voch_plan_safe,
    v.tablet_helped AS voch_tablet_help_explain
FROM hearth_childs_view v;

CREATE VIEW ssd_send AS SELECT
    s.id AS send_table_id,
    s.upn AS send_upn,
    s.uln AS send_uln,
    s.upn_unknown AS send_upn_unknown,
    s.person_id AS send_person_id
FROM hearth_send s;

CREATE VIEW ssd_ehcp_requests AS SELECT
    r.id AS ehcr_ehcp_request_id,
    r.send_id AS ehcr_send_table_id,
    r.requested_on AS ehcr_ehcp_req_date,
    r.decided_on AS ehcr_ehcp_req_outcome_date,
    r.outcome AS ehcr_ehcp_req_outcome
FROM hearth_ehcp_request r;

CREATE VIEW ssd_ehcp_assessment AS SELECT
    a.id AS ehca_ehcp_assessment_id,
    a.request_id AS ehca_ehcp_request_id,
    a.decided_on AS ehca_ehcp_assessment_outcome_date,
    a.outcome AS ehca_ehcp_assessment_outcome,
    a.exceptions AS ehca_ehcp_assessment_exceptions
FROM hearth_ehcp_assessment a;

CREATE VIEW ssd_ehcp_named_plan AS SELECT
    p.id AS ehcn_named_plan_id,
    p.assessment_id AS ehcn_ehcp_asmt_id,
    p.start_date AS ehcn_named_plan_start_date,
    p.ceased_on AS ehcn_named_plan_ceased_date,
    p.ceased_reason AS ehcn_named_plan_ceased_reason
FROM hearth_ehcp_named_plan p;

CREATE VIEW ssd_ehcp_active_plans AS SELECT
    p.id AS ehcp_active_ehcp_id,
    p.request_id AS ehcp_ehcp_request_id,
    p.last_review_date AS ehcp_active_ehcp_last_review_date
FROM hearth_ehcp_plan p;

CREATE VIEW ssd_sen_need AS SELECT
    n.id AS senn_table_id,
    n.plan_id AS senn_active_ehcp_id,
    n.need AS senn_active_ehcp_need_type,
    n.rank AS senn_active_ehcp_need_rank
FROM hearth_sen_need n;

-- The dataset keeps places for what the section 251 return will ask of a placement; nothing is defined for them yet.
CREATE VIEW ssd_s251_finance AS SELECT
    p.id AS s251_table_id,
    p.id AS s251_cla_placement_id,
    CAST(NULL AS TEXT) AS s251_placeholder_1,
    CAST(NULL AS TEXT) AS s251_placeholder_2,
    CAST(NULL AS TEXT) AS s251_placeholder_3,
    CAST(NULL AS TEXT) AS s251_placeholder_4
FROM hearth_placement p;

-- The version of the dataset that these views follow.
CREATE VIEW ssd_version_log AS SELECT
    '1.4.5' AS version_number,
    '2025-07-14' AS release_date,
    'Standard Safeguarding Dataset as published' AS description,
    '1' AS is_current,
    CAST(NULL AS TEXT) AS created_at,
    'hearth' AS created_by,
    CAST(NULL AS TEXT) AS impact_description;

CREATE VIEW ssd_api_data_staging AS SELECT
    CAST(d.person_id AS TEXT) AS id,
    d.person_id AS person_id,
    d.payload AS json_payload,
    d.payload_hash AS current_hash,
    d.sent_hash AS previous_hash,
    d.status AS submission_status,
    d.sent_at AS submission_timestamp,
    d.answer AS api_response,
    d.state AS row_state,
    d.changed_at AS last_updated
FROM dfe_submission d;

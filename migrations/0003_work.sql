-- Contacts, entries, the statutory steps, and the work that hangs on them.
--
-- Tables of versions as in 0002. The statutory tables are shaped like the Standard Safeguarding Dataset (SSD), which
-- publishes them as views under its own names; one row is about one child (`person_id`) wherever the SSD's is.
-- `entry_id` is the entry whose signing made the version: the way from any figure back to the words behind it.

-- ---- entries ------------------------------------------------------------------------------------------------------

-- One completed form: written once, about named people of one family. Revised by a new version, never edited. Its own
-- `entry_id` column is the entry's id itself.
CREATE TABLE entry (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    form TEXT NOT NULL,               -- id of the form in practice/, e.g. visit
    form_version INTEGER NOT NULL,    -- kept for ever: the entry is shown with the form it was written on
    family_id BIGINT,                 -- NULL only for an entry about a contact that has no family yet
    contact_id BIGINT,
    meeting_id BIGINT,
    author_id BIGINT NOT NULL,
    discipline TEXT NOT NULL,
    agency_id BIGINT NOT NULL,
    class TEXT NOT NULL,              -- field class of practice/roles.yaml: who may know that it exists
    status TEXT NOT NULL,             -- signed, withdrawn (drafts live in the table draft)
    happened_at TEXT NOT NULL,        -- when what it tells of happened
    title TEXT NOT NULL,
    summary TEXT NOT NULL,            -- one or two sentences for the chronology, made from the answers
    significant INTEGER NOT NULL DEFAULT 0-- a significant event in the chronology
);
CREATE UNIQUE INDEX entry_current ON entry (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX entry_by_family ON entry (family_id, happened_at) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX entry_by_contact ON entry (contact_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX entry_by_meeting ON entry (meeting_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX entry_by_author ON entry (author_id, happened_at) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- The answers, a row a section, because a section has its own field class. Belongs to one version of the entry.
CREATE TABLE entry_section (
    version_id BIGINT NOT NULL,       -- of entry
    section TEXT NOT NULL,
    class TEXT NOT NULL,
    answers TEXT NOT NULL,            -- JSON: field -> text or list of texts
    PRIMARY KEY (version_id, section)
);

-- The people that an entry is about. Belongs to the entry (all versions): adding a person is a new version elsewhere.
CREATE TABLE entry_person (
    entry_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    PRIMARY KEY (entry_id, person_id)
);
CREATE INDEX entry_person_by_person ON entry_person (person_id, entry_id);

CREATE TABLE entry_signature (
    id BIGINT PRIMARY KEY,
    version_id BIGINT NOT NULL,       -- of entry: what exactly was signed
    worker_id BIGINT NOT NULL,
    role TEXT NOT NULL,
    kind TEXT NOT NULL,               -- author, manager, dissent
    note TEXT,
    signed_at TEXT NOT NULL
);
CREATE INDEX entry_signature_by_version ON entry_signature (version_id);

-- What is being typed. Self-contained: no other table points here, and an abandoned draft can be deleted on schedule.
CREATE TABLE draft (
    id BIGINT PRIMARY KEY,
    worker_id BIGINT NOT NULL,
    form TEXT NOT NULL,
    form_version INTEGER NOT NULL,
    family_id BIGINT,
    contact_id BIGINT,
    check_id BIGINT,                  -- the partner check that it answers
    meeting_id BIGINT,
    entry_id BIGINT,                  -- the entry being revised, if any
    base_version BIGINT,              -- the version of it that the text began from
    answers TEXT NOT NULL,            -- JSON, all sections
    before TEXT NOT NULL,             -- the answers one edition earlier: the common base when two devices save
    edition BIGINT NOT NULL,          -- counts saves; a save names the edition it began from, so two devices cannot overwrite
    started_at TEXT NOT NULL,
    saved_at TEXT NOT NULL
);
CREATE INDEX draft_by_worker ON draft (worker_id, saved_at);
CREATE INDEX draft_by_meeting ON draft (meeting_id, form);

-- ---- the front door -----------------------------------------------------------------------------------------------

-- What arrives at the front door, from anyone, about any number of people, before it is anybody's case.
CREATE TABLE contact (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    reference TEXT NOT NULL,          -- "C-204417"
    received_at TEXT NOT NULL,        -- instant: its clocks run in hours
    source_code TEXT NOT NULL,        -- code list contact_source (CIN N00100): 2A schools, 6 police, ...
    referrer_worker BIGINT,           -- the partner user who sent it
    referrer_agency BIGINT,
    referrer_name TEXT,
    district TEXT,
    status TEXT NOT NULL,             -- new, screening, checking, awaiting_decision, decided
    rag TEXT,                         -- red, amber, green
    rated_at TEXT,
    rated_by BIGINT,
    level_at_referral TEXT,           -- continuum of need, as the referrer saw it: 1 to 4
    level_at_decision TEXT,
    threshold_document TEXT,          -- version of the Continuum of Need document used
    outcome TEXT,                     -- code list contact_outcome: nfa, advice, early_help, assessment, strategy, ...
    decided_at TEXT,
    decided_by BIGINT,
    decision_reason TEXT,
    referrer_told_at TEXT,
    worker_id BIGINT,                 -- the MASH officer who holds it
    family_id BIGINT                  -- the family it became or belongs to
);
CREATE UNIQUE INDEX contact_current ON contact (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX contact_by_reference ON contact (reference);
CREATE INDEX contact_queue ON contact (status, received_at) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX contact_by_family ON contact (family_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX contact_by_received ON contact (received_at) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX contact_by_referrer ON contact (referrer_worker, received_at) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- The people of a contact as the referrer named them; matched to known people by a person's decision.
CREATE TABLE contact_person (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    contact_id BIGINT NOT NULL,
    person_id BIGINT,                 -- once matched to, or made, a person
    role TEXT NOT NULL,               -- child, parent, carer, other
    given TEXT NOT NULL,
    surname TEXT NOT NULL,
    born TEXT,
    expected TEXT,
    sex TEXT,
    relationship TEXT,                -- to the children, as the referrer wrote it
    line1 TEXT,
    town TEXT,
    postcode TEXT,
    school TEXT,
    phone TEXT
);
CREATE UNIQUE INDEX contact_person_current ON contact_person (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX contact_person_by_contact ON contact_person (contact_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX contact_person_by_person ON contact_person (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- One question to one partner agency about a contact, and its answer: each share or decline with its basis.
CREATE TABLE partner_check (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    contact_id BIGINT NOT NULL,
    agency_id BIGINT NOT NULL,
    question TEXT NOT NULL,
    lawful_basis TEXT NOT NULL,       -- code list lawful_basis
    asked_by BIGINT NOT NULL,
    asked_at TEXT NOT NULL,
    due_at TEXT NOT NULL,
    answered_by BIGINT,
    answered_at TEXT,
    response TEXT,                    -- code list check_response: nothing_known, known, declined
    response_basis TEXT,              -- code list sharing_basis: why shared, or why declined
    response_words TEXT,
    class TEXT NOT NULL               -- field class of the answer: police, health, ...
);
CREATE UNIQUE INDEX partner_check_current ON partner_check (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX partner_check_by_contact ON partner_check (contact_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX partner_check_by_agency ON partner_check (agency_id, answered_at) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- Agreement to help and to sharing, or the reason for going on without it.
CREATE TABLE consent (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    family_id BIGINT,
    contact_id BIGINT,
    person_id BIGINT,                 -- whose consent; NULL for the family's
    purpose TEXT NOT NULL,            -- code list consent_purpose
    decision TEXT NOT NULL,           -- given, refused, dispensed, withdrawn
    reason TEXT,                      -- required when dispensed
    asked_by BIGINT NOT NULL,
    from_date TEXT NOT NULL,
    to_date TEXT
);
CREATE UNIQUE INDEX consent_current ON consent (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX consent_by_family ON consent (family_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX consent_by_contact ON consent (contact_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- The log of every disclosure and refusal to disclose (Children Act 2004 s16LA).
CREATE TABLE sharing (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    family_id BIGINT,
    contact_id BIGINT,
    with_agency BIGINT NOT NULL,
    direction TEXT NOT NULL,          -- out, in
    decision TEXT NOT NULL,           -- shared, declined
    basis TEXT NOT NULL,              -- code list sharing_basis
    what TEXT NOT NULL,
    decided_by BIGINT NOT NULL,
    decided_at TEXT NOT NULL
);
CREATE UNIQUE INDEX sharing_current ON sharing (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX sharing_by_family ON sharing (family_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX sharing_by_contact ON sharing (contact_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- ---- the statutory steps ------------------------------------------------------------------------------------------

-- SSD ssd_early_help_episodes.
CREATE TABLE early_help_episode (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    family_id BIGINT,
    start_date TEXT NOT NULL,
    end_date TEXT,
    reason TEXT,
    end_reason TEXT,                  -- code list early_help_end: completed, stepped_up, declined, ...
    organisation TEXT,
    worker_id BIGINT
);
CREATE UNIQUE INDEX early_help_episode_current ON early_help_episode (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX early_help_episode_by_person ON early_help_episode (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX early_help_episode_by_family ON early_help_episode (family_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- A child's episode of need, from referral to closure: SSD ssd_cin_episodes, CIN census CINdetails.
CREATE TABLE referral (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    family_id BIGINT,
    contact_id BIGINT,
    referral_date TEXT NOT NULL,
    source_code TEXT NOT NULL,
    primary_need TEXT,                -- N0 to N9
    nfa INTEGER NOT NULL DEFAULT 0,
    outcome TEXT,                     -- code list referral_outcome
    close_date TEXT,
    close_reason TEXT,                -- RC1 to RC9
    team_id BIGINT,
    worker_id BIGINT
);
CREATE UNIQUE INDEX referral_current ON referral (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX referral_by_person ON referral (person_id, referral_date) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX referral_by_family ON referral (family_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX referral_by_date ON referral (referral_date) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- Child and family assessment: SSD ssd_cin_assessments.
CREATE TABLE assessment (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    referral_id BIGINT NOT NULL,
    start_date TEXT NOT NULL,
    review_date TEXT,                 -- internal review point (N00161)
    authorised_date TEXT,
    child_seen INTEGER,
    outcome TEXT,                     -- code list assessment_outcome
    delay_reason TEXT,                -- why it went past 45 working days
    team_id BIGINT,
    worker_id BIGINT
);
CREATE UNIQUE INDEX assessment_current ON assessment (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX assessment_by_person ON assessment (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX assessment_by_referral ON assessment (referral_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- Factors identified at the end of assessment (N00181), in the order recorded.
CREATE TABLE assessment_factor (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    assessment_id BIGINT NOT NULL,
    factor TEXT NOT NULL,             -- 1A to 24A
    position INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX assessment_factor_current ON assessment_factor (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX assessment_factor_by_assessment ON assessment_factor (assessment_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- Child in need (or family help) plan as the legal basis of a child's work: SSD ssd_cin_plans.
CREATE TABLE cin_plan (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    referral_id BIGINT NOT NULL,
    start_date TEXT NOT NULL,
    end_date TEXT,
    team_id BIGINT,
    worker_id BIGINT
);
CREATE UNIQUE INDEX cin_plan_current ON cin_plan (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX cin_plan_by_person ON cin_plan (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX cin_plan_by_referral ON cin_plan (referral_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- Strategy discussion about one child: which statutory partners took part in the decision (S2 indicator 17).
CREATE TABLE strategy_discussion (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    referral_id BIGINT,
    meeting_id BIGINT,
    held_on TEXT NOT NULL,
    local_authority INTEGER NOT NULL DEFAULT 0,
    police INTEGER NOT NULL DEFAULT 0,
    health INTEGER NOT NULL DEFAULT 0,
    education INTEGER NOT NULL DEFAULT 0,
    outcome TEXT                      -- code list strategy_outcome
);
CREATE UNIQUE INDEX strategy_discussion_current ON strategy_discussion (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX strategy_discussion_by_person ON strategy_discussion (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX strategy_discussion_by_referral ON strategy_discussion (referral_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- Section 47 enquiry: SSD ssd_s47_enquiry.
CREATE TABLE s47_enquiry (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    referral_id BIGINT NOT NULL,
    strategy_discussion_id BIGINT,
    start_date TEXT NOT NULL,
    end_date TEXT,
    icpc_target_date TEXT,
    icpc_not_required INTEGER NOT NULL DEFAULT 0,
    outcome TEXT,                     -- code list s47_outcome
    worker_id BIGINT,
    team_id BIGINT
);
CREATE UNIQUE INDEX s47_enquiry_current ON s47_enquiry (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX s47_enquiry_by_person ON s47_enquiry (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX s47_enquiry_by_referral ON s47_enquiry (referral_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- Initial child protection conference: SSD ssd_initial_cp_conference. A row without an enquiry is one recorded on
-- the CIN episode itself.
CREATE TABLE initial_conference (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    referral_id BIGINT NOT NULL,
    s47_enquiry_id BIGINT,
    meeting_id BIGINT,
    target_date TEXT,
    conference_date TEXT,
    transfer_in INTEGER NOT NULL DEFAULT 0,
    plan_made INTEGER,                -- outcome: a child protection plan, yes or no
    outcome TEXT,
    team_id BIGINT,
    worker_id BIGINT
);
CREATE UNIQUE INDEX initial_conference_current ON initial_conference (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX initial_conference_by_person ON initial_conference (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX initial_conference_by_referral ON initial_conference (referral_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- Child protection plan: SSD ssd_cp_plans.
CREATE TABLE cp_plan (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    referral_id BIGINT NOT NULL,
    initial_conference_id BIGINT,
    start_date TEXT NOT NULL,
    end_date TEXT,
    initial_category TEXT,            -- NEG PHY SAB EMO MUL
    latest_category TEXT,
    previous_plans INTEGER NOT NULL DEFAULT 0,-- as stated by the return where history is not held
    other_authority INTEGER NOT NULL DEFAULT 0,
    team_id BIGINT,
    worker_id BIGINT
);
CREATE UNIQUE INDEX cp_plan_current ON cp_plan (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX cp_plan_by_person ON cp_plan (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX cp_plan_by_referral ON cp_plan (referral_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- Review conference: SSD ssd_cp_reviews.
CREATE TABLE cp_review (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    cp_plan_id BIGINT NOT NULL,
    meeting_id BIGINT,
    due_date TEXT,
    review_date TEXT,
    continue_plan INTEGER,
    quorate INTEGER,
    participation TEXT                -- PN0 to PN7
);
CREATE UNIQUE INDEX cp_review_current ON cp_review (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX cp_review_by_person ON cp_review (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX cp_review_by_plan ON cp_review (cp_plan_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- A statutory visit to one child: SSD ssd_cin_visits, ssd_cp_visits and ssd_cla_visits.
CREATE TABLE visit (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    kind TEXT NOT NULL,               -- code list visit_kind: cin, cp, cla, assessment, s47
    plan_id BIGINT,                   -- the cp_plan or cin_plan row it is made under, if any
    visit_date TEXT NOT NULL,
    seen INTEGER,
    seen_alone INTEGER,
    bedroom_seen INTEGER,
    worker_id BIGINT
);
CREATE UNIQUE INDEX visit_current ON visit (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX visit_by_person ON visit (person_id, visit_date) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX visit_by_plan ON visit (plan_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- Looked-after episode: SSD ssd_cla_episodes.
CREATE TABLE cla_episode (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    referral_id BIGINT,
    start_date TEXT NOT NULL,
    start_reason TEXT,                -- SSDA903 RNE
    primary_need TEXT,
    end_date TEXT,
    end_reason TEXT,                  -- SSDA903 REC
    entered_care_date TEXT            -- start of this period of care
);
CREATE UNIQUE INDEX cla_episode_current ON cla_episode (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX cla_episode_by_person ON cla_episode (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

CREATE TABLE legal_status (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    status TEXT NOT NULL,             -- SSDA903 LS
    start_date TEXT NOT NULL,
    end_date TEXT
);
CREATE UNIQUE INDEX legal_status_current ON legal_status (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX legal_status_by_person ON legal_status (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

CREATE TABLE placement (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    cla_episode_id BIGINT NOT NULL,
    start_date TEXT NOT NULL,
    end_date TEXT,
    type TEXT NOT NULL,               -- SSDA903 PLACE
    provider TEXT,                    -- PR0 to PR5
    urn TEXT,
    postcode TEXT,
    distance_miles DOUBLE PRECISION,
    weekly_cost DOUBLE PRECISION,
    change_reason TEXT
);
CREATE UNIQUE INDEX placement_current ON placement (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX placement_by_person ON placement (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX placement_by_episode ON placement (cla_episode_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- Pre-proceedings and the application to court: SSD ssd_pre_proceedings.
CREATE TABLE pre_proceedings (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    person_id BIGINT NOT NULL,
    family_id BIGINT,
    decision_date TEXT NOT NULL,
    letter_date TEXT,
    initial_meeting_date TEXT,
    fgdm_offered TEXT,
    fgdm_held TEXT,
    outcome TEXT,
    application_date TEXT,            -- section 31 application issued
    court_reference TEXT
);
CREATE UNIQUE INDEX pre_proceedings_current ON pre_proceedings (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX pre_proceedings_by_person ON pre_proceedings (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- A request to an adult specialist, and how long the family waited (S2 indicator 7).
CREATE TABLE adult_service_request (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    family_id BIGINT NOT NULL,
    person_id BIGINT,                 -- the adult to be helped
    discipline TEXT NOT NULL,
    requested_on TEXT NOT NULL,
    first_session_on TEXT,
    assessed_on TEXT,
    ended_on TEXT,
    outcome TEXT
);
CREATE UNIQUE INDEX adult_service_request_current ON adult_service_request (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX adult_service_request_by_family ON adult_service_request (family_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- ---- the workbook's measures and programme ---------------------------------------------------------------------

-- One supervision cycle of a family's workbook; exactly one is open while a Family Safeguarding team works with it.
CREATE TABLE workbook (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    family_id BIGINT NOT NULL,
    cycle INTEGER NOT NULL,
    opened_on TEXT NOT NULL,
    closed_on TEXT,                   -- by signing the group supervision
    supervision_id BIGINT             -- the meeting that closed it
);
CREATE UNIQUE INDEX workbook_current ON workbook (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX workbook_by_family ON workbook (family_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- One card of the eight-module programme.
CREATE TABLE programme_module (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    family_id BIGINT NOT NULL,
    module TEXT NOT NULL,             -- id in practice: 1 to 8
    offered_on TEXT,
    started_on TEXT,
    ended_on TEXT,
    outcome TEXT,                     -- code list module_outcome: completed, partial, declined, not_relevant
    importance_before INTEGER,
    importance_after INTEGER,
    confidence_before INTEGER,
    confidence_after INTEGER,
    evidence TEXT
);
CREATE UNIQUE INDEX programme_module_current ON programme_module (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX programme_module_by_family ON programme_module (family_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- A number on a stated scale at a date: readiness rulers, risk, scores. Drawn as lines.
CREATE TABLE measure (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    family_id BIGINT NOT NULL,
    person_id BIGINT,                 -- the parent or child measured; NULL for the family
    kind TEXT NOT NULL,               -- code list measure_kind: importance, confidence, readiness, risk, ...
    value DOUBLE PRECISION NOT NULL,
    measured_on TEXT NOT NULL
);
CREATE UNIQUE INDEX measure_current ON measure (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX measure_by_family ON measure (family_id, kind, measured_on) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- ---- meetings, plans, actions, clocks, tasks -------------------------------------------------------------------

-- One engine for every meeting.
CREATE TABLE meeting (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    kind TEXT NOT NULL,               -- id in practice/: group_supervision, strategy_discussion, icpc, core_group, ...
    family_id BIGINT,
    team_id BIGINT,
    planned_at TEXT NOT NULL,
    held_at TEXT,
    chair_id BIGINT,
    cycle INTEGER,
    status TEXT NOT NULL,             -- planned, held, signed, cancelled
    decision TEXT,                    -- code list of the meeting kind
    decision_reason TEXT,
    dissent TEXT,
    decided_by BIGINT,
    next_on TEXT
);
CREATE UNIQUE INDEX meeting_current ON meeting (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX meeting_by_family ON meeting (family_id, planned_at) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX meeting_by_team ON meeting (team_id, planned_at) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

CREATE TABLE meeting_attendee (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    meeting_id BIGINT NOT NULL,
    worker_id BIGINT,
    person_id BIGINT,
    name TEXT NOT NULL,
    discipline TEXT,
    agency_id BIGINT,
    attendance TEXT NOT NULL,         -- invited, attended, apologies, absent
    report_shared_on TEXT
);
CREATE UNIQUE INDEX meeting_attendee_current ON meeting_attendee (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX meeting_attendee_by_meeting ON meeting_attendee (meeting_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

CREATE TABLE meeting_contribution (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    meeting_id BIGINT NOT NULL,
    worker_id BIGINT NOT NULL,
    discipline TEXT NOT NULL,
    class TEXT NOT NULL,
    changed_since TEXT NOT NULL       -- what has changed since last time, 150 words at most
);
CREATE UNIQUE INDEX meeting_contribution_current ON meeting_contribution (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX meeting_contribution_by_meeting ON meeting_contribution (meeting_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- One family plan; its legal basis is plan_basis, a dated overlay for each child.
CREATE TABLE plan (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    family_id BIGINT NOT NULL,
    kind TEXT NOT NULL,               -- family, safety, pathway, improvement, ...
    title TEXT NOT NULL,
    start_date TEXT NOT NULL,
    end_date TEXT,
    danger TEXT,                      -- what we are worried about
    contingency TEXT
);
CREATE UNIQUE INDEX plan_current ON plan (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX plan_by_family ON plan (family_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

CREATE TABLE plan_basis (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    plan_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    basis TEXT NOT NULL,              -- code list plan_basis: early_help, s17, s47, looked_after
    from_date TEXT NOT NULL,
    to_date TEXT
);
CREATE UNIQUE INDEX plan_basis_current ON plan_basis (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX plan_basis_by_plan ON plan_basis (plan_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX plan_basis_by_person ON plan_basis (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

CREATE TABLE action (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    plan_id BIGINT,
    family_id BIGINT NOT NULL,
    meeting_id BIGINT,
    person_id BIGINT,                 -- the child or adult it is for
    what TEXT NOT NULL,
    child_will_know TEXT,             -- how the child will know
    owner_id BIGINT,                  -- a worker, or
    owner_name TEXT,                  -- a family member or somebody of the network
    due_on TEXT NOT NULL,
    status TEXT NOT NULL,             -- open, done, dropped
    done_on TEXT,
    evidence TEXT,
    class TEXT NOT NULL
);
CREATE UNIQUE INDEX action_current ON action (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX action_by_family ON action (family_id, due_on) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX action_by_plan ON action (plan_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX action_by_owner ON action (owner_id, due_on) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- A statutory or local timescale that runs for something.
CREATE TABLE clock (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    rule TEXT NOT NULL,               -- id in practice/<profile>/clocks.yaml
    rule_words TEXT NOT NULL,         -- as the rule stood: "15 working days from the strategy discussion"
    family_id BIGINT,
    contact_id BIGINT,
    person_id BIGINT,
    subject_id BIGINT,                -- the row it is about (referral, cp_plan, ...)
    owner_id BIGINT,
    team_id BIGINT,
    started_at TEXT NOT NULL,
    due_at TEXT NOT NULL,             -- instant; a due date is due until the end of that day in England
    stopped_at TEXT,
    stop_reason TEXT                  -- done, replaced, not_required
);
CREATE UNIQUE INDEX clock_current ON clock (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX clock_running ON clock (team_id, due_at) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX clock_by_owner ON clock (owner_id, due_at) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX clock_by_family ON clock (family_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX clock_by_contact ON clock (contact_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX clock_by_person ON clock (person_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- A piece of work that waits for somebody and is not a statutory clock.
CREATE TABLE task (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    kind TEXT NOT NULL,               -- approve, read, review_break_glass, ...
    title TEXT NOT NULL,
    family_id BIGINT,
    contact_id BIGINT,
    subject_id BIGINT,
    owner_id BIGINT,
    role TEXT,                        -- any holder of this role, when no owner is named
    team_id BIGINT,
    due_at TEXT,
    done_at TEXT,
    done_by BIGINT
);
CREATE UNIQUE INDEX task_current ON task (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX task_by_owner ON task (owner_id, due_at) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX task_by_team ON task (team_id, role) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX task_by_family ON task (family_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- ---- reference data -------------------------------------------------------------------------------------------

CREATE TABLE district (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL
);
CREATE TABLE population (              -- ONS mid-year estimates, or the demonstration's own: denominators of rates
    district TEXT NOT NULL,           -- '' for the whole authority
    year INTEGER NOT NULL,
    age_from INTEGER NOT NULL,
    age_to INTEGER NOT NULL,
    people INTEGER NOT NULL,
    PRIMARY KEY (district, year, age_from, age_to)
);
CREATE TABLE authority (              -- one row: whose database this is
    id BIGINT PRIMARY KEY,
    name TEXT NOT NULL,
    la_code TEXT NOT NULL,            -- three digits
    profile TEXT NOT NULL,            -- practice profile in force: family-help or cin-early-help
    demonstration INTEGER NOT NULL DEFAULT 0,
    made_at TEXT NOT NULL
);
CREATE TABLE authority_target (       -- a target chosen by the authority for an indicator
    indicator TEXT NOT NULL,
    from_date TEXT NOT NULL,
    target DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (indicator, from_date)
);

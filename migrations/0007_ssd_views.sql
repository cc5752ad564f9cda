-- The record as views: what analysts, indicators and returns read.
--
-- 1. hearth_<table>: a table of versions as known on known_at() (now, unless the session was opened as known on a past
--    instant), without the columns of versions. The first half reads what is current through the indexes that pages use; the
--    second, what was superseded since, through <table>_past, and is empty when asked about now.
-- 2. ssd_<table>: the Standard Safeguarding Dataset under its own names of tables and fields. Ids are the record's numbers, dates are
--    ISO text, flags Y and N. A field for which nothing is held is there and NULL.
-- 3. hearth_child_place, hearth_care_period: what figures need and the dataset lacks.
--
-- A later migration that adds a column to a table of versions drops and makes again the views that should show it. Tables of
-- the dataset that are not here yet are added by later migrations in the same manner.

-- ---- the record as known --------------------------------------------------------------------------------------------

CREATE INDEX agency_past ON agency (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_agency AS
    SELECT id, recorded_at, name, kind, agreement_from, agreement_to
    FROM agency WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, name, kind, agreement_from, agreement_to
    FROM agency WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX team_past ON team (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_team AS
    SELECT id, recorded_at, agency_id, name, kind, district, from_date, to_date
    FROM team WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, agency_id, name, kind, district, from_date, to_date
    FROM team WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX worker_past ON worker (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_worker AS
    SELECT id, recorded_at, agency_id, name, job_title, discipline, registration_no, email, agency_worker,
           from_date, to_date
    FROM worker WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, agency_id, name, job_title, discipline, registration_no, email, agency_worker,
           from_date, to_date
    FROM worker WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX team_member_past ON team_member (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_team_member AS
    SELECT id, recorded_at, team_id, worker_id, fte, from_date, to_date
    FROM team_member WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, team_id, worker_id, fte, from_date, to_date
    FROM team_member WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX post_past ON post (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_post AS
    SELECT id, recorded_at, team_id, discipline, fte, worker_id, from_date, to_date
    FROM post WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, team_id, discipline, fte, worker_id, from_date, to_date
    FROM post WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX person_past ON person (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_person AS
    SELECT id, recorded_at, entry_id, given, surname, sex, gender, pronouns, ethnicity, first_language,
           interpreter_needed, religion, born, born_estimated, expected, died, safe_contact
    FROM person WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, given, surname, sex, gender, pronouns, ethnicity, first_language,
           interpreter_needed, religion, born, born_estimated, expected, died, safe_contact
    FROM person WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX person_name_past ON person_name (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_person_name AS
    SELECT id, recorded_at, entry_id, person_id, kind, given, surname, from_date, to_date
    FROM person_name WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, kind, given, surname, from_date, to_date
    FROM person_name WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX person_identifier_past ON person_identifier (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_person_identifier AS
    SELECT id, recorded_at, entry_id, person_id, kind, value, from_date, to_date
    FROM person_identifier WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, kind, value, from_date, to_date
    FROM person_identifier WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX person_address_past ON person_address (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_person_address AS
    SELECT id, recorded_at, entry_id, person_id, kind, line1, line2, town, postcode, district, confidential,
           from_date, to_date
    FROM person_address WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, kind, line1, line2, town, postcode, district, confidential,
           from_date, to_date
    FROM person_address WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX disability_past ON disability (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_disability AS
    SELECT id, recorded_at, entry_id, person_id, code
    FROM disability WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, code
    FROM disability WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX relationship_past ON relationship (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_relationship AS
    SELECT id, recorded_at, entry_id, from_person, to_person, kind, parental_responsibility, from_date,
           to_date
    FROM relationship WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, from_person, to_person, kind, parental_responsibility, from_date,
           to_date
    FROM relationship WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX family_past ON family (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_family AS
    SELECT id, recorded_at, entry_id, name, reference, district, from_date, to_date
    FROM family WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, name, reference, district, from_date, to_date
    FROM family WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX family_member_past ON family_member (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_family_member AS
    SELECT id, recorded_at, entry_id, family_id, person_id, role, household, from_date, to_date
    FROM family_member WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, family_id, person_id, role, household, from_date, to_date
    FROM family_member WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX family_team_past ON family_team (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_family_team AS
    SELECT id, recorded_at, entry_id, family_id, team_id, from_date, to_date
    FROM family_team WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, family_id, team_id, from_date, to_date
    FROM family_team WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX allocation_past ON allocation (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_allocation AS
    SELECT id, recorded_at, entry_id, family_id, worker_id, discipline, lead, from_date, to_date,
           change_reason
    FROM allocation WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, family_id, worker_id, discipline, lead, from_date, to_date,
           change_reason
    FROM allocation WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX contact_past ON contact (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_contact AS
    SELECT id, recorded_at, entry_id, reference, received_at, source_code, referrer_worker, referrer_agency,
           referrer_name, district, status, rag, rated_at, rated_by, level_at_referral, level_at_decision,
           threshold_document, outcome, decided_at, decided_by, decision_reason, referrer_told_at, worker_id,
           family_id
    FROM contact WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, reference, received_at, source_code, referrer_worker, referrer_agency,
           referrer_name, district, status, rag, rated_at, rated_by, level_at_referral, level_at_decision,
           threshold_document, outcome, decided_at, decided_by, decision_reason, referrer_told_at, worker_id,
           family_id
    FROM contact WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX contact_person_past ON contact_person (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_contact_person AS
    SELECT id, recorded_at, entry_id, contact_id, person_id, role, given, surname, born, expected, sex,
           relationship, line1, town, postcode, school, phone
    FROM contact_person WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, contact_id, person_id, role, given, surname, born, expected, sex,
           relationship, line1, town, postcode, school, phone
    FROM contact_person WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX partner_check_past ON partner_check (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_partner_check AS
    SELECT id, recorded_at, entry_id, contact_id, agency_id, question, lawful_basis, asked_by, asked_at,
           due_at, answered_by, answered_at, response, response_basis, response_words, class
    FROM partner_check WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, contact_id, agency_id, question, lawful_basis, asked_by, asked_at,
           due_at, answered_by, answered_at, response, response_basis, response_words, class
    FROM partner_check WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX consent_past ON consent (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_consent AS
    SELECT id, recorded_at, entry_id, family_id, contact_id, person_id, purpose, decision, reason, asked_by,
           from_date, to_date
    FROM consent WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, family_id, contact_id, person_id, purpose, decision, reason, asked_by,
           from_date, to_date
    FROM consent WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX early_help_episode_past ON early_help_episode (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_early_help_episode AS
    SELECT id, recorded_at, entry_id, person_id, family_id, start_date, end_date, reason, end_reason,
           organisation, worker_id
    FROM early_help_episode WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, family_id, start_date, end_date, reason, end_reason,
           organisation, worker_id
    FROM early_help_episode WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX referral_past ON referral (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_referral AS
    SELECT id, recorded_at, entry_id, person_id, family_id, contact_id, referral_date, source_code,
           primary_need, nfa, outcome, close_date, close_reason, team_id, worker_id
    FROM referral WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, family_id, contact_id, referral_date, source_code,
           primary_need, nfa, outcome, close_date, close_reason, team_id, worker_id
    FROM referral WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX assessment_past ON assessment (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_assessment AS
    SELECT id, recorded_at, entry_id, person_id, referral_id, start_date, review_date, authorised_date,
           child_seen, outcome, delay_reason, team_id, worker_id
    FROM assessment WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, referral_id, start_date, review_date, authorised_date,
           child_seen, outcome, delay_reason, team_id, worker_id
    FROM assessment WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX assessment_factor_past ON assessment_factor (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_assessment_factor AS
    SELECT id, recorded_at, entry_id, assessment_id, factor, position
    FROM assessment_factor WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, assessment_id, factor, position
    FROM assessment_factor WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX cin_plan_past ON cin_plan (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_cin_plan AS
    SELECT id, recorded_at, entry_id, person_id, referral_id, start_date, end_date, team_id, worker_id
    FROM cin_plan WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, referral_id, start_date, end_date, team_id, worker_id
    FROM cin_plan WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX strategy_discussion_past ON strategy_discussion (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_strategy_discussion AS
    SELECT id, recorded_at, entry_id, person_id, referral_id, meeting_id, held_on, local_authority, police,
           health, education, outcome
    FROM strategy_discussion WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, referral_id, meeting_id, held_on, local_authority, police,
           health, education, outcome
    FROM strategy_discussion WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX s47_enquiry_past ON s47_enquiry (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_s47_enquiry AS
    SELECT id, recorded_at, entry_id, person_id, referral_id, strategy_discussion_id, start_date, end_date,
           icpc_target_date, icpc_not_required, outcome, worker_id, team_id
    FROM s47_enquiry WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, referral_id, strategy_discussion_id, start_date, end_date,
           icpc_target_date, icpc_not_required, outcome, worker_id, team_id
    FROM s47_enquiry WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX initial_conference_past ON initial_conference (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_initial_conference AS
    SELECT id, recorded_at, entry_id, person_id, referral_id, s47_enquiry_id, meeting_id, target_date,
           conference_date, transfer_in, plan_made, outcome, team_id, worker_id
    FROM initial_conference WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, referral_id, s47_enquiry_id, meeting_id, target_date,
           conference_date, transfer_in, plan_made, outcome, team_id, worker_id
    FROM initial_conference WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX cp_plan_past ON cp_plan (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_cp_plan AS
    SELECT id, recorded_at, entry_id, person_id, referral_id, initial_conference_id, start_date, end_date,
           initial_category, latest_category, previous_plans, other_authority, team_id, worker_id
    FROM cp_plan WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, referral_id, initial_conference_id, start_date, end_date,
           initial_category, latest_category, previous_plans, other_authority, team_id, worker_id
    FROM cp_plan WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX cp_review_past ON cp_review (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_cp_review AS
    SELECT id, recorded_at, entry_id, person_id, cp_plan_id, meeting_id, due_date, review_date, continue_plan,
           quorate, participation
    FROM cp_review WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, cp_plan_id, meeting_id, due_date, review_date, continue_plan,
           quorate, participation
    FROM cp_review WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX visit_past ON visit (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_visit AS
    SELECT id, recorded_at, entry_id, person_id, kind, plan_id, visit_date, seen, seen_alone, bedroom_seen,
           worker_id
    FROM visit WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, kind, plan_id, visit_date, seen, seen_alone, bedroom_seen,
           worker_id
    FROM visit WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX cla_episode_past ON cla_episode (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_cla_episode AS
    SELECT id, recorded_at, entry_id, person_id, referral_id, start_date, start_reason, primary_need, end_date,
           end_reason, entered_care_date
    FROM cla_episode WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, referral_id, start_date, start_reason, primary_need, end_date,
           end_reason, entered_care_date
    FROM cla_episode WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX legal_status_past ON legal_status (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_legal_status AS
    SELECT id, recorded_at, entry_id, person_id, status, start_date, end_date
    FROM legal_status WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, status, start_date, end_date
    FROM legal_status WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX placement_past ON placement (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_placement AS
    SELECT id, recorded_at, entry_id, person_id, cla_episode_id, start_date, end_date, type, provider, urn,
           postcode, distance_miles, weekly_cost, change_reason
    FROM placement WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, cla_episode_id, start_date, end_date, type, provider, urn,
           postcode, distance_miles, weekly_cost, change_reason
    FROM placement WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX pre_proceedings_past ON pre_proceedings (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_pre_proceedings AS
    SELECT id, recorded_at, entry_id, person_id, family_id, decision_date, letter_date, initial_meeting_date,
           fgdm_offered, fgdm_held, outcome, application_date, court_reference
    FROM pre_proceedings WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, family_id, decision_date, letter_date, initial_meeting_date,
           fgdm_offered, fgdm_held, outcome, application_date, court_reference
    FROM pre_proceedings WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX adult_service_request_past ON adult_service_request (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_adult_service_request AS
    SELECT id, recorded_at, entry_id, family_id, person_id, discipline, requested_on, first_session_on,
           assessed_on, ended_on, outcome
    FROM adult_service_request WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, family_id, person_id, discipline, requested_on, first_session_on,
           assessed_on, ended_on, outcome
    FROM adult_service_request WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX workbook_past ON workbook (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_workbook AS
    SELECT id, recorded_at, entry_id, family_id, cycle, opened_on, closed_on, supervision_id
    FROM workbook WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, family_id, cycle, opened_on, closed_on, supervision_id
    FROM workbook WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX programme_module_past ON programme_module (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_programme_module AS
    SELECT id, recorded_at, entry_id, family_id, module, offered_on, started_on, ended_on, outcome,
           importance_before, importance_after, confidence_before, confidence_after, evidence
    FROM programme_module WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, family_id, module, offered_on, started_on, ended_on, outcome,
           importance_before, importance_after, confidence_before, confidence_after, evidence
    FROM programme_module WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX measure_past ON measure (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_measure AS
    SELECT id, recorded_at, entry_id, family_id, person_id, kind, value, measured_on
    FROM measure WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, family_id, person_id, kind, value, measured_on
    FROM measure WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX meeting_past ON meeting (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_meeting AS
    SELECT id, recorded_at, entry_id, kind, family_id, team_id, planned_at, held_at, chair_id, cycle, status,
           decision, decision_reason, dissent, decided_by, next_on
    FROM meeting WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, kind, family_id, team_id, planned_at, held_at, chair_id, cycle, status,
           decision, decision_reason, dissent, decided_by, next_on
    FROM meeting WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX meeting_attendee_past ON meeting_attendee (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_meeting_attendee AS
    SELECT id, recorded_at, entry_id, meeting_id, worker_id, person_id, name, discipline, agency_id,
           attendance, report_shared_on
    FROM meeting_attendee WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, meeting_id, worker_id, person_id, name, discipline, agency_id,
           attendance, report_shared_on
    FROM meeting_attendee WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX plan_past ON plan (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_plan AS
    SELECT id, recorded_at, entry_id, family_id, kind, title, start_date, end_date, danger, contingency
    FROM plan WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, family_id, kind, title, start_date, end_date, danger, contingency
    FROM plan WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX plan_basis_past ON plan_basis (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_plan_basis AS
    SELECT id, recorded_at, entry_id, plan_id, person_id, basis, from_date, to_date
    FROM plan_basis WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, plan_id, person_id, basis, from_date, to_date
    FROM plan_basis WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE INDEX action_past ON action (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_action AS
    SELECT id, recorded_at, entry_id, plan_id, family_id, meeting_id, person_id, what, child_will_know,
           owner_id, owner_name, due_on, status, done_on, evidence, class
    FROM action WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, plan_id, family_id, meeting_id, person_id, what, child_will_know,
           owner_id, owner_name, due_on, status, done_on, evidence, class
    FROM action WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

-- ---- the Standard Safeguarding Dataset --------------------------------------------------------------------------

-- What a source code of the census means.
CREATE VIEW hearth_source AS
    SELECT '1A' AS code, 'Family member or carer' AS words
    UNION ALL SELECT '1B', 'Acquaintance, neighbour or childminder'
    UNION ALL SELECT '1C', 'The child'
    UNION ALL SELECT '1D', 'Another individual'
    UNION ALL SELECT '2A', 'School'
    UNION ALL SELECT '2B', 'Education service'
    UNION ALL SELECT '3A', 'Health: general practitioner'
    UNION ALL SELECT '3B', 'Health: health visitor'
    UNION ALL SELECT '3C', 'Health: school nurse'
    UNION ALL SELECT '3D', 'Health: other primary care'
    UNION ALL SELECT '3E', 'Health: emergency department'
    UNION ALL SELECT '3F', 'Health: other'
    UNION ALL SELECT '4', 'Housing'
    UNION ALL SELECT '5A', 'Council: social care'
    UNION ALL SELECT '5B', 'Council: another department'
    UNION ALL SELECT '5C', 'Council: another authority'
    UNION ALL SELECT '5D', 'Council: early help'
    UNION ALL SELECT '6', 'Police'
    UNION ALL SELECT '7', 'Courts, probation, immigration, Cafcass or prison'
    UNION ALL SELECT '8', 'Other, including voluntary organisations'
    UNION ALL SELECT '9', 'Anonymous'
    UNION ALL SELECT '10', 'Not known';

-- Every person; the children are those that a statutory view names. Whether a child has an EHC plan, and nationality, are
-- not held yet.
CREATE VIEW ssd_person AS SELECT
    p.id AS pers_person_id,
    p.sex AS pers_sex,
    p.gender AS pers_gender,
    p.ethnicity AS pers_ethnicity,
    p.born AS pers_dob,
    coalesce((SELECT max(i.value) FROM hearth_person_identifier i
        WHERE i.person_id = p.id AND i.kind = 'consistent_identifier' AND i.to_date IS NULL),
        (SELECT max(i.value) FROM hearth_person_identifier i
        WHERE i.person_id = p.id AND i.kind = 'nhs_number' AND i.to_date IS NULL)) AS pers_common_child_id,
    (SELECT max(i.value) FROM hearth_person_identifier i
        WHERE i.person_id = p.id AND i.kind = 'former_la_child_id' AND i.to_date IS NULL) AS pers_legacy_id,
    (SELECT max(i.value) FROM hearth_person_identifier i
        WHERE i.person_id = p.id AND i.kind = 'upn_unknown' AND i.to_date IS NULL) AS pers_upn_unknown,
    CAST(NULL AS TEXT) AS pers_send_flag,
    p.expected AS pers_expected_dob,
    p.died AS pers_death_date,
    CASE WHEN p.sex <> 'M' AND EXISTS (SELECT 1 FROM hearth_relationship r
        WHERE r.from_person = p.id AND r.kind = 'birth_parent') THEN 'Y' ELSE 'N' END AS pers_is_mother,
    CAST(NULL AS TEXT) AS pers_nationality,
    p.given AS pers_forename,
    p.surname AS pers_surname
FROM hearth_person p;

CREATE VIEW ssd_family AS SELECT
    m.id AS fami_table_id,
    m.family_id AS fami_family_id,
    m.person_id AS fami_person_id
FROM hearth_family_member m;

-- Confidential addresses are here too: who may read the views may read them.
CREATE VIEW ssd_address AS SELECT
    a.id AS addr_table_id,
    '{"ROOM":"","FLOOR":"","FLAT":"","BUILDING":"","HOUSE":"","STREET":"' ||
        replace(replace(coalesce(a.line1, ''), '\', '\\'), '"', '\"') || CASE WHEN a.line2 IS NULL THEN '' ELSE ', ' ||
        replace(replace(coalesce(a.line2, ''), '\', '\\'), '"', '\"') END || '","TOWN":"' ||
        replace(replace(coalesce(a.town, ''), '\', '\\'), '"', '\"') || '","UPRN":"","EASTING":"","NORTHING":""}' AS addr_address_json,
    a.person_id AS addr_person_id,
    a.kind AS addr_address_type,
    a.from_date AS addr_address_start_date,
    a.to_date AS addr_address_end_date,
    a.postcode AS addr_address_postcode
FROM hearth_person_address a;

CREATE VIEW ssd_disability AS SELECT
    d.person_id AS disa_person_id,
    d.id AS disa_table_id,
    d.code AS disa_disability_code
FROM hearth_disability d;

CREATE VIEW ssd_linked_identifiers AS SELECT
    i.id AS link_table_id,
    i.person_id AS link_person_id,
    CASE i.kind WHEN 'la_child_id' THEN 'Case Number' WHEN 'former_la_child_id' THEN 'Former Case Number'
        WHEN 'upn' THEN 'Unique Pupil Number' WHEN 'former_upn' THEN 'Former Unique Pupil Number'
        WHEN 'nhs_number' THEN 'NHS Number' WHEN 'home_office' THEN 'Home Office Registration' ELSE i.kind END AS link_identifier_type,
    i.value AS link_identifier_value,
    i.from_date AS link_valid_from_date,
    i.to_date AS link_valid_to_date
FROM hearth_person_identifier i WHERE i.kind <> 'upn_unknown';

-- One row for each child of a contact; cont_person_id is NULL until the child is matched or made.
CREATE VIEW ssd_contacts AS SELECT
    p.id AS cont_contact_id,
    p.person_id AS cont_person_id,
    date_part_of(c.received_at) AS cont_contact_date,
    c.source_code AS cont_contact_source_code,
    s.words AS cont_contact_source_desc,
    '{' || 
        '"NEW_REFERRAL_FLAG":"' || CASE WHEN coalesce(c.outcome, '') IN ('assessment', 'strategy') THEN 'Y' ELSE 'N' END || '"' || ',' ||
        '"EXISTING_REFERRAL_FLAG":"' || CASE WHEN coalesce(c.outcome, '') = 'existing_case' THEN 'Y' ELSE 'N' END || '"' || ',' ||
        '"CP_ENQUIRY_FLAG":"' || CASE WHEN coalesce(c.outcome, '') = 'strategy' THEN 'Y' ELSE 'N' END || '"' || ',' ||
        '"NFA_FLAG":"' || CASE WHEN coalesce(c.outcome, '') = 'nfa' THEN 'Y' ELSE 'N' END || '"' || ',' ||
        '"PRIVATE_FOSTERING_FLAG":"' || CASE WHEN coalesce(c.outcome, '') = 'private_fostering' THEN 'Y' ELSE 'N' END || '"' || ',' ||
        '"ADVICE_FLAG":"' || CASE WHEN coalesce(c.outcome, '') = 'advice' THEN 'Y' ELSE 'N' END || '"' || ',' ||
        '"OLA_CP_FLAG":"' || CASE WHEN coalesce(c.outcome, '') = 'other_authority' THEN 'Y' ELSE 'N' END || '"' || ',' ||
        '"OTHER_OUTCOMES_EXIST_FLAG":"' || CASE WHEN coalesce(c.outcome, '') = 'early_help' THEN 'Y' ELSE 'N' END || '"' ||
        '}' AS cont_contact_outcome_json
FROM hearth_contact c
JOIN hearth_contact_person p ON p.contact_id = c.id AND p.role = 'child'
LEFT JOIN hearth_source s ON s.code = c.source_code;

CREATE VIEW ssd_early_help_episodes AS SELECT
    e.id AS earl_episode_id,
    e.person_id AS earl_person_id,
    e.start_date AS earl_episode_start_date,
    e.end_date AS earl_episode_end_date,
    e.reason AS earl_episode_reason,
    e.end_reason AS earl_episode_end_reason,
    e.organisation AS earl_episode_organisation,
    e.worker_id AS earl_episode_worker_id
FROM hearth_early_help_episode e;

CREATE VIEW ssd_cin_episodes AS SELECT
    r.id AS cine_referral_id,
    r.person_id AS cine_person_id,
    r.referral_date AS cine_referral_date,
    r.primary_need AS cine_cin_primary_need_code,
    r.source_code AS cine_referral_source_code,
    s.words AS cine_referral_source_desc,
    '{' || 
        '"SINGLE_ASSESSMENT_FLAG":"' || CASE WHEN coalesce(r.outcome, '') = 'assessment' THEN 'Y' ELSE 'N' END || '"' || ',' ||
        '"NFA_FLAG":"' || CASE WHEN coalesce(r.outcome, '') = 'nfa' THEN 'Y' ELSE 'N' END || '"' || ',' ||
        '"STRATEGY_DISCUSSION_FLAG":"' || CASE WHEN coalesce(r.outcome, '') = 'strategy' THEN 'Y' ELSE 'N' END || '"' || ',' ||
        '"OTHER_OUTCOMES_EXIST_FLAG":"' || CASE WHEN coalesce(r.outcome, '') IN ('advice', 'early_help', 'other') THEN 'Y' ELSE 'N' END || '"' ||
        '}' AS cine_referral_outcome_json,
    CASE WHEN r.nfa = 1 THEN 'Y' WHEN r.nfa = 0 THEN 'N' END AS cine_referral_nfa,
    r.close_reason AS cine_close_reason,
    r.close_date AS cine_close_date,
    r.team_id AS cine_referral_team,
    r.worker_id AS cine_referral_worker_id
FROM hearth_referral r LEFT JOIN hearth_source s ON s.code = r.source_code;

CREATE VIEW ssd_cin_assessments AS SELECT
    a.id AS cina_assessment_id,
    a.person_id AS cina_person_id,
    a.referral_id AS cina_referral_id,
    a.start_date AS cina_assessment_start_date,
    CASE WHEN a.child_seen = 1 THEN 'Y' WHEN a.child_seen = 0 THEN 'N' END AS cina_assessment_child_seen,
    a.authorised_date AS cina_assessment_auth_date,
    '{' || 
        '"NFA_FLAG":"' || CASE WHEN coalesce(a.outcome, '') = 'nfa' THEN 'Y' ELSE 'N' END || '"' || ',' ||
        '"STRATEGY_DISCUSSION_FLAG":"' || CASE WHEN coalesce(a.outcome, '') = 'strategy' THEN 'Y' ELSE 'N' END || '"' || ',' ||
        '"CLA_REQUEST_FLAG":"' || CASE WHEN coalesce(a.outcome, '') = 'looked_after' THEN 'Y' ELSE 'N' END || '"' || ',' ||
        '"LEGAL_ACTION_FLAG":"' || CASE WHEN coalesce(a.outcome, '') = 'legal' THEN 'Y' ELSE 'N' END || '"' || ',' ||
        '"PROV_OF_SERVICES_FLAG":"' || CASE WHEN coalesce(a.outcome, '') = 'family_help_plan' THEN 'Y' ELSE 'N' END || '"' || ',' ||
        '"SPECIALIST_ASSESSMENT_FLAG":"' || CASE WHEN coalesce(a.outcome, '') = 'specialist' THEN 'Y' ELSE 'N' END || '"' || ',' ||
        '"OTHER_OUTCOMES_EXIST_FLAG":"' || CASE WHEN coalesce(a.outcome, '') = 'early_help' THEN 'Y' ELSE 'N' END || '"' ||
        '}' AS cina_assessment_outcome_json,
    CASE WHEN a.authorised_date IS NULL THEN NULL WHEN a.outcome = 'nfa' THEN 'Y' ELSE 'N' END AS cina_assessment_outcome_nfa,
    a.team_id AS cina_assessment_team,
    a.worker_id AS cina_assessment_worker_id
FROM hearth_assessment a;

-- One row an assessment; hearth_assessment_factor has one a factor.
CREATE VIEW ssd_assessment_factors AS SELECT
    f.assessment_id AS cinf_table_id,
    f.assessment_id AS cinf_assessment_id,
    '[' || group_concat('"' || f.factor || '"', ',') || ']' AS cinf_assessment_factors_json
FROM (SELECT assessment_id, factor FROM hearth_assessment_factor ORDER BY assessment_id, position, factor) f
GROUP BY f.assessment_id;

CREATE VIEW ssd_cin_plans AS SELECT
    p.id AS cinp_cin_plan_id,
    p.referral_id AS cinp_referral_id,
    p.person_id AS cinp_person_id,
    p.start_date AS cinp_cin_plan_start_date,
    p.end_date AS cinp_cin_plan_end_date,
    p.team_id AS cinp_cin_plan_team,
    p.worker_id AS cinp_cin_plan_worker_id
FROM hearth_cin_plan p;

CREATE VIEW ssd_cin_visits AS SELECT
    v.id AS cinv_cin_visit_id,
    v.person_id AS cinv_person_id,
    v.visit_date AS cinv_cin_visit_date,
    CASE WHEN v.seen = 1 THEN 'Y' WHEN v.seen = 0 THEN 'N' END AS cinv_cin_visit_seen,
    CASE WHEN v.seen_alone = 1 THEN 'Y' WHEN v.seen_alone = 0 THEN 'N' END AS cinv_cin_visit_seen_alone,
    CASE WHEN v.bedroom_seen = 1 THEN 'Y' WHEN v.bedroom_seen = 0 THEN 'N' END AS cinv_cin_visit_bedroom
FROM hearth_visit v WHERE v.kind IN ('cin', 'assessment', 's47');

CREATE VIEW ssd_s47_enquiry AS SELECT
    e.id AS s47e_s47_enquiry_id,
    e.referral_id AS s47e_referral_id,
    e.person_id AS s47e_person_id,
    e.start_date AS s47e_s47_start_date,
    e.end_date AS s47e_s47_end_date,
    CASE WHEN e.end_date IS NULL THEN NULL WHEN e.outcome = 'nfa' THEN 'Y' ELSE 'N' END AS s47e_s47_nfa,
    '{' || 
        '"NFA_FLAG":"' || CASE WHEN coalesce(e.outcome, '') = 'nfa' THEN 'Y' ELSE 'N' END || '"' || ',' ||
        '"LEGAL_ACTION_FLAG":"' || CASE WHEN coalesce(e.outcome, '') = 'legal' THEN 'Y' ELSE 'N' END || '"' || ',' ||
        '"PROV_OF_SERVICES_FLAG":"' || CASE WHEN coalesce(e.outcome, '') = 's17' THEN 'Y' ELSE 'N' END || '"' || ',' ||
        '"PROV_OF_SB_CARE_FLAG":"' || CASE WHEN coalesce(e.outcome, '') = 'short_break' THEN 'Y' ELSE 'N' END || '"' || ',' ||
        '"CP_CONFERENCE_FLAG":"' || CASE WHEN coalesce(e.outcome, '') = 'icpc' THEN 'Y' ELSE 'N' END || '"' || ',' ||
        '"NFA_CONTINUE_SINGLE_FLAG":"' || CASE WHEN coalesce(e.outcome, '') = 'assessment' THEN 'Y' ELSE 'N' END || '"' || ',' ||
        '"MONITOR_FLAG":"' || CASE WHEN coalesce(e.outcome, '') = 'other_agency' THEN 'Y' ELSE 'N' END || '"' || ',' ||
        '"OTHER_OUTCOMES_EXIST_FLAG":"' || CASE WHEN coalesce(e.outcome, '') = 'other' THEN 'Y' ELSE 'N' END || '"' ||
        '}' AS s47e_s47_outcome_json,
    e.worker_id AS s47e_s47_completed_by_worker_id,
    e.team_id AS s47e_s47_completed_by_team
FROM hearth_s47_enquiry e;

CREATE VIEW ssd_initial_cp_conference AS SELECT
    c.id AS icpc_icpc_id,
    c.meeting_id AS icpc_icpc_meeting_id,
    c.s47_enquiry_id AS icpc_s47_enquiry_id,
    c.person_id AS icpc_person_id,
    (SELECT min(p.id) FROM hearth_cp_plan p WHERE p.initial_conference_id = c.id AND p.person_id = c.person_id) AS icpc_cp_plan_id,
    c.referral_id AS icpc_referral_id,
    CASE WHEN c.transfer_in = 1 THEN 'Y' WHEN c.transfer_in = 0 THEN 'N' END AS icpc_icpc_transfer_in,
    c.target_date AS icpc_icpc_target_date,
    c.conference_date AS icpc_icpc_date,
    CASE WHEN c.plan_made = 1 THEN 'Y' WHEN c.plan_made = 0 THEN 'N' END AS icpc_icpc_outcome_cp_flag,
    '{"CP_FLAG":"' || CASE WHEN c.plan_made = 1 THEN 'Y' ELSE 'N' END || '"}' AS icpc_icpc_outcome_json,
    c.team_id AS icpc_icpc_team,
    c.worker_id AS icpc_icpc_worker_id
FROM hearth_initial_conference c;

CREATE VIEW ssd_cp_plans AS SELECT
    p.id AS cppl_cp_plan_id,
    p.referral_id AS cppl_referral_id,
    p.initial_conference_id AS cppl_icpc_id,
    p.person_id AS cppl_person_id,
    p.start_date AS cppl_cp_plan_start_date,
    p.end_date AS cppl_cp_plan_end_date,
    CASE p.initial_category WHEN 'NEG' THEN 'Neglect' WHEN 'PHY' THEN 'Physical abuse' WHEN 'SAB' THEN 'Sexual abuse'
        WHEN 'EMO' THEN 'Emotional abuse' WHEN 'MUL' THEN 'Multiple' END AS cppl_cp_plan_initial_category,
    CASE WHEN p.other_authority = 1 THEN 'Y' WHEN p.other_authority = 0 THEN 'N' END AS cppl_cp_plan_ola,
    CASE p.latest_category WHEN 'NEG' THEN 'Neglect' WHEN 'PHY' THEN 'Physical abuse' WHEN 'SAB' THEN 'Sexual abuse'
        WHEN 'EMO' THEN 'Emotional abuse' WHEN 'MUL' THEN 'Multiple' END AS cppl_cp_plan_latest_category
FROM hearth_cp_plan p;

CREATE VIEW ssd_cp_reviews AS SELECT
    r.id AS cppr_cp_review_id,
    r.person_id AS cppr_person_id,
    r.cp_plan_id AS cppr_cp_plan_id,
    r.due_date AS cppr_cp_review_due,
    r.review_date AS cppr_cp_review_date,
    r.meeting_id AS cppr_cp_review_meeting_id,
    CASE WHEN r.continue_plan = 1 THEN 'Y' WHEN r.continue_plan = 0 THEN 'N' END AS cppr_cp_review_outcome_continue_cp,
    CASE WHEN r.quorate = 1 THEN 'Y' WHEN r.quorate = 0 THEN 'N' END AS cppr_cp_review_quorate,
    r.participation AS cppr_cp_review_participation
FROM hearth_cp_review r;

CREATE VIEW ssd_cp_visits AS SELECT
    v.id AS cppv_cp_visit_id,
    v.person_id AS cppv_person_id,
    v.plan_id AS cppv_cp_plan_id,
    v.visit_date AS cppv_cp_visit_date,
    CASE WHEN v.seen = 1 THEN 'Y' WHEN v.seen = 0 THEN 'N' END AS cppv_cp_visit_seen,
    CASE WHEN v.seen_alone = 1 THEN 'Y' WHEN v.seen_alone = 0 THEN 'N' END AS cppv_cp_visit_seen_alone,
    CASE WHEN v.bedroom_seen = 1 THEN 'Y' WHEN v.bedroom_seen = 0 THEN 'N' END AS cppv_cp_visit_bedroom
FROM hearth_visit v WHERE v.kind = 'cp';

-- clae_cla_id names the period of care: the child and the day on which it began. The last contact of the reviewing officer is
-- not held yet.
CREATE VIEW ssd_cla_episodes AS SELECT
    e.id AS clae_cla_episode_id,
    e.person_id AS clae_person_id,
    e.start_date AS clae_cla_episode_start_date,
    e.start_reason AS clae_cla_episode_start_reason,
    e.primary_need AS clae_cla_primary_need_code,
    e.end_date AS clae_cla_episode_ceased_date,
    e.end_reason AS clae_cla_episode_ceased_reason,
    CAST(e.person_id AS TEXT) || ' ' || coalesce(e.entered_care_date, e.start_date) AS clae_cla_id,
    e.referral_id AS clae_referral_id,
    (SELECT max(p.id) FROM hearth_placement p WHERE p.cla_episode_id = e.id) AS clae_cla_placement_id,
    coalesce(e.entered_care_date, e.start_date) AS clae_entered_care_date,
    CAST(NULL AS TEXT) AS clae_cla_last_iro_contact_date
FROM hearth_cla_episode e;

CREATE VIEW ssd_legal_status AS SELECT
    l.id AS lega_legal_status_id,
    l.person_id AS lega_person_id,
    l.status AS lega_legal_status,
    l.start_date AS lega_legal_status_start_date,
    l.end_date AS lega_legal_status_end_date
FROM hearth_legal_status l;

CREATE VIEW ssd_cla_placement AS SELECT
    p.id AS clap_cla_placement_id,
    p.start_date AS clap_cla_placement_start_date,
    p.type AS clap_cla_placement_type,
    p.urn AS clap_cla_placement_urn,
    p.distance_miles AS clap_cla_placement_distance,
    CAST(e.person_id AS TEXT) || ' ' || coalesce(e.entered_care_date, e.start_date) AS clap_cla_id,
    p.provider AS clap_cla_placement_provider,
    p.postcode AS clap_cla_placement_postcode,
    p.end_date AS clap_cla_placement_end_date,
    p.change_reason AS clap_cla_placement_change_reason,
    p.person_id AS clap_person_id
FROM hearth_placement p JOIN hearth_cla_episode e ON e.id = p.cla_episode_id;

-- What NULL stands for here is not recorded yet.
CREATE VIEW ssd_pre_proceedings AS SELECT
    p.id AS prep_table_id,
    p.person_id AS prep_person_id,
    CAST(p.family_id AS TEXT) AS prep_plo_family_id,
    p.decision_date AS prep_pre_pro_decision_date,
    p.initial_meeting_date AS prep_initial_pre_pro_meeting_date,
    p.outcome AS prep_pre_pro_outcome,
    p.application_date AS prep_agree_stepdown_issue_date,
    CAST(NULL AS BIGINT) AS prep_cp_plans_referral_period,
    CAST(NULL AS TEXT) AS prep_legal_gateway_outcome,
    (SELECT count(*) FROM hearth_pre_proceedings q
        WHERE q.person_id = p.person_id AND q.decision_date < p.decision_date) AS prep_prev_pre_proc_child,
    (SELECT count(*) FROM hearth_pre_proceedings q
        WHERE q.person_id = p.person_id AND q.decision_date < p.decision_date AND q.application_date IS NOT NULL) AS prep_prev_care_proc_child,
    p.letter_date AS prep_pre_pro_letter_date,
    CAST(NULL AS TEXT) AS prep_care_pro_letter_date,
    CAST(NULL AS BIGINT) AS prep_pre_pro_meetings_num,
    CAST(NULL AS TEXT) AS prep_pre_pro_parents_legal_rep,
    CAST(NULL AS TEXT) AS prep_parents_legal_rep_point_of_issue,
    p.court_reference AS prep_court_reference,
    CAST(NULL AS BIGINT) AS prep_care_proc_court_hearings,
    CAST(NULL AS TEXT) AS prep_care_proc_short_notice,
    CAST(NULL AS TEXT) AS prep_proc_short_notice_reason,
    CAST(NULL AS TEXT) AS prep_la_inital_plan_approved,
    CAST(NULL AS TEXT) AS prep_la_initial_care_plan,
    CAST(NULL AS TEXT) AS prep_la_final_plan_approved,
    CAST(NULL AS TEXT) AS prep_la_final_care_plan
FROM hearth_pre_proceedings p;

-- A worker is allocated to a family; the dataset asks for each child. The referral is not named: an allocation outlives it.
CREATE VIEW ssd_involvements AS SELECT
    CAST(a.id AS TEXT) || ' ' || CAST(m.person_id AS TEXT) AS invo_involvements_id,
    a.worker_id AS invo_professional_id,
    a.discipline AS invo_professional_role_id,
    t.team_id AS invo_professional_team,
    CASE WHEN m.from_date > a.from_date THEN m.from_date ELSE a.from_date END AS invo_involvement_start_date,
    CASE WHEN m.to_date IS NULL THEN a.to_date WHEN a.to_date IS NULL OR m.to_date < a.to_date THEN m.to_date ELSE a.to_date END AS invo_involvement_end_date,
    a.change_reason AS invo_worker_change_reason,
    m.person_id AS invo_person_id,
    CAST(NULL AS BIGINT) AS invo_referral_id
FROM hearth_allocation a
JOIN hearth_family_member m ON m.family_id = a.family_id AND m.role = 'child'
    AND (m.to_date IS NULL OR m.to_date >= a.from_date) AND (a.to_date IS NULL OR m.from_date <= a.to_date)
LEFT JOIN (SELECT worker_id, max(team_id) AS team_id FROM hearth_team_member WHERE to_date IS NULL GROUP BY worker_id) t
    ON t.worker_id = a.worker_id;

-- The caseload counts families.
CREATE VIEW ssd_professionals AS SELECT
    w.id AS prof_professional_id,
    CAST(w.id AS TEXT) AS prof_staff_id,
    w.name AS prof_professional_name,
    w.registration_no AS prof_social_worker_registration_no,
    w.job_title AS prof_professional_job_title,
    coalesce(c.families, 0) AS prof_professional_caseload,
    t.name AS prof_professional_department,
    m.fte AS prof_full_time_equivalency,
    CASE WHEN w.agency_worker = 1 THEN 'Y' WHEN w.agency_worker = 0 THEN 'N' END AS prof_agency_worker_flag
FROM hearth_worker w
LEFT JOIN (SELECT worker_id, count(DISTINCT family_id) AS families FROM hearth_allocation WHERE to_date IS NULL
    GROUP BY worker_id) c ON c.worker_id = w.id
LEFT JOIN (SELECT worker_id, max(team_id) AS team_id, sum(fte) AS fte FROM hearth_team_member WHERE to_date IS NULL
    GROUP BY worker_id) m ON m.worker_id = w.id
LEFT JOIN hearth_team t ON t.id = m.team_id;

CREATE VIEW ssd_department AS SELECT
    t.id AS dept_team_id,
    t.name AS dept_team_name,
    t.agency_id AS dept_team_parent_id,
    a.name AS dept_team_parent_name
FROM hearth_team t LEFT JOIN hearth_agency a ON a.id = t.agency_id;

-- ---- what figures need besides ------------------------------------------------------------------------------------

-- Where a child is counted: one row for each child of a family. A child of several families counts in the one they joined
-- last, an open membership before an ended one; the team is the one that holds that family, or held it last. It is where the
-- child is now (as known), also when a figure is asked for a past date: what was true then comes with known_at().
CREATE VIEW hearth_child_place AS SELECT
    m.child_id, m.family_id, f.district, t.team_id
FROM (SELECT person_id AS child_id,
        CAST(substr(max(CASE WHEN to_date IS NULL THEN '1' ELSE '0' END || from_date || CAST(family_id AS TEXT)), 12)
            AS BIGINT) AS family_id
    FROM hearth_family_member WHERE role = 'child' GROUP BY person_id) m
JOIN hearth_family f ON f.id = m.family_id
LEFT JOIN (SELECT family_id,
        CAST(substr(max(CASE WHEN to_date IS NULL THEN '1' ELSE '0' END || from_date || CAST(team_id AS TEXT)), 12)
            AS BIGINT) AS team_id
    FROM hearth_family_team GROUP BY family_id) t ON t.family_id = m.family_id;

-- A child's periods of care: episodes of one period share the day on which it began. end_date is NULL while an episode of it
-- is open; end_reason is that of its last episode.
CREATE VIEW hearth_care_period AS SELECT
    person_id AS child_id, coalesce(entered_care_date, start_date) AS start_date,
    CASE WHEN max(CASE WHEN end_date IS NULL THEN 1 ELSE 0 END) = 1 THEN NULL ELSE max(end_date) END AS end_date,
    CASE WHEN max(CASE WHEN end_date IS NULL THEN 1 ELSE 0 END) = 1 THEN NULL
        ELSE substr(max(end_date || coalesce(end_reason, '')), 11) END AS end_reason
FROM hearth_cla_episode GROUP BY person_id, coalesce(entered_care_date, start_date);

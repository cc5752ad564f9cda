-- The record as known: hearth_<table> shows a table of versions as it was known at known_at() (now, unless the session was
-- opened as known on a past instant), without the columns of versions and with the person that each record is shown as.
--
-- "AS KNOWN table (columns)" is spelled out by the program (store/views.h): the columns, after id and recorded_at, of
-- what is current, read through the indexes that pages use, and of what was superseded since, through <table>_past. ONE before
-- a column: it names a person, and rows of a record that is held to be another person's as well are shown as that person's
-- (adr/0014). Every table of versions with a person_id has ONE there.

-- Who is shown as somebody else, as known.
CREATE VIEW hearth_merged AS
    SELECT record_id AS person_id, one_id FROM person_one
    WHERE shown_from <= known_at() AND shown_until > known_at() AND one_id <> record_id;

CREATE VIEW hearth_agency AS KNOWN agency (name, kind, agreement_from, agreement_to);
CREATE VIEW hearth_team AS KNOWN team (agency_id, name, kind, district, from_date, to_date);
CREATE VIEW hearth_worker AS KNOWN worker (
    agency_id, name, job_title, discipline, registration_no, email, agency_worker, from_date, to_date);
CREATE VIEW hearth_team_member AS KNOWN team_member (team_id, worker_id, fte, from_date, to_date);
CREATE VIEW hearth_post AS KNOWN post (team_id, discipline, fte, worker_id, from_date, to_date);
CREATE VIEW hearth_person_name AS KNOWN person_name (entry_id, ONE person_id, kind, given, surname, from_date, to_date);
CREATE VIEW hearth_person_address AS KNOWN person_address (
    entry_id, ONE person_id, kind, line1, line2, town, postcode, district, confidential, from_date, to_date);
CREATE VIEW hearth_disability AS KNOWN disability (entry_id, ONE person_id, code);
CREATE VIEW hearth_family AS KNOWN family (entry_id, name, reference, district, from_date, to_date);
CREATE VIEW hearth_family_member AS KNOWN family_member (
    entry_id, family_id, ONE person_id, role, household, from_date, to_date);
CREATE VIEW hearth_family_team AS KNOWN family_team (entry_id, family_id, team_id, from_date, to_date);
CREATE VIEW hearth_allocation AS KNOWN allocation (
    entry_id, family_id, worker_id, discipline, lead, from_date, to_date, change_reason);
CREATE VIEW hearth_contact AS KNOWN contact (
    entry_id, reference, received_at, source_code, referrer_worker, referrer_agency, referrer_name, district,
    status, rag, rated_at, rated_by, level_at_referral, level_at_decision, threshold_document, outcome, decided_at,
    decided_by, decision_reason, referrer_told_at, worker_id, family_id);
CREATE VIEW hearth_contact_person AS KNOWN contact_person (
    entry_id, contact_id, ONE person_id, role, given, surname, born, expected, sex, relationship, line1, town,
    postcode, school, phone);
CREATE VIEW hearth_partner_check AS KNOWN partner_check (
    entry_id, contact_id, agency_id, question, lawful_basis, asked_by, asked_at, due_at, answered_by, answered_at,
    response, response_basis, response_words, class);
CREATE VIEW hearth_consent AS KNOWN consent (
    entry_id, family_id, contact_id, ONE person_id, purpose, decision, reason, asked_by, from_date, to_date);
CREATE VIEW hearth_early_help_episode AS KNOWN early_help_episode (
    entry_id, ONE person_id, family_id, start_date, end_date, reason, end_reason, organisation, worker_id);
CREATE VIEW hearth_referral AS KNOWN referral (
    entry_id, ONE person_id, family_id, contact_id, referral_date, source_code, primary_need, nfa, outcome,
    close_date, close_reason, team_id, worker_id);
CREATE VIEW hearth_assessment AS KNOWN assessment (
    entry_id, ONE person_id, referral_id, start_date, review_date, authorised_date, child_seen, outcome,
    delay_reason, team_id, worker_id);
CREATE VIEW hearth_assessment_factor AS KNOWN assessment_factor (entry_id, assessment_id, factor, position);
CREATE VIEW hearth_cin_plan AS KNOWN cin_plan (
    entry_id, ONE person_id, referral_id, start_date, end_date, team_id, worker_id);
CREATE VIEW hearth_strategy_discussion AS KNOWN strategy_discussion (
    entry_id, ONE person_id, referral_id, meeting_id, held_on, local_authority, police, health, education, outcome);
CREATE VIEW hearth_s47_enquiry AS KNOWN s47_enquiry (
    entry_id, ONE person_id, referral_id, strategy_discussion_id, start_date, end_date, icpc_target_date,
    icpc_not_required, outcome, worker_id, team_id);
CREATE VIEW hearth_initial_conference AS KNOWN initial_conference (
    entry_id, ONE person_id, referral_id, s47_enquiry_id, meeting_id, target_date, conference_date, transfer_in,
    plan_made, outcome, team_id, worker_id);
CREATE VIEW hearth_cp_plan AS KNOWN cp_plan (
    entry_id, ONE person_id, referral_id, initial_conference_id, start_date, end_date, initial_category,
    latest_category, previous_plans, other_authority, team_id, worker_id);
CREATE VIEW hearth_cp_review AS KNOWN cp_review (
    entry_id, ONE person_id, cp_plan_id, meeting_id, due_date, review_date, continue_plan, quorate, participation);
CREATE VIEW hearth_visit AS KNOWN visit (
    entry_id, ONE person_id, kind, plan_id, visit_date, seen, seen_alone, bedroom_seen, worker_id);
CREATE VIEW hearth_legal_status AS KNOWN legal_status (entry_id, ONE person_id, status, start_date, end_date);
CREATE VIEW hearth_placement AS KNOWN placement (
    entry_id, ONE person_id, cla_episode_id, start_date, end_date, type, provider, urn, postcode, distance_miles,
    weekly_cost, change_reason);
CREATE VIEW hearth_adult_service_request AS KNOWN adult_service_request (
    entry_id, family_id, ONE person_id, discipline, requested_on, first_session_on, assessed_on, ended_on, outcome);
CREATE VIEW hearth_workbook AS KNOWN workbook (entry_id, family_id, cycle, opened_on, closed_on, supervision_id);
CREATE VIEW hearth_programme_module AS KNOWN programme_module (
    entry_id, family_id, module, offered_on, started_on, ended_on, outcome, importance_before, importance_after,
    confidence_before, confidence_after, evidence);
CREATE VIEW hearth_measure AS KNOWN measure (entry_id, family_id, ONE person_id, kind, value, measured_on);
CREATE VIEW hearth_meeting AS KNOWN meeting (
    entry_id, kind, family_id, team_id, planned_at, held_at, chair_id, cycle, status, decision, decision_reason,
    dissent, decided_by, next_on);
CREATE VIEW hearth_meeting_attendee AS KNOWN meeting_attendee (
    entry_id, meeting_id, worker_id, ONE person_id, name, discipline, agency_id, attendance, report_shared_on);
CREATE VIEW hearth_plan AS KNOWN plan (entry_id, family_id, kind, title, start_date, end_date, danger, contingency);
CREATE VIEW hearth_plan_basis AS KNOWN plan_basis (entry_id, plan_id, ONE person_id, basis, from_date, to_date);
CREATE VIEW hearth_action AS KNOWN action (
    entry_id, plan_id, family_id, meeting_id, ONE person_id, what, child_will_know, owner_id, owner_name, due_on,
    status, done_on, evidence, class);
CREATE VIEW hearth_immigration_status AS KNOWN immigration_status (
    entry_id, ONE person_id, status, start_date, end_date);
CREATE VIEW hearth_cla_review AS KNOWN cla_review (
    entry_id, ONE person_id, meeting_id, due_date, review_date, cancelled, participation);
CREATE VIEW hearth_care_plan AS KNOWN care_plan (entry_id, ONE person_id, start_date, end_date, permanence, parallel);
CREATE VIEW hearth_health_check AS KNOWN health_check (entry_id, ONE person_id, kind, checked_on, status);
CREATE VIEW hearth_immunisation AS KNOWN immunisation (entry_id, ONE person_id, up_to_date, as_of);
CREATE VIEW hearth_substance_misuse AS KNOWN substance_misuse (
    entry_id, ONE person_id, found_on, substance, intervention_offered, intervention_received);
CREATE VIEW hearth_conviction AS KNOWN conviction (entry_id, ONE person_id, offence_on, offence);
CREATE VIEW hearth_sdq_score AS KNOWN sdq_score (entry_id, ONE person_id, completed_on, score, reason);
CREATE VIEW hearth_previous_permanence AS KNOWN previous_permanence (
    entry_id, ONE person_id, option, authority, order_date);
CREATE VIEW hearth_permanence AS KNOWN permanence (
    entry_id, ONE person_id, decision_date, ffa_decision_date, placement_order_date, matched_date, placed_date,
    placed_ffa_date, reversed_date, reversed_reason, placed_with_carer_date, adopted_by_carer, sibling_group,
    siblings_together, siblings_apart, agency_urn, order_date, order_type, closed_on, worker_id, adopters,
    adopter_sex, adopter_status);
CREATE VIEW hearth_missing_episode AS KNOWN missing_episode (
    entry_id, ONE person_id, kind, started_at, ended_at, interview_offered, interview_accepted);
CREATE VIEW hearth_care_leaver AS KNOWN care_leaver (
    entry_id, ONE person_id, start_date, end_date, eligibility, in_touch, latest_contact, accommodation, suitable,
    activity, pathway_review_date, adviser_name, team_id, worker_id);
CREATE VIEW hearth_leaver_view AS KNOWN leaver_view (entry_id, ONE person_id, asked_on, theme, said, did);
CREATE VIEW hearth_liberty_order AS KNOWN liberty_order (
    entry_id, ONE person_id, start_date, end_date, court_reference);
CREATE VIEW hearth_childs_view AS KNOWN childs_view (
    entry_id, ONE person_id, asked_on, worries_explained, story_helped, agrees, plan_safe, tablet_helped);
CREATE VIEW hearth_send AS KNOWN send (entry_id, ONE person_id, upn, uln, upn_unknown);
CREATE VIEW hearth_ehcp_request AS KNOWN ehcp_request (entry_id, send_id, requested_on, decided_on, outcome);
CREATE VIEW hearth_ehcp_assessment AS KNOWN ehcp_assessment (entry_id, request_id, decided_on, outcome, exceptions);
CREATE VIEW hearth_ehcp_named_plan AS KNOWN ehcp_named_plan (
    entry_id, assessment_id, start_date, ceased_on, ceased_reason);
CREATE VIEW hearth_ehcp_plan AS KNOWN ehcp_plan (entry_id, request_id, last_review_date);
CREATE VIEW hearth_sen_need AS KNOWN sen_need (entry_id, plan_id, need, rank);
CREATE VIEW hearth_adopter AS KNOWN adopter (
    entry_id, ONE person_id, family_reference, ffa, disability, enquiry_date, stage1_start, stage1_end,
    stage2_start, stage2_end, applied_on, approved_on, matched_on, placed_on, children_placed, order_date, left_on,
    left_reason);
CREATE VIEW hearth_cla_episode AS KNOWN cla_episode (
    entry_id, ONE person_id, referral_id, start_date, start_reason, primary_need, end_date, end_reason,
    entered_care_date, last_iro_contact_date);
CREATE VIEW hearth_pre_proceedings AS KNOWN pre_proceedings (
    entry_id, ONE person_id, family_id, decision_date, letter_date, initial_meeting_date, fgdm_offered, fgdm_held,
    outcome, application_date, court_reference, review_meetings, proceedings_letter_date, cp_plan_referral_period,
    legal_gateway_outcome, parents_represented, represented_at_issue, court_hearings, short_notice,
    short_notice_reason, initial_plan_approved, initial_care_plan, final_plan_approved, final_care_plan);
CREATE VIEW hearth_entry AS KNOWN entry (
    entry_id, form, family_id, contact_id, meeting_id, author_id, discipline, agency_id, status, happened_at);
CREATE VIEW hearth_service_episode AS KNOWN service_episode (
    entry_id, ONE person_id, family_id, service, asked_on, start_date, end_date, criteria, otherwise, weekly_hours,
    goal, end_reason, hours_given, at_home);
CREATE VIEW hearth_service_session AS KNOWN service_session (
    entry_id, ONE person_id, service_episode_id, kind, held_on, minutes, worker_id);
CREATE VIEW hearth_outcome_check AS KNOWN outcome_check (
    entry_id, ONE person_id, family_id, after, months, asked_on, how, at_home);
CREATE VIEW hearth_step_change AS KNOWN step_change (
    entry_id, ONE person_id, family_id, direction, from_basis, to_basis, decision_date, receiver, answer,
    answered_on, answer_reason, reason);
CREATE VIEW hearth_family_group_conference AS KNOWN family_group_conference (
    entry_id, family_id, ONE person_id, offered_on, accepted, declined_reason, coordinator, meeting_date,
    plan_agreed, review_date, closed_on);
CREATE VIEW hearth_neglect_grade AS KNOWN neglect_grade (
    entry_id, ONE person_id, carer_id, area, item, grade, graded_on);
CREATE VIEW hearth_risk_checklist AS KNOWN risk_checklist (
    entry_id, family_id, ONE person_id, asked_on, score, high_risk, because, marac_on, class);
CREATE VIEW hearth_dispute AS KNOWN dispute (
    entry_id, ONE person_id, family_id, kind, start_date, stage, about, closed_on, outcome);
CREATE VIEW hearth_child_document AS KNOWN child_document (entry_id, ONE person_id, kind, held, checked_on);
CREATE VIEW hearth_transfer AS KNOWN transfer (
    entry_id, ONE person_id, family_id, direction, basis, authority, told_on, accepted_on, closed_on);

-- Only who is shown as themselves.
CREATE VIEW hearth_person AS
    SELECT t.id, t.recorded_at, t.entry_id, t.given, t.surname, t.sex, t.gender, t.pronouns, t.ethnicity,
           t.first_language, t.interpreter_needed, t.religion, t.born, t.born_estimated, t.expected, t.died,
           t.safe_contact, t.nationality, t.has_ehcp
    FROM person t WHERE t.superseded_at = '9999-12-31T23:59:59.999Z' AND t.recorded_at <= known_at()
      AND NOT EXISTS (SELECT 1 FROM hearth_merged o WHERE o.person_id = t.id)
    UNION ALL
    SELECT t.id, t.recorded_at, t.entry_id, t.given, t.surname, t.sex, t.gender, t.pronouns, t.ethnicity,
           t.first_language, t.interpreter_needed, t.religion, t.born, t.born_estimated, t.expected, t.died,
           t.safe_contact, t.nationality, t.has_ehcp
    FROM person t WHERE t.superseded_at < '9999-12-31T23:59:59.999Z' AND t.superseded_at > known_at()
      AND t.recorded_at <= known_at()
      AND NOT EXISTS (SELECT 1 FROM hearth_merged o WHERE o.person_id = t.id);

-- A number of a merged record, when the person shown has their own, is a former number.
CREATE VIEW hearth_person_identifier AS
    SELECT t.id, t.recorded_at, t.entry_id, t.person_id, t.kind, t.value, t.from_date, t.to_date
    FROM person_identifier t WHERE t.superseded_at = '9999-12-31T23:59:59.999Z' AND t.recorded_at <= known_at()
      AND NOT EXISTS (SELECT 1 FROM hearth_merged o WHERE o.person_id = t.person_id)
    UNION ALL
    SELECT t.id, t.recorded_at, t.entry_id, t.person_id, t.kind, t.value, t.from_date, t.to_date
    FROM person_identifier t WHERE t.superseded_at < '9999-12-31T23:59:59.999Z' AND t.superseded_at > known_at()
      AND t.recorded_at <= known_at()
      AND NOT EXISTS (SELECT 1 FROM hearth_merged o WHERE o.person_id = t.person_id)
    UNION ALL
    SELECT t.id, t.recorded_at, t.entry_id, o.one_id AS person_id,
           CASE WHEN t.kind IN ('la_child_id', 'upn') AND EXISTS (SELECT 1 FROM person_identifier k WHERE k.person_id = o.one_id
               AND k.kind = t.kind AND k.to_date IS NULL AND k.superseded_at > known_at() AND k.recorded_at <= known_at())
               THEN 'former_' || t.kind ELSE t.kind END AS kind,
           t.value, t.from_date, t.to_date
    FROM hearth_merged o JOIN person_identifier t ON t.person_id = o.person_id
    WHERE t.superseded_at = '9999-12-31T23:59:59.999Z' AND t.recorded_at <= known_at()
    UNION ALL
    SELECT t.id, t.recorded_at, t.entry_id, o.one_id AS person_id,
           CASE WHEN t.kind IN ('la_child_id', 'upn') AND EXISTS (SELECT 1 FROM person_identifier k WHERE k.person_id = o.one_id
               AND k.kind = t.kind AND k.to_date IS NULL AND k.superseded_at > known_at() AND k.recorded_at <= known_at())
               THEN 'former_' || t.kind ELSE t.kind END AS kind,
           t.value, t.from_date, t.to_date
    FROM hearth_merged o JOIN person_identifier t ON t.person_id = o.person_id
    WHERE t.superseded_at < '9999-12-31T23:59:59.999Z' AND t.superseded_at > known_at()
      AND t.recorded_at <= known_at();

-- Both ends name people.
CREATE VIEW hearth_relationship AS
    SELECT t.id, t.recorded_at, t.entry_id, t.from_person, t.to_person, t.kind, t.parental_responsibility,
           t.from_date, t.to_date
    FROM relationship t WHERE t.superseded_at = '9999-12-31T23:59:59.999Z' AND t.recorded_at <= known_at()
      AND NOT EXISTS (SELECT 1 FROM hearth_merged o WHERE o.person_id = t.from_person OR o.person_id = t.to_person)
    UNION ALL
    SELECT t.id, t.recorded_at, t.entry_id, t.from_person, t.to_person, t.kind, t.parental_responsibility,
           t.from_date, t.to_date
    FROM relationship t WHERE t.superseded_at < '9999-12-31T23:59:59.999Z' AND t.superseded_at > known_at()
      AND t.recorded_at <= known_at()
      AND NOT EXISTS (SELECT 1 FROM hearth_merged o WHERE o.person_id = t.from_person OR o.person_id = t.to_person)
    UNION ALL
    SELECT t.id, t.recorded_at, t.entry_id, o.one_id AS from_person,
           coalesce((SELECT o2.one_id FROM hearth_merged o2 WHERE o2.person_id = t.to_person), t.to_person) AS to_person,
           t.kind, t.parental_responsibility, t.from_date, t.to_date
    FROM hearth_merged o JOIN relationship t ON t.from_person = o.person_id
    WHERE t.superseded_at = '9999-12-31T23:59:59.999Z' AND t.recorded_at <= known_at()
    UNION ALL
    SELECT t.id, t.recorded_at, t.entry_id, o.one_id AS from_person,
           coalesce((SELECT o2.one_id FROM hearth_merged o2 WHERE o2.person_id = t.to_person), t.to_person) AS to_person,
           t.kind, t.parental_responsibility, t.from_date, t.to_date
    FROM hearth_merged o JOIN relationship t ON t.from_person = o.person_id
    WHERE t.superseded_at < '9999-12-31T23:59:59.999Z' AND t.superseded_at > known_at()
      AND t.recorded_at <= known_at()
    UNION ALL
    SELECT t.id, t.recorded_at, t.entry_id, t.from_person, o.one_id AS to_person, t.kind, t.parental_responsibility,
           t.from_date, t.to_date
    FROM hearth_merged o JOIN relationship t ON t.to_person = o.person_id
    WHERE t.superseded_at = '9999-12-31T23:59:59.999Z' AND t.recorded_at <= known_at()
      AND NOT EXISTS (SELECT 1 FROM hearth_merged o2 WHERE o2.person_id = t.from_person)
    UNION ALL
    SELECT t.id, t.recorded_at, t.entry_id, t.from_person, o.one_id AS to_person, t.kind, t.parental_responsibility,
           t.from_date, t.to_date
    FROM hearth_merged o JOIN relationship t ON t.to_person = o.person_id
    WHERE t.superseded_at < '9999-12-31T23:59:59.999Z' AND t.superseded_at > known_at()
      AND t.recorded_at <= known_at()
      AND NOT EXISTS (SELECT 1 FROM hearth_merged o2 WHERE o2.person_id = t.from_person);

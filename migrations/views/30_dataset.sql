-- The Standard Safeguarding Dataset under its own names of tables and fields. Ids are the record's numbers, dates are ISO text,
-- flags Y and N. A field for which nothing is held is there and NULL.

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

CREATE VIEW ssd_legal_status AS SELECT
    l.id AS lega_legal_status_id,
    l.person_id AS lega_person_id,
    l.status AS lega_legal_status,
    l.start_date AS lega_legal_status_start_date,
    l.end_date AS lega_legal_status_end_date
FROM hearth_legal_status l;

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

CREATE VIEW ssd_immigration_status AS SELECT
    i.person_id AS immi_person_id,
    i.id AS immi_immigration_status_id,
    i.status AS immi_immigration_status,
    i.start_date AS immi_immigration_status_start_date,
    i.end_date AS immi_immigration_status_end_date
FROM hearth_immigration_status i;

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

-- clae_cla_id names the period of care: the child and the day on which it began.
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
    e.last_iro_contact_date AS clae_cla_last_iro_contact_date
FROM hearth_cla_episode e;

CREATE VIEW ssd_pre_proceedings AS SELECT
    p.id AS prep_table_id,
    p.person_id AS prep_person_id,
    CAST(p.family_id AS TEXT) AS prep_plo_family_id,
    p.decision_date AS prep_pre_pro_decision_date,
    p.initial_meeting_date AS prep_initial_pre_pro_meeting_date,
    p.outcome AS prep_pre_pro_outcome,
    p.application_date AS prep_agree_stepdown_issue_date,
    p.cp_plan_referral_period AS prep_cp_plans_referral_period,
    p.legal_gateway_outcome AS prep_legal_gateway_outcome,
    (SELECT count(*) FROM hearth_pre_proceedings q
        WHERE q.person_id = p.person_id AND q.decision_date < p.decision_date) AS prep_prev_pre_proc_child,
    (SELECT count(*) FROM hearth_pre_proceedings q
        WHERE q.person_id = p.person_id AND q.decision_date < p.decision_date AND q.application_date IS NOT NULL) AS prep_prev_care_proc_child,
    p.letter_date AS prep_pre_pro_letter_date,
    p.proceedings_letter_date AS prep_care_pro_letter_date,
    p.review_meetings AS prep_pre_pro_meetings_num,
    p.parents_represented AS prep_pre_pro_parents_legal_rep,
    p.represented_at_issue AS prep_parents_legal_rep_point_of_issue,
    p.court_reference AS prep_court_reference,
    p.court_hearings AS prep_care_proc_court_hearings,
    p.short_notice AS prep_care_proc_short_notice,
    p.short_notice_reason AS prep_proc_short_notice_reason,
    p.initial_plan_approved AS prep_la_inital_plan_approved,
    p.initial_care_plan AS prep_la_initial_care_plan,
    p.final_plan_approved AS prep_la_final_plan_approved,
    p.final_care_plan AS prep_la_final_care_plan
FROM hearth_pre_proceedings p;

-- Every person; the children are those that a statutory view names.
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
    p.has_ehcp AS pers_send_flag,
    p.expected AS pers_expected_dob,
    p.died AS pers_death_date,
    CASE WHEN p.sex <> 'M' AND EXISTS (SELECT 1 FROM hearth_relationship r
        WHERE r.from_person = p.id AND r.kind = 'birth_parent') THEN 'Y' ELSE 'N' END AS pers_is_mother,
    p.nationality AS pers_nationality,
    p.given AS pers_forename,
    p.surname AS pers_surname
FROM hearth_person p;

CREATE VIEW ssd_mother AS SELECT
    r.id AS moth_table_id,
    r.from_person AS moth_person_id,
    r.to_person AS moth_childs_person_id,
    c.born AS moth_childs_dob
FROM hearth_relationship r
JOIN hearth_person m ON m.id = r.from_person AND m.sex <> 'M'
JOIN hearth_person c ON c.id = r.to_person
WHERE r.kind = 'birth_parent';

CREATE VIEW ssd_cla_reviews AS SELECT
    r.id AS clar_cla_review_id,
    k.cla_id AS clar_cla_id,
    r.due_date AS clar_cla_review_due_date,
    r.review_date AS clar_cla_review_date,
    CASE WHEN r.cancelled = 1 THEN 'Y' WHEN r.cancelled = 0 THEN 'N' END AS clar_cla_review_cancelled,
    r.participation AS clar_cla_review_participation
FROM hearth_cla_review r
LEFT JOIN (SELECT a.id, max(CAST(c.child_id AS TEXT) || ' ' || c.start_date) AS cla_id
    FROM hearth_cla_review a JOIN hearth_care_period c ON c.child_id = a.person_id
    WHERE c.start_date <= coalesce(a.review_date, a.due_date) GROUP BY a.id) k ON k.id = r.id;

-- The id of a period of care is the child and the day on which it began, as in ssd_cla_episodes. The period
-- of a review and of a visit is found for all of them at once: for each alone, every period was gone through again.
CREATE VIEW ssd_cla_visits AS SELECT
    v.id AS clav_cla_visit_id,
    k.cla_id AS clav_cla_id,
    v.person_id AS clav_person_id,
    v.visit_date AS clav_cla_visit_date,
    CASE WHEN v.seen = 1 THEN 'Y' WHEN v.seen = 0 THEN 'N' END AS clav_cla_visit_seen,
    CASE WHEN v.seen_alone = 1 THEN 'Y' WHEN v.seen_alone = 0 THEN 'N' END AS clav_cla_visit_seen_alone
FROM hearth_visit v
LEFT JOIN (SELECT a.id, max(CAST(c.child_id AS TEXT) || ' ' || c.start_date) AS cla_id
    FROM hearth_visit a JOIN hearth_care_period c ON c.child_id = a.person_id
    WHERE a.kind = 'cla' AND c.start_date <= a.visit_date GROUP BY a.id) k ON k.id = v.id
WHERE v.kind = 'cla';

-- The way in by the Standard Safeguarding Dataset, and what the dataset asks for and the record did not hold yet.

-- The id by which the system that a thing came from knew it. Only where it is not the record's own number: an id of
-- ours has no row here. table_name is the dataset's table, or cla_period (clae_cla_id); one name of a thing is exported, others
-- that mean the same are under the table's name with a +.
CREATE TABLE foreign_key (
    table_name TEXT NOT NULL,
    theirs TEXT NOT NULL,
    ours TEXT NOT NULL,               -- the id as the view of the dataset says it
    PRIMARY KEY (table_name, theirs)
);
CREATE INDEX foreign_key_ours ON foreign_key (table_name, ours);

-- What a file of the dataset said and the record says otherwise, or has no place for. kind: row, some cells of a row of the
-- view (cells: {"field": ["as the file said", "as the record said then"]}; good while the record still says so); absent, a row of
-- the view that the files did not have (the dataset is not told of it); whole, a row that is in the file only.
CREATE TABLE dataset_kept (
    table_name TEXT NOT NULL,
    row_key TEXT NOT NULL,            -- kind row and absent: the key in the view; whole: as the file wrote it
    kind TEXT NOT NULL,
    twin INTEGER NOT NULL DEFAULT 0,  -- 1, 2, ...: the same key came again in the file
    cells TEXT NOT NULL,
    import_id BIGINT NOT NULL,
    PRIMARY KEY (table_name, row_key, kind, twin)
);

ALTER TABLE import_file ADD COLUMN position TEXT;              -- how far the reading has come, as its kind counts
ALTER TABLE import_file ADD COLUMN into_empty INTEGER NOT NULL DEFAULT 0;

ALTER TABLE person ADD COLUMN nationality TEXT;
ALTER TABLE person ADD COLUMN has_ehcp TEXT;                    -- Y, N, or another one-letter answer
ALTER TABLE cla_episode ADD COLUMN last_iro_contact_date TEXT;  -- the reviewing officer's last contact with the child
ALTER TABLE pre_proceedings ADD COLUMN cp_plan_referral_period INTEGER;
ALTER TABLE pre_proceedings ADD COLUMN legal_gateway_outcome TEXT;
ALTER TABLE pre_proceedings ADD COLUMN parents_represented TEXT;
ALTER TABLE pre_proceedings ADD COLUMN represented_at_issue TEXT;
ALTER TABLE pre_proceedings ADD COLUMN court_hearings INTEGER;
ALTER TABLE pre_proceedings ADD COLUMN short_notice TEXT;
ALTER TABLE pre_proceedings ADD COLUMN short_notice_reason TEXT;
ALTER TABLE pre_proceedings ADD COLUMN initial_plan_approved TEXT;
ALTER TABLE pre_proceedings ADD COLUMN initial_care_plan TEXT;
ALTER TABLE pre_proceedings ADD COLUMN final_plan_approved TEXT;
ALTER TABLE pre_proceedings ADD COLUMN final_care_plan TEXT;

-- The views that show them, made again.

DROP VIEW hearth_return_child;
DROP VIEW ssd_mother;
DROP VIEW ssd_person;
DROP VIEW hearth_person;
DROP VIEW ssd_pre_proceedings;
DROP VIEW hearth_pre_proceedings;
DROP VIEW ssd_cla_episodes;
DROP VIEW ssd_cla_placement;
DROP VIEW ssd_cla_visits;
DROP VIEW ssd_cla_reviews;
DROP VIEW ssd_permanence;
DROP VIEW hearth_care_period;
DROP VIEW hearth_cla_episode;

CREATE VIEW hearth_cla_episode AS
    SELECT id, recorded_at, entry_id, person_id, referral_id, start_date, start_reason, primary_need, end_date,
           end_reason, entered_care_date, last_iro_contact_date
    FROM cla_episode WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, referral_id, start_date, start_reason, primary_need, end_date,
           end_reason, entered_care_date, last_iro_contact_date
    FROM cla_episode WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

CREATE VIEW hearth_care_period AS SELECT
    person_id AS child_id, coalesce(entered_care_date, start_date) AS start_date,
    CASE WHEN max(CASE WHEN end_date IS NULL THEN 1 ELSE 0 END) = 1 THEN NULL ELSE max(end_date) END AS end_date,
    CASE WHEN max(CASE WHEN end_date IS NULL THEN 1 ELSE 0 END) = 1 THEN NULL
        ELSE substr(max(end_date || coalesce(end_reason, '')), 11) END AS end_reason
FROM hearth_cla_episode GROUP BY person_id, coalesce(entered_care_date, start_date);

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

CREATE VIEW ssd_cla_reviews AS SELECT
    r.id AS clar_cla_review_id,
    (SELECT max(CAST(c.child_id AS TEXT) || ' ' || c.start_date) FROM hearth_care_period c
        WHERE c.child_id = r.person_id AND c.start_date <= coalesce(r.review_date, r.due_date)) AS clar_cla_id,
    r.due_date AS clar_cla_review_due_date,
    r.review_date AS clar_cla_review_date,
    CASE WHEN r.cancelled = 1 THEN 'Y' WHEN r.cancelled = 0 THEN 'N' END AS clar_cla_review_cancelled,
    r.participation AS clar_cla_review_participation
FROM hearth_cla_review r;

CREATE VIEW ssd_cla_visits AS SELECT
    v.id AS clav_cla_visit_id,
    (SELECT max(CAST(c.child_id AS TEXT) || ' ' || c.start_date) FROM hearth_care_period c
        WHERE c.child_id = v.person_id AND c.start_date <= v.visit_date) AS clav_cla_id,
    v.person_id AS clav_person_id,
    v.visit_date AS clav_cla_visit_date,
    CASE WHEN v.seen = 1 THEN 'Y' WHEN v.seen = 0 THEN 'N' END AS clav_cla_visit_seen,
    CASE WHEN v.seen_alone = 1 THEN 'Y' WHEN v.seen_alone = 0 THEN 'N' END AS clav_cla_visit_seen_alone
FROM hearth_visit v WHERE v.kind = 'cla';

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

CREATE VIEW hearth_pre_proceedings AS
    SELECT id, recorded_at, entry_id, person_id, family_id, decision_date, letter_date, initial_meeting_date,
           fgdm_offered, fgdm_held, outcome, application_date, court_reference, review_meetings,
           proceedings_letter_date, cp_plan_referral_period, legal_gateway_outcome, parents_represented, represented_at_issue, court_hearings,
           short_notice, short_notice_reason, initial_plan_approved, initial_care_plan, final_plan_approved, final_care_plan
    FROM pre_proceedings WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, person_id, family_id, decision_date, letter_date, initial_meeting_date,
           fgdm_offered, fgdm_held, outcome, application_date, court_reference, review_meetings,
           proceedings_letter_date, cp_plan_referral_period, legal_gateway_outcome, parents_represented, represented_at_issue, court_hearings,
           short_notice, short_notice_reason, initial_plan_approved, initial_care_plan, final_plan_approved, final_care_plan
    FROM pre_proceedings WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

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

CREATE VIEW hearth_person AS
    SELECT id, recorded_at, entry_id, given, surname, sex, gender, pronouns, ethnicity, first_language,
           interpreter_needed, religion, born, born_estimated, expected, died, safe_contact,
           nationality, has_ehcp
    FROM person WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, given, surname, sex, gender, pronouns, ethnicity, first_language,
           interpreter_needed, religion, born, born_estimated, expected, died, safe_contact,
           nationality, has_ehcp
    FROM person WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

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

CREATE VIEW hearth_return_child AS SELECT
    p.id AS child_id,
    coalesce((SELECT max(i.value) FROM hearth_person_identifier i
        WHERE i.person_id = p.id AND i.kind = 'la_child_id' AND i.to_date IS NULL), CAST(p.id AS TEXT)) AS la_child_id,
    p.sex, p.ethnicity, p.born, p.expected, p.died, p.given, p.surname,
    (SELECT max(i.value) FROM hearth_person_identifier i
        WHERE i.person_id = p.id AND i.kind = 'upn' AND i.to_date IS NULL) AS upn,
    (SELECT max(i.value) FROM hearth_person_identifier i
        WHERE i.person_id = p.id AND i.kind = 'upn_unknown' AND i.to_date IS NULL) AS upn_unknown,
    CASE WHEN EXISTS (SELECT 1 FROM hearth_disability d WHERE d.person_id = p.id AND d.code <> 'NONE') THEN 'Yes'
         WHEN EXISTS (SELECT 1 FROM hearth_disability d WHERE d.person_id = p.id) THEN 'No'
         ELSE 'Unknown' END AS disabled,
    m.family_id, m.district, m.team_id, t.name AS team, w.id AS worker_id, w.name AS worker
FROM hearth_child_place m
JOIN hearth_person p ON p.id = m.child_id
LEFT JOIN hearth_team t ON t.id = m.team_id
LEFT JOIN (SELECT family_id, max(worker_id) AS worker_id FROM hearth_allocation
    WHERE lead = 1 AND to_date IS NULL GROUP BY family_id) a ON a.family_id = m.family_id
LEFT JOIN hearth_worker w ON w.id = a.worker_id;


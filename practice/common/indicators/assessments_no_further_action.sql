-- id: assessments_no_further_action
-- title: Assessments that led to no further action
-- definition: Child and family assessments authorised in the twelve months whose outcome was no further action
-- numerator: assessments with no further action
-- denominator: assessments authorised
-- unit: percent
-- better: down
-- period: rolling_year
-- source: S2-64, Blackpool indicator 14
-- owner: Head of service
SELECT a.cina_person_id AS child_id, p.family_id, p.district, p.team_id,
    CASE WHEN a.cina_assessment_outcome_nfa = 'Y' THEN 1 ELSE 0 END AS numerator
FROM ssd_cin_assessments a
LEFT JOIN hearth_child_place p ON p.child_id = a.cina_person_id
WHERE a.cina_assessment_auth_date >= :from AND a.cina_assessment_auth_date <= :to

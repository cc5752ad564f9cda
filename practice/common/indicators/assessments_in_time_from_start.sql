-- id: assessments_in_time_from_start
-- title: Assessments within 45 working days of their start
-- definition: Child and family assessments authorised in the twelve months within 45 working days of the day
--    they began, as the census counts; the day after is day one
-- numerator: assessments within 45 working days
-- denominator: assessments authorised
-- unit: percent
-- better: up
-- period: rolling_year
-- target: 85
-- source: Department for Education, children in need census
-- owner: Head of service
SELECT a.cina_person_id AS child_id, p.family_id, p.district, p.team_id,
    CASE WHEN working_days_between(a.cina_assessment_start_date, a.cina_assessment_auth_date) <= 45 THEN 1 ELSE 0 END AS numerator
FROM ssd_cin_assessments a
LEFT JOIN hearth_child_place p ON p.child_id = a.cina_person_id
WHERE a.cina_assessment_auth_date >= :from AND a.cina_assessment_auth_date <= :to

-- id: assessments_in_time
-- title: Assessments within 45 working days of referral
-- definition: Child and family assessments authorised in the twelve months within 45 working days of the
--    referral; the day after the referral is day one
-- numerator: assessments within 45 working days
-- denominator: assessments authorised
-- unit: percent
-- better: up
-- period: rolling_year
-- target: 85
-- source: Working Together 2026; England 2024 to 2025 85.7%
-- owner: Head of service
SELECT a.cina_person_id AS child_id, p.family_id, p.district, p.team_id,
    CASE WHEN working_days_between(r.referral_date, a.cina_assessment_auth_date) <= 45 THEN 1 ELSE 0 END AS numerator
FROM ssd_cin_assessments a
JOIN hearth_referral r ON r.id = a.cina_referral_id
LEFT JOIN hearth_child_place p ON p.child_id = a.cina_person_id
WHERE a.cina_assessment_auth_date >= :from AND a.cina_assessment_auth_date <= :to

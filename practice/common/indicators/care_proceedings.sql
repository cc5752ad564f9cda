-- id: care_proceedings
-- title: Children moving into care proceedings
-- definition: Children for whom an application for a care or supervision order (Children Act 1989 section 31)
--    was issued in the twelve months
-- numerator: children, each once however many applications
-- denominator: children aged 0 to 17 who live in the area
-- unit: rate_per_10000
-- better: down
-- period: rolling_year
-- source: S2-51, Blackpool indicator 1
-- owner: Head of service
SELECT a.child_id, p.family_id, p.district, p.team_id, 1 AS numerator
FROM (SELECT DISTINCT person_id AS child_id FROM hearth_pre_proceedings
      WHERE application_date >= :from AND application_date <= :to) a
LEFT JOIN hearth_child_place p ON p.child_id = a.child_id

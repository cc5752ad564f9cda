-- id: emotional_health_scores
-- title: Strengths and difficulties scores
-- definition: Children aged 4 to 16 who have been looked after for a year or more, and whether a strengths and
--    difficulties score was recorded in it
-- numerator: children with a score in the twelve months
-- denominator: children aged 4 to 16 looked after for a year or more
-- unit: percent
-- better: up
-- period: rolling_year
-- source: S2-12; SSDA903 return
-- owner: Head of service
SELECT c.child_id, p.family_id, p.district, p.team_id, CASE WHEN done.person_id IS NULL THEN 0 ELSE 1 END AS numerator
FROM (SELECT child_id, min(start_date) AS start_date FROM hearth_care_period
      WHERE start_date <= :to AND (end_date IS NULL OR end_date > :to) GROUP BY child_id) c
JOIN hearth_person h ON h.id = c.child_id AND age_years(h.born, :to) BETWEEN 4 AND 16
LEFT JOIN (SELECT DISTINCT person_id FROM hearth_sdq_score
           WHERE score IS NOT NULL AND completed_on >= :from AND completed_on <= :to) done ON done.person_id = c.child_id
LEFT JOIN hearth_child_place p ON p.child_id = c.child_id
WHERE c.start_date <= add_months(:to, -12)

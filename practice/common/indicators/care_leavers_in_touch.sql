-- id: care_leavers_in_touch
-- title: Care leavers in touch
-- definition: Care leavers aged 17 to 21 (relevant and former relevant) with whom the authority is in touch, as
--    the last contact up to the day found them
-- numerator: care leavers in touch
-- denominator: care leavers aged 17 to 21
-- unit: percent
-- better: up
-- period: point
-- source: S0-46
-- owner: Head of service
SELECT l.person_id AS child_id, p.family_id, p.district, p.team_id, CASE WHEN v.in_touch = 'YES' THEN 1 ELSE 0 END AS numerator
FROM (SELECT DISTINCT person_id FROM hearth_care_leaver
      WHERE eligibility IN ('relevant', 'former_relevant') AND (start_date IS NULL OR start_date <= :to)
          AND (end_date IS NULL OR end_date > :to)) l
JOIN hearth_person h ON h.id = l.person_id AND age_years(h.born, :to) BETWEEN 17 AND 21
LEFT JOIN (SELECT person_id, max(latest_contact || recorded_at) AS told FROM care_leaver
           WHERE latest_contact <= :to AND recorded_at <= known_at() GROUP BY person_id) last ON last.person_id = l.person_id
LEFT JOIN care_leaver v ON v.person_id = l.person_id AND v.latest_contact || v.recorded_at = last.told
LEFT JOIN hearth_child_place p ON p.child_id = l.person_id

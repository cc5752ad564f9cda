-- id: school_attendance
-- title: School attendance
-- definition: The attendance, in per cent of sessions, last written down in the four months up to the day, of
--    children in need
-- numerator: per cent of sessions, of children whose attendance is known
-- denominator: children in need whose attendance is known
-- unit: mean
-- better: up
-- period: point
-- source: S2-74, Blackpool indicator 29
-- owner: Head of service
SELECT e.child_id, p.family_id, p.district, p.team_id, v.value AS numerator
FROM (SELECT DISTINCT cine_person_id AS child_id FROM ssd_cin_episodes
      WHERE cine_referral_date <= :to AND (cine_close_date IS NULL OR cine_close_date > :to)
        AND cine_referral_nfa = 'N') e
JOIN (SELECT person_id, max(measured_on || CAST(id AS TEXT)) AS last FROM hearth_measure
      WHERE kind = 'attendance' AND measured_on > add_months(:to, -4) AND measured_on <= :to GROUP BY person_id) s
    ON s.person_id = e.child_id
JOIN hearth_measure v ON v.person_id = e.child_id AND v.kind = 'attendance'
    AND v.measured_on || CAST(v.id AS TEXT) = s.last
LEFT JOIN hearth_child_place p ON p.child_id = e.child_id

-- id: basic_details
-- title: Basic details complete
-- definition: Children in need of whom the record holds sex, birth date (or the expected one), ethnicity, first
--    language and somebody with parental responsibility
-- numerator: children with all of these
-- denominator: children in need
-- unit: percent
-- better: up
-- period: point
-- target: 100
-- source: S3-89
-- owner: Head of service
SELECT e.child_id, p.family_id, p.district, p.team_id,
    CASE WHEN h.sex IN ('M', 'F') AND coalesce(h.born, h.expected) IS NOT NULL AND h.ethnicity IS NOT NULL
         AND h.first_language IS NOT NULL AND r.to_person IS NOT NULL THEN 1 ELSE 0 END AS numerator
FROM (SELECT DISTINCT cine_person_id AS child_id FROM ssd_cin_episodes
      WHERE cine_referral_date <= :to AND (cine_close_date IS NULL OR cine_close_date > :to)
        AND cine_referral_nfa = 'N') e
JOIN hearth_person h ON h.id = e.child_id
LEFT JOIN (SELECT DISTINCT to_person FROM hearth_relationship
           WHERE parental_responsibility = 1 AND (to_date IS NULL OR to_date > :to)) r ON r.to_person = e.child_id
LEFT JOIN hearth_child_place p ON p.child_id = e.child_id

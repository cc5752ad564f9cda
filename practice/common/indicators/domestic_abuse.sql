-- id: domestic_abuse
-- title: Children affected by domestic abuse
-- definition: Children in need whose latest authorised assessment found domestic abuse of the child, a parent or
--    carer or another person in the household (factors 3A, 3B, 3C)
-- numerator: children with one of these factors
-- denominator: children in need
-- unit: percent
-- better: down
-- period: point
-- source: S2-09
-- owner: Head of service
SELECT e.child_id, p.family_id, p.district, p.team_id, CASE WHEN found.child_id IS NULL THEN 0 ELSE 1 END AS numerator
FROM (SELECT DISTINCT cine_person_id AS child_id FROM ssd_cin_episodes
      WHERE cine_referral_date <= :to AND (cine_close_date IS NULL OR cine_close_date > :to)
        AND cine_referral_nfa = 'N') e
LEFT JOIN (SELECT DISTINCT last.child_id
           FROM (SELECT cina_person_id AS child_id,
                     CAST(substr(max(cina_assessment_auth_date || CAST(cina_assessment_id AS TEXT)), 11) AS BIGINT) AS id
                 FROM ssd_cin_assessments WHERE cina_assessment_auth_date <= :to GROUP BY cina_person_id) last
           JOIN hearth_assessment_factor f ON f.assessment_id = last.id AND f.factor IN ('3A', '3B', '3C')) found
    ON found.child_id = e.child_id
LEFT JOIN hearth_child_place p ON p.child_id = e.child_id

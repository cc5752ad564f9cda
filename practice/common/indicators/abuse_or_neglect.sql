-- id: abuse_or_neglect
-- title: Abuse or neglect as the primary need
-- definition: Children in need at the end of the day whose primary need is abuse, neglect or exploitation (N1)
-- numerator: children with primary need N1
-- denominator: children in need
-- unit: percent
-- better: neither
-- period: point
-- source: S2-59, Blackpool indicator 9
-- owner: Head of service
SELECT e.child_id, p.family_id, p.district, p.team_id, e.numerator
FROM (SELECT cine_person_id AS child_id, max(CASE WHEN cine_cin_primary_need_code = 'N1' THEN 1 ELSE 0 END) AS numerator
      FROM ssd_cin_episodes
      WHERE cine_referral_date <= :to AND (cine_close_date IS NULL OR cine_close_date > :to)
        AND cine_referral_nfa = 'N'
      GROUP BY cine_person_id) e
LEFT JOIN hearth_child_place p ON p.child_id = e.child_id

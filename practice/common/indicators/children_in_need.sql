-- id: children_in_need
-- title: Children in need
-- definition: Children with an open episode of need at the end of the day. Referrals that ended in no further
--    action are not episodes
-- numerator: children, each once
-- denominator: children aged 0 to 17 who live in the area
-- unit: rate_per_10000
-- better: down
-- period: point
-- source: S2-58, Blackpool indicator 8
-- owner: Head of service
SELECT e.child_id, p.family_id, p.district, p.team_id, 1 AS numerator
FROM (SELECT DISTINCT cine_person_id AS child_id FROM ssd_cin_episodes
      WHERE cine_referral_date <= :to AND (cine_close_date IS NULL OR cine_close_date > :to)
        AND cine_referral_nfa = 'N') e
LEFT JOIN hearth_child_place p ON p.child_id = e.child_id

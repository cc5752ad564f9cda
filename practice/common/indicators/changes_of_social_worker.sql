-- id: changes_of_social_worker
-- title: Changes of allocated social worker
-- definition: For each child in need at the end of the day, how often the social worker who leads changed in
--    the twelve months. The first social worker is no change
-- numerator: changes
-- denominator: children in need
-- unit: mean
-- better: down
-- period: rolling_year
-- source: S2-69, Blackpool indicator 19
-- owner: Head of service
SELECT e.child_id, p.family_id, p.district, p.team_id, coalesce(n.changes, 0) AS numerator
FROM (SELECT DISTINCT cine_person_id AS child_id FROM ssd_cin_episodes
      WHERE cine_referral_date <= :to AND (cine_close_date IS NULL OR cine_close_date > :to)
        AND cine_referral_nfa = 'N') e
LEFT JOIN hearth_child_place p ON p.child_id = e.child_id
LEFT JOIN (SELECT a.family_id, count(*) AS changes FROM hearth_allocation a
           JOIN (SELECT family_id, min(from_date) AS since FROM hearth_allocation
                 WHERE lead = 1 AND discipline = 'social_work' GROUP BY family_id) first ON first.family_id = a.family_id
           WHERE a.lead = 1 AND a.discipline = 'social_work' AND a.from_date > first.since
             AND a.from_date >= :from AND a.from_date <= :to
           GROUP BY a.family_id) n ON n.family_id = p.family_id

-- id: strategy_three_partners
-- title: Strategy meetings with all three statutory partners
-- definition: Strategy discussions held in the twelve months in whose decision children's social care, the
--    police and health all took part. A meeting about several children is one
-- numerator: meetings with all three
-- denominator: strategy meetings held
-- unit: percent
-- better: up
-- period: rolling_year
-- target: 100
-- source: S2-67, Blackpool indicator 17; Working Together 2026
-- owner: Head of service
SELECT s.child_id, p.family_id, p.district, p.team_id,
    CASE WHEN s.local_authority = 1 AND s.police = 1 AND s.health = 1 THEN 1 ELSE 0 END AS numerator
FROM (SELECT coalesce(meeting_id, id) AS meeting, min(person_id) AS child_id,
          min(local_authority) AS local_authority, min(police) AS police, min(health) AS health
      FROM hearth_strategy_discussion WHERE held_on >= :from AND held_on <= :to
      GROUP BY coalesce(meeting_id, id)) s
LEFT JOIN hearth_child_place p ON p.child_id = s.child_id

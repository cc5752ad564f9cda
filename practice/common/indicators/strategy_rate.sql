-- id: strategy_rate
-- title: Strategy meetings
-- definition: Strategy discussions held in the twelve months. A meeting about several children is one, counted
--    where one of them lives
-- numerator: meetings held
-- denominator: children aged 0 to 17 who live in the area
-- unit: rate_per_10000
-- better: neither
-- period: rolling_year
-- source: S2-66, Blackpool indicator 16
-- owner: Head of service
SELECT s.child_id, p.family_id, p.district, p.team_id, 1 AS numerator
FROM (SELECT coalesce(meeting_id, id) AS meeting, min(person_id) AS child_id,
          min(local_authority) AS local_authority, min(police) AS police, min(health) AS health
      FROM hearth_strategy_discussion WHERE held_on >= :from AND held_on <= :to
      GROUP BY coalesce(meeting_id, id)) s
LEFT JOIN hearth_child_place p ON p.child_id = s.child_id

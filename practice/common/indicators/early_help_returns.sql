-- id: early_help_returns
-- title: Returns to early help
-- definition: Early help episodes that started within twelve months of the end of an earlier one of the same
--    child
-- numerator: episodes that follow another within twelve months
-- denominator: early help episodes started in the twelve months
-- unit: percent
-- better: down
-- period: rolling_year
-- source: S2-63, Blackpool indicator 13
-- owner: Head of service
SELECT e.earl_person_id AS child_id, p.family_id, p.district, p.team_id, CASE WHEN again.id IS NULL THEN 0 ELSE 1 END AS numerator
FROM ssd_early_help_episodes e
LEFT JOIN (SELECT DISTINCT a.earl_episode_id AS id FROM ssd_early_help_episodes a
           JOIN ssd_early_help_episodes b ON b.earl_person_id = a.earl_person_id
               AND b.earl_episode_id <> a.earl_episode_id
               AND b.earl_episode_end_date <= a.earl_episode_start_date
               AND b.earl_episode_end_date >= add_months(a.earl_episode_start_date, -12)
           WHERE a.earl_episode_start_date >= :from) again ON again.id = e.earl_episode_id
LEFT JOIN hearth_child_place p ON p.child_id = e.earl_person_id
WHERE e.earl_episode_start_date >= :from AND e.earl_episode_start_date <= :to

-- id: children_with_plan
-- title: Children in need with a plan
-- definition: Children in need whose referral was 45 working days ago or more, and how many have a child in need,
--    family help or child protection plan, or are looked after
-- numerator: children with a plan or looked after
-- denominator: children in need for 45 working days or more
-- unit: percent
-- better: up
-- period: point
-- target: 100
-- source: S3-39
-- owner: Head of service
SELECT e.child_id, p.family_id, p.district, p.team_id, CASE WHEN has.child_id IS NULL THEN 0 ELSE 1 END AS numerator
FROM (SELECT cine_person_id AS child_id, min(cine_referral_date) AS since FROM ssd_cin_episodes
      WHERE cine_referral_date <= :to AND (cine_close_date IS NULL OR cine_close_date > :to)
        AND cine_referral_nfa = 'N' GROUP BY cine_person_id) e
LEFT JOIN (SELECT person_id AS child_id FROM hearth_cin_plan WHERE start_date <= :to AND (end_date IS NULL OR end_date > :to)
           UNION
           SELECT person_id FROM hearth_cp_plan WHERE start_date <= :to AND (end_date IS NULL OR end_date > :to)
           UNION
           SELECT child_id FROM hearth_care_period WHERE start_date <= :to AND (end_date IS NULL OR end_date > :to)) has
    ON has.child_id = e.child_id
LEFT JOIN hearth_child_place p ON p.child_id = e.child_id
WHERE working_days_between(e.since, :to) >= 45

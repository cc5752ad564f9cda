-- id: returned_after_step_down
-- title: Referred again after a step down
-- definition: Episodes of need that stepped down to early help in the twelve months before these twelve, and
--    whether the child was referred again within a year. Stepped down is closed with reason RC9, or with an early
--    help episode that began within 31 days
-- numerator: episodes followed by a referral within twelve months
-- denominator: episodes stepped down a year earlier
-- unit: percent
-- better: down
-- period: rolling_year
-- source: S3-09 and S3-53
-- owner: Head of service
WITH ended AS (
    SELECT id, person_id AS child_id, close_date, close_reason FROM hearth_referral
    WHERE nfa = 0 AND close_date >= add_months(:from, -12) AND close_date <= add_months(:to, -12)),
stepped AS (
    SELECT id FROM ended WHERE close_reason = 'RC9'
    UNION
    SELECT e.id FROM ended e JOIN hearth_early_help_episode h ON h.person_id = e.child_id
        AND h.start_date >= e.close_date AND h.start_date <= add_days(e.close_date, 31))
SELECT e.child_id, p.family_id, p.district, p.team_id, CASE WHEN again.id IS NULL THEN 0 ELSE 1 END AS numerator
FROM ended e
LEFT JOIN stepped s ON s.id = e.id
LEFT JOIN (SELECT DISTINCT o.id FROM ended o
           JOIN hearth_referral r ON r.person_id = o.child_id AND r.id <> o.id
               AND r.referral_date >= o.close_date AND r.referral_date <= add_months(o.close_date, 12)) again
    ON again.id = e.id
LEFT JOIN hearth_child_place p ON p.child_id = e.child_id
WHERE s.id IS NOT NULL

-- id: re_referrals
-- title: Re-referrals
-- definition: Referrals to children's social care within twelve months of an earlier referral of the same
--    child. A child referred three times counts for each
-- numerator: referrals with an earlier one in the twelve months up to them
-- denominator: referrals in the twelve months
-- unit: percent
-- better: down
-- period: rolling_year
-- target: 20
-- source: S2-55, Blackpool indicator 5; Department for Education, children in need census
-- owner: Head of service
WITH referral AS (
    SELECT cine_referral_id AS id, cine_person_id AS child_id, cine_referral_date AS on_date FROM ssd_cin_episodes
    WHERE cine_referral_date >= add_months(:from, -12) AND cine_referral_date <= :to)
SELECT r.child_id, p.family_id, p.district, p.team_id, CASE WHEN again.id IS NULL THEN 0 ELSE 1 END AS numerator
FROM referral r
LEFT JOIN (SELECT DISTINCT a.id FROM referral a
           JOIN referral e ON e.child_id = a.child_id AND e.on_date < a.on_date
               AND e.on_date >= add_months(a.on_date, -12)) again ON again.id = r.id
LEFT JOIN hearth_child_place p ON p.child_id = r.child_id
WHERE r.on_date >= :from

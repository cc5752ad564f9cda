-- id: referrals_no_further_action
-- title: Referrals that led to no further action
-- definition: Referrals of the twelve months whose outcome was no further action
-- numerator: referrals with no further action
-- denominator: referrals in the twelve months
-- unit: percent
-- better: down
-- period: rolling_year
-- source: S2-64, Blackpool indicator 14
-- owner: Head of service
SELECT e.cine_person_id AS child_id, p.family_id, p.district, p.team_id, CASE WHEN e.cine_referral_nfa = 'Y' THEN 1 ELSE 0 END AS numerator
FROM ssd_cin_episodes e
LEFT JOIN hearth_child_place p ON p.child_id = e.cine_person_id
WHERE e.cine_referral_date >= :from AND e.cine_referral_date <= :to

-- id: time_to_services
-- title: Time from contact to a plan
-- definition: Days from the contact (without one, the referral) to the start of the first child in need or
--    child protection plan of the episode, for plans that started in the twelve months
-- numerator: days
-- denominator: episodes whose first plan started
-- unit: median
-- better: down
-- period: rolling_year
-- source: S2-56, Blackpool indicator 6
-- owner: Head of service
SELECT r.person_id AS child_id, p.family_id, p.district, p.team_id,
    days_between(coalesce(date_part_of(c.received_at), r.referral_date), first.start_date) AS numerator
FROM (SELECT referral_id, min(start_date) AS start_date FROM (
          SELECT cinp_referral_id AS referral_id, cinp_cin_plan_start_date AS start_date FROM ssd_cin_plans
          UNION ALL
          SELECT cppl_referral_id, cppl_cp_plan_start_date FROM ssd_cp_plans) plans
      GROUP BY referral_id) first
JOIN hearth_referral r ON r.id = first.referral_id
LEFT JOIN hearth_contact c ON c.id = r.contact_id
LEFT JOIN hearth_child_place p ON p.child_id = r.person_id
WHERE first.start_date >= :from AND first.start_date <= :to

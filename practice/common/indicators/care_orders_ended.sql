-- id: care_orders_ended
-- title: Care orders that ended at 18
-- definition: Care orders (C1, C2) that ended in the twelve months and were not followed by another on the same
--    day, and in how many of them the young person had turned 18. The others were discharged or replaced by another
--    order
-- numerator: orders that ended at 18
-- denominator: care orders that ended
-- unit: percent
-- better: neither
-- period: rolling_year
-- source: S3-50, Corporate parenting board
-- owner: Head of service
SELECT l.person_id AS child_id, p.family_id, p.district, p.team_id,
    CASE WHEN age_years(h.born, l.end_date) >= 18 THEN 1 ELSE 0 END AS numerator
FROM hearth_legal_status l
JOIN hearth_person h ON h.id = l.person_id
LEFT JOIN (SELECT DISTINCT person_id, start_date FROM hearth_legal_status WHERE status IN ('C1', 'C2')) next
    ON next.person_id = l.person_id AND next.start_date = l.end_date
LEFT JOIN hearth_child_place p ON p.child_id = l.person_id
WHERE l.status IN ('C1', 'C2') AND l.end_date >= :from AND l.end_date <= :to AND next.person_id IS NULL

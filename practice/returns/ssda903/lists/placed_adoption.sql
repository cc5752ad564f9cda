-- file: placed_adoption.csv
-- title: Decisions to place a child for adoption that stood on any day of the year
-- source: SSDA903 return, guide 2026 to 2027
-- key: CHILD
-- key: DATE_PLACED
-- column: CHILD
-- column: DOB
-- column: DATE_PLACED
-- column: DATE_PLACED_CEASED
-- column: REASON_PLACED_CEASED
WITH care AS (
    -- children looked after on any day of the year
    SELECT DISTINCT person_id AS child_id FROM hearth_cla_episode
    WHERE start_date <= :ends AND (end_date IS NULL OR end_date >= :starts)
)
SELECT k.la_child_id, substr(k.born, 9, 2) || '/' || substr(k.born, 6, 2) || '/' || substr(k.born, 1, 4), substr(p.decision_date, 9, 2) || '/' || substr(p.decision_date, 6, 2) || '/' || substr(p.decision_date, 1, 4),
       CASE WHEN p.reversed_date <= :ends THEN substr(p.reversed_date, 9, 2) || '/' || substr(p.reversed_date, 6, 2) || '/' || substr(p.reversed_date, 1, 4) END, CASE WHEN p.reversed_date <= :ends THEN p.reversed_reason END
FROM hearth_permanence p
JOIN care c ON c.child_id = p.person_id
JOIN hearth_return_child k ON k.child_id = p.person_id
WHERE p.decision_date <= :ends AND (p.reversed_date IS NULL OR p.reversed_date >= :starts) AND (p.order_date IS NULL OR p.order_date >= :starts)
ORDER BY k.la_child_id, p.decision_date, p.id;

-- file: dolo.csv
-- title: Deprivation of liberty orders that stood on any day of the year
-- source: SSDA903 return, guide 2026 to 2027
-- from: 2027
-- key: CHILD
-- key: DOLO_START
-- column: CHILD
-- column: DOB
-- column: DOLO_START
-- column: DOLO_END
WITH care AS (
    -- children looked after on any day of the year
    SELECT DISTINCT person_id AS child_id FROM hearth_cla_episode
    WHERE start_date <= :ends AND (end_date IS NULL OR end_date >= :starts)
)
SELECT k.la_child_id, substr(k.born, 9, 2) || '/' || substr(k.born, 6, 2) || '/' || substr(k.born, 1, 4), substr(o.start_date, 9, 2) || '/' || substr(o.start_date, 6, 2) || '/' || substr(o.start_date, 1, 4), CASE WHEN o.end_date <= :ends THEN substr(o.end_date, 9, 2) || '/' || substr(o.end_date, 6, 2) || '/' || substr(o.end_date, 1, 4) END
FROM hearth_liberty_order o
JOIN care c ON c.child_id = o.person_id
JOIN hearth_return_child k ON k.child_id = o.person_id
WHERE o.start_date <= :ends AND (o.end_date IS NULL OR o.end_date >= :starts)
ORDER BY k.la_child_id, o.start_date, o.id;

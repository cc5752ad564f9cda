-- file: missing.csv
-- title: Missing periods of the year
-- source: SSDA903 return, guide 2026 to 2027
-- key: CHILD
-- key: MISSING
-- key: MIS_START
-- column: CHILD
-- column: DOB
-- column: MISSING
-- column: MIS_START
-- column: MIS_END
WITH care AS (
    -- children looked after on any day of the year
    SELECT DISTINCT person_id AS child_id FROM hearth_cla_episode
    WHERE start_date <= :ends AND (end_date IS NULL OR end_date >= :starts)
)
SELECT k.la_child_id, substr(k.born, 9, 2) || '/' || substr(k.born, 6, 2) || '/' || substr(k.born, 1, 4), m.kind, substr(date_part_of(m.started_at), 9, 2) || '/' || substr(date_part_of(m.started_at), 6, 2) || '/' || substr(date_part_of(m.started_at), 1, 4),
       CASE WHEN date_part_of(m.ended_at) <= :ends THEN substr(date_part_of(m.ended_at), 9, 2) || '/' || substr(date_part_of(m.ended_at), 6, 2) || '/' || substr(date_part_of(m.ended_at), 1, 4) END
FROM hearth_missing_episode m
JOIN care c ON c.child_id = m.person_id
JOIN hearth_return_child k ON k.child_id = m.person_id
WHERE date_part_of(m.started_at) <= :ends AND (m.ended_at IS NULL OR date_part_of(m.ended_at) >= :starts)
ORDER BY k.la_child_id, m.started_at, m.id;

-- file: uasc.csv
-- title: Children who were unaccompanied asylum-seekers on any day of the year
-- source: SSDA903 return, guide 2026 to 2027
-- key: CHILD
-- column: CHILD
-- column: SEX
-- column: DOB
-- column: DUC
WITH care AS (
    -- children looked after on any day of the year
    SELECT DISTINCT person_id AS child_id FROM hearth_cla_episode
    WHERE start_date <= :ends AND (end_date IS NULL OR end_date >= :starts)
)
SELECT k.la_child_id, k.sex, substr(k.born, 9, 2) || '/' || substr(k.born, 6, 2) || '/' || substr(k.born, 1, 4), CASE WHEN max(coalesce(i.end_date, '9999-12-31')) <= :ends THEN substr(max(i.end_date), 9, 2) || '/' || substr(max(i.end_date), 6, 2) || '/' || substr(max(i.end_date), 1, 4) END
FROM hearth_immigration_status i
JOIN care c ON c.child_id = i.person_id
JOIN hearth_return_child k ON k.child_id = i.person_id
WHERE i.status = 'UASC' AND (i.start_date IS NULL OR i.start_date <= :ends) AND (i.end_date IS NULL OR i.end_date >= :starts)
GROUP BY k.la_child_id, k.sex, k.born
ORDER BY k.la_child_id;

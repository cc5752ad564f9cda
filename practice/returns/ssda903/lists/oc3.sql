-- file: oc3.csv
-- title: Care leavers aged 17 to 21 at the end of the year
-- source: SSDA903 return, guide 2026 to 2027
-- key: CHILD
-- column: CHILD
-- column: DOB
-- column: IN_TOUCH
-- column: ACTIV
-- column: ACCOM
SELECT k.la_child_id, substr(k.born, 9, 2) || '/' || substr(k.born, 6, 2) || '/' || substr(k.born, 1, 4), c.in_touch,
       CASE WHEN c.in_touch = 'YES' THEN c.activity WHEN c.in_touch IS NOT NULL THEN coalesce(c.activity, '0') END,
       CASE WHEN c.accommodation IS NOT NULL AND c.accommodation <> '0' THEN c.accommodation || CAST(coalesce(c.suitable, 2) AS TEXT)
            WHEN c.in_touch IS NOT NULL AND c.in_touch <> 'YES' THEN '0' END
FROM hearth_care_leaver c
JOIN hearth_return_child k ON k.child_id = c.person_id
WHERE k.born > add_months(:ends, -12 * 22) AND k.born <= add_months(:ends, -12 * 17)
  AND NOT EXISTS (SELECT 1 FROM hearth_care_period p WHERE p.child_id = c.person_id AND (p.end_date IS NULL OR p.end_date > :ends))
ORDER BY k.la_child_id, c.id;

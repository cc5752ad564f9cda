-- file: prev_perm.csv
-- title: Earlier permanence of the children who started to be looked after in the year
-- source: SSDA903 return, guide 2026 to 2027
-- key: CHILD
-- column: CHILD
-- column: DOB
-- column: PREV_PERM
-- column: LA_PERM
-- column: DATE_PERM
SELECT k.la_child_id, substr(k.born, 9, 2) || '/' || substr(k.born, 6, 2) || '/' || substr(k.born, 1, 4), p.option, p.authority, p.order_date
FROM hearth_previous_permanence p
JOIN hearth_return_child k ON k.child_id = p.person_id
WHERE EXISTS (SELECT 1 FROM hearth_care_period c WHERE c.child_id = p.person_id AND c.start_date >= :starts AND c.start_date <= :ends)
ORDER BY k.la_child_id, p.id;

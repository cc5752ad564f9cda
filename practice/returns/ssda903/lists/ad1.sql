-- file: ad1.csv
-- title: Children adopted in the year
-- source: SSDA903 return, guide 2026 to 2027
-- key: CHILD
-- key: DATE_INT
-- column: CHILD
-- column: DOB
-- column: DATE_INT
-- column: DATE_MATCH
-- column: FOSTER_CARE
-- column: NB_ADOPTR
-- column: SEX_ADOPTR
-- column: LS_ADOPTR
SELECT k.la_child_id, substr(k.born, 9, 2) || '/' || substr(k.born, 6, 2) || '/' || substr(k.born, 1, 4), substr(p.decision_date, 9, 2) || '/' || substr(p.decision_date, 6, 2) || '/' || substr(p.decision_date, 1, 4), substr(p.matched_date, 9, 2) || '/' || substr(p.matched_date, 6, 2) || '/' || substr(p.matched_date, 1, 4), CAST(p.adopted_by_carer AS TEXT), CAST(p.adopters AS TEXT), p.adopter_sex, p.adopter_status
FROM hearth_permanence p
JOIN hearth_return_child k ON k.child_id = p.person_id
WHERE p.order_type = 'adoption' AND p.order_date >= :starts AND p.order_date <= :ends
ORDER BY k.la_child_id, p.id;

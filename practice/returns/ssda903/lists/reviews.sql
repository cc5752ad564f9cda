-- file: reviews.csv
-- title: Reviews held in the year
-- source: SSDA903 return, guide 2026 to 2027
-- key: CHILD
-- key: REVIEW
-- column: CHILD
-- column: DOB
-- column: REVIEW
-- column: REVIEW_CODE
SELECT k.la_child_id, substr(k.born, 9, 2) || '/' || substr(k.born, 6, 2) || '/' || substr(k.born, 1, 4), substr(r.review_date, 9, 2) || '/' || substr(r.review_date, 6, 2) || '/' || substr(r.review_date, 1, 4), r.participation
FROM hearth_cla_review r
JOIN hearth_return_child k ON k.child_id = r.person_id
WHERE r.cancelled <> 1 AND r.review_date >= :starts AND r.review_date <= :ends
ORDER BY k.la_child_id, r.review_date, r.id;

-- file: social_worker.csv
-- title: Social workers of the children looked after at the end of the year
-- source: SSDA903 return, guide 2026 to 2027
-- from: 2024
-- key: CHILD
-- key: SW_ID
-- key: SW_DECOM
-- column: CHILD
-- column: DOB
-- column: SW_ID
-- column: SW_DECOM
-- column: SW_DEC
-- column: SW_REASON
WITH here AS (
    SELECT child_id FROM hearth_care_period WHERE start_date <= :ends AND (end_date IS NULL OR end_date > :ends)
)
SELECT k.la_child_id, substr(k.born, 9, 2) || '/' || substr(k.born, 6, 2) || '/' || substr(k.born, 1, 4), coalesce(w.registration_no, 'XX' || CAST(w.id AS TEXT)), substr(a.from_date, 9, 2) || '/' || substr(a.from_date, 6, 2) || '/' || substr(a.from_date, 1, 4),
       CASE WHEN a.to_date <= :ends THEN substr(a.to_date, 9, 2) || '/' || substr(a.to_date, 6, 2) || '/' || substr(a.to_date, 1, 4) END, a.change_reason
FROM here h
JOIN hearth_return_child k ON k.child_id = h.child_id
JOIN hearth_family_member m ON m.person_id = h.child_id AND m.role = 'child'
JOIN hearth_allocation a ON a.family_id = m.family_id AND a.discipline = 'social_work' AND a.lead = 1
JOIN hearth_worker w ON w.id = a.worker_id
WHERE a.from_date <= :ends AND (a.to_date IS NULL OR a.to_date >= :starts) AND (a.to_date IS NULL OR a.to_date > a.from_date)
  AND (m.to_date IS NULL OR m.to_date > a.from_date)
ORDER BY k.la_child_id, a.from_date, a.id;

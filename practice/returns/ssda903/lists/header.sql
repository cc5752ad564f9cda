-- file: header.csv
-- title: The children: those looked after on any day of the year, and care leavers
-- source: SSDA903 return, guide 2026 to 2027
-- key: CHILD
-- column: CHILD
-- column: SEX
-- column: DOB
-- column: ETHNIC
-- column: UPN
-- column: MOTHER
-- column: MC_DOB
WITH care AS (
    -- children looked after on any day of the year
    SELECT DISTINCT person_id AS child_id FROM hearth_cla_episode
    WHERE start_date <= :ends AND (end_date IS NULL OR end_date >= :starts)
),
listed AS (
    SELECT child_id FROM care
    UNION SELECT person_id FROM hearth_care_leaver
    WHERE person_id IN (SELECT id FROM hearth_person WHERE born > add_months(:ends, -12 * 22) AND born <= add_months(:ends, -12 * 17))
)
SELECT k.la_child_id, k.sex, substr(k.born, 9, 2) || '/' || substr(k.born, 6, 2) || '/' || substr(k.born, 1, 4), k.ethnicity, coalesce(k.upn, k.upn_unknown),
       CASE WHEN k.sex = 'F' AND k.child_id IN (SELECT child_id FROM care)
            THEN CASE WHEN m.first_born IS NULL THEN '0' ELSE '1' END END,
       substr(m.first_born, 9, 2) || '/' || substr(m.first_born, 6, 2) || '/' || substr(m.first_born, 1, 4)
FROM listed c
JOIN hearth_return_child k ON k.child_id = c.child_id
LEFT JOIN (SELECT r.from_person, min(p.born) AS first_born FROM hearth_relationship r JOIN hearth_person p ON p.id = r.to_person
           WHERE r.kind = 'birth_parent' AND r.from_person IN (SELECT child_id FROM listed) AND p.born <= :ends
           GROUP BY r.from_person) m ON m.from_person = c.child_id AND k.sex = 'F'
ORDER BY k.la_child_id;

-- rule: 444
-- severity: error
-- fields: Header.UPN
-- message: Another child in this return has the same unique pupil number.
-- remedy: Find out whose it is. If one child was entered twice, join the two.
-- source: SSDA903 return 2026 to 2027, validation rule 444
SELECT h.row AS "Header.UPN"
FROM Header h JOIN (
    SELECT UPN FROM Header
    WHERE UPN NOT IN ('UN1', 'UN2', 'UN3', 'UN4', 'UN5')
    GROUP BY UPN HAVING count(*) > 1
) d ON d.UPN = h.UPN;

-- rule: 1001
-- severity: query
-- fields: OC3.IN_TOUCH
-- message: The episodes of this year and last year do not make the young person a care leaver: either less
--   than 13 weeks in care since the 14th birthday, or none of it after the 16th, or adopted.
-- remedy: Take the care leaver details out, or check the episodes. If the care was before last year,
--   explain so.
-- source: SSDA903 return 2025 to 2026, validation rule 1001
-- needs: Episodes, Episodes_last, OC3
-- note: Two years of episodes cannot show the care of somebody over 20, who is left out.
WITH spell AS (
    SELECT child_no, DECOM, coalesce(DEC, c.ends) AS ended, REC, LS
    FROM Episodes, collection c WHERE child_no IN (SELECT child_no FROM OC3)
    UNION ALL
    SELECT l.child_no, l.DECOM, coalesce(l.DEC, c.ends), l.REC, l.LS
    FROM Episodes_last l, collection c
    WHERE l.child_no IN (SELECT child_no FROM OC3)
      AND NOT EXISTS (SELECT 1 FROM Episodes e WHERE e.child_no = l.child_no AND e.DECOM = l.DECOM)
), leaver AS (
    SELECT o.row, o.child_no, coalesce(h.DOB, o.DOB) AS born
    FROM OC3 o LEFT JOIN Header h ON h.child_no = o.child_no
    WHERE coalesce(o.IN_TOUCH, o.ACTIV, o.ACCOM) IS NOT NULL
)
SELECT l.row AS "OC3.IN_TOUCH"
FROM collection c, leaver l LEFT JOIN spell s ON s.child_no = l.child_no
WHERE add_years(l.born, 20) >= c.ends
GROUP BY l.row
HAVING total(CASE WHEN s.LS IS NULL OR s.LS NOT IN ('V3', 'V4')
                  THEN max(0, days_between(max(s.DECOM, add_years(l.born, 14)), s.ended)) END) < 91
    OR total(CASE WHEN s.LS IS NULL OR s.LS NOT IN ('V3', 'V4')
                  THEN max(0, days_between(max(s.DECOM, add_years(l.born, 16)), s.ended)) END) < 1
    OR total(s.REC IN ('E11', 'E12')) > 0;

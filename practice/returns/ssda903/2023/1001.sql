-- rule: 1001
-- severity: query
-- fields: OC3.IN_TOUCH
-- message: The episodes of this year and last year do not make the young person a care leaver: either less
--   than 13 weeks in care since the 14th birthday, or none of it after the 16th, or adopted.
-- remedy: Take the care leaver details out, or check the episodes. If the care was before last year,
--   explain so.
-- source: SSDA903 return 2026 to 2027, validation rule 1001
-- needs: Episodes, Episodes_last, OC3
-- note: Two years of episodes cannot show the care of somebody over 20, who is left out.
WITH leaver AS MATERIALIZED (
    SELECT DISTINCT o.row, o.child_no, add_years(coalesce(h.DOB, o.DOB), 14) AS aged_14,
           add_years(coalesce(h.DOB, o.DOB), 16) AS aged_16
    FROM OC3 o LEFT JOIN Header h ON h.child_no = o.child_no
    WHERE coalesce(o.IN_TOUCH, o.ACTIV, o.ACCOM) IS NOT NULL
      AND coalesce(h.DOB, o.DOB) >= (SELECT add_years(ends, -20) FROM collection)
), stay AS (
    SELECT l.row AS leaver, e.DECOM, coalesce(e.DEC, c.ends) AS ended, e.REC, e.LS
    FROM collection c, leaver l CROSS JOIN Episodes e ON e.child_no = l.child_no
    UNION ALL
    SELECT l.row, e.DECOM, coalesce(e.DEC, c.ends), e.REC, e.LS
    FROM collection c, leaver l CROSS JOIN Episodes_last e ON e.child_no = l.child_no
    WHERE NOT EXISTS (SELECT 1 FROM Episodes f WHERE f.child_no = e.child_no AND f.DECOM = e.DECOM)
), care AS MATERIALIZED (
    SELECT leaver, DECOM, ended, REC IN ('E11', 'E12') AS adopted,
           LS IS NULL OR LS NOT IN ('V3', 'V4') AS counts
    FROM stay
)
SELECT l.row AS "OC3.IN_TOUCH"
FROM leaver l LEFT JOIN care s ON s.leaver = l.row
GROUP BY l.row
HAVING total(CASE WHEN s.counts AND s.ended > l.aged_14
                  THEN days_between(max(s.DECOM, l.aged_14), s.ended) END) < 91
    OR total(s.counts AND s.ended > max(s.DECOM, l.aged_16)) = 0
    OR total(s.adopted) > 0;

-- rule: 1010
-- severity: error
-- fields: OC3.IN_TOUCH
-- message: The young person was looked after at the end of last year and has care leaver details, but no
--   episode this year.
-- remedy: Enter the episode that was open, with its end.
-- source: SSDA903 return 2026 to 2027, validation rule 1010
-- needs: Episodes, Episodes_last, OC3
SELECT DISTINCT o.row AS "OC3.IN_TOUCH"
FROM OC3 o
JOIN Episodes_last l ON l.child_no = o.child_no AND l.DECOM IS NOT NULL AND l.DEC_text IS NULL
LEFT JOIN Episodes_last n ON n.row = l.next
WHERE n.DECOM IS NULL
  AND NOT EXISTS (SELECT 1 FROM Episodes e WHERE e.child_no = o.child_no);

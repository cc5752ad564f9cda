-- rule: 628
-- severity: error
-- fields: Header.MOTHER
-- message: A care leaver who was not looked after this year needs no entry in the mother field.
-- remedy: Leave the mother field empty, or add the episodes of this year.
-- source: SSDA903 return 2026 to 2027, validation rule 628
-- needs: Header, OC3, Episodes
SELECT h.row AS "Header.MOTHER"
FROM Header h
WHERE h.MOTHER IS NOT NULL
  AND EXISTS (SELECT 1 FROM OC3 o WHERE o.child_no = h.child_no)
  AND NOT EXISTS (SELECT 1 FROM Episodes e WHERE e.child_no = h.child_no);

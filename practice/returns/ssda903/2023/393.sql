-- rule: 393
-- severity: error
-- fields: Header.MOTHER
-- message: A girl or young woman is looked after and the mother field is empty.
-- remedy: Enter 1 if she is a mother, 0 if not.
-- source: SSDA903 return 2022 to 2023, validation rule 393
-- needs: Header, Episodes
SELECT h.row AS "Header.MOTHER"
FROM Header h
WHERE h.SEX = '2' AND h.MOTHER IS NULL
  AND EXISTS (SELECT 1 FROM Episodes e WHERE e.child_no = h.child_no AND coalesce(e.LS, '') NOT IN ('V3', 'V4'));

-- rule: 525
-- severity: error
-- fields: PlacedAdoption.DATE_PLACED_CEASED, AD1.DATE_INT
-- message: It was decided that the child should no longer be placed for adoption, but there is
--   information about an adoption.
-- remedy: If the child was adopted, take out the date on which the plan ended. If not, take the
--   child out of the adoption file.
-- source: SSDA903 return 2026 to 2027, validation rule 525
-- needs: PlacedAdoption, AD1
SELECT p.row AS "PlacedAdoption.DATE_PLACED_CEASED", a.row AS "AD1.DATE_INT"
FROM PlacedAdoption p JOIN AD1 a ON a.child_no = p.child_no
WHERE p.DATE_PLACED_CEASED_text IS NOT NULL
  AND coalesce(a.DATE_INT_text, a.DATE_MATCH_text, a.FOSTER_CARE, a.NB_ADOPTR, a.SEX_ADOPTR,
               a.LS_ADOPTR) IS NOT NULL;

-- rule: 612
-- severity: error
-- fields: Header.MOTHER
-- message: A date of birth of a first child is given, but the mother field does not say that the child is a mother.
-- remedy: Enter 1 in the mother field, or take the date out.
-- source: SSDA903 return 2026 to 2027, validation rule 612
SELECT row AS "Header.MOTHER" FROM Header
WHERE SEX IN ('F', '2') AND MC_DOB_text IS NOT NULL AND (MOTHER IS NULL OR CAST(MOTHER AS INTEGER) = 0);

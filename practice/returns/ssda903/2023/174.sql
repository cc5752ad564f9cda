-- rule: 174
-- severity: error
-- fields: Header.MC_DOB
-- message: A date of birth of a first child is given for a boy; only mothers are returned.
-- remedy: Check the sex, or take the date out.
-- source: SSDA903 return 2022 to 2023, validation rule 174
SELECT row AS "Header.MC_DOB" FROM Header
WHERE SEX = '1' AND MC_DOB_text IS NOT NULL;

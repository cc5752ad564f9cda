-- rule: 114
-- severity: error
-- fields: AD1.FOSTER_CARE
-- message: The answer whether the adopter was the child's foster carer is not one of the codes in use.
-- remedy: Enter 1 if a foster carer adopts the child, else 0.
-- source: SSDA903 return 2026 to 2027, validation rule 114
SELECT row AS "AD1.FOSTER_CARE" FROM AD1
WHERE FOSTER_CARE NOT IN ('0', '1');

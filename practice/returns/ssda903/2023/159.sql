-- rule: 159
-- severity: error
-- fields: OC2.INTERVENTION_OFFERED
-- message: The child received no help for substance misuse, and it is not said whether help was offered.
-- remedy: Enter 1 if help was offered and refused, else 0.
-- source: SSDA903 return 2026 to 2027, validation rule 159
SELECT row AS "OC2.INTERVENTION_OFFERED" FROM OC2
WHERE SUBSTANCE_MISUSE = '1' AND INTERVENTION_RECEIVED = '0' AND INTERVENTION_OFFERED IS NULL;

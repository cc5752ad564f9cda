-- rule: 193
-- severity: error
-- fields: OC2.SUBSTANCE_MISUSE
-- message: There is an answer about help for substance misuse, but no such problem is recorded.
-- remedy: Enter 1 for substance misuse, or take the answers about help out.
-- source: SSDA903 return 2026 to 2027, validation rule 193
SELECT row AS "OC2.SUBSTANCE_MISUSE" FROM OC2
WHERE (SUBSTANCE_MISUSE IS NULL OR SUBSTANCE_MISUSE = '0')
  AND (INTERVENTION_RECEIVED IS NOT NULL OR INTERVENTION_OFFERED IS NOT NULL);

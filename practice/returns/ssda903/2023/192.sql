-- rule: 192
-- severity: error
-- fields: OC2.INTERVENTION_RECEIVED
-- message: The child has a substance misuse problem, but it is not said whether help was received.
-- remedy: Enter 1 if the child received help, else 0.
-- source: SSDA903 return 2026 to 2027, validation rule 192
SELECT row AS "OC2.INTERVENTION_RECEIVED" FROM OC2
WHERE SUBSTANCE_MISUSE = '1' AND INTERVENTION_RECEIVED IS NULL;

-- rule: 158
-- severity: error
-- fields: OC2.INTERVENTION_OFFERED
-- message: The child received help for substance misuse, and it is also said whether help was offered.
-- remedy: Leave it empty whether help was offered: that is asked only when none was received.
-- source: SSDA903 return 2026 to 2027, validation rule 158
SELECT row AS "OC2.INTERVENTION_OFFERED" FROM OC2
WHERE INTERVENTION_RECEIVED = '1' AND INTERVENTION_OFFERED IS NOT NULL;

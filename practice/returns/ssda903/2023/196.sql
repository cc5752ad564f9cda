-- rule: 196
-- severity: error
-- fields: OC2.SDQ_REASON
-- message: The reason for having no strengths and difficulties score is not one of the codes in use.
-- remedy: Choose one of SDQ1, SDQ2, SDQ3, SDQ4, SDQ5.
-- source: SSDA903 return 2026 to 2027, validation rule 196
SELECT row AS "OC2.SDQ_REASON" FROM OC2
WHERE SDQ_REASON NOT IN ('SDQ1', 'SDQ2', 'SDQ3', 'SDQ4', 'SDQ5');

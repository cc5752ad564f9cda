-- rule: 197a
-- severity: error
-- fields: OC2.SDQ_REASON
-- message: There are both a strengths and difficulties score and a reason for having none.
-- remedy: Take the reason out.
-- source: SSDA903 return 2026 to 2027, validation rule 197a
SELECT row AS "OC2.SDQ_REASON" FROM OC2 WHERE SDQ_SCORE IS NOT NULL AND SDQ_REASON IS NOT NULL;

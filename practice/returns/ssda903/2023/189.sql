-- rule: 189
-- severity: error
-- fields: OC2.SDQ_SCORE
-- message: There is a strengths and difficulties score, or a reason for none, for a young person who was
--   already 17 when the year began.
-- remedy: Take the score or the reason out, or check the date of birth.
-- source: SSDA903 return 2026 to 2027, validation rule 189
-- note: The Department compares with "more than 17 years before 1 April": the 17th birthday on 1 April
--   itself is allowed.
SELECT o.row AS "OC2.SDQ_SCORE" FROM OC2 o
WHERE (o.SDQ_SCORE IS NOT NULL OR o.SDQ_REASON IS NOT NULL)
  AND o.DOB < (SELECT add_years(starts, -17) FROM collection);

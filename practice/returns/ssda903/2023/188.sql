-- rule: 188
-- severity: error
-- fields: OC2.SDQ_SCORE
-- message: There is a strengths and difficulties score, or a reason for none, for a child who was not yet 4
--   at the end of the year.
-- remedy: Take the score or the reason out, or check the date of birth.
-- source: SSDA903 return 2026 to 2027, validation rule 188
SELECT o.row AS "OC2.SDQ_SCORE" FROM OC2 o
WHERE (o.SDQ_SCORE IS NOT NULL OR o.SDQ_REASON IS NOT NULL)
  AND o.DOB > (SELECT add_years(ends, -4) FROM collection);

-- rule: 157
-- severity: error
-- fields: OC2.SDQ_REASON
-- message: The reason given for no strengths and difficulties score is the child's age, but the child was 4
--   to 16 years old all year.
-- remedy: Enter the score, or the true reason why there is none.
-- source: SSDA903 return 2026 to 2027, validation rule 157
-- needs: Episodes, OC2
SELECT o.row AS "OC2.SDQ_REASON"
FROM OC2 o JOIN looked_after_12_months l ON l.child_no = o.child_no
WHERE o.SDQ_REASON = 'SDQ1'
  AND o.DOB <= (SELECT add_years(starts, -4) FROM collection)
  AND o.DOB > (SELECT add_years(ends, -17) FROM collection);

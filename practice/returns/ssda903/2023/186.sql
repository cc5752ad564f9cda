-- rule: 186
-- severity: error
-- fields: OC2.SDQ_SCORE
-- message: There is no strengths and difficulties score for a child who was 4 to 16 years old and looked
--   after all year.
-- remedy: Enter the score. If there is none, enter the reason.
-- source: SSDA903 return 2026 to 2027, validation rule 186
-- needs: Episodes, OC2
-- note: A reason for having no score (SDQ_REASON) answers the rule: the item exists for that.
SELECT o.row AS "OC2.SDQ_SCORE"
FROM OC2 o JOIN looked_after_12_months l ON l.child_no = o.child_no
WHERE o.SDQ_SCORE IS NULL AND o.SDQ_REASON IS NULL
  AND o.DOB <= (SELECT add_years(starts, -4) FROM collection)
  AND o.DOB > (SELECT add_years(ends, -17) FROM collection);

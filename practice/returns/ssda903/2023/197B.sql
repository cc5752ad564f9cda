-- rule: 197B
-- severity: error
-- fields: OC2.SDQ_REASON
-- message: The child turned 4 or 17 during the year and was looked after all year, but there is neither a
--   strengths and difficulties score nor a reason for none.
-- remedy: Enter the score, or the reason why there is none.
-- source: SSDA903 return 2026 to 2027, validation rule 197B
-- needs: Episodes, OC2
SELECT o.row AS "OC2.SDQ_REASON"
FROM OC2 o JOIN looked_after_12_months l ON l.child_no = o.child_no
WHERE o.SDQ_SCORE IS NULL AND o.SDQ_REASON IS NULL
  AND (o.DOB BETWEEN (SELECT add_years(starts, -4) FROM collection)
                 AND (SELECT add_years(ends, -4) FROM collection)
       OR o.DOB BETWEEN (SELECT add_years(starts, -17) FROM collection)
                    AND (SELECT add_years(ends, -17) FROM collection));

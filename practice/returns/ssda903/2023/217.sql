-- rule: 217
-- severity: error
-- fields: Episodes.PLACE
-- message: A child was placed for adoption with the present foster carers, but the reason for the new
--   episode is not S, T or U.
-- remedy: Enter T or U, since the carers stay the same (S if the care begins with this placement).
-- source: SSDA903 return 2026 to 2027, validation rule 217
SELECT row AS "Episodes.PLACE" FROM Episodes
WHERE PLACE IN ('A3', 'A5') AND DECOM >= '2015-04-01' AND (RNE IS NULL OR RNE NOT IN ('S', 'T', 'U'));

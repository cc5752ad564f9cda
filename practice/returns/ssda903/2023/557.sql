-- rule: 557
-- severity: error
-- fields: Episodes.REC, PlacedAdoption.DATE_PLACED_CEASED
-- message: The child was to be placed for adoption and has left care another way, but the end of that decision is not
--   returned.
-- remedy: Give the date on which the decision was ended, and the reason (RD1 to RD4).
-- source: SSDA903 return 2026 to 2027, validation rule 557
-- needs: Episodes, PlacedAdoption
SELECT e.row AS "Episodes.REC", p.row AS "PlacedAdoption.DATE_PLACED_CEASED"
FROM Episodes e LEFT JOIN PlacedAdoption p ON p.child_no = e.child_no
WHERE (e.LS = 'E1' OR e.PLACE IN ('A3', 'A4', 'A5', 'A6'))
  AND e.REC IS NOT NULL AND e.REC NOT IN ('X1', 'E11', 'E12')
  AND (p.DATE_PLACED_CEASED_text IS NULL OR p.REASON_PLACED_CEASED IS NULL);

-- rule: 408
-- severity: error
-- fields: Episodes.LS
-- message: The child is placed for adoption with a placement order (A5, A6), but the legal status
--   is not E1 (placement order).
-- remedy: Check the placement and the legal status. A child placed with the consent of the
--   parents is in A3 or A4.
-- source: SSDA903 return 2026 to 2027, validation rule 408
-- needs: Episodes
SELECT row AS "Episodes.LS" FROM Episodes WHERE PLACE IN ('A5', 'A6') AND LS IS NOT 'E1';

-- rule: 630
-- severity: error
-- fields: Episodes.RNE
-- message: The child started to be looked after this year, but the previous permanence arrangement is missing or not
--   complete.
-- remedy: Return the code. For P1 to P4 give the authority and the date of the order as well; for none use Z1.
-- source: SSDA903 return 2026 to 2027, validation rule 630
-- needs: Episodes, PrevPerm
SELECT e.row AS "Episodes.RNE"
FROM collection c, Episodes e
WHERE e.RNE = 'S' AND e.DECOM >= c.starts
  AND NOT EXISTS (
      SELECT 1 FROM PrevPerm p
      WHERE p.child_no = e.child_no AND p.PREV_PERM IS NOT NULL
        AND (p.PREV_PERM = 'Z1' OR (p.LA_PERM IS NOT NULL AND p.DATE_PERM_text IS NOT NULL))
  );

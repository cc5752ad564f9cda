-- rule: 426
-- severity: error
-- fields: Episodes.LS
-- message: The child has short breaks under both V3 and V4 in the same year.
-- remedy: Short breaks are recorded either one by one (V3) or as one agreement (V4). Choose one
--   of them for the whole year.
-- source: SSDA903 return 2026 to 2027, validation rule 426
-- needs: Episodes
SELECT e.row AS "Episodes.LS"
FROM Episodes e
WHERE e.LS IN ('V3', 'V4')
  AND EXISTS (SELECT 1 FROM Episodes o
              WHERE o.child_no = e.child_no AND o.LS IN ('V3', 'V4') AND o.LS <> e.LS);

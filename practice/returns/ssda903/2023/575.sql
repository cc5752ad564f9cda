-- rule: 575
-- severity: error
-- fields: Missing.MIS_END
-- message: The placement that the child went missing from has ended, but the missing period has not.
-- remedy: Give the date the missing period ended. If the child is still missing, the placement should not have been
--   closed.
-- source: SSDA903 return 2026 to 2027, validation rule 575
-- needs: Episodes, Missing
SELECT DISTINCT m.row AS "Missing.MIS_END"
FROM Missing m JOIN Episodes e ON e.child_no = m.child_no
WHERE m.MIS_END_text IS NULL
  AND m.MIS_START >= e.DECOM AND m.MIS_START <= e.DEC
  -- on the day of a move the child belongs to the new placement
  AND NOT EXISTS (SELECT 1 FROM Episodes n WHERE n.row = e.next AND n.DECOM = m.MIS_START);

-- rule: 577
-- severity: error
-- fields: Missing.MIS_END
-- message: The child is no longer looked after, but the missing period is still open or ends later.
-- remedy: Give the date the missing period ended: at the latest the day the child ceased to be looked after.
-- source: SSDA903 return 2026 to 2027, validation rule 577
-- needs: Episodes, Missing
-- A period is in order when it lies wholly within one period of care (short breaks left out).
SELECT DISTINCT m.row AS "Missing.MIS_END"
FROM Missing m JOIN period_of_care c ON c.child_no = m.child_no
WHERE m.MIS_START IS NOT NULL
  AND m.row NOT IN (
      SELECT i.row FROM Missing i JOIN period_of_care p ON p.child_no = i.child_no
      WHERE p.begins <= coalesce(i.MIS_END, i.MIS_START)
        AND (p.ends IS NULL OR (i.MIS_END IS NOT NULL AND i.MIS_END <= p.ends))
        AND (i.MIS_END IS NOT NULL OR p.begins <= i.MIS_START)
  );

-- rule: 707
-- severity: error
-- fields: DoLo.DOLO_END
-- message: The child is no longer looked after, but the deprivation of liberty order is still open or ends later.
-- remedy: Give the date the order ended, or check when the child ceased to be looked after.
-- source: SSDA903 return 2026 to 2027, validation rule 707
-- needs: Episodes, DoLo
-- A period is in order when it lies wholly within one period of care (short breaks left out).
SELECT DISTINCT m.row AS "DoLo.DOLO_END"
FROM DoLo m JOIN period_of_care c ON c.child_no = m.child_no
WHERE m.DOLO_START IS NOT NULL
  AND m.row NOT IN (
      SELECT i.row FROM DoLo i JOIN period_of_care p ON p.child_no = i.child_no
      WHERE p.begins <= coalesce(i.DOLO_END, i.DOLO_START)
        AND (p.ends IS NULL OR (i.DOLO_END IS NOT NULL AND i.DOLO_END <= p.ends))
        AND (i.DOLO_END IS NOT NULL OR p.begins <= i.DOLO_START)
  );

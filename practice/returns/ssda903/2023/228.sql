-- rule: 228
-- severity: error
-- fields: Episodes.URN
-- message: The provider was closed before the episode ended, or before 31 March if it is still open.
-- remedy: Check the provider's number (URN). If the child moved when the provider closed, end the episode
--   there.
-- source: SSDA903 return 2026 to 2027, validation rule 228
-- needs: Episodes, provider
SELECT e.row AS "Episodes.URN" FROM Episodes e, collection c
WHERE e.URN <> 'XXXXXXX' AND (e.DEC IS NOT NULL OR e.DEC_text IS NULL)
  AND EXISTS (SELECT 1 FROM provider p WHERE p.URN = e.URN AND p.REG_END < coalesce(e.DEC, c.ends))
  AND NOT EXISTS (SELECT 1 FROM provider p
                  WHERE p.URN = e.URN
                    AND (p.REG_END IS NULL OR p.REG_END >= coalesce(e.DEC, c.ends)));

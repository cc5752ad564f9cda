-- rule: 442
-- severity: error
-- fields: Header.UPN
-- message: The child has no unique pupil number.
-- remedy: Fill in the unique pupil number. Where there is none, say why with one of the codes UN1
--   to UN5.
-- source: SSDA903 return 2026 to 2027, validation rule 442
-- needs: Header, Episodes
SELECT h.row AS "Header.UPN"
FROM Header h
WHERE h.UPN IS NULL
  AND EXISTS (SELECT 1 FROM Episodes e
              WHERE e.child_no = h.child_no AND ifnull(e.LS, '') NOT IN ('V3', 'V4'));

-- rule: 354
-- severity: error
-- fields: Episodes.DECOM
-- message: The episode starts after the end of the collection year.
-- remedy: Check the start date. An episode that really starts after 31 March belongs to the next
--   return.
-- source: SSDA903 return 2026 to 2027, validation rule 354
-- needs: Episodes
SELECT e.row AS "Episodes.DECOM" FROM Episodes e, collection c WHERE e.DECOM > c.ends;

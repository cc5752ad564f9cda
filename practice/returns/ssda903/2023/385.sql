-- rule: 385
-- severity: error
-- fields: Episodes.DEC
-- message: The episode ends after the end of the collection year.
-- remedy: Check the end date. If the episode was open on 31 March, leave the end date and the
--   reason empty: they belong to the next return.
-- source: SSDA903 return 2026 to 2027, validation rule 385
-- needs: Episodes
SELECT e.row AS "Episodes.DEC" FROM Episodes e, collection c WHERE e.DEC > c.ends;

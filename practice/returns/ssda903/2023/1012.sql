-- rule: 1012
-- severity: error
-- fields: AD1.CHILD, DoLo.CHILD, Missing.CHILD, OC2.CHILD, PlacedAdoption.CHILD, PrevPerm.CHILD,
--   Reviews.CHILD, SWEpisodes.CHILD, UASC.CHILD
-- message: There is other data for a young person who had no episode this year.
-- remedy: A care leaver without an episode this year has a header and care leaver details only: take the
--   row out, or enter the missing episode.
-- source: SSDA903 return 2026 to 2027, validation rule 1012
-- needs: Episodes
SELECT t.row AS "AD1.CHILD" FROM AD1 t
WHERE NOT EXISTS (SELECT 1 FROM Episodes e WHERE e.child_no = t.child_no)
  AND (EXISTS (SELECT 1 FROM OC3 o WHERE o.child_no = t.child_no)
       OR NOT EXISTS (SELECT 1 FROM given WHERE name = 'OC3'));
SELECT t.row AS "DoLo.CHILD" FROM DoLo t
WHERE NOT EXISTS (SELECT 1 FROM Episodes e WHERE e.child_no = t.child_no)
  AND (EXISTS (SELECT 1 FROM OC3 o WHERE o.child_no = t.child_no)
       OR NOT EXISTS (SELECT 1 FROM given WHERE name = 'OC3'));
SELECT t.row AS "Missing.CHILD" FROM Missing t
WHERE NOT EXISTS (SELECT 1 FROM Episodes e WHERE e.child_no = t.child_no)
  AND (EXISTS (SELECT 1 FROM OC3 o WHERE o.child_no = t.child_no)
       OR NOT EXISTS (SELECT 1 FROM given WHERE name = 'OC3'));
SELECT t.row AS "OC2.CHILD" FROM OC2 t
WHERE NOT EXISTS (SELECT 1 FROM Episodes e WHERE e.child_no = t.child_no)
  AND (EXISTS (SELECT 1 FROM OC3 o WHERE o.child_no = t.child_no)
       OR NOT EXISTS (SELECT 1 FROM given WHERE name = 'OC3'));
SELECT t.row AS "PlacedAdoption.CHILD" FROM PlacedAdoption t
WHERE NOT EXISTS (SELECT 1 FROM Episodes e WHERE e.child_no = t.child_no)
  AND (EXISTS (SELECT 1 FROM OC3 o WHERE o.child_no = t.child_no)
       OR NOT EXISTS (SELECT 1 FROM given WHERE name = 'OC3'));
SELECT t.row AS "PrevPerm.CHILD" FROM PrevPerm t
WHERE NOT EXISTS (SELECT 1 FROM Episodes e WHERE e.child_no = t.child_no)
  AND (EXISTS (SELECT 1 FROM OC3 o WHERE o.child_no = t.child_no)
       OR NOT EXISTS (SELECT 1 FROM given WHERE name = 'OC3'));
SELECT t.row AS "Reviews.CHILD" FROM Reviews t
WHERE NOT EXISTS (SELECT 1 FROM Episodes e WHERE e.child_no = t.child_no)
  AND (EXISTS (SELECT 1 FROM OC3 o WHERE o.child_no = t.child_no)
       OR NOT EXISTS (SELECT 1 FROM given WHERE name = 'OC3'));
SELECT t.row AS "SWEpisodes.CHILD" FROM SWEpisodes t
WHERE NOT EXISTS (SELECT 1 FROM Episodes e WHERE e.child_no = t.child_no)
  AND (EXISTS (SELECT 1 FROM OC3 o WHERE o.child_no = t.child_no)
       OR NOT EXISTS (SELECT 1 FROM given WHERE name = 'OC3'));
SELECT t.row AS "UASC.CHILD" FROM UASC t
WHERE NOT EXISTS (SELECT 1 FROM Episodes e WHERE e.child_no = t.child_no)
  AND (EXISTS (SELECT 1 FROM OC3 o WHERE o.child_no = t.child_no)
       OR NOT EXISTS (SELECT 1 FROM given WHERE name = 'OC3'));

-- rule: 1560Q
-- severity: query
-- fields: ChildIdentifiers.FormerUPN
-- message: The former unique pupil number has the wrong form. It should be one letter, eleven
--   digits and then a digit or a letter.
-- remedy: Check the former number with the school, or take it out if it is not known.
-- source: Children in need census 2025 to 2026, validation rule 1560Q
-- note: A temporary number ends in a letter; the census schema allows it, so it is not questioned
--   here.
SELECT i.row AS "ChildIdentifiers.FormerUPN"
FROM ChildIdentifiers i
WHERE i.FormerUPN IS NOT NULL
  AND i.FormerUPN NOT GLOB
      '[A-Za-z][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9A-Za-z]';

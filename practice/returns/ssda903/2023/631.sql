-- rule: 631
-- severity: error
-- fields: PrevPerm.PREV_PERM
-- message: The code for the previous permanence arrangement does not exist.
-- remedy: Use P1 (adoption), P2 (special guardianship), P3 (residence order or child arrangements order), P4 (the
--   last three in another country: see the guide) or Z1 (none).
-- source: SSDA903 return 2026 to 2027, validation rule 631
SELECT row AS "PrevPerm.PREV_PERM" FROM PrevPerm
WHERE PREV_PERM NOT IN ('P1', 'P2', 'P3', 'P4', 'Z1');

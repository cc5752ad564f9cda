-- rule: 392c
-- severity: error
-- fields: Episodes.HOME_POST, Episodes.PL_POST
-- message: The postcode is not in the form of a British postcode.
-- remedy: Check the postcode: one or two letters, a figure and perhaps a figure or letter, a
--   space, a figure and two letters. The space may be left out.
-- source: SSDA903 return 2026 to 2027, validation rule 392c
-- needs: Episodes
WITH post AS (
    SELECT row, HOME_POST AS home, rtrim(substr(HOME_POST, 1, length(HOME_POST) - 3)) AS home_area,
           PL_POST AS placement, rtrim(substr(PL_POST, 1, length(PL_POST) - 3)) AS placement_area
    FROM Episodes
    WHERE HOME_POST IS NOT NULL OR PL_POST IS NOT NULL
), form AS (
    SELECT row,
           home GLOB '*[0-9][A-Z][A-Z]'
               AND (home_area GLOB '[A-Z][0-9]' OR home_area GLOB '[A-Z][0-9][A-Z0-9]'
                 OR home_area GLOB '[A-Z][A-Z][0-9]' OR home_area GLOB '[A-Z][A-Z][0-9][A-Z0-9]')
               AS home_good,
           placement GLOB '*[0-9][A-Z][A-Z]'
               AND (placement_area GLOB '[A-Z][0-9]' OR placement_area GLOB '[A-Z][0-9][A-Z0-9]'
                 OR placement_area GLOB '[A-Z][A-Z][0-9]'
                 OR placement_area GLOB '[A-Z][A-Z][0-9][A-Z0-9]')
               AS placement_good
    FROM post
)
SELECT CASE WHEN home_good = 0 THEN row END AS "Episodes.HOME_POST",
       CASE WHEN placement_good = 0 THEN row END AS "Episodes.PL_POST"
FROM form WHERE home_good = 0 OR placement_good = 0;

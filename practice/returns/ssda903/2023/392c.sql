-- rule: 392c
-- severity: error
-- fields: Episodes.HOME_POST, Episodes.PL_POST
-- message: The postcode is not in the form of a British postcode.
-- remedy: Check the postcode: one or two letters, a figure and perhaps a figure or letter, a
--   space, a figure and two letters. The space may be left out.
-- source: SSDA903 return 2026 to 2027, validation rule 392c
-- needs: Episodes
-- Nearly every postcode is written with one space: those are passed over first.
WITH odd AS (
    SELECT row, HOME_POST AS post, 1 AS home FROM Episodes
    WHERE HOME_POST NOT GLOB '[A-Z][A-Z][0-9] [0-9][A-Z][A-Z]'
      AND HOME_POST NOT GLOB '[A-Z][A-Z][0-9][A-Z0-9] [0-9][A-Z][A-Z]'
      AND HOME_POST NOT GLOB '[A-Z][0-9][A-Z0-9] [0-9][A-Z][A-Z]'
      AND HOME_POST NOT GLOB '[A-Z][0-9] [0-9][A-Z][A-Z]'
    UNION ALL
    SELECT row, PL_POST, 0 FROM Episodes
    WHERE PL_POST NOT GLOB '[A-Z][A-Z][0-9] [0-9][A-Z][A-Z]'
      AND PL_POST NOT GLOB '[A-Z][A-Z][0-9][A-Z0-9] [0-9][A-Z][A-Z]'
      AND PL_POST NOT GLOB '[A-Z][0-9][A-Z0-9] [0-9][A-Z][A-Z]'
      AND PL_POST NOT GLOB '[A-Z][0-9] [0-9][A-Z][A-Z]'
), parts AS (
    SELECT row, home, substr(post, -3) AS inward,
           rtrim(substr(post, 1, max(length(post) - 3, 0))) AS outward
    FROM odd
)
SELECT CASE WHEN home = 1 THEN row END AS "Episodes.HOME_POST",
       CASE WHEN home = 0 THEN row END AS "Episodes.PL_POST"
FROM parts
WHERE inward NOT GLOB '[0-9][A-Z][A-Z]'
   OR (outward NOT GLOB '[A-Z][0-9]' AND outward NOT GLOB '[A-Z][0-9][A-Z0-9]'
       AND outward NOT GLOB '[A-Z][A-Z][0-9]' AND outward NOT GLOB '[A-Z][A-Z][0-9][A-Z0-9]');

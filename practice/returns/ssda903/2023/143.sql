-- rule: 143
-- severity: error
-- fields: Episodes.RNE
-- message: The reason for the new episode is not one of the codes in use.
-- remedy: Choose one of S, L, P, T, B, U.
-- source: SSDA903 return 2025 to 2026, validation rule 143
SELECT row AS "Episodes.RNE" FROM Episodes
WHERE RNE NOT IN ('S', 'L', 'P', 'T', 'B', 'U');

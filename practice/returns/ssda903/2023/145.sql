-- rule: 145
-- severity: error
-- fields: Episodes.CIN
-- message: The category of need is not one of the codes in use.
-- remedy: Choose one of N1, N2, N3, N4, N5, N6, N7, N8.
-- source: SSDA903 return 2025 to 2026, validation rule 145
SELECT row AS "Episodes.CIN" FROM Episodes
WHERE CIN NOT IN ('N1', 'N2', 'N3', 'N4', 'N5', 'N6', 'N7', 'N8');

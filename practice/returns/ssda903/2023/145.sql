-- rule: 145
-- severity: error
-- fields: Episodes.CIN
-- message: The category of need is not one of the codes in use.
-- remedy: Enter N1 (abuse or neglect), N2 (child's disability), N3 (parental illness or disability), N4
--   (family in acute stress), N5 (family dysfunction), N6 (socially unacceptable behaviour), N7 (low
--   income) or N8 (absent parenting).
-- source: SSDA903 return 2026 to 2027, validation rule 145
SELECT row AS "Episodes.CIN" FROM Episodes
WHERE CIN NOT IN ('N1', 'N2', 'N3', 'N4', 'N5', 'N6', 'N7', 'N8');

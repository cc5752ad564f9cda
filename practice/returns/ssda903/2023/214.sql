-- rule: 214
-- severity: error
-- fields: Episodes.PL_POST
-- message: A place of care or a provider is given for a short break.
-- remedy: Leave the placement's postcode and the provider's number (URN) empty for legal status V3 and V4.
-- source: SSDA903 return 2026 to 2027, validation rule 214
SELECT row AS "Episodes.PL_POST" FROM Episodes
WHERE LS IN ('V3', 'V4') AND (PL_POST IS NOT NULL OR URN IS NOT NULL);

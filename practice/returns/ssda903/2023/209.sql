-- rule: 209
-- severity: error
-- fields: Header.UPN
-- message: The child is of school age, so the code UN1 for the unique pupil number does not fit.
-- remedy: Enter the number, or the code that says why it is not known.
-- source: SSDA903 return 2026 to 2027, validation rule 209
SELECT h.row AS "Header.UPN" FROM Header h
WHERE h.UPN = 'UN1'
  AND h.DOB <= (SELECT CAST(substr(starts, 1, 4) - 5 AS TEXT) || '-08-31' FROM collection);

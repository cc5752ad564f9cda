-- rule: 304
-- severity: error
-- fields: UASC.DUC
-- message: The status of unaccompanied asylum-seeking child ended after the 18th birthday.
-- remedy: Enter the 18th birthday or an earlier day.
-- source: SSDA903 return 2026 to 2027, validation rule 304
SELECT row AS "UASC.DUC" FROM UASC WHERE DUC > add_years(DOB, 18);

-- rule: 345
-- severity: error
-- fields: OC3.ACTIV
-- message: You are in touch with the care leaver, but activity or accommodation is 0.
-- remedy: Enter what the young person does and where they live.
-- source: SSDA903 return 2026 to 2027, validation rule 345
SELECT row AS "OC3.ACTIV" FROM OC3 WHERE IN_TOUCH = 'YES' AND (ACTIV = '0' OR ACCOM = '0');

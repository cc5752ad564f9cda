-- rule: 102
-- severity: error
-- fields: Header.DOB
-- message: The date of birth is not a real date or is not filled in.
-- remedy: Enter the date as day, month and four figures of the year: 31/03/2026.
-- source: SSDA903 return 2025 to 2026, validation rule 102
SELECT row AS "Header.DOB" FROM Header WHERE DOB IS NULL;

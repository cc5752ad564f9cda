-- rule: 8875
-- severity: error
-- fields: Section47.DateOfInitialCPC
-- message: The initial child protection conference is dated on a Saturday or a Sunday.
-- remedy: Check the date of the conference.
-- source: Children in need census 2025 to 2026, validation rule 8875
-- note: The rule stands in the section 47 module and looks at the conferences recorded there.
SELECT s.row AS "Section47.DateOfInitialCPC"
FROM Section47 s
WHERE weekday(coalesce(s.DateOfInitialCPC,
          -- written with the day first
          substr(s.DateOfInitialCPC_text, 7, 4) || '-' || substr(s.DateOfInitialCPC_text, 4, 2)
              || '-' || substr(s.DateOfInitialCPC_text, 1, 2))) >= 5;

-- rule: 8715
-- severity: error
-- fields: Section47.DateOfInitialCPC
-- message: The initial child protection conference was held outside the census period.
-- remedy: Check the date. An enquiry whose conference was held before the period belongs in an
--   earlier return.
-- source: Children in need census 2025 to 2026, validation rule 8715
-- note: The rule stands in the section 47 module and looks at the conferences recorded there.
SELECT s.row AS "Section47.DateOfInitialCPC"
FROM Section47 s, census y
WHERE s.DateOfInitialCPC NOT BETWEEN y.period_start AND y.period_end;

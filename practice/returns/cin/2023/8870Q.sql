-- rule: 8870Q
-- severity: query
-- fields: Section47.InitialCPCtarget
-- message: The target date of the initial child protection conference is a Saturday or a Sunday.
-- remedy: The conference is due within 15 working days of the enquiry. Check the target date.
-- source: Children in need census 2025 to 2026, validation rule 8870Q
SELECT s.row AS "Section47.InitialCPCtarget"
FROM Section47 s
WHERE weekday(coalesce(s.InitialCPCtarget,
          -- written with the day first
          substr(s.InitialCPCtarget_text, 7, 4) || '-' || substr(s.InitialCPCtarget_text, 4, 2)
              || '-' || substr(s.InitialCPCtarget_text, 1, 2))) >= 5;

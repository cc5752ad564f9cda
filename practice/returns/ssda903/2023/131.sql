-- rule: 131
-- severity: error
-- fields: OC3.IN_TOUCH
-- message: Whether the authority is in touch with the care leaver is not one of the codes in use or is not
--   filled in.
-- remedy: Choose one of YES, NO, DIED, REFU, NREQ, RHOM.
-- source: SSDA903 return 2025 to 2026, validation rule 131
SELECT row AS "OC3.IN_TOUCH" FROM OC3
WHERE IN_TOUCH NOT IN ('YES', 'NO', 'DIED', 'REFU', 'NREQ', 'RHOM')
   OR IN_TOUCH IS NULL;

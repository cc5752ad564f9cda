-- rule: 131
-- severity: error
-- fields: OC3.IN_TOUCH
-- message: Whether the authority is in touch with the care leaver is not one of the codes in use or is not
--   filled in.
-- remedy: Enter YES, NO, DIED, REFU (refuses contact), NREQ (needs no services any more) or RHOM (returned
--   home).
-- source: SSDA903 return 2026 to 2027, validation rule 131
SELECT row AS "OC3.IN_TOUCH" FROM OC3
WHERE IN_TOUCH NOT IN ('YES', 'NO', 'DIED', 'REFU', 'NREQ', 'RHOM')
   OR IN_TOUCH IS NULL;

-- rule: 344
-- severity: error
-- fields: OC3.ACTIV
-- message: The care leaver has died or returned home for six months or more, so activity and accommodation
--   must be 0.
-- remedy: Enter 0 for activity and for accommodation.
-- source: SSDA903 return 2026 to 2027, validation rule 344
SELECT row AS "OC3.ACTIV" FROM OC3
WHERE IN_TOUCH IN ('DIED', 'RHOM')
  AND (ACTIV IS NULL OR ACTIV <> '0' OR ACCOM IS NULL OR ACCOM <> '0');

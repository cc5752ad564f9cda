-- rule: 153
-- severity: error
-- fields: OC3.IN_TOUCH
-- message: The details of the care leaver are filled in only in part.
-- remedy: Fill in whether you are in touch, the activity and the accommodation, or none of them.
-- source: SSDA903 return 2026 to 2027, validation rule 153
SELECT row AS "OC3.IN_TOUCH" FROM OC3
WHERE (IN_TOUCH IS NOT NULL) + (ACTIV IS NOT NULL) + (ACCOM IS NOT NULL) BETWEEN 1 AND 2;

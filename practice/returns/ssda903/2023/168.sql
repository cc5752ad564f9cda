-- rule: 168
-- severity: error
-- fields: Header.UPN
-- message: The unique pupil number is neither a well-formed number nor one of the codes UN1 to UN5.
-- remedy: Check the number with the school. It has one letter, eleven digits and a digit or letter. If it
--   is not known, use UN1 to UN5.
-- source: SSDA903 return 2026 to 2027, validation rule 168
-- note: The rule asks for the form only. The check letter is not worked out.
SELECT row AS "Header.UPN" FROM Header
WHERE NOT (UPN IN ('UN1', 'UN2', 'UN3', 'UN4', 'UN5')
           OR UPN GLOB '[A-HJ-NP-RT-Z][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9A-HJ-NP-RT-Z]');

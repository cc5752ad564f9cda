-- rule: 567
-- severity: error
-- fields: Missing.MIS_END
-- message: The missing period ends before it starts.
-- remedy: Check both dates. One of them is wrong, or they have been put in the wrong way round.
-- source: SSDA903 return 2026 to 2027, validation rule 567
SELECT row AS "Missing.MIS_END" FROM Missing
WHERE MIS_END < MIS_START;

-- rule: 1009
-- severity: error
-- fields: Episodes.REASON_PLACE_CHANGE
-- message: The reason for the change of placement is not one of the codes in use.
-- remedy: Choose one of CARPL, CLOSE, ALLEG, STAND, APPRR, CREQB, CREQO, CHILD, LAREQ, PLACE, CUSTOD,
--   OTHER.
-- source: SSDA903 return 2026 to 2027, validation rule 1009
SELECT row AS "Episodes.REASON_PLACE_CHANGE" FROM Episodes
WHERE REASON_PLACE_CHANGE NOT IN ('CARPL', 'CLOSE', 'ALLEG', 'STAND', 'APPRR', 'CREQB', 'CREQO',
    'CHILD', 'LAREQ', 'PLACE', 'CUSTOD', 'OTHER');

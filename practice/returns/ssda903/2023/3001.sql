-- rule: 3001
-- severity: error
-- fields: OC3.ACCOM
-- message: A young person who turned 17 this year cannot yet live with former foster carers under a
--   staying-put arrangement.
-- remedy: Check the accommodation code: Z1 and Z2 are for those over 18.
-- source: SSDA903 return 2026 to 2027, validation rule 3001
-- needs: Header, OC3
SELECT o.row AS "OC3.ACCOM"
FROM OC3 o JOIN Header h ON h.child_no = o.child_no
WHERE o.ACCOM IN ('Z1', 'Z2')
  AND h.DOB BETWEEN (SELECT add_years(starts, -17) FROM collection)
                AND (SELECT add_years(ends, -17) FROM collection);

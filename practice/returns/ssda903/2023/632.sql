-- rule: 632
-- severity: error
-- fields: PrevPerm.DATE_PERM, Episodes.DECOM
-- message: The date of the previous permanence order is no date, or is not before the child started to be looked
--   after.
-- remedy: Write it as dd/mm/yyyy, with zz for a part that is not known. It must lie before the first episode.
-- source: SSDA903 return 2026 to 2027, validation rule 632
-- needs: Episodes, PrevPerm
-- Parts that are not known are written ZZ: such a date cannot be compared.
SELECT p.row AS "PrevPerm.DATE_PERM",
       (SELECT e.row FROM Episodes e WHERE e.child_no = p.child_no AND e.DECOM IS NOT NULL
        ORDER BY e.DECOM, e.row LIMIT 1) AS "Episodes.DECOM"
FROM PrevPerm p
WHERE p.DATE_PERM_text IS NOT NULL
  AND CASE
      WHEN p.DATE_PERM IS NOT NULL
      THEN p.DATE_PERM >= (SELECT min(e.DECOM) FROM Episodes e WHERE e.child_no = p.child_no)
      ELSE NOT (p.DATE_PERM_text LIKE '%ZZ%'
                AND (p.DATE_PERM_text GLOB 'ZZ/*' OR substr(p.DATE_PERM_text, 1, 2) BETWEEN '01' AND '31')
                AND (substr(p.DATE_PERM_text, 4, 2) = 'ZZ' OR substr(p.DATE_PERM_text, 4, 2) BETWEEN '01' AND '12')
                AND (substr(p.DATE_PERM_text, 7) = 'ZZZZ'
                     OR substr(p.DATE_PERM_text, 7) GLOB '[12][0-9][0-9][0-9]')
                AND p.DATE_PERM_text GLOB '??/??/????')
      END;

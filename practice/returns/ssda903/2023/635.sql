-- rule: 635
-- severity: error
-- fields: PrevPerm.PREV_PERM
-- message: An authority or a date of a previous order is given, but the code says that there was none, or is missing.
-- remedy: Correct the code, or take the authority and the date out.
-- source: SSDA903 return 2026 to 2027, validation rule 635
SELECT row AS "PrevPerm.PREV_PERM" FROM PrevPerm
WHERE (LA_PERM IS NOT NULL OR DATE_PERM_text IS NOT NULL)
  AND (PREV_PERM IS NULL OR PREV_PERM = 'Z1');

-- rule: 8569Q
-- severity: query
-- fields: CINdetails.ReferralNFA
-- message: The referral came more than a working day before the census period began, so it cannot
--   be here with no further action.
-- remedy: A referral without further action is decided within a working day and belongs in the
--   return of its own year. Take the record out, or the mark away.
-- source: Children in need census 2025 to 2026, validation rule 8569Q
SELECT c.row AS "CINdetails.ReferralNFA"
FROM CINdetails c
WHERE c.ReferralNFA = '1'
  AND c.CINreferralDate < (SELECT add_working_days(period_start, -1) FROM census);

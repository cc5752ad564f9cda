-- rule: 2885
-- severity: error
-- fields: ChildProtectionPlans.CPPstartDate, Section47.DateOfInitialCPC,
--   CINdetails.DateOfInitialCPC
-- message: The child protection plan does not start on the day of an initial conference.
-- remedy: A plan starts on the day of the conference that decided it. Check both dates, and that
--   the conference is recorded with the section 47 enquiry.
-- source: Children in need census 2025 to 2026, validation rule 2885
-- The enquiries that count are those for which a conference was held or is still called for. Where
-- the episode has one, the plan must start on the day of such a conference; where it has none, on
-- the day of the conference recorded with the episode.
WITH plan AS (
    SELECT p.row, p.CINdetailsID,
           EXISTS (SELECT 1 FROM Section47 s WHERE s.CINdetailsID = p.CINdetailsID
                   AND (s.ICPCnotRequired IS NOT '1' OR s.DateOfInitialCPC IS NOT NULL)) AS enquiry,
           EXISTS (SELECT 1 FROM Section47 s WHERE s.CINdetailsID = p.CINdetailsID
                   AND s.DateOfInitialCPC = p.CPPstartDate) AS after_enquiry,
           EXISTS (SELECT 1 FROM CINdetails c WHERE c.row = p.CINdetailsID
                   AND c.DateOfInitialCPC = p.CPPstartDate) AS without_enquiry
    FROM ChildProtectionPlans p, census y
    WHERE p.CPPstartDate BETWEEN y.period_start AND y.period_end),
episode AS (
    SELECT CINdetailsID, max(enquiry) AS enquiry,
           max(CASE WHEN enquiry THEN after_enquiry ELSE without_enquiry END) AS any_fits
    FROM plan GROUP BY CINdetailsID)
SELECT p.row AS "ChildProtectionPlans.CPPstartDate",
       NULL AS "Section47.DateOfInitialCPC",
       NULL AS "CINdetails.DateOfInitialCPC"
FROM plan p
WHERE NOT CASE WHEN p.enquiry THEN p.after_enquiry ELSE p.without_enquiry END
UNION ALL
SELECT NULL, s.row, NULL
FROM episode e JOIN Section47 s ON s.CINdetailsID = e.CINdetailsID
WHERE e.enquiry AND NOT e.any_fits
  AND (s.ICPCnotRequired IS NOT '1' OR s.DateOfInitialCPC IS NOT NULL)
UNION ALL
SELECT NULL, NULL, c.row
FROM episode e JOIN CINdetails c ON c.row = e.CINdetailsID
WHERE NOT e.enquiry AND NOT e.any_fits;

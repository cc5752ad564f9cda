-- rule: 8841
-- severity: error
-- fields: ChildProtectionPlans.CPPstartDate, Reviews.CPPreviewDate
-- message: The child protection plan was reviewed before it started, or on the day it started.
-- remedy: Check the date of the review. The conference that decided the plan is not a review.
-- source: Children in need census 2025 to 2026, validation rule 8841
SELECT p.row AS "ChildProtectionPlans.CPPstartDate",
       r.row AS "Reviews.CPPreviewDate"
FROM Reviews r JOIN ChildProtectionPlans p ON p.row = r.CPPID
WHERE r.CPPreviewDate <= p.CPPstartDate;

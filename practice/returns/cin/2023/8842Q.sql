-- rule: 8842Q
-- severity: query
-- fields: Reviews.CPPreviewDate
-- message: A review of the child protection plan has no date.
-- remedy: Enter the day the review was held, or take the empty record out.
-- source: Children in need census 2025 to 2026, validation rule 8842Q
SELECT r.row AS "Reviews.CPPreviewDate"
FROM Reviews r
WHERE r.CPPreviewDate IS NULL;

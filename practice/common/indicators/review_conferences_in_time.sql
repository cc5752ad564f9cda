-- id: review_conferences_in_time
-- title: Review conferences in time
-- definition: Reviews of child protection plans held in the twelve months, one for each child, and those late at
--    the end of the day. The first is due three months after the plan began and others six months after the last,
--    unless the record gives the day
-- numerator: reviews held on or before the day they were due
-- denominator: reviews held or late
-- unit: percent
-- better: up
-- period: rolling_year
-- target: 100
-- source: S2-77; Working Together 2026
-- owner: Head of service
WITH held AS (
    SELECT r.person_id AS child_id, r.review_date AS held_on, r.due_date AS given, c.start_date AS begun
    FROM hearth_cp_review r
    JOIN hearth_cp_plan c ON c.id = r.cp_plan_id
    WHERE r.review_date IS NOT NULL),
steps AS (
    SELECT child_id, held_on, lag(held_on) OVER of_one AS before, row_number() OVER of_one AS number,
        begun, given FROM held WINDOW of_one AS (PARTITION BY child_id, begun ORDER BY held_on)),
due AS (
    SELECT child_id, held_on, CASE WHEN held_on <= coalesce(given, CASE WHEN number = 1 THEN add_months(begun, 3) ELSE add_months(before, 6) END) THEN 1 ELSE 0 END AS numerator FROM steps
    WHERE held_on >= :from AND held_on <= :to
    UNION ALL
    SELECT c.child_id, :to AS held_on, 0 AS numerator
    FROM (SELECT person_id AS child_id, min(start_date) AS begun FROM hearth_cp_plan
          WHERE start_date <= :to AND (end_date IS NULL OR end_date > :to) GROUP BY person_id) c
    LEFT JOIN (SELECT child_id, begun, max(held_on) AS held_on FROM steps
               WHERE held_on <= :to GROUP BY child_id, begun) s ON s.child_id = c.child_id AND s.begun = c.begun
    WHERE CASE WHEN s.held_on IS NULL THEN add_months(c.begun, 3) < :to ELSE add_months(s.held_on, 6) < :to END)
SELECT d.child_id, p.family_id, p.district, p.team_id, d.numerator
FROM due d
LEFT JOIN hearth_child_place p ON p.child_id = d.child_id

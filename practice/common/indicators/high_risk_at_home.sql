-- id: high_risk_at_home
-- title: High risk at the start and still at home
-- definition: Children whose first scored risk was 7 or more of 10 in the twelve months before these twelve and
--    who were not looked after then, and whether they stayed out of care for a year
-- numerator: children not looked after within twelve months
-- denominator: children at high risk a year earlier
-- unit: percent
-- better: up
-- period: rolling_year
-- source: S0-21
-- owner: Head of service
SELECT r.child_id, p.family_id, p.district, p.team_id, CASE WHEN later.child_id IS NULL THEN 1 ELSE 0 END AS numerator
FROM (SELECT f.child_id, f.first_on, max(m.value) AS value
      FROM (SELECT person_id AS child_id, min(measured_on) AS first_on FROM hearth_measure
            WHERE kind = 'risk' AND person_id IS NOT NULL GROUP BY person_id) f
      JOIN hearth_measure m ON m.person_id = f.child_id AND m.kind = 'risk' AND m.measured_on = f.first_on
      WHERE f.first_on >= add_months(:from, -12) AND f.first_on <= add_months(:to, -12)
      GROUP BY f.child_id, f.first_on) r
LEFT JOIN hearth_care_period now ON now.child_id = r.child_id AND now.start_date < r.first_on
    AND (now.end_date IS NULL OR now.end_date > r.first_on)
LEFT JOIN (SELECT child_id, min(start_date) AS start_date FROM hearth_care_period
           WHERE start_date >= add_months(:from, -12) GROUP BY child_id) later
    ON later.child_id = r.child_id AND later.start_date >= r.first_on AND later.start_date <= add_months(r.first_on, 12)
LEFT JOIN hearth_child_place p ON p.child_id = r.child_id
WHERE r.value >= 7 AND now.child_id IS NULL

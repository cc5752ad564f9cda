-- sheet: List 10
-- title: Adoption: children
-- who: Children for whom adoption was decided, or who were adopted or whose decision was ended in the last twelve months.
-- source: Ofsted, child-level data for the inspection of children's services (Annex A), list 10
-- key: Child Unique ID
-- key: Date of Decision that Child Should be Placed for Adoption
-- column: Child Unique ID
-- column: Family identifier
-- column: Gender
-- column: Ethnicity
-- column: Date of Birth | date
-- column: Age of Child (Years) | number
-- column: Does the Child have a Disability
-- column: Date the Child Entered Care | date
-- column: Date of Decision that Child Should be Placed for Adoption | date
-- column: Date of Placement Order | date
-- column: Date of Matching Child and Prospective Adopters | date
-- column: Date Placed for Adoption | date
-- column: Date of Adoption Order | date
-- column: Date of Decision that Child Should No Longer be Placed for Adoption | date
-- column: Reason Why Child No Longer Placed for Adoption
-- column: Date the child was placed for fostering in FFA or concurrent planning placement | date
SELECT k.la_child_id, CAST(k.family_id AS TEXT), g.words, coalesce(n.words, 'f) Not stated'), k.born,
       CASE WHEN k.born <= :as_at THEN age_years(k.born, :as_at) END, k.disabled,
       c.entered,
       p.decision_date, p.placement_order_date, p.matched_date, p.placed_date,
       CASE WHEN p.order_type = 'adoption' THEN p.order_date END, p.reversed_date,
       CASE p.reversed_reason WHEN 'RD1' THEN 'a) Child’s needs changed' WHEN 'RD2' THEN 'b) Court did not make a PO'
           WHEN 'RD3' THEN 'c) Prospective adopters cannot be found' WHEN 'RD4' THEN 'd) Any other reason' END,
       p.placed_ffa_date
FROM hearth_permanence p
JOIN hearth_return_child k ON k.child_id = p.person_id
LEFT JOIN (SELECT child_id, max(start_date) AS entered FROM hearth_care_period WHERE start_date <= :as_at
           GROUP BY child_id) c ON c.child_id = p.person_id
LEFT JOIN annex_a_gender g ON g.code = k.sex
LEFT JOIN annex_a_ethnicity n ON n.code = k.ethnicity
WHERE p.decision_date <= :as_at
  AND (p.reversed_date IS NULL OR p.reversed_date > :year_ago) AND (p.order_date IS NULL OR p.order_date > :year_ago)
ORDER BY p.decision_date, k.la_child_id, p.id;

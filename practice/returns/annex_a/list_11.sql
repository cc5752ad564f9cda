-- sheet: List 11
-- title: Adoption: adopters
-- who: Adopters in the process, or who left it in the last twelve months.
-- source: Ofsted, child-level data for the inspection of children's services (Annex A), list 11
-- key: Individual adopter identifier
-- key: Date enquiry received
-- column: Individual adopter identifier
-- column: Family identifier
-- column: Gender
-- column: Ethnicity
-- column: Disability
-- column: Is the (prospective) adopter fostering for adoption?
-- column: Date enquiry received | date
-- column: Date Stage 1 started | date
-- column: Date Stage 1 ended | date
-- column: Date Stage 2 started | date
-- column: Date Stage 2 ended | date
-- column: Date application submitted | date
-- column: Date application approved | date
-- column: Date adopter matched with child(ren) | date
-- column: Date child/children placed with adopter(s) | date
-- column: No. of children placed | number
-- column: Date of Adoption Order | date
-- column: Date of leaving adoption process | date
-- column: Reason for leaving adoption process
SELECT coalesce(i.value, CAST(a.person_id AS TEXT)), a.family_reference, g.words, coalesce(n.words, 'f) Not stated'),
       CASE WHEN a.disability = 1 THEN 'Yes' WHEN a.disability = 0 THEN 'No' ELSE 'Unknown' END, CASE WHEN a.ffa = 1 THEN 'Yes' WHEN a.ffa = 0 THEN 'No' ELSE 'No' END,
       a.enquiry_date, a.stage1_start, a.stage1_end, a.stage2_start, a.stage2_end, a.applied_on, a.approved_on,
       a.matched_on, a.placed_on, a.children_placed, a.order_date, a.left_on,
       CASE a.left_reason WHEN 'withdrew' THEN 'a) Withdrew' WHEN 'on_hold' THEN 'b) Process on hold'
           WHEN 'refused' THEN 'c) Application refused' END
FROM hearth_adopter a
JOIN hearth_person k ON k.id = a.person_id
LEFT JOIN (SELECT person_id, max(value) AS value FROM hearth_person_identifier WHERE kind = 'adopter_id' GROUP BY person_id) i
    ON i.person_id = a.person_id
LEFT JOIN annex_a_gender g ON g.code = k.sex
LEFT JOIN annex_a_ethnicity n ON n.code = k.ethnicity
WHERE a.enquiry_date <= :as_at AND (a.left_on IS NULL OR a.left_on > :year_ago) AND (a.order_date IS NULL OR a.order_date > :year_ago)
ORDER BY a.enquiry_date, a.person_id;

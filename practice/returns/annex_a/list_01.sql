-- sheet: List 1
-- title: Contacts
-- who: Contacts of the last six months, one row a child.
-- source: Ofsted, child-level data for the inspection of children's services (Annex A), list 1
-- key: Child Unique ID
-- key: Date of Contact
-- column: Child Unique ID
-- column: Gender
-- column: Ethnicity
-- column: Date of Birth | date
-- column: Age of Child (Years) | number
-- column: Date of Contact | date
-- column: Contact Source
SELECT k.la_child_id, g.words, coalesce(n.words, 'f) Not stated'), k.born,
       CASE WHEN k.born <= :as_at THEN age_years(k.born, :as_at) END,
       date_part_of(c.received_at), coalesce(s.words, 'k) Unknown')
FROM hearth_contact c
JOIN hearth_contact_person p ON p.contact_id = c.id AND p.role = 'child' AND p.person_id IS NOT NULL
JOIN hearth_return_child k ON k.child_id = p.person_id
LEFT JOIN annex_a_source s ON s.code = c.source_code
LEFT JOIN annex_a_gender g ON g.code = k.sex
LEFT JOIN annex_a_ethnicity n ON n.code = k.ethnicity
WHERE date_part_of(c.received_at) > :half_year AND date_part_of(c.received_at) <= :as_at
ORDER BY date_part_of(c.received_at), k.la_child_id, c.id;

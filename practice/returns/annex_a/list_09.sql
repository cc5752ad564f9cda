-- sheet: List 9
-- title: Care leavers
-- who: Young people who are owed care leaver services.
-- source: Ofsted, child-level data for the inspection of children's services (Annex A), list 9
-- key: Child Unique ID
-- column: Child Unique ID
-- column: Gender
-- column: Ethnicity
-- column: Date of Birth | date
-- column: Age of Child (Years) | number
-- column: Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)
-- column: Does the Child have a Disability
-- column: Allocated Team
-- column: Allocated Worker
-- column: Allocated Personal Advisor
-- column: Eligibility Category
-- column: Latest Pathway Plan Review Date | date
-- column: LA in Touch
-- column: Latest Date of Contact | date
-- column: Type of Accommodation
-- column: Suitability of Accommodation
-- column: Activity Status
SELECT k.la_child_id, g.words, coalesce(n.words, 'f) Not stated'), k.born,
       CASE WHEN k.born <= :as_at THEN age_years(k.born, :as_at) END,
       CASE WHEN EXISTS (SELECT 1 FROM hearth_immigration_status i WHERE i.person_id = c.person_id AND i.status = 'UASC')
            THEN 'Yes' ELSE 'No' END,
       k.disabled, coalesce(t.name, k.team), coalesce(w.name, k.worker), c.adviser_name,
       CASE c.eligibility WHEN 'relevant' THEN 'a) Relevant' WHEN 'former_relevant' THEN 'b) Former relevant'
           WHEN 'qualifying' THEN 'c) Qualifying' WHEN 'eligible' THEN 'd) Eligible' ELSE 'e) Other' END,
       c.pathway_review_date,
       CASE c.in_touch WHEN 'YES' THEN 'a) In touch' WHEN 'NO' THEN 'b) Not in touch' WHEN 'DIED' THEN 'd) Exclude'
           WHEN 'RHOM' THEN 'd) Exclude' WHEN 'NREQ' THEN 'd) Exclude' WHEN 'REFU' THEN 'b) Not in touch'
           ELSE 'c) Not recorded' END,
       c.latest_contact,
       CASE c.accommodation WHEN 'B' THEN 'a) With parents or relatives' WHEN 'C' THEN 'b) Community home'
           WHEN 'D' THEN 'c) Semi-independent transitional accommodation' WHEN 'E' THEN 'd) Supported lodgings'
           WHEN 'G' THEN 'e) Gone abroad' WHEN 'H' THEN 'f) Deported' WHEN 'K' THEN 'g) Ordinary lodgings'
           WHEN 'R' THEN 'h) Residence not known' WHEN 'S' THEN 'i) No fixed abode / homeless' WHEN 'T' THEN 'j) Foyers'
           WHEN 'U' THEN 'k) Independent living' WHEN 'V' THEN 'l) Emergency accommodation' WHEN 'W' THEN 'm) Bed and breakfast'
           WHEN 'X' THEN 'n) In custody' WHEN 'Z' THEN 'o) With Former Foster Carer' WHEN 'Y' THEN 'p) Other accommodation' END,
       CASE c.suitable WHEN 1 THEN 'a) Suitable' WHEN 2 THEN 'b) Not suitable' ELSE 'c) Not in touch or not recorded' END,
       CASE c.activity WHEN 'F1' THEN 'F1: Full time in higher education' WHEN 'P1' THEN 'P1: Part time in higher education'
           WHEN 'F2' THEN 'F2: Full time in education other than higher' WHEN 'P2' THEN 'P2: Part time in education other than higher'
           WHEN 'F4' THEN 'F4: Young person engaged full time in an apprenticeship'
           WHEN 'P4' THEN 'P4: Young person engaged part time in an apprenticeship'
           WHEN 'F5' THEN 'F5: Young person engaged full time in training or employment (not apprenticeship)'
           WHEN 'P5' THEN 'P5: Young person engaged part time in training or employment (not apprenticeship)'
           WHEN 'G4' THEN 'G4: Not in education, employment or training - illness or disability'
           WHEN 'G5' THEN 'G5: Not in education, employment or training - other'
           WHEN 'G6' THEN 'G6: Not in education, employment or training - pregnancy or parenting' END
FROM hearth_care_leaver c
JOIN hearth_return_child k ON k.child_id = c.person_id
LEFT JOIN hearth_team t ON t.id = c.team_id
LEFT JOIN hearth_worker w ON w.id = c.worker_id
LEFT JOIN annex_a_gender g ON g.code = k.sex
LEFT JOIN annex_a_ethnicity n ON n.code = k.ethnicity
WHERE k.born > add_months(:as_at, -12 * 26)
ORDER BY k.born, k.la_child_id;

-- sheet: List 6
-- title: Children in need
-- who: Open cases, and those closed in the last six months.
-- source: Ofsted, child-level data for the inspection of children's services (Annex A), list 6
-- key: Child Unique ID
-- key: CIN Start Date
-- column: Child Unique ID
-- column: Gender
-- column: Ethnicity
-- column: Date of Birth | date
-- column: Age of Child (Years) | number
-- column: Does the Child have a Disability
-- column: CIN Start Date | date
-- column: Primary Need Code
-- column: Date Child Was Last Seen | date
-- column: CIN Closure Date | date
-- column: Reason for Closure
-- column: Case Status
-- column: Allocated Team
-- column: Allocated Worker
SELECT k.la_child_id, g.words, coalesce(n.words, 'f) Not stated'), k.born,
       CASE WHEN k.born <= :as_at THEN age_years(k.born, :as_at) END, k.disabled,
       r.referral_date, coalesce(d.words, 'j) Not stated'),
       (SELECT max(v.visit_date) FROM hearth_visit v
        WHERE v.person_id = r.person_id AND v.seen = 1 AND v.visit_date <= :as_at),
       CASE WHEN r.close_date <= :as_at THEN r.close_date END,
       CASE WHEN r.close_date <= :as_at THEN CASE r.close_reason
           WHEN 'RC1' THEN 'a) Adopted' WHEN 'RC2' THEN 'b) Died' WHEN 'RC3' THEN 'c) Residence Order'
           WHEN 'RC4' THEN 'd) Special Guardianship Order' WHEN 'RC5' THEN 'e) Transfer to another LA'
           WHEN 'RC6' THEN 'f) Transfer to Adult Social Services'
           WHEN 'RC7' THEN 'g) ''Other'' incl. Child no longer in need' WHEN 'RC8' THEN 'h) Child not in need after assessment'
           WHEN 'RC9' THEN 'h) Child not in need after assessment' ELSE 'i) Not Stated' END END,
       CASE WHEN r.close_date <= :as_at THEN 'e) Closed episode'
            WHEN EXISTS (SELECT 1 FROM hearth_care_period c WHERE c.child_id = r.person_id AND c.start_date <= :as_at
                         AND (c.end_date IS NULL OR c.end_date > :as_at)) THEN 'a) Looked after child'
            WHEN EXISTS (SELECT 1 FROM hearth_cp_plan c WHERE c.person_id = r.person_id AND c.start_date <= :as_at
                         AND (c.end_date IS NULL OR c.end_date > :as_at)) THEN 'b) Child Protection plan'
            WHEN EXISTS (SELECT 1 FROM hearth_cin_plan c WHERE c.person_id = r.person_id AND c.start_date <= :as_at
                         AND (c.end_date IS NULL OR c.end_date > :as_at)) THEN 'c) Child in need plan'
            ELSE 'd) Open assessment' END,
       coalesce(k.team, t.name), coalesce(k.worker, w.name)
FROM hearth_referral r
JOIN hearth_return_child k ON k.child_id = r.person_id
LEFT JOIN annex_a_need d ON d.code = r.primary_need
LEFT JOIN hearth_team t ON t.id = r.team_id
LEFT JOIN hearth_worker w ON w.id = r.worker_id
LEFT JOIN annex_a_gender g ON g.code = k.sex
LEFT JOIN annex_a_ethnicity n ON n.code = k.ethnicity
WHERE r.nfa = 0 AND r.referral_date <= :as_at AND (r.close_date IS NULL OR r.close_date > :half_year)
ORDER BY r.referral_date, k.la_child_id, r.id;

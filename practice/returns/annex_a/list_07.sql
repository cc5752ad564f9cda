-- sheet: List 7
-- title: Child protection
-- who: Child protection plans that are open, or ended in the last six months.
-- source: Ofsted, child-level data for the inspection of children's services (Annex A), list 7
-- key: Child Unique ID
-- key: Child Protection Plan Start Date
-- column: Child Unique ID
-- column: Gender
-- column: Ethnicity
-- column: Date of Birth | date
-- column: Age of Child (Years) | number
-- column: Does the Child have a Disability
-- column: Child Protection Plan Start Date | date
-- column: Initial Category of Abuse
-- column: Latest Category of Abuse
-- column: Date of the Last Statutory Visit | date
-- column: Was the Child Seen Alone?
-- column: Date of latest review conference | date
-- column: Child Protection Plan End Date | date
-- column: Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)
-- column: Number of Previous Child Protection Plans | number
-- column: Allocated Team
-- column: Allocated Worker
SELECT k.la_child_id, g.words, coalesce(n.words, 'f) Not stated'), k.born,
       CASE WHEN k.born <= :as_at THEN age_years(k.born, :as_at) END, k.disabled,
       p.start_date, CASE p.initial_category WHEN 'NEG' THEN 'a) Neglect' WHEN 'PHY' THEN 'b) Physical Abuse'
           WHEN 'SAB' THEN 'c) Sexual Abuse' WHEN 'EMO' THEN 'd) Emotional Abuse' WHEN 'MUL' THEN 'e) Multiple' END,
       CASE p.latest_category WHEN 'NEG' THEN 'a) Neglect' WHEN 'PHY' THEN 'b) Physical Abuse'
           WHEN 'SAB' THEN 'c) Sexual Abuse' WHEN 'EMO' THEN 'd) Emotional Abuse' WHEN 'MUL' THEN 'e) Multiple' END,
       (SELECT max(v.visit_date) FROM hearth_visit v
        WHERE v.person_id = p.person_id AND v.kind = 'cp' AND v.visit_date <= :as_at),
       CASE (SELECT max(v.seen_alone) FROM hearth_visit v WHERE v.person_id = p.person_id AND v.kind = 'cp'
             AND v.visit_date = (SELECT max(l.visit_date) FROM hearth_visit l
                                 WHERE l.person_id = p.person_id AND l.kind = 'cp' AND l.visit_date <= :as_at))
           WHEN 1 THEN 'Yes' WHEN 0 THEN 'No' ELSE 'Unknown' END,
       (SELECT max(r.review_date) FROM hearth_cp_review r WHERE r.cp_plan_id = p.id AND r.review_date <= :as_at),
       CASE WHEN p.end_date <= :as_at THEN p.end_date END,
       CASE WHEN EXISTS (SELECT 1 FROM hearth_legal_status l WHERE l.person_id = p.person_id AND l.status IN ('L1', 'L2', 'L3')
                         AND l.start_date <= :as_at AND (l.end_date IS NULL OR l.end_date > :half_year))
            THEN 'Yes' ELSE 'No' END,
       CASE WHEN p.previous_plans > (SELECT count(*) FROM hearth_cp_plan b
                                     WHERE b.person_id = p.person_id AND b.start_date < p.start_date)
            THEN p.previous_plans
            ELSE (SELECT count(*) FROM hearth_cp_plan b
                  WHERE b.person_id = p.person_id AND b.start_date < p.start_date) END,
       coalesce(k.team, t.name), coalesce(k.worker, w.name)
FROM hearth_cp_plan p
JOIN hearth_return_child k ON k.child_id = p.person_id
LEFT JOIN hearth_team t ON t.id = p.team_id
LEFT JOIN hearth_worker w ON w.id = p.worker_id
LEFT JOIN annex_a_gender g ON g.code = k.sex
LEFT JOIN annex_a_ethnicity n ON n.code = k.ethnicity
WHERE p.start_date <= :as_at AND (p.end_date IS NULL OR p.end_date > :half_year)
ORDER BY p.start_date, k.la_child_id, p.id;

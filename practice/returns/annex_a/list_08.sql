-- sheet: List 8
-- title: Children looked after
-- who: Children looked after now, or who ceased to be in the last six months.
-- source: Ofsted, child-level data for the inspection of children's services (Annex A), list 8
-- key: Child Unique ID
-- key: Date Started to be Looked After
-- column: Child Unique ID
-- column: Gender
-- column: Ethnicity
-- column: Date of Birth | date
-- column: Age of Child (Years) | number
-- column: Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)
-- column: Does the Child have a Disability
-- column: Date Started to be Looked After | date
-- column: Child's Category of Need
-- column: Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)
-- column: Start date of current legal status | date
-- column: Child's Legal Status
-- column: Date of Latest Statutory Review | date
-- column: Date of Last Social Work Visit | date
-- column: What is the permanence plan for this child?
-- column: Date of Last IRO Visit / Contact to the Child | date
-- column: Date of Last Health Assessment | date
-- column: Date of Last Dental Check | date
-- column: Number of Placements in the Last 12 months | number
-- column: Date Ceased to be Looked After | date
-- column: Reason Ceased to be Looked After
-- column: Start Date of Most Recent Placement | date
-- column: Placement Type
-- column: Placement Provider
-- column: Placement postcode
-- column: URN of Placement
-- column: Placement Location
-- column: LA of Placement
-- column: Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months | number
-- column: Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months | number
-- column: Was the child offered a Return Interview after their last missing episode (Y/N)?
-- column: Did the child accept a Return Interview after their last missing episode (Y/N)?
-- column: Allocated Team
-- column: Allocated Worker
-- One row a period of care. The legal status and the placement are those on the day, or the last before it ended. Short breaks
-- under one agreement (V3, V4) are left out.
SELECT k.la_child_id, g.words, coalesce(n.words, 'f) Not stated'), k.born,
       CASE WHEN k.born <= :as_at THEN age_years(k.born, :as_at) END,
       CASE WHEN EXISTS (SELECT 1 FROM hearth_immigration_status i WHERE i.person_id = c.child_id AND i.status = 'UASC'
                         AND (i.start_date IS NULL OR i.start_date <= :as_at) AND (i.end_date IS NULL OR i.end_date > :year_ago))
            THEN 'Yes' ELSE 'No' END,
       k.disabled, c.start_date,
       coalesce((SELECT max(d.words) FROM hearth_cla_episode e JOIN annex_a_need d ON d.code = e.primary_need
                 WHERE e.person_id = c.child_id AND coalesce(e.entered_care_date, e.start_date) = c.start_date), 'j) Not stated'),
       CASE WHEN EXISTS (SELECT 1 FROM hearth_care_period b WHERE b.child_id = c.child_id AND b.start_date < c.start_date
                         AND b.end_date > :year_ago) THEN 'Yes' ELSE 'No' END,
       l.start_date,
       CASE WHEN l.status IN ('C1') THEN 'a) Interim care orders' WHEN l.status IN ('C2') THEN 'b) Full care orders'
            WHEN l.status = 'D1' THEN 'c) Freed for  Adoption' WHEN l.status = 'E1' THEN 'd) Placement order granted'
            WHEN l.status = 'V2' THEN 'e) Accommodated under S20'
            WHEN l.status IN ('L1', 'L2', 'L3') THEN 'f) Detained on child protection grounds in LA accommodation'
            WHEN l.status = 'J1' THEN 'J1: Remanded to LA or youth detention' WHEN l.status = 'J2' THEN 'J2: LA accommodation under PACE'
            WHEN l.status = 'J3' THEN 'g) Youth justice legal Statuses' END,
       (SELECT max(r.review_date) FROM hearth_cla_review r WHERE r.person_id = c.child_id AND r.cancelled = 0
          AND r.review_date >= c.start_date AND r.review_date <= :as_at),
       (SELECT max(v.visit_date) FROM hearth_visit v WHERE v.person_id = c.child_id AND v.kind = 'cla'
          AND v.visit_date >= c.start_date AND v.visit_date <= :as_at),
       (SELECT max(CASE p.permanence WHEN 'return' THEN 'a) Return to family' WHEN 'adoption' THEN 'b) Adoption'
                   WHEN 'sgo' THEN 'c) SGO/CAO' WHEN 'supported_living' THEN 'd) Supported living in the community'
                   WHEN 'residential' THEN 'e) Long-term residential placement'
                   WHEN 'long_term_fostering' THEN 'f) Long-term fostering' ELSE 'g) Other' END)
        FROM hearth_care_plan p WHERE p.person_id = c.child_id AND p.permanence IS NOT NULL
          AND p.start_date <= :as_at AND (p.end_date IS NULL OR p.end_date > :as_at)),
       (SELECT max(v.visit_date) FROM hearth_visit v WHERE v.person_id = c.child_id AND v.kind = 'iro' AND v.visit_date <= :as_at),
       (SELECT max(h.checked_on) FROM hearth_health_check h WHERE h.person_id = c.child_id AND h.kind = 'health_assessment'
          AND h.status = 'completed' AND h.checked_on <= :as_at),
       (SELECT max(h.checked_on) FROM hearth_health_check h WHERE h.person_id = c.child_id AND h.kind = 'dental'
          AND h.status = 'completed' AND h.checked_on <= :as_at),
       (SELECT count(*) FROM hearth_placement p WHERE p.person_id = c.child_id AND p.start_date <= :as_at
          AND (p.end_date IS NULL OR p.end_date > :year_ago)),
       CASE WHEN c.end_date <= :as_at THEN c.end_date END,
       CASE WHEN c.end_date <= :as_at THEN CASE
           WHEN c.end_reason IN ('E11', 'E12') THEN 'a) Adopted' WHEN c.end_reason = 'E2' THEN 'b) Died'
           WHEN c.end_reason = 'E3' THEN 'c) Care taken by another LA'
           WHEN c.end_reason IN ('E4A', 'E4B') THEN 'd) Returned home to live with parents or relatives'
           WHEN c.end_reason = 'E13' THEN 'e) Left care to live with parents, relatives or other person with no parental responsibility'
           WHEN c.end_reason IN ('E41') THEN 'f) Residence order granted'
           WHEN c.end_reason IN ('E45', 'E46', 'E47', 'E48') THEN 'g) Special Guardianship Orders'
           WHEN c.end_reason IN ('E5', 'E6') THEN 'h) Moved into independent living'
           WHEN c.end_reason = 'E7' THEN 'i) Transferred to residential care funded by adult social services'
           WHEN c.end_reason = 'E9' THEN 'j) Sentenced to custody' WHEN c.end_reason = 'E14' THEN 'k) Accommodation on remand ended'
           WHEN c.end_reason = 'E15' THEN 'l) Age assessment determined child was 18 or over'
           WHEN c.end_reason = 'E16' THEN 'm) Child moved abroad' ELSE 'n) Care ceased for any other reason' END END,
       p.start_date,
       CASE WHEN p.type IN ('U1', 'U2', 'U3', 'U4', 'U5', 'U6') THEN 'a) Foster Placement'
            WHEN p.type IN ('A3', 'A4', 'A5', 'A6') THEN 'b) Placed for adoption' WHEN p.type = 'P1' THEN 'c) Placed with parents'
            WHEN p.type = 'P2' THEN 'd) Independent living' WHEN p.type = 'P3' THEN 'e) Residential employment'
            WHEN p.type IN ('H5', 'K3') THEN 'f) Residential accommodation' WHEN p.type = 'K1' THEN 'g) Secure Children’s Homes'
            WHEN p.type = 'K2' THEN 'h) Children’s Homes' WHEN p.type = 'R1' THEN 'i) Residential Care Home'
            WHEN p.type = 'R2' THEN 'j) NHS/Health Trust' WHEN p.type = 'R3' THEN 'k) Family Centre or Mother and Baby Unit'
            WHEN p.type = 'R5' THEN 'l) Young Offender Institution' WHEN p.type = 'S1' THEN 'm) Residential school'
            WHEN p.type IN ('T0', 'T1', 'T2', 'T3', 'T4') THEN 'o) Temporary placement' ELSE 'n) Other placements' END,
       CASE WHEN p.provider IN ('PR1') THEN 'a) Own LA' WHEN p.provider IN ('PR4') THEN 'b) Private' ELSE 'c) Other' END,
       p.postcode, p.urn, NULL, NULL,
       (SELECT count(*) FROM hearth_missing_episode m WHERE m.person_id = c.child_id AND m.kind = 'M'
          AND date_part_of(m.started_at) > :year_ago AND date_part_of(m.started_at) <= :as_at),
       (SELECT count(*) FROM hearth_missing_episode m WHERE m.person_id = c.child_id AND m.kind = 'A'
          AND date_part_of(m.started_at) > :year_ago AND date_part_of(m.started_at) <= :as_at),
       CASE q.interview_offered WHEN 1 THEN 'Yes' WHEN 0 THEN 'No' END,
       CASE q.interview_accepted WHEN 1 THEN 'Yes' WHEN 0 THEN 'No' END,
       k.team, k.worker
FROM hearth_care_period c
JOIN hearth_return_child k ON k.child_id = c.child_id
LEFT JOIN hearth_legal_status l ON l.id = (
    SELECT max(b.id) FROM hearth_legal_status b WHERE b.person_id = c.child_id AND b.start_date = (
        SELECT max(a.start_date) FROM hearth_legal_status a WHERE a.person_id = c.child_id AND a.start_date <= :as_at
          AND (c.end_date IS NULL OR a.start_date < c.end_date)))
LEFT JOIN hearth_placement p ON p.id = (
    SELECT max(b.id) FROM hearth_placement b WHERE b.person_id = c.child_id AND b.start_date = (
        SELECT max(a.start_date) FROM hearth_placement a WHERE a.person_id = c.child_id AND a.start_date <= :as_at
          AND (c.end_date IS NULL OR a.start_date < c.end_date)))
LEFT JOIN hearth_missing_episode q ON q.id = (
    SELECT max(b.id) FROM hearth_missing_episode b WHERE b.person_id = c.child_id AND b.started_at = (
        SELECT max(a.started_at) FROM hearth_missing_episode a
        WHERE a.person_id = c.child_id AND date_part_of(a.started_at) > :year_ago AND date_part_of(a.started_at) <= :as_at))
LEFT JOIN annex_a_gender g ON g.code = k.sex
LEFT JOIN annex_a_ethnicity n ON n.code = k.ethnicity
WHERE c.start_date <= :as_at AND (c.end_date IS NULL OR c.end_date > :half_year)
  AND coalesce(l.status, '') NOT IN ('V3', 'V4')
ORDER BY c.start_date, k.la_child_id;

-- One row a child, as in 0021: its numbers and disabilities are gathered once for all children, where a subquery for each child
-- read the whole table again (20,000 families: a list took minutes).
DROP VIEW hearth_return_child;
CREATE VIEW hearth_return_child AS SELECT
    m.child_id,
    coalesce(n.la_child_id, CAST(m.child_id AS TEXT)) AS la_child_id,
    p.sex, p.ethnicity, p.born, p.expected, p.died, p.given, p.surname,
    n.upn, n.upn_unknown,
    CASE WHEN d.named = 1 THEN 'Yes' WHEN d.named = 0 THEN 'No' ELSE 'Unknown' END AS disabled,
    m.family_id, m.district, m.team_id, t.name AS team, w.id AS worker_id, w.name AS worker
FROM hearth_child_place m
JOIN hearth_person p ON p.id = m.child_id
LEFT JOIN (SELECT person_id, max(CASE WHEN kind = 'la_child_id' THEN value END) AS la_child_id,
        max(CASE WHEN kind = 'upn' THEN value END) AS upn, max(CASE WHEN kind = 'upn_unknown' THEN value END) AS upn_unknown
    FROM hearth_person_identifier WHERE to_date IS NULL GROUP BY person_id) n ON n.person_id = m.child_id
LEFT JOIN (SELECT person_id, max(CASE WHEN code <> 'NONE' THEN 1 ELSE 0 END) AS named
    FROM hearth_disability GROUP BY person_id) d ON d.person_id = m.child_id
LEFT JOIN hearth_team t ON t.id = m.team_id
LEFT JOIN (SELECT family_id, max(worker_id) AS worker_id FROM hearth_allocation
    WHERE lead = 1 AND to_date IS NULL GROUP BY family_id) a ON a.family_id = m.family_id
LEFT JOIN hearth_worker w ON w.id = a.worker_id;

-- The period of care of a review and of a visit, found for all of them at once: for each of them alone, every period was gone
-- through again.
DROP VIEW ssd_cla_reviews;
CREATE VIEW ssd_cla_reviews AS SELECT
    r.id AS clar_cla_review_id,
    k.cla_id AS clar_cla_id,
    r.due_date AS clar_cla_review_due_date,
    r.review_date AS clar_cla_review_date,
    CASE WHEN r.cancelled = 1 THEN 'Y' WHEN r.cancelled = 0 THEN 'N' END AS clar_cla_review_cancelled,
    r.participation AS clar_cla_review_participation
FROM hearth_cla_review r
LEFT JOIN (SELECT a.id, max(CAST(c.child_id AS TEXT) || ' ' || c.start_date) AS cla_id
    FROM hearth_cla_review a JOIN hearth_care_period c ON c.child_id = a.person_id
    WHERE c.start_date <= coalesce(a.review_date, a.due_date) GROUP BY a.id) k ON k.id = r.id;

DROP VIEW ssd_cla_visits;
CREATE VIEW ssd_cla_visits AS SELECT
    v.id AS clav_cla_visit_id,
    k.cla_id AS clav_cla_id,
    v.person_id AS clav_person_id,
    v.visit_date AS clav_cla_visit_date,
    CASE WHEN v.seen = 1 THEN 'Y' WHEN v.seen = 0 THEN 'N' END AS clav_cla_visit_seen,
    CASE WHEN v.seen_alone = 1 THEN 'Y' WHEN v.seen_alone = 0 THEN 'N' END AS clav_cla_visit_seen_alone
FROM hearth_visit v
LEFT JOIN (SELECT a.id, max(CAST(c.child_id AS TEXT) || ' ' || c.start_date) AS cla_id
    FROM hearth_visit a JOIN hearth_care_period c ON c.child_id = a.person_id
    WHERE a.kind = 'cla' AND c.start_date <= a.visit_date GROUP BY a.id) k ON k.id = v.id
WHERE v.kind = 'cla';

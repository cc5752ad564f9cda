-- What figures and returns need of the record besides, and the dataset lacks.

-- What a source code of the census means.
CREATE VIEW hearth_source AS
    SELECT '1A' AS code, 'Family member or carer' AS words
    UNION ALL SELECT '1B', 'Acquaintance, neighbour or childminder'
    UNION ALL SELECT '1C', 'The child'
    UNION ALL SELECT '1D', 'Another individual'
    UNION ALL SELECT '2A', 'School'
    UNION ALL SELECT '2B', 'Education service'
    UNION ALL SELECT '3A', 'Health: general practitioner'
    UNION ALL SELECT '3B', 'Health: health visitor'
    UNION ALL SELECT '3C', 'Health: school nurse'
    UNION ALL SELECT '3D', 'Health: other primary care'
    UNION ALL SELECT '3E', 'Health: emergency department'
    UNION ALL SELECT '3F', 'Health: other'
    UNION ALL SELECT '4', 'Housing'
    UNION ALL SELECT '5A', 'Council: social care'
    UNION ALL SELECT '5B', 'Council: another department'
    UNION ALL SELECT '5C', 'Council: another authority'
    UNION ALL SELECT '5D', 'Council: early help'
    UNION ALL SELECT '6', 'Police'
    UNION ALL SELECT '7', 'Courts, probation, immigration, Cafcass or prison'
    UNION ALL SELECT '8', 'Other, including voluntary organisations'
    UNION ALL SELECT '9', 'Anonymous'
    UNION ALL SELECT '10', 'Not known';

-- Where a child is counted: one row for each child of a family. A child of several families counts in the one they joined
-- last, an open membership before an ended one; the team is the one that holds that family, or held it last. It is where the
-- child is now (as known), also when a figure is asked for a past date: what was true then comes with known_at().
CREATE VIEW hearth_child_place AS SELECT
    m.child_id, m.family_id, f.district, t.team_id
FROM (SELECT person_id AS child_id,
        CAST(substr(max(CASE WHEN to_date IS NULL THEN '1' ELSE '0' END || from_date || CAST(family_id AS TEXT)), 12)
            AS BIGINT) AS family_id
    FROM hearth_family_member WHERE role = 'child' GROUP BY person_id) m
JOIN hearth_family f ON f.id = m.family_id
LEFT JOIN (SELECT family_id,
        CAST(substr(max(CASE WHEN to_date IS NULL THEN '1' ELSE '0' END || from_date || CAST(team_id AS TEXT)), 12)
            AS BIGINT) AS team_id
    FROM hearth_family_team GROUP BY family_id) t ON t.family_id = m.family_id;

-- A child's periods of care: episodes of one period share the day on which it began. end_date is NULL while an episode of it
-- is open; end_reason is that of its last episode.
CREATE VIEW hearth_care_period AS SELECT
    person_id AS child_id, coalesce(entered_care_date, start_date) AS start_date,
    CASE WHEN max(CASE WHEN end_date IS NULL THEN 1 ELSE 0 END) = 1 THEN NULL ELSE max(end_date) END AS end_date,
    CASE WHEN max(CASE WHEN end_date IS NULL THEN 1 ELSE 0 END) = 1 THEN NULL
        ELSE substr(max(end_date || coalesce(end_reason, '')), 11) END AS end_reason
FROM hearth_cla_episode GROUP BY person_id, coalesce(entered_care_date, start_date);

-- What several returns ask of a child, said once: used by practice/returns/*/lists and by the daily collection. One row a child
-- (a person who is or was a child of a family), with the number that the returns know the child by, the team
-- that holds the family and the worker who leads there, now.
-- People and places are read once: SQLite would join each of the halves of their views (as it is, as it was known) with
-- everything else, and halves of what reads this view with each of those.
CREATE VIEW hearth_return_child AS
WITH people AS MATERIALIZED (SELECT id, sex, ethnicity, born, expected, died, given, surname FROM hearth_person),
places AS MATERIALIZED (SELECT child_id, family_id, district, team_id FROM hearth_child_place)
SELECT
    m.child_id,
    coalesce(n.la_child_id, CAST(m.child_id AS TEXT)) AS la_child_id,
    p.sex, p.ethnicity, p.born, p.expected, p.died, p.given, p.surname,
    n.upn, n.upn_unknown,
    CASE WHEN d.named = 1 THEN 'Yes' WHEN d.named = 0 THEN 'No' ELSE 'Unknown' END AS disabled,
    m.family_id, m.district, m.team_id, t.name AS team, w.id AS worker_id, w.name AS worker
FROM places m
JOIN people p ON p.id = m.child_id
LEFT JOIN (SELECT person_id, max(CASE WHEN kind = 'la_child_id' THEN value END) AS la_child_id,
        max(CASE WHEN kind = 'upn' THEN value END) AS upn, max(CASE WHEN kind = 'upn_unknown' THEN value END) AS upn_unknown
    FROM hearth_person_identifier WHERE to_date IS NULL GROUP BY person_id) n ON n.person_id = m.child_id
LEFT JOIN (SELECT person_id, max(CASE WHEN code <> 'NONE' THEN 1 ELSE 0 END) AS named
    FROM hearth_disability GROUP BY person_id) d ON d.person_id = m.child_id
LEFT JOIN hearth_team t ON t.id = m.team_id
LEFT JOIN (SELECT family_id, max(worker_id) AS worker_id FROM hearth_allocation
    WHERE lead = 1 AND to_date IS NULL GROUP BY family_id) a ON a.family_id = m.family_id
LEFT JOIN hearth_worker w ON w.id = a.worker_id;

-- The words of Annex A for codes that several of its lists use.
CREATE VIEW annex_a_gender AS
    SELECT 'M' AS code, 'a) Male' AS words UNION ALL SELECT 'F', 'b) Female' UNION ALL SELECT 'U', 'c) Not stated/recorded';

CREATE VIEW annex_a_ethnicity AS
    SELECT 'WBRI' AS code, 'a) White' AS words UNION ALL SELECT 'WIRI', 'a) White' UNION ALL SELECT 'WOTH', 'a) White'
    UNION ALL SELECT 'WIRT', 'a) White' UNION ALL SELECT 'WROM', 'a) White'
    UNION ALL SELECT 'MWBC', 'b) Mixed' UNION ALL SELECT 'MWBA', 'b) Mixed' UNION ALL SELECT 'MWAS', 'b) Mixed'
    UNION ALL SELECT 'MOTH', 'b) Mixed'
    UNION ALL SELECT 'AIND', 'c) Asian or Asian British' UNION ALL SELECT 'APKN', 'c) Asian or Asian British'
    UNION ALL SELECT 'ABAN', 'c) Asian or Asian British' UNION ALL SELECT 'AOTH', 'c) Asian or Asian British'
    UNION ALL SELECT 'CHNE', 'c) Asian or Asian British'
    UNION ALL SELECT 'BCRB', 'd) Black or black British' UNION ALL SELECT 'BAFR', 'd) Black or black British'
    UNION ALL SELECT 'BOTH', 'd) Black or black British'
    UNION ALL SELECT 'OOTH', 'e) Other ethnic group'
    UNION ALL SELECT 'REFU', 'f) Not stated' UNION ALL SELECT 'NOBT', 'f) Not stated';

CREATE VIEW annex_a_need AS
    SELECT 'N1' AS code, 'a) Abuse or neglect' AS words UNION ALL SELECT 'N2', 'b) Child''s disability'
    UNION ALL SELECT 'N3', 'c) Parents illness or disability' UNION ALL SELECT 'N4', 'd) Family in acute stress'
    UNION ALL SELECT 'N5', 'e) Family dysfunction' UNION ALL SELECT 'N6', 'f) Socially unacceptable behaviour'
    UNION ALL SELECT 'N7', 'g) Low income' UNION ALL SELECT 'N8', 'h) Absent parenting'
    UNION ALL SELECT 'N9', 'i) Not CIN' UNION ALL SELECT 'N0', 'j) Not stated';

CREATE VIEW annex_a_source AS
    SELECT '1A' AS code, 'a) Individual' AS words UNION ALL SELECT '1B', 'a) Individual' UNION ALL SELECT '1C', 'a) Individual'
    UNION ALL SELECT '1D', 'a) Individual' UNION ALL SELECT '2A', 'b) Schools' UNION ALL SELECT '2B', 'c) Education Services'
    UNION ALL SELECT '3A', 'd) Health Services' UNION ALL SELECT '3B', 'd) Health Services'
    UNION ALL SELECT '3C', 'd) Health Services' UNION ALL SELECT '3D', 'd) Health Services'
    UNION ALL SELECT '3E', 'd) Health Services' UNION ALL SELECT '3F', 'd) Health Services'
    UNION ALL SELECT '4', 'e) Housing' UNION ALL SELECT '5A', 'f) LA Services' UNION ALL SELECT '5B', 'f) LA Services'
    UNION ALL SELECT '5C', 'f) LA Services' UNION ALL SELECT '5D', 'f) LA Services' UNION ALL SELECT '6', 'g) Police'
    UNION ALL SELECT '7', 'h) Other legal agency' UNION ALL SELECT '8', 'i) Other'
    UNION ALL SELECT '9', 'j) Anonymous' UNION ALL SELECT '10', 'k) Unknown';

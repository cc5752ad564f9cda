-- What several returns ask of a child, said once: used by practice/returns/*/lists and by the daily collection.

-- One row a child (a person who is or was a child of a family), with the number that the returns know the child by, the team
-- that holds the family and the worker who leads there, now.
CREATE VIEW hearth_return_child AS SELECT
    p.id AS child_id,
    coalesce((SELECT max(i.value) FROM hearth_person_identifier i
        WHERE i.person_id = p.id AND i.kind = 'la_child_id' AND i.to_date IS NULL), CAST(p.id AS TEXT)) AS la_child_id,
    p.sex, p.ethnicity, p.born, p.expected, p.died, p.given, p.surname,
    (SELECT max(i.value) FROM hearth_person_identifier i
        WHERE i.person_id = p.id AND i.kind = 'upn' AND i.to_date IS NULL) AS upn,
    (SELECT max(i.value) FROM hearth_person_identifier i
        WHERE i.person_id = p.id AND i.kind = 'upn_unknown' AND i.to_date IS NULL) AS upn_unknown,
    CASE WHEN EXISTS (SELECT 1 FROM hearth_disability d WHERE d.person_id = p.id AND d.code <> 'NONE') THEN 'Yes'
         WHEN EXISTS (SELECT 1 FROM hearth_disability d WHERE d.person_id = p.id) THEN 'No'
         ELSE 'Unknown' END AS disabled,
    m.family_id, m.district, m.team_id, t.name AS team, w.id AS worker_id, w.name AS worker
FROM hearth_child_place m
JOIN hearth_person p ON p.id = m.child_id
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

-- file: episodes.csv
-- title: Episodes of care of the year: a new one on each day that the legal status or the placement changes
-- source: SSDA903 return, guide 2026 to 2027
-- key: CHILD
-- key: DECOM
-- column: CHILD
-- column: DECOM
-- column: RNE
-- column: LS
-- column: CIN
-- column: PLACE
-- column: PLACE_PROVIDER
-- column: DEC
-- column: REC
-- column: REASON_PLACE_CHANGE
-- column: HOME_POST
-- column: PL_POST
-- column: URN
WITH changes AS (
    SELECT person_id, start_date AS day FROM hearth_cla_episode
    UNION SELECT person_id, start_date FROM hearth_legal_status
    UNION SELECT person_id, start_date FROM hearth_placement
),
spans AS (
    SELECT p.child_id, p.start_date AS period, p.end_date AS period_end, p.end_reason, c.day,
           lead(c.day) OVER (PARTITION BY p.child_id, p.start_date ORDER BY c.day) AS next_day
    FROM hearth_care_period p
    JOIN changes c ON c.person_id = p.child_id AND c.day >= p.start_date AND (p.end_date IS NULL OR c.day < p.end_date)
),
episodes AS (
    SELECT s.*, coalesce(s.next_day, s.period_end) AS until,
           CASE WHEN s.next_day IS NULL THEN s.end_reason ELSE 'X1' END AS why,
           (SELECT max(b.id) FROM hearth_placement b WHERE b.person_id = s.child_id AND b.start_date = (
                SELECT max(a.start_date) FROM hearth_placement a WHERE a.person_id = s.child_id AND a.start_date <= s.day
                  AND (a.end_date IS NULL OR a.end_date > s.day))) AS placement_id,
           (SELECT max(b.id) FROM hearth_legal_status b WHERE b.person_id = s.child_id AND b.start_date = (
                SELECT max(a.start_date) FROM hearth_legal_status a WHERE a.person_id = s.child_id AND a.start_date <= s.day
                  AND (a.end_date IS NULL OR a.end_date > s.day))) AS status_id,
           (SELECT max(e.id) FROM hearth_cla_episode e WHERE e.person_id = s.child_id AND e.start_date <= s.day
              AND (e.end_date IS NULL OR e.end_date > s.day)) AS episode_id
    FROM spans s
    WHERE s.day <= :ends AND (coalesce(s.next_day, s.period_end) IS NULL OR coalesce(s.next_day, s.period_end) >= :starts)
)
SELECT k.la_child_id, substr(x.day, 9, 2) || '/' || substr(x.day, 6, 2) || '/' || substr(x.day, 1, 4),
       CASE WHEN x.day = x.period THEN coalesce(e.start_reason, 'S')
            WHEN e.start_date = x.day AND e.start_reason IS NOT NULL THEN e.start_reason
            WHEN p.start_date = x.day AND l.start_date = x.day THEN 'B'
            WHEN p.start_date = x.day THEN 'P' ELSE 'L' END,
       l.status, e.primary_need, p.type, p.provider,
       CASE WHEN x.until <= :ends THEN substr(x.until, 9, 2) || '/' || substr(x.until, 6, 2) || '/' || substr(x.until, 1, 4) END,
       CASE WHEN x.until <= :ends THEN x.why END,
       CASE WHEN x.until <= :ends AND p.end_date = x.until AND x.next_day IS NOT NULL THEN p.change_reason END,
       (SELECT max(a.postcode) FROM hearth_person_address a WHERE a.person_id = x.child_id AND a.kind = 'home'
          AND (a.from_date IS NULL OR a.from_date <= x.period) AND (a.to_date IS NULL OR a.to_date >= x.period)),
       p.postcode, p.urn
FROM episodes x
JOIN hearth_return_child k ON k.child_id = x.child_id
LEFT JOIN hearth_placement p ON p.id = x.placement_id
LEFT JOIN hearth_legal_status l ON l.id = x.status_id
LEFT JOIN hearth_cla_episode e ON e.id = x.episode_id
ORDER BY k.la_child_id, x.day;

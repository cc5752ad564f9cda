-- The tables that the rules of the SSDA903 return (children looked after) look at: one table for each
-- file, one row for each of its rows, under the names that the Department gives them, and the same
-- again with _last for last year's files. docs/returns/rules.md explains the columns that are ours
-- (row, child_no, ..._text, previous, next, period, PL_LA, PL_LOCATION, PL_DISTANCE).
CREATE TABLE collection (       -- one row, always
    year            INTEGER NOT NULL,  -- 2026 is the year that ends on 31 March 2026
    starts          TEXT NOT NULL,     -- 1 April of the year before
    ends            TEXT NOT NULL,     -- 31 March
    local_authority TEXT,              -- ONS code of the authority that makes the return, when known
    file_format     TEXT NOT NULL      -- csv or xml
);

CREATE TABLE given (            -- the files that were given: Episodes, Episodes_last, provider, postcode ...
    name TEXT PRIMARY KEY
);

CREATE TABLE provider (         -- Ofsted's lists of providers, when given
    URN TEXT, PLACE_CODES TEXT, PROVIDER_CODES TEXT,   -- codes with commas between: PR1,PR3
    REG_END TEXT, POSTCODE TEXT, LA TEXT
);

CREATE TABLE Header (
    row INTEGER PRIMARY KEY, child_no INTEGER, CHILD TEXT, SEX TEXT, DOB TEXT, DOB_text TEXT,
    ETHNIC TEXT, UPN TEXT, MOTHER TEXT, MC_DOB TEXT, MC_DOB_text TEXT, UASC TEXT
);

CREATE TABLE Episodes (
    row INTEGER PRIMARY KEY, child_no INTEGER, CHILD TEXT, DECOM TEXT, DECOM_text TEXT, RNE TEXT,
    LS TEXT, CIN TEXT, PLACE TEXT, PLACE_PROVIDER TEXT, DEC TEXT, DEC_text TEXT, REC TEXT,
    REASON_PLACE_CHANGE TEXT, HOME_POST TEXT, PL_POST TEXT, URN TEXT,
    PL_LA TEXT, PL_LOCATION TEXT, PL_DISTANCE REAL,
    previous INTEGER, next INTEGER,  -- rows of the child's episodes before and after this one, by DECOM
    period INTEGER  -- row of the first episode of this period of care: RNE S, or after a gap
);

CREATE TABLE Reviews (
    row INTEGER PRIMARY KEY, child_no INTEGER, CHILD TEXT, DOB TEXT, DOB_text TEXT, REVIEW TEXT,
    REVIEW_text TEXT, REVIEW_CODE TEXT
);

CREATE TABLE UASC (
    row INTEGER PRIMARY KEY, child_no INTEGER, CHILD TEXT, DOB TEXT, DOB_text TEXT, SEX TEXT,
    DUC TEXT, DUC_text TEXT
);

CREATE TABLE OC2 (
    row INTEGER PRIMARY KEY, child_no INTEGER, CHILD TEXT, DOB TEXT, DOB_text TEXT, SDQ_SCORE TEXT,
    SDQ_REASON TEXT, CONVICTED TEXT, HEALTH_CHECK TEXT, IMMUNISATIONS TEXT, TEETH_CHECK TEXT,
    HEALTH_ASSESSMENT TEXT, SUBSTANCE_MISUSE TEXT, INTERVENTION_RECEIVED TEXT,
    INTERVENTION_OFFERED TEXT
);

CREATE TABLE OC3 (
    row INTEGER PRIMARY KEY, child_no INTEGER, CHILD TEXT, DOB TEXT, DOB_text TEXT, IN_TOUCH TEXT,
    ACTIV TEXT, ACCOM TEXT
);

CREATE TABLE AD1 (
    row INTEGER PRIMARY KEY, child_no INTEGER, CHILD TEXT, DOB TEXT, DOB_text TEXT, DATE_INT TEXT,
    DATE_INT_text TEXT, DATE_MATCH TEXT, DATE_MATCH_text TEXT, FOSTER_CARE TEXT, NB_ADOPTR TEXT,
    SEX_ADOPTR TEXT, LS_ADOPTR TEXT
);

CREATE TABLE PlacedAdoption (
    row INTEGER PRIMARY KEY, child_no INTEGER, CHILD TEXT, DOB TEXT, DOB_text TEXT, DATE_PLACED TEXT,
    DATE_PLACED_text TEXT, DATE_PLACED_CEASED TEXT, DATE_PLACED_CEASED_text TEXT,
    REASON_PLACED_CEASED TEXT
);

CREATE TABLE PrevPerm (
    row INTEGER PRIMARY KEY, child_no INTEGER, CHILD TEXT, DOB TEXT, DOB_text TEXT, PREV_PERM TEXT,
    LA_PERM TEXT, DATE_PERM TEXT, DATE_PERM_text TEXT
);

CREATE TABLE Missing (
    row INTEGER PRIMARY KEY, child_no INTEGER, CHILD TEXT, DOB TEXT, DOB_text TEXT, MISSING TEXT,
    MIS_START TEXT, MIS_START_text TEXT, MIS_END TEXT, MIS_END_text TEXT
);

CREATE TABLE SWEpisodes (
    row INTEGER PRIMARY KEY, child_no INTEGER, CHILD TEXT, DOB TEXT, DOB_text TEXT, SW_ID TEXT,
    SW_DECOM TEXT, SW_DECOM_text TEXT, SW_DEC TEXT, SW_DEC_text TEXT, SW_REASON TEXT
);

CREATE TABLE DoLo (
    row INTEGER PRIMARY KEY, child_no INTEGER, CHILD TEXT, DOB TEXT, DOB_text TEXT, DOLO_START TEXT,
    DOLO_START_text TEXT, DOLO_END TEXT, DOLO_END_text TEXT
);

CREATE TABLE Header_last (
    row INTEGER PRIMARY KEY, child_no INTEGER, CHILD TEXT, SEX TEXT, DOB TEXT, DOB_text TEXT,
    ETHNIC TEXT, UPN TEXT, MOTHER TEXT, MC_DOB TEXT, MC_DOB_text TEXT, UASC TEXT
);

CREATE TABLE Episodes_last (
    row INTEGER PRIMARY KEY, child_no INTEGER, CHILD TEXT, DECOM TEXT, DECOM_text TEXT, RNE TEXT,
    LS TEXT, CIN TEXT, PLACE TEXT, PLACE_PROVIDER TEXT, DEC TEXT, DEC_text TEXT, REC TEXT,
    REASON_PLACE_CHANGE TEXT, HOME_POST TEXT, PL_POST TEXT, URN TEXT,
    PL_LA TEXT, PL_LOCATION TEXT, PL_DISTANCE REAL,
    previous INTEGER, next INTEGER,  -- rows of the child's episodes before and after this one, by DECOM
    period INTEGER  -- row of the first episode of this period of care: RNE S, or after a gap
);

CREATE TABLE Reviews_last (
    row INTEGER PRIMARY KEY, child_no INTEGER, CHILD TEXT, DOB TEXT, DOB_text TEXT, REVIEW TEXT,
    REVIEW_text TEXT, REVIEW_CODE TEXT
);

CREATE TABLE UASC_last (
    row INTEGER PRIMARY KEY, child_no INTEGER, CHILD TEXT, DOB TEXT, DOB_text TEXT, SEX TEXT,
    DUC TEXT, DUC_text TEXT
);

CREATE TABLE OC2_last (
    row INTEGER PRIMARY KEY, child_no INTEGER, CHILD TEXT, DOB TEXT, DOB_text TEXT, SDQ_SCORE TEXT,
    SDQ_REASON TEXT, CONVICTED TEXT, HEALTH_CHECK TEXT, IMMUNISATIONS TEXT, TEETH_CHECK TEXT,
    HEALTH_ASSESSMENT TEXT, SUBSTANCE_MISUSE TEXT, INTERVENTION_RECEIVED TEXT,
    INTERVENTION_OFFERED TEXT
);

CREATE TABLE OC3_last (
    row INTEGER PRIMARY KEY, child_no INTEGER, CHILD TEXT, DOB TEXT, DOB_text TEXT, IN_TOUCH TEXT,
    ACTIV TEXT, ACCOM TEXT
);

CREATE TABLE AD1_last (
    row INTEGER PRIMARY KEY, child_no INTEGER, CHILD TEXT, DOB TEXT, DOB_text TEXT, DATE_INT TEXT,
    DATE_INT_text TEXT, DATE_MATCH TEXT, DATE_MATCH_text TEXT, FOSTER_CARE TEXT, NB_ADOPTR TEXT,
    SEX_ADOPTR TEXT, LS_ADOPTR TEXT
);

CREATE TABLE PlacedAdoption_last (
    row INTEGER PRIMARY KEY, child_no INTEGER, CHILD TEXT, DOB TEXT, DOB_text TEXT, DATE_PLACED TEXT,
    DATE_PLACED_text TEXT, DATE_PLACED_CEASED TEXT, DATE_PLACED_CEASED_text TEXT,
    REASON_PLACED_CEASED TEXT
);

CREATE TABLE PrevPerm_last (
    row INTEGER PRIMARY KEY, child_no INTEGER, CHILD TEXT, DOB TEXT, DOB_text TEXT, PREV_PERM TEXT,
    LA_PERM TEXT, DATE_PERM TEXT, DATE_PERM_text TEXT
);

CREATE TABLE Missing_last (
    row INTEGER PRIMARY KEY, child_no INTEGER, CHILD TEXT, DOB TEXT, DOB_text TEXT, MISSING TEXT,
    MIS_START TEXT, MIS_START_text TEXT, MIS_END TEXT, MIS_END_text TEXT
);

CREATE TABLE SWEpisodes_last (
    row INTEGER PRIMARY KEY, child_no INTEGER, CHILD TEXT, DOB TEXT, DOB_text TEXT, SW_ID TEXT,
    SW_DECOM TEXT, SW_DECOM_text TEXT, SW_DEC TEXT, SW_DEC_text TEXT, SW_REASON TEXT
);

CREATE TABLE DoLo_last (
    row INTEGER PRIMARY KEY, child_no INTEGER, CHILD TEXT, DOB TEXT, DOB_text TEXT, DOLO_START TEXT,
    DOLO_START_text TEXT, DOLO_END TEXT, DOLO_END_text TEXT
);

-- after loading

CREATE INDEX Header_child ON Header (child_no);
CREATE INDEX Episodes_child ON Episodes (child_no);
CREATE INDEX Reviews_child ON Reviews (child_no);
CREATE INDEX UASC_child ON UASC (child_no);
CREATE INDEX OC2_child ON OC2 (child_no);
CREATE INDEX OC3_child ON OC3 (child_no);
CREATE INDEX AD1_child ON AD1 (child_no);
CREATE INDEX PlacedAdoption_child ON PlacedAdoption (child_no);
CREATE INDEX PrevPerm_child ON PrevPerm (child_no);
CREATE INDEX Missing_child ON Missing (child_no);
CREATE INDEX SWEpisodes_child ON SWEpisodes (child_no);
CREATE INDEX DoLo_child ON DoLo (child_no);
CREATE INDEX Header_last_child ON Header_last (child_no);
CREATE INDEX Episodes_last_child ON Episodes_last (child_no);
CREATE INDEX Reviews_last_child ON Reviews_last (child_no);
CREATE INDEX UASC_last_child ON UASC_last (child_no);
CREATE INDEX OC2_last_child ON OC2_last (child_no);
CREATE INDEX OC3_last_child ON OC3_last (child_no);
CREATE INDEX AD1_last_child ON AD1_last (child_no);
CREATE INDEX PlacedAdoption_last_child ON PlacedAdoption_last (child_no);
CREATE INDEX PrevPerm_last_child ON PrevPerm_last (child_no);
CREATE INDEX Missing_last_child ON Missing_last (child_no);
CREATE INDEX SWEpisodes_last_child ON SWEpisodes_last (child_no);
CREATE INDEX DoLo_last_child ON DoLo_last (child_no);

UPDATE Episodes SET previous = n.previous, next = n.next, period = n.period
FROM (
    SELECT row, previous, next,
           first_value(begins) OVER (PARTITION BY child_no, part ORDER BY place) AS period
    FROM (
        SELECT row, child_no, previous, next, place, begins,
               count(begins) OVER (PARTITION BY child_no ORDER BY place) AS part
        FROM (
            SELECT row, child_no,
                   lag(row) OVER w AS previous, lead(row) OVER w AS next, row_number() OVER w AS place,
                   CASE WHEN RNE = 'S' OR lag(DEC) OVER w IS NULL OR lag(DEC) OVER w <> DECOM
                        THEN row END AS begins
            FROM Episodes WHERE child_no IS NOT NULL
            WINDOW w AS (PARTITION BY child_no ORDER BY DECOM IS NULL, DECOM, row)
        )
    )
) n
WHERE n.row = Episodes.row;

UPDATE Episodes_last SET previous = n.previous, next = n.next, period = n.period
FROM (
    SELECT row, previous, next,
           first_value(begins) OVER (PARTITION BY child_no, part ORDER BY place) AS period
    FROM (
        SELECT row, child_no, previous, next, place, begins,
               count(begins) OVER (PARTITION BY child_no ORDER BY place) AS part
        FROM (
            SELECT row, child_no,
                   lag(row) OVER w AS previous, lead(row) OVER w AS next, row_number() OVER w AS place,
                   CASE WHEN RNE = 'S' OR lag(DEC) OVER w IS NULL OR lag(DEC) OVER w <> DECOM
                        THEN row END AS begins
            FROM Episodes_last WHERE child_no IS NOT NULL
            WINDOW w AS (PARTITION BY child_no ORDER BY DECOM IS NULL, DECOM, row)
        )
    )
) n
WHERE n.row = Episodes_last.row;

-- Ofsted's lists come with dates as 31/03/2026 or as a date with a time.
UPDATE provider SET REG_END = CASE
    WHEN REG_END LIKE '__/__/____%'
    THEN substr(REG_END, 7, 4) || '-' || substr(REG_END, 4, 2) || '-' || substr(REG_END, 1, 2)
    ELSE substr(REG_END, 1, 10) END;
CREATE INDEX provider_urn ON provider (URN);

-- Children of whom OC2 asks: looked after on 31 March and for the twelve months before it without a
-- break, short breaks (V3, V4) not counted. X1 says that the next episode begins on the same or the
-- next day: an episode that ended so on 30 or 31 March has not ended the care, and two episodes with
-- X1 between them are one stay also when a night lies between. Any other reason ends it, and so does
-- a start (RNE S). A child first looked after on 1 April has been so for the twelve months.
CREATE TABLE looked_after_12_months (child_no INTEGER PRIMARY KEY);
INSERT INTO looked_after_12_months (child_no)
SELECT DISTINCT l.child_no
FROM collection c
JOIN Episodes l ON l.DECOM <= c.ends
LEFT JOIN Episodes n ON n.row = l.next
WHERE (n.row IS NULL OR n.DECOM IS NULL OR n.DECOM > c.ends)
  AND (l.DEC_text IS NULL OR l.DEC > c.ends OR (l.REC = 'X1' AND l.DEC >= add_days(c.ends, -1)))
  AND EXISTS (SELECT 1 FROM Episodes f WHERE f.child_no = l.child_no AND f.DECOM <= c.starts)
  AND NOT EXISTS (
    SELECT 1 FROM Episodes e LEFT JOIN Episodes p ON p.row = e.previous
    WHERE e.child_no = l.child_no AND e.DECOM <= c.ends
      AND ((e.LS IN ('V3', 'V4') AND (e.DEC IS NULL OR e.DEC > c.starts))
           OR (e.DECOM > c.starts
               AND (e.RNE = 'S' OR p.REC <> 'X1' OR (e.DECOM > p.DEC AND e.DECOM > add_days(p.DEC, 1))))));

-- Legal statuses that may last some hours or days only (emergency and police protection, remand): for
-- each episode under one, how many days the stretch of episodes that follow one another on it lasts.
-- An open one runs to the end of the year.
CREATE TABLE short_status (row INTEGER PRIMARY KEY, LS TEXT, days INTEGER);
INSERT INTO short_status (row, LS, days)
SELECT row, LS, days_between(min(DECOM) OVER p, max(until) OVER p)
FROM (
    SELECT *, sum(before IS NOT DECOM) OVER (PARTITION BY child_no, LS ORDER BY DECOM, row) AS part
    FROM (
        SELECT e.row, e.child_no, e.LS, e.DECOM, ifnull(e.DEC, c.ends) AS until,
               lag(e.DEC) OVER (PARTITION BY e.child_no, e.LS ORDER BY e.DECOM, e.row) AS before
        FROM Episodes e, collection c
        WHERE e.LS IN ('L1', 'L2', 'L3', 'J2') AND e.DECOM IS NOT NULL
    )
)
WINDOW p AS (PARTITION BY child_no, LS, part);

-- Periods of care, short breaks left out: from the first day to the last; no end while one of its
-- episodes is open.
CREATE TABLE period_of_care (child_no INTEGER, begins TEXT, ends TEXT);
INSERT INTO period_of_care (child_no, begins, ends)
SELECT child_no, min(DECOM), CASE WHEN count(*) = count(DEC) THEN max(DEC) END
FROM Episodes
WHERE child_no IS NOT NULL AND coalesce(LS, '') NOT IN ('V3', 'V4')
GROUP BY child_no, period;
CREATE INDEX period_of_care_child ON period_of_care (child_no);

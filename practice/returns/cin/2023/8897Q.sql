-- rule: 8897Q
-- severity: query
-- fields: Assessments.AssessmentAuthorisationDate, Assessments.AssessmentFactors
-- message: The assessment was finished in the census period, but its factors are missing or not
--   among the codes.
-- remedy: Enter what the assessment found. The code 21 says that no factors were identified.
-- source: Children in need census 2025 to 2026, validation rule 8897Q
SELECT a.row AS "Assessments.AssessmentAuthorisationDate",
       a.row AS "Assessments.AssessmentFactors"
FROM Assessments a, census y
WHERE a.AssessmentAuthorisationDate >= y.period_start
  AND (NOT EXISTS (SELECT 1 FROM AssessmentFactorsList f
                   WHERE f.AssessmentID = a.row AND f.AssessmentFactor IS NOT NULL)
       OR EXISTS (SELECT 1 FROM AssessmentFactorsList f
                  WHERE f.AssessmentID = a.row AND f.AssessmentFactor NOT IN (
          '1A', '1B', '1C', '2A', '2B', '2C', '3A', '3B', '3C', '4A', '4B', '4C', '5A', '5B', '5C',
          '6A', '6B', '6C', '7A', '8B', '8C', '8D', '8E', '8F', '9A', '10A', '11A', '12A', '13A',
          '14A', '15A', '16A', '17A', '18A', '18B', '18C', '19A', '19B', '19C', '20', '21', '22A',
          '23A', '24A')));

-- rule: 180
-- severity: error
-- fields: OC2.SDQ_SCORE
-- message: The strengths and difficulties score is not a whole number from 0 to 40.
-- remedy: Enter the total score of the questionnaire, 0 to 40.
-- source: SSDA903 return 2026 to 2027, validation rule 180
SELECT row AS "OC2.SDQ_SCORE" FROM OC2
WHERE SDQ_SCORE GLOB '*[^0-9]*' OR CAST(SDQ_SCORE AS INTEGER) > 40;

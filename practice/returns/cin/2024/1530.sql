-- rule: 1530
-- severity: error
-- fields: ChildIdentifiers.UPN
-- message: The second to fourth characters of the unique pupil number are not the number of a
--   local authority.
-- remedy: Look the number up again with the child's school. These three digits name the authority
--   that issued it.
-- source: Children in need census 2025 to 2026, validation rule 1530
-- note: The authorities made in April 2023, 942 and 943, are counted as known.
-- A number of fewer than four characters has no authority to look at.
WITH given AS MATERIALIZED (
    SELECT row, substr(UPN, 2, 3) AS authority FROM ChildIdentifiers WHERE length(UPN) >= 4
), authorities AS MATERIALIZED (
    SELECT authority, CAST(authority AS INTEGER) AS n FROM (SELECT DISTINCT authority FROM given)
)
SELECT row AS "ChildIdentifiers.UPN" FROM given
WHERE authority IN (
SELECT authority FROM authorities
WHERE authority NOT GLOB '[0-9][0-9][0-9]'
   OR NOT (n BETWEEN 1 AND 5 OR n BETWEEN 201 AND 213 OR n BETWEEN 301 AND 320
        OR n BETWEEN 330 AND 336 OR n BETWEEN 340 AND 344 OR n BETWEEN 350 AND 359
        OR n BETWEEN 370 AND 373 OR n BETWEEN 380 AND 384 OR n BETWEEN 390 AND 394
        OR n BETWEEN 660 AND 681 OR n BETWEEN 701 AND 708 OR n BETWEEN 800 AND 803
        OR n BETWEEN 805 AND 808 OR n BETWEEN 810 AND 813 OR n BETWEEN 820 AND 823
        OR n BETWEEN 835 AND 839 OR n BETWEEN 850 AND 852 OR n BETWEEN 855 AND 857
        OR n BETWEEN 865 AND 896 OR n BETWEEN 935 AND 938 OR n BETWEEN 940 AND 943
        OR n IN (420, 815, 816, 825, 826, 830, 831, 840, 841, 845, 846, 860)
        OR n IN (861, 908, 909, 916, 919, 921, 925, 926, 928, 929, 931, 933)));

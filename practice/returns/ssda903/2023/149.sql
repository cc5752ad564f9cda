-- rule: 149
-- severity: error
-- fields: Episodes.REC
-- message: The reason why the episode ceased is not one of the codes in use.
-- remedy: Choose a code from the list in the guide to the return.
-- source: SSDA903 return 2026 to 2027, validation rule 149
SELECT row AS "Episodes.REC" FROM Episodes
WHERE REC NOT IN ('X1', 'E11', 'E12', 'E2', 'E3', 'E4A', 'E4B', 'E13', 'E41', 'E45',
    'E46', 'E47', 'E48', 'E5', 'E6', 'E7', 'E9', 'E14', 'E15', 'E16',
    'E17', 'E8');

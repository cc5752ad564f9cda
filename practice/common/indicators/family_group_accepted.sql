-- id: family_group_accepted
-- title: Family group decision-making accepted
-- definition: Families to whom family group decision-making was offered in the twelve months, and how many accepted
-- numerator: families who accepted
-- denominator: families to whom it was offered
-- unit: percent
-- better: up
-- period: rolling_year
-- source: S1-11; Children Act 1989, section 31ZA
-- owner: Head of service
SELECT f.child_id, p.family_id, p.district, p.team_id, f.accepted AS numerator
FROM (SELECT family_id, min(person_id) AS child_id, max(CASE WHEN accepted = 1 THEN 1 ELSE 0 END) AS accepted
      FROM hearth_family_group_conference WHERE offered_on >= :from AND offered_on <= :to GROUP BY family_id) f
LEFT JOIN hearth_child_place p ON p.child_id = f.child_id

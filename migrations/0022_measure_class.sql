-- A number is as private as the section that it was written in: a strengths and difficulties score stands in the health
-- section of a form that everybody reads. Readers need this class and the entry's own.
ALTER TABLE measure ADD COLUMN class TEXT NOT NULL DEFAULT 'general';  -- field class of practice/roles.yaml
UPDATE measure SET class = 'health' WHERE kind = 'sdq';
UPDATE measure SET class = (SELECT MAX(e.class) FROM entry e WHERE e.id = measure.entry_id
                              AND e.superseded_at = '9999-12-31T23:59:59.999Z')
WHERE kind <> 'sdq' AND EXISTS (SELECT 1 FROM entry e WHERE e.id = measure.entry_id AND e.class <> 'supervision'
                              AND e.superseded_at = '9999-12-31T23:59:59.999Z');

-- The workbook "as it was on": the past versions of a family's entries, which are few.
CREATE INDEX entry_past_of_family ON entry (family_id) WHERE superseded_at < '9999-12-31T23:59:59.999Z';

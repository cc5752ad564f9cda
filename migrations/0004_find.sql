-- What looking back needs: the past versions of an entry, and who broke the glass when.

CREATE INDEX entry_past ON entry (id, recorded_at) WHERE superseded_at <> '9999-12-31T23:59:59.999Z';
CREATE INDEX break_glass_by_time ON break_glass (from_instant) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

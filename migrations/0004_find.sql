-- What finding and looking back need: references quoted on the telephone, and the past versions of an entry.

CREATE INDEX family_by_reference ON family (reference) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX contact_by_reference ON contact (reference) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX entry_past ON entry (id, recorded_at) WHERE superseded_at <> '9999-12-31T23:59:59.999Z';
CREATE INDEX break_glass_by_time ON break_glass (from_instant) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

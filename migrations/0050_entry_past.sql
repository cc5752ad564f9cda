CREATE INDEX entry_superseded ON entry (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';

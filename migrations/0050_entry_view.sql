-- What was written and when, without its words, for the queries of indicators. Like the other views of 0007.

CREATE INDEX entry_superseded ON entry (superseded_at) WHERE superseded_at < '9999-12-31T23:59:59.999Z';
CREATE VIEW hearth_entry AS
    SELECT id, recorded_at, entry_id, form, family_id, contact_id, meeting_id, author_id, discipline, agency_id, status,
           happened_at
    FROM entry WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND recorded_at <= known_at()
    UNION ALL
    SELECT id, recorded_at, entry_id, form, family_id, contact_id, meeting_id, author_id, discipline, agency_id, status,
           happened_at
    FROM entry WHERE superseded_at < '9999-12-31T23:59:59.999Z' AND superseded_at > known_at() AND recorded_at <= known_at();

-- A draft that waits for somebody else's signature, or that they have given back.

ALTER TABLE draft ADD COLUMN sent_at TEXT;          -- sent for authorisation; NULL while it is being written
ALTER TABLE draft ADD COLUMN sent_by BIGINT;
ALTER TABLE draft ADD COLUMN sent_team BIGINT;      -- whose signatories it waits for; NULL: whoever may sign it for the family
ALTER TABLE draft ADD COLUMN returned_at TEXT;      -- given back with a reason; NULL once it is sent again
ALTER TABLE draft ADD COLUMN returned_by BIGINT;
ALTER TABLE draft ADD COLUMN returned_reason TEXT;
CREATE INDEX draft_sent ON draft (sent_team, sent_at) WHERE sent_at IS NOT NULL;
CREATE INDEX draft_returned ON draft (sent_by) WHERE returned_at IS NOT NULL;

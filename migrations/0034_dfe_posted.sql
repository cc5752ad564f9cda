-- What the waiting payload of the daily collection stands for, and whether it may have arrived.
ALTER TABLE dfe_submission ADD COLUMN whole TEXT;      -- JSON of the whole child once payload is accepted; NULL for a purge
ALTER TABLE dfe_submission ADD COLUMN posted_at TEXT;  -- when payload was posted and no answer came; NULL when it was not

-- Documents that the record makes: what an author is writing, and what was sent.

-- What an author adds to a document before it is sent: free parts, comments, rows left out. The facts are not here; they are
-- read anew each time. No other table points to it.
CREATE TABLE output_draft (
    id BIGINT PRIMARY KEY,
    worker_id BIGINT NOT NULL,
    output TEXT NOT NULL,             -- id of the output in practice/
    family_id BIGINT,
    contact_id BIGINT,
    meeting_id BIGINT,
    reader TEXT NOT NULL,             -- id of a reader in practice/
    reader_person BIGINT,             -- the member of the family who is to read it
    reader_name TEXT,                 -- or the name of a reader outside
    answers TEXT NOT NULL,            -- JSON
    edition BIGINT NOT NULL,
    started_at TEXT NOT NULL,
    saved_at TEXT NOT NULL
);
CREATE INDEX output_draft_by_worker ON output_draft (worker_id, family_id);

-- A document as it was sent. Rows are never changed.
CREATE TABLE sent_document (
    id BIGINT PRIMARY KEY,
    family_id BIGINT,
    contact_id BIGINT,
    meeting_id BIGINT,
    output TEXT NOT NULL,
    output_version BIGINT NOT NULL,
    template_hash TEXT NOT NULL,
    reader TEXT NOT NULL,
    reader_person BIGINT,
    reader_name TEXT NOT NULL,
    title TEXT NOT NULL,
    document TEXT NOT NULL,           -- JSON: what was sent, word for word
    document_hash TEXT NOT NULL,      -- SHA-256 of it, also in the audit log
    channel TEXT NOT NULL,            -- code list document_channel
    sent_to TEXT NOT NULL,
    sent_at TEXT NOT NULL,
    sent_by BIGINT NOT NULL
);
CREATE INDEX sent_document_by_family ON sent_document (family_id, sent_at);
CREATE INDEX sent_document_by_contact ON sent_document (contact_id, sent_at);

-- The classes of information that stand in it: who may not see one of them may not see the document.
CREATE TABLE sent_document_class (
    document_id BIGINT NOT NULL,
    class TEXT NOT NULL,
    PRIMARY KEY (document_id, class)
);

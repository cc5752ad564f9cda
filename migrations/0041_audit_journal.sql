-- How far the journal of reads has been brought into the audit log. The journal is a file beside a SQLite database
-- (src/store/audit_journal.h); on PostgreSQL events are rows at once and this row is not used. `drained` changes in the
-- transaction that writes the leaves, so that an event becomes a leaf exactly once, whenever the process dies.
CREATE TABLE audit_journal (
    id BIGINT PRIMARY KEY,            -- 1: there is one row
    journal TEXT NOT NULL,            -- 16 hex digits: which journal is this database's
    drained BIGINT NOT NULL           -- number of the last event of it that is a leaf; they are numbered from 1
);
INSERT INTO audit_journal (id, journal, drained) VALUES (1, '', 0);

-- only: sqlite
UPDATE audit_journal SET journal = lower(hex(randomblob(8)));
-- end only

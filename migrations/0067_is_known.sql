-- "Is this child known?": what partners ask, and a team's telephone to send them to.

ALTER TABLE team ADD COLUMN phone TEXT;

-- One question of a worker of a partner agency: for the limits, and for whoever reviews them. Not the name that was
-- asked for: the audit log has a hash of it. person_id only when something was said of somebody.
CREATE TABLE known_question (
    id BIGINT PRIMARY KEY,
    asked_at TEXT NOT NULL,
    worker_id BIGINT NOT NULL,
    agency_id BIGINT NOT NULL,
    purpose TEXT NOT NULL,            -- code list known_purpose
    basis TEXT NOT NULL,              -- code list lawful_basis
    said INTEGER NOT NULL,            -- that the child is known, and to whom to speak
    person_id BIGINT
);
CREATE INDEX known_question_by_worker ON known_question (worker_id, asked_at);
CREATE INDEX known_question_by_agency ON known_question (agency_id, asked_at);

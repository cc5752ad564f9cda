-- The questions that a contact waits for: who somebody named on it is.

CREATE INDEX task_by_contact ON task (contact_id)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND contact_id IS NOT NULL;

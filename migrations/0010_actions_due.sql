-- Open actions by who does them and by family, for My day and the team's board.

CREATE INDEX action_open_by_owner ON action (owner_id, due_on)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND status = 'open';
CREATE INDEX action_open_by_family ON action (family_id, due_on)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND status = 'open';

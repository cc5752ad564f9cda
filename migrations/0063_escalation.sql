-- What happens around a due date: who has read that a clock was escalated to them, and which due dates a changed calendar
-- or rule has moved. That a clock stands escalated is no row: it follows from the clock, its rule and the day.

-- Read, with a note, by somebody who holds the role that the clock was escalated to: once for a clock and a role.
CREATE TABLE escalation_note (
    version_id BIGINT PRIMARY KEY,
    id BIGINT NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT NOT NULL,
    recorded_by BIGINT NOT NULL,
    entry_id BIGINT,
    clock_id BIGINT NOT NULL,
    family_id BIGINT,
    contact_id BIGINT,
    role TEXT NOT NULL,               -- role of practice/roles.yaml
    note TEXT NOT NULL,
    worker_id BIGINT NOT NULL,        -- who read it
    read_at TEXT NOT NULL
);
CREATE UNIQUE INDEX escalation_note_current ON escalation_note (id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE UNIQUE INDEX escalation_note_once ON escalation_note (clock_id, role) WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX escalation_note_by_family ON escalation_note (family_id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

-- One look at the running clocks with the calendars and rules of the practice: what had changed, and how many due dates moved.
CREATE TABLE clock_run (
    id BIGINT PRIMARY KEY,
    at TEXT NOT NULL,
    facts TEXT NOT NULL,              -- what the due dates hang on, a fact a line, as it stood
    why TEXT NOT NULL,                -- what differed from the run before, in words; '' the first run
    looked INTEGER NOT NULL,          -- clocks that ran
    moved INTEGER NOT NULL
);
CREATE INDEX clock_run_by_time ON clock_run (at);
-- The version of the clock with the former due date, and the one that followed it.
CREATE TABLE clock_move (
    run_id BIGINT NOT NULL,
    clock_id BIGINT NOT NULL,
    before_version BIGINT NOT NULL,
    after_version BIGINT NOT NULL,
    why TEXT NOT NULL,                -- of this clock
    PRIMARY KEY (run_id, clock_id)
);
CREATE INDEX clock_move_by_clock ON clock_move (clock_id);

-- What runs, by when it is due and by team and rule; what was done lately.
CREATE INDEX clock_running_due ON clock (due_at, rule, family_id, id, stopped_at, superseded_at)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND stopped_at IS NULL;
CREATE INDEX clock_running_team_rule ON clock (team_id, rule, due_at, stopped_at, superseded_at)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND stopped_at IS NULL;
CREATE INDEX clock_done ON clock (stopped_at, team_id, rule, due_at, stop_reason, superseded_at)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND stopped_at IS NOT NULL;

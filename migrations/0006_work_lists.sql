-- Indexes for the lists that practitioners open all day: my families, a team's board, what is due.
--
-- Each covers its query, so that counting a team's work does not read the rows themselves.

CREATE INDEX family_by_name ON family (name, id) WHERE superseded_at = '9999-12-31T23:59:59.999Z';

CREATE INDEX clock_running_by_team ON clock (team_id, due_at, id)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND stopped_at IS NULL;
CREATE INDEX clock_running_by_owner ON clock (owner_id, due_at)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND stopped_at IS NULL;
CREATE INDEX clock_running_by_family ON clock (family_id, due_at)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND stopped_at IS NULL;

CREATE INDEX allocation_caseload ON allocation (worker_id, lead, from_date, to_date, family_id)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX allocation_lead ON allocation (family_id, from_date, to_date)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND lead = 1;
CREATE INDEX family_team_held ON family_team (team_id, from_date, to_date, family_id)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z';
CREATE INDEX family_child ON family_member (family_id, person_id)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND role = 'child' AND to_date IS NULL;
CREATE INDEX workbook_open ON workbook (family_id)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND closed_on IS NULL;
CREATE INDEX meeting_signed ON meeting (family_id, held_at)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND kind = 'group_supervision' AND status = 'signed';

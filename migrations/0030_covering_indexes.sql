-- The indexes that every page walks, with all the columns that their queries name, so that the rows themselves are not
-- read: after each commit SQLite reads its pages anew, and a row is a page more. (A column of the index's own WHERE
-- counts as named.) Without family_id and team_id both in front, the planner walked a whole team for each family.
DROP INDEX family_team_by_family;
CREATE INDEX family_team_by_family ON family_team (family_id, team_id, from_date, to_date, id, superseded_at)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z';
DROP INDEX family_team_held;
CREATE INDEX family_team_held ON family_team (team_id, from_date, to_date, family_id, superseded_at)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z';
DROP INDEX family_team_by_team;
DROP INDEX allocation_by_family;
CREATE INDEX allocation_by_family ON allocation (family_id, worker_id, from_date, to_date, superseded_at)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z';
DROP INDEX allocation_by_worker;
CREATE INDEX allocation_by_worker ON allocation (worker_id, family_id, from_date, to_date, lead, superseded_at)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z';
DROP INDEX allocation_lead;
CREATE INDEX allocation_lead ON allocation (family_id, from_date, to_date, worker_id, lead, id, superseded_at)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND lead = 1;
DROP INDEX team_member_by_worker;
CREATE INDEX team_member_by_worker ON team_member (worker_id, team_id, from_date, to_date, superseded_at)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z';
DROP INDEX family_child;
CREATE INDEX family_child ON family_member (family_id, person_id, role, to_date, superseded_at)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND role = 'child' AND to_date IS NULL;

-- What is open of a child: few rows of many.
CREATE INDEX cla_episode_open ON cla_episode (person_id, end_date, superseded_at)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND end_date IS NULL;
CREATE INDEX cp_plan_open ON cp_plan (person_id, end_date, superseded_at)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND end_date IS NULL;
CREATE INDEX cin_plan_open ON cin_plan (person_id, end_date, superseded_at)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND end_date IS NULL;
CREATE INDEX referral_open ON referral (person_id, close_date, superseded_at)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND close_date IS NULL;
CREATE INDEX early_help_episode_open ON early_help_episode (person_id, end_date, superseded_at)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND end_date IS NULL;

-- When a child was last seen, when something was last written, what is due next.
DROP INDEX visit_by_person;
CREATE INDEX visit_by_person ON visit (person_id, visit_date, seen, superseded_at)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z';
DROP INDEX entry_by_family;
CREATE INDEX entry_by_family ON entry (family_id, happened_at, status, form, superseded_at)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z';
DROP INDEX clock_running_by_family;
CREATE INDEX clock_running_by_family ON clock (family_id, due_at, rule, stopped_at, superseded_at)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND stopped_at IS NULL;
DROP INDEX clock_running_by_team;
CREATE INDEX clock_running_by_team ON clock (team_id, due_at, id, stopped_at, superseded_at)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND stopped_at IS NULL;
DROP INDEX workbook_open;
CREATE INDEX workbook_open ON workbook (family_id, closed_on, superseded_at)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND closed_on IS NULL;
DROP INDEX meeting_signed;
CREATE INDEX meeting_signed ON meeting (family_id, held_at, kind, status, superseded_at)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND kind = 'group_supervision' AND status = 'signed';

-- Open families by name.
DROP INDEX family_by_name;
CREATE INDEX family_by_name ON family (name, id, to_date, superseded_at)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND to_date IS NULL;

-- Open actions of a team's families, soonest first, with what access asks of each.
DROP INDEX action_open_by_family;
CREATE INDEX action_open_by_family ON action (family_id, due_on, id, class, status, version_id, superseded_at)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND status = 'open';

-- The name of an open family whose id is known.
CREATE INDEX family_open ON family (id, name, to_date, superseded_at)
    WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND to_date IS NULL;

#include "record/team_board.h"

#include <algorithm>
#include <map>

#include "access/guard.h"

namespace hearth::record {
namespace {

using access::Action;
using store::Sql;

constexpr Sql kTeam{"board_team", R"(
SELECT id, name, kind, district FROM team
WHERE id = :team AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kTeams{"board_teams", R"(
SELECT id, name, kind, district FROM team
WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND (to_date IS NULL OR to_date >= :today)
ORDER BY name, id)"};

constexpr Sql kCaseloads{"board_caseloads", R"(
SELECT w.id, w.name, w.job_title, w.discipline, tm.fte,
  (SELECT COUNT(DISTINCT a.family_id) FROM allocation a
   WHERE a.worker_id = w.id AND a.superseded_at = '9999-12-31T23:59:59.999Z'
     AND a.from_date <= :today AND (a.to_date IS NULL OR a.to_date >= :today)),
  (SELECT COUNT(*) FROM allocation a JOIN family_member m ON m.family_id = a.family_id
     AND m.role = 'child' AND m.to_date IS NULL AND m.superseded_at = '9999-12-31T23:59:59.999Z'
   WHERE a.worker_id = w.id AND a.lead = 1 AND a.superseded_at = '9999-12-31T23:59:59.999Z'
     AND a.from_date <= :today AND (a.to_date IS NULL OR a.to_date >= :today))
FROM team_member tm JOIN worker w ON w.id = tm.worker_id
  AND w.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE tm.team_id = :team AND tm.superseded_at = '9999-12-31T23:59:59.999Z'
  AND tm.from_date <= :today AND (tm.to_date IS NULL OR tm.to_date >= :today)
  AND (:discipline = '' OR w.discipline = :discipline)
ORDER BY w.discipline, w.name, w.id)"};

constexpr Sql kFamilies{"board_families", R"(
SELECT ft.team_id, COUNT(*),
  SUM(CASE WHEN EXISTS (SELECT 1 FROM workbook b WHERE b.family_id = ft.family_id
    AND b.closed_on IS NULL AND b.superseded_at = '9999-12-31T23:59:59.999Z') THEN 1 ELSE 0 END),
  SUM(CASE WHEN EXISTS (SELECT 1 FROM allocation a WHERE a.family_id = ft.family_id AND a.lead = 1
    AND a.superseded_at = '9999-12-31T23:59:59.999Z' AND a.from_date <= :today
    AND (a.to_date IS NULL OR a.to_date >= :today)) THEN 1 ELSE 0 END),
  SUM(CASE WHEN EXISTS (SELECT 1 FROM meeting m WHERE m.family_id = ft.family_id
    AND m.kind = 'group_supervision' AND m.status = 'signed'
    AND m.superseded_at = '9999-12-31T23:59:59.999Z' AND m.held_at >= :month) THEN 1 ELSE 0 END)
FROM family_team ft
WHERE ft.team_id IN (SELECT value FROM each_id(:teams))
  AND ft.superseded_at = '9999-12-31T23:59:59.999Z'
  AND ft.from_date <= :today AND (ft.to_date IS NULL OR ft.to_date >= :today)
GROUP BY ft.team_id)"};
constexpr Sql kClocks{"board_clocks", R"(
SELECT team_id, COUNT(*), SUM(CASE WHEN due_at < :now THEN 1 ELSE 0 END) FROM clock
WHERE team_id IN (SELECT value FROM each_id(:teams)) AND stopped_at IS NULL
  AND superseded_at = '9999-12-31T23:59:59.999Z'
GROUP BY team_id)"};
constexpr Sql kVacancies{"board_vacancies", R"(
SELECT team_id, discipline, fte, from_date FROM post
WHERE team_id IN (SELECT value FROM each_id(:teams)) AND worker_id IS NULL AND superseded_at = '9999-12-31T23:59:59.999Z'
  AND from_date <= :today AND (to_date IS NULL OR to_date >= :today)
ORDER BY discipline, from_date, id)"};

constexpr std::string_view kApprovals = R"(
SELECT t.id, t.title, t.family_id, f.name, t.due_at FROM task t
JOIN family f ON f.id = t.family_id AND f.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE t.team_id = :team AND t.kind = 'approve' AND t.done_at IS NULL
  AND t.superseded_at = '9999-12-31T23:59:59.999Z' AND )";
constexpr std::string_view kUnallocated = R"(
SELECT f.id, f.name FROM family_team ft
JOIN family f ON f.id = ft.family_id AND f.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE ft.team_id = :team AND ft.superseded_at = '9999-12-31T23:59:59.999Z'
  AND ft.from_date <= :today AND (ft.to_date IS NULL OR ft.to_date >= :today)
  AND NOT EXISTS (SELECT 1 FROM allocation a WHERE a.family_id = ft.family_id AND a.lead = 1
    AND a.superseded_at = '9999-12-31T23:59:59.999Z' AND a.from_date <= :today
    AND (a.to_date IS NULL OR a.to_date >= :today))
  AND )";
constexpr std::string_view kSupervision = R"(
SELECT c.family_id, f.name, c.due_at,
  (SELECT m.id FROM meeting m WHERE m.family_id = c.family_id AND m.kind = 'group_supervision'
     AND m.status = 'planned' AND m.superseded_at = '9999-12-31T23:59:59.999Z'
   ORDER BY m.planned_at LIMIT 1),
  (SELECT m.planned_at FROM meeting m WHERE m.family_id = c.family_id
     AND m.kind = 'group_supervision' AND m.status = 'planned'
     AND m.superseded_at = '9999-12-31T23:59:59.999Z' ORDER BY m.planned_at LIMIT 1),
  (SELECT m.held_at FROM meeting m WHERE m.family_id = c.family_id
     AND m.kind = 'group_supervision' AND m.status = 'signed'
     AND m.superseded_at = '9999-12-31T23:59:59.999Z' ORDER BY m.held_at DESC LIMIT 1)
FROM clock c JOIN family f ON f.id = c.family_id AND f.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE c.team_id = :team AND c.rule = 'group_supervision' AND c.stopped_at IS NULL
  AND c.superseded_at = '9999-12-31T23:59:59.999Z' AND )";

constexpr std::size_t kShortList = 20, kLongList = 500;  // families under supervision

TeamSummary read_team(const store::Row& row) {
    TeamSummary team;
    team.id = row.id<TeamTag>(0);
    team.name = row.text(1);
    team.kind = row.text(2);
    team.district = row.text(3);
    return team;
}

Instant month_start(Date today) {
    return instant_of(Date::from(today.year(), today.month(), 1).value(), 0);
}

std::map<TeamId, TeamFigures> figures(store::Session& session, const Context& context,
                                      const std::vector<TeamId>& teams) {
    std::map<TeamId, TeamFigures> out;
    const auto count = [](const store::Row& row, int i) {
        return static_cast<int>(row.maybe_int64(i).value_or(0));
    };
    session.each(
        kFamilies,
        {{"teams", teams}, {"today", context.today()}, {"month", month_start(context.today())}},
        [&](const store::Row& row) {
            TeamFigures& team = out[row.id<TeamTag>(0)];
            team.families = count(row, 1);
            team.workbooks = count(row, 2);
            team.unallocated = team.families - count(row, 3);
            team.supervised = count(row, 4);
        });
    session.each(kClocks, {{"teams", teams}, {"now", context.now}}, [&](const store::Row& row) {
        TeamFigures& team = out[row.id<TeamTag>(0)];
        team.running = count(row, 1);
        team.late = count(row, 2);
    });
    return out;
}

std::map<TeamId, std::vector<Vacancy>> vacancies(store::Session& session, const Context& context,
                                                 const std::vector<TeamId>& teams) {
    std::map<TeamId, std::vector<Vacancy>> out;
    session.each(kVacancies, {{"teams", teams}, {"today", context.today()}},
                 [&](const store::Row& row) {
                     out[row.id<TeamTag>(0)].push_back(
                         {std::string(row.text(1)), row.real(2), row.date(3).value()});
                 });
    return out;
}

}  // namespace

std::vector<Caseload> caseloads(store::Session& session, const Context& context, TeamId team,
                                std::string_view discipline) {
    std::vector<Caseload> out;
    session.each(kCaseloads,
                 {{"team", team}, {"today", context.today()}, {"discipline", discipline}},
                 [&](const store::Row& row) {
                     Caseload c;
                     c.worker = row.id<WorkerTag>(0);
                     c.name = row.text(1);
                     c.job_title = row.text(2);
                     c.discipline = row.text(3);
                     c.fte = row.real(4);
                     c.families = static_cast<int>(row.int64(5));
                     c.children = static_cast<int>(row.int64(6));
                     c.counts_children = c.discipline == "social_work";
                     c.target = context.practice.caseload_target * c.fte;
                     out.push_back(std::move(c));
                 });
    return out;
}

Result<TeamBoard> team_board(store::Session& session, const Context& context,
                             const TeamDueFilter& filter, int actions_page,
                             bool every_supervision) {
    const auto decision = access::guard_team(session, context.policy, context.subject, Action::view,
                                             filter.team, {"team_board"});
    if (!decision) return decision.failure();
    auto team = session.one(kTeam, {{"team", filter.team}}, read_team);
    if (!team) return Refusal{"absent"};
    TeamBoard board;
    board.team = std::move(*team);
    board.team.figures = figures(session, context, {filter.team})[filter.team];
    board.workers = caseloads(session, context, filter.team);
    board.vacancies = vacancies(session, context, {filter.team})[filter.team];
    board.team.vacancies = static_cast<int>(board.vacancies.size());
    board.due = due_for_team(session, context, filter);
    board.to_sign = waiting_in_team(session, context, filter.team);
    board.actions = count_actions(session, context, {filter.team});
    board.actions_due =
        actions_of_team(session, context, filter.team, filter.late_only, actions_page);

    const auto lines = [&](std::string_view name, std::string_view start, std::string_view column,
                           std::string_view order, bool today, auto&& f) {
        const auto allowed = context.policy.families(context.subject, Action::view, column);
        std::string text(start);
        text += allowed.text;
        text += order;
        store::Params params{{"team", filter.team}};
        if (today) params.add("today", context.today());
        params.add(allowed.params);
        session.each(Sql::trusted(std::string(name), std::move(text)), params, f);
    };
    lines("board_approvals", kApprovals, "t.family_id", " ORDER BY t.due_at NULLS LAST, t.id",
          false, [&](const store::Row& row) {
              WaitingTask task;
              task.id = row.id<TaskTag>(0);
              task.title = row.text(1);
              task.family = row.id<FamilyTag>(2);
              task.family_name = row.text(3);
              if (const auto at = row.instant(4)) task.due = date_of(*at);
              board.approvals.push_back(std::move(task));
          });
    if (board.team.figures.unallocated > 0)
        lines("board_unallocated", kUnallocated, "f.id", " ORDER BY f.name, f.id LIMIT 20", true,
              [&](const store::Row& row) {
                  SupervisionLine line;
                  line.family = row.id<FamilyTag>(0);
                  line.name = row.text(1);
                  board.unallocated.push_back(std::move(line));
              });
    const Date first = date_of(month_start(context.today()));
    const std::size_t wanted = every_supervision ? kLongList : kShortList;
    lines("board_supervision", kSupervision, "c.family_id",
          every_supervision ? " ORDER BY c.due_at, c.id LIMIT 501"
                            : " ORDER BY c.due_at, c.id LIMIT 21",
          false, [&](const store::Row& row) {
              if (board.supervision.size() == wanted) {
                  board.more_supervision = true;
                  return;
              }
              SupervisionLine line;
              line.family = row.id<FamilyTag>(0);
              line.name = row.text(1);
              line.due = date_of(row.instant(2).value());
              line.meeting = row.id<MeetingTag>(3);
              if (const auto at = row.instant(4)) line.planned = date_of(*at);
              if (const auto at = row.instant(5); at && date_of(*at) >= first)
                  line.done = date_of(*at);
              board.supervision.push_back(std::move(line));
          });
    return board;
}

std::vector<TeamName> team_names(store::Session& session, const Context& context) {
    std::vector<TeamName> out;
    session.each(kTeams, {{"today", context.today()}}, [&](const store::Row& row) {
        out.push_back({row.id<TeamTag>(0), std::string(row.text(1))});
    });
    return out;
}

std::vector<TeamSummary> teams_to_see(store::Session& session, const Context& context) {
    std::vector<TeamSummary> out;
    session.each(kTeams, {{"today", context.today()}}, [&](const store::Row& row) {
        auto team = read_team(row);
        access::Facts facts;
        const auto& mine = context.subject.teams;
        if (std::find(mine.begin(), mine.end(), team.id) != mine.end())
            facts.relations.add(access::Relation::team);
        const access::Object object{access::ObjectKind::team, facts, -1};
        if (context.policy.decide(context.subject, Action::view, object).allowed)
            out.push_back(std::move(team));
    });
    std::vector<TeamId> ids;
    for (const auto& team : out) ids.push_back(team.id);
    auto counted = figures(session, context, ids);
    auto vacant = vacancies(session, context, ids);
    for (auto& team : out) {
        team.figures = counted[team.id];
        team.vacancies = static_cast<int>(vacant[team.id].size());
    }
    access::log_list(session, context.subject, Action::view, "teams", 0, {}, {});
    return out;
}

}  // namespace hearth::record

#include "record/actions_due.h"

#include <algorithm>

#include "access/guard.h"

namespace hearth::record {
namespace {

using access::Action;
using store::Sql;

// What every line has: looked up for those of the page only.
constexpr std::string_view kColumns = R"(
SELECT a.id, a.what, a.child_will_know, a.family_id, f.name, p.given, a.due_on, a.owner_id,
  COALESCE(w.name, a.owner_name), s.name, e.id, e.title, e.happened_at
FROM (SELECT a.version_id AS version_id FROM action a)";
constexpr std::string_view kJoined = R"() AS page
CROSS JOIN action a
JOIN family f ON f.id = a.family_id AND f.superseded_at = '9999-12-31T23:59:59.999Z'
LEFT JOIN person p ON p.id = one_person(a.person_id) AND p.superseded_at = '9999-12-31T23:59:59.999Z'
LEFT JOIN worker w ON w.id = a.owner_id AND w.superseded_at = '9999-12-31T23:59:59.999Z'
LEFT JOIN worker s ON s.id = a.recorded_by AND s.superseded_at = '9999-12-31T23:59:59.999Z'
LEFT JOIN entry e ON e.id = a.entry_id AND e.superseded_at = '9999-12-31T23:59:59.999Z' AND )";
constexpr std::string_view kOfWorker = R"(
WHERE a.owner_id = :me AND a.status = 'open'
  AND a.superseded_at = '9999-12-31T23:59:59.999Z' AND a.due_on < :horizon AND )";
// Along the families of the team, each by the index of its open actions.
constexpr std::string_view kOfTeam = R"(
WHERE a.family_id IN (SELECT ft.family_id FROM family_team ft WHERE ft.team_id = :team
    AND ft.superseded_at = '9999-12-31T23:59:59.999Z'
    AND ft.from_date <= :today AND (ft.to_date IS NULL OR ft.to_date >= :today))
  AND a.status = 'open' AND a.superseded_at = '9999-12-31T23:59:59.999Z' AND )";
constexpr Sql kCount{"actions_count", R"(
SELECT COUNT(*), SUM(CASE WHEN a.due_on < :today THEN 1 ELSE 0 END)
FROM family_team ft JOIN action a ON a.family_id = ft.family_id AND a.status = 'open'
  AND a.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE ft.team_id IN (SELECT value FROM each_id(:teams))
  AND ft.superseded_at = '9999-12-31T23:59:59.999Z'
  AND ft.from_date <= :today AND (ft.to_date IS NULL OR ft.to_date >= :today))"};

ActionLine read(const store::Row& row) {
    ActionLine line;
    line.id = row.id<ActionTag>(0);
    line.what = row.text(1);
    line.child_will_know = row.text(2);
    line.family = row.id<FamilyTag>(3);
    line.family_name = row.text(4);
    line.person = row.text(5);
    line.due = row.date(6).value();
    line.owner = row.id<WorkerTag>(7);
    line.owner_name = row.text(8);
    line.set_by = row.text(9);
    line.entry = row.id<EntryTag>(10);
    line.set_in = row.text(11);
    if (const auto at = row.instant(12)) line.set_on = date_of(*at);
    return line;
}

// `where` ends in AND; what follows is the predicate of the action and its class.
std::vector<ActionLine> lines(store::Session& session, const Context& context,
                              std::string_view name, std::string_view where, std::string_view order,
                              store::Params params) {
    // The same relations are asked of both, so the parameters are the same too.
    const auto entry =
        context.policy.families(context.subject, Action::view, "e.family_id", "e.class");
    const auto action =
        context.policy.families(context.subject, Action::view, "a.family_id", "a.class");
    std::string text(kColumns);
    text += where;
    text += action.text;
    text += order;
    text += kJoined;
    text += entry.text;
    text += " WHERE a.version_id = page.version_id ORDER BY a.due_on, a.id";
    params.add(action.params);
    std::vector<ActionLine> out;
    session.each(Sql::trusted(std::string(name), std::move(text)), params,
                 [&](const store::Row& row) { out.push_back(read(row)); });
    return out;
}

}  // namespace

std::vector<ActionLine> actions_of_worker(store::Session& session, const Context& context,
                                          int days) {
    auto out = lines(session, context, "actions_of_worker", kOfWorker,
                     " ORDER BY a.due_on, a.id LIMIT 200",
                     {{"me", context.subject.worker}, {"horizon", context.today() + days + 1}});
    access::log_list(session, context.subject, Action::view, "actions", 0, {}, "mine");
    return out;
}

ActionCount count_actions(store::Session& session, const Context& context,
                          const std::vector<TeamId>& teams) {
    if (teams.empty()) return {};
    return session
        .one(kCount, {{"teams", teams}, {"today", context.today()}},
             [](const store::Row& row) {
                 return ActionCount{static_cast<int>(row.int64(0)),
                                    static_cast<int>(row.maybe_int64(1).value_or(0))};
             })
        .value_or(ActionCount{});
}

std::vector<ActionLine> actions_of_team(store::Session& session, const Context& context,
                                        TeamId team, bool late_only, int page, int size) {
    std::string where(kOfTeam);
    if (late_only) where += "a.due_on < :today AND ";
    return lines(session, context, "actions_of_team", where,
                 " ORDER BY a.due_on, a.id LIMIT :limit OFFSET :offset",
                 {{"team", team},
                  {"today", context.today()},
                  {"limit", size},
                  {"offset", (std::max(page, 1) - 1) * size}});
}

}  // namespace hearth::record

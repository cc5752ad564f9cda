#include "record/tasks.h"

#include <algorithm>

#include "access/guard.h"
#include "record/rows.h"

namespace hearth::record {
namespace {

using access::Action;
using store::Sql;

constexpr std::string_view kReview = "review_break_glass";

constexpr std::string_view kMine = R"(
SELECT t.id, t.kind, t.title, f.id, f.name, t.contact_id, t.subject_id, t.due_at, t.owner_id
FROM task t
LEFT JOIN family f ON f.id = t.family_id AND f.superseded_at = '9999-12-31T23:59:59.999Z' AND )";
constexpr std::string_view kMineEnd = R"(
WHERE t.superseded_at = '9999-12-31T23:59:59.999Z' AND t.done_at IS NULL
  AND t.id IN (
    SELECT o.id FROM task o WHERE o.owner_id = :me AND o.done_at IS NULL
      AND o.superseded_at = '9999-12-31T23:59:59.999Z'
    UNION
    SELECT o.id FROM task o WHERE o.owner_id IS NULL
      AND o.role IN (SELECT value FROM each_text(:roles))
      AND (o.team_id IS NULL OR o.team_id IN (SELECT value FROM each_id(:teams)))
      AND o.done_at IS NULL AND o.superseded_at = '9999-12-31T23:59:59.999Z')
  AND (t.family_id IS NULL OR f.id IS NOT NULL OR t.kind = 'review_break_glass')
ORDER BY t.due_at NULLS LAST, t.id DESC LIMIT 100)";

constexpr Sql kTask{"task_to_finish", R"(
SELECT owner_id, role, team_id, family_id, kind FROM task
WHERE id = :task AND done_at IS NULL AND superseded_at = '9999-12-31T23:59:59.999Z')"};

std::vector<std::string> roles_of(const access::Subject& subject) {
    std::vector<std::string> out;
    for (const auto& held : subject.roles) out.push_back(held.role);
    return out;
}

}  // namespace

std::vector<TaskLine> my_tasks(store::Session& session, const Context& context) {
    const auto allowed = context.policy.families(context.subject, Action::view, "f.id");
    std::string text(kMine);
    text += allowed.text;
    text += kMineEnd;
    store::Params params{{"me", context.subject.worker},
                         {"roles", roles_of(context.subject)},
                         {"teams", context.subject.teams}};
    params.add(allowed.params);
    std::vector<TaskLine> out;
    session.each(Sql::trusted("my_tasks", std::move(text)), params, [&](const store::Row& row) {
        TaskLine line;
        line.id = row.id<TaskTag>(0);
        line.kind = row.text(1);
        line.title = row.text(2);
        line.family = row.id<FamilyTag>(3);
        line.family_name = row.text(4);
        line.contact = row.maybe_int64(5).value_or(0);
        line.subject = row.maybe_int64(6).value_or(0);
        if (const auto at = row.instant(7)) line.due = date_of(*at);
        line.own = !row.is_null(8);
        out.push_back(std::move(line));
    });
    access::log_list(session, context.subject, Action::view, "tasks", 0, {}, {});
    return out;
}

Result<Done> finish_task(store::Session& session, const Context& context, TaskId task) {
    struct Found {
        WorkerId owner;
        std::string role, kind;
        TeamId team;
        FamilyId family;
    };
    const auto found = session.one(kTask, {{"task", task}}, [](const store::Row& row) {
        return Found{row.id<WorkerTag>(0), std::string(row.text(1)), std::string(row.text(4)),
                     row.id<TeamTag>(2), row.id<FamilyTag>(3)};
    });
    const auto& me = context.subject;
    const bool mine =
        found && (found->owner ? found->owner == me.worker
                               : me.has_role(found->role) &&
                                     (!found->team || std::find(me.teams.begin(), me.teams.end(),
                                                                found->team) != me.teams.end()));
    // The review has a page of its own, where its outcome is written.
    if (!mine || found->kind == kReview) {
        access::log_list(session, me, Action::write, "task", task.value, {}, {}, false);
        return Refusal{"task.owner"};
    }
    if (found->family) {
        auto allowed = access::guard_family(session, context.policy, me, Action::view,
                                            found->family, {}, {"task", task.value});
        if (!allowed) return allowed.failure();
    } else {
        access::log_list(session, me, Action::write, "task", task.value, {}, {});
    }
    RowWriter writer(session, context);
    return writer.revise("task", task.value, {{"done_at", context.now}, {"done_by", me.worker}});
}

}  // namespace hearth::record

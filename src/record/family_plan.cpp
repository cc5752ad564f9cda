#include "record/family_plan.h"

#include <algorithm>
#include <map>

#include "access/guard.h"
#include "base/text.h"
#include "record/family_list.h"
#include "record/rows.h"

namespace hearth::record {
namespace {

using access::Action;
using store::Sql;

constexpr Sql kPlan{"family_plan", R"(
SELECT id, title, danger, contingency, start_date FROM plan
WHERE family_id = :family AND kind = 'family' AND end_date IS NULL
  AND superseded_at = '9999-12-31T23:59:59.999Z' ORDER BY start_date DESC, id DESC LIMIT 1)"};
constexpr Sql kVersions{"family_plan_versions", R"(
SELECT p.recorded_at, w.name, p.entry_id,
  CASE WHEN p.superseded_at = '9999-12-31T23:59:59.999Z' THEN 1 ELSE 0 END
FROM plan p LEFT JOIN worker w ON w.id = p.recorded_by
  AND w.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE p.id = :plan ORDER BY p.recorded_at DESC, p.version_id DESC)"};
constexpr Sql kActions{"family_plan_actions", R"(
SELECT a.id, a.what, a.child_will_know,
  (SELECT p.given FROM person p WHERE p.id = one_person(a.person_id)
     AND p.superseded_at = '9999-12-31T23:59:59.999Z'),
  COALESCE((SELECT w.name FROM worker w WHERE w.id = a.owner_id
     AND w.superseded_at = '9999-12-31T23:59:59.999Z'), a.owner_name),
  a.status, a.evidence, a.owner_id, a.due_on, a.done_on, a.entry_id
FROM action a
WHERE a.family_id = :family AND a.class IN (SELECT value FROM each_text(:classes))
  AND a.superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY a.due_on, a.id)"};
constexpr Sql kChildren{"family_plan_children", R"(
SELECT DISTINCT p.id, p.given, p.born FROM family_member m
JOIN person p ON p.id = one_person(m.person_id) AND p.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE m.family_id = :family AND m.role = 'child' AND m.to_date IS NULL
  AND m.superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY p.born NULLS LAST, p.id)"};
// The overlays of the plan, and the statutory rows that give the same basis: an imported history
// has only these.
constexpr Sql kPeriods{"family_plan_bases", R"(
SELECT one_person(person_id), basis, from_date, to_date FROM plan_basis
WHERE person_id IN (SELECT value FROM each_record(:people))
  AND superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT one_person(person_id), 's47', start_date, end_date FROM cp_plan
WHERE person_id IN (SELECT value FROM each_record(:people))
  AND superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT one_person(person_id), 's17', start_date, end_date FROM cin_plan
WHERE person_id IN (SELECT value FROM each_record(:people))
  AND superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT one_person(person_id), 'looked_after', start_date, end_date FROM cla_episode
WHERE person_id IN (SELECT value FROM each_record(:people))
  AND superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT one_person(person_id), 'early_help', start_date, end_date FROM early_help_episode
WHERE person_id IN (SELECT value FROM each_record(:people))
  AND superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY 1, 3)"};
constexpr Sql kOneAction{"action_to_finish", R"(
SELECT family_id, class, status FROM action
WHERE id = :action AND superseded_at = '9999-12-31T23:59:59.999Z')"};

struct Period {
    std::string basis;
    Date from;
    std::optional<Date> to;
};

int strength(std::string_view basis) {  // 1 the weakest; 0 none
    const auto at = std::find(std::begin(record::kBases), std::end(record::kBases), basis);
    return static_cast<int>(std::end(record::kBases) - at);
}

// The strongest basis on each day on which something began or ended, as steps.
std::vector<BasisStep> steps_of(const std::vector<Period>& periods) {
    std::vector<Date> days;
    for (const auto& p : periods) {
        days.push_back(p.from);
        if (p.to) days.push_back(*p.to + 1);
    }
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    std::vector<BasisStep> out;
    std::string before;
    for (const Date day : days) {
        std::string now;
        for (const auto& p : periods)
            if (p.from <= day && (!p.to || *p.to >= day) && strength(p.basis) > strength(now))
                now = p.basis;
        if (now == before) continue;
        BasisStep step;
        step.on = day;
        step.basis = now;
        if (now.empty()) {
            step.move = BasisMove::ended;
            step.basis = before;
            step.on = day - 1;
        } else if (before.empty()) {
            step.move = BasisMove::began;
        } else {
            step.move = strength(now) > strength(before) ? BasisMove::up : BasisMove::down;
        }
        out.push_back(std::move(step));
        before = std::move(now);
    }
    std::reverse(out.begin(), out.end());
    return out;
}

void read_children(store::Session& session, FamilyPlan& plan) {
    std::vector<PersonId> people;
    session.each(kChildren, {{"family", plan.head.id}}, [&](const store::Row& row) {
        ChildBasis child;
        child.child = row.id<PersonTag>(0);
        child.name = row.text(1);
        people.push_back(child.child);
        plan.children.push_back(std::move(child));
    });
    std::map<PersonId, std::vector<Period>> periods;
    session.each(kPeriods, {{"people", people}}, [&](const store::Row& row) {
        periods[row.id<PersonTag>(0)].push_back(
            {std::string(row.text(1)), row.date(2).value(), row.date(3)});
    });
    for (auto& child : plan.children) {
        child.steps = steps_of(periods[child.child]);
        if (!child.steps.empty() && child.steps.front().move != BasisMove::ended)
            child.now = child.steps.front().basis;
    }
}

}  // namespace

Result<FamilyPlan> read_family_plan(store::Session& session, const Context& context,
                                    FamilyId family, PlanUse use) {
    auto head = family_head(session, context, family, "plan",
                            use == PlanUse::print ? Action::print : Action::view);
    if (!head) return head.failure();
    FamilyPlan plan{std::move(head).value(), {}, {}, {}, {}, {}, {}, {}, {}, {}, false};
    Readable readable(context, plan.head.decision.classes);
    if (use == PlanUse::print) readable = readable.for_print();
    if (readable.has("general")) {
        session.one(kPlan, {{"family", family}}, [&](const store::Row& row) {
            plan.plan = row.id<PlanTag>(0);
            plan.title = row.text(1);
            plan.danger = row.text(2);
            plan.contingency = row.text(3);
            plan.started = row.date(4);
            return true;
        });
        read_children(session, plan);
    }
    if (plan.plan)
        session.each(kVersions, {{"plan", plan.plan}}, [&](const store::Row& row) {
            plan.versions.push_back({row.instant(0).value(), std::string(row.text(1)),
                                     row.id<EntryTag>(2), row.yes(3)});
        });
    session.each(kActions, {{"family", family}, {"classes", readable.names()}},
                 [&](const store::Row& row) {
                     PlanAction a;
                     a.id = row.id<ActionTag>(0);
                     a.what = row.text(1);
                     a.child_will_know = row.text(2);
                     a.person = row.text(3);
                     a.owner = row.text(4);
                     a.status = row.text(5);
                     a.evidence = row.text(6);
                     a.owner_worker = row.id<WorkerTag>(7);
                     a.due = row.date(8).value();
                     a.done_on = row.date(9);
                     a.entry = row.id<EntryTag>(10);
                     (a.status == "open" ? plan.open : plan.finished).push_back(std::move(a));
                 });
    std::reverse(plan.finished.begin(), plan.finished.end());
    const auto facts = access::family_facts(session, context.subject, family);
    plan.may_write = facts && context.policy
                                  .decide(context.subject, Action::write,
                                          {access::ObjectKind::family, *facts, -1})
                                  .allowed;
    return plan;
}

Result<FamilyId> family_of_action(store::Session& session, const Context& context,
                                  ActionId action) {
    std::string field_class;
    const auto family = session.one(kOneAction, {{"action", action}}, [&](const store::Row& row) {
        field_class = row.text(1);
        return row.id<FamilyTag>(0);
    });
    auto allowed =
        access::guard_family(session, context.policy, context.subject, Action::write,
                             family.value_or(FamilyId{}), field_class, {"action", action.value});
    if (!allowed) return allowed.failure();
    return *family;
}

Result<FamilyId> finish_action(store::Session& session, const Context& context, ActionId action,
                               std::string_view evidence, bool dropped) {
    struct Found {
        FamilyId family;
        std::string field_class, status;
    };
    const auto found = session.one(kOneAction, {{"action", action}}, [](const store::Row& row) {
        return Found{row.id<FamilyTag>(0), std::string(row.text(1)), std::string(row.text(2))};
    });
    auto allowed = access::guard_family(
        session, context.policy, context.subject, Action::write, found ? found->family : FamilyId{},
        found ? std::string_view(found->field_class) : "", {"action", action.value});
    if (!allowed) return allowed.failure();
    if (found->status != "open")
        return invalid("evidence", "not_open", "This action has been finished already.");
    if (is_blank(evidence))
        return invalid(
            "evidence", "required",
            dropped ? "Say why it is no longer needed." : "Say what was done and how you know.");
    RowWriter writer(session, context);
    auto revised = writer.revise("action", action.value,
                                 {{"status", dropped ? "dropped" : "done"},
                                  {"done_on", context.today()},
                                  {"evidence", std::string(trim(evidence))}});
    if (!revised) return revised.failure();
    return found->family;
}

}  // namespace hearth::record

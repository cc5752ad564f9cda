#include "record/allocate.h"

#include <algorithm>

#include "access/guard.h"
#include "record/rows.h"

namespace hearth::record {
namespace {

using access::Action;
using store::Sql;

constexpr Sql kHeldBy{"allocate_held_by", R"(
SELECT team_id FROM family_team
WHERE family_id = :family AND superseded_at = '9999-12-31T23:59:59.999Z'
  AND from_date <= :today AND (to_date IS NULL OR to_date >= :today)
ORDER BY from_date DESC, id DESC LIMIT 1)"};
constexpr Sql kMembers{"allocate_members", R"(
SELECT p.id, p.given || ' ' || p.surname, MIN(m.role) FROM family_member m
JOIN person p ON p.id = one_person(m.person_id) AND p.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE m.family_id = :family AND m.to_date IS NULL
  AND m.superseded_at = '9999-12-31T23:59:59.999Z'
GROUP BY p.id, p.given, p.surname, p.born
ORDER BY CASE WHEN MIN(m.role) = 'child' THEN 0 ELSE 1 END, p.born NULLS LAST, p.id)"};
constexpr Sql kLines{"allocate_lines", R"(
SELECT a.id, a.worker_id, w.name, a.discipline, a.lead, a.from_date, a.to_date, a.change_reason
FROM allocation a LEFT JOIN worker w ON w.id = a.worker_id
  AND w.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE a.family_id = :family AND a.superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY CASE WHEN a.to_date IS NULL OR a.to_date >= :today THEN 0 ELSE 1 END, a.lead DESC,
  a.from_date DESC, a.id DESC)"};
constexpr Sql kOne{"allocation_to_end", R"(
SELECT lead, to_date FROM allocation
WHERE id = :allocation AND family_id = :family AND superseded_at = '9999-12-31T23:59:59.999Z')"};

}  // namespace

Result<AllocationPage> allocation_page(store::Session& session, const Context& context,
                                       FamilyId family, TeamId team) {
    auto head = family_head(session, context, family, "allocation", Action::allocate);
    if (!head) return head.failure();
    const Date today = context.today();
    AllocationPage page{std::move(head).value(), {}, {}, {}, {}, {}, {}};
    page.teams = team_names(session, context);
    page.held_by = session
                       .one(kHeldBy, {{"family", family}, {"today", today}},
                            [](const store::Row& row) { return row.id<TeamTag>(0); })
                       .value_or(TeamId{});
    const auto known = [&](TeamId id) {
        return std::any_of(page.teams.begin(), page.teams.end(),
                           [&](const TeamName& t) { return t.id == id; });
    };
    page.team = known(team)                     ? team
                : page.held_by                  ? page.held_by
                : context.subject.teams.empty() ? TeamId{}
                                                : context.subject.teams.front();
    page.candidates = caseloads(session, context, page.team);
    session.each(kMembers, {{"family", family}}, [&](const store::Row& row) {
        page.members.push_back(
            {row.id<PersonTag>(0), std::string(row.text(1)), std::string(row.text(2))});
    });
    session.each(kLines, {{"family", family}, {"today", today}}, [&](const store::Row& row) {
        AllocationLine line;
        line.id = row.int64(0);
        line.worker = row.id<WorkerTag>(1);
        line.name = row.text(2);
        line.discipline = row.text(3);
        line.lead = row.yes(4);
        line.from = row.date(5).value();
        line.to = row.date(6);
        line.change_reason = row.text(7);
        line.now = !line.to || *line.to >= today;
        page.lines.push_back(std::move(line));
    });
    return page;
}

Result<Done> end_allocation(store::Session& session, const Context& context, FamilyId family,
                            std::int64_t allocation, std::string_view reason) {
    auto allowed = access::guard_family(session, context.policy, context.subject, Action::allocate,
                                        family, {}, {"allocation", allocation});
    if (!allowed) return allowed.failure();
    struct State {
        bool lead = false, ended = false;
    };
    const auto found = session.one(kOne, {{"allocation", allocation}, {"family", family}},
                                   [](const store::Row& row) {
                                       return State{row.yes(0), !row.is_null(1)};
                                   });
    if (!found) return Refusal{"absent"};
    if (found->lead)
        return invalid("reason", "lead",
                       "A lead goes when another is allocated. Choose who leads.");
    if (found->ended) return invalid("reason", "ended", "This work has ended already.");
    const auto* codes = context.practice.code_list("worker_change");
    if (codes == nullptr || codes->find(reason) == nullptr)
        return invalid("reason", "required", "Choose why the worker changes.");
    RowWriter writer(session, context);
    return writer.revise("allocation", allocation,
                         {{"to_date", context.today()}, {"change_reason", reason}});
}

}  // namespace hearth::record

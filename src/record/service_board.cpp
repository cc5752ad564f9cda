#include "record/service_board.h"

#include <algorithm>
#include <map>

#include "access/guard.h"

namespace hearth::record {
namespace {

using access::Action;
using access::ObjectKind;
using store::Sql;

constexpr Sql kRunning{"service_running", R"(
SELECT team_id, rule, COUNT(*), SUM(CASE WHEN due_at < :now THEN 1 ELSE 0 END),
  SUM(CASE WHEN due_at >= :now AND due_at < :week THEN 1 ELSE 0 END), MIN(due_at)
FROM clock WHERE stopped_at IS NULL AND superseded_at = '9999-12-31T23:59:59.999Z'
GROUP BY team_id, rule)"};
constexpr Sql kDone{"service_done", R"(
SELECT team_id, rule, COUNT(*), SUM(CASE WHEN stopped_at <= due_at THEN 1 ELSE 0 END)
FROM clock WHERE stopped_at IS NOT NULL AND stopped_at >= :from AND stop_reason = 'done'
  AND superseded_at = '9999-12-31T23:59:59.999Z'
GROUP BY team_id, rule)"};
constexpr Sql kNames{"service_teams", R"(
SELECT id, name FROM team WHERE superseded_at = '9999-12-31T23:59:59.999Z')"};

void add(ServiceCounts& to, const ServiceCounts& from) {
    to.running += from.running;
    to.soon += from.soon;
    to.late += from.late;
    to.done += from.done;
    to.done_in_time += from.done_in_time;
    if (from.oldest_late && (!to.oldest_late || *from.oldest_late < *to.oldest_late))
        to.oldest_late = from.oldest_late;
}

int count(const store::Row& row, int column) {
    return static_cast<int>(row.maybe_int64(column).value_or(0));
}

}  // namespace

Result<ServiceBoard> service_board(store::Session& session, const Context& context,
                                   const ServiceFilter& filter) {
    const auto decision =
        access::guard_whole(session, context.policy, context.subject, Action::figures,
                            ObjectKind::authority, {"service_board"});
    if (!decision) return decision.failure();
    ServiceBoard board;
    std::map<TeamId, ServiceTeam> teams;
    std::map<std::string, ServiceRule, std::less<>> rules;
    const auto take = [&](const store::Row& row, const ServiceCounts& counts) {
        const auto team = row.id<TeamTag>(0);
        const auto rule = row.text(1);
        // Each list is of all its kind, so that another can be chosen: the other list narrows.
        if (filter.rule.empty() || filter.rule == rule) add(teams[team].counts, counts);
        if (!filter.team || filter.team == team) add(rules[std::string(rule)].counts, counts);
        if ((filter.rule.empty() || filter.rule == rule) && (!filter.team || filter.team == team))
            add(board.all, counts);
    };
    session.each(kRunning, {{"now", context.now}, {"week", instant_of(context.today() + 8, 0)}},
                 [&](const store::Row& row) {
                     ServiceCounts counts;
                     counts.running = count(row, 2);
                     counts.late = count(row, 3);
                     counts.soon = count(row, 4);
                     if (counts.late > 0) counts.oldest_late = date_of(row.instant(5).value());
                     take(row, counts);
                 });
    session.each(kDone, {{"from", instant_of(context.today() - kServiceDays, 0)}},
                 [&](const store::Row& row) {
                     ServiceCounts counts;
                     counts.done = count(row, 2);
                     counts.done_in_time = count(row, 3);
                     take(row, counts);
                 });
    for (const auto& role : escalation_roles(context.practice)) {
        ServiceRole line{role, context.practice.roles.find(role)->title, {}};
        for (const auto& [team, counted] : count_escalations(session, context, role)) {
            line.count.standing += counted.standing;
            line.count.read += counted.read;
            const auto found = teams.find(team);
            if (found == teams.end()) continue;
            found->second.escalated.standing += counted.standing;
            found->second.escalated.read += counted.read;
        }
        board.roles.push_back(std::move(line));
    }
    session.each(kNames, {}, [&](const store::Row& row) {
        const auto found = teams.find(row.id<TeamTag>(0));
        if (found == teams.end()) return;
        found->second.name = row.text(1);
        access::Facts facts;
        const auto& mine = context.subject.teams;
        if (std::find(mine.begin(), mine.end(), found->first) != mine.end())
            facts.relations.add(access::Relation::team);
        found->second.may_open =
            context.policy.decide(context.subject, Action::view, {ObjectKind::team, facts, -1})
                .allowed;
    });
    for (auto& [id, team] : teams) {
        team.id = id;
        board.teams.push_back(std::move(team));
    }
    std::sort(board.teams.begin(), board.teams.end(),
              [](const ServiceTeam& a, const ServiceTeam& b) { return a.name < b.name; });
    for (auto& [id, rule] : rules) {
        rule.id = id;
        const auto found = context.practice.clocks.find(id);
        rule.title = found == context.practice.clocks.end() ? id : found->second.title;
        rule.local = found != context.practice.clocks.end() && found->second.local;
        board.rules.push_back(std::move(rule));
    }
    std::stable_sort(
        board.rules.begin(), board.rules.end(), [](const ServiceRule& a, const ServiceRule& b) {
            return a.counts.late != b.counts.late ? a.counts.late > b.counts.late
                                                  : a.counts.running > b.counts.running;
        });
    return board;
}

}  // namespace hearth::record

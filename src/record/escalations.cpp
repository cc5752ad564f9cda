#include "record/escalations.h"

#include <fmt/format.h>

#include <algorithm>

#include "access/guard.h"
#include "practice/escalation.h"
#include "record/rows.h"

namespace hearth::record {
namespace {

using access::Action;
using access::ObjectKind;
using store::Sql;

constexpr std::string_view kLines = R"(
SELECT c.id, c.rule, c.rule_words, c.family_id, f.name, c.contact_id, k.reference, p.given, c.due_at,
  w.name, t.name, n.note, n.read_at, nw.name, COUNT(*) OVER ()
FROM clock c
LEFT JOIN family f ON f.id = c.family_id AND f.superseded_at = '9999-12-31T23:59:59.999Z'
LEFT JOIN contact k ON k.id = c.contact_id AND k.superseded_at = '9999-12-31T23:59:59.999Z'
LEFT JOIN person p ON p.id = c.person_id AND p.superseded_at = '9999-12-31T23:59:59.999Z'
LEFT JOIN worker w ON w.id = c.owner_id AND w.superseded_at = '9999-12-31T23:59:59.999Z'
LEFT JOIN team t ON t.id = c.team_id AND t.superseded_at = '9999-12-31T23:59:59.999Z'
LEFT JOIN escalation_note n ON n.clock_id = c.id AND n.role = :role
  AND n.superseded_at = '9999-12-31T23:59:59.999Z'
LEFT JOIN worker nw ON nw.id = n.worker_id AND nw.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE c.stopped_at IS NULL AND c.superseded_at = '9999-12-31T23:59:59.999Z' AND )";

// Of one clock and its brothers' and sisters'.
constexpr std::string_view kSameLine = R"(
 AND (c.id = :clock OR (c.person_id IS NOT NULL AND EXISTS (SELECT 1 FROM clock o
   WHERE o.id = :clock AND o.superseded_at = '9999-12-31T23:59:59.999Z' AND o.family_id = c.family_id
     AND o.rule = c.rule AND o.due_at = c.due_at AND o.person_id IS NOT NULL
     AND coalesce(o.owner_id, 0) = coalesce(c.owner_id, 0)))))";

// For a role that holds teams and allocations only: their families first, each by its own index.
constexpr std::string_view kOwnFamilies = R"(
 AND c.family_id IN (
  SELECT ft.family_id FROM family_team ft WHERE ft.team_id IN (SELECT value FROM each_id(:teams))
    AND ft.superseded_at = '9999-12-31T23:59:59.999Z'
  UNION
  SELECT a.family_id FROM allocation a WHERE a.worker_id = :me
    AND a.superseded_at = '9999-12-31T23:59:59.999Z'))";

constexpr Sql kNotes{"escalation_notes", R"(
SELECT n.clock_id, n.role, n.note, n.read_at, w.name FROM escalation_note n
JOIN worker w ON w.id = n.worker_id AND w.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE n.clock_id IN (SELECT value FROM each_id(:clocks))
  AND n.superseded_at = '9999-12-31T23:59:59.999Z')"};

constexpr std::string_view kCount = R"(
SELECT c.team_id, COUNT(*), COUNT(n.id) FROM clock c
LEFT JOIN escalation_note n ON n.clock_id = c.id AND n.role = :role
  AND n.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE c.stopped_at IS NULL AND c.superseded_at = '9999-12-31T23:59:59.999Z' AND )";

// A condition that holds for exactly the running clocks that stand escalated to the role: for each
// limit in time, the rules that it is the limit of. Empty when there is none.
struct Condition {
    std::string text;
    store::Params params;
};
// Names of parameters live as long as the program.
const std::string& numbered(std::string_view name, std::size_t n) {
    constexpr std::size_t kMost = 300;  // limits in time: one for each `after` that files may give
    static const auto make = [](std::string_view stem) {
        std::vector<std::string> out;
        for (std::size_t i = 0; i < kMost; ++i) out.push_back(fmt::format("{}{}", stem, i));
        return out;
    };
    static const auto befores = make("before"), rules = make("rules");
    return (name == "before" ? befores : rules).at(n);
}

std::optional<Condition> standing_to(const Context& context, std::string_view role) {
    std::map<Instant, std::vector<std::string>> limits;
    for (const auto& [id, rule] : context.practice.clocks)
        for (const auto& step : rule.escalates) {
            if (step.to != role) continue;
            const auto before =
                practice::escalated_if_due_before(rule, step, context.now, context.practice);
            // A calendar that does not reach back so far: nothing is raised by a guess.
            if (before) limits[before.value()].push_back(id);
        }
    if (limits.empty()) return std::nullopt;
    Condition out;
    Instant latest;
    std::size_t n = 0;
    for (auto& [before, rules] : limits) {
        out.text += fmt::format(
            "{}(c.due_at < :before{} AND c.rule IN (SELECT value FROM each_text(:rules{})))",
            n == 0 ? "(" : " OR ", n, n);
        out.params.add(numbered("before", n), before);
        out.params.add(numbered("rules", n), rules);
        latest = std::max(latest, before);
        ++n;
    }
    out.text += ") AND c.due_at < :latest";
    out.params.add("latest", latest);
    return out;
}

// The subject as the holder of this role alone: what they hold as another is not what was
// escalated.
access::Subject as_role(const access::Subject& subject, std::string_view role) {
    access::Subject out = subject;
    std::erase_if(out.roles, [&](const access::RoleHeld& held) { return held.role != role; });
    return out;
}

bool holds_own_families_only(const practice::Practice& practice, std::string_view role) {
    const auto* found = practice.roles.find(role);
    if (found == nullptr) return false;
    bool any = false;
    for (const auto& grant : found->grants) {
        if (std::find(grant.actions.begin(), grant.actions.end(), "view") == grant.actions.end())
            continue;
        if (grant.object == "contact") return false;
        if (grant.object != "family") continue;
        for (const auto& relation : grant.relations) {
            if (relation == "break_glass") continue;
            if (relation != "allocated" && relation != "team") return false;
            any = true;
        }
    }
    return any;
}

std::string title_of(const practice::Practice& practice, std::string_view role) {
    const auto* found = practice.roles.find(role);
    return found == nullptr ? std::string(role) : found->title;
}

// The step of the clock that comes up to the role; null for none.
const practice::Escalation* step_to(const practice::ClockRule& rule, std::string_view role) {
    const auto found = std::find_if(rule.escalates.begin(), rule.escalates.end(),
                                    [&](const auto& step) { return step.to == role; });
    return found == rule.escalates.end() ? nullptr : &*found;
}

// Of a clock that stands escalated: the calendar has been asked already.
Date since(const practice::Practice& practice, const practice::ClockRule& rule,
           const practice::Escalation& step, Date due) {
    const auto on = practice::escalates_on(rule, step, due, practice);
    return on ? on.value() : due;
}

EscalationLine read_line(const Context& context, std::string_view role, const store::Row& row) {
    EscalationLine line;
    line.clocks.push_back(row.id<ClockTag>(0));
    line.rule = row.text(1);
    line.words = row.text(2);
    line.family = row.id<FamilyTag>(3);
    line.family_name = row.text(4);
    line.contact = row.maybe_int64(5).value_or(0);
    line.contact_reference = row.text(6);
    if (!row.is_null(7)) line.names.emplace_back(row.text(7));
    line.due = date_of(row.instant(8).value());
    line.owner_name = row.text(9);
    line.team_name = row.text(10);
    const auto& rule = context.practice.clocks.find(line.rule)->second;  // standing_to named it
    line.title = rule.title;
    line.starts_when = rule.starts_when;
    line.stops_when = rule.stops_when;
    line.source = rule.source;
    line.inspector = rule.inspector;
    line.local = rule.local;
    line.standing.role = role;
    line.standing.role_title = title_of(context.practice, role);
    line.standing.since = since(context.practice, rule, *step_to(rule, role), line.due);
    if (!row.is_null(11))
        line.standing.read = EscalationRead{std::string(row.text(13)), std::string(row.text(11)),
                                            date_of(row.instant(12).value())};
    return line;
}

// The lines of one role; `clock`: only the line that it stands in.
void read_lines(store::Session& session, const Context& context, std::string_view role,
                std::optional<EscalationsShown> shown, ClockId clock, int limit, int offset,
                EscalationList& out) {
    auto condition = standing_to(context, role);
    if (!condition) return;
    const auto subject = as_role(context.subject, role);
    const auto families = context.policy.families(subject, Action::view, "c.family_id");
    const auto contacts = context.policy.contacts(subject, Action::view, "k");
    std::string text(kLines);
    text += condition->text;
    store::Params params = std::move(condition->params);
    params.add("role", role);
    if (holds_own_families_only(context.practice, role)) {
        text += kOwnFamilies;
        params.add("teams", subject.teams);
        params.add("me", subject.worker);
    }
    text += fmt::format(" AND ((c.contact_id IS NULL AND {}) OR (c.contact_id IS NOT NULL AND {}))",
                        families.text, contacts.text);
    params.add(families.params);
    for (const auto& param : contacts.params.all()) {
        const auto given = params.all();
        if (std::none_of(given.begin(), given.end(),
                         [&](const store::Param& one) { return one.name == param.name; }))
            params.add(param.name, param.value);
    }
    if (shown)
        text += *shown == EscalationsShown::unread ? " AND n.id IS NULL" : " AND n.id IS NOT NULL";
    if (clock) {
        text += kSameLine;
        params.add("clock", clock);
    }
    text += " ORDER BY c.due_at, c.family_id, c.rule, c.id LIMIT :limit OFFSET :offset";
    params.add("limit", limit + 1);
    params.add("offset", offset);
    int read = 0;
    std::int64_t clocks = 0;
    session.each(Sql::trusted("escalations", std::move(text)), params, [&](const store::Row& row) {
        clocks = row.int64(14);
        if (++read > limit) {
            out.more = true;
            return;
        }
        auto line = read_line(context, role, row);
        if (!out.lines.empty() && !line.names.empty()) {
            auto& last = out.lines.back();
            if (last.family && last.family == line.family && last.rule == line.rule &&
                last.due == line.due && last.owner_name == line.owner_name &&
                last.standing.role == line.standing.role && !last.names.empty() &&
                last.standing.read.has_value() == line.standing.read.has_value()) {
                last.clocks.push_back(line.clocks.front());
                last.names.push_back(line.names.front());
                return;
            }
        }
        out.lines.push_back(std::move(line));
    });
    out.clocks += clocks;
}

std::vector<std::string> own_roles(const Context& context) {
    std::vector<std::string> out;
    for (auto& role : escalation_roles(context.practice))
        if (context.subject.has_role(role)) out.push_back(std::move(role));
    return out;
}

}  // namespace

std::vector<std::string> escalation_roles(const practice::Practice& practice) {
    std::vector<std::string> out;
    for (const auto& role : practice.roles.roles)  // in the file's order
        if (std::any_of(practice.clocks.begin(), practice.clocks.end(), [&](const auto& clock) {
                return step_to(clock.second, role.id) != nullptr;
            }))
            out.push_back(role.id);
    return out;
}

bool is_escalated_to(const Context& context) {
    return !own_roles(context).empty();
}

EscalationList escalations_to(store::Session& session, const Context& context,
                              EscalationsShown shown, int page, int size) {
    EscalationList out;
    for (const auto& role : own_roles(context))
        read_lines(session, context, role, shown, {}, size, (std::max(page, 1) - 1) * size, out);
    access::log_list(session, context.subject, Action::view, "escalations", 0, {},
                     shown == EscalationsShown::unread ? "unread" : "read");
    return out;
}

std::map<ClockId, std::vector<StandingEscalation>> standing_escalations(
    store::Session& session, const Context& context, const std::vector<LateClock>& clocks) {
    std::map<ClockId, std::vector<StandingEscalation>> out;
    std::vector<ClockId> ids;
    for (const auto& clock : clocks) {
        if (clock.due_at >= context.now) continue;
        const auto rule = context.practice.clocks.find(clock.rule);
        if (rule == context.practice.clocks.end()) continue;
        for (const auto& step : rule->second.escalates) {
            const auto before = practice::escalated_if_due_before(rule->second, step, context.now,
                                                                  context.practice);
            if (!before || clock.due_at >= before.value()) continue;
            out[clock.id].push_back(
                {step.to, title_of(context.practice, step.to),
                 since(context.practice, rule->second, step, date_of(clock.due_at)), std::nullopt});
        }
        if (out.contains(clock.id)) ids.push_back(clock.id);
    }
    if (ids.empty()) return out;
    session.each(kNotes, {{"clocks", ids}}, [&](const store::Row& row) {
        for (auto& standing : out[row.id<ClockTag>(0)])
            if (standing.role == row.text(1))
                standing.read = EscalationRead{std::string(row.text(4)), std::string(row.text(2)),
                                               date_of(row.instant(3).value())};
    });
    return out;
}

Result<EscalationLine> read_escalation(store::Session& session, const Context& context,
                                       ClockId clock) {
    EscalationList found;
    for (const auto& role : own_roles(context))
        read_lines(session, context, role, std::nullopt, clock, 30, 0, found);
    // Not yet read first: somebody who holds two roles answers for both at once.
    std::stable_sort(found.lines.begin(), found.lines.end(), [](const auto& a, const auto& b) {
        return !a.standing.read && b.standing.read;
    });
    access::log_list(session, context.subject, Action::view, "escalation", clock.value,
                     found.lines.empty() ? FamilyId{} : found.lines.front().family, {},
                     !found.lines.empty());
    if (found.lines.empty()) return Refusal{"escalation"};
    return std::move(found.lines.front());
}

Result<Done> acknowledge_escalation(store::Session& session, const Context& context, ClockId clock,
                                    std::string_view note) {
    EscalationList found;
    for (const auto& role : own_roles(context))
        read_lines(session, context, role, EscalationsShown::unread, clock, 30, 0, found);
    const bool any = !found.lines.empty();
    access::log_list(session, context.subject, Action::write, "escalation", clock.value,
                     any ? found.lines.front().family : FamilyId{}, {}, any);
    if (!any) return Refusal{"escalation"};
    const auto first = note.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return invalid("note", "required", "Write what you have decided or asked for");
    RowWriter writer(session, context);
    for (const auto& line : found.lines)
        for (const auto id : line.clocks)
            writer.insert(
                "escalation_note",
                {{"clock_id", id},
                 {"family_id", line.family},
                 {"contact_id", line.contact == 0 ? store::Value{} : store::Value(line.contact)},
                 {"role", line.standing.role},
                 {"note", note.substr(first)},
                 {"worker_id", context.subject.worker},
                 {"read_at", context.now}});
    return Done{};
}

std::map<TeamId, EscalationCount> count_escalations(store::Session& session, const Context& context,
                                                    std::string_view role) {
    std::map<TeamId, EscalationCount> out;
    auto condition = standing_to(context, role);
    if (!condition) return out;
    store::Params params = std::move(condition->params);
    params.add("role", role);
    session.each(Sql::trusted("escalations_by_team",
                              std::string(kCount) + condition->text + " GROUP BY c.team_id"),
                 params, [&](const store::Row& row) {
                     out[row.id<TeamTag>(0)] = {static_cast<int>(row.int64(1)),
                                                static_cast<int>(row.int64(2))};
                 });
    return out;
}

}  // namespace hearth::record

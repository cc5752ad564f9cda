#include "record/due.h"

#include <fmt/format.h>

#include <algorithm>

#include "access/guard.h"
#include "practice/clock.h"
#include "record/clock_moves.h"
#include "record/entries.h"

namespace hearth::record {
namespace {

using access::Action;
using store::Sql;

constexpr std::string_view kColumns = R"(
SELECT c.id, c.rule, c.rule_words, c.family_id, f.name, p.id, p.given, c.due_at, c.owner_id,
  w.name, w.discipline)";
constexpr std::string_view kJoins = R"(
JOIN family f ON f.id = c.family_id AND f.superseded_at = '9999-12-31T23:59:59.999Z'
LEFT JOIN person p ON p.id = one_person(c.person_id) AND p.superseded_at = '9999-12-31T23:59:59.999Z'
LEFT JOIN worker w ON w.id = c.owner_id AND w.superseded_at = '9999-12-31T23:59:59.999Z')";

// Ids first, each set by its own index, so that neither database reads the clocks of others.
constexpr std::string_view kOfWorker = R"(
FROM clock c)";
constexpr std::string_view kWorkerIds = R"(
WHERE c.id IN (
  SELECT o.id FROM clock o WHERE o.owner_id = :me AND o.stopped_at IS NULL
    AND o.superseded_at = '9999-12-31T23:59:59.999Z' AND o.due_at < :horizon
  UNION
  SELECT o.id FROM clock o WHERE o.family_id IN (
      SELECT a.family_id FROM allocation a WHERE a.worker_id = :me
        AND a.superseded_at = '9999-12-31T23:59:59.999Z' AND a.from_date <= :today
        AND (a.to_date IS NULL OR a.to_date >= :today))
    AND o.stopped_at IS NULL AND o.superseded_at = '9999-12-31T23:59:59.999Z'
    AND o.due_at < :horizon
  UNION
  SELECT o.id FROM clock o WHERE o.team_id IN (SELECT value FROM each_id(:teams))
    AND o.owner_id IS NULL AND o.stopped_at IS NULL
    AND o.superseded_at = '9999-12-31T23:59:59.999Z' AND o.due_at < :horizon)
AND c.superseded_at = '9999-12-31T23:59:59.999Z' AND )";

constexpr Sql kNextMeetings{"due_next_meetings", R"(
SELECT m.family_id, m.kind, m.id FROM meeting m
WHERE m.family_id IN (SELECT value FROM each_id(:families)) AND m.status = 'planned'
  AND m.superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY m.planned_at DESC)"};

DueItem read(const Context& context, const store::Row& row) {
    DueItem item;
    item.clocks.push_back(row.id<ClockTag>(0));
    item.rule = row.text(1);
    item.words = row.text(2);
    item.family = row.id<FamilyTag>(3);
    item.family_name = row.text(4);
    if (const auto person = row.id<PersonTag>(5)) {
        item.people.push_back(person);
        item.names.emplace_back(row.text(6));
    }
    item.due_at = row.instant(7).value();
    item.due = date_of(item.due_at);
    item.owner = row.id<WorkerTag>(8);
    item.owner_name = row.text(9);
    const auto rule = context.practice.clocks.find(item.rule);
    if (rule == context.practice.clocks.end()) {
        item.title = item.rule;  // of a profile that this authority has left
        return item;
    }
    item.title = rule->second.title;
    item.starts_when = rule->second.starts_when;
    item.source = rule->second.source;
    item.stops_when = rule->second.stops_when;
    item.inspector = rule->second.inspector;
    if (item.due >= context.today()) {
        const auto from = practice::warn_from(rule->second, item.due, context.practice);
        if (from && from.value() <= context.today()) item.reminds_from = from.value();
    }
    item.local = rule->second.local;
    // What one worker has to do is written by their own discipline.
    const auto discipline = rule->second.owner == "worker" ? row.text(10) : std::string_view();
    if (const auto* form = form_that_stops(context, item.rule, discipline)) {
        item.form = form->id;
        item.form_verb = form->verb;
        item.form_of_meeting = form->about == practice::About::meeting;
    }
    return item;
}

// Who has been told of what is late, and what a change of the practice has moved: two statements
// for the whole list, the first only when something is late.
void add_what_happened(store::Session& session, const Context& context,
                       std::vector<DueItem>& items) {
    std::vector<LateClock> late;
    std::vector<ClockId> all;
    for (const auto& item : items) {
        all.push_back(item.clocks.front());
        if (item.due_at < context.now)
            late.push_back({item.clocks.front(), item.rule, item.due_at});
    }
    const auto standing = standing_escalations(session, context, late);
    const auto moved = moved_of(session, all);
    for (auto& item : items) {
        if (const auto found = standing.find(item.clocks.front()); found != standing.end())
            item.escalated = found->second;
        for (const auto& one : moved) {
            if (one.clock != item.clocks.front()) continue;
            item.moved_from = one.from;
            item.moved_on = one.on;
            item.moved_why = one.why;
        }
    }
}

// The meeting at which a form about a meeting is written: the family's next planned one.
void add_meetings(store::Session& session, const Context& context, std::vector<DueItem>& items) {
    std::vector<FamilyId> families;
    for (const auto& item : items)
        if (item.form_of_meeting) families.push_back(item.family);
    if (families.empty()) return;
    const auto kind_of = [&](std::string_view form) -> std::string_view {
        for (const auto& [id, kind] : context.practice.meetings)
            if (kind.form == form) return id;
        return {};
    };
    session.each(kNextMeetings, {{"families", families}}, [&](const store::Row& row) {
        for (auto& item : items)
            if (item.form_of_meeting && item.family == row.id<FamilyTag>(0) &&
                kind_of(item.form) == row.text(1))
                item.meeting = row.id<MeetingTag>(2);
    });
}

}  // namespace

bool works_for_team(const access::Subject& subject) {
    return subject.discipline == "management" || subject.discipline == "business_support";
}

namespace {

// Whether signing the form can be how the clock's work is done: a form that stops it only as not
// required (closing the case, a conference that makes another plan) is not.
bool does(const practice::Form& form, std::string_view rule) {
    return std::any_of(
        form.effects.begin(), form.effects.end(), [&](const practice::Effect& effect) {
            if (effect.kind != practice::EffectKind::stops || effect.target != rule) return false;
            for (const auto& set : effect.set) {
                if (set.column != "stop_reason") continue;
                const auto reasons = set.value.possible_literals();
                return std::find(reasons.begin(), reasons.end(), "done") != reasons.end();
            }
            return true;
        });
}

// Smaller is nearer to the clock: its own form, the visit, then the order of the workbook.
std::size_t distance_of(const practice::Practice& practice, const practice::Form& form,
                        std::string_view rule) {
    if (form.id == rule) return 0;
    if (form.id == "visit") return 1;
    std::size_t at = 2;
    for (const auto& section : practice.workbook)
        for (const auto& id : section.forms) {
            if (id == form.id) return at;
            ++at;
        }
    return at;
}

bool of_discipline(const practice::Practice& practice, const practice::Form& form,
                   std::string_view discipline) {
    for (const auto& section : practice.workbook)
        if (section.id == form.workbook_section)
            return section.disciplines.empty() ||
                   std::find(section.disciplines.begin(), section.disciplines.end(), discipline) !=
                       section.disciplines.end();
    return true;
}

}  // namespace

const practice::Form* form_that_stops(const Context& context, std::string_view rule,
                                      std::string_view discipline) {
    const practice::Form* best = nullptr;
    std::size_t nearest = 0;
    for (const auto& [id, versions] : context.practice.forms) {
        const auto& form = versions.back();
        if (form.about == practice::About::contact || !may_write(context.subject, form) ||
            !does(form, rule))
            continue;
        if (!discipline.empty() && !of_discipline(context.practice, form, discipline)) continue;
        const auto distance = distance_of(context.practice, form, rule);
        if (best != nullptr && distance >= nearest) continue;
        best = &form;
        nearest = distance;
    }
    return best;
}

Urgency urgency(const practice::Practice& practice, const DueItem& item, Date today) {
    if (item.due < today) return Urgency::late;
    if (item.due == today) return Urgency::today;
    if (item.due <= today + 7) return Urgency::soon;
    const auto rule = practice.clocks.find(item.rule);
    if (rule == practice.clocks.end()) return Urgency::later;
    const auto warn = practice::warn_from(rule->second, item.due, practice);
    return warn.ok() && warn.value() <= today ? Urgency::soon : Urgency::later;
}

std::vector<DueItem> due_for_worker(store::Session& session, const Context& context, int days) {
    const auto allowed = context.policy.families(context.subject, Action::view, "c.family_id");
    std::string text(kColumns);
    text += kOfWorker;
    text += kJoins;
    text += kWorkerIds;
    text += allowed.text;
    text += " ORDER BY c.due_at, c.family_id, c.rule, p.born NULLS LAST, c.id LIMIT 400";
    store::Params params{
        {"me", context.subject.worker},
        {"today", context.today()},
        {"horizon", instant_of(context.today() + days + 1, 0)},
        {"teams", works_for_team(context.subject) ? context.subject.teams : std::vector<TeamId>{}}};
    params.add(allowed.params);
    std::vector<DueItem> out;
    session.each(
        Sql::trusted("due_for_worker", std::move(text)), params, [&](const store::Row& row) {
            auto item = read(context, row);
            if (!out.empty()) {
                auto& last = out.back();
                if (last.family == item.family && last.rule == item.rule && last.due == item.due &&
                    last.owner == item.owner && !item.people.empty()) {
                    last.clocks.push_back(item.clocks.front());
                    last.people.push_back(item.people.front());
                    last.names.push_back(item.names.front());
                    return;
                }
            }
            out.push_back(std::move(item));
        });
    add_meetings(session, context, out);
    add_what_happened(session, context, out);
    access::log_list(session, context.subject, Action::view, "due", 0, {}, "mine");
    return out;
}

std::vector<DueItem> due_for_team(store::Session& session, const Context& context,
                                  const TeamDueFilter& filter) {
    const auto allowed = context.policy.families(context.subject, Action::view, "c.family_id");
    std::string text(kColumns);
    text += " FROM clock c";
    text += kJoins;
    text +=
        " WHERE c.team_id = :team AND c.stopped_at IS NULL AND c.superseded_at = "
        "'9999-12-31T23:59:59.999Z'";
    store::Params params{{"team", filter.team},
                         {"limit", filter.size},
                         {"offset", (std::max(filter.page, 1) - 1) * filter.size}};
    if (filter.late_only) {
        text += " AND c.due_at < :now";
        params.add("now", context.now);
    }
    if (!filter.rule.empty()) {
        text += " AND c.rule = :rule";
        params.add("rule", filter.rule);
    }
    const std::string_view way = filter.descending ? " DESC" : " ASC";
    std::string order;
    switch (filter.order) {
        case DueOrder::due:
            order = fmt::format("c.due_at{0}, c.id{0}", way);
            break;
        case DueOrder::family:
            order = fmt::format("f.name{}, c.due_at, c.id", way);
            break;
        case DueOrder::rule:
            order = fmt::format("c.rule{}, c.due_at, c.id", way);
            break;
        case DueOrder::worker:
            order = fmt::format("10{} NULLS LAST, c.due_at, c.id", way);
            break;
    }
    text += fmt::format(" AND {} ORDER BY {} LIMIT :limit OFFSET :offset", allowed.text, order);
    params.add(allowed.params);
    std::vector<DueItem> out;
    session.each(Sql::trusted("due_for_team", std::move(text)), params,
                 [&](const store::Row& row) { out.push_back(read(context, row)); });
    add_meetings(session, context, out);
    add_what_happened(session, context, out);
    return out;
}

}  // namespace hearth::record

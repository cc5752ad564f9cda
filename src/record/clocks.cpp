#include "record/clocks.h"

#include <fmt/format.h>

#include <stdexcept>

#include "practice/clock.h"

namespace hearth::record {
namespace {

using store::Sql;

// Running clocks of a rule for a subject. A clock about a person is matched by the person; one
// about a contact or a family, by that, and only if it is about no single person.
constexpr Sql kRunning{"clocks_running_for", R"(
SELECT id FROM clock
WHERE rule = :rule AND superseded_at = '9999-12-31T23:59:59.999Z' AND stopped_at IS NULL
  AND ((:person IS NOT NULL AND person_id = :person)
    OR (:person IS NULL AND person_id IS NULL AND :family IS NOT NULL AND family_id = :family)
    OR (:person IS NULL AND person_id IS NULL AND :contact IS NOT NULL AND contact_id = :contact))
  AND (:row IS NULL OR subject_id IS NULL OR subject_id = :row)
ORDER BY id)"};

// Who leads the work with a family, and which team holds it.
constexpr Sql kLead{"clock_lead", R"(
SELECT worker_id FROM allocation
WHERE family_id = :family AND lead = 1 AND superseded_at = '9999-12-31T23:59:59.999Z'
  AND from_date <= :today AND (to_date IS NULL OR to_date >= :today)
ORDER BY from_date DESC, id DESC LIMIT 1)"};
constexpr Sql kTeam{"clock_team", R"(
SELECT team_id FROM family_team
WHERE family_id = :family AND superseded_at = '9999-12-31T23:59:59.999Z'
  AND from_date <= :today AND (to_date IS NULL OR to_date >= :today)
ORDER BY from_date DESC, id DESC LIMIT 1)"};

store::Value id_or_null(std::int64_t id) {
    return id == 0 ? store::Value{} : store::Value(id);
}

std::vector<std::int64_t> running(store::Session& session, std::string_view rule,
                                  const ClockSubject& subject) {
    std::vector<std::int64_t> ids;
    session.each(kRunning,
                 {{"rule", rule},
                  {"person", subject.person},
                  {"family", subject.family},
                  {"contact", id_or_null(subject.contact)},
                  {"row", id_or_null(subject.row)}},
                 [&](const store::Row& row) { ids.push_back(row.int64(0)); });
    return ids;
}

std::int64_t first_id(store::Session& session, const Sql& sql, FamilyId family, Date today) {
    return session
        .one(sql, {{"family", family}, {"today", today}},
             [](const store::Row& row) { return row.int64(0); })
        .value_or(0);
}

const practice::ClockRule& rule_of(const Context& context, std::string_view rule) {
    const auto it = context.practice.clocks.find(rule);
    if (it == context.practice.clocks.end())
        throw std::logic_error(fmt::format("the practice has no clock '{}'", rule));
    return it->second;
}

}  // namespace

Result<StartedClock> start_clock(store::Session& session, const Context& context, RowWriter& writer,
                                 std::string_view rule, const ClockSubject& subject, Instant from) {
    const auto& definition = rule_of(context, rule);
    auto due = practice::due(definition, from, context.practice);
    if (!due) return due.failure();
    for (const auto id : running(session, rule, subject)) {
        auto replaced =
            writer.revise("clock", id, {{"stopped_at", context.now}, {"stop_reason", "replaced"}});
        if (!replaced) return replaced.failure();
    }
    std::int64_t owner = 0;
    std::int64_t team = 0;
    if (subject.family) {
        team = first_id(session, kTeam, subject.family, context.today());
        if (definition.owner == "worker" || definition.owner == "lead")
            owner = first_id(session, kLead, subject.family, context.today());
    }
    if (owner == 0 && definition.owner == "worker") owner = context.subject.worker.value;
    if (team == 0 && !subject.family && !context.subject.teams.empty())
        team = context.subject.teams.front().value;
    const auto id = writer.insert("clock", {{"rule", rule},
                                            {"rule_words", due->words},
                                            {"family_id", subject.family},
                                            {"contact_id", id_or_null(subject.contact)},
                                            {"person_id", subject.person},
                                            {"subject_id", id_or_null(subject.row)},
                                            {"owner_id", id_or_null(owner)},
                                            {"team_id", id_or_null(team)},
                                            {"started_at", from},
                                            {"due_at", due->due_at}});
    return StartedClock{id, due->due_at,
                        fmt::format("{}: due {}", definition.title, due->due_date.plain())};
}

Result<int> stop_clock(store::Session& session, const Context& context, RowWriter& writer,
                       std::string_view rule, const ClockSubject& subject, Instant at,
                       std::string_view reason) {
    const auto& definition = rule_of(context, rule);
    const auto ids = running(session, rule, subject);
    for (const auto id : ids) {
        auto stopped = writer.revise("clock", id, {{"stopped_at", at}, {"stop_reason", reason}});
        if (!stopped) return stopped.failure();
    }
    if (!definition.then.empty() && reason == "done") {
        auto next = start_clock(session, context, writer, definition.then, subject, at);
        if (!next) return next.failure();
    }
    return static_cast<int>(ids.size());
}

}  // namespace hearth::record

#include "record/clocks.h"

#include <fmt/format.h>

#include <stdexcept>
#include <vector>

#include "practice/clock.h"

namespace hearth::record {
namespace {

using store::Sql;

constexpr Sql kBySubject{"clocks_by_subject", R"(
SELECT id FROM clock
WHERE subject_id = :key AND rule = :rule AND stopped_at IS NULL AND superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY id)"};
constexpr Sql kByPerson{"clocks_by_person", R"(
SELECT id FROM clock
WHERE person_id IN same_person(:key) AND rule = :rule AND stopped_at IS NULL AND superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY id)"};
constexpr Sql kByFamily{"clocks_by_family", R"(
SELECT id FROM clock
WHERE family_id = :key AND rule = :rule AND person_id IS NULL AND stopped_at IS NULL
  AND superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY id)"};
constexpr Sql kByContact{"clocks_by_contact", R"(
SELECT id FROM clock
WHERE contact_id = :key AND rule = :rule AND person_id IS NULL AND stopped_at IS NULL
  AND superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY id)"};

store::Value id_or_null(std::int64_t id) {
    return id == 0 ? store::Value{} : store::Value(id);
}

std::vector<std::int64_t> running(store::Session& session, std::string_view rule,
                                  const ClockSubject& subject) {
    std::vector<std::int64_t> ids;
    const auto find = [&](const Sql& sql, std::int64_t key) {
        session.each(sql, {{"key", key}, {"rule", rule}},
                     [&](const store::Row& row) { ids.push_back(row.int64(0)); });
    };
    if (subject.row != 0)
        find(kBySubject, subject.row);
    else if (subject.person)
        find(kByPerson, subject.person.value);
    else if (subject.by_contact && subject.contact != 0)
        find(kByContact, subject.contact);
    else if (subject.family)
        find(kByFamily, subject.family.value);
    return ids;
}

}  // namespace

const practice::ClockRule& clock_rule(const practice::Practice& practice, std::string_view rule) {
    const auto it = practice.clocks.find(rule);
    if (it == practice.clocks.end())
        throw std::logic_error(fmt::format("the practice has no clock '{}'", rule));
    return it->second;
}

Result<StartedClock> start_clock(store::Session& session, const Context& context, RowWriter& writer,
                                 std::string_view rule, const ClockStart& start) {
    const auto& definition = clock_rule(context.practice, rule);
    auto due = practice::due(definition, start.from, context.practice);
    if (!due) return due.failure();
    for (const auto id : running(session, rule, start.subject)) {
        auto replaced =
            writer.revise("clock", id, {{"stopped_at", context.now}, {"stop_reason", "replaced"}});
        if (!replaced) return replaced.failure();
    }
    const auto id = writer.insert("clock", {{"rule", rule},
                                            {"rule_words", due->words},
                                            {"family_id", start.subject.family},
                                            {"contact_id", id_or_null(start.subject.contact)},
                                            {"person_id", start.subject.person},
                                            {"subject_id", id_or_null(start.subject.row)},
                                            {"owner_id", start.owner},
                                            {"team_id", start.team},
                                            {"started_at", start.from},
                                            {"due_at", due->due_at}});
    return StartedClock{id, due->due_at,
                        fmt::format("{}: due {}", definition.title, due->due_date.plain())};
}

Result<int> stop_clock(store::Session& session, const Context& context, RowWriter& writer,
                       std::string_view rule, const ClockSubject& subject, Instant at,
                       std::string_view reason) {
    const auto& definition = clock_rule(context.practice, rule);
    const auto ids = running(session, rule, subject);
    for (const auto id : ids) {
        const auto clock = writer.current("clock", id);
        auto stopped = writer.revise("clock", id, {{"stopped_at", at}, {"stop_reason", reason}});
        if (!stopped) return stopped.failure();
        if (definition.then.empty() || reason != "done") continue;
        const auto id_of = [&](std::string_view column) {
            const auto& value = clock->find(column)->second;
            return value.is_null() ? 0 : value.integer();
        };
        ClockStart next;
        next.subject = {PersonId{id_of("person_id")}, FamilyId{id_of("family_id")},
                        id_of("contact_id"), subject.by_contact, id_of("subject_id")};
        next.from = at;
        next.owner = WorkerId{id_of("owner_id")};
        next.team = TeamId{id_of("team_id")};
        auto started = start_clock(session, context, writer, definition.then, next);
        if (!started) return started.failure();
    }
    return static_cast<int>(ids.size());
}

}  // namespace hearth::record

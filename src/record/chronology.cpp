#include "record/chronology.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "record/chronology_whole.h"

namespace hearth::record {
namespace {

using store::Sql;

// Entries of families, by class and by what the reader asked for. `:person` 0 is everybody;
// `:whole` 1 counts entries that name nobody as about each of the family.
constexpr std::string_view kEntries = R"(
SELECT e.id, e.form, e.title, e.summary, e.happened_at, e.significant, e.discipline, w.name, g.name
FROM entry e
JOIN worker w ON w.id = e.author_id AND w.superseded_at = '9999-12-31T23:59:59.999Z'
JOIN agency g ON g.id = e.agency_id AND g.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE e.family_id IN (SELECT value FROM each_id(:families)) AND e.superseded_at = '9999-12-31T23:59:59.999Z'
  AND e.status = 'signed' AND e.class IN (SELECT value FROM each_text(:classes))
  AND (:kind = '' OR e.form = :kind) AND (:discipline = '' OR e.discipline = :discipline)
  AND e.happened_at >= :from AND e.happened_at < :until AND (:significant = 0 OR e.significant = 1)
  AND (CAST(:person AS BIGINT) = 0
       OR EXISTS (SELECT 1 FROM entry_person p WHERE p.entry_id = e.id AND one_person(p.person_id) = CAST(:person AS BIGINT))
       OR (:whole = 1 AND NOT EXISTS (SELECT 1 FROM entry_person p WHERE p.entry_id = e.id)))
  AND {}
ORDER BY e.happened_at DESC, e.id DESC LIMIT :most)";

constexpr Sql kEntryPeople{"chronology_people", R"(
SELECT DISTINCT entry_id, one_person(person_id) FROM entry_person
WHERE entry_id IN (SELECT value FROM each_id(:entries)) ORDER BY 1, 2)"};

// Of these entries, those that stand in the chronology by themselves.
constexpr std::string_view kShown = R"(
SELECT e.id FROM entry e
WHERE e.id IN (SELECT value FROM each_id(:entries)) AND e.superseded_at = '9999-12-31T23:59:59.999Z'
  AND e.family_id IN (SELECT value FROM each_id(:families))
  AND e.status = 'signed' AND e.class IN (SELECT value FROM each_text(:classes)) AND {})";

constexpr Sql kMembers{"chronology_members", R"(
SELECT DISTINCT p.id, p.given, p.surname, m.role
FROM family_member m JOIN person p ON p.id = one_person(m.person_id) AND p.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE m.family_id = :family AND m.superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY m.role, p.given, p.id)"};

Instant start_of(std::optional<Date> day) {
    return day ? instant_of(*day, 0) : Instant{-62135596800000};  // year 1
}
Instant end_of(std::optional<Date> day) {
    return day ? instant_of(*day + 1, 0) : Instant{253370764800000};  // year 9999
}

struct Scope {
    std::vector<FamilyId> families;
    std::vector<PersonId> children;  // whose steps are told
    bool whole_family_too = false;
    // Of several families: the classes of one do not open the entries of another, so each entry is
    // asked about through its own.
    access::Predicate allowed{"1 = 1", {}};
};

Sql with_access(const char* name, std::string_view text, const Scope& scope) {
    return Sql::trusted(name, fmt::format(fmt::runtime(text), scope.allowed.text));
}
store::Params with_access(store::Params params, const Scope& scope) {
    params.add(scope.allowed.params);
    return params;
}

bool asked_for(const Step& step, const ChronologyFilter& filter) {
    if (!filter.kind.empty() && filter.kind != to_text(step.kind)) return false;
    if (!filter.discipline.empty()) return false;
    if (filter.person && filter.person != step.person) return false;
    if (filter.from && step.on < *filter.from) return false;
    if (filter.to && step.on > *filter.to) return false;
    return !filter.significant || step.significant;
}

// A step that has ended is told twice: when it began and when it ended.
void tell(const Step& step, const ChronologyFilter& filter, bool told_by_entry,
          std::vector<ChronologyLine>& out) {
    ChronologyLine line;
    line.step = step.kind;
    line.kind = to_text(step.kind);
    line.people = {step.person};
    line.significant = step.significant;
    const bool both = step.ended && *step.ended != step.on;
    const bool begun_by_entry = told_by_entry && !both;
    if (!begun_by_entry && asked_for(step, filter)) {
        line.on = step.on;
        line.title = both || step.open ? step.title + ": started" : step.title;
        line.words = step.words;
        if (!both) {
            if (!step.ending.empty()) line.words += (line.words.empty() ? "" : " ") + step.ending;
            line.factors = step.factors;
        }
        out.push_back(line);
    }
    if (!both || told_by_entry) return;
    Step ended = step;
    ended.on = *step.ended;
    if (!asked_for(ended, filter)) return;
    line.on = *step.ended;
    line.title = step.title + ": ended";
    line.words = step.ending;
    line.factors = step.factors;
    out.push_back(std::move(line));
}

Chronology gather(store::Session& session, const Context& context, const Readable& readable,
                  const Scope& scope, const ChronologyFilter& filter) {
    Chronology out;
    const std::int64_t most = filter.print
                                  ? kMostPrinted + 1
                                  : static_cast<std::int64_t>(filter.page) * kChronologyPage + 1;
    if (!scope.families.empty())
        session.each(with_access("chronology_entries", kEntries, scope),
                     with_access({{"families", scope.families},
                                  {"classes", readable.names()},
                                  {"kind", filter.kind},
                                  {"discipline", filter.discipline},
                                  {"from", start_of(filter.from)},
                                  {"until", end_of(filter.to)},
                                  {"significant", filter.significant},
                                  {"person", filter.person.value},
                                  {"whole", scope.whole_family_too},
                                  {"most", most}},
                                 scope),
                     [&](const store::Row& row) {
                         ChronologyLine line;
                         line.is_entry = true;
                         line.entry = row.id<EntryTag>(0);
                         line.kind = row.text(1);
                         line.title = row.text(2);
                         line.words = row.text(3);
                         line.at = row.instant(4).value();
                         line.on = date_of(line.at);
                         line.significant = row.yes(5);
                         line.discipline = row.text(6);
                         line.author = row.text(7);
                         line.agency = row.text(8);
                         out.lines.push_back(std::move(line));
                     });

    auto steps = statutory_history(session, context, readable, scope.children);
    std::vector<EntryId> made_by;
    for (const auto& step : steps)
        if (step.entry) made_by.push_back(step.entry);
    std::set<EntryId> shown;
    if (!made_by.empty() && !scope.families.empty())
        session.each(
            with_access("chronology_shown", kShown, scope),
            with_access(
                {{"entries", made_by}, {"families", scope.families}, {"classes", readable.names()}},
                scope),
            [&](const store::Row& row) { shown.insert(row.id<EntryTag>(0)); });
    for (const auto& step : steps) tell(step, filter, shown.contains(step.entry), out.lines);

    // The day orders; within one day entries by their time, steps before them.
    std::stable_sort(out.lines.begin(), out.lines.end(),
                     [](const ChronologyLine& a, const ChronologyLine& b) {
                         if (a.on != b.on) return b.on < a.on;
                         if (a.is_entry != b.is_entry) return a.is_entry;
                         return b.at < a.at;
                     });
    const std::size_t size = filter.print ? kMostPrinted : kChronologyPage;
    const std::size_t first = filter.print ? 0 : (static_cast<std::size_t>(filter.page) - 1) * size;
    out.more = out.lines.size() > first + size;
    if (first >= out.lines.size()) {
        out.lines.clear();
    } else {
        const auto begin = out.lines.begin() + static_cast<std::ptrdiff_t>(first);
        const auto end =
            begin + static_cast<std::ptrdiff_t>(std::min(size, out.lines.size() - first));
        out.lines = std::vector<ChronologyLine>(begin, end);
    }

    std::vector<EntryId> entries;
    for (const auto& line : out.lines)
        if (line.is_entry) entries.push_back(line.entry);
    std::map<EntryId, std::vector<PersonId>> people;
    if (!entries.empty())
        session.each(kEntryPeople, {{"entries", entries}}, [&](const store::Row& row) {
            people[row.id<EntryTag>(0)].push_back(row.id<PersonTag>(1));
        });
    for (auto& line : out.lines)
        if (line.is_entry) line.people = people[line.entry];
    return out;
}

}  // namespace

Chronology chronology_of(store::Session& session, const Context& context, const Readable& readable,
                         FamilyId family) {
    Scope scope;
    scope.families = {family};
    session.each(kMembers, {{"family", family}}, [&](const store::Row& row) {
        if (row.text(3) == "child") scope.children.push_back(row.id<PersonTag>(0));
    });
    ChronologyFilter everything;
    everything.print = true;
    return gather(session, context, readable, scope, everything);
}

Result<FamilyChronology> family_chronology(store::Session& session, const Context& context,
                                           FamilyId family, const ChronologyFilter& given) {
    ChronologyFilter filter = given;
    filter.page = std::clamp(filter.page, 1, 250);
    auto head = family_head(session, context, family, "chronology",
                            filter.print ? access::Action::print : access::Action::view);
    if (!head) return head.failure();
    Readable readable(context, head->decision.classes);
    if (filter.print) readable = readable.for_print();

    Scope scope;
    scope.families = {family};
    std::vector<std::pair<PersonId, std::string>> people;
    session.each(kMembers, {{"family", family}}, [&](const store::Row& row) {
        const auto person = row.id<PersonTag>(0);
        if (row.text(3) == "child") scope.children.push_back(person);
        people.emplace_back(person, fmt::format("{} {}", row.text(1), row.text(2)));
    });
    FamilyChronology out{std::move(head).value(),
                         gather(session, context, readable, scope, filter)};
    out.chronology.people = std::move(people);
    return out;
}

Chronology person_chronology(store::Session& session, const Context& context,
                             const Readable& readable, PersonId person,
                             const std::vector<FamilyId>& families, ChronologyFilter filter) {
    filter.page = std::clamp(filter.page, 1, 250);
    filter.person = person;
    Scope scope;
    scope.families = families;
    scope.children = {person};
    scope.whole_family_too = true;
    scope.allowed = context.policy.families(
        context.subject, filter.print ? access::Action::print : access::Action::view, "e.family_id",
        "e.class");
    return gather(session, context, filter.print ? readable.for_print() : readable, scope, filter);
}

}  // namespace hearth::record

#include "record/workbook.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

#include "record/entries.h"
#include "record/family_list.h"

namespace hearth::record {
namespace {

using store::Sql;

// The same question of what is current and of what was known. A past version is looked for apart
// from the current ones, so that each has its own small index.
struct Both {
    Sql now, known;
};
Both both(const char* name, std::string_view select, std::string_view alias,
          std::string_view order) {
    const auto version = [&](std::string_view test) {
        return fmt::format("{} AND {}{}", select, alias, test);
    };
    const std::string current = version(".superseded_at = '9999-12-31T23:59:59.999Z'");
    const std::string known = fmt::format(
        "{0} AND {2}.recorded_at <= known_at() UNION ALL {1} AND {2}.recorded_at <= known_at() "
        "AND {2}.superseded_at > known_at()",
        current, version(".superseded_at < '9999-12-31T23:59:59.999Z'"), alias);
    return {
        Sql::trusted(name, fmt::format("{} ORDER BY {}", current, order)),
        Sql::trusted(fmt::format("{}_known", name), fmt::format("{} ORDER BY {}", known, order))};
}
const Sql& pick(const store::Session& session, const Both& sql) {
    static const Instant kEver = Instant::parse("9000-01-01T00:00:00Z").value();
    return session.known_at() < kEver ? sql.known : sql.now;
}

const Both& entries_sql() {
    static const Both sql = both("workbook_entries", R"(
SELECT e.version_id, e.id, e.form, e.form_version, e.meeting_id, e.discipline, e.happened_at,
  (SELECT w.name FROM worker w WHERE w.id = e.author_id
     AND w.superseded_at = '9999-12-31T23:59:59.999Z'), e.title
FROM entry e
WHERE e.family_id = :family AND e.status = 'signed'
  AND e.form IN (SELECT value FROM each_text(:forms))
  AND e.class IN (SELECT value FROM each_text(:classes)))",
                                 "e", "7 DESC, 2 DESC");
    return sql;
}
const Both& cycles_sql() {
    static const Both sql = both("workbook_cycles", R"(
SELECT b.cycle, b.opened_on, b.closed_on, b.supervision_id FROM workbook b
WHERE b.family_id = :family)",
                                 "b", "1 DESC");
    return sql;
}
const Both& modules_sql() {
    static const Both sql = both("workbook_modules", R"(
SELECT m.module, m.offered_on, m.started_on, m.ended_on, m.outcome, m.importance_before,
  m.importance_after, m.confidence_before, m.confidence_after, m.evidence, m.id
FROM programme_module m WHERE m.family_id = :family)",
                                 "m", "11");
    return sql;
}
const Both& measures_sql() {
    static const Both sql = both("workbook_measures", R"(
SELECT m.kind, one_person(m.person_id),
  (SELECT p.given FROM person p WHERE p.id = one_person(m.person_id)
     AND p.superseded_at = '9999-12-31T23:59:59.999Z'), m.measured_on, m.value, m.id
FROM measure m WHERE m.family_id = :family
  AND m.class IN (SELECT value FROM each_text(:classes))
  AND (m.entry_id IS NULL OR EXISTS (SELECT 1 FROM entry x WHERE x.id = m.entry_id
    AND x.superseded_at = '9999-12-31T23:59:59.999Z'
    AND x.class IN (SELECT value FROM each_text(:classes)))))",
                                 "m", "1, 2, 4, 6");
    return sql;
}
constexpr Sql kSections{"workbook_entry_sections", R"(
SELECT version_id, section, answers FROM entry_section
WHERE version_id IN (SELECT value FROM each_id(:versions))
  AND class IN (SELECT value FROM each_text(:classes)))"};
constexpr Sql kPeople{"workbook_entry_people", R"(
SELECT x.entry_id, p.given FROM entry_person x
JOIN person p ON p.id = one_person(x.person_id) AND p.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE x.entry_id IN (SELECT value FROM each_id(:entries))
ORDER BY p.born NULLS LAST, p.id)"};
constexpr Sql kNextSupervision{"workbook_next_supervision", R"(
SELECT id FROM meeting WHERE family_id = :family AND kind = 'group_supervision'
  AND status = 'planned' AND superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY planned_at LIMIT 1)"};

struct Found {
    std::int64_t version = 0;
    EntryId id;
    std::string form, discipline, author, title;
    int form_version = 0, cycle = 0;
    MeetingId meeting;
    Instant happened;
};

int cycle_of(const Found& entry, const std::vector<WorkbookCycle>& cycles) {
    for (const auto& c : cycles)
        if (entry.meeting && c.supervision == entry.meeting) return c.cycle;
    const Date day = date_of(entry.happened);
    for (const auto& c : cycles)  // newest first: on the day of a change, the new one
        if (c.opened <= day) return c.cycle;
    return 0;
}

std::vector<WorkbookCycle> read_cycles(store::Session& session, FamilyId family) {
    std::vector<WorkbookCycle> out;
    session.each(pick(session, cycles_sql()), {{"family", family}}, [&](const store::Row& row) {
        out.push_back({static_cast<int>(row.int64(0)), row.date(1).value(), row.date(2),
                       row.id<MeetingTag>(3)});
    });
    return out;
}

std::vector<ModuleCard> read_modules(store::Session& session, const Context& context,
                                     FamilyId family) {
    std::vector<ModuleCard> out;
    for (const auto& module : context.practice.programme) {
        ModuleCard card;
        card.id = module.id;
        card.title = module.title;
        card.purpose = module.purpose;
        out.push_back(std::move(card));
    }
    // A row for each entry on a module, oldest first: the first date of each step, and what was
    // said last.
    session.each(pick(session, modules_sql()), {{"family", family}}, [&](const store::Row& row) {
        const auto card = std::find_if(out.begin(), out.end(),
                                       [&](const ModuleCard& c) { return c.id == row.text(0); });
        if (card == out.end()) return;
        const auto first = [&](std::optional<Date>& date, int column) {
            if (!date) date = row.date(column);
        };
        const auto last = [&](std::optional<int>& value, int column) {
            if (const auto v = row.maybe_int64(column)) value = static_cast<int>(*v);
        };
        first(card->offered, 1);
        first(card->started, 2);
        if (row.date(3)) card->ended = row.date(3);
        if (!row.is_null(4)) card->outcome = row.text(4);
        last(card->importance_before, 5);
        last(card->importance_after, 6);
        last(card->confidence_before, 7);
        last(card->confidence_after, 8);
        if (!row.text(9).empty()) card->evidence = row.text(9);
    });
    return out;
}

// A figure written in a section of another class is as hidden as the section.
std::vector<MeasureSeries> read_measures(store::Session& session, const Readable& readable,
                                         FamilyId family) {
    std::vector<MeasureSeries> out;
    const store::Params params{{"family", family}, {"classes", readable.names()}};
    session.each(pick(session, measures_sql()), params, [&](const store::Row& row) {
        const auto person = row.id<PersonTag>(1);
        if (out.empty() || out.back().kind != row.text(0) || out.back().person != person)
            out.push_back({std::string(row.text(0)), person, std::string(row.text(2)), {}});
        auto& points = out.back().points;
        const Date on = row.date(3).value();
        if (!points.empty() && points.back().first == on)
            points.back().second = row.real(4);  // measured again that day: the later stands
        else
            points.emplace_back(on, row.real(4));
    });
    return out;
}

// What each chosen entry says, in one statement for all.
void fill_entries(store::Session& session, const Context& context, const Readable& readable,
                  const std::map<std::int64_t, const Found*>& by_version,
                  std::map<std::int64_t, std::vector<SectionRead>>& sections,
                  std::map<std::int64_t, std::vector<std::string>>& people) {
    std::vector<std::int64_t> versions;
    std::vector<std::int64_t> entries;
    for (const auto& [version, found] : by_version) {
        versions.push_back(version);
        entries.push_back(found->id.value);
    }
    std::map<std::int64_t, std::map<std::string, Answers>> answers;
    session.each(kSections, {{"versions", versions}, {"classes", readable.names()}},
                 [&](const store::Row& row) {
                     auto read = Answers::from_json(row.text(2));
                     if (!read) throw std::runtime_error("the answers of an entry are damaged");
                     answers[row.int64(0)].emplace(row.text(1), std::move(read).value());
                 });
    Names names(session);
    for (const auto& [version, found] : by_version) {
        const auto* form = context.practice.form(found->form, found->form_version);
        if (form == nullptr) continue;  // its page says how it stands as stored
        for (const auto& section : form->sections) {
            const auto said = answers[version].find(section.id);
            if (said == answers[version].end()) continue;
            auto words = section_in_words(context, *form, section, said->second, names);
            if (!words.groups.empty()) sections[version].push_back(std::move(words));
        }
    }
    session.each(kPeople, {{"entries", entries}},
                 [&](const store::Row& row) { people[row.int64(0)].emplace_back(row.text(1)); });
}

}  // namespace

Result<Workbook> read_workbook(store::Session& session, const Context& context, FamilyId family,
                               int cycle, WorkbookUse use) {
    auto head =
        family_head(session, context, family, "workbook",
                    use == WorkbookUse::print ? access::Action::print : access::Action::view);
    if (!head) return head.failure();
    Workbook book{std::move(head).value(), {}, 0, true, {}, {}, {}, {}};
    Readable readable(context, book.head.decision.classes);
    if (use == WorkbookUse::print) readable = readable.for_print();
    book.cycles = read_cycles(session, family);
    if (!book.cycles.empty()) book.shown = book.cycles.front().cycle;
    for (const auto& c : book.cycles)
        if (c.cycle == cycle) book.shown = cycle;
    book.newest = book.cycles.empty() || book.shown == book.cycles.front().cycle;

    std::vector<Found> found;
    session.each(pick(session, entries_sql()),
                 {{"family", family},
                  {"forms", workbook_forms(context.practice)},
                  {"classes", readable.names()}},
                 [&](const store::Row& row) {
                     Found f;
                     f.version = row.int64(0);
                     f.id = row.id<EntryTag>(1);
                     f.form = row.text(2);
                     f.form_version = static_cast<int>(row.int64(3));
                     f.meeting = row.id<MeetingTag>(4);
                     f.discipline = row.text(5);
                     f.happened = row.instant(6).value();
                     f.author = row.text(7);
                     f.title = row.text(8);
                     f.cycle = cycle_of(f, book.cycles);
                     found.push_back(std::move(f));
                 });

    // This cycle's entries; in the newest also the last of each discipline where it has none yet.
    std::map<std::int64_t, const Found*> chosen;
    std::vector<std::vector<std::pair<const Found*, bool>>> of_part;
    for (const auto& section : context.practice.workbook) {
        if (!readable.has(section.field_class)) continue;
        WorkbookPart part;
        part.id = section.id;
        part.title = section.title;
        part.guidance = section.guidance;
        for (const auto& id : section.forms) {
            const auto* form = context.practice.form(id);
            if (form != nullptr && may_write(context.subject, *form) &&
                readable.has(form->field_class) && use == WorkbookUse::read)
                part.write.push_back(
                    {form->id, form->verb, form->about == practice::About::meeting});
        }
        auto& shown = of_part.emplace_back();
        std::set<std::string> disciplines, current;
        for (const auto& f : found) {
            if (std::find(section.forms.begin(), section.forms.end(), f.form) ==
                section.forms.end())
                continue;
            const bool here = f.cycle == book.shown;
            if (disciplines.insert(f.discipline).second)
                part.last.push_back({f.discipline, f.author, date_of(f.happened)});
            const bool carry = book.newest && !here && !current.contains(f.discipline);
            if (!here && !carry) continue;
            current.insert(f.discipline);
            shown.emplace_back(&f, !here);
            chosen[f.version] = &f;
        }
        book.parts.push_back(std::move(part));
    }
    std::map<std::int64_t, std::vector<SectionRead>> sections;
    std::map<std::int64_t, std::vector<std::string>> people;
    fill_entries(session, context, readable, chosen, sections, people);
    for (std::size_t i = 0; i < book.parts.size(); ++i)
        for (const auto& [f, carried] : of_part[i])
            book.parts[i].entries.push_back({f->id, f->title, f->author, f->discipline, f->happened,
                                             f->cycle, carried, people[f->id.value],
                                             sections[f->version]});
    if (readable.has("general")) {
        book.modules = read_modules(session, context, family);
        book.measures = read_measures(session, readable, family);
    }
    book.next_supervision = session
                                .one(kNextSupervision, {{"family", family}},
                                     [](const store::Row& row) { return row.id<MeetingTag>(0); })
                                .value_or(MeetingId{});
    return book;
}

}  // namespace hearth::record

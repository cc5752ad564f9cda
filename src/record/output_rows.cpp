// Every source of documents as rows.
// Long because: each source has its own columns, and they share the few ways of filling one.
#include "record/output_rows.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "record/chronology_whole.h"
#include "record/family_overview.h"
#include "record/form_sheet.h"
#include "record/person_record.h"
#include "record/read_entry.h"
#include "record/rows.h"

namespace hearth::record {
namespace {

using practice::ColumnType;
using practice::HangsOn;
using practice::OutputSource;
using store::Sql;

constexpr Sql kVoices{"output_voices", R"(
SELECT e.id, e.form, e.form_version, e.happened_at, e.class, e.title, w.name, s.section, s.answers
FROM entry e
JOIN entry_section s ON s.version_id = e.version_id AND s.class = 'voice'
JOIN worker w ON w.id = e.author_id AND w.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE e.family_id = :family AND e.superseded_at = '9999-12-31T23:59:59.999Z'
  AND e.status = 'signed' AND e.class IN (SELECT value FROM each_text(:classes))
ORDER BY e.happened_at DESC, e.id DESC, s.section LIMIT 60)"};
constexpr Sql kPeopleOf{"output_entry_people", R"(
SELECT entry_id, one_person(person_id) FROM entry_person
WHERE entry_id IN (SELECT value FROM each_id(:entries)) ORDER BY entry_id, 2)"};
constexpr Sql kClassesOf{"output_entry_classes", R"(
SELECT id, class FROM entry
WHERE id IN (SELECT value FROM each_id(:entries)) AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kConsents{"output_consents", R"(
SELECT id, one_person(person_id), purpose, decision, reason, from_date FROM consent
WHERE family_id = :family AND superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY from_date, id)"};

void put(OutputRow& row, std::string_view name, std::string raw, std::string words) {
    // What is blank stands there too: else a fact of the same name would be read in its place.
    OutputCell cell;
    cell.words = std::move(words);
    if (!raw.empty()) cell.raw = {std::move(raw)};
    row.cells.insert_or_assign(std::string(name), std::move(cell));
}
void put(OutputRow& row, std::string_view name, const std::string& text) {
    put(row, name, text, text);
}
void put(OutputRow& row, std::string_view name, const std::optional<Date>& day) {
    put(row, name, day ? day->iso() : std::string(), day ? day->plain() : std::string());
}
void put_yes(OutputRow& row, std::string_view name, bool yes) {
    put(row, name, yes ? "yes" : "no", yes ? "Yes" : "No");
}
std::string label(const Context& context, std::string_view list, std::string_view code) {
    const auto* codes = context.practice.code_list(list);
    return std::string(codes == nullptr ? code : codes->label(code));
}
std::string first_word(const std::string& name) {
    return name.substr(0, name.find(' '));
}

// ---- tables

// Columns whose comments name no code list, and that hold codes all the same.
std::string_view list_of(std::string_view table, const practice::Column& column) {
    if (!column.codes.empty()) return column.codes;
    struct Known {
        std::string_view table, column, list;
    };
    static constexpr Known kKnown[] = {{"action", "status", "action_status"},
                                       {"meeting_attendee", "attendance", "attendance"},
                                       {"meeting_attendee", "discipline", "discipline"},
                                       {"adult_service_request", "discipline", "discipline"},
                                       {"visit", "kind", "visit_kind"},
                                       {"cp_plan", "latest_category", "abuse_category"},
                                       {"cp_plan", "initial_category", "abuse_category"}};
    for (const auto& k : kKnown)
        if (k.table == table && k.column == column.name) return k.list;
    return {};
}

// Whole numbers are yes and no but where they count.
bool counts(std::string_view column) {
    for (const std::string_view c : {"cycle", "previous_plans", "minutes", "position", "value"})
        if (column == c) return true;
    return column.ends_with("_before") || column.ends_with("_after");
}

bool is_person(std::string_view column) {
    return column == "person_id" || column.ends_with("_person");
}

const Sql& statement(const OutputSource& source) {
    static const auto all = [] {
        std::map<std::string_view, Sql> out;
        for (const auto& one : practice::output_sources()) {
            if (one.hangs == HangsOn::made) continue;
            const auto& table = *record_catalog().find(one.name);
            std::string columns, where;
            for (const auto& column : table.columns)
                if (!is_header(column.name))
                    columns += is_person(column.name) ? ", one_person(t." + column.name + ")"
                                                      : ", t." + column.name;
            switch (one.hangs) {
                case HangsOn::made:
                case HangsOn::family:
                    where = "t.family_id = :family";
                    break;
                case HangsOn::person:
                    where = "t.person_id IN (SELECT value FROM each_record(:people))";
                    if (table.has("family_id"))
                        where += " AND (t.family_id IS NULL OR t.family_id = :family)";
                    if (table.has("referral_id"))
                        where +=
                            " AND (t.referral_id IS NULL OR NOT EXISTS (SELECT 1 FROM referral r "
                            "WHERE r.id = t.referral_id AND r.superseded_at = "
                            "'9999-12-31T23:59:59.999Z' AND r.family_id <> :family))";
                    where += " AND (ec.family_id IS NULL OR ec.family_id = :family)";
                    break;
                case HangsOn::meeting:
                    where = "t.meeting_id = :meeting";
                    break;
                case HangsOn::contact:
                    where = "t.id = :contact";
                    break;
            }
            out.emplace(
                one.name,
                Sql::trusted("output_" + std::string(one.name),
                             fmt::format("SELECT t.id, ec.class{} FROM {} t LEFT JOIN entry ec ON "
                                         "ec.id = t.entry_id AND ec.superseded_at = "
                                         "'9999-12-31T23:59:59.999Z' WHERE t.superseded_at = "
                                         "'9999-12-31T23:59:59.999Z' AND {} ORDER BY t.{}, t.id "
                                         "LIMIT 1000",
                                         columns, one.name, where, one.order)));
        }
        return out;
    }();
    return all.at(source.name);
}

void put_column(OutputRow& row, const store::Row& from, int at, const practice::Column& column,
                std::string_view table, const Context& context, Names& names) {
    if (from.is_null(at)) return put(row, column.name, std::string());
    switch (column.type) {
        case ColumnType::id: {
            const std::int64_t id = from.int64(at);
            std::string words;
            const std::string_view name = column.name;
            if (is_person(name))
                words = names.person(PersonId{id});
            else if (name == "agency_id" || name.ends_with("_agency"))
                words = names.agency(AgencyId{id});
            else if (name == "team_id")
                words = names.team(TeamId{id});
            else if (name == "worker_id" || name == "owner_id" || name == "chair_id" ||
                     name.ends_with("_by"))
                words = names.worker(WorkerId{id});
            put(row, name, id_to_text(id), std::move(words));
            return;
        }
        case ColumnType::integer: {
            const auto n = from.int64(at);
            const bool yes_no = !counts(column.name) && (n == 0 || n == 1);
            put(row, column.name, std::to_string(n),
                yes_no ? (n == 1 ? "Yes" : "No") : std::to_string(n));
            return;
        }
        case ColumnType::number: {
            const auto text = fmt::format("{:g}", from.real(at));
            put(row, column.name, text, text);
            return;
        }
        case ColumnType::date:
            put(row, column.name, from.date(at));
            return;
        case ColumnType::instant:
            if (const auto when = from.instant(at))
                put(row, column.name, when->iso(), plain(*when));
            return;
        case ColumnType::text: {
            std::string text(from.text(at));
            std::string words = text;
            if (const auto list = list_of(table, column); !list.empty()) {
                words = label(context, list, text);
            } else if (table == "meeting" && column.name == "kind") {
                const auto kind = context.practice.meetings.find(text);
                if (kind != context.practice.meetings.end()) words = kind->second.title;
            }
            put(row, column.name, std::move(text), std::move(words));
            return;
        }
    }
}

std::vector<OutputRow> table_rows(store::Session& session, const Context& context,
                                  const Readable& readable, const OutputScope& scope,
                                  const OutputSource& source, Names& names) {
    const auto& table = *record_catalog().find(source.name);
    const Sql& sql = statement(source);
    store::Params params;
    switch (source.hangs) {
        case HangsOn::made:
        case HangsOn::family:
            params.add("family", scope.family);
            break;
        case HangsOn::person:
            params.add("people", *scope.children).add("family", scope.family);
            break;
        case HangsOn::meeting:
            params.add("meeting", scope.meeting);
            break;
        case HangsOn::contact:
            params.add("contact", scope.contact);
            break;
    }
    std::vector<OutputRow> out;
    session.each(sql, params, [&](const store::Row& from) {
        OutputRow row;
        row.key = id_to_text(from.int64(0));
        if (!source.field_class.empty()) row.classes.emplace_back(source.field_class);
        if (!from.is_null(1)) row.classes.emplace_back(from.text(1));
        row.of_family = source.hangs != HangsOn::person;
        int at = 2;
        for (const auto& column : table.columns) {
            if (is_header(column.name)) continue;
            const int here = at++;
            if (std::find(source.never.begin(), source.never.end(), column.name) !=
                source.never.end())
                continue;
            if (column.name == "class" && !from.is_null(here))
                row.classes.emplace_back(from.text(here));
            if (column.name == "person_id" && !from.is_null(here)) {
                const auto person = from.id<PersonTag>(here);
                row.people.push_back(person);
                put(row, "child", first_word(names.person(person)));
            }
            put_column(row, from, here, column, source.name, context, names);
        }
        if (source.name == "action") {
            const auto of = [&](std::string_view name) {
                const auto found = row.cells.find(name);
                return found == row.cells.end() ? std::string() : found->second.words;
            };
            const auto owner = of("owner_id");
            put(row, "owner", owner.empty() ? of("owner_name") : owner);
        }
        if (source.name == "meeting") {
            const auto kind = row.cells.find("kind");
            const auto decision = row.cells.find("decision");
            if (kind != row.cells.end() && decision != row.cells.end() &&
                !decision->second.raw.empty()) {
                const auto found = context.practice.meetings.find(kind->second.raw.front());
                if (found != context.practice.meetings.end())
                    decision->second.words =
                        label(context, found->second.decisions, decision->second.raw.front());
            }
        }
        const bool allowed =
            std::all_of(row.classes.begin(), row.classes.end(),
                        [&](const std::string& name) { return readable.has(name); });
        if (allowed) out.push_back(std::move(row));
    });
    return out;
}

// ---- the engine's own

std::vector<OutputRow> chronology_rows(store::Session& session, const Context& context,
                                       const Readable& readable, const OutputScope& scope,
                                       Names& names) {
    const auto told = chronology_of(session, context, readable, scope.family);
    std::vector<EntryId> entries;
    for (const auto& line : told.lines)
        if (line.is_entry) entries.push_back(line.entry);
    std::map<EntryId, std::string> classes;
    if (!entries.empty())
        session.each(kClassesOf, {{"entries", entries}},
                     [&](const store::Row& row) { classes[row.id<EntryTag>(0)] = row.text(1); });
    std::vector<OutputRow> out;
    for (auto at = told.lines.rbegin(); at != told.lines.rend(); ++at) {
        const auto& line = *at;
        OutputRow row;
        row.classes = {line.is_entry ? classes[line.entry] : std::string(class_of(line.step))};
        row.people = line.people;
        row.key = line.is_entry ? line.entry.text()
                                : fmt::format("{}-{}-{}", line.kind, line.on.iso(),
                                              line.people.empty() ? std::string()
                                                                  : line.people.front().text());
        put(row, "on", line.on);
        put(row, "title", line.title);
        put(row, "words", line.words);
        put(row, "author", line.author);
        put(row, "discipline", line.discipline, label(context, "discipline", line.discipline));
        put(row, "agency", line.agency);
        put(row, "kind", line.kind);
        put_yes(row, "significant", line.significant);
        put_yes(row, "is_step", !line.is_entry);
        std::vector<std::string> people;
        for (const auto person : line.people) people.push_back(first_word(names.person(person)));
        put(row, "people", join_and(people));
        put(row, "factors", join(line.factors, "; "));
        out.push_back(std::move(row));
    }
    // Two steps of one kind on one day of one child keep apart.
    std::map<std::string, int> seen;
    for (auto& row : out)
        if (const int n = seen[row.key]++; n > 0) row.key += fmt::format("-{}", n);
    return out;
}

std::string age_words(const Context& context, const MemberLine& m) {
    if (m.died) return "died " + m.died->plain();
    if (!m.born) return m.expected ? "expected " + m.expected->plain() : "not recorded";
    const int years = age_in_years(*m.born, context.today());
    return years == 0 ? "under 1" : std::to_string(years);
}

std::vector<OutputRow> people_rows(store::Session& session, const Context& context,
                                   const Readable& readable, const OutputScope& scope) {
    std::vector<OutputRow> out;
    for (const auto& m : members_of(session, context, readable, scope.family)) {
        OutputRow row;
        row.key = m.person.text();
        row.classes = {"identity"};
        row.people = {m.person};
        put(row, "name", m.name);
        put(row, "given", first_word(m.name));
        put(row, "born", m.born);
        put(row, "expected", m.expected);
        put(row, "age", age_words(context, m));
        put(row, "role", m.role, label(context, "member_role", m.role));
        put(row, "household", m.household);
        put(row, "basis", join(m.basis, "; "));
        out.push_back(std::move(row));
    }
    return out;
}

std::vector<OutputRow> relation_rows(store::Session& session, const Context& context,
                                     const OutputScope& scope) {
    std::vector<OutputRow> out;
    for (const auto& r : relations_of(session, context, *scope.members)) {
        OutputRow row;
        row.key = id_to_text(r.id);
        row.classes = {"identity"};
        row.people = {r.from, r.to};
        put(row, "name", r.from_name);
        put(row, "kind", r.kind, label(context, "relationship_kind", r.kind));
        put(row, "other", r.to_name);
        put_yes(row, "parental_responsibility", r.responsibility);
        put(row, "from_date", r.since);
        put(row, "to_date", r.until);
        out.push_back(std::move(row));
    }
    return out;
}

std::vector<OutputRow> worker_rows(store::Session& session, const Context& context,
                                   const OutputScope& scope) {
    std::vector<OutputRow> out;
    for (const auto& w : workers_of(session, context, scope.family)) {
        OutputRow row;
        row.key = w.worker.text() + w.discipline;
        // That somebody works with survivors, or with a person who poses risk, says what they do.
        row.classes = {"identity"};
        if (w.discipline == "domestic_abuse_survivor") row.classes.emplace_back("survivor");
        if (w.discipline == "domestic_abuse_risk") row.classes.emplace_back("poses_risk");
        row.of_family = true;
        put(row, "name", w.name);
        put(row, "job_title", w.job_title);
        put(row, "discipline", w.discipline, label(context, "discipline", w.discipline));
        put(row, "agency", w.agency);
        put_yes(row, "lead", w.lead);
        put(row, "from_date", std::optional(w.since));
        out.push_back(std::move(row));
    }
    return out;
}

// The words of a child: the long answers of a section of class voice, with the child whom the group
// names, or those ticked.
std::vector<OutputRow> voice_rows(store::Session& session, const Context& context,
                                  const Readable& readable, const OutputScope& scope,
                                  Names& names) {
    std::vector<OutputRow> out;
    if (!readable.has("voice")) return out;
    struct Found {
        EntryId entry;
        std::string form, cls, title, worker, section, answers;
        int version = 0;
        Date on;
    };
    std::vector<Found> found;
    std::vector<EntryId> entries;
    session.each(kVoices, {{"family", scope.family}, {"classes", readable.names()}},
                 [&](const store::Row& row) {
                     Found f;
                     f.entry = row.id<EntryTag>(0);
                     f.form = row.text(1);
                     f.version = static_cast<int>(row.int64(2));
                     f.on = date_of(row.instant(3).value());
                     f.cls = row.text(4);
                     f.title = row.text(5);
                     f.worker = row.text(6);
                     f.section = row.text(7);
                     f.answers = row.text(8);
                     if (entries.empty() || entries.back() != f.entry) entries.push_back(f.entry);
                     found.push_back(std::move(f));
                 });
    std::map<EntryId, std::vector<PersonId>> ticked;
    if (!entries.empty())
        session.each(kPeopleOf, {{"entries", entries}}, [&](const store::Row& row) {
            ticked[row.id<EntryTag>(0)].push_back(row.id<PersonTag>(1));
        });
    for (auto at = found.rbegin(); at != found.rend(); ++at) {
        const auto& f = *at;
        const auto* form = context.practice.form(f.form, f.version);
        const auto answers = Answers::from_json(f.answers);
        if (form == nullptr || !answers) continue;
        const practice::Section* section = nullptr;
        for (const auto& s : form->sections)
            if (s.id == f.section) section = &s;
        if (section == nullptr) continue;
        const auto take = [&](const std::string& group, auto key) {
            OutputRow row;
            row.key = fmt::format("{}-{}{}", f.entry.text(), f.section, group);
            row.classes = {"voice", f.cls};
            std::vector<std::string> said;
            for (const auto& field : section->fields) {
                const auto answer = answers->get(key(field.id));
                if (answer.empty()) continue;
                if (field.type == practice::FieldType::person) {
                    if (const auto person = PersonId::parse(answer)) row.people.push_back(*person);
                } else if (field.type == practice::FieldType::longtext) {
                    said.emplace_back(answer);
                }
            }
            if (said.empty()) return;
            if (row.people.empty()) row.people = ticked[f.entry];
            std::vector<std::string> who;
            for (const auto person : row.people) who.push_back(first_word(names.person(person)));
            put(row, "child", join_and(who));
            put(row, "said", join(said, "\n"));
            put(row, "on", std::optional(f.on));
            put(row, "heard_by", f.worker);
            put(row, "form", f.title);
            out.push_back(std::move(row));
        };
        if (section->repeat.empty()) {
            take("", [](const std::string& id) { return id; });
        } else {
            for (const int index : answers->groups(section->repeat))
                take(fmt::format("-{}", index), [&](const std::string& id) {
                    return Answers::key(section->repeat, index, id);
                });
        }
    }
    return out;
}

std::vector<OutputRow> consent_rows(store::Session& session, const Context& context,
                                    const Readable& readable, const OutputScope& scope,
                                    Names& names) {
    std::vector<OutputRow> out;
    if (!readable.has("general")) return out;
    session.each(kConsents, {{"family", scope.family}}, [&](const store::Row& from) {
        OutputRow row;
        row.key = id_to_text(from.int64(0));
        row.classes = {"general"};
        row.of_family = true;
        if (const auto person = from.id<PersonTag>(1)) {
            row.people = {person};
            put(row, "person", names.person(person));
        }
        put(row, "purpose", std::string(from.text(2)),
            label(context, "consent_purpose", from.text(2)));
        put(row, "decision", std::string(from.text(3)),
            label(context, "consent_decision", from.text(3)));
        put(row, "reason", std::string(from.text(4)));
        put(row, "from_date", from.date(5));
        out.push_back(std::move(row));
    });
    return out;
}

}  // namespace

practice::ExprContext OutputRow::context(const OutputFacts& facts) const {
    const auto find = [this, &facts](std::string_view name) -> const OutputCell* {
        if (const auto cell = cells.find(name); cell != cells.end()) return &cell->second;
        if (const auto fact = facts.find(name); fact != facts.end()) return &fact->second;
        return nullptr;
    };
    practice::ExprContext out;
    out.answer = [find](std::string_view name) {
        const auto* cell = find(name);
        return cell == nullptr ? practice::ExprValue{} : cell->raw;
    };
    out.context = [](std::string_view) { return practice::ExprValue{}; };
    out.words = [find](std::string_view name) {
        const auto* cell = find(name);
        return cell == nullptr || cell->words.empty() ? practice::ExprValue{}
                                                      : practice::ExprValue{cell->words};
    };
    return out;
}

std::vector<OutputRow> output_rows(store::Session& session, const Context& context,
                                   const Readable& readable, const OutputScope& scope,
                                   const OutputSource& source, Names& names) {
    if (source.hangs != HangsOn::made)
        return table_rows(session, context, readable, scope, source, names);
    if (source.name == "chronology")
        return chronology_rows(session, context, readable, scope, names);
    if (source.name == "people") return people_rows(session, context, readable, scope);
    if (source.name == "relationships") return relation_rows(session, context, scope);
    if (source.name == "workers") return worker_rows(session, context, scope);
    if (source.name == "voice") return voice_rows(session, context, readable, scope, names);
    return consent_rows(session, context, readable, scope, names);
}

}  // namespace hearth::record

#include "identity/written_since.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "record/rows.h"

namespace hearth::identity {
namespace {

std::string lower_first(std::string text) {
    if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z')
        text[0] = static_cast<char>(text[0] - 'A' + 'a');
    return text;
}

using practice::Table;
using store::Sql;

constexpr std::string_view kNow = "'9999-12-31T23:59:59.999Z'";

constexpr Sql kEdges{"sides_of_merge", R"(
SELECT other_person, kept_person FROM person_merge
WHERE undone_at IS NULL AND id <> :merge AND superseded_at = '9999-12-31T23:59:59.999Z'
  AND other_person IN (SELECT value FROM each_id(:records)))"};

// Not facts about a person: what is said of two records, and what the program works out.
bool is_fact(const Table& table) {
    return table.versions() && table.has("version_id") && table.name != "person" &&
           table.name != "person_merge" && table.name != "never_same";
}

// "legal_status" as a heading: "Legal status".
std::string title_of(const record::Context& context, std::string_view table) {
    static const std::map<std::string_view, std::string_view> kWords = {
        {"cin_plan", "Child in need plan"},
        {"cp_plan", "Child protection plan"},
        {"cp_review", "Child protection review"},
        {"s47_enquiry", "Section 47 enquiry"},
        {"cla_episode", "Episode of care"},
        {"cla_review", "Looked-after review"},
        {"person_name", "Name"},
        {"person_identifier", "Number"},
        {"person_address", "Address"},
        {"person_contact", "Contact detail"},
        {"family_member", "Membership of a family"},
        {"contact_person", "Named on a contact"},
        {"sdq_score", "Strengths and difficulties score"},
        {"send", "Special educational needs"},
        {"clock", "Due date"},
        {"never_match", "Said not to be somebody on a contact"}};
    if (const auto it = kWords.find(table); it != kWords.end()) return std::string(it->second);
    (void)context;
    std::string words(table);
    std::replace(words.begin(), words.end(), '_', ' ');
    words[0] =
        static_cast<char>(words[0] >= 'a' && words[0] <= 'z' ? words[0] - 'a' + 'A' : words[0]);
    return words;
}

// The class of a row that no entry and no column of its own gives one.
std::string_view class_of(std::string_view table) {
    if (table == "person_address" || table == "person_contact") return "address";
    if (table == "person" || table == "person_name" || table == "person_identifier" ||
        table == "family_member" || table == "relationship" || table == "contact_person" ||
        table == "never_match")
        return "identity";
    if (table == "disability" || table == "health_check" || table == "immunisation" ||
        table == "sdq_score")
        return "health";
    if (table == "substance_misuse") return "substance";
    if (table == "send" || table == "sen_need" || table.starts_with("ehcp_")) return "education";
    if (table == "conviction") return "police";
    if (table == "adopter" || table == "permanence" || table == "previous_permanence")
        return "adoption";
    if (table == "legal_status" || table == "pre_proceedings" || table == "liberty_order")
        return "legal";
    return "general";
}

// The columns whose words say which row it is.
std::string told_by(const Table& table) {
    static const std::string_view kTelling[] = {
        "kind",   "title",   "what", "rule", "given",   "surname",  "line1", "value", "words",
        "status", "outcome", "code", "role", "purpose", "decision", "basis", "type"};
    std::string out;
    for (const auto column : kTelling)
        if (table.has(column))
            out += fmt::format("{}coalesce(CAST(t.{} AS TEXT), '')",
                               out.empty() ? "" : " || ' ' || ", column);
    return out.empty() ? "''" : out;
}
std::string dated_by(const Table& table) {
    if (const auto start = table.start_column()) return "t." + *start;
    for (const auto& column : table.columns)
        if (column.type == practice::ColumnType::date && column.name != "to_date")
            return "t." + column.name;
    return "CAST(NULL AS TEXT)";
}

Sql rows_of(const Table& table, std::string_view column) {
    const std::string_view now = kNow;
    const bool entry = table.has("entry_id");
    return Sql::trusted(
        fmt::format("written_since_{}_{}", table.name, column),
        fmt::format(
            "SELECT t.id, t.{column}, t.recorded_at, w.name, {entry}, {cls}, {words}, {day} "
            "FROM {table} t LEFT JOIN worker w ON w.id = t.recorded_by AND w.superseded_at = {now} "
            "{join}WHERE t.{column} IN (SELECT value FROM each_id(:records)) AND t.superseded_at = "
            "{now} AND t.recorded_at > :merged AND NOT EXISTS (SELECT 1 FROM {table} b WHERE b.id "
            "= t.id AND b.superseded_at < {now} AND b.superseded_at > :merged AND b.recorded_at <= "
            ":merged AND b.{column} IN (SELECT value FROM each_id(:records))) ORDER BY "
            "t.recorded_at, t.id",
            fmt::arg("column", column), fmt::arg("table", table.name), fmt::arg("now", now),
            fmt::arg("entry", entry ? "t.entry_id" : "CAST(NULL AS BIGINT)"),
            fmt::arg("cls", table.has("class") ? "t.class"
                            : entry            ? "e.class"
                                               : "CAST(NULL AS TEXT)"),
            fmt::arg("words", told_by(table)), fmt::arg("day", dated_by(table)),
            fmt::arg("join", entry ? fmt::format("LEFT JOIN entry e ON e.id = t.entry_id AND "
                                                 "e.superseded_at = {} ",
                                                 now)
                                   : std::string())));
}

constexpr Sql kEntries{"written_since_entries", R"(
SELECT e.id, x.person_id, e.recorded_at, w.name, e.class, e.title, e.happened_at
FROM entry_person x JOIN entry e ON e.id = x.entry_id AND e.superseded_at = '9999-12-31T23:59:59.999Z'
LEFT JOIN worker w ON w.id = e.author_id AND w.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE x.person_id IN (SELECT value FROM each_id(:records)) AND e.recorded_at > :merged
  AND NOT EXISTS (SELECT 1 FROM entry b WHERE b.id = e.id AND b.superseded_at < '9999-12-31T23:59:59.999Z'
    AND b.superseded_at > :merged AND b.recorded_at <= :merged)
ORDER BY e.recorded_at, e.id, x.person_id)"};

// The person's own details as they were at the merge and as they are.
Sql details_sql() {
    return Sql::trusted(
        "written_since_person",
        fmt::format("SELECT t.id, t.recorded_at, w.name, b.version_id FROM person t JOIN person b "
                    "ON b.id = t.id AND b.superseded_at < {0} AND b.superseded_at > :merged AND "
                    "b.recorded_at <= :merged LEFT JOIN worker w ON w.id = t.recorded_by AND "
                    "w.superseded_at = {0} WHERE t.id IN (SELECT value FROM each_id(:records)) AND "
                    "t.superseded_at = {0} AND t.recorded_at > :merged ORDER BY t.id",
                    kNow));
}
Sql column_of(const practice::Column& column) {
    return Sql::trusted(
        "person_version_" + column.name,
        fmt::format("SELECT {} FROM person WHERE version_id = :version", column.name));
}

store::Value value_at(const store::Row& row, const practice::Column& column) {
    if (row.is_null(0)) return {};
    if (column.type == practice::ColumnType::integer || column.type == practice::ColumnType::id)
        return row.int64(0);
    if (column.type == practice::ColumnType::number) return row.real(0);
    return row.text(0);
}

struct Gathering {
    store::Session& session;
    const record::Context& context;
    const record::Readable& readable;
    const MergeLine& merge;
    const Sides& sides;
    std::vector<PersonId> records;
    std::vector<Written> out;

    void add(Fact fact, PersonId person, std::string title, std::string words,
             std::string_view field_class, std::string_view by, Instant at, EntryId entry,
             store::Value before = {}) {
        Written w;
        w.person = person;
        w.before = std::move(before);
        w.question.fact = std::move(fact);
        w.question.now = sides.kept.contains(person) ? merge.kept : merge.other;
        w.question.title = std::move(title);
        w.question.readable = readable.has(field_class);
        if (w.question.readable) w.question.words = std::move(words);
        w.question.by = by;
        w.question.at = at;
        w.question.entry = entry;
        out.push_back(std::move(w));
    }

    void rows(const Table& table, const std::string& column) {
        session.each(rows_of(table, column), {{"records", records}, {"merged", merge.at}},
                     [&](const store::Row& row) {
                         std::string words(trim(row.text(6)));
                         if (const auto day = Date::parse(row.text(7).substr(0, 10)))
                             words = day->plain() + (words.empty() ? "" : ": ") + words;
                         add({table.name, row.int64(0), column == "person_id" ? "" : column},
                             row.id<PersonTag>(1), title_of(context, table.name), std::move(words),
                             row.is_null(5) ? class_of(table.name) : row.text(5), row.text(3),
                             row.instant(2).value(), row.id<EntryTag>(4));
                     });
    }

    void entries() {
        session.each(kEntries, {{"records", records}, {"merged", merge.at}},
                     [&](const store::Row& row) {
                         const auto day = date_of(row.instant(6).value()).plain();
                         add({"entry_person", row.int64(0), {}}, row.id<PersonTag>(1), "Entry",
                             fmt::format("{}: {}", day, row.text(5)), row.text(4), row.text(3),
                             row.instant(2).value(), row.id<EntryTag>(0));
                     });
    }

    void details() {
        struct Changed {
            PersonId person;
            Instant at;
            std::string by;
            std::int64_t then = 0;
        };
        std::vector<Changed> changed;
        session.each(details_sql(), {{"records", records}, {"merged", merge.at}},
                     [&](const store::Row& row) {
                         changed.push_back({row.id<PersonTag>(0), row.instant(1).value(),
                                            std::string(row.text(2)), row.int64(3)});
                     });
        record::RowWriter writer(session, context);
        for (const auto& c : changed) {  // records of one person: one or two
            const auto now = writer.current("person", c.person.value);
            for (const auto& column : record::record_catalog().find("person")->columns) {
                if (record::is_header(column.name) || column.name == "entry_id") continue;
                const auto then =
                    session.one(column_of(column), {{"version", c.then}},
                                [&](const store::Row& row) { return value_at(row, column); });
                if (!then || *then == now->at(column.name)) continue;
                add({"person", c.person.value, column.name}, c.person,
                    "Change of " + lower_first(title_of(context, column.name)), {}, "identity",
                    c.by, c.at, {}, *then);
            }
        }
    }
};

}  // namespace

Sides sides_of(store::Session& session, const MergeLine& merge) {
    const auto records = records_of(session, merge.kept);
    std::map<PersonId, PersonId> up;  // of the other merges
    session.each(kEdges, {{"merge", merge.id}, {"records", records}},
                 [&](const store::Row& row) { up[row.id<PersonTag>(0)] = row.id<PersonTag>(1); });
    const auto top = [&](PersonId record) {
        for (auto it = up.find(record); it != up.end(); it = up.find(record)) record = it->second;
        return record;
    };
    Sides out;
    for (const auto record : records)
        (top(record) == merge.other ? out.other : out.kept).insert(record);
    return out;
}

std::vector<Written> written_since(store::Session& session, const record::Context& context,
                                   const record::Readable& readable, const MergeLine& merge,
                                   const Sides& sides) {
    Gathering g{session, context, readable, merge, sides, {}, {}};
    g.records.assign(sides.kept.begin(), sides.kept.end());
    g.records.insert(g.records.end(), sides.other.begin(), sides.other.end());
    g.entries();
    g.details();
    for (const auto& [name, table] : record::record_catalog().tables) {
        if (!is_fact(table)) continue;
        for (const std::string column : {"person_id", "from_person", "to_person"})
            if (table.has(column)) g.rows(table, column);
    }
    std::stable_sort(g.out.begin(), g.out.end(), [](const Written& a, const Written& b) {
        return a.question.at < b.question.at;
    });
    return std::move(g.out);
}

}  // namespace hearth::identity

#include "returns/lists/narrow.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "record/rows.h"

namespace hearth::returns {
namespace {

constexpr std::string_view kNow = "superseded_at = '9999-12-31T23:59:59.999Z'";
constexpr std::string_view kOnly = "IN (SELECT value FROM each_id(:only))";
constexpr std::string_view kRecords = "IN (SELECT value FROM each_record(:only))";

// Tables whose rows are a person's.
constexpr std::string_view kOfPerson[] = {
    "cla_episode",      "legal_status",        "placement",  "permanence",         "care_leaver",
    "missing_episode",  "conviction",          "sdq_score",  "health_check",       "immunisation",
    "substance_misuse", "previous_permanence", "cla_review", "immigration_status", "liberty_order",
    "person_address",   "person_identifier",   "disability", "family_member"};

// What is not simply a person's, in terms of the tables and of what stands above it.
constexpr std::string_view kOthers = R"(
hearth_relationship AS (SELECT id, entry_id, one_person(from_person) AS from_person, one_person(to_person) AS to_person,
    kind, parental_responsibility, from_date, to_date FROM relationship WHERE @now AND from_person @records),
hearth_person AS (SELECT * FROM person WHERE @now AND (id @only OR id IN (SELECT to_person FROM hearth_relationship))),
hearth_allocation AS (SELECT * FROM allocation WHERE @now AND family_id IN (SELECT family_id FROM hearth_family_member)),
hearth_worker AS (SELECT * FROM worker WHERE @now AND id IN (SELECT worker_id FROM hearth_allocation)),
hearth_care_period AS (SELECT person_id AS child_id, coalesce(entered_care_date, start_date) AS start_date,
    CASE WHEN max(CASE WHEN end_date IS NULL THEN 1 ELSE 0 END) = 1 THEN NULL ELSE max(end_date) END AS end_date,
    CASE WHEN max(CASE WHEN end_date IS NULL THEN 1 ELSE 0 END) = 1 THEN NULL
        ELSE substr(max(end_date || coalesce(end_reason, '')), 11) END AS end_reason
    FROM hearth_cla_episode GROUP BY person_id, coalesce(entered_care_date, start_date)),
hearth_return_child AS (SELECT p.id AS child_id, coalesce((SELECT max(i.value) FROM hearth_person_identifier i
        WHERE i.person_id = p.id AND i.kind = 'la_child_id' AND i.to_date IS NULL), CAST(p.id AS TEXT)) AS la_child_id,
    p.sex, p.ethnicity, p.born, p.expected, p.died, p.given, p.surname,
    (SELECT max(i.value) FROM hearth_person_identifier i
        WHERE i.person_id = p.id AND i.kind = 'upn' AND i.to_date IS NULL) AS upn,
    (SELECT max(i.value) FROM hearth_person_identifier i
        WHERE i.person_id = p.id AND i.kind = 'upn_unknown' AND i.to_date IS NULL) AS upn_unknown
    FROM hearth_person p WHERE p.id IN (SELECT person_id FROM hearth_family_member WHERE role = 'child')))";

std::string replaced(std::string text, std::string_view what, std::string_view by) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
    return text;
}

const std::string& views() {
    static const std::string all = [] {
        std::string out;
        for (const auto table : kOfPerson) {
            std::string columns;
            for (const auto& column : record::record_catalog().find(table)->columns)
                columns += (columns.empty() ? "" : ", ") +
                           (column.name == "person_id" ? "one_person(person_id) AS person_id"
                                                       : column.name);
            out += fmt::format("hearth_{0} AS (SELECT {1} FROM {0} WHERE {2} AND person_id {3}),\n",
                               table, columns, kNow, kRecords);
        }
        auto others = replaced(std::string(trim(kOthers)), "@now", kNow);
        return out + replaced(replaced(std::move(others), "@records", kRecords), "@only", kOnly);
    }();
    return all;
}

// Where the statement begins, past comments.
std::size_t beginning(std::string_view sql) {
    std::size_t at = 0;
    while (at < sql.size()) {
        at = sql.find_first_not_of(" \t\r\n", at);
        if (at == std::string_view::npos || !sql.substr(at).starts_with("--")) break;
        at = sql.find('\n', at);
    }
    return std::min(at, sql.size());
}

}  // namespace

std::string narrowed(const std::string& sql) {
    constexpr std::string_view kWith = "WITH ";
    const std::size_t at = beginning(sql);
    const std::string_view rest = std::string_view(sql).substr(at);
    if (rest.starts_with(kWith))
        return fmt::format("WITH {},\n{}", views(), rest.substr(kWith.size()));
    return fmt::format("WITH {}\n{}", views(), rest);
}

}  // namespace hearth::returns

#include "returns/rules/rule_schema.h"

#include <sqlite3.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>

#include "returns/rules/statements.h"

namespace hearth::returns {
namespace {

constexpr std::string_view kMark = "-- after loading";

// The statements that link_episodes (ssda903_tables.h) does without SQL, word for word: another
// text is run as it stands.
std::string link_statement(const std::string& table) {
    return "UPDATE " + table +
           " SET previous = n.previous, next = n.next, period = n.period FROM ( SELECT row, "
           "previous, "
           "next, first_value(begins) OVER (PARTITION BY child_no, part ORDER BY place) AS period "
           "FROM "
           "( SELECT row, child_no, previous, next, place, begins, count(begins) OVER (PARTITION "
           "BY "
           "child_no ORDER BY place) AS part FROM ( SELECT row, child_no, lag(row) OVER w AS "
           "previous, "
           "lead(row) OVER w AS next, row_number() OVER w AS place, CASE WHEN RNE = 'S' OR "
           "lag(DEC) "
           "OVER w IS NULL OR lag(DEC) OVER w <> DECOM THEN row END AS begins FROM " +
           table +
           " WHERE child_no IS NOT NULL WINDOW w AS (PARTITION BY child_no ORDER BY DECOM IS NULL, "
           "DECOM, row) ) ) ) n WHERE n.row = " +
           table + ".row;";
}

using Connection = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;

Connection opened() {
    sqlite3* raw = nullptr;
    const int code = sqlite3_open(":memory:", &raw);
    Connection connection(raw, &sqlite3_close);
    if (code != SQLITE_OK) throw std::runtime_error("no database could be made in memory");
    return connection;
}

// One row after the other, given as texts.
template <class Row>
void each(sqlite3* connection, const std::string& sql, const Row& row) {
    sqlite3_stmt* raw = nullptr;
    if (sqlite3_prepare_v2(connection, sql.c_str(), -1, &raw, nullptr) != SQLITE_OK) {
        throw std::runtime_error(sqlite3_errmsg(connection));
    }
    const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement(raw,
                                                                               &sqlite3_finalize);
    while (sqlite3_step(raw) == SQLITE_ROW) {
        row([raw](int i) {
            const auto* text = sqlite3_column_text(raw, i);
            return std::string(text == nullptr ? "" : reinterpret_cast<const char*>(text));
        });
    }
}

// On one line, single spaces, without comments.
std::string squeezed(const std::string& statement) {
    std::istringstream in(statement);
    std::string out;
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line.substr(0, line.find("--")));
        for (std::string word; words >> word;) out += (out.empty() ? "" : " ") + word;
    }
    return out;
}

}  // namespace

const std::vector<Column>* RuleSchema::find(std::string_view table) const {
    for (const auto& [name, columns] : tables) {
        if (name == table) return &columns;
    }
    return nullptr;
}

bool RuleSchema::has_cell(std::string_view cell) const {
    // The factors are a table of their own, and in the file a field of the assessment.
    if (cell == "Assessments.AssessmentFactors") return find("AssessmentFactorsList") != nullptr;
    const std::size_t dot = cell.find('.');
    if (dot == std::string_view::npos) return false;
    const auto* columns = find(cell.substr(0, dot));
    return columns != nullptr &&
           std::any_of(columns->begin(), columns->end(),
                       [&](const Column& c) { return c.name == cell.substr(dot + 1); });
}

RuleSchema parse_rule_schema(const std::string& name, const std::string& sql) {
    const std::size_t mark = sql.find(kMark);
    if (mark == std::string::npos) {
        throw std::runtime_error(name + " has no line \"" + std::string(kMark) + "\"");
    }
    const Connection connection = opened();
    char* error = nullptr;
    if (sqlite3_exec(connection.get(), sql.substr(0, mark).c_str(), nullptr, nullptr, &error) !=
        SQLITE_OK) {
        const std::string what = error == nullptr ? "" : error;
        sqlite3_free(error);
        throw std::runtime_error(name + ": " + what);
    }
    RuleSchema schema;
    each(connection.get(), "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid",
         [&](const auto& text) { schema.tables.emplace_back(text(0), std::vector<Column>()); });
    for (auto& [table, columns] : schema.tables) {
        each(connection.get(), "PRAGMA table_info(\"" + table + "\")", [&](const auto& text) {
            const std::string type = text(2);
            columns.push_back({text(1), type == "INTEGER" ? ColumnType::integer
                                        : type == "REAL"  ? ColumnType::thousandths
                                                          : ColumnType::text});
        });
    }
    for (const Statement& statement : split_statements(sql.substr(mark))) {
        const std::string text = squeezed(statement.text);
        if (text.starts_with("CREATE INDEX")) continue;
        if (text == link_statement("Episodes") || text == link_statement("Episodes_last")) {
            schema.links_episodes = true;
        } else {
            schema.after_loading.push_back(text);
        }
    }
    return schema;
}

RuleSchema read_rule_schema(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) throw std::runtime_error(path + " cannot be read");
    return parse_rule_schema(path, text.str());
}

}  // namespace hearth::returns

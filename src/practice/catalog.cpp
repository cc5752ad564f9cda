// A small reader of the SQL that our migrations are written in: CREATE TABLE with one column a line
// or many, comments after the column they tell of, ALTER TABLE ... ADD COLUMN.
#include "practice/catalog.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace hearth::practice {
namespace {

struct Piece {
    std::string text;  // a word, a symbol, or a quoted text
    bool comment = false;
};

std::vector<Piece> pieces_of(std::string_view sql) {
    std::vector<Piece> out;
    std::size_t at = 0;
    const auto word = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
    };
    while (at < sql.size()) {
        const char c = sql[at];
        if (sql.substr(at, 2) == "--") {
            const std::size_t end = std::min(sql.find('\n', at), sql.size());
            out.push_back({std::string(sql.substr(at, end - at)), true});
            at = end;
        } else if (c == '\'') {
            const std::size_t end = std::min(sql.find('\'', at + 1), sql.size() - 1);
            out.push_back({std::string(sql.substr(at, end - at + 1)), false});
            at = end + 1;
        } else if (word(c)) {
            const std::size_t start = at;
            while (at < sql.size() && word(sql[at])) ++at;
            out.push_back({std::string(sql.substr(start, at - start)), false});
        } else {
            if (std::isspace(static_cast<unsigned char>(c)) == 0) {
                out.push_back({std::string(1, c), false});
            }
            ++at;
        }
    }
    return out;
}

std::string lower(std::string text) {
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

bool ends_in(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

ColumnType type_of(const std::string& name, const std::string& sql_type) {
    if (sql_type == "bigint") return ColumnType::id;
    if (sql_type == "integer") return ColumnType::integer;
    if (sql_type == "double") return ColumnType::number;
    if (ends_in(name, "_at") || ends_in(name, "_instant")) return ColumnType::instant;
    if (ends_in(name, "_date") || ends_in(name, "_on") || name == "as_of" ||
        name == "latest_contact" || name == "born" || name == "died" || name == "expected" ||
        name == "agreement_from" || name == "agreement_to" || name == "fgdm_offered" ||
        name == "fgdm_held") {
        return ColumnType::date;
    }
    return ColumnType::text;
}

// "X" of a comment "... code list X: a, b"; "" when it names none.
std::string codes_of(const std::string& comment) {
    static constexpr std::string_view kWords = "code list ";
    const std::size_t at = comment.find(kWords);
    if (at == std::string::npos) return {};
    std::size_t end = at + kWords.size();
    const std::size_t start = end;
    while (end < comment.size() &&
           (std::isalnum(static_cast<unsigned char>(comment[end])) != 0 || comment[end] == '_')) {
        ++end;
    }
    std::string out = comment.substr(start, end - start);
    return out == "of" ? std::string() : out;
}

class Reader {
  public:
    Reader(std::vector<Piece> pieces, TableCatalog& catalog)
        : pieces_(std::move(pieces)), catalog_(catalog) {}

    void read() {
        while (at_ < pieces_.size()) {
            if (is("create") && is("table", 1)) {
                at_ += 2;
                if (is("if")) at_ += 3;  // IF NOT EXISTS
                create();
            } else if (is("alter") && is("table", 1) && is("add", 3) && is("column", 4)) {
                const std::string table = lower(word(2));
                at_ += 5;
                column(catalog_.tables[table]);
            } else {
                ++at_;
            }
        }
    }

  private:
    const std::string& word(std::size_t ahead = 0) const {
        static const std::string kNone;
        return at_ + ahead < pieces_.size() ? pieces_[at_ + ahead].text : kNone;
    }
    bool is(std::string_view text, std::size_t ahead = 0) const {
        return at_ + ahead < pieces_.size() && !pieces_[at_ + ahead].comment &&
               lower(pieces_[at_ + ahead].text) == text;
    }
    void create() {
        const std::string name = lower(word());
        Table& table = catalog_.tables[name];
        table = Table{name, {}};
        ++at_;
        if (!is("(")) return;
        ++at_;
        while (at_ < pieces_.size() && !is(")")) {
            if (pieces_[at_].comment || is(",")) {
                ++at_;
                continue;
            }
            const std::string first = lower(word());
            if (first == "primary" || first == "unique" || first == "foreign" || first == "check" ||
                first == "constraint") {
                skip();
                continue;
            }
            column(table);
        }
        if (at_ < pieces_.size()) ++at_;
    }
    // To the comma or bracket that ends this definition.
    std::vector<std::string> skip() {
        std::vector<std::string> words;
        int depth = 0;
        while (at_ < pieces_.size()) {
            if (!pieces_[at_].comment) {
                if (depth == 0 && (is(",") || is(")") || is(";"))) break;
                if (is("(")) ++depth;
                if (is(")")) --depth;
                words.push_back(lower(word()));
            } else if (depth == 0 && !words.empty()) {
                break;  // the last column's comment, or one before a bracket
            }
            ++at_;
        }
        return words;
    }
    void column(Table& table) {
        Column out;
        out.name = lower(word());
        ++at_;
        const std::vector<std::string> words = skip();
        out.type = type_of(out.name, words.empty() ? std::string() : words.front());
        bool not_null = false;
        for (std::size_t i = 0; i < words.size(); ++i) {
            not_null = not_null ||
                       (words[i] == "not" && i + 1 < words.size() && words[i + 1] == "null") ||
                       words[i] == "primary";
            if (words[i] == "default" && i + 1 < words.size()) out.preset = words[i + 1];
        }
        out.required = not_null && !out.preset;
        if (is(",")) ++at_;
        if (at_ < pieces_.size() && pieces_[at_].comment) {
            out.codes = codes_of(pieces_[at_].text);
            ++at_;
        }
        table.columns.push_back(std::move(out));
    }

    std::vector<Piece> pieces_;
    TableCatalog& catalog_;
    std::size_t at_ = 0;
};

}  // namespace

const Column* Table::find(std::string_view column) const {
    for (const Column& one : columns) {
        if (one.name == column) return &one;
    }
    return nullptr;
}

std::optional<std::string> Table::end_column() const {
    // `assessment` ends with its authorisation; a task when it is done; a clock when it stops.
    static constexpr std::array<std::string_view, 9> kNames = {
        "end_date",        "close_date", "to_date",    "ended_on", "closed_on",
        "authorised_date", "done_at",    "stopped_at", "ended_at"};
    for (const auto candidate : kNames) {
        if (has(candidate)) return std::string(candidate);
    }
    return std::nullopt;
}

std::optional<std::string> Table::start_column() const {
    static constexpr std::array<std::string_view, 9> kNames = {
        "start_date", "referral_date", "from_date",   "opened_on",    "requested_on",
        "visit_date", "held_on",       "measured_on", "decision_date"};
    for (const auto candidate : kNames) {
        if (has(candidate)) return std::string(candidate);
    }
    return std::nullopt;
}

const Table* TableCatalog::find(std::string_view table) const {
    const auto found = tables.find(table);
    return found == tables.end() ? nullptr : &found->second;
}

void read_catalog(std::string_view sql, TableCatalog& catalog) {
    Reader(pieces_of(sql), catalog).read();
}

TableCatalog catalog_of(const std::string& migrations_folder) {
    std::vector<std::filesystem::path> paths;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(migrations_folder, error)) {
        if (entry.path().extension() == ".sql") paths.push_back(entry.path());
    }
    if (error)
        throw std::runtime_error("cannot read " + migrations_folder + ": " + error.message());
    std::sort(paths.begin(), paths.end());
    TableCatalog catalog;
    for (const auto& path : paths) {
        std::ifstream in(path, std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        if (!in) throw std::runtime_error("cannot read " + path.string());
        read_catalog(text.str(), catalog);
    }
    return catalog;
}

bool filled_by_engine(EffectKind kind, std::string_view table, std::string_view column, Per per) {
    static constexpr std::array<std::string_view, 12> kAlways = {
        "version_id", "id",         "recorded_at", "superseded_at", "recorded_by", "entry_id",
        "family_id",  "contact_id", "meeting_id",  "worker_id",     "team_id",     "class"};
    if (std::find(kAlways.begin(), kAlways.end(), column) != kAlways.end()) return true;
    static constexpr std::array<std::string_view, 9> kStarts = {
        "start_date", "referral_date", "from_date",   "opened_on",    "requested_on",
        "visit_date", "held_on",       "measured_on", "decision_date"};
    if (std::find(kStarts.begin(), kStarts.end(), column) != kStarts.end()) return true;
    if (column == "person_id") return per == Per::child || per == Per::person;
    if (column == "reference") return table == "contact" || table == "family";
    if (table == "workbook" && column == "cycle") return true;
    if (table == "partner_check" && column == "due_at") return true;
    if (kind == EffectKind::starts || kind == EffectKind::stops) return true;
    return column == "referral_id" && per != Per::group && per != Per::entry;
}

}  // namespace hearth::practice

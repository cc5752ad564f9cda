// indicators/*.sql: a header of "-- key: value" comments, then one query.
#include <algorithm>
#include <cctype>

#include "practice/reader.h"

namespace hearth::practice {
namespace {

struct Line {
    std::string key, value;
    int number = 0;
};

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
}

std::string_view strip(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\r')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
    return text;
}

// `word` as a whole word of `sql`.
bool mentions(const std::string& sql, std::string_view word) {
    const auto part = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
    };
    for (std::size_t at = sql.find(word); at != std::string::npos; at = sql.find(word, at + 1)) {
        const bool before = at == 0 || !part(sql[at - 1]) || !part(word.front());
        const std::size_t end = at + word.size();
        if (before && (end >= sql.size() || !part(sql[end]))) return true;
    }
    return false;
}

}  // namespace

std::optional<Indicator> read_indicator(const std::string& file, const std::string& sql,
                                        Problems& problems) {
    std::vector<Line> header;
    std::size_t at = 0;
    int number = 0;
    while (at < sql.size()) {
        const std::size_t end = std::min(sql.find('\n', at), sql.size());
        const std::string_view line = std::string_view(sql).substr(at, end - at);
        ++number;
        if (line.substr(0, 2) != "--" && !strip(line).empty()) break;
        at = end + 1;
        if (strip(line).empty()) continue;
        const std::string_view text = line.substr(2);
        const std::size_t colon = text.find(": ");
        const bool follows = text.substr(0, 3) == "   ";
        if (follows && !header.empty()) {
            header.back().value += " " + std::string(strip(text));
        } else if (colon != std::string_view::npos || (!text.empty() && text.back() == ':')) {
            const std::size_t cut = colon == std::string_view::npos ? text.size() - 1 : colon;
            header.push_back({std::string(strip(text.substr(0, cut))),
                              std::string(strip(text.substr(std::min(cut + 2, text.size())))),
                              number});
        }
    }
    const int query_line = number;
    const auto trouble = [&](int line, std::string what, std::string remedy) {
        problems.push_back({file, line, 0, std::move(what), std::move(remedy)});
    };
    static const std::vector<std::string> kKeys = {
        "id",    "title", "definition", "numerator", "denominator", "source",
        "owner", "unit",  "better",     "period",    "target"};
    Indicator out;
    out.where = {file, 1};
    const auto value = [&](std::string_view key) -> const Line* {
        for (const Line& line : header) {
            if (line.key == key) return &line;
        }
        return nullptr;
    };
    const auto required = [&](std::string_view key) -> std::string {
        const Line* line = value(key);
        if (line != nullptr && !line->value.empty()) return line->value;
        trouble(1, "the indicator does not say its \"" + std::string(key) + "\"",
                "Add a line -- " + std::string(key) + ": ... at the top.");
        return {};
    };
    for (const Line& line : header) {
        if (std::find(kKeys.begin(), kKeys.end(), line.key) == kKeys.end()) {
            trouble(line.number, "an indicator has no key \"" + line.key + "\"",
                    suggest(line.key, kKeys));
        }
    }
    out.id = required("id");
    out.title = required("title");
    out.definition = required("definition");
    out.numerator = required("numerator");
    out.denominator = required("denominator");
    out.source = required("source");
    out.owner = required("owner");
    const auto choose = [&](std::string_view key, const std::vector<std::string>& words) {
        const std::string text = required(key);
        const auto found = std::find(words.begin(), words.end(), text);
        if (found == words.end() && !text.empty()) {
            trouble(value(key)->number,
                    "\"" + text + "\" cannot be the " + std::string(key) + " of an indicator",
                    suggest(text, words));
        }
        return found == words.end() ? std::size_t{0}
                                    : static_cast<std::size_t>(found - words.begin());
    };
    static constexpr IndicatorUnit kUnits[] = {IndicatorUnit::count, IndicatorUnit::percent,
                                               IndicatorUnit::rate_per_10000, IndicatorUnit::mean,
                                               IndicatorUnit::median};
    static constexpr Better kBetter[] = {Better::up, Better::down, Better::neither};
    static constexpr PeriodKind kPeriods[] = {PeriodKind::point, PeriodKind::year_to_date,
                                              PeriodKind::rolling_year, PeriodKind::month};
    out.unit = kUnits[choose("unit", {"count", "percent", "rate_per_10000", "mean", "median"})];
    out.better = kBetter[choose("better", {"up", "down", "neither"})];
    out.period = kPeriods[choose("period", {"point", "year_to_date", "rolling_year", "month"})];
    if (const Line* target = value("target"); target != nullptr && !target->value.empty()) {
        char* end = nullptr;
        const double number_given = std::strtod(target->value.c_str(), &end);
        if (end == target->value.c_str() || *end != '\0') {
            trouble(target->number, "the target \"" + target->value + "\" is not a number",
                    "Write digits, or leave the line out.");
        } else {
            out.target = number_given;
        }
    }
    out.sql = at < sql.size() ? sql.substr(at) : std::string();
    const std::string query = lower(out.sql);
    const std::size_t first = query.find_first_not_of(" \t\r\n");
    if (first == std::string::npos) {
        trouble(number, "there is no query after the header", "Write one SELECT.");
        return out;
    }
    if (query.compare(first, 6, "select") != 0 && query.compare(first, 4, "with") != 0) {
        trouble(query_line, "an indicator is one query", "Begin it with SELECT or WITH.");
    }
    const std::size_t semicolon = query.find(';');
    if (semicolon != std::string::npos &&
        query.find_first_not_of(" \t\r\n;", semicolon) != std::string::npos) {
        trouble(query_line, "an indicator is one query only", "Remove what follows the first ;");
    }
    for (const std::string_view column :
         {"child_id", "family_id", "district", "team_id", "numerator"}) {
        if (!mentions(query, column)) {
            trouble(query_line, "the query gives no column " + std::string(column),
                    "Each row needs child_id, family_id, district, team_id and numerator.");
        }
    }
    if (!mentions(query, ":to")) {
        trouble(query_line, "the query does not ask for a date", "Use :to (and :from).");
    }
    return out;
}

}  // namespace hearth::practice

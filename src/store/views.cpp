#include "store/views.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "base/text.h"

namespace hearth::store {
namespace {

constexpr std::string_view kKnown = " AS KNOWN ";
constexpr std::string_view kOne = "ONE ";
constexpr std::string_view kNow =
    "t.superseded_at = '9999-12-31T23:59:59.999Z' AND t.recorded_at <= known_at()";
constexpr std::string_view kPast =
    "t.superseded_at < '9999-12-31T23:59:59.999Z' AND t.superseded_at > known_at() AND "
    "t.recorded_at <= known_at()";

[[noreturn]] void wrong(std::string_view view, std::string_view what) {
    throw std::invalid_argument(fmt::format("views of the record: near '{}': {}", view, what));
}

// "… UNION ALL …" of both halves: what is current, and what was known then and is no longer.
std::string halves(std::string_view select, std::string_view only) {
    return fmt::format("{0}{1}{3}\nUNION ALL\n{0}{2}{3}", select, kNow, kPast, only);
}

std::string spelled(std::string_view table, std::string_view list) {
    std::string mine = "t.id, t.recorded_at", theirs = mine, person;
    while (!list.empty()) {
        const auto comma = std::min(list.find(','), list.size());
        auto column = trim(list.substr(0, comma));
        list.remove_prefix(std::min(comma + 1, list.size()));
        const bool one = column.starts_with(kOne);
        if (one) column = trim(column.substr(kOne.size()));
        if (column.empty() || (one && !person.empty()))
            wrong(table, "a column is missing, or two name the person");
        if (one) person = column;
        mine += fmt::format(", t.{}", column);
        theirs += one ? fmt::format(", o.one_id AS {}", column) : fmt::format(", t.{}", column);
    }
    const auto own = fmt::format("SELECT {} FROM {} t WHERE ", mine, table);
    if (person.empty()) return halves(own, "");
    const auto never_merged = fmt::format(
        " AND NOT EXISTS (SELECT 1 FROM hearth_merged o WHERE o.person_id = t.{})", person);
    return fmt::format(
        "{}\nUNION ALL\n{}", halves(own, never_merged),
        halves(fmt::format("SELECT {} FROM hearth_merged o JOIN {} t ON t.{} = o.person_id WHERE ",
                           theirs, table, person),
               ""));
}

}  // namespace

std::string spell_known_views(std::string_view text) {
    std::string out;
    for (auto at = text.find(kKnown); at != std::string_view::npos; at = text.find(kKnown)) {
        out.append(text.substr(0, at)).append(" AS\n");
        text.remove_prefix(at + kKnown.size());
        const auto open = text.find('('), close = text.find(");");
        if (open == std::string_view::npos || close == std::string_view::npos || close < open)
            wrong(text.substr(0, 40), "expected 'table (columns);'");
        out.append(spelled(trim(text.substr(0, open)), text.substr(open + 1, close - open - 1)));
        out += ';';
        text.remove_prefix(close + 2);
    }
    return out.append(text);
}

}  // namespace hearth::store

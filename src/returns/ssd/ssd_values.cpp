#include "returns/ssd/ssd_values.h"

#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"
#include "base/time.h"
#include "record/rows.h"
#include "returns/ssd/ssd_file.h"

namespace hearth::returns {
namespace {

SsdValue wrong(std::string code, std::string message, std::string remedy) {
    return {{}, std::move(code), std::move(message), std::move(remedy)};
}

SsdValue of_words(std::string_view list, std::string_view text) {
    const auto wanted = fold(text);
    for (const auto part : split(list, '|')) {
        if (part == "*") return {store::Value(text), {}, {}, {}};
        const auto equals = part.find('=');
        if (fold(part.substr(0, equals)) == wanted)
            return {store::Value(part.substr(equals + 1)), {}, {}, {}};
    }
    return wrong("code_unknown", "The dataset has no such code here.",
                 "Give one of the dataset’s codes, or put it right in the child’s record.");
}

// The outcome whose flags are those that are set. The record holds one; the dataset may say
// several.
SsdValue of_flags(std::string_view list, std::string_view text) {
    const auto json = Json::parse(text);
    if (!json || json->kind() != Json::Kind::object)
        return wrong("not_json", "This should be the JSON of flags that the dataset asks for.",
                     "Write the extract again as the dataset says, or record the outcome.");
    std::string_view found;
    int set = 0;
    for (const auto part : split(list, '|')) {
        const auto equals = part.find('=');
        const auto flag = part.substr(equals + 1);
        const auto said = json->at(flag).text();
        if (!said || ssd_yes_no(*said) != 'Y') continue;
        ++set;
        found = part.substr(0, equals);
    }
    if (set == 0) return {store::Value{}, {}, {}, {}};
    if (set == 1) return {store::Value(found), {}, {}, {}};
    return wrong("several_outcomes", "Several outcomes are set, and the record holds one.",
                 "Record the one that decided what happened next.");
}

}  // namespace

SsdValue ssd_value(const SsdField& field, const practice::Column& column, std::string_view text) {
    using practice::ColumnType;
    if (text.empty()) return {store::Value{}, {}, {}, {}};
    switch (field.via) {
        case SsdVia::words:
            return of_words(field.more, text);
        case SsdVia::flags:
            return of_flags(field.more, text);
        case SsdVia::yes_no: {
            if (const auto flag = ssd_yes_no(text)) return {store::Value(*flag == 'Y'), {}, {}, {}};
            return wrong("not_yes_no", "This should be Y or N.", "Write Y or N.");
        }
        case SsdVia::plain:
        case SsdVia::ref:
        case SsdVia::street:
            break;
    }
    if (column.type == ColumnType::date && !ssd_is_date(field.field))
        return {store::Value(text), {}, {}, {}};  // kept as it is written: zz for days unknown
    if (column.type == ColumnType::date || column.type == ColumnType::instant) {
        if (const auto day = ssd_day(text)) {
            const Date date = *Date::parse(*day);
            if (column.type == ColumnType::date) return {store::Value(date), {}, {}, {}};
            return {store::Value(instant_of(date, kSsdHour)), {}, {}, {}};
        }
        return wrong("not_a_date", "This is no date.",
                     "Write the day as 2026-03-31, and check it in the old system.");
    }
    if (auto value = record::value_for(column, text)) return {std::move(*value), {}, {}, {}};
    return wrong("not_a_number", "This should be a number.", "Write the number in digits.");
}

std::optional<SsdStreet> ssd_street(std::string_view text) {
    const auto json = Json::parse(text);
    if (!json || json->kind() != Json::Kind::object) return std::nullopt;
    const auto part = [&](std::string_view name) {
        return std::string(trim(json->at(name).text().value_or("")));
    };
    SsdStreet out;
    const auto add = [&](const std::string& more, std::string_view between) {
        if (more.empty()) return;
        if (!out.line1.empty()) out.line1 += between;
        out.line1 += more;
    };
    for (const auto* name : {"ROOM", "FLOOR", "FLAT", "BUILDING", "HOUSE"}) add(part(name), ", ");
    const auto street = json->at("STREET").text().value_or("");
    // a house number goes before its street without a comma
    const bool number = !part("HOUSE").empty();
    add(std::string(street), number ? " " : ", ");
    out.town = part("TOWN");
    return out;
}

}  // namespace hearth::returns

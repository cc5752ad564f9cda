// The small shared parts of statements: interned text, lists as JSON, typed reading of a row.
#include <mutex>
#include <set>
#include <string>

#include "store/error.h"
#include "store/row.h"
#include "store/session.h"
#include "store/sql.h"
#include "store/value.h"

namespace hearth::store {

Sql Sql::trusted(std::string name, std::string text) {
    static std::mutex mutex;
    static std::set<std::string, std::less<>> kept;  // a node never moves
    const std::lock_guard lock(mutex);
    const std::string_view kept_name = *kept.insert(std::move(name)).first;
    const std::string_view kept_text = *kept.insert(std::move(text)).first;
    return Sql(Interned{}, kept_name, kept_text);
}

std::string Value::json_array(std::span<const std::int64_t> values) {
    std::string out = "[";
    for (const auto v : values) {
        if (out.size() > 1) out += ',';
        out += std::to_string(v);
    }
    return out += ']';
}

std::string Value::json_array(std::span<const std::string> values) {
    std::string out = "[";
    for (const auto& text : values) {
        out += out.size() > 1 ? ",\"" : "\"";
        for (const char c : text) {
            constexpr std::string_view kHex = "0123456789abcdef";
            const auto u = static_cast<unsigned char>(c);
            if (c == '"' || c == '\\') {
                out += '\\';
                out += c;
            } else if (u < 0x20) {
                out += "\\u00";
                out += kHex[u >> 4];
                out += kHex[u & 15];
            } else {
                out += c;
            }
        }
        out += '"';
    }
    return out += ']';
}

int Row::col(std::string_view name) const {
    for (int i = 0; i < columns(); ++i) {
        if (column_name(i) == name) return i;
    }
    throw WrongType("the answer has no column " + std::string(name));
}

std::optional<Date> Row::date(int i) const {
    if (is_null(i)) return std::nullopt;
    const auto date = Date::parse(text(i));
    if (!date) throw WrongType("column " + std::string(column_name(i)) + " is not a date");
    return date;
}

std::optional<Instant> Row::instant(int i) const {
    if (is_null(i)) return std::nullopt;
    const auto instant = Instant::parse(text(i));
    if (!instant) throw WrongType("column " + std::string(column_name(i)) + " is not an instant");
    return instant;
}

std::int64_t Row::missing(int i) const {
    throw WrongType("column " + std::string(column_name(i)) + " is NULL and was read as a number");
}

void Session::throw_more_than_one(const Sql& sql) {
    throw WrongType("statement " + std::string(sql.name()) +
                    " gave more than one row where one was asked for");
}

}  // namespace hearth::store

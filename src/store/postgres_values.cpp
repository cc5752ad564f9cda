#include "store/postgres_values.h"

#include <libpq-fe.h>

#include <charconv>

#include "store/error.h"

namespace hearth::store {
namespace {

// The types that the server knows by number (pg_type.h).
constexpr Oid kBool = 16, kInt8 = 20, kInt2 = 21, kInt4 = 23, kText = 25, kFloat4 = 700,
              kFloat8 = 701, kNumeric = 1700;

std::string in_statement(std::string_view name) {
    return "statement " + std::string(name) + ": ";
}

}  // namespace

int PgRows::columns() const {
    return PQnfields(answer_);
}

std::string_view PgRows::column_name(int i) const {
    const char* name = PQfname(answer_, i);
    if (name == nullptr)
        throw WrongType(in_statement(name_) + "has no column " + std::to_string(i));
    return name;
}

bool PgRows::is_null(int i) const {
    check(i);
    return PQgetisnull(answer_, row_, i) != 0;
}

std::int64_t PgRows::int64(int i) const {
    const auto type = PQftype(answer_, i);
    const auto bytes = raw(i);
    if (type == kBool) return bytes == "t" ? 1 : 0;
    if (type == kInt8 || type == kInt4 || type == kInt2 || type == kNumeric) {
        std::int64_t out = 0;
        const auto [end, error] = std::from_chars(bytes.data(), bytes.data() + bytes.size(), out);
        // A sum of whole numbers is a numeric without a fraction; one with zeroes for a
        // fraction is whole too.
        const std::string_view rest(end,
                                    static_cast<std::size_t>(bytes.data() + bytes.size() - end));
        if (error == std::errc{} &&
            (rest.empty() || (rest[0] == '.' && rest.find_first_not_of(".0") == rest.npos))) {
            return out;
        }
    }
    if (type == kFloat8 || type == kFloat4) {
        const double d = real(i);
        if (d >= -9.0e15 && d <= 9.0e15 && static_cast<double>(static_cast<std::int64_t>(d)) == d) {
            return static_cast<std::int64_t>(d);
        }
    }
    wrong(i, "a whole number");
}

double PgRows::real(int i) const {
    const auto type = PQftype(answer_, i);
    if (type == kBool || type == kText) wrong(i, "a number");
    const auto bytes = raw(i);
    double out = 0;
    const auto [end, error] = std::from_chars(bytes.data(), bytes.data() + bytes.size(), out);
    if (error != std::errc{} || end != bytes.data() + bytes.size()) wrong(i, "a number");
    return out;
}

std::string_view PgRows::text(int i) const {
    const auto bytes = raw(i);
    if (PQftype(answer_, i) == kBool) return bytes == "t" ? "1" : "0";
    return bytes;
}

void PgRows::check(int i) const {
    if (i < 0 || i >= columns())
        throw WrongType(in_statement(name_) + "has no column " + std::to_string(i));
}

std::string_view PgRows::raw(int i) const {
    check(i);
    return {PQgetvalue(answer_, row_, i), static_cast<std::size_t>(PQgetlength(answer_, row_, i))};
}

void PgRows::wrong(int i, const char* what) const {
    throw WrongType(in_statement(name_) + "column " + std::string(column_name(i)) + " is not " +
                    what);
}

unsigned postgres_type(const Value& value) {
    switch (value.kind()) {
        case Value::Kind::null:
            return 0;  // whatever the place wants
        case Value::Kind::integer:
            return kInt8;
        case Value::Kind::real:
            return kFloat8;
        case Value::Kind::text:
            return kText;
    }
    return 0;
}

std::string real_text(double d) {
    char buffer[40];
    const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, d);
    return std::string(buffer, end);
}

// A value in COPY's text form.
void add_copy_text(std::string& out, const Value& value) {
    switch (value.kind()) {
        case Value::Kind::null:
            out += "\\N";
            break;
        case Value::Kind::integer:
            out += std::to_string(value.integer());
            break;
        case Value::Kind::real:
            out += real_text(value.real());
            break;
        case Value::Kind::text:
            for (const char c : value.text()) {
                if (c == '\\') {
                    out += "\\\\";
                } else if (c == '\t') {
                    out += "\\t";
                } else if (c == '\n') {
                    out += "\\n";
                } else if (c == '\r') {
                    out += "\\r";
                } else if (c == '\0') {
                    throw DatabaseError("a text holds a NUL");
                } else {
                    out += c;
                }
            }
            break;
    }
}

std::int64_t rows_touched(const pg_result* answer) {
    const std::string_view text = PQcmdTuples(const_cast<PGresult*>(answer));
    std::int64_t out = 0;
    std::from_chars(text.data(), text.data() + text.size(), out);
    return out;
}

}  // namespace hearth::store

// The SQL functions that both databases share, for SQLite; migrations/0001_store.sql has the same
// for PostgreSQL.
#include <sqlite3.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "base/text.h"
#include "base/time.h"
#include "store/sqlite_connection.h"

namespace hearth::store {
namespace {

using Context = sqlite3_context*;
using Arguments = sqlite3_value**;

bool any_null(int count, Arguments arguments) {
    for (int i = 0; i < count; ++i) {
        if (sqlite3_value_type(arguments[i]) == SQLITE_NULL) return true;
    }
    return false;
}

std::string_view text_of(sqlite3_value* value) {
    const auto* text = sqlite3_value_text(value);
    if (text == nullptr) return {};
    return {reinterpret_cast<const char*>(text),
            static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

void give(Context context, std::string_view text) {
    sqlite3_result_text64(context, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

// A date, or the first ten characters of an instant. Sets the error and gives nothing when it is
// neither.
std::optional<Date> day_of(Context context, sqlite3_value* value) {
    const auto date = Date::parse(text_of(value).substr(0, 10));
    if (!date) sqlite3_result_error(context, "a text is not a date", -1);
    return date;
}

void days_between(Context context, int count, Arguments arguments) {
    if (any_null(count, arguments)) return;
    const auto a = day_of(context, arguments[0]);
    const auto b = day_of(context, arguments[1]);
    if (a && b) sqlite3_result_int64(context, *b - *a);
}

void add_days_to(Context context, int count, Arguments arguments) {
    if (any_null(count, arguments)) return;
    const auto date = day_of(context, arguments[0]);
    if (date) give(context, (*date + sqlite3_value_int(arguments[1])).iso());
}

void add_months_to(Context context, int count, Arguments arguments) {
    if (any_null(count, arguments)) return;
    const auto date = day_of(context, arguments[0]);
    if (date) give(context, add_months(*date, sqlite3_value_int(arguments[1])).iso());
}

void age_years(Context context, int count, Arguments arguments) {
    if (any_null(count, arguments)) return;
    const auto born = day_of(context, arguments[0]);
    const auto on = day_of(context, arguments[1]);
    if (born && on) sqlite3_result_int64(context, age_in_years(*born, *on));
}

void date_part_of(Context context, int count, Arguments arguments) {
    if (any_null(count, arguments)) return;
    give(context, text_of(arguments[0]).substr(0, 10));
}

void known_at(Context context, int, Arguments) {
    give(context, static_cast<SqliteFunctions*>(sqlite3_user_data(context))->known_at);
}

void fold_text(Context context, int count, Arguments arguments) {
    if (any_null(count, arguments)) return;
    give(context, fold(text_of(arguments[0])));
}

bool read_holidays(Context context, SqliteFunctions& functions) {
    if (functions.holidays) return true;
    sqlite3_stmt* statement = nullptr;
    auto* db = sqlite3_context_db_handle(context);
    int rc = sqlite3_prepare_v2(db, "SELECT day FROM bank_holiday ORDER BY day", -1, &statement,
                                nullptr);
    SqliteFunctions::Holidays held;
    bool first = true;
    while (rc == SQLITE_OK || rc == SQLITE_ROW) {
        rc = sqlite3_step(statement);
        if (rc != SQLITE_ROW) break;
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
        const auto day = Date::parse(text != nullptr ? text : "");
        if (!day) continue;
        if (std::exchange(first, false)) held.first_year = day->year();
        held.last_year = day->year();
        if (day->weekday() <= 5) held.on_weekdays.push_back(*day);
    }
    sqlite3_finalize(statement);
    if (rc != SQLITE_DONE) {
        sqlite3_result_error_code(context, rc);
        return false;
    }
    functions.holidays = std::move(held);
    return true;
}

// Mondays to Fridays up to and with the day, counted from a Monday long ago.
std::int64_t weekdays_to(Date date) {
    const std::int64_t n = std::int64_t{date.days} + 719'162;  // days since 0001-01-01, a Monday
    const auto weeks = n >= 0 ? n / 7 : (n - 6) / 7;
    return weeks * 5 + std::min<std::int64_t>(n - weeks * 7 + 1, 5);
}

void working_days_between(Context context, int count, Arguments arguments) {
    if (any_null(count, arguments)) return;
    const auto a = day_of(context, arguments[0]);
    const auto b = day_of(context, arguments[1]);
    auto& functions = *static_cast<SqliteFunctions*>(sqlite3_user_data(context));
    if (!a || !b || !read_holidays(context, functions)) return;
    const auto& held = *functions.holidays;
    const auto first = std::min(*a, *b);
    const auto last = std::max(*a, *b);
    if (first.year() < held.first_year || last.year() > held.last_year)
        return;  // NULL: no answer, no guess
    // (a, b] counting on, [b, a) counting back.
    const auto from = *a <= *b ? first : first - 1;
    const auto to = *a <= *b ? last : last - 1;
    const auto begin = std::upper_bound(held.on_weekdays.begin(), held.on_weekdays.end(), from);
    const auto end = std::upper_bound(held.on_weekdays.begin(), held.on_weekdays.end(), to);
    const auto days = weekdays_to(to) - weekdays_to(from) - std::max<std::int64_t>(end - begin, 0);
    sqlite3_result_int64(context, *a <= *b ? days : -days);
}

}  // namespace

void register_sqlite_functions(sqlite3* db, SqliteFunctions& functions) {
    // Deterministic as SQLite means it: the same answer throughout one statement. Innocuous: may be
    // used in views.
    constexpr int kFlags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    struct Entry {
        const char* name;
        int arguments;
        void (*function)(Context, int, Arguments);
    };
    constexpr Entry kAll[] = {
        {"days_between", 2, days_between},
        {"add_days", 2, add_days_to},
        {"add_months", 2, add_months_to},
        {"age_years", 2, age_years},
        {"date_part_of", 1, date_part_of},
        {"known_at", 0, known_at},
        {"fold", 1, fold_text},
        {"working_days_between", 2, working_days_between},
    };
    for (const auto& e : kAll) {
        const int rc = sqlite3_create_function_v2(db, e.name, e.arguments, kFlags, &functions,
                                                  e.function, nullptr, nullptr, nullptr);
        if (rc != SQLITE_OK)
            throw DatabaseError(std::string("cannot register the SQL function ") + e.name);
    }
}

}  // namespace hearth::store

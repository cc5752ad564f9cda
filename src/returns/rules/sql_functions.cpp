#include "returns/rules/sql_functions.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

#include "base/time.h"

namespace hearth::returns {
namespace {

using Context = sqlite3_context*;
using Arguments = sqlite3_value**;

constexpr Date kFirstDay{-719162};  // 0001-01-01
constexpr Date kLastDay{2932896};   // 9999-12-31

std::optional<Date> in_range(std::int64_t days) {
    if (days < kFirstDay.days || days > kLastDay.days) return std::nullopt;
    return Date{static_cast<std::int32_t>(days)};
}

std::string_view text_of(sqlite3_value* value) {
    if (sqlite3_value_type(value) != SQLITE_TEXT) return {};
    return {reinterpret_cast<const char*>(sqlite3_value_text(value)),
            static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

std::optional<Date> date_of(sqlite3_value* value) {
    const auto date = Date::parse(text_of(value));
    if (!date || *date < kFirstDay) return std::nullopt;
    return date;
}

// A whole number, cut off from a broken one; nothing for NULL and for text that is no number.
std::optional<std::int64_t> number_of(sqlite3_value* value) {
    switch (sqlite3_value_numeric_type(value)) {
        case SQLITE_INTEGER:
            return sqlite3_value_int64(value);
        case SQLITE_FLOAT: {
            const double number = sqlite3_value_double(value);
            if (!(std::fabs(number) < 1e9)) return std::nullopt;
            return static_cast<std::int64_t>(number);
        }
        default:
            return std::nullopt;
    }
}

void give(Context context, std::optional<Date> date) {
    if (!date) return;
    const std::string text = date->iso();
    sqlite3_result_text(context, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

void later_days(Context context, int, Arguments arguments) {
    const auto date = date_of(arguments[0]);
    const auto n = number_of(arguments[1]);
    if (date && n && std::abs(*n) < 10'000'000) give(context, in_range(date->days + *n));
}

void give_months(Context context, Arguments arguments, std::int64_t months) {
    const auto date = date_of(arguments[0]);
    const auto n = number_of(arguments[1]);
    if (!date || !n || std::abs(*n) > 200'000) return;
    const std::int64_t month = std::int64_t{date->year()} * 12 + date->month() - 1 + *n * months;
    if (month < 12 || month >= std::int64_t{10000} * 12) return;
    give(context, add_months(*date, static_cast<int>(*n * months)));
}
void later_months(Context context, int, Arguments arguments) {
    give_months(context, arguments, 1);
}
void later_years(Context context, int, Arguments arguments) {
    give_months(context, arguments, 12);
}

void days_apart(Context context, int, Arguments arguments) {
    const auto a = date_of(arguments[0]);
    const auto b = date_of(arguments[1]);
    if (a && b) sqlite3_result_int(context, *b - *a);
}

void day_of_week(Context context, int, Arguments arguments) {
    const auto date = date_of(arguments[0]);
    if (date) sqlite3_result_int(context, date->weekday() - 1);
}

void whole_years(Context context, int, Arguments arguments) {
    const auto born = date_of(arguments[0]);
    const auto on = date_of(arguments[1]);
    if (!born || !on) return;
    const bool before =
        on->month() < born->month() || (on->month() == born->month() && on->day() < born->day());
    sqlite3_result_int(context, on->year() - born->year() - (before ? 1 : 0));
}

const BankHolidays& holidays_of(Context context) {
    return *static_cast<const BankHolidays*>(sqlite3_user_data(context));
}

void later_working_days(Context context, int, Arguments arguments) {
    const auto date = date_of(arguments[0]);
    const auto n = number_of(arguments[1]);
    if (date && n) give(context, nth_working_day(*date, *n, holidays_of(context)));
}

void working_days_apart(Context context, int, Arguments arguments) {
    const auto a = date_of(arguments[0]);
    const auto b = date_of(arguments[1]);
    if (!a || !b) return;
    const BankHolidays& holidays = holidays_of(context);
    sqlite3_result_int(context, *b < *a ? -working_days_after(*b, *a, holidays)
                                        : working_days_after(*a, *b, holidays));
}

void check_letter(Context context, int, Arguments arguments) {
    const auto letter = upn_check_letter(text_of(arguments[0]));
    if (letter) sqlite3_result_text(context, &*letter, 1, SQLITE_TRANSIENT);
}

// Monday to Friday after day 0 up to `days`, counted from a Monday long ago.
int weekdays_to(std::int32_t days) {
    const std::int32_t from_monday = days - kFirstDay.days + 1;  // 0001-01-01 is a Monday
    return from_monday / 7 * 5 + std::min(from_monday % 7, 5);
}

bool worked(Date date, const BankHolidays& holidays) {
    return date.weekday() <= 5 &&
           !std::binary_search(holidays.days().begin(), holidays.days().end(), date);
}

using Function = void (*)(Context, int, Arguments);
struct Named {
    const char* name;
    int arguments;
    Function function;
};
constexpr std::array kFunctions{
    Named{"add_days", 2, later_days},
    Named{"add_months", 2, later_months},
    Named{"add_years", 2, later_years},
    Named{"days_between", 2, days_apart},
    Named{"weekday", 1, day_of_week},
    Named{"age_on", 2, whole_years},
    Named{"add_working_days", 2, later_working_days},
    Named{"working_days_between", 2, working_days_apart},
    Named{"upn_check_letter", 1, check_letter},
};

}  // namespace

int working_days_after(Date after, Date last, const BankHolidays& holidays) {
    return weekdays_to(last.days) - weekdays_to(after.days) -
           holidays.on_weekdays_between(after, last);
}

std::optional<Date> nth_working_day(Date date, std::int64_t n, const BankHolidays& holidays) {
    if (std::abs(n) > 3'000'000) return std::nullopt;
    const int step = n > 0 ? 1 : -1;
    while (n != 0) {
        date = date + step;
        if (date < kFirstDay || date > kLastDay) return std::nullopt;
        if (worked(date, holidays)) n -= step;
    }
    return date;
}

std::optional<char> upn_check_letter(std::string_view upn) {
    constexpr std::string_view kLetters = "ABCDEFGHJKLMNPQRTUVWXYZ";
    if (upn.size() != 13) return std::nullopt;
    std::size_t sum = 0;
    for (std::size_t i = 1; i < 13; ++i) {
        const char c = upn[i];
        std::size_t value = 0;
        if (c >= '0' && c <= '9') {
            value = static_cast<std::size_t>(c - '0');
        } else if (i == 12 && kLetters.find(c) != std::string_view::npos) {
            value = kLetters.find(c);
        } else {
            return std::nullopt;
        }
        sum += (i + 1) * value;
    }
    return kLetters[sum % 23];
}

void add_rule_functions(sqlite3* connection, const BankHolidays& holidays) {
    // SQLite asks for a pointer that may be written through; the functions only read.
    void* data = const_cast<BankHolidays*>(&holidays);
    for (const Named& f : kFunctions) {
        const int code = sqlite3_create_function_v2(
            connection, f.name, f.arguments, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
            data, f.function, nullptr, nullptr, nullptr);
        if (code != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(connection));
    }
}

}  // namespace hearth::returns

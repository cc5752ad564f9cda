#include "base/bank_holiday_rule.h"

namespace hearth {

std::vector<Date> bank_holidays_by_rule(int year) {
    if (year < 1978 || year > 9999) return {};
    const auto on = [&](int month, int day) { return Date::from(year, month, day).value(); };
    const auto monday_from = [](Date date) { return date + (8 - date.weekday()) % 7; };
    // The Gregorian Easter Sunday (the computus of Meeus, Jones and Butcher).
    const int a = year % 19, b = year / 100, c = year % 100;
    const int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    const int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
    const int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    const Date easter = on(f / 31, f % 31 + 1);

    const Date new_year = on(1, 1);
    const Date christmas = on(12, 25);
    const int weekday = christmas.weekday();
    return {new_year.weekday() > 5 ? monday_from(new_year) : new_year, easter - 2, easter + 1,
            monday_from(on(5, 1)), monday_from(on(5, 25)), monday_from(on(8, 25)),
            // On a Sunday, Boxing Day stays Monday the 26th and the 27th stands for Christmas Day.
            weekday == 7   ? on(12, 26)
            : weekday == 6 ? on(12, 27)
                           : christmas,
            weekday == 7   ? on(12, 27)
            : weekday >= 5 ? on(12, 28)
                           : on(12, 26)};
}

}  // namespace hearth

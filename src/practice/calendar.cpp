#include "practice/calendar.h"

#include <string>
#include <utility>

#include "base/bank_holiday_rule.h"

namespace hearth::practice {

BankHolidays with_years_worked_out(const BankHolidays& published) {
    auto days = published.days();
    const int last = published.last_year() + kYearsWorkedOut;
    for (int year = published.last_year() + 1; year <= last; ++year) {
        const auto more = bank_holidays_by_rule(year);
        days.insert(days.end(), more.begin(), more.end());
    }
    return BankHolidays::make(std::move(days), published.first_year(), last).value();
}

int published_until(const BankHolidays& calendar) {
    return calendar.last_year() - kYearsWorkedOut;
}

std::vector<Date> published_days(const BankHolidays& calendar) {
    std::vector<Date> out;
    for (const Date day : calendar.days())
        if (day.year() <= published_until(calendar)) out.push_back(day);
    return out;
}

std::vector<Problem> calendar_warnings(const Practice& practice, Date today) {
    std::vector<Problem> out;
    for (const auto& [id, calendar] : practice.calendars) {
        const int published = published_until(calendar);
        if (published > today.year()) continue;
        out.push_back({"calendars/" + id + ".yaml", 0, 0,
                       "bank holidays after " + std::to_string(published) +
                           " are not in the calendar \"" + id +
                           "\": due dates are counted by days worked out by the usual rule, which "
                           "knows of no day that is moved or added for an occasion",
                       "Add the years that have been published since, and start the server again: "
                       "what moves is told."});
    }
    return out;
}

}  // namespace hearth::practice

#include "base/working_days.h"

#include <algorithm>
#include <cassert>
#include <string>

#include "base/bank_holiday_rule.h"

namespace hearth {
namespace {

constexpr int kFewestDaysInAYear = 6;

bool is_weekend(Date date) {
    return date.weekday() >= 6;
}

Invalid outside(Date date, const BankHolidays& holidays) {
    std::string message = "Bank holidays are not known for " + std::to_string(date.year());
    if (holidays.first_year() <= holidays.last_year()) {
        message += " (the calendar covers " + std::to_string(holidays.first_year()) + " to " +
                   std::to_string(holidays.last_year()) + ")";
    }
    message += ". Check the date, or ask for the calendar to be extended.";
    return invalid("date", "outside_calendar", std::move(message));
}

// Only for a date that is covered.
bool works(Date date, const BankHolidays& holidays) {
    return !is_weekend(date) && !holidays.contains(date);
}

// Days of Monday to Friday from the first (a Thursday) of 1970 up to and including `date`.
int weekdays_until(Date date) {
    const int days = date.days + 3;  // since Monday 1969-12-29
    const int weeks = days >= 0 ? days / 7 : -((6 - days) / 7);
    return weeks * 5 + std::min(days - weeks * 7 + 1, 5);
}

// The working day found by stepping from `from`, which counts too when `from_counts`, until n have
// been counted.
Result<Date> step(Date from, bool from_counts, int n, int direction, const BankHolidays& holidays) {
    Date at = from_counts ? from : from + direction;
    for (;; at = at + direction) {
        if (!holidays.covers(at)) return outside(at, holidays);
        if (works(at, holidays) && --n == 0) return at;
    }
}

}  // namespace

Result<BankHolidays> BankHolidays::make(std::vector<Date> days, int first_year, int last_year) {
    if (first_year > last_year || first_year < 1 || last_year > 9999) {
        return invalid("years", "calendar_years", "The first year must not come after the last.");
    }
    std::sort(days.begin(), days.end());
    if (const auto twice = std::adjacent_find(days.begin(), days.end()); twice != days.end()) {
        return invalid("days", "calendar_day_twice",
                       twice->iso() + " is given twice. Take one away.");
    }
    BankHolidays made;
    made.first_year_ = first_year;
    made.last_year_ = made.published_until_ = last_year;
    std::vector<int> in_year(static_cast<std::size_t>(last_year - first_year) + 1, 0);
    for (const Date day : days) {
        if (!made.covers(day)) {
            return invalid("days", "calendar_day_outside",
                           day.iso() + " lies outside the years " + std::to_string(first_year) +
                               " to " + std::to_string(last_year) + ".");
        }
        ++in_year[static_cast<std::size_t>(day.year() - first_year)];
        if (!is_weekend(day)) made.weekdays_.push_back(day);
    }
    for (std::size_t i = 0; i < in_year.size(); ++i) {
        if (in_year[i] < kFewestDaysInAYear) {
            return invalid("days", "calendar_year_short",
                           std::to_string(first_year + static_cast<int>(i)) + " has only " +
                               std::to_string(in_year[i]) +
                               " bank holidays. Give all of them, or leave the year out.");
        }
    }
    made.days_ = std::move(days);
    return made;
}

Result<BankHolidays> BankHolidays::make(std::vector<Date> days) {
    if (days.empty()) return invalid("days", "calendar_empty", "Give at least one year of days.");
    const auto [first, last] = std::minmax_element(days.begin(), days.end());
    const int first_year = first->year();
    const int last_year = last->year();
    return make(std::move(days), first_year, last_year);
}

BankHolidays BankHolidays::with_years_by_rule(int years) const {
    BankHolidays out = *this;
    for (const int last = last_year_ + years; out.last_year_ < last;) {
        for (const Date day : bank_holidays_by_rule(++out.last_year_)) {
            out.days_.push_back(day);
            if (!is_weekend(day)) out.weekdays_.push_back(day);
        }
    }
    return out;
}

std::vector<Date> BankHolidays::published_days() const {
    const auto end = std::find_if(days_.begin(), days_.end(),
                                  [this](Date day) { return day.year() > published_until_; });
    return {days_.begin(), end};
}

bool BankHolidays::covers(Date date) const {
    const int year = date.year();
    return year >= first_year_ && year <= last_year_;
}

bool BankHolidays::contains(Date date) const {
    assert(covers(date));
    return std::binary_search(days_.begin(), days_.end(), date);
}

int BankHolidays::on_weekdays_between(Date after, Date last) const {
    const auto from = std::upper_bound(weekdays_.begin(), weekdays_.end(), after);
    const auto to = std::upper_bound(weekdays_.begin(), weekdays_.end(), last);
    return to > from ? static_cast<int>(to - from) : 0;
}

Result<bool> is_working_day(Date date, const BankHolidays& holidays) {
    if (!holidays.covers(date)) return outside(date, holidays);
    return works(date, holidays);
}

Result<Date> add_working_days(Date start, int n, Convention convention,
                              const BankHolidays& holidays) {
    const int direction = n < 0 ? -1 : 1;
    if (!holidays.covers(start)) return outside(start, holidays);
    switch (convention) {
        case Convention::day_after_is_day_one:
            if (n == 0) return step(start, /*from_counts=*/true, 1, 1, holidays);
            return step(start, /*from_counts=*/false, n * direction, direction, holidays);
        case Convention::start_day_is_day_one:
            if (n == 0) {
                return invalid("days", "zero_days",
                               "When the start day is day one, a limit has at least one day.");
            }
            return step(start, /*from_counts=*/true, n * direction, direction, holidays);
    }
    assert(false);
    return invalid("days", "convention", "The counting convention is not known.");
}

Result<int> working_days_between(Date start, Date end, Convention convention,
                                 const BankHolidays& holidays) {
    if (!holidays.covers(start)) return outside(start, holidays);
    if (!holidays.covers(end)) return outside(end, holidays);
    const bool back = end < start;
    const bool start_counts = convention == Convention::start_day_is_day_one;
    // Working days in (after, last].
    const Date after = back ? end - 1 : (start_counts ? start - 1 : start);
    const Date last = back ? (start_counts ? start : start - 1) : end;
    const int count =
        weekdays_until(last) - weekdays_until(after) - holidays.on_weekdays_between(after, last);
    return back ? -count : count;
}

bool HubHours::valid() const {
    return opens >= 0 && opens < closes && closes <= 1440 &&
           std::any_of(weekdays.begin(), weekdays.end(), [](bool open) { return open; });
}

namespace {

struct Opening {
    Instant from;
    Instant to;  // equal to `from` on a day when the hub stays shut
};

Result<Opening> opening_on(Date date, const HubHours& hours, const BankHolidays& holidays) {
    if (!holidays.covers(date)) return outside(date, holidays);
    const bool open = hours.weekdays[static_cast<std::size_t>(date.weekday() - 1)] &&
                      (hours.open_on_bank_holidays || !holidays.contains(date));
    const Instant from = instant_of(date, hours.opens);
    return Opening{from, open ? instant_of(date, hours.closes) : from};
}

Invalid not_hours() {
    return invalid("hub_hours", "hub_hours",
                   "The hub must open before it closes, on one day of the week at least.");
}

}  // namespace

Result<Instant> add_hub_minutes(Instant start, std::int64_t minutes, const HubHours& hours,
                                const BankHolidays& holidays) {
    assert(minutes >= 0);
    if (!hours.valid()) return not_hours();
    std::chrono::milliseconds rest = std::chrono::minutes{minutes};
    for (Date date = date_of(start);; date = date + 1) {
        const auto opening = opening_on(date, hours, holidays);
        if (!opening) return opening.failure();
        const Instant from = std::max(opening->from, start);
        if (from >= opening->to) continue;
        if (rest <= opening->to - from) return from + rest;
        rest -= opening->to - from;
    }
}

Result<std::int64_t> hub_minutes_between(Instant start, Instant end, const HubHours& hours,
                                         const BankHolidays& holidays) {
    if (!hours.valid()) return not_hours();
    std::chrono::milliseconds open{0};
    for (Date date = date_of(start); start < end && date <= date_of(end); date = date + 1) {
        const auto opening = opening_on(date, hours, holidays);
        if (!opening) return opening.failure();
        const Instant from = std::max(opening->from, start);
        const Instant to = std::min(opening->to, end);
        if (from < to) open += to - from;
    }
    return std::chrono::duration_cast<std::chrono::minutes>(open).count();
}

}  // namespace hearth

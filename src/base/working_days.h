// Counting days and hours as the guidance does: working days, the hub's opening hours, calendar
// spans.
//
// A working day is Monday to Friday and not a bank holiday of England and Wales. The holidays are
// data: passed in, known for certain years, and a question about any other year is an error, never
// a guess. A council's own closure days do not belong in a BankHolidays: they change no statutory
// count.
#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace hearth {

class BankHolidays {
  public:
    BankHolidays() = default;  // covers no year: every question is an error
    // Covers the years first_year to last_year, both included. Invalid when a day lies outside
    // them, is given twice, when the years are the wrong way round, or when a covered year has
    // fewer than six days (England has at least eight, or seven on weekdays: a shorter year is a
    // truncated file).
    static Result<BankHolidays> make(std::vector<Date> days, int first_year, int last_year);
    // The years are those of the first and the last day given.
    static Result<BankHolidays> make(std::vector<Date> days);

    // These and the years that follow the last, as many as asked for, with the days that they have
    // by rule (base/bank_holiday_rule.h): so that a clock that reaches a year whose list is not
    // published yet does not stop.
    BankHolidays with_years_by_rule(int years) const;

    bool covers(Date date) const;
    // The last year whose days were given; those after it are worked out.
    int published_until() const { return published_until_; }
    std::vector<Date> published_days() const;  // in order
    int first_year() const { return first_year_; }
    int last_year() const { return last_year_; }
    const std::vector<Date>& days() const { return days_; }  // in order
    bool contains(Date date) const;                          // call only when it covers the date
    // Holidays that fall on Monday to Friday, after `after` up to and including `last`.
    int on_weekdays_between(Date after, Date last) const;

  private:
    std::vector<Date> days_;      // in order
    std::vector<Date> weekdays_;  // those on Monday to Friday
    int first_year_ = 0;
    int last_year_ = -1;
    int published_until_ = -1;
};

// Which day is counted as the first. Guidance that says "within ten working days of" is read as
// day_after_is_day_one; some sector tools count the day itself as the first, which falls one
// working day sooner.
enum class Convention { day_after_is_day_one, start_day_is_day_one };

// Failures of all functions below: Invalid, field "date", code "outside_calendar", when the count
// touches a year that the holidays do not cover.
Result<bool> is_working_day(Date date, const BankHolidays& holidays);

// The n-th working day counted from `start`; negative n counts back ("two working days before the
// conference").
//   day_after_is_day_one: day one is the first working day after (before, counting back) start,
//   working or not.
//                         n = 0 is start itself, or the next working day when start is not one.
//   start_day_is_day_one: day one is start, or when it is not a working day the first after
//   (before) it. n = 0 is
//                         Invalid, code "zero_days".
Result<Date> add_working_days(Date start, int n, Convention convention,
                              const BankHolidays& holidays);

// How many working days have been counted on reaching `end`: the n for which add_working_days gives
// `end`, when end is a working day. day_after: working days in (start, end]; start_day: in [start,
// end]. Negative, counting back, when end < start.
Result<int> working_days_between(Date start, Date end, Convention convention,
                                 const BankHolidays& holidays);

// When the hub (the front door's office) is open. Minutes since midnight, English time; closes up
// to 1440.
struct HubHours {
    int opens = 9 * 60;
    int closes = 17 * 60;
    std::array<bool, 7> weekdays = {true, true, true, true, true, false, false};  // Monday first
    bool open_on_bank_holidays = false;
    bool operator==(const HubHours&) const = default;
    // Opens before it closes, within the day, and on one day of the week at least.
    bool valid() const;
};

// The moment when the hub has been open for `minutes` after `start`. Received while shut, counting
// starts at the next opening. A count that ends as the hub shuts ends at that closing. Minutes are
// real ones: where clocks change during opening hours, that day is an hour shorter or longer.
// Invalid "hub_hours" when the hours are not valid(); minutes < 0 is a bug.
Result<Instant> add_hub_minutes(Instant start, std::int64_t minutes, const HubHours& hours,
                                const BankHolidays& holidays);
// Whole minutes for which the hub was open between the two; 0 when end <= start.
Result<std::int64_t> hub_minutes_between(Instant start, Instant end, const HubHours& hours,
                                         const BankHolidays& holidays);

}  // namespace hearth

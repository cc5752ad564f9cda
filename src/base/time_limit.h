// A time limit ("10 working days, counted from the next day") and when it falls due.
//
// The length, unit and convention come from the practice files; this is only the arithmetic and the
// words for it.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "base/working_days.h"

namespace hearth {

enum class TimeUnit { working_days, hub_hours, elapsed_hours, calendar_days, weeks, months };

struct TimeLimit {
    int length = 0;
    TimeUnit unit = TimeUnit::working_days;
    Convention convention = Convention::day_after_is_day_one;  // of no meaning for hours
    bool operator==(const TimeLimit&) const = default;
};

struct Due {
    Date date;  // the English day on which it falls due
    Instant
        at;  // the last moment in time: for days, weeks and months the last millisecond of that day
    bool operator==(const Due&) const = default;
};

// Days, weeks and months are counted from the English day of `start`. A limit in weeks or months
// ends on the same day of the week, or of the month (see add_months), or the day before it when the
// start day is day one; it is not moved off a weekend. Errors as in working_days.h; a negative
// length of hours is Invalid, code "negative_hours".
Result<Due> due(Instant start, const TimeLimit& limit, const HubHours& hours,
                const BankHolidays& holidays);
Result<Due> due(Date start, const TimeLimit& limit, const HubHours& hours,
                const BankHolidays& holidays);

// "within 10 working days (the day after is day 1)", "within 72 hours", "within 4 hub hours",
// "within 3 months".
std::string rule_text(const TimeLimit& limit);

// The names used in practice files, and back: "working_days", "hub_hours", ...;
// "day_after_is_day_one", ...
std::string_view name_of(TimeUnit unit);
std::optional<TimeUnit> time_unit_from(std::string_view name);
std::string_view name_of(Convention convention);
std::optional<Convention> convention_from(std::string_view name);

}  // namespace hearth

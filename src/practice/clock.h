// When a clock of the practice is due.
//
// Counts only with the calendars and hours of the practice; a year that they do not cover is an
// error, never a guess. Pure: the start is passed in. A rule in days, weeks, months or working days
// is due at the end of its last day in England; a rule in hours to the minute.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "practice/definitions.h"

namespace hearth::practice {

struct Due {
    Instant due_at;
    Date due_date;      // the English day of due_at
    std::string words;  // "15 working days from 2 March 2026, counting from the day after"
};
// Invalid: field "clock", codes "outside_calendar", "unknown_calendar", "unknown_hours",
// "hub_hours", "zero_days".
Result<Due> due(const ClockRule& rule, Instant start, const Practice& practice);
// The day on which the warning begins: rule.warn_days working days before the due date.
Result<Date> warn_from(const ClockRule& rule, Date due_date, const Practice& practice);
// What the due dates of a practice hang on (lengths, how they are counted, opening hours,
// holidays), a fact a line in order: equal texts give equal due dates.
std::string clock_facts(const Practice& practice);
struct ClockChange {
    std::string kind, id;  // "clock" and "cp_visit"; "calendar" and "england-and-wales"; "hours"
    std::string words;     // "Holiday added: 24 December 2026"; "Was 15 working days, is now 10"
};
// What differs between two such texts.
std::vector<ClockChange> clock_changes(std::string_view before, std::string_view after);

}  // namespace hearth::practice

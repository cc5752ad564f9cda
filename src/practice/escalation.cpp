#include "practice/escalation.h"

namespace hearth::practice {
namespace {

Invalid no_calendar(const ClockRule& rule) {
    return invalid("clock", "unknown_calendar",
                   rule.title + ": There is no calendar " + rule.calendar + ".");
}

}  // namespace

Result<Date> escalates_on(const ClockRule& rule, const Escalation& step, Date due_date,
                          const Practice& practice) {
    const auto found = practice.calendars.find(rule.calendar);
    if (found == practice.calendars.end()) return no_calendar(rule);
    if (step.after == 0)
        return rule.unit == ClockUnit::hub_hours || rule.unit == ClockUnit::elapsed_hours
                   ? due_date
                   : due_date + 1;
    auto date =
        add_working_days(due_date, step.after, Convention::day_after_is_day_one, found->second);
    if (!date) return date.failure();
    return date.value();
}

Result<Instant> escalated_if_due_before(const ClockRule& rule, const Escalation& step, Instant now,
                                        const Practice& practice) {
    const auto found = practice.calendars.find(rule.calendar);
    if (found == practice.calendars.end()) return no_calendar(rule);
    if (step.after == 0) return now;
    // There are `after` working days after a date, up to today, for every date before the one on
    // which counting back from today reaches `after`.
    auto date = add_working_days(date_of(now), -step.after, Convention::start_day_is_day_one,
                                 found->second);
    if (!date) return date.failure();
    return instant_of(date.value(), 0);
}

}  // namespace hearth::practice

// When a late clock comes up to whom its rule names (ClockRule::escalates). Derived from the due
// date and the calendar: nothing is kept.
#pragma once
#include "base/result.h"
#include "practice/definitions.h"

namespace hearth::practice {

// The day from which the clock stands escalated by this step, while it runs: `after` working days
// after the due date, or, with 0, as soon as it is late (a rule in hours on the day itself).
Result<Date> escalates_on(const ClockRule& rule, const Escalation& step, Date due_date,
                          const Practice& practice);
// The same asked of many: a clock of this rule stands escalated by this step at `now` exactly when
// it was due before this instant.
Result<Instant> escalated_if_due_before(const ClockRule& rule, const Escalation& step, Instant now,
                                        const Practice& practice);

}  // namespace hearth::practice

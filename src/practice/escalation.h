// Whom a late clock is escalated to, and what an inspector would see of it: what the clocks of the
// practice say beside their due date.
//
// Read from `escalates:` and `inspector:` of clocks.yaml. The practice keeps them as lists of their
// own beside the code lists, under the name of the clock, so that a later layer that replaces a
// clock replaces them too; these functions are the only way to them.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "practice/definitions.h"

namespace hearth::practice {

// To every holder of the role who may see what the clock is about. Once, however late it becomes.
struct Escalation {
    std::string to;  // role of practice/roles.yaml
    int after = 0;   // working days after the due date; 0: as soon as it is late
};
// Soonest first, each role once; none for a clock that says nothing.
std::vector<Escalation> escalations_of(const Practice& practice, std::string_view clock);
void set_escalations(Practice& practice, const std::string& clock,
                     const std::vector<Escalation>& steps);
// Which return or list shows the clock, in words; "" none: then only the file does.
std::string_view inspector_of(const Practice& practice, std::string_view clock);
void set_inspector(Practice& practice, const std::string& clock, std::string words);

// Whether a code list of the practice is one of these, and no list of codes.
bool is_of_a_clock(std::string_view code_list);

// The day from which the clock stands escalated by this step, while it runs: `after` working days
// after the due date, or, with 0, as soon as it is late (a rule in hours on the day itself).
Result<Date> escalates_on(const ClockRule& rule, const Escalation& step, Date due_date,
                          const Practice& practice);
// The same asked of many: a clock of this rule stands escalated by this step at `now` exactly when
// it was due before this instant.
Result<Instant> escalated_if_due_before(const ClockRule& rule, const Escalation& step, Instant now,
                                        const Practice& practice);

}  // namespace hearth::practice

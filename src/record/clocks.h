// Statutory and local timescales that run: started and stopped by signing, listed for pages.
//
// A clock keeps the rule's words as they stood when it started, so that a due date can always show
// why. It is due at an instant; a rule in days is due at the end of its last day in England.
// Starting one that already runs for the same thing replaces it.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "record/context.h"
#include "record/rows.h"

namespace hearth::record {

// What a clock runs for. A row (a plan, a request, a check) alone finds its clock; else the person;
// else the family, or in a form about a contact the contact, and then only clocks that name no
// person.
struct ClockSubject {
    PersonId person;
    FamilyId family;
    std::int64_t contact = 0;
    bool by_contact = false;
    std::int64_t row = 0;
};

struct ClockStart {
    ClockSubject subject;
    Instant from;
    WorkerId owner;  // none: the team holds it
    TeamId team;
};
struct StartedClock {
    std::int64_t id = 0;
    Instant due_at;
    std::string words;  // "Core group: due 4 December 2026"
};

// Throws std::logic_error for a rule that the practice does not have (the practice check refuses
// such a form).
const practice::ClockRule& clock_rule(const practice::Practice& practice, std::string_view rule);

// Invalid when the practice's calendar does not reach.
Result<StartedClock> start_clock(store::Session& session, const Context& context, RowWriter& writer,
                                 std::string_view rule, const ClockStart& start);

// Stops every running clock of the rule for the subject; when one was stopped as done and the rule
// says what comes `then`, that starts at the same instant for the same thing. Gives how many
// stopped: none is no error.
Result<int> stop_clock(store::Session& session, const Context& context, RowWriter& writer,
                       std::string_view rule, const ClockSubject& subject, Instant at,
                       std::string_view reason = "done");

}  // namespace hearth::record

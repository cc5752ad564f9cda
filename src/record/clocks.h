// Statutory and local timescales that run: started and stopped by signing, listed for pages.
//
// A clock keeps the rule's words as they stood when it started, so that a due date can always show
// why. It is due at an instant; a rule in days is due at the end of its last day in England.
// Starting one that already runs for the same person, family or contact replaces it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/context.h"
#include "record/rows.h"

namespace hearth::record {

// What a clock runs for: as many of these as are known.
struct ClockSubject {
    PersonId person;
    FamilyId family;
    std::int64_t contact = 0;
    std::int64_t row = 0;  // referral, plan, check, …
};

// Invalid when the practice's calendar does not reach. Gives the clock's id and the words for "what
// this did".
struct StartedClock {
    std::int64_t id = 0;
    Instant due_at;
    std::string words;
};
Result<StartedClock> start_clock(store::Session& session, const Context& context, RowWriter& writer,
                                 std::string_view rule, const ClockSubject& subject, Instant from);

// Stops the running clocks of this rule for the subject; starts what the rule says comes `then`.
// Gives how many stopped: none is no error (an imported record may have started before Hearth).
Result<int> stop_clock(store::Session& session, const Context& context, RowWriter& writer,
                       std::string_view rule, const ClockSubject& subject, Instant at,
                       std::string_view reason = "done");

}  // namespace hearth::record

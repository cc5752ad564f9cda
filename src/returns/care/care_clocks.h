// The practice's clocks for children whom a return on children looked after brought in.
//
// Of a child who is looked after now, other than in short breaks: the clock of the next review,
// from the last one of this period of care or from its beginning. The return tells of no visits, so
// their clocks start with the first visit recorded in Hearth: a due date made up from nothing would
// be worse than none. A review's clock that the record no longer asks for is stopped.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "record/context.h"
#include "store/session.h"

namespace hearth::returns {

// Of these children, by the numbers that the authority gave them. Gives how many were started.
std::uint64_t start_care_clocks(store::Session& session, const record::Context& context,
                                const std::vector<std::string>& children);

}  // namespace hearth::returns

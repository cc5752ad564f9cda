// People of the demonstration who have been recorded twice: one pair that somebody has merged, with
// something written since, and two that wait in the queue of possible duplicates.
#pragma once
#include <vector>

#include "record/demo/household.h"

namespace hearth::record::demo {

// Of each two families a person of the first is recorded again with the second. Fewer than six
// families make fewer pairs.
void make_people_twice(World& world, const std::vector<Household>& families, Faults& faults);

}  // namespace hearth::record::demo

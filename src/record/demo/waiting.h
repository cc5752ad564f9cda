// Contacts that wait at the front door now, and what else only the whole county has: restrictions,
// exclusions, broken glass, targets.
#pragma once
#include "record/demo/household.h"
#include "record/demo/notes.h"

namespace hearth::record::demo {

// Contacts in every state that the queue can show, from today and the working day before.
void make_waiting_contacts(World& world, Notes& notes, Faults& faults);
// Advice given at the front door: contacts that became nobody's case.
void make_past_contact(World& world, Notes& notes, Random& random, Date day);

struct Known {  // a family of the tour's team
    std::int64_t family = 0, mother = 0, lead = 0;
};
void make_guarded_families(World& world, const std::vector<Known>& families);

}  // namespace hearth::record::demo

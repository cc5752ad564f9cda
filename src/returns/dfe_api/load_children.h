// Reads the children of the daily collection from the record.
//
// The cohort: every child who was 25 or younger at some point of the window, or is unborn with the
// expected date in it; and who on any day of it had an open referral (with or without an
// assessment; a care leaver's open episode is one), a child in need plan, or was looked after.
//
// One SELECT for each kind of row, whatever the number of children; merged by child here. Children
// come by person, episodes and their steps by date and id, so that the same record gives the same
// answer.
#pragma once
#include <vector>

#include "returns/dfe_api/child.h"
#include "returns/dfe_api/window.h"
#include "store/session.h"

namespace hearth::returns::dfe {

std::vector<Child> load_children(store::Session& session, const Window& window);

}  // namespace hearth::returns::dfe

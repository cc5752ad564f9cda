// Parts that several pages of a family draw alike.
#pragma once
#include <vector>

#include "record/family_overview.h"
#include "web/html.h"

namespace hearth::web {

// Heading and table: who lives where. An address that the reader may not see is already left out.
Html households_part(const std::vector<record::HouseholdLine>& households);

}  // namespace hearth::web

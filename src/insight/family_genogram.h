// The genogram's input from the record's words: which relationship is a parent's, which a couple's.
#pragma once
#include "insight/genogram.h"
#include "record/family_network.h"

namespace hearth::insight {

// Relationships of kinds that a genogram has no line for (aunt, friend) are left to the table of
// relationships.
GenogramFamily genogram_of(const record::FamilyNetwork& network, Date on);

}  // namespace hearth::insight

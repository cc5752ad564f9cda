// The bank holidays by which the SQL function working_days_between counts (table bank_holiday),
// kept as the practice has them: those published and those worked out by rule.
//
// The table is filled when an authority is made and looked at again whenever the practice is
// applied, so that the figures of a new year do not go without it.
#pragma once

#include "practice/definitions.h"
#include "store/session.h"

namespace hearth::record {

// Brings the table to the calendar "england-and-wales" of the practice.
// Nothing is written when there is nothing to change, or when the practice has no such calendar.
void keep_bank_holidays(store::Session& session, const practice::Practice& practice);

}  // namespace hearth::record

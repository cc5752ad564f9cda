// The bank holidays by which the SQL function working_days_between counts (table bank_holiday),
// kept as the practice has them: those published and those worked out by rule.
//
// The table is filled when an authority is made and looked at again whenever the practice is
// applied, so that the figures of a new year do not go without it.
#pragma once
#include <cstddef>

#include "practice/definitions.h"
#include "store/session.h"

namespace hearth::record {

// What the table says of a day: whether it was published or worked out.
const char* bank_holiday_name(Date day, const BankHolidays& calendar);

// Brings the table to the calendar "england-and-wales" of the practice; how many days came or went.
// Nothing is written when there is nothing to change, or when the practice has no such calendar.
std::size_t keep_bank_holidays(store::Session& session, const practice::Practice& practice);

}  // namespace hearth::record

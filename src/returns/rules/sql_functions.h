// The functions that rules may use besides SQLite's own (docs/returns/rules.md): dates, working
// days, the check letter of a UPN. Each gives NULL for NULL and for what is no date.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/working_days.h"

struct sqlite3;

namespace hearth::returns {

// `holidays` must outlive the connection. In years that it does not cover only week-ends are free.
void add_rule_functions(sqlite3* connection, const BankHolidays& holidays);

// Days that are worked, after `after` up to and with `last` (not before it).
int working_days_after(Date after, Date last, const BankHolidays& holidays);
// The nth working day after (n > 0) or before (n < 0) a date; the date itself for 0. Nothing
// outside the years 1 to 9999.
std::optional<Date> nth_working_day(Date date, std::int64_t n, const BankHolidays& holidays);

// The letter that characters 2 to 13 of a UPN call for; nothing when they have the wrong form.
std::optional<char> upn_check_letter(std::string_view upn);

}  // namespace hearth::returns

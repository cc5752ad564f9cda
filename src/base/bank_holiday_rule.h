// The bank holidays of England and Wales as the statutory rule has them, for years whose list is
// not published yet.
#pragma once
#include <vector>

#include "base/time.h"

namespace hearth {

// The days that bank holidays fall on in a year when nothing is proclaimed otherwise, in order; a
// day at a weekend is given as its substitute. The Banking and Financial Dealings Act 1971,
// Schedule 1 (Easter Monday, the last Mondays of May and August, the days at Christmas), common law
// (Good Friday, Christmas Day) and the proclamation made every year (New Year's Day, the first
// Monday of May, substitutes). It knows of no day moved or added for an occasion. None before 1978,
// when the first Monday of May became one, and after 9999.
std::vector<Date> bank_holidays_by_rule(int year);

}  // namespace hearth

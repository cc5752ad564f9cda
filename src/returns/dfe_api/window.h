// The span of time that the daily collection is about: from 1 April of the financial year that the
// day 24 months ago lies in, to today.
#pragma once
#include "base/time.h"

namespace hearth::returns::dfe {

struct Window {
    Date starts, today;
};
Window window_on(Date today);

// Whether something lasted on any 31 March of the window up to today: the census day.
bool on_a_census_day(const Window& window, Date from, Date to);

}  // namespace hearth::returns::dfe

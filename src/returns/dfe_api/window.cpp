#include "returns/dfe_api/window.h"

#include <algorithm>

namespace hearth::returns::dfe {

Window window_on(Date today) {
    const auto then = add_months(today, -24);
    return {*Date::from(census_year(then) - 1, 4, 1), today};
}

bool on_a_census_day(const Window& window, Date from, Date to) {
    const auto first = std::max(from, window.starts);
    const auto last = std::min(to, window.today);
    // The first 31 March that is not before `first`.
    return *Date::from(census_year(first), 3, 31) <= last && first <= last;
}

}  // namespace hearth::returns::dfe

// What an SSDA903 return is told by postcodes, and other things that are worked out for it before
// its rules are run.
#pragma once
#include <map>
#include <optional>
#include <string>

#include "base/time.h"
#include "returns/rules/frame.h"
#include "returns/rules/postcodes.h"

namespace hearth::returns {

// District (E07…) to county (E10…).
using Counties = std::map<std::string, std::string, std::less<>>;

// Fills PL_LA, PL_LOCATION and PL_DISTANCE of Episodes and Episodes_last where the return does not
// say them. `authority` is the one that makes the return; "" leaves PL_LOCATION empty.
void fill_places(Frames& frames, const Postcodes& postcodes, const Counties& counties,
                 const std::string& authority);

// The authority in which most homes lie, when it is more than half of those known; "" otherwise.
std::string authority_of_homes(const Frames& frames, const Postcodes& postcodes,
                               const Counties& counties);

// The latest collection year, not after that of `today`, in which much happens (a fifth at least of
// what happens in the busiest); nothing when there are no dates.
std::optional<int> year_of_events(const Frames& frames, Date today);

}  // namespace hearth::returns

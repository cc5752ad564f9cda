// Whether two census messages say the same.
//
// The same: equal values, where 1 and true, 0 and false, Sex M and GenderCurrent 1, one Reviews
// group of two dates and two of one date are equal, an empty element is equal to an absent one, and
// lines and places do not matter. The order of records matters only when asked for.
#pragma once
#include <string>
#include <vector>

#include "returns/cin_message.h"

namespace hearth::returns {

enum class CinOrder : std::uint8_t { matters, does_not_matter };

// One line a difference: the child's LAchildID, "only in the first" or "only in the second", and
// the record. At most `limit` lines; empty when the messages say the same. Headers are compared
// when `with_header`.
std::vector<std::string> cin_differences(const CinMessage& first, const CinMessage& second,
                                         CinOrder order, bool with_header = true,
                                         std::size_t limit = 100);

}  // namespace hearth::returns

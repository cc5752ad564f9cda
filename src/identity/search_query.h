// What a person typed into the one search box, read: words of a name, a date of birth, a year of
// birth or an age, a postcode, an address, a telephone number, a reference or an identifier, in any
// order.
//
// Pure. Nothing typed is dropped in silence: a part that is read as something else than a word of a
// name says so (`SearchQuery::read_as`).
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace hearth::identity {

struct SearchQuery {
    std::vector<std::string> words;     // of names, folded; at most kMostWords
    std::vector<std::string> left_out;  // words past that
    std::optional<Date> born;
    int year = 0;            // of birth: "2019"
    int age = -1;            // "aged 7", "7yo"
    std::string house;       // "12a", with a street
    std::string street;      // "park road"; empty when no address was typed
    std::string postcode;    // "FY1 1AA", or empty
    std::string reference;   // "F-104233" or "C-204417"
    std::string identifier;  // capitals and digits without spaces; a telephone number; an e-mail
    std::vector<std::string>
        read_as;  // "date of birth 3 May 2019", "name: sam", "postcode FY1 1AA"

    int criteria() const {
        return static_cast<int>(words.size()) + (born ? 1 : 0) + (postcode.empty() ? 0 : 1) +
               (identifier.empty() ? 0 : 1) + (year != 0 ? 1 : 0) + (age >= 0 ? 1 : 0) +
               (street.empty() ? 0 : 1);
    }
    bool empty() const { return criteria() == 0 && reference.empty(); }
};
inline constexpr std::size_t kMostWords = 4;

SearchQuery read_query(std::string_view typed);

}  // namespace hearth::identity

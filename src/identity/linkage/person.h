// A person as one record of one source tells of them, in standard form: what linkage compares.
//
// Made by standardise.h from whatever a file or the database holds. Text is folded (lower case, no
// accents); an empty text or list is "not given". Nothing here says who somebody is: two Persons
// may be one human being, which is the question that compare.h and model.h answer.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace hearth::identity::linkage {

enum class Sex : std::uint8_t { unknown, male, female, other };

// A date of which any part may be missing or wrong. Parts that are 0 are not known. `impossible`
// keeps the parts as typed (31 April): they still agree or disagree with another's.
enum class DateKind : std::uint8_t { missing, exact, partial, impossible };
struct PartialDate {
    std::int16_t year = 0;
    std::uint8_t month = 0;
    std::uint8_t day = 0;
    DateKind kind = DateKind::missing;
    bool operator==(const PartialDate&) const = default;
    bool known() const { return kind != DateKind::missing; }
};

// Year, month and day in one number; what is not known is 0.
inline std::uint32_t packed(const PartialDate& d) {
    return (static_cast<std::uint32_t>(static_cast<std::uint16_t>(d.year)) << 16) |
           (static_cast<std::uint32_t>(d.month) << 8) | d.day;
}

struct Person {
    std::vector<std::string> given;     // the first given name, then middle names and aliases
    std::vector<std::string> surnames;  // the current one, then previous and alias ones
    Sex sex = Sex::unknown;
    bool unborn = false;  // named as a baby without a name ("Baby Smith", "Unborn")
    PartialDate dob;
    std::string dob_typed;  // a date that could not be read at all, folded
    PartialDate expected;   // expected date of birth of an unborn child
    std::string house;      // "12a", "2/12" (flat 2 of number 12)
    std::string street;     // the rest of the address, abbreviations spelt out
    std::string town;
    std::string postcode;                  // "FY1 1AA"; as typed in capitals when it is not one
    std::string uprn, nhs, upn;            // capitals and digits
    std::vector<std::string> identifiers;  // one for each column of identifiers, in their order
};

}  // namespace hearth::identity::linkage

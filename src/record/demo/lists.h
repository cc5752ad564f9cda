// The lists that invented people and places are put together from.
//
// Names are ordinary ones of their time and origin, joined at random; towns and streets are
// invented. All of it is data: no rule lives here.
#pragma once
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/time.h"

namespace hearth::record::demo {

enum class Origin {
    british,
    irish,
    traveller,
    pakistani,
    indian,
    bangladeshi,
    polish,
    romanian,
    african,
    caribbean,
    chinese,
    arab
};
inline constexpr std::size_t kOrigins = 12;

struct OriginFacts {
    std::string_view ethnicity;  // CIN code
    std::string_view language;
    double weight;       // of families
    double interpreter;  // share of adults who need one
    std::string_view religion;
};
const OriginFacts& facts(Origin origin);

enum class Sex { male, female };
// A given name that a person of this origin, born then, might have.
std::string_view given_name(Random& random, Origin origin, Sex sex, Date born);
// In the form for the sex where the language has one (Kowalski, Kowalska).
std::string surname(Random& random, Origin origin, Sex sex);
std::string surname_for(std::string_view surname, Origin origin, Sex sex);

struct District {
    std::string_view code, name;
    int share;                 // of children, per thousand
    std::string_view outward;  // postcode districts, "FY9|FY10": not in use
    std::string_view towns;
};
std::span<const District> districts();

struct Address {
    std::string line1, town, postcode;
    int district = 0;
};
Address make_address(Random& random, int district);
std::string make_phone(Random& random, bool mobile);
std::string school_name(Random& random, int district, bool secondary);

// One of "a|b|c".
std::string_view pick_of(Random& random, std::string_view list);
std::vector<std::string_view> list_of(std::string_view list);

}  // namespace hearth::record::demo

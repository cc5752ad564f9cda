// Invented people with their families, for measuring search and matching: who is who is known.
//
// The same seed gives the same people on every machine. Families have siblings, twins, half
// siblings with another surname, parents who live apart, moves, and unborn children; given and
// family names are as skewed as in life, by six groups of origin and twelve districts.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "base/time.h"
#include "identity/names.h"

namespace bench {

struct Address {
    std::string house, street, town, postcode;
    std::size_t district = 0;
};

struct Person {
    std::int64_t id = 0;  // who it is
    Group group = Group::english;
    bool child = false;
    std::string given, middle, surname, previous, sex, nhs, upn;
    std::optional<hearth::Date> born, expected;
    hearth::Date really_born;  // of an unborn child: when it will be
    Address home;
    std::optional<Address> before;  // an earlier address
    std::string other_surname;      // that somebody else may know them by: the other parent's
    bool twin = false;
};

inline constexpr hearth::Date kToday{20779};  // 22 November 2026

class Families {
  public:
    explicit Families(std::uint64_t seed);
    // The next family: parents first, then children, the eldest first; twins stand together.
    std::vector<Person> next();
    Address new_address(hearth::Random& random, std::size_t district) const;
    std::string given_name(hearth::Random& random, Group group, bool boy, bool child) const;
    std::string surname(hearth::Random& random, Group group) const;
    static std::string_view district_name(std::size_t district);

  private:
    struct List {
        std::vector<std::string> names;
        std::vector<double> up_to;  // of the weights
    };
    static List list_of(std::string_view words, double skew);
    static const std::string& draw(hearth::Random& random, const List& list);
    Address address_of(std::size_t district, std::int64_t household) const;
    void number(hearth::Random& random, Person& person);
    Person somebody(hearth::Random& random, Group group, bool child, bool boy,
                    const std::string& surname, const Address& home);

    std::uint64_t seed_;
    std::int64_t families_ = 0, people_ = 0;
    std::vector<std::int64_t> households_;
    std::vector<List> boys_, girls_, men_, women_, surnames_;
    List first_parts_, last_parts_;
};

}  // namespace bench

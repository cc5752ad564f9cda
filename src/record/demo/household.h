// One invented family: its people, how they are related, where they live.
//
// Guarantees that a mother is at least 15 years older than each of her children, that brothers and
// sisters of one mother are born at least ten months apart (or are twins), and that nobody is born
// after as_at but an unborn child, who has an expected date instead.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "record/demo/world.h"

namespace hearth::record::demo {

struct Person {
    std::int64_t id = 0;
    std::string given, surname;
    std::string former_surname;  // an adult's, before marriage; a child's, before a change of name
    Sex sex = Sex::female;
    Origin origin = Origin::british;
    std::string ethnicity;
    std::optional<Date> born, expected;
    std::string role;   // child, parent, carer, other
    int home = 0;       // household
    bool open = false;  // a child worked with in the present episode
    int mother = -1, father = -1;
    std::string full() const { return given + " " + surname; }
    bool unborn() const { return !born; }
    int age(Date on) const { return born ? age_in_years(*born, on) : -1; }
};

struct Home {
    std::string label;
    Address address, earlier;
    std::optional<Date> moved;
    bool confidential = false;
};

struct Household {
    std::int64_t id = 0;
    std::string name, reference;
    int district = 0;
    std::vector<Person> people;
    std::vector<int> children;  // indices, eldest first
    int mother = -1, partner = -1, absent_father = -1, grandparent = -1;
    std::vector<Home> homes;
    School school, secondary;
    std::string phone;

    const Person& lead_parent() const;  // the adult whom work is mostly with
    const Person* other_parent() const;
};

// How many children the n-th family has, from the same stream as make_household: asked beforehand
// to know when the county is full.
int family_size(Random& random);

Household make_household(World& world, Random& random, int district, int children, Date since);

// The words that somebody is found by.
void write_words(Sheets& sheets, const Person& person);
// Rows of the people: names, the words they are found by, identifiers, addresses, relationships,
// membership. `first_known` is when the authority first recorded them, `closed` when it stopped.
struct Faults;
void write_household(World& world, Random& random, Household& household, Date first_known,
                     std::optional<Date> closed, Faults& faults);

// What was made wrong on purpose, and the running numbers of identifiers.
struct Faults {
    std::map<std::string, std::int64_t> counts;
    std::int64_t nhs_cursor = 1, upn_cursor = 0, child_cursor = 0;
    std::int64_t people = 0, children = 0;
    bool strike(Random& random, double share, const char* what) {
        if (!random.chance(share)) return false;
        ++counts[what];
        return true;
    }
};

}  // namespace hearth::record::demo

// Families for the genogram's tests: a few told by name, and random ones grown the way that
// families come about.
#pragma once
#include <random>
#include <string>
#include <vector>

#include "insight/genogram.h"

namespace hearth::insight::families {

class Family {
  public:
    explicit Family(std::string title = "Genogram of a test family") {
        family_.title = std::move(title);
        family_.on = *Date::from(2026, 11, 22);
    }
    PersonId add(std::string name, Sex sex, int year = 0, int month = 6, int day = 15) {
        GenogramPerson p;
        p.id = PersonId{static_cast<std::int64_t>(family_.people.size()) + 1};
        p.name = std::move(name);
        p.sex = sex;
        if (year > 0) p.born = Date::from(year, month, day);
        family_.people.push_back(std::move(p));
        return family_.people.back().id;
    }
    PersonId child(std::string name, Sex sex, int year, std::vector<PersonId> parents,
                   bool focus = true) {
        const PersonId id = add(std::move(name), sex, year);
        at(id).is_focus = focus;
        for (const PersonId p : parents) parent(id, p);
        return id;
    }
    void join(PersonId a, PersonId b, UnionKind kind) {
        family_.unions.push_back({a, b, kind, {}, {}});
    }
    void parent(PersonId child, PersonId parent, ParentKind kind = ParentKind::birth) {
        family_.parents.push_back({child, parent, kind});
    }
    void house(std::string id, std::string label, std::vector<PersonId> members) {
        for (const PersonId m : members) at(m).household = id;
        family_.households.push_back({std::move(id), std::move(label), {}});
    }
    GenogramPerson& at(PersonId id) {
        return family_.people[static_cast<std::size_t>(id.value - 1)];
    }
    GenogramFamily& get() { return family_; }

  private:
    GenogramFamily family_;
};

// Three generations, two fathers, twins, an unborn child, two households.
GenogramFamily told_family();
// A mother with three partners, each with children, and a child with foster carers.
GenogramFamily three_fathers();
// Two mothers, married, an adopted child and a birth child of one of them.
GenogramFamily two_mothers();
// Both parents are the eldest of their brothers and sisters, so that nobody can stand beside the
// other.
GenogramFamily both_eldest();
// Two brothers married to two sisters, and cousins with a child: cannot be drawn.
GenogramFamily intermarried();

// A family of at most `most` people as a front door meets them: children of one to three fathers, a
// step-father with children of his own, grandparents, aunts and uncles, twins, unborn children,
// people who died, dates not recorded, parents not recorded, foster carers, lodgers, several
// households.
GenogramFamily grown_family(std::mt19937_64& random, std::size_t most);
// People tied together at random: most are impossible, contradictory or incestuous. For safety, not
// for likeness.
GenogramFamily wild_family(std::mt19937_64& random);

}  // namespace hearth::insight::families

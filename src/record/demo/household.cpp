#include "record/demo/household.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "record/people.h"

namespace hearth::record::demo {
namespace {

Origin any_origin(Random& random, int district) {
    std::array<double, kOrigins> weights{};
    for (std::size_t i = 0; i < kOrigins; ++i) weights[i] = facts(static_cast<Origin>(i)).weight;
    // The east of the county and its city are more mixed than the coast.
    const bool mixed = district == 0 || district == 3 || district == 5 || district == 6;
    if (mixed) {
        weights[static_cast<std::size_t>(Origin::pakistani)] *= 2.2;
        weights[static_cast<std::size_t>(Origin::indian)] *= 1.6;
    } else {
        weights[static_cast<std::size_t>(Origin::pakistani)] *= 0.35;
    }
    return static_cast<Origin>(random.weighted(weights));
}

std::string mixed_ethnicity(const Person& a, const Person& b) {
    const auto group = [](const std::string& code) { return code.empty() ? ' ' : code[0]; };
    if (a.ethnicity == b.ethnicity) return a.ethnicity;
    const std::string pair{group(a.ethnicity), group(b.ethnicity)};
    const auto both = [&](char x, char y) {
        return pair == std::string{x, y} || pair == std::string{y, x};
    };
    if (both('W', 'A')) return "MWAS";
    if (both('W', 'B')) return a.ethnicity == "BCRB" || b.ethnicity == "BCRB" ? "MWBC" : "MWBA";
    if (group(a.ethnicity) == 'W' && group(b.ethnicity) == 'W') return "WOTH";
    return "MOTH";
}

Person adult(Random& random, Origin origin, Sex sex, Date born, std::string_view role) {
    Person p;
    p.origin = origin;
    p.sex = sex;
    p.born = born;
    p.given = given_name(random, origin, sex, born);
    p.surname = surname(random, origin, sex);
    p.ethnicity = facts(origin).ethnicity;
    p.role = role;
    return p;
}

// A given name that no other child of the family has.
std::string child_name(Random& random, const Household& house, Origin origin, Sex sex, Date born) {
    for (int i = 0; i < 20; ++i) {
        std::string name(given_name(random, origin, sex, born));
        const bool taken = std::any_of(house.people.begin(), house.people.end(),
                                       [&](const Person& p) { return p.given == name; });
        if (!taken) return name;
    }
    return std::string(given_name(random, origin, sex, born));
}

}  // namespace

const Person& Household::lead_parent() const {
    return people[static_cast<std::size_t>(mother >= 0 ? mother : partner)];
}
const Person* Household::other_parent() const {
    const int other = mother < 0 ? -1 : partner >= 0 ? partner : absent_father;
    return other < 0 ? nullptr : &people[static_cast<std::size_t>(other)];
}

int family_size(Random& random) {
    static constexpr double kShares[] = {0.42, 0.29, 0.17, 0.08, 0.03, 0.01};
    return 1 + static_cast<int>(random.weighted(kShares));
}

Household make_household(World& world, Random& random, int district, int children, Date since) {
    Household h;
    h.district = district;
    const Origin origin = any_origin(random, district);
    const Date today = world.as_at;

    // The eldest was under 17 when the work began; the others follow two to four years apart.
    std::vector<std::optional<Date>> births;
    const int oldest_days = static_cast<int>(random.uniform(40 + (children - 1) * 700, 16 * 365));
    Date next = since - std::min(oldest_days, 16 * 365 + 200);
    bool twins = false;
    std::optional<Date> unborn;
    for (int i = 0; i < children; ++i) {
        births.emplace_back(next);
        if (!twins && i + 1 < children && random.chance(0.03)) {
            births.emplace_back(next);
            twins = true;
            ++i;
        }
        next = next + static_cast<int>(random.uniform(320, 1'500));
        if (next >= today - 3 && i + 1 < children) {
            // No time left for another birth: at most one more child is on the way.
            unborn = today + static_cast<int>(random.uniform(15, 220));
            births.emplace_back(std::nullopt);
            break;
        }
    }
    if (births.size() == 1 && since > today - 70 && random.chance(0.35)) {
        unborn = today + static_cast<int>(random.uniform(10, 200));
        births.back() = std::nullopt;
    }
    while (static_cast<int>(births.size()) > children) births.pop_back();

    const Date first_birth = births.front() ? *births.front() : *unborn;
    const int mother_age = std::clamp(static_cast<int>(random.normal(24.5, 5.0)), 17, 39);
    const Date mother_born =
        first_birth - (mother_age * 365 + static_cast<int>(random.uniform(10, 360)));
    Person mother = adult(random, origin, Sex::female, mother_born, "parent");

    const bool two_fathers = births.size() > 1 && random.chance(0.38);
    const bool mixed = random.chance(0.12);
    const auto father_of = [&](Origin from) {
        const int gap = std::clamp(static_cast<int>(random.normal(2.5, 4.0)), -5, 18);
        return adult(random, from, Sex::male,
                     mother_born - gap * 365 - static_cast<int>(random.uniform(0, 364)), "parent");
    };
    const bool married = random.chance(origin == Origin::british ? 0.25 : 0.6);

    h.homes.push_back({"", make_address(random, district), {}, {}, false});
    if (random.chance(0.45)) {
        h.homes[0].earlier = make_address(
            random,
            random.chance(0.8) ? district : static_cast<int>(random.index(districts().size())));
        h.homes[0].moved = since - static_cast<int>(random.uniform(20, 900));
    }
    h.people.push_back(std::move(mother));
    h.mother = 0;

    // Fathers: the first of the older children (absent when there are two), the second of the rest.
    Person first = father_of(mixed ? any_origin(random, district) : origin);
    const bool together = !two_fathers && random.chance(0.5);
    const std::string mother_own = h.people[0].surname;
    if (together && married) {
        h.people[0].former_surname = mother_own;
        h.people[0].surname = surname_for(first.surname, first.origin, Sex::female);
    }
    const bool first_known = together || random.chance(0.78);
    int first_index = -1;
    int second_index = -1;
    if (first_known) {
        first_index = static_cast<int>(h.people.size());
        if (!together) {
            first.home = static_cast<int>(h.homes.size());
            h.homes.push_back(
                {fmt::format("{}'s home", first.given),
                 make_address(random, random.chance(0.7)
                                          ? district
                                          : static_cast<int>(random.index(districts().size()))),
                 {},
                 {},
                 false});
        }
        h.people.push_back(first);
        (together ? h.partner : h.absent_father) = first_index;
    }
    if (two_fathers) {
        Person second = father_of(random.chance(0.1) ? any_origin(random, district) : origin);
        second_index = static_cast<int>(h.people.size());
        const bool lives_in = random.chance(0.62);
        if (!lives_in) {
            second.home = static_cast<int>(h.homes.size());
            h.homes.push_back({fmt::format("{}'s home", second.given),
                               make_address(random, district),
                               {},
                               {},
                               false});
        }
        h.people.push_back(std::move(second));
        if (lives_in || h.absent_father < 0) h.partner = second_index;
        if (!lives_in && h.partner == second_index && h.absent_father >= 0) h.partner = -1;
    } else if (!together && random.chance(0.24)) {
        // A partner who is father of none: a step-parent.
        Person step = father_of(origin);
        h.partner = static_cast<int>(h.people.size());
        h.people.push_back(std::move(step));
    }

    const std::size_t split = two_fathers ? 1 + random.index(births.size() - 1) : births.size();
    for (std::size_t i = 0; i < births.size(); ++i) {
        Person c;
        c.role = "child";
        c.sex = random.chance(0.51) ? Sex::male : Sex::female;
        c.mother = 0;
        c.father = i < split ? first_index : second_index;
        const bool named_for_father = c.father >= 0 && random.chance(together ? 0.95 : 0.6);
        const auto& father =
            named_for_father ? h.people[static_cast<std::size_t>(c.father)] : h.people[0];
        c.origin = origin;
        c.surname = named_for_father ? surname_for(father.surname, father.origin, c.sex)
                                     : surname_for(mother_own, origin, c.sex);
        c.born = births[i];
        if (!c.born) c.expected = unborn;
        c.given = c.born ? child_name(random, h, origin, c.sex, *c.born) : "Unborn";
        if (!c.born) c.surname = h.people[0].surname;
        c.ethnicity = c.father >= 0 ? mixed_ethnicity(h.people[0],
                                                      h.people[static_cast<std::size_t>(c.father)])
                                    : h.people[0].ethnicity;
        if (c.born && random.chance(0.04)) c.former_surname = surname(random, origin, c.sex);
        h.children.push_back(static_cast<int>(h.people.size()));
        h.people.push_back(std::move(c));
    }
    if (random.chance(0.3)) {
        Person elder =
            adult(random, origin, Sex::female,
                  mother_born - static_cast<int>(random.uniform(19 * 365, 33 * 365)), "other");
        elder.surname = surname_for(mother_own, origin, Sex::female);
        elder.home = static_cast<int>(h.homes.size());
        h.homes.push_back(
            {fmt::format("{}'s home", elder.given), make_address(random, district), {}, {}, false});
        h.grandparent = static_cast<int>(h.people.size());
        h.people.push_back(std::move(elder));
    }
    h.homes[0].label = fmt::format("{}'s home", h.people[0].given);

    std::vector<std::string> surnames{h.people[0].surname};
    for (const int c : h.children) {
        const auto& s = h.people[static_cast<std::size_t>(c)].surname;
        if (std::find(surnames.begin(), surnames.end(), s) == surnames.end()) surnames.push_back(s);
    }
    if (surnames.size() > 2) surnames.resize(2);
    h.name = surnames.size() == 1 ? fmt::format("{} family", surnames[0])
                                  : fmt::format("{} and {} family", surnames[0], surnames[1]);
    h.id = world.sheets.id();
    h.reference = family_reference(h.id);
    for (auto& person : h.people) person.id = world.sheets.id();
    const auto& schools = world.schools[static_cast<std::size_t>(district)];
    h.school = schools[random.index(3)];
    h.secondary = schools[3 + random.index(2)];
    h.phone = make_phone(random, true);
    return h;
}

}  // namespace hearth::record::demo

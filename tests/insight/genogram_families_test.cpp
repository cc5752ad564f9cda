// The families themselves; the tests that use them are in genogram_test.cpp and
// genogram_worlds_test.cpp.
#include "insight/genogram_families.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace hearth::insight::families {

GenogramFamily told_family() {
    Family f("Genogram of the Harper family");
    const auto jean = f.add("Jean Harper", Sex::female, 1958);
    const auto tom = f.add("Thomas Harper", Sex::male, 1955);
    f.at(tom).died = Date::from(2019, 3, 2);
    const auto maria = f.add("Maria Kowalska", Sex::female, 1962);
    const auto dan = f.add("Daniel Harper", Sex::male, 1988);
    const auto ruth = f.add("Ruth Harper", Sex::female, 1985);
    const auto anna = f.add("Anna Kowalska", Sex::female, 1991);
    const auto lee = f.add("Lee O'Connor-Fairweather", Sex::male, 1986);
    f.join(jean, tom, UnionKind::married);
    f.parent(dan, jean), f.parent(dan, tom), f.parent(ruth, jean), f.parent(ruth, tom);
    f.parent(anna, maria);
    f.join(dan, anna, UnionKind::separated);
    f.join(anna, lee, UnionKind::cohabiting);
    const auto amy = f.child("Amy Harper", Sex::female, 2012, {dan, anna});
    const auto ben = f.child("Ben Harper", Sex::male, 2015, {dan, anna});
    const auto cal = f.child("Callum Harper", Sex::male, 2015, {dan, anna});
    const auto dee = f.child("Dee O'Connor", Sex::female, 2021, {lee, anna});
    const auto bump = f.child("Unborn baby O'Connor", Sex::not_known, 0, {lee, anna});
    f.at(bump).expected = Date::from(2027, 3, 3);
    for (const auto c : {amy, ben, cal}) f.parent(c, lee, ParentKind::step);
    f.house("A", "Anna and Lee's home", {anna, lee, amy, ben, cal, dee, bump});
    f.house("B", "Harper grandparents' home", {jean, dan});
    (void)ruth;
    return f.get();
}

GenogramFamily three_fathers() {
    Family f("Genogram of the Sykes family");
    const auto kay = f.add("Kayleigh Sykes", Sex::female, 1990);
    const auto a = f.add("Aaron Platt", Sex::male, 1988);
    const auto b = f.add("Brian Tull", Sex::male, 1985);
    const auto c = f.add("Curtis Webb", Sex::male, 1992);
    f.get().unions = {{kay, a, UnionKind::divorced, Date::from(2008, 1, 1), {}},
                      {kay, b, UnionKind::separated, Date::from(2013, 1, 1), {}},
                      {kay, c, UnionKind::cohabiting, Date::from(2019, 1, 1), {}}};
    const auto k1 = f.child("Jayden Platt", Sex::male, 2009, {kay, a});
    const auto k2 = f.child("Ellie Platt", Sex::female, 2011, {kay, a});
    const auto k3 = f.child("Mason Tull", Sex::male, 2014, {kay, b});
    const auto k4 = f.child("Isla Webb", Sex::female, 2020, {kay, c});
    const auto f1 = f.add("Pat Moss", Sex::female, 1970);
    const auto f2 = f.add("Gordon Moss", Sex::male, 1968);
    f.join(f1, f2, UnionKind::married);
    f.parent(k3, f1, ParentKind::foster), f.parent(k3, f2, ParentKind::foster);
    f.house("M", "Kayleigh's home", {kay, c, k1, k2, k4});
    f.house("F", "Foster home", {f1, f2, k3});
    return f.get();
}

GenogramFamily two_mothers() {
    Family f("Genogram of the Reid family");
    const auto a = f.add("Helen Reid", Sex::female, 1983);
    const auto b = f.add("Priya Nair", Sex::female, 1985);
    f.join(a, b, UnionKind::married);
    const auto k1 = f.child("Noor", Sex::female, 2016, {});
    f.parent(k1, a, ParentKind::adoptive), f.parent(k1, b, ParentKind::adoptive);
    const auto k2 = f.child("Sam Reid", Sex::other, 2020, {a});
    f.house("1", "", {a, b, k1, k2});
    return f.get();
}

GenogramFamily both_eldest() {
    Family f("Genogram of the Dunn family");
    const auto g1 = f.add("Alan Dunn", Sex::male, 1960), g2 = f.add("Beth Dunn", Sex::female, 1961);
    const auto g3 = f.add("Carl Eves", Sex::male, 1959), g4 = f.add("Dora Eves", Sex::female, 1962);
    f.join(g1, g2, UnionKind::married), f.join(g3, g4, UnionKind::divorced);
    const auto dad = f.child("Ed Dunn", Sex::male, 1985, {g1, g2}, false);
    f.child("Fay Dunn", Sex::female, 1987, {g1, g2}, false);
    const auto mum = f.child("Gill Eves", Sex::female, 1986, {g3, g4}, false);
    f.child("Hal Eves", Sex::male, 1990, {g3, g4}, false);
    f.join(dad, mum, UnionKind::cohabiting);
    f.child("Ivy Dunn", Sex::female, 2014, {dad, mum});
    f.child("Jay Dunn", Sex::male, 2018, {dad, mum});
    return f.get();
}

GenogramFamily intermarried() {
    Family f("Genogram of an intermarried family");
    const auto a = f.add("A", Sex::male, 1950), b = f.add("B", Sex::female, 1951);
    const auto c = f.add("C", Sex::male, 1950), d = f.add("D", Sex::female, 1951);
    const auto s1 = f.child("Son 1", Sex::male, 1975, {a, b}, false);
    const auto s2 = f.child("Son 2", Sex::male, 1977, {a, b}, false);
    const auto t1 = f.child("Daughter 1", Sex::female, 1975, {c, d}, false);
    const auto t2 = f.child("Daughter 2", Sex::female, 1977, {c, d}, false);
    const auto x = f.child("Cousin 1", Sex::male, 2000, {s1, t1}, false);
    const auto y = f.child("Cousin 2", Sex::female, 2001, {s2, t2}, false);
    f.child("Child", Sex::female, 2022, {x, y});
    return f.get();
}

GenogramFamily grown_family(std::mt19937_64& random, std::size_t most) {
    const auto chance = [&](double p) {
        return std::uniform_real_distribution<>(0, 1)(random) < p;
    };
    const auto between = [&](int a, int b) {
        return std::uniform_int_distribution<>(a, b)(random);
    };
    Family f;
    int made = 0;
    const auto room = [&] { return f.get().people.size() < most; };
    const auto grow = [&](Sex sex, int from, int to) {
        const PersonId id =
            f.add((chance(0.1) ? "Bartholomew-Christopher Featherstonehaugh " : "Person ") +
                      std::to_string(++made),
                  sex, chance(0.1) ? 0 : between(from, to), between(1, 12), between(1, 28));
        if (to < 2000 && chance(0.08)) f.at(id).died = Date::from(2020, 1, 1);
        return id;
    };
    const auto any_kind = [&] { return static_cast<UnionKind>(between(0, 4)); };
    const auto sex = [&] {
        return chance(0.5) ? Sex::female : chance(0.93) ? Sex::male : Sex::not_known;
    };
    const auto children_of = [&](std::vector<PersonId> parents, int n, int from, int to,
                                 bool focus) {
        std::vector<PersonId> made_here;
        for (int i = 0; i < n && room(); ++i) {
            const PersonId c = grow(sex(), from, to);
            f.at(c).is_focus = focus;
            for (const PersonId p : parents) f.parent(c, p);
            if (!made_here.empty() && chance(0.08)) f.at(c).born = f.at(made_here.back()).born;
            if (focus && chance(0.06)) {
                f.at(c).born.reset();
                f.at(c).expected = Date::from(2027, between(1, 6), 1);
            }
            made_here.push_back(c);
        }
        return made_here;
    };
    const PersonId mother = grow(Sex::female, 1980, 2004);
    std::vector<PersonId> children, fathers;
    const int father_count = chance(0.6) ? 1 : chance(0.6) ? 2 : chance(0.7) ? 3 : 4;
    for (int i = 0; i < father_count && room(); ++i) {
        std::vector<PersonId> parents{mother};
        if (!chance(0.12)) {
            const PersonId father = grow(chance(0.03) ? Sex::female : Sex::male, 1975, 2004);
            fathers.push_back(father);
            parents.push_back(father);
            if (chance(0.85)) {
                f.join(mother, father, any_kind());
                if (chance(0.5)) f.get().unions.back().from = Date::from(between(2005, 2022), 1, 1);
            }
        }
        for (const PersonId c : children_of(parents, between(1, 3), 2008, 2026, true))
            children.push_back(c);
    }
    std::vector<PersonId> grown{mother};
    grown.insert(grown.end(), fathers.begin(), fathers.end());
    if (!fathers.empty() && room() && chance(0.2)) {  // a father's other family
        const PersonId other = grow(Sex::female, 1978, 2004);
        const PersonId father =
            fathers[static_cast<std::size_t>(between(0, static_cast<int>(fathers.size()) - 1))];
        if (chance(0.7)) f.join(father, other, any_kind());
        children_of({father, other}, between(1, 2), 2008, 2026, false);
    }
    if (room() && chance(0.15)) {  // a partner who is nobody's father here
        const PersonId partner = grow(chance(0.9) ? Sex::male : Sex::female, 1975, 2004);
        f.join(mother, partner, UnionKind::cohabiting);
        for (const PersonId c : children)
            if (chance(0.5)) f.parent(c, partner, ParentKind::step);
    }
    for (const PersonId parent : grown) {
        if (!room() || !chance(0.35)) continue;
        std::vector<PersonId> grandparents{grow(Sex::female, 1945, 1965)};
        if (room() && chance(0.7)) grandparents.push_back(grow(Sex::male, 1940, 1965));
        for (const PersonId g : grandparents) f.parent(parent, g);
        if (grandparents.size() == 2 && chance(0.9))
            f.join(grandparents[0], grandparents[1], any_kind());
        if (chance(0.4))
            for (const PersonId aunt : children_of(grandparents, between(1, 2), 1970, 2004, false))
                if (room() && chance(0.2)) {
                    const PersonId spouse = grow(sex(), 1970, 2004);
                    f.join(aunt, spouse, any_kind());
                    children_of({aunt, spouse}, between(1, 2), 2005, 2026, false);
                }
        if (grandparents.size() == 2 && room() && chance(0.1))
            f.join(grandparents[0], grow(Sex::male, 1945, 1970), UnionKind::married);
    }
    if (room() && chance(0.1) && !children.empty()) {  // carers, or a lodger
        const PersonId carer = grow(Sex::female, 1960, 1985);
        std::vector<PersonId> carers{carer};
        if (room() && chance(0.6)) {
            carers.push_back(grow(Sex::male, 1960, 1985));
            f.join(carers[0], carers[1], UnionKind::married);
        }
        for (const PersonId k : carers) f.parent(children.front(), k, ParentKind::foster);
    }
    const int houses = between(0, 3);
    for (int h = 0; h < houses; ++h)
        f.get().households.push_back(
            {std::to_string(h), h == 0 ? "Mother's home" : "Home of " + std::to_string(h), {}});
    if (houses > 0)
        for (auto& p : f.get().people)
            if (chance(0.75))
                p.household = std::to_string(chance(0.6) ? 0 : between(0, houses - 1));
    std::shuffle(f.get().people.begin(), f.get().people.end(), random);
    std::shuffle(f.get().unions.begin(), f.get().unions.end(), random);
    std::shuffle(f.get().parents.begin(), f.get().parents.end(), random);
    return f.get();
}

GenogramFamily wild_family(std::mt19937_64& random) {
    const auto between = [&](int a, int b) {
        return std::uniform_int_distribution<>(a, b)(random);
    };
    Family f;
    const int n = between(1, 14);
    for (int i = 0; i < n; ++i) {
        const PersonId id = f.add("P" + std::to_string(i), static_cast<Sex>(between(0, 3)),
                                  between(0, 3) == 0 ? 0 : between(1940, 2030));
        if (between(0, 9) == 0) f.at(id).expected = Date::from(2027, 1, 1);
        if (between(0, 1) == 0) f.at(id).household = std::to_string(between(0, 2));
    }
    const auto someone = [&] { return PersonId{between(0, 20) == 0 ? 999 : between(1, n)}; };
    for (int i = between(0, n); i > 0; --i)
        f.join(someone(), someone(), static_cast<UnionKind>(between(0, 4)));
    for (int i = between(0, 2 * n); i > 0; --i)
        f.parent(someone(), someone(),
                 between(0, 3) > 0 ? ParentKind::birth : static_cast<ParentKind>(between(0, 5)));
    if (between(0, 30) == 0) f.get().people.push_back(f.get().people.front());
    return f.get();
}

}  // namespace hearth::insight::families

#include "insight/genogram_table.h"

#include <algorithm>
#include <map>
#include <set>

#include "insight/genogram_model.h"
#include "insight/genogram_route.h"

namespace hearth::insight::genogram {
namespace {

std::string by_sex(Sex sex, const char* female, const char* male, const char* neither) {
    switch (sex) {
        case Sex::female:
            return female;
        case Sex::male:
            return male;
        case Sex::other:
        case Sex::not_known:
            return neither;
    }
    return neither;
}

std::string parent_word(ParentKind kind, Sex sex) {
    switch (kind) {
        case ParentKind::birth:
            return by_sex(sex, "Mother", "Father", "Parent");
        case ParentKind::adoptive:
            return by_sex(sex, "Adoptive mother", "Adoptive father", "Adoptive parent");
        case ParentKind::foster:
            return "Foster carer";
        case ParentKind::step:
            return by_sex(sex, "Step-mother", "Step-father", "Step-parent");
        case ParentKind::special_guardian:
            return "Special guardian";
        case ParentKind::other:
            return "Carer";
    }
    return "Carer";
}

std::string child_words(ParentKind kind, Sex sex, const std::string& parents) {
    switch (kind) {
        case ParentKind::birth:
            return by_sex(sex, "Daughter of ", "Son of ", "Child of ") + parents;
        case ParentKind::adoptive:
            return "Adopted by " + parents;
        case ParentKind::foster:
            return "Fostered by " + parents;
        case ParentKind::step:
            return by_sex(sex, "Step-daughter of ", "Step-son of ", "Step-child of ") + parents;
        case ParentKind::special_guardian:
            return "Under the special guardianship of " + parents;
        case ParentKind::other:
            return "Cared for by " + parents;
    }
    return parents;
}

constexpr ParentKind kKinds[] = {
    ParentKind::birth, ParentKind::adoptive, ParentKind::special_guardian,
    ParentKind::step,  ParentKind::foster,   ParentKind::other};

class Table {
  public:
    explicit Table(const GenogramFamily& family) : family_(family) {
        for (const auto& p : family.people) person_[p.id] = &p;
        for (const auto& l : family.parents)
            if (l.kind == ParentKind::birth && person_.count(l.parent) > 0)
                birth_[l.child].insert(l.parent);
    }

    std::vector<GenogramRow> make() const {
        std::vector<GenogramRow> rows;
        for (const auto& p : family_.people)
            rows.push_back({p.id, p.name.empty() ? "Name not recorded" : p.name,
                            age_words(p, family_.on), relationship(p), households(p), p.is_focus,
                            p.flags});
        return rows;
    }

  private:
    std::string name(PersonId id) const {
        const auto& n = person_.at(id)->name;
        return n.empty() ? "a person whose name is not recorded" : n;
    }

    std::string relationship(const GenogramPerson& p) const {
        std::vector<std::string> said;
        for (const ParentKind kind : kKinds) {
            std::vector<std::string> children, parents;
            std::set<PersonId> seen;
            for (const auto& l : family_.parents) {
                if (l.kind != kind || person_.count(l.child) == 0 || person_.count(l.parent) == 0)
                    continue;
                if (l.parent == p.id && seen.insert(l.child).second)
                    children.push_back(name(l.child));
                if (l.child == p.id && seen.insert(l.parent).second)
                    parents.push_back(name(l.parent));
            }
            if (!children.empty())
                said.push_back(parent_word(kind, p.sex) + " of " + listed(children));
            if (parents.empty()) continue;
            std::string words = child_words(kind, p.sex, listed(parents));
            if (kind == ParentKind::birth && parents.size() == 1)
                words += "; other parent not recorded";
            said.push_back(words);
        }
        siblings(p, said);
        for (const auto& u : family_.unions) {
            if (u.first != p.id && u.second != p.id) continue;
            const PersonId other = u.first == p.id ? u.second : u.first;
            if (other != p.id && person_.count(other) > 0)
                said.push_back(union_words(u.kind) + " " + name(other));
        }
        std::string all;
        for (const auto& s : said) all += (all.empty() ? "" : " ") + s + ".";
        return all.empty() ? "No relationship recorded." : all;
    }

    // Half only when both have two recorded birth parents; with one not recorded nobody here can
    // tell.
    void siblings(const GenogramPerson& p, std::vector<std::string>& said) const {
        const auto own = birth_.find(p.id);
        if (own == birth_.end()) return;
        std::vector<std::string> twin, full, half, either;
        for (const auto& q : family_.people) {
            const auto theirs = birth_.find(q.id);
            if (q.id == p.id || theirs == birth_.end()) continue;
            std::size_t shared = 0;
            for (const PersonId parent : own->second) shared += theirs->second.count(parent);
            if (shared == 0) continue;
            if (shared >= 2) {
                (twins(p, q) ? twin : full).push_back(name(q.id));
            } else if (own->second.size() == 2 && theirs->second.size() == 2) {
                half.push_back(name(q.id));
            } else {
                either.push_back(name(q.id));
            }
        }
        const std::string word = by_sex(p.sex, "sister", "brother", "sibling");
        if (!twin.empty()) said.push_back("Twin " + word + " of " + listed(twin));
        if (!full.empty())
            said.push_back(by_sex(p.sex, "Sister", "Brother", "Sibling") + " of " + listed(full));
        if (!half.empty()) said.push_back("Half-" + word + " of " + listed(half));
        if (!either.empty()) said.push_back("Full or half-" + word + " of " + listed(either));
    }

    std::string households(const GenogramPerson& p) const {
        std::vector<std::string> names;
        bool known = false;
        for (const auto& h : family_.households)
            if (p.household == h.id ||
                std::find(h.members.begin(), h.members.end(), p.id) != h.members.end()) {
                known = known || p.household == h.id;
                names.push_back(h.label.empty() ? "Household " + h.id : h.label);
            }
        if (!known && !p.household.empty()) names.push_back("Household " + p.household);
        return names.empty() ? "Not recorded" : listed(names);
    }

    const GenogramFamily& family_;
    std::map<PersonId, const GenogramPerson*> person_;
    std::map<PersonId, std::set<PersonId>> birth_;
};

}  // namespace

std::string listed(const std::vector<std::string>& names) {
    std::string all;
    for (std::size_t i = 0; i < names.size(); ++i)
        all += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
    return all;
}

std::string union_words(UnionKind kind) {
    switch (kind) {
        case UnionKind::married:
            return "Married to";
        case UnionKind::cohabiting:
            return "Living together with";
        case UnionKind::separated:
            return "Separated from";
        case UnionKind::divorced:
            return "Divorced from";
        case UnionKind::other:
            return "Partner of";
    }
    return "Partner of";
}

std::string age_words(const GenogramPerson& p, Date on) {
    if (p.died) {
        std::string words = "died " + std::to_string(p.died->year());
        if (p.born && *p.born <= *p.died) {
            const int age = age_in_years(*p.born, *p.died);
            words += age == 0 ? " aged under 1" : " aged " + std::to_string(age);
        }
        return words;
    }
    if (unborn(p)) return "due " + p.expected->plain();
    if (!p.born) return "age not recorded";
    if (*p.born > on) return "born " + p.born->plain();
    const int years = age_in_years(*p.born, on);
    if (years >= 2) return std::to_string(years) + " years";
    int months = 0;
    while (add_months(*p.born, months + 1) <= on) ++months;
    return months == 0 ? "under 1 month"
                       : std::to_string(months) + (months == 1 ? " month" : " months");
}

std::vector<GenogramRow> make_table(const GenogramFamily& family) {
    return Table(family).make();
}

}  // namespace hearth::insight::genogram

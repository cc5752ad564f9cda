#include "access/policy.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "access/relations_sql.h"

namespace hearth::access {
namespace {

template <class E>
E known(std::optional<E> word, std::string_view text) {
    if (!word) throw std::logic_error(fmt::format("roles.yaml: unknown word '{}'", text));
    return *word;
}

std::uint32_t bit(Action action) {
    return std::uint32_t{1} << static_cast<unsigned>(action);
}

// Kinds of object that hold people's information.
bool about_people(ObjectKind kind) {
    switch (kind) {
        case ObjectKind::family:
        case ObjectKind::contact:
        case ObjectKind::check:
        case ObjectKind::team:
        case ObjectKind::authority:
        case ObjectKind::break_glass:
        case ObjectKind::audit:
            return true;
        case ObjectKind::system:
            return false;
    }
    return true;
}

bool judged_by_exclusion(ObjectKind kind) {
    return kind == ObjectKind::family || kind == ObjectKind::contact || kind == ObjectKind::check;
}

// Whether a predicate can be written for the relation, and decide() be told of it.
bool fits(Relation relation, ObjectKind kind) {
    switch (kind) {
        case ObjectKind::family:
            return relation != Relation::asked && relation != Relation::referred;
        case ObjectKind::contact:
            return relation == Relation::duty || relation == Relation::referred ||
                   relation == Relation::asked || relation == Relation::any;
        case ObjectKind::check:
            return relation == Relation::asked || relation == Relation::any;
        case ObjectKind::team:
            return relation == Relation::team || relation == Relation::any;
        case ObjectKind::authority:
        case ObjectKind::break_glass:
        case ObjectKind::audit:
        case ObjectKind::system:
            return relation == Relation::any;
    }
    return false;
}

Decision refused(std::string_view rule) {
    return {false, fmt::format("refused.{}", rule), {}};
}

const std::string kNever = "1 = 0";

}  // namespace

// One way to be allowed: a relation (with the district, for `area`) and the classes it opens.
struct Policy::Branch {
    const Role* role;
    Relation relation;
    std::string_view area;
    ClassSet classes;
};

Policy::Policy(const practice::Roles& roles)
    : classes_(roles.classes), break_glass_minutes_(roles.break_glass_minutes) {
    for (const auto& [one, other] : roles.never_cross)
        never_cross_.emplace_back(known_class(one), known_class(other));
    for (const auto& definition : roles.roles) {
        const bool both = std::find(roles.both_sides.begin(), roles.both_sides.end(),
                                    definition.id) != roles.both_sides.end();
        Role role{definition.id, definition.content, both, definition.agencies, {}};
        for (const auto& given : definition.grants) {
            Grant grant{known(parse_object_kind(given.object), given.object), 0, {}, {}};
            for (const auto& word : given.actions)
                grant.actions |= bit(known(parse_action(word), word));
            for (const auto& word : given.relations) {
                const Relation relation = known(parse_relation(word), word);
                if (!fits(relation, grant.object))
                    throw std::logic_error(fmt::format("roles.yaml: {}: a {} has no relation '{}'",
                                                       role.id, given.object, word));
                grant.relations.push_back(relation);
            }
            grant.classes = class_set(given.classes);
            role.grants.push_back(std::move(grant));
        }
        roles_.push_back(std::move(role));
    }
}

int Policy::class_index(std::string_view name) const {
    const auto it = std::find(classes_.begin(), classes_.end(), name);
    return it == classes_.end() ? -1 : static_cast<int>(it - classes_.begin());
}

int Policy::known_class(std::string_view name) const {
    const int index = class_index(name);
    if (index < 0) throw std::logic_error(fmt::format("roles.yaml: unknown class '{}'", name));
    return index;
}

std::string_view Policy::class_name(int index) const {
    return classes_.at(static_cast<std::size_t>(index));
}

ClassSet Policy::class_set(const std::vector<std::string>& names) const {
    ClassSet set;
    for (const auto& name : names) set.add(known_class(name));
    return set;
}

// The roles of the subject that count here: known to the policy, held by a worker of a fitting
// agency, and with content when the object holds people's information.
std::vector<Policy::Held> Policy::held(const Subject& subject, ObjectKind kind) const {
    std::vector<Held> out;
    for (const auto& mine : subject.roles) {
        for (const auto& role : roles_) {
            if (role.id != mine.role || (!role.content && about_people(kind))) continue;
            if (std::find(role.agencies.begin(), role.agencies.end(), subject.agency_kind) ==
                role.agencies.end())
                continue;
            out.push_back({&role, mine.area});
        }
    }
    return out;
}

// The classes on both sides of a line that these roles together would cross, other than through a
// role that reads both sides.
ClassSet Policy::crossed(const std::vector<Held>& roles) const {
    ClassSet all, out;
    for (const auto& [role, area] : roles)
        if (!role->both_sides)
            for (const auto& grant : role->grants) all.add(grant.classes);
    for (const auto& [one, other] : never_cross_) {
        if (!all.has(one) || !all.has(other)) continue;
        out.add(one);
        out.add(other);
    }
    return out;
}

std::vector<Policy::Branch> Policy::branches(const Subject& subject, Action action,
                                             ObjectKind kind) const {
    std::vector<Branch> out;
    const auto roles = held(subject, kind);
    const ClassSet apart = crossed(roles);
    for (const auto& [role, area] : roles) {
        for (const auto& grant : role->grants) {
            if (grant.object != kind || (grant.actions & bit(action)) == 0) continue;
            ClassSet classes = grant.classes;
            if (!role->both_sides) classes.remove(apart);
            for (const auto relation : grant.relations) {
                const auto same = [&](const Branch& b) {
                    return b.relation == relation && (relation != Relation::area || b.area == area);
                };
                const auto it = std::find_if(out.begin(), out.end(), same);
                if (it == out.end())
                    out.push_back({role, relation, area, classes});
                else
                    it->classes.add(classes);
            }
        }
    }
    return out;
}

Decision Policy::decide(const Subject& subject, Action action, const Object& object) const {
    const Facts& facts = object.facts;
    if (judged_by_exclusion(object.kind) && facts.excluded) return refused("exclusion");
    if (!subject.agreement_in_force) return refused("agreement");
    // Whoever must see a restricted family in an emergency breaks the glass, so that act itself is
    // not barred.
    const bool breaking = object.kind == ObjectKind::family && action == Action::break_glass;
    if (facts.restricted && !facts.on_list && !facts.broke_glass && !breaking)
        return refused("restriction");

    Decision decision;
    for (const auto& branch : branches(subject, action, object.kind)) {
        const bool holds =
            branch.relation == Relation::any ||
            (branch.relation == Relation::area
                 ? branch.area.empty() || (!facts.district.empty() && branch.area == facts.district)
                 : facts.relations.has(branch.relation));
        if (!holds) continue;
        decision.classes.add(branch.classes);
        if (object.field_class >= 0 && !branch.classes.has(object.field_class)) continue;
        if (!decision.allowed)
            decision.rule = fmt::format("{}.{}", branch.role->id, to_text(branch.relation));
        decision.allowed = true;
    }
    if (!decision.allowed) return refused(decision.classes.empty() ? "no_grant" : "class");
    return decision;
}

std::string Policy::class_test(ClassSet classes, std::string_view class_column) const {
    std::string list;
    for (std::size_t i = 0; i < classes_.size(); ++i) {
        if (!classes.has(static_cast<int>(i))) continue;
        list += fmt::format("{}'{}'", list.empty() ? "" : ", ", classes_[i]);
    }
    return list.empty() ? kNever : fmt::format("{} IN ({})", class_column, list);
}

Predicate Policy::families(const Subject& subject, Action action, std::string_view family,
                           std::string_view class_column) const {
    if (!subject.agreement_in_force) return {kNever, {}};
    std::string any;
    store::Params areas;
    static constexpr std::string_view kAreaNames[] = {"acc_area0", "acc_area1", "acc_area2",
                                                      "acc_area3", "acc_area4", "acc_area5",
                                                      "acc_area6", "acc_area7"};
    std::size_t area_count = 0;
    for (const auto& branch : branches(subject, action, ObjectKind::family)) {
        std::string test;
        if (branch.relation != Relation::area) {
            test = family_relation(branch.relation, family);
        } else if (branch.area.empty()) {
            test = "1 = 1";
        } else {
            if (area_count == std::size(kAreaNames))
                throw std::logic_error("a worker covers more than eight areas by role");
            const auto name = kAreaNames[area_count++];
            areas.add(name, branch.area);
            test = fmt::format(
                "EXISTS (SELECT 1 FROM family acc_f WHERE acc_f.id = {} AND acc_f.superseded_at = "
                "'9999-12-31T23:59:59.999Z' AND acc_f.district = :{})",
                family, name);
        }
        if (!class_column.empty())
            test = fmt::format("({} AND {})", test, class_test(branch.classes, class_column));
        any += fmt::format("{}{}", any.empty() ? "" : " OR ", test);
    }
    if (any.empty()) return {kNever, {}};
    std::string text = fmt::format("(NOT {} AND ({})", family_excluded(family), any);
    if (action != Action::break_glass)
        text += fmt::format(" AND (NOT {} OR {})", family_shut(family),
                            family_relation(Relation::break_glass, family));
    text += ")";
    store::Params params = params_of(subject, text);
    params.add(areas);
    return {std::move(text), std::move(params)};
}

Predicate Policy::contacts(const Subject& subject, Action action, std::string_view alias) const {
    if (!subject.agreement_in_force) return {kNever, {}};
    std::string any;
    for (const auto& branch : branches(subject, action, ObjectKind::contact))
        any += (any.empty() ? "" : " OR ") + contact_relation(branch.relation, alias);
    if (any.empty()) return {kNever, {}};
    const std::string family = fmt::format("{}.family_id", alias);
    std::string text = fmt::format("(({}) AND NOT {} AND ({}.family_id IS NULL OR NOT {} OR {}))",
                                   any, contact_excluded(alias), alias, family_shut(family),
                                   family_relation(Relation::break_glass, family));
    store::Params params = params_of(subject, text);
    return {std::move(text), std::move(params)};
}

Predicate Policy::checks(const Subject& subject, Action action, std::string_view alias) const {
    if (!subject.agreement_in_force) return {kNever, {}};
    std::string any;
    for (const auto& branch : branches(subject, action, ObjectKind::check))
        any += (any.empty() ? "" : " OR ") + check_relation(branch.relation, alias);
    if (any.empty()) return {kNever, {}};
    std::string text = fmt::format("(({}) AND NOT {})", any, check_excluded(alias));
    store::Params params = params_of(subject, text);
    return {std::move(text), std::move(params)};
}

bool Policy::could(const Subject& subject, Action action, ObjectKind kind) const {
    return subject.agreement_in_force && !branches(subject, action, kind).empty();
}

}  // namespace hearth::access

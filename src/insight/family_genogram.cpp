#include "insight/family_genogram.h"

#include <algorithm>

namespace hearth::insight {
namespace {

Sex sex_of(std::string_view code) {
    if (code == "F") return Sex::female;
    if (code == "M") return Sex::male;
    return Sex::not_known;
}

std::optional<ParentKind> parent_kind(std::string_view kind) {
    if (kind == "birth_parent") return ParentKind::birth;
    if (kind == "adoptive_parent") return ParentKind::adoptive;
    if (kind == "step_parent") return ParentKind::step;
    if (kind == "foster_carer") return ParentKind::foster;
    if (kind == "special_guardian") return ParentKind::special_guardian;
    if (kind == "parent" || kind == "kinship_carer") return ParentKind::other;
    return std::nullopt;
}

std::optional<UnionKind> union_kind(const record::RelationLine& r, Date on) {
    const bool ended = r.until && *r.until < on;
    if (r.kind == "married") return ended ? UnionKind::divorced : UnionKind::married;
    if (r.kind == "partner") return ended ? UnionKind::separated : UnionKind::cohabiting;
    if (r.kind == "former_partner") return UnionKind::separated;
    return std::nullopt;
}

}  // namespace

GenogramFamily genogram_of(const record::FamilyNetwork& network, Date on) {
    GenogramFamily out;
    out.title = "Genogram of the " + network.head.name;
    out.on = on;
    for (const auto& m : network.members) {
        GenogramPerson p;
        p.id = m.person;
        p.name = m.name;
        p.sex = sex_of(m.sex);
        p.born = m.born;
        if (!m.born) p.expected = m.expected;
        p.died = m.died;
        p.is_focus = m.role == "child";
        p.household = m.household;
        p.flags = m.basis;
        if (!m.household.empty() &&
            std::none_of(out.households.begin(), out.households.end(),
                         [&](const Household& h) { return h.id == m.household; }))
            out.households.push_back({m.household, m.household, {}});
        out.people.push_back(std::move(p));
    }
    // A relative is drawn only where a line would lead to them.
    const auto drawn = [&](PersonId id) {
        return std::any_of(out.people.begin(), out.people.end(),
                           [&](const GenogramPerson& p) { return p.id == id; });
    };
    for (const auto& r : network.relatives) {
        const bool has_line =
            std::any_of(network.relations.begin(), network.relations.end(), [&](const auto& l) {
                return (l.from == r.person || l.to == r.person) &&
                       (parent_kind(l.kind) || union_kind(l, on));
            });
        if (!has_line) continue;
        GenogramPerson p;
        p.id = r.person;
        p.name = r.name;
        p.sex = sex_of(r.sex);
        p.born = r.born;
        if (!r.born) p.expected = r.expected;
        p.died = r.died;
        out.people.push_back(std::move(p));
    }
    for (const auto& r : network.relations) {
        if (!drawn(r.from) || !drawn(r.to) || r.from == r.to) continue;
        if (const auto parent = parent_kind(r.kind)) {
            if (r.until && *r.until < on && *parent != ParentKind::birth) continue;
            const bool there = std::any_of(
                out.parents.begin(), out.parents.end(),
                [&](const ParentLink& l) { return l.child == r.to && l.parent == r.from; });
            if (!there) out.parents.push_back({r.to, r.from, *parent});
        } else if (const auto couple = union_kind(r, on)) {
            const bool there =
                std::any_of(out.unions.begin(), out.unions.end(), [&](const Union& u) {
                    return (u.first == r.from && u.second == r.to) ||
                           (u.first == r.to && u.second == r.from);
                });
            if (!there) out.unions.push_back({r.from, r.to, *couple, r.since, r.until});
        }
    }
    return out;
}

}  // namespace hearth::insight

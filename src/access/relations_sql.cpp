#include "access/relations_sql.h"

#include <fmt/format.h>

#include <stdexcept>

namespace hearth::access {
namespace {

// Current as known, and in force on the day.
std::string in_force(std::string_view alias) {
    return fmt::format(
        "{0}.superseded_at = '9999-12-31T23:59:59.999Z' AND {0}.from_date <= :acc_today AND "
        "({0}.to_date IS NULL OR {0}.to_date >= :acc_today)",
        alias);
}

// Ends a subquery that is asked for one family at a time. PostgreSQL would else plan each of them
// in every way that it could be joined or hashed, which takes longer than any of them runs.
constexpr std::string_view kAsItStands = " LIMIT 1 OFFSET 0";

// The person that a record is shown as now, also when the session reads what was known before.
std::string one_now(std::string_view person) {
    return fmt::format(
        "coalesce((SELECT acc_p.one_id FROM person_one acc_p WHERE acc_p.record_id = {0} AND "
        "acc_p.shown_until = '9999-12-31T23:59:59.999Z'), {0})",
        person);
}
// FROM … WHERE: the other records of whoever is in the family, as acc_o2.record_id. The order of
// the joins matters: hardly anybody has more than one record.
std::string other_records(std::string_view family) {
    return fmt::format(
        "FROM family_member acc_m1 CROSS JOIN person_one acc_o1 CROSS JOIN person_one acc_o2 WHERE "
        "acc_m1.family_id = {} AND acc_m1.superseded_at = '9999-12-31T23:59:59.999Z' AND "
        "acc_o1.record_id = acc_m1.person_id AND acc_o1.shown_until = "
        "'9999-12-31T23:59:59.999Z' AND acc_o2.one_id = acc_o1.one_id AND acc_o2.shown_until = "
        "'9999-12-31T23:59:59.999Z' AND acc_o2.record_id <> acc_o1.record_id",
        family);
}
// The same, and the families of those other records, as acc_m2.family_id.
std::string other_families(std::string_view family) {
    auto text = other_records(family);
    const std::string_view where = " WHERE ";
    text.replace(text.find(where), where.size(), " CROSS JOIN family_member acc_m2 WHERE ");
    return text +
           " AND acc_m2.person_id = acc_o2.record_id AND acc_m2.superseded_at = "
           "'9999-12-31T23:59:59.999Z'";
}

[[noreturn]] void no_such(Relation relation, std::string_view object) {
    throw std::logic_error(fmt::format("a {} has no relation '{}'", object, to_text(relation)));
}

}  // namespace

store::Params params_of(const Subject& subject, std::string_view text) {
    store::Params params;
    const auto mentions = [&](std::string_view name) {
        return text.find(name) != std::string_view::npos;
    };
    if (mentions(":acc_me")) params.add("acc_me", subject.worker);
    if (mentions(":acc_agency")) params.add("acc_agency", subject.agency);
    if (mentions(":acc_today")) params.add("acc_today", date_of(subject.at));
    if (mentions(":acc_now")) params.add("acc_now", subject.at);
    return params;
}

std::string family_relation(Relation relation, std::string_view family) {
    switch (relation) {
        case Relation::allocated:
            return fmt::format(
                "EXISTS (SELECT 1 FROM allocation acc_a WHERE acc_a.family_id = {} AND "
                "acc_a.worker_id = :acc_me AND {})",
                family, in_force("acc_a"));
        case Relation::team:
            return fmt::format(
                "EXISTS (SELECT 1 FROM family_team acc_ft JOIN team_member acc_tm ON "
                "acc_tm.team_id = acc_ft.team_id WHERE acc_ft.family_id = {} AND "
                "acc_tm.worker_id = :acc_me AND {} AND {})",
                family, in_force("acc_ft"), in_force("acc_tm"));
        case Relation::duty:
            // The front door's while something about the family is undecided, and until a team
            // holds it.
            return fmt::format(
                "(EXISTS (SELECT 1 FROM contact acc_c WHERE acc_c.family_id = {0} AND "
                "acc_c.status <> 'decided' AND acc_c.superseded_at = '9999-12-31T23:59:59.999Z') "
                "OR "
                "NOT EXISTS (SELECT 1 FROM family_team acc_ft WHERE acc_ft.family_id = {0} AND "
                "{1}))",
                family, in_force("acc_ft"));
        case Relation::break_glass:
            return fmt::format(
                "EXISTS (SELECT 1 FROM break_glass acc_b WHERE acc_b.family_id = {} AND "
                "acc_b.worker_id = :acc_me AND acc_b.superseded_at = '9999-12-31T23:59:59.999Z' "
                "AND "
                "acc_b.from_instant <= :acc_now AND acc_b.until_instant > :acc_now)",
                family);
        case Relation::any:
            return "1 = 1";
        case Relation::area:  // needs the role's district: Policy::families writes it
        case Relation::asked:
        case Relation::referred:
            break;
    }
    no_such(relation, "family");
}

std::string family_excluded(std::string_view family) {
    // Whoever is or was in the family: a former partner's cousin stays excluded. Exclusions of one
    // worker are few, so they are asked first. While one of the family is held to be the same
    // person as another record, whoever is excluded from that record, or from anybody in its
    // families, is excluded here too.
    return fmt::format(
        "EXISTS (SELECT 1 FROM exclusion acc_x WHERE acc_x.worker_id = :acc_me AND {1} AND ("
        "EXISTS (SELECT 1 FROM family_member acc_m WHERE acc_m.family_id = {0} AND "
        "acc_m.superseded_at = '9999-12-31T23:59:59.999Z' AND {2} = {3}{5}) OR "
        "EXISTS (SELECT 1 {4} AND EXISTS (SELECT 1 FROM family_member acc_m3 WHERE "
        "acc_m3.family_id = acc_m2.family_id AND acc_m3.superseded_at = "
        "'9999-12-31T23:59:59.999Z' AND {6} = {3}{5}){5})))",
        family, in_force("acc_x"), one_now("acc_m.person_id"), one_now("acc_x.person_id"),
        other_families(family), kAsItStands, one_now("acc_m3.person_id"));
}

std::string family_restricted(std::string_view family) {
    return fmt::format(
        "(EXISTS (SELECT 1 FROM restriction acc_r WHERE acc_r.family_id = {0} AND acc_r.worker_id "
        "IS NULL AND {1}) OR EXISTS (SELECT 1 {2} AND EXISTS (SELECT 1 FROM restriction acc_r "
        "WHERE acc_r.family_id = acc_m2.family_id AND acc_r.worker_id IS NULL AND {1}{3}){3}))",
        family, in_force("acc_r"), other_families(family), kAsItStands);
}

std::string family_on_list(std::string_view family) {
    // On the list of each that is restricted: of this family, and of those that hold another record
    // of somebody in it.
    const auto mine = [&](std::string_view which) {
        return fmt::format(
            "EXISTS (SELECT 1 FROM restriction acc_r WHERE acc_r.family_id = {} AND "
            "acc_r.worker_id = :acc_me AND {})",
            which, in_force("acc_r"));
    };
    const auto shut = [&](std::string_view which) {
        return fmt::format(
            "EXISTS (SELECT 1 FROM restriction acc_s WHERE acc_s.family_id = {0} AND "
            "acc_s.worker_id IS NULL AND {1}{3}) AND NOT {2}",
            which, in_force("acc_s"), mine(which), kAsItStands);
    };
    return fmt::format(
        "(({0} OR EXISTS (SELECT 1 {3} AND {1}{5})) AND NOT ({2}) AND NOT EXISTS (SELECT 1 {3} AND "
        "{4}{5}))",
        mine(family), mine("acc_m2.family_id"), shut(family), other_families(family),
        shut("acc_m2.family_id"), kAsItStands);
}

std::string family_shut(std::string_view family) {
    const auto shut = [&](std::string_view which) {
        return fmt::format(
            "EXISTS (SELECT 1 FROM restriction acc_s WHERE acc_s.family_id = {0} AND "
            "acc_s.worker_id IS NULL AND {1} AND NOT EXISTS (SELECT 1 FROM restriction acc_r WHERE "
            "acc_r.family_id = {0} AND acc_r.worker_id = :acc_me AND {2}{3}){3})",
            which, in_force("acc_s"), in_force("acc_r"), kAsItStands);
    };
    return fmt::format("({} OR EXISTS (SELECT 1 {} AND {}{}))", shut(family),
                       other_families(family), shut("acc_m2.family_id"), kAsItStands);
}

std::string contact_relation(Relation relation, std::string_view alias) {
    switch (relation) {
        case Relation::duty:
            // Open, or theirs: who held or decided a contact may look back at it.
            return fmt::format(
                "({0}.status <> 'decided' OR {0}.worker_id = :acc_me OR {0}.decided_by = :acc_me)",
                alias);
        case Relation::referred:
            return fmt::format("{}.referrer_worker = :acc_me", alias);
        case Relation::asked:
            return fmt::format(
                "EXISTS (SELECT 1 FROM partner_check acc_p WHERE acc_p.contact_id = {}.id AND "
                "acc_p.agency_id = :acc_agency AND acc_p.superseded_at = "
                "'9999-12-31T23:59:59.999Z')",
                alias);
        case Relation::any:
            return "1 = 1";
        case Relation::allocated:
        case Relation::team:
        case Relation::area:
        case Relation::break_glass:
            break;
    }
    no_such(relation, "contact");
}

std::string contact_excluded(std::string_view alias) {
    return fmt::format(
        "({0} OR EXISTS (SELECT 1 FROM exclusion acc_x JOIN contact_person acc_cp ON "
        "acc_cp.contact_id = {1}.id WHERE acc_x.worker_id = :acc_me AND "
        "acc_cp.superseded_at = '9999-12-31T23:59:59.999Z' AND {2} AND "
        "{3} = {4}))",
        family_excluded(fmt::format("{}.family_id", alias)), alias, in_force("acc_x"),
        one_now("acc_cp.person_id"), one_now("acc_x.person_id"));
}

std::string check_excluded(std::string_view alias) {
    return fmt::format(
        "EXISTS (SELECT 1 FROM contact acc_k WHERE acc_k.id = {}.contact_id AND "
        "acc_k.superseded_at = "
        "'9999-12-31T23:59:59.999Z' AND {})",
        alias, contact_excluded("acc_k"));
}

std::string check_relation(Relation relation, std::string_view alias) {
    switch (relation) {
        case Relation::asked:
            return fmt::format("{}.agency_id = :acc_agency", alias);
        case Relation::any:
            return "1 = 1";
        case Relation::allocated:
        case Relation::team:
        case Relation::duty:
        case Relation::area:
        case Relation::referred:
        case Relation::break_glass:
            break;
    }
    no_such(relation, "check");
}

}  // namespace hearth::access

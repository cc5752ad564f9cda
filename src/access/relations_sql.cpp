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
    // Whoever is or was in the family: a former partner's cousin stays excluded.
    return fmt::format(
        "EXISTS (SELECT 1 FROM exclusion acc_x JOIN family_member acc_m ON acc_m.person_id = "
        "acc_x.person_id WHERE acc_x.worker_id = :acc_me AND acc_m.family_id = {} AND "
        "acc_m.superseded_at = '9999-12-31T23:59:59.999Z' AND {})",
        family, in_force("acc_x"));
}

std::string family_restricted(std::string_view family) {
    return fmt::format(
        "EXISTS (SELECT 1 FROM restriction acc_r WHERE acc_r.family_id = {} AND acc_r.worker_id IS "
        "NULL "
        "AND {})",
        family, in_force("acc_r"));
}

std::string family_on_list(std::string_view family) {
    return fmt::format(
        "EXISTS (SELECT 1 FROM restriction acc_r WHERE acc_r.family_id = {} AND acc_r.worker_id = "
        ":acc_me "
        "AND {})",
        family, in_force("acc_r"));
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
        "({} OR EXISTS (SELECT 1 FROM exclusion acc_x JOIN contact_person acc_cp ON "
        "acc_cp.person_id = "
        "acc_x.person_id WHERE acc_x.worker_id = :acc_me AND acc_cp.contact_id = {}.id AND "
        "acc_cp.superseded_at = '9999-12-31T23:59:59.999Z' AND {}))",
        family_excluded(fmt::format("{}.family_id", alias)), alias, in_force("acc_x"));
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

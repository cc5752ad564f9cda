#include "access/guard.h"

#include <fmt/format.h>

#include <stdexcept>

#include "access/relations_sql.h"
#include "base/hash.h"

namespace hearth::access {
namespace {

using store::Sql;

std::string flag(const std::string& condition) {
    return fmt::format("CASE WHEN {} THEN 1 ELSE 0 END", condition);
}

// One row: the district, then one yes/no for each fact, in the order in which read_family_facts
// reads them.
const std::string& family_facts_columns() {
    static const std::string columns = fmt::format(
        "f.district, {}, {}, {}, {}, {}, {}, {}",
        flag(family_relation(Relation::allocated, "f.id")),
        flag(family_relation(Relation::team, "f.id")),
        flag(family_relation(Relation::duty, "f.id")),
        flag(family_relation(Relation::break_glass, "f.id")), flag(family_excluded("f.id")),
        flag(family_restricted("f.id")), flag(family_on_list("f.id")));
    return columns;
}

Facts read_family_facts(const store::Row& row, int first) {
    Facts facts;
    facts.district = row.text(first);
    if (row.yes(first + 1)) facts.relations.add(Relation::allocated);
    if (row.yes(first + 2)) facts.relations.add(Relation::team);
    if (row.yes(first + 3)) facts.relations.add(Relation::duty);
    facts.broke_glass = row.yes(first + 4);
    if (facts.broke_glass) facts.relations.add(Relation::break_glass);
    facts.excluded = row.yes(first + 5);
    facts.restricted = row.yes(first + 6);
    facts.on_list = row.yes(first + 7);
    return facts;
}

const Sql& family_facts_sql() {
    static const Sql sql = Sql::trusted(
        "access_family_facts",
        fmt::format("SELECT {} FROM family f WHERE f.id = :family AND f.superseded_at = "
                    "'9999-12-31T23:59:59.999Z'",
                    family_facts_columns()));
    return sql;
}

const Sql& person_facts_sql() {
    static const Sql sql = Sql::trusted(
        "access_person_facts",
        fmt::format(
            "SELECT f.id, {} FROM family f WHERE f.superseded_at = "
            "'9999-12-31T23:59:59.999Z' AND f.id IN (SELECT m.family_id FROM family_member m "
            "WHERE m.person_id IN (SELECT value FROM each_record(:people)) AND m.superseded_at = "
            "'9999-12-31T23:59:59.999Z') "
            "ORDER BY f.id",
            family_facts_columns()));
    return sql;
}

const Sql& contact_facts_sql() {
    static const Sql sql = Sql::trusted(
        "access_contact_facts",
        fmt::format(
            "SELECT {}, {}, {}, {}, {}, {}, {}, c.district FROM contact c WHERE c.id = :contact "
            "AND c.superseded_at = '9999-12-31T23:59:59.999Z'",
            flag(contact_relation(Relation::duty, "c")),
            flag(contact_relation(Relation::referred, "c")),
            flag(contact_relation(Relation::asked, "c")), flag(contact_excluded("c")),
            flag(family_restricted("c.family_id")), flag(family_on_list("c.family_id")),
            flag(family_relation(Relation::break_glass, "c.family_id"))));
    return sql;
}

const Sql& check_facts_sql() {
    static const Sql sql = Sql::trusted(
        "access_check_facts",
        fmt::format("SELECT {}, {}, p.class FROM partner_check p WHERE p.id = :check AND "
                    "p.superseded_at = '9999-12-31T23:59:59.999Z'",
                    flag(check_relation(Relation::asked, "p")), flag(check_excluded("p"))));
    return sql;
}

constexpr Sql kTeamExists{"access_team", R"(
SELECT CASE WHEN EXISTS (
    SELECT 1 FROM team_member m WHERE m.team_id = t.id AND m.worker_id = :acc_me
      AND m.superseded_at = '9999-12-31T23:59:59.999Z' AND m.from_date <= :acc_today
      AND (m.to_date IS NULL OR m.to_date >= :acc_today)) THEN 1 ELSE 0 END
FROM team t WHERE t.id = :team AND t.superseded_at = '9999-12-31T23:59:59.999Z')"};

store::Params with(const Sql& sql, const Subject& subject, std::string_view name, std::int64_t id) {
    store::Params params = params_of(subject, sql.text());
    params.add(name, id);
    return params;
}

// Every record of the person.
store::Params with_records(const Sql& sql, const Subject& subject, PersonId person) {
    store::Params params = params_of(subject, sql.text());
    params.add("people", std::vector<PersonId>{person});
    return params;
}

void log(store::Session& session, const Subject& subject, Action action, std::string_view kind,
         std::int64_t id, FamilyId family, const Decision& decision) {
    store::AuditEvent event;
    event.worker = subject.worker;
    // The role that allowed it; a refusal names the first that the worker holds.
    const auto dot = decision.rule.find('.');
    event.role = decision.allowed        ? decision.rule.substr(0, dot)
                 : subject.roles.empty() ? std::string()
                                         : subject.roles.front().role;
    event.purpose = subject.purpose;
    event.action = to_text(action);
    event.object_kind = kind;
    event.object_id = id;
    event.family = family;
    event.allowed = decision.allowed;
    event.rule = decision.rule;
    event.at = subject.at;
    session.audit(std::move(event));
}

Result<Decision> conclude(store::Session& session, const Subject& subject, Action action,
                          ObjectKind kind, std::int64_t id, FamilyId family, const Logged& logged,
                          Decision decision) {
    log(session, subject, action, logged.what.empty() ? to_text(kind) : logged.what,
        logged.thing != 0 ? logged.thing : id, family, decision);
    if (!decision.allowed) return Refusal{decision.rule};
    return decision;
}

Decision absent() {
    return {false, "absent", {}};
}

// An unknown class in a question is a bug; it must not read as "no class asked for".
int index_of(const Policy& policy, std::string_view field_class) {
    if (field_class.empty()) return -1;
    return policy.class_index(field_class) < 0
               ? throw std::logic_error(fmt::format("no field class '{}'", field_class))
               : policy.class_index(field_class);
}

}  // namespace

std::optional<Facts> family_facts(store::Session& session, const Subject& subject,
                                  FamilyId family) {
    const Sql& sql = family_facts_sql();
    return session.one(sql, with(sql, subject, "family", family.value),
                       [](const store::Row& row) { return read_family_facts(row, 0); });
}

std::optional<Facts> contact_facts(store::Session& session, const Subject& subject,
                                   std::int64_t contact) {
    const Sql& sql = contact_facts_sql();
    return session.one(sql, with(sql, subject, "contact", contact), [](const store::Row& row) {
        Facts facts;
        if (row.yes(0)) facts.relations.add(Relation::duty);
        if (row.yes(1)) facts.relations.add(Relation::referred);
        if (row.yes(2)) facts.relations.add(Relation::asked);
        facts.excluded = row.yes(3);
        facts.restricted = row.yes(4);
        facts.on_list = row.yes(5);
        facts.broke_glass = row.yes(6);
        facts.district = row.text(7);
        return facts;
    });
}

Result<Decision> guard_family(store::Session& session, const Policy& policy, const Subject& subject,
                              Action action, FamilyId family, std::string_view field_class,
                              Logged logged) {
    const auto facts = family_facts(session, subject, family);
    const Decision decision =
        facts ? policy.decide(subject, action,
                              {ObjectKind::family, *facts, index_of(policy, field_class)})
              : absent();
    return conclude(session, subject, action, ObjectKind::family, family.value, family, logged,
                    decision);
}

Result<Decision> guard_person(store::Session& session, const Policy& policy, const Subject& subject,
                              Action action, PersonId person, std::string_view field_class,
                              Logged logged) {
    if (logged.what.empty()) logged.what = "person";
    const int wanted = index_of(policy, field_class);
    const Sql& sql = person_facts_sql();
    std::optional<Decision> best;
    FamilyId through;
    session.each(sql, with_records(sql, subject, person), [&](const store::Row& row) {
        const auto family = row.id<FamilyTag>(0);
        Decision here =
            policy.decide(subject, action, {ObjectKind::family, read_family_facts(row, 1), wanted});
        if (!best || (here.allowed && !best->allowed)) {
            through = family;
            best = std::move(here);
        } else if (here.allowed) {
            best->classes.add(here.classes);
        }
    });
    return conclude(session, subject, action, ObjectKind::family, person.value, through, logged,
                    best.value_or(absent()));
}

Result<Decision> guard_contact(store::Session& session, const Policy& policy,
                               const Subject& subject, Action action, std::int64_t contact,
                               std::string_view field_class, Logged logged) {
    std::optional<Facts> facts;
    if (contact == 0) {
        // One that is about to be made: it will be open, and so the front door's duty.
        facts.emplace();
        if (action == Action::write) facts->relations.add(Relation::duty);
    } else {
        facts = contact_facts(session, subject, contact);
    }
    const Decision decision =
        facts ? policy.decide(subject, action,
                              {ObjectKind::contact, *facts, index_of(policy, field_class)})
              : absent();
    return conclude(session, subject, action, ObjectKind::contact, contact, {}, logged, decision);
}

Result<Decision> guard_check(store::Session& session, const Policy& policy, const Subject& subject,
                             Action action, std::int64_t check, Logged logged) {
    const Sql& sql = check_facts_sql();
    const auto decision =
        session.one(sql, with(sql, subject, "check", check), [&](const store::Row& row) {
            Facts facts;
            if (row.yes(0)) facts.relations.add(Relation::asked);
            facts.excluded = row.yes(1);
            return policy.decide(subject, action,
                                 {ObjectKind::check, facts, index_of(policy, row.text(2))});
        });
    return conclude(session, subject, action, ObjectKind::check, check, {}, logged,
                    decision.value_or(absent()));
}

Result<Decision> guard_team(store::Session& session, const Policy& policy, const Subject& subject,
                            Action action, TeamId team, Logged logged) {
    store::Params params = params_of(subject, kTeamExists.text());
    params.add("team", team);
    const auto decision = session.one(kTeamExists, params, [&](const store::Row& row) {
        Facts facts;
        if (row.yes(0)) facts.relations.add(Relation::team);
        return policy.decide(subject, action, {ObjectKind::team, facts, -1});
    });
    return conclude(session, subject, action, ObjectKind::team, team.value, {}, logged,
                    decision.value_or(absent()));
}

Result<Decision> guard_whole(store::Session& session, const Policy& policy, const Subject& subject,
                             Action action, ObjectKind kind, Logged logged) {
    return conclude(session, subject, action, kind, 0, {}, logged,
                    policy.decide(subject, action, {kind, {}, -1}));
}

Result<Decision> guard_log_of(store::Session& session, const Policy& policy, const Subject& subject,
                              FamilyId family, Logged logged) {
    const auto facts = family_facts(session, subject, family);
    Decision decision = absent();
    if (facts && facts->excluded)
        decision.rule = "refused.exclusion";
    else if (facts)
        decision = policy.decide(subject, Action::view, {ObjectKind::audit, {}, -1});
    return conclude(session, subject, Action::view, ObjectKind::audit, family.value, family, logged,
                    std::move(decision));
}

Result<Decision> guard_log_of(store::Session& session, const Policy& policy, const Subject& subject,
                              PersonId person, Logged logged) {
    const Sql& sql = person_facts_sql();
    bool known = false, any = false;
    session.each(sql, with_records(sql, subject, person), [&](const store::Row& row) {
        known = true;
        any = any || read_family_facts(row, 1).excluded;
    });
    Decision decision = absent();
    if (any)
        decision.rule = "refused.exclusion";
    else if (known)
        decision = policy.decide(subject, Action::view, {ObjectKind::audit, {}, -1});
    return conclude(session, subject, Action::view, ObjectKind::audit, person.value, {}, logged,
                    std::move(decision));
}

void log_list(store::Session& session, const Subject& subject, Action action, std::string_view what,
              std::int64_t thing, FamilyId family, std::string_view detail, bool allowed) {
    store::AuditEvent event;
    event.worker = subject.worker;
    event.role = subject.roles.empty() ? std::string() : subject.roles.front().role;
    event.purpose = subject.purpose;
    event.action = to_text(action);
    event.object_kind = what;
    event.object_id = thing;
    event.family = family;
    event.detail_hash = detail.empty() ? std::string() : sha256(detail).hex();
    event.allowed = allowed;
    event.rule = allowed ? "predicate" : "refused.no_grant";
    event.at = subject.at;
    session.audit(std::move(event));
}

}  // namespace hearth::access

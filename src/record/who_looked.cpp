#include "record/who_looked.h"

#include <fmt/format.h>

#include <algorithm>

#include "access/guard.h"

namespace hearth::record {
namespace {

using store::Sql;

constexpr Sql kFamily{"looks_at_family", R"(
SELECT a.at, w.name, g.name, a.role, a.purpose, a.action, a.object_kind, a.allowed, a.rule
FROM audit_event a
LEFT JOIN worker w ON w.id = a.worker_id AND w.superseded_at = '9999-12-31T23:59:59.999Z'
LEFT JOIN agency g ON g.id = w.agency_id AND g.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE a.family_id = :family AND a.family_id <> 0 AND a.at >= :from AND a.at < :until
  AND (:refused = 1 OR a.allowed = 1)
ORDER BY a.at DESC, a.audit_id DESC LIMIT :most OFFSET :skip)"};

constexpr Sql kPerson{"looks_at_person", R"(
SELECT a.at, w.name, g.name, a.role, a.purpose, a.action, a.object_kind, a.allowed, a.rule
FROM audit_event a
LEFT JOIN worker w ON w.id = a.worker_id AND w.superseded_at = '9999-12-31T23:59:59.999Z'
LEFT JOIN agency g ON g.id = w.agency_id AND g.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE a.audit_id IN (
    SELECT x.audit_id FROM audit_event x
    WHERE x.object_id IN same_person(:person) AND x.at >= :from AND x.at < :until AND (:refused = 1 OR x.allowed = 1)
    UNION
    SELECT y.audit_id FROM audit_event y
    WHERE y.family_id IN (SELECT value FROM each_id(:families)) AND y.family_id <> 0
      AND y.at >= :from AND y.at < :until AND (:refused = 1 OR y.allowed = 1))
ORDER BY a.at DESC, a.audit_id DESC LIMIT :most OFFSET :skip)"};

constexpr Sql kName{"looks_person", R"(
SELECT given, surname, born, expected, died FROM person
WHERE id = one_person(:person) AND superseded_at = '9999-12-31T23:59:59.999Z')"};

constexpr Sql kReference{"looks_reference", R"(
SELECT reference FROM family WHERE id = :family AND superseded_at = '9999-12-31T23:59:59.999Z')"};

constexpr Sql kFamilies{"looks_families_of_person", R"(
SELECT DISTINCT family_id FROM family_member
WHERE person_id IN same_person(:person) AND superseded_at = '9999-12-31T23:59:59.999Z')"};

bool reads_log(const Context& context) {
    return context.policy.could(context.subject, access::Action::view, access::ObjectKind::audit);
}

bool sees_refusals(const Context& context) {
    return context.policy.could(context.subject, access::Action::review,
                                access::ObjectKind::break_glass) ||
           reads_log(context);
}

store::Params period(const LookFilter& filter, bool refused) {
    const int page = std::clamp(filter.page, 1, 1000);
    return {{"from", filter.from ? instant_of(*filter.from, 0).iso() : std::string("0001")},
            {"until", filter.to ? instant_of(*filter.to + 1, 0).iso() : std::string("9999")},
            {"refused", refused},
            {"most", kLooksPage + 1},
            {"skip", (page - 1) * kLooksPage}};
}

Looks read(store::Session& session, const Sql& sql, const store::Params& params, bool refused) {
    Looks out;
    out.refusals_shown = refused;
    session.each(sql, params, [&](const store::Row& row) {
        if (out.lines.size() == kLooksPage) {
            out.more = true;
            return false;
        }
        Look l;
        l.at = row.instant(0).value();
        l.worker = row.is_null(1) ? std::string_view("The system") : row.text(1);
        l.agency = row.text(2);
        l.role = row.text(3);
        l.purpose = row.text(4);
        l.action = row.text(5);
        l.what = row.text(6);
        l.allowed = row.yes(7);
        l.in_emergency = row.text(8).ends_with(".break_glass");
        out.lines.push_back(std::move(l));
        return true;
    });
    return out;
}

Result<FamilyLooks> log_of_family(store::Session& session, const Context& context, FamilyId family,
                                  const LookFilter& filter) {
    auto allowed = access::guard_log_of(session, context.policy, context.subject, family,
                                        {"who_has_looked", 0});
    if (!allowed) return allowed.failure();
    FamilyLooks out;
    out.log_only = true;
    out.head.id = family;
    out.head.reference = session
                             .one(kReference, {{"family", family}},
                                  [](const store::Row& row) { return std::string(row.text(0)); })
                             .value_or(std::string());
    auto params = period(filter, true);
    params.add("family", family);
    out.looks = read(session, kFamily, params, true);
    return out;
}

Result<PersonLooks> log_of_person(store::Session& session, const Context& context, PersonId person,
                                  const LookFilter& filter) {
    auto allowed = access::guard_log_of(session, context.policy, context.subject, person,
                                        {"who_has_looked", 0});
    if (!allowed) return allowed.failure();
    PersonLooks out;
    out.log_only = true;
    out.id = person;
    std::vector<FamilyId> families;
    session.each(kFamilies, {{"person", person}},
                 [&](const store::Row& row) { families.push_back(row.id<FamilyTag>(0)); });
    auto params = period(filter, true);
    params.add("person", person).add("families", families);
    out.looks = read(session, kPerson, params, true);
    return out;
}

}  // namespace

Result<FamilyLooks> who_looked_at_family(store::Session& session, const Context& context,
                                         FamilyId family, const LookFilter& filter) {
    // Only for those who could never open a record: a worker who also reads the log is asked as one
    // who works with the family, and a refusal there stands.
    if (reads_log(context) &&
        !context.policy.could(context.subject, access::Action::view, access::ObjectKind::family))
        return log_of_family(session, context, family, filter);
    auto head = family_head(session, context, family, "who_has_looked");
    if (!head) return head.failure();
    const bool refused = sees_refusals(context);
    auto params = period(filter, refused);
    params.add("family", family);
    return FamilyLooks{std::move(head).value(), false, read(session, kFamily, params, refused)};
}

Result<PersonLooks> who_looked_at_person(store::Session& session, const Context& context,
                                         PersonId person, const LookFilter& filter) {
    if (reads_log(context) &&
        !context.policy.could(context.subject, access::Action::view, access::ObjectKind::family))
        return log_of_person(session, context, person, filter);
    auto allowed = access::guard_person(session, context.policy, context.subject,
                                        access::Action::view, person, {}, {"who_has_looked", 0});
    if (!allowed) return allowed.failure();
    auto found = session.one(kName, {{"person", person}}, [&](const store::Row& row) {
        PersonLooks p;
        p.id = person;
        p.name = fmt::format("{} {}", row.text(0), row.text(1));
        p.born = row.date(2);
        p.expected = row.date(3);
        p.died = row.date(4);
        return p;
    });
    if (!found) return Refusal{"absent"};
    found->families = families_of_person(session, context, person);
    std::vector<FamilyId> families;
    for (const auto& f : found->families) families.push_back(f.id);
    const bool refused = sees_refusals(context);
    auto params = period(filter, refused);
    params.add("person", person).add("families", families);
    found->looks = read(session, kPerson, params, refused);
    return std::move(*found);
}

}  // namespace hearth::record

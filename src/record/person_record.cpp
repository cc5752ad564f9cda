#include "record/person_record.h"

#include <fmt/format.h>

#include <algorithm>

#include "access/guard.h"
#include "base/text.h"

namespace hearth::record {
namespace {

using store::Sql;

constexpr Sql kPerson{"person_record", R"(
SELECT given, surname, sex, gender, pronouns, ethnicity, first_language, religion, interpreter_needed,
       born_estimated, born, expected, died, safe_contact, id
FROM person WHERE id = one_person(:person) AND superseded_at = '9999-12-31T23:59:59.999Z')"};

// Names, numbers, addresses, ways to reach, disabilities and flags in one: what, then its columns.
constexpr Sql kParts{"person_parts", R"(
SELECT 'name' AS what, kind, given || ' ' || surname AS a, NULL AS b, NULL AS c, NULL AS d, CAST(0 AS BIGINT) AS n, from_date, to_date, NULL AS class, id
FROM person_name WHERE person_id IN same_person(:person) AND superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT 'number', kind, value, NULL, NULL, NULL, 0, from_date, to_date, NULL, id
FROM person_identifier WHERE person_id IN same_person(:person) AND superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT 'address', kind, line1, line2, town, postcode, confidential, from_date, to_date, district, id
FROM person_address WHERE person_id IN same_person(:person) AND superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT 'reach', kind, value, NULL, NULL, NULL, 0, from_date, to_date, NULL, id
FROM person_contact WHERE person_id IN same_person(:person) AND superseded_at = '9999-12-31T23:59:59.999Z'
  AND (to_date IS NULL OR to_date >= :today)
UNION ALL
SELECT 'disability', code, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, id
FROM disability WHERE person_id IN same_person(:person) AND superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT 'flag', kind, words, NULL, NULL, NULL, 0, from_date, review_on, class, id
FROM flag WHERE person_id IN same_person(:person) AND superseded_at = '9999-12-31T23:59:59.999Z'
  AND from_date <= :today AND (to_date IS NULL OR to_date >= :today)
ORDER BY 8 DESC NULLS LAST, 11)"};

struct WithAccess {
    store::Sql sql;
    store::Params params;
};

WithAccess families_query(const Context& context) {
    const auto allowed = context.policy.families(context.subject, access::Action::view, "f.id");
    return {Sql::trusted("families_of_person", R"(
SELECT f.id, f.name, f.reference, m.role, m.household, m.from_date, m.to_date
FROM family_member m JOIN family f ON f.id = m.family_id AND f.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE m.person_id IN same_person(:person) AND m.superseded_at = '9999-12-31T23:59:59.999Z' AND )" +
                                                   allowed.text + R"(
ORDER BY CASE WHEN m.to_date IS NULL THEN 0 ELSE 1 END, m.from_date DESC, m.id)"),
            allowed.params};
}

// The other end of a relationship may be known when one of their families may be viewed, or they
// have none (a grandparent who is only a name).
std::string may_know(const std::string& allowed, std::string_view person) {
    return fmt::format(
        "(EXISTS (SELECT 1 FROM family_member km WHERE km.person_id IN "
        "same_person({0}) AND km.superseded_at = "
        "'9999-12-31T23:59:59.999Z' AND EXISTS (SELECT 1 FROM family kf WHERE kf.id = km.family_id "
        "AND kf.superseded_at = '9999-12-31T23:59:59.999Z' AND {1})) OR NOT EXISTS (SELECT 1 FROM "
        "family_member kn WHERE kn.person_id IN same_person({0}) AND "
        "kn.superseded_at = "
        "'9999-12-31T23:59:59.999Z'))",
        person, allowed);
}

void add_part(const Context& context, const Readable& readable, const store::Row& row,
              PersonRecord& out) {
    const auto what = row.text(0);
    const auto text = [&](int i) { return std::string(row.text(i)); };
    if (what == "name") {
        out.names.push_back({text(1), text(2), row.date(7), row.date(8)});
    } else if (what == "number") {
        out.numbers.push_back({text(1), text(2), row.date(7), row.date(8)});
    } else if (what == "address") {
        const bool confidential = row.yes(6);
        if (!readable.has("address") || (confidential && !readable.confidential_addresses()))
            return;
        std::vector<std::string> lines;
        for (const int i : {2, 3, 4})
            if (!row.text(i).empty()) lines.push_back(text(i));
        out.addresses.push_back(
            {text(1), join(lines, ", "), text(5), text(9), confidential, row.date(7), row.date(8)});
    } else if (what == "reach") {
        if (readable.has("address")) out.reach.push_back({text(1), text(2)});
    } else if (what == "disability") {
        if (!readable.has("health")) return;
        const auto* list = context.practice.code_list("disability");
        out.disabilities.emplace_back(list == nullptr ? row.text(1) : list->label(row.text(1)));
    } else if (what == "flag") {
        if (readable.has(row.text(9))) out.flags.push_back({text(1), text(2), row.date(8)});
    }
}

}  // namespace

std::vector<PersonFamily> families_of_person(store::Session& session, const Context& context,
                                             PersonId person) {
    auto query = families_query(context);
    query.params.add("person", person);
    std::vector<PersonFamily> out;
    session.each(query.sql, query.params, [&](const store::Row& row) {
        out.push_back({row.id<FamilyTag>(0), std::string(row.text(1)), std::string(row.text(2)),
                       std::string(row.text(3)), std::string(row.text(4)), row.date(5).value(),
                       row.date(6)});
    });
    return out;
}

std::vector<RelationLine> relations_of(store::Session& session, const Context& context,
                                       const std::vector<PersonId>& people) {
    std::vector<RelationLine> out;
    if (people.empty()) return out;
    const auto allowed = context.policy.families(context.subject, access::Action::view, "kf.id");
    const auto half = [&](std::string_view ours) {
        return fmt::format(R"(
SELECT r.id, a.id, b.id, a.given || ' ' || a.surname, b.given || ' ' || b.surname, r.kind,
       r.parental_responsibility, r.from_date, r.to_date
FROM relationship r
JOIN person a ON a.id = one_person(r.from_person) AND a.superseded_at = '9999-12-31T23:59:59.999Z'
JOIN person b ON b.id = one_person(r.to_person) AND b.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE r.{0} IN (SELECT value FROM each_record(:people)) AND r.superseded_at = '9999-12-31T23:59:59.999Z'
  AND a.id <> b.id
  AND {1} AND {2})",
                           ours, may_know(allowed.text, "r.from_person"),
                           may_know(allowed.text, "r.to_person"));
    };
    const auto sql = Sql::trusted(
        "relations_of", half("from_person") + " UNION " + half("to_person") + " ORDER BY 1");
    store::Params params{{"people", people}};
    params.add(allowed.params);
    session.each(sql, params, [&](const store::Row& row) {
        out.push_back({row.int64(0), row.id<PersonTag>(1), row.id<PersonTag>(2),
                       std::string(row.text(3)), std::string(row.text(4)), std::string(row.text(5)),
                       row.yes(6), row.date(7), row.date(8)});
    });
    return out;
}

Result<PersonRecord> person_record(store::Session& session, const Context& context,
                                   PersonId person) {
    auto allowed = access::guard_person(session, context.policy, context.subject,
                                        access::Action::view, person);
    if (!allowed) return allowed.failure();
    const Readable readable(context, allowed->classes);
    auto found = session.one(kPerson, {{"person", person}}, [&](const store::Row& row) {
        PersonRecord p;
        p.id = row.id<PersonTag>(14);
        p.name = fmt::format("{} {}", row.text(0), row.text(1));
        p.sex = row.text(2);
        p.gender = row.text(3);
        p.pronouns = row.text(4);
        p.ethnicity = row.text(5);
        p.language = row.text(6);
        p.religion = row.text(7);
        p.interpreter = row.yes(8);
        p.born_estimated = row.yes(9);
        p.born = row.date(10);
        p.expected = row.date(11);
        p.died = row.date(12);
        if (readable.has("address")) p.safe_contact = row.text(13);
        return p;
    });
    if (!found) return Refusal{"absent"};
    auto& p = *found;
    p.decision = std::move(allowed).value();
    p.addresses_shown = readable.has("address");
    session.each(kParts, {{"person", person}, {"today", context.today()}},
                 [&](const store::Row& row) { add_part(context, readable, row, p); });
    std::stable_sort(p.addresses.begin(), p.addresses.end(),
                     [](const PersonAddress& a, const PersonAddress& b) {
                         return !a.to.has_value() && b.to.has_value();
                     });
    p.relations = relations_of(session, context, {p.id});
    p.families = families_of_person(session, context, person);
    p.history = statutory_history(session, context, readable, {p.id});
    return std::move(p);
}

Result<PersonChronology> read_person_chronology(store::Session& session, const Context& context,
                                                PersonId person, const ChronologyFilter& filter) {
    auto allowed = access::guard_person(session, context.policy, context.subject,
                                        filter.print ? access::Action::print : access::Action::view,
                                        person, {}, {"chronology", 0});
    if (!allowed) return allowed.failure();
    const Readable readable(context, allowed->classes);
    auto found = session.one(kPerson, {{"person", person}}, [&](const store::Row& row) {
        PersonChronology p;
        p.id = row.id<PersonTag>(14);
        p.name = fmt::format("{} {}", row.text(0), row.text(1));
        p.born = row.date(10);
        p.expected = row.date(11);
        p.died = row.date(12);
        return p;
    });
    if (!found) return Refusal{"absent"};
    found->families = families_of_person(session, context, person);
    std::vector<FamilyId> families;
    for (const auto& f : found->families) families.push_back(f.id);
    found->chronology = person_chronology(session, context, readable, found->id, families, filter);
    found->chronology.people = {{found->id, found->name}};
    return std::move(*found);
}

}  // namespace hearth::record

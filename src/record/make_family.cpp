// A contact becomes a family record: people, relationships, households, membership.
//
// People whom somebody has matched are joined, never made again; the rest are made from what the
// referrer wrote. Run by the effect `makes: family` of the decision on a contact. A family that
// already holds one of the matched children, or that the form names (column `family_id`), is used;
// otherwise one is made.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "record/effects.h"
#include "record/people.h"

namespace hearth::record {
namespace {

using store::Sql;

struct Named {
    std::int64_t row = 0;
    PersonId person;
    std::string role, given, surname, sex, relationship, line1, town, postcode, school, phone;
    std::optional<Date> born, expected;
    bool matched = false;
};

constexpr Sql kNamed{"contact_people_to_join", R"(
SELECT id, person_id, role, given, surname, sex, relationship, line1, town, postcode, school, phone, born, expected
FROM contact_person
WHERE contact_id = :contact AND superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY id)"};
constexpr Sql kFamilyOf{"family_of_matched_child", R"(
SELECT m.family_id FROM family_member m
JOIN family f ON f.id = m.family_id AND f.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE m.person_id IN (SELECT value FROM each_id(:people)) AND m.role = 'child'
  AND m.superseded_at = '9999-12-31T23:59:59.999Z' AND m.to_date IS NULL
ORDER BY m.from_date DESC, m.id DESC LIMIT 1)"};
constexpr Sql kMembers{"members_now", R"(
SELECT person_id FROM family_member
WHERE family_id = :family AND superseded_at = '9999-12-31T23:59:59.999Z' AND to_date IS NULL)"};
constexpr Sql kRelated{"related_already", R"(
SELECT from_person, to_person FROM relationship
WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND to_date IS NULL
  AND from_person IN (SELECT value FROM each_id(:people)))"};
constexpr Sql kDistrict{"contact_district", R"(
SELECT district FROM contact WHERE id = :contact AND superseded_at = '9999-12-31T23:59:59.999Z')"};

std::vector<Named> read_named(store::Session& session, std::int64_t contact) {
    std::vector<Named> people;
    session.each(kNamed, {{"contact", contact}}, [&](const store::Row& row) {
        Named n;
        n.row = row.int64(0);
        n.person = row.id<PersonTag>(1);
        n.matched = static_cast<bool>(n.person);
        n.role = row.text(2);
        n.given = row.text(3);
        n.surname = row.text(4);
        n.sex = row.is_null(5) ? std::string("U") : std::string(row.text(5));
        n.relationship = row.text(6);
        n.line1 = row.text(7);
        n.town = row.text(8);
        n.postcode = row.text(9);
        n.school = row.text(10);
        n.phone = row.text(11);
        n.born = row.date(12);
        n.expected = row.date(13);
        people.push_back(std::move(n));
    });
    return people;
}

// "Ashworth and Malik family": the children's surnames, then the parents', each once.
std::string family_name(const std::vector<Named>& people) {
    std::vector<std::string> surnames;
    for (const std::string_view role : {"child", "parent", "carer"})
        for (const auto& p : people)
            if (p.role == role && !p.surname.empty() && surnames.size() < 3 &&
                std::find(surnames.begin(), surnames.end(), p.surname) == surnames.end())
                surnames.push_back(p.surname);
    return surnames.empty() ? "Family without a name yet" : join_and(surnames) + " family";
}

// What the person is to the children: a code of the list when the referrer chose one; for a parent
// without one, a birth parent is not assumed.
std::string relationship_kind(const practice::Practice& practice, const Named& adult) {
    const auto* list = practice.code_list("relationship_kind");
    if (list != nullptr && list->find(adult.relationship) != nullptr) return adult.relationship;
    return adult.role == "parent" ? "parent" : "";
}

store::Value text_or_null(const std::string& text) {
    return text.empty() ? store::Value{} : store::Value(text);
}

}  // namespace

Result<Done> EffectRunner::make_family(const practice::Effect& effect) {
    if (contact_ == 0) return invalid("", "no_contact", "Only a contact can become a family.");
    auto people = read_named(session_, contact_);
    if (people.empty())
        return invalid("", "nobody", "The contact names nobody. Add the people it is about first.");
    const Date today = context_.today();

    std::vector<PersonId> matched;
    for (const auto& p : people)
        if (p.matched && p.role == "child") matched.push_back(p.person);
    FamilyId family;
    if (const auto named = setting(effect, {}, "family_id"))
        family = FamilyId::parse(*named).value_or(FamilyId{});
    if (!family && !matched.empty())
        family = session_
                     .one(kFamilyOf, {{"people", matched}},
                          [](const store::Row& row) { return row.id<FamilyTag>(0); })
                     .value_or(FamilyId{});

    for (auto& p : people) {
        if (p.matched) continue;
        p.person = create_person(session_, writer_,
                                 {{"given", p.given},
                                  {"surname", p.surname},
                                  {"sex", p.sex},
                                  {"born", p.born},
                                  {"expected", p.born ? std::nullopt : p.expected}});
        auto linked = writer_.revise("contact_person", p.row, {{"person_id", p.person}});
        if (!linked) return linked.failure();
        if (!p.line1.empty() || !p.postcode.empty())
            writer_.insert("person_address", {{"person_id", p.person},
                                              {"kind", "home"},
                                              {"line1", p.line1},
                                              {"town", text_or_null(p.town)},
                                              {"postcode", text_or_null(p.postcode)},
                                              {"from_date", today}});
        if (!p.phone.empty())
            writer_.insert("person_contact", {{"person_id", p.person},
                                              {"kind", "phone"},
                                              {"value", p.phone},
                                              {"from_date", today}});
    }

    if (!family) {
        const auto district = setting(effect, {}, "district");
        const auto known =
            session_.one(kDistrict, {{"contact", contact_}},
                         [](const store::Row& row) { return std::string(row.text(0)); });
        const auto where = district.value_or(known.value_or(std::string()));
        if (where.empty())
            return invalid(
                "district", "required",
                "Say which district the family lives in: it decides whose work this is.");
        family = FamilyId{context_.ids.make(context_.now)};
        writer_.insert_as("family", family.value,
                          {{"name", family_name(people)},
                           {"reference", family_reference(family.value)},
                           {"district", where},
                           {"from_date", today}});
        made_.push_back({"family", family.value, family_name(people)});
    }
    family_ = family;

    std::set<PersonId> members;
    session_.each(kMembers, {{"family", family}},
                  [&](const store::Row& row) { members.insert(row.id<PersonTag>(0)); });
    // One household for each address; the label is the first adult's who lives there.
    std::map<std::string, std::string> households;
    for (const std::string_view role : {"parent", "carer", "other", "child"})
        for (const auto& p : people)
            if (p.role == role && !p.line1.empty())
                households.try_emplace(fold(p.line1 + p.postcode), p.given + "’s home");
    for (const auto& p : people) {
        if (members.contains(p.person)) continue;
        const auto home = households.find(fold(p.line1 + p.postcode));
        writer_.insert(
            "family_member",
            {{"family_id", family},
             {"person_id", p.person},
             {"role", p.role},
             {"household", home == households.end() ? store::Value{} : store::Value(home->second)},
             {"from_date", today}});
    }

    std::vector<PersonId> everybody;
    for (const auto& p : people) everybody.push_back(p.person);
    std::set<std::pair<PersonId, PersonId>> related;
    session_.each(kRelated, {{"people", everybody}}, [&](const store::Row& row) {
        related.emplace(row.id<PersonTag>(0), row.id<PersonTag>(1));
    });
    for (const auto& adult : people) {
        const auto kind = relationship_kind(context_.practice, adult);
        if (adult.role == "child" || kind.empty()) continue;
        for (const auto& child : people) {
            if (child.role != "child" || related.contains({adult.person, child.person})) continue;
            writer_.insert(
                "relationship",
                {{"from_person", adult.person}, {"to_person", child.person}, {"kind", kind}});
        }
    }
    // The children of the contact are whom the rest of the form's effects are about.
    children_.clear();
    for (const auto& p : people)
        if (p.role == "child") children_.push_back(p.person);
    return Done{};
}

}  // namespace hearth::record

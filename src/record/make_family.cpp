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

constexpr Sql kNamed{"contact_people_to_join", R"(
SELECT id, one_person(person_id), role, given, surname, sex, relationship, line1, town, postcode, school, phone, born, expected
FROM contact_person
WHERE contact_id = :contact AND superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY id)"};
constexpr Sql kConsents{"consents_of_contact", R"(
SELECT id FROM consent
WHERE contact_id = :contact AND family_id IS NULL AND superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY id)"};
constexpr Sql kMembers{"members_now", R"(
SELECT one_person(person_id) FROM family_member
WHERE family_id = :family AND superseded_at = '9999-12-31T23:59:59.999Z' AND to_date IS NULL)"};
constexpr Sql kRelated{"related_already", R"(
SELECT one_person(from_person), one_person(to_person) FROM relationship
WHERE superseded_at = '9999-12-31T23:59:59.999Z' AND to_date IS NULL
  AND from_person IN (SELECT value FROM each_record(:people)))"};
using Named = EffectRunner::Named;

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

// The authority's own number for the child: digits from the id, as returns ask for a short text.
std::string la_child_id(PersonId person) {
    return std::to_string(static_cast<std::uint64_t>(person.value) >> 8U);
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
    std::vector<std::string> unanswered;
    for (const auto& p : people)
        if (!p.matched &&
            std::find(submission_.may_be_known.begin(), submission_.may_be_known.end(), p.row) !=
                submission_.may_be_known.end())
            unanswered.push_back(p.given + " " + p.surname);
    if (!unanswered.empty())
        return invalid("", "may_be_known",
                       "Look at the request again before you sign: somebody on record may be " +
                           join_and(unanswered) +
                           ". Say whether they are the same person. Nobody is made twice.");
    const Date today = context_.today();
    const auto contact = writer_.current("contact", contact_);
    const auto text_of = [&](std::string_view column) {
        const auto& value = contact->find(column)->second;
        return value.is_null() ? std::string() : value.text();
    };

    // `row` names a family that is there; nothing else of it changes.
    FamilyId family;
    if (effect.row) {
        const auto wanted = effect.row->value(expressions());
        if (!wanted.empty()) family = FamilyId::parse(wanted.front()).value_or(FamilyId{});
        if (family && !writer_.current("family", family.value))
            return invalid("", "no_row", "That family is not on record. Choose it again.");
    }
    const auto district = setting(effect, "district");
    const std::string where =
        district && !district->empty() ? district->front() : text_of("district");

    for (auto& p : people) {
        if (p.matched) continue;
        auto person = make_person(p, where, today);
        if (!person) return person.failure();
        p.person = person.value();
    }
    if (!family) {
        const auto named = setting(effect, "name");
        if (where.empty())
            return invalid(
                "district", "required",
                "Say which district the family lives in: it decides whose work this is.");
        const std::string called = named && !named->empty() ? named->front() : family_name(people);
        const auto id = context_.ids.make(context_.now);
        family = FamilyId{id};
        writer_.insert_as("family", id,
                          {{"name", called},
                           {"reference", free_family_reference(session_, id)},
                           {"district", where},
                           {"from_date", today}});
        made_.push_back({"family", id, called});
    }
    family_ = family;
    remember_lead();
    auto linked = writer_.revise("contact", contact_, {{"family_id", family}});
    if (!linked) return linked.failure();
    // What was agreed, or dispensed with, at the front door is the family's from now on.
    std::vector<std::int64_t> consents;
    session_.each(kConsents, {{"contact", contact_}},
                  [&](const store::Row& row) { consents.push_back(row.int64(0)); });
    for (const auto consent : consents) {
        auto carried = writer_.revise("consent", consent, {{"family_id", family}});
        if (!carried) return carried.failure();
    }
    if (!effect.name.empty()) named_[effect.name][0] = family.value;
    auto joined = join_family(people, today);
    if (!joined) return joined.failure();
    return relate_people(people);
}

Result<PersonId> EffectRunner::make_person(const Named& p, const std::string& district,
                                           Date today) {
    const PersonId person = create_person(session_, writer_,
                                          {{"given", p.given},
                                           {"surname", p.surname},
                                           {"sex", p.sex},
                                           {"born", p.born},
                                           {"expected", p.born ? std::nullopt : p.expected}});
    auto linked = writer_.revise("contact_person", p.row, {{"person_id", person}});
    if (!linked) return linked.failure();
    if (p.role == "child")
        writer_.insert("person_identifier", {{"person_id", person},
                                             {"kind", "la_child_id"},
                                             {"value", la_child_id(person)},
                                             {"from_date", today}});
    if (!p.line1.empty() || !p.postcode.empty())
        writer_.insert("person_address", {{"person_id", person},
                                          {"kind", "home"},
                                          {"line1", p.line1},
                                          {"town", text_or_null(p.town)},
                                          {"postcode", text_or_null(p.postcode)},
                                          {"district", text_or_null(district)},
                                          {"from_date", today}});
    if (!p.phone.empty())
        writer_.insert(
            "person_contact",
            {{"person_id", person}, {"kind", "phone"}, {"value", p.phone}, {"from_date", today}});
    return person;
}

Result<Done> EffectRunner::join_family(const std::vector<Named>& people, Date today) {
    std::set<PersonId> members;
    session_.each(kMembers, {{"family", family_}},
                  [&](const store::Row& row) { members.insert(row.id<PersonTag>(0)); });
    // One household for each address; its label is the first adult's who lives there.
    std::map<std::string, std::string> households;
    for (const std::string_view role : {"parent", "carer", "other", "child"})
        for (const auto& p : people)
            if (p.role == role && !p.line1.empty())
                households.try_emplace(fold(p.line1 + p.postcode), p.given + "’s home");
    for (const auto& p : people) {
        if (!members.insert(p.person).second) continue;
        const auto home = households.find(fold(p.line1 + p.postcode));
        writer_.insert(
            "family_member",
            {{"family_id", family_},
             {"person_id", p.person},
             {"role", p.role},
             {"household", home == households.end() ? store::Value{} : store::Value(home->second)},
             {"from_date", today}});
    }
    return Done{};
}

// A relationship that the referrer chose from the list is recorded to every child; one in other
// words becomes a task for whoever screened the contact, since guessing kinship writes a false
// statement about a family.
Result<Done> EffectRunner::relate_people(const std::vector<Named>& people) {
    std::vector<PersonId> everybody;
    for (const auto& p : people) everybody.push_back(p.person);
    std::set<std::pair<PersonId, PersonId>> related;
    session_.each(kRelated, {{"people", everybody}}, [&](const store::Row& row) {
        related.emplace(row.id<PersonTag>(0), row.id<PersonTag>(1));
    });
    const auto* list = context_.practice.code_list("relationship_kind");
    const auto screener = writer_.current("contact", contact_)->at("rated_by");
    bool unclear = false;
    for (const auto& adult : people) {
        if (adult.role == "child") continue;
        if (list == nullptr || list->find(adult.relationship) == nullptr) {
            unclear = unclear || !adult.relationship.empty() || adult.role == "parent";
            continue;
        }
        for (const auto& child : people)
            if (child.role == "child" && !related.contains({adult.person, child.person}))
                writer_.insert("relationship", {{"from_person", adult.person},
                                                {"to_person", child.person},
                                                {"kind", adult.relationship}});
    }
    if (unclear)
        writer_.insert("task", {{"kind", "people_and_relationships"},
                                {"title", "Write down how the adults are related to the children"},
                                {"family_id", family_},
                                {"contact_id", contact_},
                                {"owner_id", screener}});
    return Done{};
}

}  // namespace hearth::record

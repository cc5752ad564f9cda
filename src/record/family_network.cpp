#include "record/family_network.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "access/guard.h"
#include "base/text.h"
#include "record/people.h"
#include "record/rows.h"

namespace hearth::record {
namespace {

using store::Sql;

constexpr Sql kRelatives{"network_relatives", R"(
SELECT id, given, surname, sex, born, expected, died FROM person
WHERE id IN (SELECT value FROM each_id(:people)) AND superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY id)"};

constexpr Sql kMembership{"membership", R"(
SELECT id FROM family_member
WHERE family_id = :family AND person_id IN same_person(:person) AND superseded_at = '9999-12-31T23:59:59.999Z'
  AND to_date IS NULL ORDER BY id)"};

// A relationship may be corrected from a family that one of its people belongs to.
constexpr Sql kOurs{"relation_of_family", R"(
SELECT r.id FROM relationship r
WHERE r.id = :relation AND r.superseded_at = '9999-12-31T23:59:59.999Z'
  AND EXISTS (SELECT 1 FROM family_member m WHERE m.family_id = :family
    AND m.superseded_at = '9999-12-31T23:59:59.999Z'
    AND one_person(m.person_id) IN (one_person(r.from_person), one_person(r.to_person))))"};

bool is_code(const Context& context, std::string_view list, std::string_view code) {
    const auto* codes = context.practice.code_list(list);
    return codes == nullptr || codes->find(code) != nullptr;
}

Result<access::Decision> may_write(store::Session& session, const Context& context, FamilyId family,
                                   std::string_view what) {
    return access::guard_family(session, context.policy, context.subject, access::Action::write,
                                family, "identity", {what, 0});
}

store::Value text_or_null(const std::string& text) {
    return is_blank(text) ? store::Value{} : store::Value(std::string(trim(text)));
}

}  // namespace

Result<FamilyNetwork> family_network(store::Session& session, const Context& context,
                                     FamilyId family, access::Action action) {
    auto head = family_head(session, context, family, "network", action);
    if (!head) return head.failure();
    FamilyNetwork out;
    out.head = std::move(head).value();
    const auto facts = access::family_facts(session, context.subject, family);
    out.may_write = facts && context.policy
                                 .decide(context.subject, access::Action::write,
                                         {access::ObjectKind::family, *facts, -1})
                                 .allowed;
    const Readable readable(context, out.head.decision.classes);
    out.members = members_of(session, context, readable, family);
    out.workers = workers_of(session, context, family);
    out.households = households_of(session, context, readable, family, out.members);
    std::vector<PersonId> people;
    std::set<PersonId> known;
    for (const auto& m : out.members) {
        people.push_back(m.person);
        known.insert(m.person);
    }
    out.relations = relations_of(session, context, people);
    std::set<PersonId> others;
    for (const auto& r : out.relations)
        for (const auto person : {r.from, r.to})
            if (!known.contains(person)) others.insert(person);
    if (!others.empty())
        session.each(kRelatives, {{"people", std::vector<PersonId>(others.begin(), others.end())}},
                     [&](const store::Row& row) {
                         out.relatives.push_back(
                             {row.id<PersonTag>(0), fmt::format("{} {}", row.text(1), row.text(2)),
                              std::string(row.text(3)), row.date(4), row.date(5), row.date(6)});
                     });
    return out;
}

Result<Done> check_member(const Context& context, const NewMember& member) {
    std::vector<FieldError> errors;
    if (is_blank(member.given))
        errors.push_back({"given", "required", "Enter the first name, or “Baby” for an unborn."});
    if (is_blank(member.surname)) errors.push_back({"surname", "required", "Enter the last name."});
    if (member.role.empty() || !is_code(context, "member_role", member.role))
        errors.push_back({"role", "required", "Choose the part that they have in the family."});
    if (member.sex.empty() || !is_code(context, "sex", member.sex))
        errors.push_back({"sex", "required", "Choose male, female or not known."});
    if (member.born && *member.born > context.today())
        errors.push_back({"born", "in_future",
                          "This day has not come yet. Give it as the expected date of birth."});
    if (member.born && member.expected)
        errors.push_back(
            {"expected", "both", "Give the date of birth or the expected date, not both."});
    if (!errors.empty()) return Invalid{std::move(errors)};
    return Done{};
}

Result<PersonId> add_member(store::Session& session, const Context& context, FamilyId family,
                            const NewMember& member) {
    auto allowed = may_write(session, context, family, "family_member");
    if (!allowed) return allowed.failure();
    auto right = check_member(context, member);
    if (!right) return right.failure();
    RowWriter writer(session, context);
    PersonId person = member.known;
    if (person) {
        // Somebody who may not be found by the asker cannot be joined by guessing an id.
        auto seen =
            access::guard_person(session, context.policy, context.subject, access::Action::search,
                                 person, {}, {"family_member", family.value});
        if (!seen) return seen.failure();
        if (session.one(kMembership, {{"family", family}, {"person", person}},
                        [](const store::Row& row) { return row.int64(0); }))
            return invalid("given", "member_already", "They belong to this family already.");
    } else {
        person = create_person(session, writer,
                               {{"given", std::string(trim(member.given))},
                                {"surname", std::string(trim(member.surname))},
                                {"sex", member.sex},
                                {"born", member.born},
                                {"expected", member.expected}});
    }
    writer.insert("family_member", {{"family_id", family},
                                    {"person_id", person},
                                    {"role", member.role},
                                    {"household", text_or_null(member.household)},
                                    {"from_date", context.today()}});
    return person;
}

Result<Done> ask_about_member(store::Session& session, const Context& context, FamilyId family,
                              const NewMember& member) {
    auto allowed = may_write(session, context, family, "task");
    if (!allowed) return allowed.failure();
    auto right = check_member(context, member);
    if (!right) return right.failure();
    std::string who = fmt::format("{} {}", trim(member.given), trim(member.surname));
    if (member.born) who += ", born " + member.born->plain();
    if (member.expected) who += ", due " + member.expected->plain();
    RowWriter writer(session, context);
    writer.insert("task", {{"kind", "who_is_this"},
                           {"title", fmt::format("{} is to be added to a family: say whether they "
                                                 "are somebody on record",
                                                 who)},
                           {"family_id", family},
                           {"role", "team_manager"}});
    return Done{};
}

Result<Done> correct_member(store::Session& session, const Context& context, FamilyId family,
                            const MemberChange& change) {
    auto allowed = may_write(session, context, family, "family_member");
    if (!allowed) return allowed.failure();
    std::vector<std::int64_t> rows;
    session.each(kMembership, {{"family", family}, {"person", change.person}},
                 [&](const store::Row& row) { rows.push_back(row.int64(0)); });
    if (rows.empty()) return Refusal{"absent"};
    if (!is_code(context, "member_role", change.role))
        return invalid("role", "required", "Choose the part that they have in the family.");
    if (change.has_left && !change.left_on)
        return invalid("left_on", "required", "Enter the day that they left the family.");
    if (change.left_on && *change.left_on > context.today())
        return invalid("left_on", "in_future", "This day has not come yet.");
    RowWriter writer(session, context);
    for (const auto row : rows) {
        Values values{{"role", change.role}, {"household", text_or_null(change.household)}};
        if (change.has_left) values["to_date"] = *change.left_on;
        auto done = writer.revise("family_member", row, values);
        if (!done) return done.failure();
    }
    return Done{};
}

Result<Done> correct_relation(store::Session& session, const Context& context, FamilyId family,
                              const RelationChange& change) {
    auto allowed = may_write(session, context, family, "relationship");
    if (!allowed) return allowed.failure();
    const auto ours = session.one(kOurs, {{"relation", change.id}, {"family", family}},
                                  [](const store::Row& row) { return row.int64(0); });
    if (!ours) return Refusal{"absent"};
    if (!is_code(context, "relationship_kind", change.kind))
        return invalid("kind", "required", "Choose what this person is to the other.");
    if (change.since && change.until && *change.until < *change.since)
        return invalid("until", "before_start", "The end is before the beginning.");
    RowWriter writer(session, context);
    return writer.revise("relationship", change.id,
                         {{"kind", change.kind},
                          {"parental_responsibility", change.responsibility},
                          {"from_date", change.since},
                          {"to_date", change.until}});
}

}  // namespace hearth::record

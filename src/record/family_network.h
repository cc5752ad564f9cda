// Who is who: the members of a family, how they are related, where they live, and the professionals
// around them.
//
// Gives only people whom the reader may know. It draws nothing: insight/family_genogram.h makes the
// genogram from it.
#pragma once
#include <string>
#include <vector>

#include "record/family_overview.h"
#include "record/person_record.h"

namespace hearth::record {

// Somebody related to a member without being one: a grandparent, a parent elsewhere.
struct Relative {
    PersonId person;
    std::string name, sex;
    std::optional<Date> born, expected, died;
};
struct FamilyNetwork {
    FamilyHead head;
    std::vector<MemberLine> members;
    std::vector<Relative> relatives;
    std::vector<RelationLine> relations;
    std::vector<HouseholdLine> households;
    std::vector<WorkerLine> workers;
    bool may_write = false;  // this family: correct its members and relationships
};
// `action`: view for the page, write for what leads to a change.
Result<FamilyNetwork> family_network(store::Session& session, const Context& context,
                                     FamilyId family, access::Action action = access::Action::view);

// Adds a person to the family, or corrects how a member stands in it. Both keep what was there as
// an earlier version.
struct NewMember {
    std::string given, surname, sex, role, household;
    std::optional<Date> born, expected;
    PersonId known;  // who they are on record already: joined, never made again; the names are
                     // then that person's own
};
// Nothing when the answers can be taken as they are: before it is asked who they may be.
Result<Done> check_member(const Context& context, const NewMember& member);
Result<PersonId> add_member(store::Session& session, const Context& context, FamilyId family,
                            const NewMember& member);
// Not sure whether they are somebody on record: asks the managers of the family, with a task;
// nobody is made.
Result<Done> ask_about_member(store::Session& session, const Context& context, FamilyId family,
                              const NewMember& member);
struct MemberChange {
    PersonId person;
    std::string role, household;
    bool has_left = false;
    std::optional<Date> left_on;
};
Result<Done> correct_member(store::Session& session, const Context& context, FamilyId family,
                            const MemberChange& change);
// A relationship that was wrong, or has ended.
struct RelationChange {
    std::int64_t id = 0;
    std::string kind;
    bool responsibility = false;
    std::optional<Date> since, until;
};
Result<Done> correct_relation(store::Session& session, const Context& context, FamilyId family,
                              const RelationChange& change);

}  // namespace hearth::record

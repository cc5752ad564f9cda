// Choosing who works with a family: the people that could, with what each already carries, who does
// now, and who did.
//
// Allocating is signing the form `allocation` (sign_entry); this reads what the choice needs, and
// ends one specialist's work with a reason, which the form does not.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "record/family_head.h"
#include "record/team_board.h"

namespace hearth::record {

struct AllocationLine {
    std::int64_t id = 0;
    WorkerId worker;
    std::string name, discipline, change_reason;
    bool lead = false;
    Date from;
    std::optional<Date> to;
    bool now = false;
};
struct AllocationMember {
    PersonId id;
    std::string name, role;
};
struct AllocationPage {
    FamilyHead head;
    std::vector<TeamName> teams;
    TeamId team;  // whose members are offered
    TeamId held_by;
    std::vector<Caseload> candidates;       // of the team, by discipline
    std::vector<AllocationMember> members;  // children, then adults
    std::vector<AllocationLine> lines;      // in force first, then the past, newest first
};
// `team` names nothing: the family's own, else the reader's first. Needs `allocate`.
Result<AllocationPage> allocation_page(store::Session& session, const Context& context,
                                       FamilyId family, TeamId team);

// Ends a specialist's work from today (the last day is today). Not the lead's: another lead takes
// over by the form. Invalid: `reason` not of the code list worker_change.
Result<Done> end_allocation(store::Session& session, const Context& context, FamilyId family,
                            std::int64_t allocation, std::string_view reason);

}  // namespace hearth::record

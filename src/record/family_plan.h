// The family's one plan: the worries, what happens if it does not work, each child's legal basis
// over time, and the actions of named people.
//
// Actions are filtered by their field class. A print for the family never holds a class of
// never_cross. The basis history says what was stepped up and down, and when.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "record/family_head.h"

namespace hearth::record {

struct PlanAction {
    ActionId id;
    std::string what, child_will_know, person, owner, status, evidence;
    WorkerId owner_worker;
    Date due;
    std::optional<Date> done_on;
    EntryId entry;
};
enum class BasisMove { began, up, down, ended };
struct BasisStep {
    BasisMove move = BasisMove::began;
    std::string basis;  // code; of `ended`: the one that ended
    Date on;
};
struct ChildBasis {
    PersonId child;
    std::string name;
    std::string now;               // code; "" none
    std::vector<BasisStep> steps;  // newest first
};
struct PlanVersion {
    Instant recorded;
    std::string by;
    EntryId entry;
    bool current = false;
};
struct FamilyPlan {
    FamilyHead head;
    PlanId plan;  // names nothing when there is none yet
    std::string title, danger, contingency;
    std::optional<Date> started;
    std::vector<PlanVersion> versions;  // newest first
    std::vector<ChildBasis> children;
    std::vector<PlanAction> open, finished;  // by due date; newest first
    bool may_write = false;
};
enum class PlanUse { read, print };
Result<FamilyPlan> read_family_plan(store::Session& session, const Context& context,
                                    FamilyId family, PlanUse use = PlanUse::read);

// Invalid: `evidence` blank; "not_open" when it was finished already. Gives the action's family.
// `dropped`: no longer needed; the evidence is then the reason.
Result<FamilyId> finish_action(store::Session& session, const Context& context, ActionId action,
                               std::string_view evidence, bool dropped);
// Of an action that the reader may write about.
Result<FamilyId> family_of_action(store::Session& session, const Context& context, ActionId action);

}  // namespace hearth::record

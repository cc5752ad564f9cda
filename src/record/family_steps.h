// The steps that a family's work can take, as the practice's pathway names them, with what has been
// written of each and the form that the reader may write now.
//
// One statement beside the family's head, which asks the access question and logs the reading as
// "steps". Only entries of classes that the reader may see are counted; a step whose form the
// reader may neither see nor write is left out.
#pragma once
#include <string>
#include <vector>

#include "base/result.h"
#include "record/family_head.h"

namespace hearth::record {

struct FamilyStep {
    std::string id, title, form, verb;
    bool may_write = false;
    bool of_meeting = false;   // written on the meeting's own page
    int written = 0;           // entries that the reader may see
    std::optional<Date> last;  // day of the last one
    EntryId last_entry;
};
struct StepGroup {
    std::string basis;  // code list plan_basis; "" for what belongs to none
    std::vector<FamilyStep> steps;
};
struct FamilySteps {
    FamilyHead head;
    std::vector<StepGroup> groups;  // in the pathway's order
};

Result<FamilySteps> read_family_steps(store::Session& session, const Context& context,
                                      FamilyId family);

}  // namespace hearth::record

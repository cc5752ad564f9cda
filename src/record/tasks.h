// Work that waits for somebody and is no statutory clock: approvals, notices to read, steps that a
// decision asks for.
//
// A task is a worker's own, or any holder's of a role (in a team, when it names one). A family's
// name is given only to those who may view the family; a task about a family that the reader may
// not view is left out, but for the review of an emergency opening, which names nobody.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "record/context.h"
#include "store/session.h"

namespace hearth::record {

struct TaskLine {
    TaskId id;
    std::string kind, title;
    FamilyId family;  // names nothing when the reader may not view it
    std::string family_name;
    std::int64_t contact = 0, subject = 0;
    std::optional<Date> due;
    bool own = true;  // named to this worker; else to a role
};
std::vector<TaskLine> my_tasks(store::Session& session, const Context& context);
// By its owner, or a holder of its role. Refusal for anybody else, and when it was done already.
Result<Done> finish_task(store::Session& session, const Context& context, TaskId task);

}  // namespace hearth::record

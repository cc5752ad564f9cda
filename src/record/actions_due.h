// Open actions that are due: what supervision, meetings, visits and plans have given people to do.
//
// Every line has passed the policy's predicate for `view` of its family, with the action's own
// field class. The entry that set it is named only to those who may know that the entry exists.
#pragma once
#include <string>
#include <vector>

#include "record/context.h"
#include "store/session.h"

namespace hearth::record {

struct ActionLine {
    ActionId id;
    std::string what, child_will_know;
    FamilyId family;
    std::string family_name;
    std::string person;  // given name of whom it is for; "" nobody in particular
    Date due;
    WorkerId owner;          // none when somebody of the family or its network does it
    std::string owner_name;  // whoever does it; "" nobody is named
    std::string set_by;      // the worker who signed what set it
    EntryId entry;           // what set it; none when the reader may not know of it
    std::string set_in;      // "Group supervision"
    std::optional<Date> set_on;
};

// The worker's own, due within `days` of today or late, by due date; at most 200.
std::vector<ActionLine> actions_of_worker(store::Session& session, const Context& context,
                                          int days);

struct ActionCount {
    int open = 0, late = 0;
};
// Of all families that the teams hold today. A figure about teams: access is the caller's to ask.
ActionCount count_actions(store::Session& session, const Context& context,
                          const std::vector<TeamId>& teams);

// Of the families that the team holds today, whoever does them, by due date, `size` a page.
std::vector<ActionLine> actions_of_team(store::Session& session, const Context& context,
                                        TeamId team, bool late_only, int page, int size = 20);

}  // namespace hearth::record

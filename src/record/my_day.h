// The page that a day begins with: what is due, what waits, which meetings, which families.
//
// Put together from the lists that also stand alone, so that the numbers agree. For the front door
// and for partners it says how much waits there.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "record/actions_due.h"
#include "record/authorise.h"
#include "record/drafts.h"
#include "record/due.h"
#include "record/escalations.h"
#include "record/family_list.h"
#include "record/meetings.h"
#include "record/tasks.h"

namespace hearth::record {

struct MyDay {
    std::vector<DueItem> late, today, soon;
    // Of their own, late or due within a week.
    std::vector<ActionLine> late_actions, actions_today, actions_soon;
    ActionCount team_actions;            // for whoever works for a team
    bool escalates = false;              // late clocks are escalated to a role of theirs
    EscalationList escalated;            // the first of those that nobody has read
    std::vector<WaitingDraft> to_sign;   // sent to them for their signature
    std::vector<WaitingDraft> returned;  // their own, given back with a reason
    std::vector<TaskLine> tasks;
    std::vector<Draft> drafts;
    std::map<FamilyId, std::string> family_names;  // of the drafts'
    std::vector<MeetingLine> meetings;             // from today until the end of the week
    FamilyList families;                           // that the worker works with
    bool front_door = false;                       // sees the queue of contacts
    int contacts_open = 0, contacts_late = 0;
    bool partner = false;  // is asked for checks
    int checks_open = 0;
};
MyDay my_day(store::Session& session, const Context& context);

}  // namespace hearth::record

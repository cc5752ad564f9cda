// What is due: running clocks of families, with the rule in words and the form that stops each.
//
// Clocks of brothers and sisters under the same rule, due on the same day, are one line that names
// them all. Every line has passed the policy's predicate for `view`. It computes no due date: the
// clock kept it when it started.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "record/context.h"
#include "record/escalations.h"
#include "store/session.h"

namespace hearth::record {

struct DueItem {
    std::vector<ClockId> clocks;
    std::string rule, title;          // "cp_visit", "Child protection visit"
    std::string words;                // as the rule stood: "10 working days from 2 March 2026"
    std::string starts_when, source;  // "the child protection plan starts, or the last visit"
    std::string stops_when;           // "the child is seen"
    std::string inspector;            // which return or list shows it, "" none
    bool local = false;
    std::optional<Date> reminds_from;           // the day on which the reminder began
    std::vector<StandingEscalation> escalated;  // late: to whom, since when, who has read it
    std::optional<Date> moved_from, moved_on;   // the practice changed: due before, and when
    std::string moved_why;
    FamilyId family;
    std::string family_name;
    std::vector<PersonId> people;
    std::vector<std::string> names;  // given names of those it is about
    Date due;
    Instant due_at;
    WorkerId owner;
    std::string owner_name;  // "" the team's
    // The form whose signing stops it, that this reader may write; "" none. A form about a meeting
    // is written at the family's next planned one, when there is one.
    std::string form, form_verb;
    bool form_of_meeting = false;
    MeetingId meeting;
};

enum class Urgency { late, today, soon, later };
// Late from the day after; soon from the rule's warning, and at any rate within seven days.
Urgency urgency(const practice::Practice& practice, const DueItem& item, Date today);

// Owned by the worker, or of a family they work with; for whoever manages a team also what the team
// owns. Due within `days`, by due date.
std::vector<DueItem> due_for_worker(store::Session& session, const Context& context, int days);

enum class DueOrder { due, family, rule, worker };
struct TeamDueFilter {
    TeamId team;
    std::string rule;  // "" every rule
    bool late_only = false;
    DueOrder order = DueOrder::due;
    bool descending = false;
    int page = 1;
    int size = 20;
};
// One line a clock (a board counts clocks). Access to the team is the caller's to ask.
std::vector<DueItem> due_for_team(store::Session& session, const Context& context,
                                  const TeamDueFilter& filter);

// The form by which the rule's work is done and that the subject may write; null when there is
// none. Of several: the one named like the rule, then the visit, then the first in the workbook's
// order; with a discipline, only forms that this discipline writes. A form that stops the clock
// only as not required is never it.
const practice::Form* form_that_stops(const Context& context, std::string_view rule,
                                      std::string_view discipline = {});

// Whether the worker holds what a team owns (management, business support): sees its meetings and
// clocks as theirs.
bool works_for_team(const access::Subject& subject);

}  // namespace hearth::record

// Meetings: the list, one meeting, and planning the next group supervision.
//
// Every line has passed the policy's predicate for `view` of its family. A meeting's record is the
// entry that was signed for it; this shows when, who and what was decided.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "record/context.h"
#include "record/family_head.h"
#include "store/session.h"

namespace hearth::record {

struct MeetingLine {
    MeetingId id;
    std::string kind, status;
    FamilyId family;
    std::string family_name;
    Instant planned_at;
    std::optional<Instant> held_at;
    int cycle = 0;
    std::string decision;
    std::optional<Date> next_on;
};
struct MeetingFilter {
    bool team = false;  // my team's, else those of families that I work with
    Instant from, until;
};
// Planned, held or signed within the time, soonest first; not cancelled ones.
std::vector<MeetingLine> list_meetings(store::Session& session, const Context& context,
                                       const MeetingFilter& filter);

// Families whose group supervision clock runs and for whom no meeting is planned.
struct Unplanned {
    FamilyId family;
    std::string family_name;
    Date due;
    std::string words;
};
std::vector<Unplanned> unplanned_supervisions(store::Session& session, const Context& context);

// Plans a meeting of the kind; gives its id. Needs `write` of the family, and a form that the
// worker may write. Invalid: `planned_at` more than a month ago; one that was held without being
// planned is written up so.
Result<MeetingId> plan_meeting(store::Session& session, const Context& context, FamilyId family,
                               std::string_view kind, Instant planned_at);

struct Attendee {
    std::string name, discipline, attendance;
};
struct Contribution {
    std::string worker, discipline, words;
};
struct MeetingPage {
    FamilyHead head;
    MeetingLine meeting;
    std::string decision_reason, dissent, decided_by;
    std::vector<Attendee> attendees;
    std::vector<Contribution> contributions;  // of classes the reader may see
    EntryId entry;                            // the signed one, when the reader may see it
    bool sheet_open = false;                  // a shared draft of its form is being written
    std::optional<Instant> sheet_saved;
};
Result<MeetingPage> read_meeting(store::Session& session, const Context& context,
                                 MeetingId meeting);
// Every meeting of a family, latest first. `head` comes from family_head.
std::vector<MeetingLine> meetings_of_family(store::Session& session, const Context& context,
                                            const FamilyHead& head);

}  // namespace hearth::record

// Late clocks that have been escalated: to whom, since when, and who has read it.
//
// Nothing is sent or copied: that a clock stands escalated to a role follows from the running
// clock, its rule in the practice and the moment, so it is the same at sign-in, at night and on
// every page, and is raised once however often it is asked for. What is kept is the reading: a note
// by one holder of the role, once for a clock and a role. A line is shown to those who may view
// what it is about by that very role, as the policy says.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/context.h"
#include "store/session.h"

namespace hearth::record {

struct EscalationRead {
    std::string by, note;
    Date on;
};
// One step of one clock that stands at this moment.
struct StandingEscalation {
    std::string role, role_title;
    Date since;
    std::optional<EscalationRead> read;
};

struct EscalationLine {
    std::vector<ClockId> clocks;  // of brothers and sisters, due on the same day
    std::string rule, title, words;
    std::string starts_when, stops_when, source, inspector;
    bool local = false;
    FamilyId family;
    std::string family_name;
    std::int64_t contact = 0;  // a clock of the front door: there is no family then
    std::string contact_reference;
    std::vector<std::string> names;
    Date due;
    std::string owner_name, team_name;
    StandingEscalation standing;
};
struct EscalationList {
    std::vector<EscalationLine> lines;
    std::int64_t clocks = 0;  // that stand, of all pages
    bool more = false;
};
enum class EscalationsShown { unread, read };
// To the roles that the subject holds, longest late first. `size` clocks a page, from page 1.
EscalationList escalations_to(store::Session& session, const Context& context,
                              EscalationsShown shown, int page, int size);

// What stands of these running clocks, by clock: for the pages that show due dates. Access to the
// clocks is the caller's to have asked.
struct LateClock {
    ClockId id;
    std::string_view rule;
    Instant due_at;
};
std::map<ClockId, std::vector<StandingEscalation>> standing_escalations(
    store::Session& session, const Context& context, const std::vector<LateClock>& clocks);

// Whether the practice escalates anything to a role of this subject: then their day has a place for
// it.
bool is_escalated_to(const Context& context);

// The line that this clock stands in, for its page. Refusal unless it stands escalated to a role of
// the subject by which they may view what it is about.
Result<EscalationLine> read_escalation(store::Session& session, const Context& context,
                                       ClockId clock);
// Read, with a note: the clock, and those of brothers and sisters in the same line. Refusal as
// above and when it was read already; Invalid (field "note") without a note.
Result<Done> acknowledge_escalation(store::Session& session, const Context& context, ClockId clock,
                                    std::string_view note);

// Clocks that stand escalated to the role and how many of them were read, by team. Figures only:
// access is the caller's to ask.
struct EscalationCount {
    int standing = 0, read = 0;
};
std::map<TeamId, EscalationCount> count_escalations(store::Session& session, const Context& context,
                                                    std::string_view role);
// The roles that the practice escalates to.
std::vector<std::string> escalation_roles(const practice::Practice& practice);

}  // namespace hearth::record

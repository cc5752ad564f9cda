// Due dates that moved because the practice did: a bank holiday added, a rule's length changed.
//
// A look compares what the running clocks were last computed with (calendars, opening hours, rules)
// with the practice as it stands. When they differ, each running clock is counted again from its
// own start; one whose due date changes gets a new version, so that the former is still known, and
// a row that says why. A clock that has stopped keeps its due date for ever, and so does one whose
// rule the practice no longer has.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "record/context.h"
#include "store/session.h"

namespace hearth::record {

struct ClockMove {
    ClockId clock;
    std::string rule, title;
    FamilyId family;
    std::string family_name, person;
    std::int64_t contact = 0;
    Date from, to;  // English days of the due instants
    std::string why;
};
struct ClockLook {
    std::int64_t id = 0;  // of the kept run; 0 when nothing had changed, or nothing was to be kept
    Instant at;
    bool changed = false;  // the practice had
    std::string why;       // "Bank holiday added: 24 December 2026", a sentence a line
    std::int64_t looked = 0, moved = 0;
};
// Looks, and keeps the outcome unless it is only to be shown. Nothing to do, and one small
// statement, when the practice is as it was. Invalid when the calendars do not reach a running
// clock's due date. `moves`: filled with every move when given.
Result<ClockLook> recompute_clocks(store::Session& session, const Context& context, bool keep,
                                   std::vector<ClockMove>* moves = nullptr);

// Kept runs, newest first: at most 50. Figures only.
std::vector<ClockLook> clock_looks(store::Session& session);
// What one run moved, of the families and contacts that the reader may view; 20 a page.
struct ClockMoves {
    ClockLook look;
    std::vector<ClockMove> moves;
    bool more = false;
};
Result<ClockMoves> clock_moves(store::Session& session, const Context& context, std::int64_t run,
                               int page);
// The latest move of each of these clocks, for the pages that show due dates. Access is the
// caller's to have asked.
struct MovedDue {
    ClockId clock;
    Date from, on;
    std::string why;
};
std::vector<MovedDue> moved_of(store::Session& session, const std::vector<ClockId>& clocks);

}  // namespace hearth::record

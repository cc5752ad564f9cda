// The front door's lists: what a partner has sent and what became of it, and the queue of open
// requests that the hub works through, ordered by the time left on the nearest clock.
//
// Lists only: each holds exactly the requests that the asker may see, by the policy's predicate.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "record/context.h"
#include "store/session.h"

namespace hearth::record {

struct QueueRow {
    std::int64_t id = 0;
    std::string reference, status, rag, source, district, outcome, level;
    std::string referrer, agency;  // who sent it, from where
    std::string holder;            // who screens it; "" nobody yet
    Instant received_at;
    std::optional<Instant> due_at;  // the nearest running clock
    std::string due_rule;           // its rule
    std::optional<Instant> decided_at, told_at;
    std::vector<std::string> children;
    int adults = 0;
    int matched = 0;              // people whom somebody has found to be on record
    int asked = 0, answered = 0;  // partners
};

struct QueueFilter {
    std::string rag;       // "" any; "none" not yet rated
    std::string district;  // "" any
    bool mine = false;     // held by the asker
};

// Open requests, the one due first at the head. At most 300.
std::vector<QueueRow> front_door_queue(store::Session& session, const Context& context,
                                       const QueueFilter& filter = {});
// What the asker sent themselves, newest first, at most 100. What was decided shows only once the
// referrer has been told.
std::vector<QueueRow> requests_sent(store::Session& session, const Context& context);

// One question to the asker's agency.
struct CheckRow {
    std::int64_t id = 0;
    std::string question, basis, asked_by, response;
    Instant asked_at, due_at;
    std::optional<Instant> answered_at;
    struct Person {
        std::string name, role;
        std::optional<Date> born, expected;
    };
    std::vector<Person> people;
};
// Unanswered first, by when they are due; then those answered in the last 30 days.
std::vector<CheckRow> checks_asked(store::Session& session, const Context& context);
// Refusal when it was asked of another agency.
Result<CheckRow> read_check(store::Session& session, const Context& context, std::int64_t check);

// Agencies that may be asked with one click: with an agreement in force, and somebody to answer.
struct AskableAgency {
    AgencyId id;
    std::string name, kind;
};
std::vector<AskableAgency> askable_agencies(store::Session& session, const Context& context);

}  // namespace hearth::record

// What the Department was told of each child and what waits to be told: the table dfe_submission.
//
// compare() decides, from what was accepted last and the record as it stands, what must be sent:
// - new: never accepted (or forgotten since): the whole child;
// - updated: differs in anything from what was accepted: the difference (difference.h);
// - deleted: accepted, and no longer in the cohort: a purge. A child whose number has changed is
//   purged under the old one first, and sent under the new one by the next comparison;
// - unchanged: nothing.
// What was accepted is the only measure, so that a run that was cut off is simply run again. What
// was posted without an answer waits as it is, and is posted again before anything else is said of
// that child: only then is it known what the receiver holds.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/time.h"
#include "returns/dfe_api/payload.h"
#include "store/session.h"

namespace hearth::returns::dfe {

// A row of dfe_submission.
struct Submission {
    std::int64_t person = 0;
    std::optional<std::string> payload, payload_hash, sent_payload, sent_hash;
    std::string status, state;
    std::optional<std::string> sent_at, answer;
    std::string changed_at;
    std::optional<std::string> whole;      // the child once payload is accepted; none for a purge
    std::optional<std::string> posted_at;  // payload was posted then, and no answer came
    bool operator==(const Submission&) const = default;
};

struct Waiting {
    Submission row;  // status pending or error, with its payload
    std::string la_child_id;
    bool troubled = false;  // not accepted before as it stands
};

struct Counts {
    std::uint64_t fresh = 0, updated = 0, deleted = 0, unchanged = 0, refused = 0;
    bool operator==(const Counts&) const = default;
};

struct Comparison {
    std::vector<Waiting> waiting;         // purges first, then children, those in trouble last
    std::vector<Submission> changed;      // rows to write, the waiting ones among them
    std::vector<std::int64_t> forgotten;  // rows to remove: never sent, and no longer in the cohort
    std::vector<std::pair<std::string, std::string>> refused;  // number, and why it cannot be sent
    Counts counts;
    bool again = false;  // more follows once what waits is answered
};

// A mark of the table's state, to see whether another run has changed it.
std::string mark_of(store::Session& session);
std::map<std::int64_t, Submission> read_submissions(store::Session& session);
// `kept` as read, `children` in any order. `everything`: send the whole of every child.
Comparison compare(std::map<std::int64_t, Submission> kept, std::vector<Payload> children,
                   bool everything, Instant now);
// Replaces these rows.
void write_submissions(store::Session& session, std::span<const Submission> rows,
                       const std::vector<std::int64_t>& also_remove = {});

}  // namespace hearth::returns::dfe

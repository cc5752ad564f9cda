// Two people, once: parting two records that were held to be one person.
//
// Both are again what they were: nothing of either was changed by the merge. What was written while
// they were one must belong to one of the two, and only a person can say to which; so everything
// written since is asked about, one by one, and nothing is parted before all of it is answered. An
// answer that moves something is a new version of that row; the answers are kept
// (unmerge_answer). Entries themselves are not changed: which of the two an entry is about is.
//
// Access: the action `manage` of a family. What the reader's classes do not open is asked about
// without its words.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "identity/merge.h"

namespace hearth::identity {

// One thing that was written about the person while the two were one: a row of the record; which
// people an entry is about ("entry_person", by the entry); one field of the person's own details
// ("person", by the record and the field); one end of a relationship.
struct Fact {
    std::string table;
    std::int64_t id = 0;
    std::string field;
    // As a form field: "visit.01H8Z3…" or "person.01H8Z3….born".
    std::string key() const;
    auto operator<=>(const Fact&) const = default;
};
struct Question {
    Fact fact;
    PersonId now;       // on whose side it stands as recorded: merge.kept or merge.other
    std::string title;  // "Visit", "Entry: Home visit"
    std::string
        words;  // "12 November 2026, statutory"; empty when the reader's classes do not open it
    bool readable = true;
    std::string by;  // who recorded it
    Instant at;
    EntryId entry;  // by which it was written, if by one
};
struct UnmergeSheet {
    MergeLine merge;
    std::vector<Question> questions;  // in the order in which they were written
};
Result<UnmergeSheet> unmerge_sheet(store::Session& session, const record::Context& context,
                                   std::int64_t merge);

struct UnmergeRequest {
    std::int64_t merge = 0;
    std::string reason;
    std::map<Fact, PersonId> answers;  // merge.kept or merge.other
};
// Refusal when the merge is not in force (any more). Invalid: "reason" required; each key of an
// unanswered fact, required.
Result<Done> unmerge_people(store::Session& session, const record::Context& context,
                            const UnmergeRequest& request);

}  // namespace hearth::identity

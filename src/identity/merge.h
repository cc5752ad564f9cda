// One person, twice: saying that two records of a person are one person, and taking it back.
//
// A merge is an assertion (a row of person_merge: which two, which is shown, why, who, when). It
// copies and rewrites nothing; every reader asks which person a record is shown as (one_person and
// each_record in statements). It counts at once. A record is shown as one other at most and only
// records that are shown as themselves are merged, so that chains hold and cycles cannot arise. Of
// two workers who merge the same pair at once the second is told who was first. Two records that
// somebody has said are not the same person are not merged until that is taken back.
//
// Access: the action `manage` on both (access/policy.h). While two are one, the stricter of what is
// said of either counts for both: exclusions and restricted families (access/relations_sql.h).
// unmerge.h takes it back.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "record/context.h"
#include "store/session.h"

namespace hearth::identity {

struct MergeRequest {
    PersonId kept;   // shown from now on
    PersonId other;  // shown as `kept` from now on
    std::string reason;
};
// Gives the number of the merge. Invalid: "reason" required; "other" same, already (they are one
// already), changed_meanwhile (one of them is shown as somebody else by now), never_same.
Result<std::int64_t> merge_people(store::Session& session, const record::Context& context,
                                  const MergeRequest& request);

// A merge in force.
struct MergeLine {
    std::int64_t id = 0;
    PersonId kept, other;
    std::string kept_name, other_name, by, reason;
    Instant at;
};
// The text of a statement of those that `which` (SQL about person_merge m) chooses, the latest
// first, and one of its rows.
std::string merges_in_force(std::string_view which);
MergeLine merge_line(const store::Row& row);
// Those among the records of this person, the latest first. Asks no access: for whoever has been
// allowed the person.
std::vector<MergeLine> merges_of(store::Session& session, PersonId person);
std::optional<MergeLine> merge_in_force(store::Session& session, std::int64_t merge);

// The person that a record is shown as, and all the records of that person, that one first.
PersonId shown_as(store::Session& session, PersonId record);
std::vector<PersonId> records_of(store::Session& session, PersonId record);

// Says that two are not the same person: remembered, and not proposed again. Invalid: "reason"
// required; "other" same, already_one.
Result<Done> say_not_same(store::Session& session, const record::Context& context, PersonId one,
                          PersonId other, std::string_view reason);
// Takes that back.
Result<Done> take_back_not_same(store::Session& session, const record::Context& context,
                                PersonId one, PersonId other);
struct NotSame {
    std::int64_t row = 0;
    std::string by, reason;
    Date on;
};
// What has been said of any two records of these two people.
std::optional<NotSame> not_same(store::Session& session, PersonId one, PersonId other);

// Writes person_one anew for these records from the merges in force: after a merge and its undoing.
void show_as_merged(store::Session& session, Instant now, const std::vector<PersonId>& records);

}  // namespace hearth::identity

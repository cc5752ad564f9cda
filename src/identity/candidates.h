// Who else on record may be the same person as these: of records that exist. (Somebody who is about
// to be made is asked about by LiveIndex::like.)
//
// By the people in memory and the linkage model, each of a person's records by itself: names and
// addresses they have had, numbers, dates. It asks no access: callers show only those whom the
// reader may see. Each person is given once, however many records they have, as the person shown.
// Matches are proposals, best first; a person decides.
#pragma once
#include <string>
#include <vector>

#include "identity/live_index.h"
#include "store/session.h"

namespace hearth::identity {

struct Match {
    PersonId person;
    double probability = 0;        // that they are one person, 0 to 1
    std::vector<std::string> why;  // field by field, in words
};
inline constexpr std::size_t kMostMatches = 10;

// For each of `people`, in order, at most kMostMatches with at least this probability: neither
// themselves nor their other records. Refreshes the people in memory, so of a read transaction
// only.
std::vector<std::vector<Match>> candidates_of(store::Session& session, LiveIndex& index,
                                              const std::vector<PersonId>& people, double least);

}  // namespace hearth::identity

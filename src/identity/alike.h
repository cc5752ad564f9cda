// Who on record somebody named may be, by the people in memory and the linkage model: the
// candidates that record/alike.h shows.
//
// Asks no access and knows no never-match pairs: record::propose does. Some tenth of a millisecond
// for each person named. Confidential addresses are not in memory, so they never speak for anybody.
#pragma once
#include <span>
#include <vector>

#include "identity/live_index.h"
#include "record/alike.h"

namespace hearth::identity {

// For each of `named`, in order, the likeliest first. `people` as last refreshed.
std::vector<std::vector<record::Alike>> alike(const LiveIndex& people,
                                              std::span<const record::NamedPerson> named);

}  // namespace hearth::identity

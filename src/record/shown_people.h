// Which person a record of somebody is shown as: itself, unless it is held to be the same person as
// another (adr/0014). For whoever holds records by their own ids, as the people in memory are.
#pragma once
#include <map>
#include <span>

#include "base/id.h"
#include "store/session.h"

namespace hearth::record {

// Of each of `records` that exists, as known: the person who is shown. No statement for none.
std::map<PersonId, PersonId> shown_people(store::Session& session,
                                          std::span<const PersonId> records);

}  // namespace hearth::record

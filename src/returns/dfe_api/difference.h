// What to tell the receiver so that it holds a child as the record has it now.
//
// `before` is the whole child that it accepted last. Always the two ids and the whole of
// child_details; of the rest, what changed:
// - items of a list are matched by their id and carry it, with the keys that changed; an item that
//   did not change is not named; one that is gone is named with `purge: true`;
// - health_and_wellbeing, adoption and care_leavers are sent with the keys that changed, and with
//   `purge: true` when they are gone;
// - a value that is gone is null; a list without ids (factors, questionnaires, care workers, which
//   have no purge in the Department's structure) is sent whole.
// An object that the structure gives a `purge` carries `purge: false` while it stands.
#pragma once
#include <string>

#include "base/json.h"

namespace hearth::returns::dfe {

enum class Extent { changes, everything };  // everything: also what did not change
std::string difference(const Json& before, const Json& now, Extent extent = Extent::changes);

}  // namespace hearth::returns::dfe

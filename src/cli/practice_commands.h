// The commands under `hearth practice`, beside check.
#pragma once
#include <vector>

#include "cli/authority.h"
#include "cli/commands.h"
#include "record/clock_moves.h"

namespace hearth::cli {

void add_practice_diff(CLI::App& group, Run& run);
void add_practice_apply(CLI::App& group, Run& run);
// The running clocks counted again by the practice as it stands: on the command, and whenever the
// server starts. Throws UsageError when a calendar does not reach.
record::ClockLook apply_practice(OpenAuthority& authority, bool keep,
                                 std::vector<record::ClockMove>* moves = nullptr);

}  // namespace hearth::cli

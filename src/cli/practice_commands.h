// The commands under `hearth practice`, beside check.
#pragma once
#include "cli/commands.h"

namespace hearth::cli {

void add_practice_diff(CLI::App& group, Run& run);

}  // namespace hearth::cli

// hearth export dfe-api: the Department's daily collection.
#pragma once
#include "cli/commands.h"

namespace hearth::cli {

void add_export_dfe_api(CLI::App& group, Run& run);

}  // namespace hearth::cli

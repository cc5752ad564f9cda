// The command `serve`: it stands in main because it joins the commands to the pages, which do not
// know each other.
#pragma once
#include "cli/commands.h"

namespace hearth {

void add_serve(CLI::App& app, cli::Run& run);
void add_user(CLI::App& app, cli::Run& run);

}  // namespace hearth

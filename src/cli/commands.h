// The commands of the binary. Each file adds one command with its options and help; running it
// gives the exit code.
//
// Exit codes: 0 done; 1 done, and what was checked is not right (issues found, audit altered); 2
// wrong usage or configuration; 3 the machine could not do it (disk, database).
#pragma once
#include <functional>
#include <initializer_list>

namespace CLI {
class App;
}

namespace hearth::cli {

// Adds the command to `app`; when it is chosen, `run` is set to what it does.
using Run = std::function<int()>;
void add_demo(CLI::App& app, Run& run);
void add_practice(CLI::App& app, Run& run);
void add_audit(CLI::App& app, Run& run);
void add_indicators(CLI::App& app, Run& run);
void add_backup(CLI::App& app, Run& run);  // and restore
void add_import(CLI::App& app, Run& run);
void add_export(CLI::App& app, Run& run);
void add_validate(CLI::App& app, Run& run);
void add_reference(CLI::App& app, Run& run);
// Of the postcodes, in the data folder.
inline constexpr const char* kPostcodesFile = "postcodes.bin";
void add_quality(CLI::App& app, Run& run);
void add_match(CLI::App& app, Run& run);
void add_encode(CLI::App& app, Run& run);
void add_search(CLI::App& app, Run& run);

using Add = void (*)(CLI::App& app, Run& run);
// All commands of this folder, and those of `more` (the server's, which this layer may not know).
int run_program(int argc, char** argv, std::initializer_list<Add> more);

}  // namespace hearth::cli

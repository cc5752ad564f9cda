#include <CLI/CLI.hpp>
#include <iostream>

#include "cli/commands.h"
#include "cli/config.h"

namespace hearth::cli {

int run_program(int argc, char** argv, std::initializer_list<Add> more) {
    CLI::App app(
        "Hearth: one record around the family, for children’s services that work by Family "
        "Safeguarding.",
        "hearth");
    app.require_subcommand(1);
    Run run;
    add_demo(app, run);
    add_practice(app, run);
    add_audit(app, run);
    add_indicators(app, run);
    add_backup(app, run);
    add_import(app, run);
    add_export(app, run);
    add_validate(app, run);
    add_reference(app, run);
    add_quality(app, run);
    add_match(app, run);
    add_encode(app, run);
    add_search(app, run);
    for (const auto add : more) add(app, run);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    try {
        return run();
    } catch (const UsageError& error) {
        std::cerr << "hearth: " << error.what() << '\n';
        return 2;
    } catch (const std::exception& error) {
        std::cerr << "hearth: " << error.what() << '\n';
        return 3;
    }
}

}  // namespace hearth::cli

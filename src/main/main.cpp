#include "cli/commands.h"
#include "main/serve.h"

int main(int argc, char** argv) {
    return hearth::cli::run_program(argc, argv, {hearth::add_serve, hearth::add_user});
}

#include "cli/output.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <map>
#include <stdexcept>

namespace hearth::cli {

void add_format(CLI::App& command, Format& format) {
    static const std::map<std::string, Format> names{{"text", Format::text},
                                                     {"json", Format::json}};
    command.add_option("--format", format, "text or json")
        ->transform(CLI::CheckedTransformer(names, CLI::ignore_case))
        ->option_text("text|json");
}

void print(const std::string& text) {
    std::cout << text;
    if (text.empty() || text.back() != '\n') std::cout << '\n';
    std::cout.flush();
    if (!std::cout) throw std::runtime_error("standard output could not be written");
}

namespace {
[[noreturn]] void not_written() {
    throw std::runtime_error("standard output could not be written");
}
}  // namespace

void print_part(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) not_written();
}

void finish_parts() {
    if (std::fflush(stdout) != 0) not_written();
}

std::unique_ptr<Progress> progress_on_stderr() {
    static const SystemClock clock;
    const auto style =
        ::isatty(STDERR_FILENO) == 1 ? TextProgress::Style::terminal : TextProgress::Style::log;
    return std::make_unique<TextProgress>(std::cerr, clock, style);
}

}  // namespace hearth::cli

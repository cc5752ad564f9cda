#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>

#include "base/time.h"
#include "cli/commands.h"
#include "cli/config.h"
#include "cli/output.h"
#include "returns/rules/validate.h"

namespace hearth::cli {
namespace {

enum class Shape { text, json, csv, html };

struct Options {
    std::string file, rules, practice;
    int year = 0;
    Shape shape = Shape::text;
    bool timings = false;
};

// Straight to the file descriptor's buffer: a report of a million issues is not kept as one text.
void put(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) {
        throw std::runtime_error("standard output could not be written");
    }
}

void show(const returns::RuleReport& report, const Options& options) {
    switch (options.shape) {
        case Shape::text:
            returns::write_text(report, options.timings, put);
            break;
        case Shape::json:
            returns::write_json(report, options.timings, put);
            put("\n");
            break;
        case Shape::csv:
            returns::write_csv(report, put);
            break;
        case Shape::html:
            returns::write_html(report, put);
            break;
    }
    if (std::fflush(stdout) != 0) {
        throw std::runtime_error("standard output could not be written");
    }
}

int exit_code(const returns::RuleReport& report) {
    if (!report.readable) return 2;
    return report.errors == 0 && report.complete ? 0 : 1;
}

std::string practice_folder(const Options& options) {
    return options.practice.empty() ? (share_folder(hearth_environment()) / "practice").string()
                                    : options.practice;
}

int validate_census(const Options& options) {
    if (!std::filesystem::is_regular_file(options.file))
        throw UsageError(fmt::format("There is no file {}.", options.file));
    if (!options.rules.empty() && !std::filesystem::is_directory(options.rules))
        throw UsageError(fmt::format("There is no folder {}.", options.rules));
    const std::string practice = practice_folder(options);
    const auto codes = returns::CodeLists::load(practice + "/codes/cin.csv");
    if (!codes) throw std::runtime_error("the code lists of the census could not be read");
    const auto kit = returns::read_rule_kit(practice, "cin", options.rules);
    const auto progress = progress_on_stderr();
    bool started = false;
    returns::ValidateOptions validating;
    validating.year = options.year;
    validating.today = SystemClock().today();
    validating.codes = &codes.value();
    validating.on_progress = [&](std::uint64_t done, std::uint64_t total) {
        if (!started) progress->start("Reading the census (bytes)", total);
        started = true;
        progress->update(done);
        return true;
    };
    const auto report = returns::validate_cin(options.file, kit, validating);
    if (started) progress->finish();
    if (!report) throw UsageError(std::get<Fault>(report.failure()).what);
    show(report.value(), options);
    return exit_code(report.value());
}

void add_shared(CLI::App& command, Options& options) {
    static const std::map<std::string, Shape> shapes{
        {"text", Shape::text}, {"json", Shape::json}, {"csv", Shape::csv}, {"html", Shape::html}};
    command.add_option("--year", options.year,
                       "Collection year (2026 ends on 31 March 2026); the return's own when left "
                       "out");
    command.add_option("--format", options.shape, "text, json, csv or html")
        ->transform(CLI::CheckedTransformer(shapes, CLI::ignore_case))
        ->option_text("text|json|csv|html");
    command.add_option("--rules", options.rules, "A folder of the authority's own rules");
    command.add_option("--practice", options.practice,
                       "The practice folder, instead of the program’s");
    command.add_flag("--timings", options.timings, "Say how long each rule took");
    command.footer(
        "Every rule that is in force in the year is run; one that cannot be run is named, with "
        "the reason.\n\n"
        "Exit codes: 0 no errors (there may be queries); 1 errors were found; 2 the return could "
        "not be\n"
        "read, or wrong usage; 3 the machine could not do it.");
}

}  // namespace

void add_validate(CLI::App& app, Run& run) {
    auto* group = app.add_subcommand("validate", "Check a statutory return by its rules");
    group->require_subcommand(1);
    auto options = std::make_shared<Options>();
    auto* cin = group->add_subcommand("cin", "A children in need census file (XML), of any year");
    cin->add_option("file", options->file, "The census file")->required();
    add_shared(*cin, *options);
    cin->callback([options, &run] { run = [options] { return validate_census(*options); }; });
}

}  // namespace hearth::cli

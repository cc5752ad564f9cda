#include <fmt/format.h>
#include <sys/resource.h>

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
    // SSDA903
    std::string authority, postcodes, providers;
    std::filesystem::path data = "var/demo";
};

// On standard error: what the whole process took.
void say_cost() {
    rusage used{};
    if (::getrusage(RUSAGE_SELF, &used) != 0) return;
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    fmt::print(stderr, "CPU {:.2f} s, peak memory {} MiB\n",
               seconds(used.ru_utime) + seconds(used.ru_stime), used.ru_maxrss / 1024);
}

void show(const returns::RuleReport& report, const Options& options) {
    switch (options.shape) {
        case Shape::text:
            returns::write_text(report, options.timings, print_part);
            break;
        case Shape::json:
            returns::write_json(report, options.timings, print_part);
            print_part("\n");
            break;
        case Shape::csv:
            returns::write_csv(report, print_part);
            break;
        case Shape::html:
            returns::write_html(report, print_part);
            break;
    }
    finish_parts();
    if (options.timings) say_cost();
}

int exit_code(const returns::RuleReport& report) {
    if (!report.readable) return 2;
    return report.errors == 0 && report.complete ? 0 : 1;
}

std::string practice_folder(const Options& options) {
    return options.practice.empty() ? (share_folder(hearth_environment()) / "practice").string()
                                    : options.practice;
}

[[noreturn]] void throw_failure(const Failure& failure) {
    if (const auto* wrong = std::get_if<Invalid>(&failure))
        throw UsageError(wrong->errors.front().message);
    if (const auto* fault = std::get_if<Fault>(&failure)) throw UsageError(fault->what);
    throw std::runtime_error("refused");
}

// The authority's own rules: those asked for, or those that the data folder's hearth.toml names.
std::string own_rules(const Options& options) {
    std::string folder = options.rules;
    if (folder.empty())
        folder = read_config(options.data / "hearth.toml", false, hearth_environment()).own_rules;
    if (!folder.empty() && !std::filesystem::is_directory(folder))
        throw UsageError(fmt::format("There is no folder {}.", folder));
    return folder;
}

int validate_looked_after(const Options& options) {
    if (!std::filesystem::exists(options.file))
        throw UsageError(fmt::format("There is no folder {}.", options.file));
    const std::string practice = practice_folder(options);
    const auto kit = returns::read_rule_kit(practice, "ssda903", own_rules(options));
    returns::Ssda903Options validating;
    validating.year = options.year;
    validating.today = SystemClock().today();
    validating.authority = options.authority;
    validating.providers = options.providers;
    validating.districts = practice + "/codes/districts.csv";
    validating.postcodes = options.postcodes;
    const auto made = options.data / kPostcodesFile;
    if (validating.postcodes.empty() && std::filesystem::exists(made))
        validating.postcodes = made.string();
    const auto report = returns::validate_ssda903(options.file, kit, validating);
    if (!report) throw_failure(report.failure());
    show(report.value(), options);
    return exit_code(report.value());
}

int validate_census(const Options& options) {
    if (!std::filesystem::is_regular_file(options.file))
        throw UsageError(fmt::format("There is no file {}.", options.file));
    const std::string rules = own_rules(options);
    const std::string practice = practice_folder(options);
    const auto codes = returns::CodeLists::load(practice + "/codes/cin.csv");
    if (!codes) throw std::runtime_error("the code lists of the census could not be read");
    const auto kit = returns::read_rule_kit(practice, "cin", rules);
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
    if (!report) throw_failure(report.failure());
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
    command.add_option("--rules", options.rules,
                       "A folder of the authority's own rules, instead of the one that the data "
                       "folder’s hearth.toml names ([quality] rules)");
    command.add_option("--data", options.data, "The data folder")->capture_default_str();
    command.add_option("--practice", options.practice,
                       "The practice folder, instead of the program’s");
    command.add_flag("--timings", options.timings,
                     "Say how much CPU each rule took, and all of it");
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
    auto* looked_after = group->add_subcommand(
        "ssda903",
        "A return of children looked after: the folder of its CSV files (last year’s in a folder "
        "prev in it), or its XML file");
    looked_after->add_option("folder", options->file, "The folder, or the XML file")->required();
    add_shared(*looked_after, *options);
    looked_after->add_option("--authority", options->authority,
                             "ONS code of the authority that makes the return");
    looked_after->add_option("--postcodes", options->postcodes,
                             "File made by hearth reference import postcodes; the data folder’s "
                             "when left out");
    looked_after->add_option("--providers", options->providers,
                             "Ofsted’s list of providers, as a workbook (.xlsx) or CSV");
    looked_after->callback(
        [options, &run] { run = [options] { return validate_looked_after(*options); }; });
}

}  // namespace hearth::cli

// hearth quality: the rules of the returns over the record, as the server runs them every night.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "base/json_writer.h"
#include "cli/authority.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "returns/quality/quality_run.h"

namespace hearth::cli {
namespace {

struct Options {
    OpenOptions open;
    std::string as_at;
    std::string only;
    int year = 0;
    Format format = Format::text;
};

std::string as_text(const returns::QualityRun& run) {
    std::string out = fmt::format(
        "{} {} to {}, as at {}: {} children, {} with a fault\n"
        "{} errors and {} queries open; {} found and {} mended since the run before\n"
        "{} rules run, {} not run\n",
        run.kind == returns::kCare ? "Children looked after" : "Children in need census",
        run.year - 1, run.year, run.as_at.plain(), run.children, run.children_at_fault, run.errors,
        run.queries, run.found, run.mended, run.rules_run, run.rules_not_run);
    for (const auto& rule : run.not_run)
        out +=
            fmt::format("not run: {}: {} ({}:{})\n", rule.rule, rule.reason, rule.file, rule.line);
    return out;
}

std::string as_json(const returns::QualityRun& run) {
    std::string out;
    JsonWriter json(out);
    json.begin_object()
        .member("return", run.kind)
        .member("year", run.year)
        .member("as_at", run.as_at.iso())
        .member("children", run.children)
        .member("children_at_fault", run.children_at_fault)
        .member("errors", run.errors)
        .member("queries", run.queries)
        .member("found", run.found)
        .member("mended", run.mended)
        .member("rules_run", run.rules_run);
    json.key("rules_not_run").begin_array();
    for (const auto& rule : run.not_run)
        json.begin_object().member("rule", rule.rule).member("reason", rule.reason).end_object();
    json.end_array().end_object();
    return out + "\n";
}

int run_rules(const Options& options) {
    returns::QualityRunOptions how;
    if (!options.as_at.empty()) {
        how.as_at = Date::parse(options.as_at);
        if (!how.as_at) throw UsageError("--as-at is a day such as 2026-10-31.");
    }
    how.year = options.year;
    auto authority = open_authority(options.open);
    const auto& own = authority.config.practice;
    const std::string practice = own.empty() ? (authority.share / "practice").string() : own;
    IdMaker ids;
    bool right = true;
    const auto tell = [&](const Result<returns::QualityRun>& done) {
        if (!done) {
            if (const auto* wrong = std::get_if<Invalid>(&done.failure()))
                throw UsageError(wrong->errors.front().message);
            throw std::runtime_error("the rules could not be run");
        }
        print(options.format == Format::json ? as_json(done.value()) : as_text(done.value()));
        right = right && done->errors == 0;
    };
    const std::string& rules = authority.config.own_rules;
    if (options.only != returns::kCare)
        tell(returns::run_quality(*authority.db, returns::CensusRules(practice, rules), ids, how));
    if (options.only != returns::kCensus)
        tell(returns::run_quality(*authority.db, returns::CareRules(practice, rules), ids, how));
    return right ? 0 : 1;
}

}  // namespace

void add_quality(CLI::App& app, Run& run) {
    auto* group = app.add_subcommand("quality", "Data quality: the returns’ rules over the record");
    group->require_subcommand(1);
    auto options = std::make_shared<Options>();
    auto* command = group->add_subcommand(
        "run", "Run the rules of the returns over the record, and keep the faults");
    command->footer(
        "The server does this every night, at the hour that [quality] hour in hearth.toml says. "
        "Runs go forward:\na day before the last run's is refused.\n\n"
        "Exit codes: 0 no errors; 1 errors are open; 2 wrong usage; 3 the machine could not do "
        "it.");
    command->add_option(
        "--as-at", options->as_at,
        "The record as it was known at the end of this day; left out, as it is now");
    command->add_option(
        "--year", options->year,
        "Collection year (2027 ends on 31 March 2027); the day's own when left out");
    command
        ->add_option("--return", options->only,
                     "Only this one: cin (children in need) or ssda903 (children looked after)")
        ->check(CLI::IsMember({std::string(returns::kCensus), std::string(returns::kCare)}));
    command->add_option("--data", options->open.data, "The authority’s data folder")
        ->capture_default_str();
    command->add_option("--database", options->open.database,
                        "Database address, instead of the configuration’s");
    add_format(*command, options->format);
    command->callback([options, &run] { run = [options] { return run_rules(*options); }; });
}

}  // namespace hearth::cli

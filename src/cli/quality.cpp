// hearth quality: the rules of the returns over the record, as the server runs them every night.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <ctime>
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
    int sample = 0;
    Format format = Format::text;
};

// Families with a child who is or was looked after: those cost most.
constexpr store::Sql kSample{"quality_sample", R"(
SELECT DISTINCT m.family_id FROM family_member m JOIN cla_episode e ON e.person_id = m.person_id
WHERE m.superseded_at = '9999-12-31T23:59:59.999Z' AND m.role = 'child'
  AND e.superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY m.family_id LIMIT :most)"};

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

// What the check of a family after a signing costs, and finds.
int check_families(const Options& options) {
    auto authority = open_authority(options.open);
    const auto& own = authority.config.practice;
    const std::string practice = own.empty() ? (authority.share / "practice").string() : own;
    const std::string& rules = authority.config.own_rules;
    std::vector<FamilyId> families;
    authority.db->read([&](store::Session& session) {
        families.clear();
        session.each(kSample, {{"most", options.sample}},
                     [&](const store::Row& row) { families.push_back(row.id<FamilyTag>(0)); });
    });
    if (families.empty())
        throw UsageError("No family here has a child who is or was looked after.");
    IdMaker ids;
    const returns::CensusRules census(practice, rules);
    const returns::CareRules care(practice, rules);
    const auto cost = [&](const auto& of) {
        std::int64_t open = 0;
        returns::check_family(*authority.db, of, ids, families.front(), {});  // statements made
        const auto before = std::clock();
        for (const auto family : families)
            open += returns::check_family(*authority.db, of, ids, family, {}).open;
        const double spent = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
        return std::pair{1000 * spent / static_cast<double>(families.size()), open};
    };
    const auto [census_ms, census_open] = cost(census);
    const auto [care_ms, care_open] = cost(care);
    print(
        fmt::format("{} families with a child who is or was looked after, each as after a "
                    "signing\nchildren in need: {:.1f} ms of CPU a family, {} faults open\n"
                    "children looked after: {:.1f} ms of CPU a family, {} faults open\n",
                    families.size(), census_ms, census_open, care_ms, care_open));
    return 0;
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

    auto* families = group->add_subcommand(
        "families", "Run the rules over some families, as after a signing, and say what it costs");
    families->add_option("--most", options->sample, "So many families")->default_val(20);
    families->add_option("--data", options->open.data, "The authority’s data folder")
        ->capture_default_str();
    families->add_option("--database", options->open.database,
                         "Database address, instead of the configuration’s");
    families->callback([options, &run] { run = [options] { return check_families(*options); }; });
}

}  // namespace hearth::cli

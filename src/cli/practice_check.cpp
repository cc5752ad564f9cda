#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <memory>

#include "base/json_writer.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/config.h"
#include "cli/output.h"
#include "cli/practice_commands.h"
#include "practice/calendar.h"
#include "practice/loader.h"
#include "record/rows.h"
#include "returns/rules/rule_cases.h"

namespace hearth::cli {
namespace {

struct Options {
    std::string folder, rules;
    bool lock = false;
    Format format = Format::text;
};

void list(JsonWriter& json, const char* name, const std::vector<practice::Problem>& problems) {
    json.key(name).begin_array();
    for (const auto& p : problems) {
        json.begin_object();
        json.member("file", p.file).member("line", p.line).member("column", p.column);
        json.member("what", p.what).member("remedy", p.remedy);
        json.end_object();
    }
    json.end_array();
}

std::string as_json(const std::vector<practice::Problem>& problems,
                    const std::vector<practice::Problem>& warnings) {
    std::string out;
    JsonWriter json(out, JsonWriter::Layout::indented);
    json.begin_object();
    list(json, "problems", problems);
    list(json, "warnings", warnings);
    json.end_object();
    return out;
}

// The calendars are those of every profile: one tells.
std::vector<practice::Problem> warnings_of(const practice::Files& files, Date today) {
    const auto profiles = practice::profiles(files);
    if (profiles.empty()) return {};
    return practice::calendar_warnings(practice::load_practice(files, profiles.front()).practice,
                                       today);
}

// The rules of the statutory returns with their cases; gives how many there are.
std::size_t check_returns(const std::filesystem::path& folder, const std::string& local,
                          std::vector<practice::Problem>& problems) {
    std::size_t rules = 0;
    for (const std::string kind : {"cin", "ssda903"}) {
        if (!std::filesystem::is_directory(folder / "returns" / kind)) continue;
        // A folder of the authority's own rules says by its folders which return they are for.
        const bool own = std::filesystem::is_directory(std::filesystem::path(local) / kind);
        const auto kit = returns::read_rule_kit(folder.string(), kind, own ? local : "");
        const auto found = returns::check_rules(kind, kit);
        problems.insert(problems.end(), found.begin(), found.end());
        rules += kit.rules.files().size();
    }
    return rules;
}

int check(const Options& options) {
    const std::filesystem::path folder = options.folder.empty()
                                             ? share_folder(hearth_environment()) / "practice"
                                             : std::filesystem::path(options.folder);
    if (!std::filesystem::is_directory(folder))
        throw UsageError(fmt::format("There is no folder {}.", folder.string()));
    const auto files = practice::read_files(folder.string());
    if (options.lock) {
        std::ofstream out(folder / practice::kLockFile, std::ios::trunc);
        out << practice::lock_text(files);
        out.flush();
        if (!out)
            throw std::runtime_error(fmt::format("{} could not be written", practice::kLockFile));
        print(fmt::format("Wrote {}.", (folder / practice::kLockFile).string()));
        return 0;
    }
    auto problems =
        practice::check_practice(files, {&record::record_catalog(), SystemClock().today()});
    const std::size_t rules = check_returns(folder, options.rules, problems);
    const auto warnings = warnings_of(files, SystemClock().today());
    if (options.format != Format::json)
        for (const auto& one : warnings) print("To be seen to: " + practice::to_text(one));
    if (options.format == Format::json) {
        print(as_json(problems, warnings));
    } else if (problems.empty()) {
        print(fmt::format("{}: {} and {} checked, nothing wrong.", folder.string(),
                          plural(static_cast<std::int64_t>(practice::profiles(files).size()),
                                 "profile", "profiles"),
                          plural(static_cast<std::int64_t>(rules), "rule of the returns",
                                 "rules of the returns")));
    } else {
        std::string all;
        for (const auto& problem : problems) all += practice::to_text(problem) + "\n";
        print(all + plural(static_cast<std::int64_t>(problems.size()), "problem", "problems") +
              ".");
    }
    return problems.empty() ? 0 : 1;
}

}  // namespace

void add_practice(CLI::App& app, Run& run) {
    auto* group = app.add_subcommand("practice",
                                     "The practice: forms, clocks, code lists, roles, indicators, "
                                     "rules of the returns");
    group->require_subcommand(1);
    auto options = std::make_shared<Options>();
    auto* command = group->add_subcommand(
        "check", "Check the practice files: file, line, what is wrong, what to do");
    command->add_option("--practice", options->folder,
                        "The practice folder, instead of the program’s");
    command->add_option("--rules", options->rules,
                        "A folder of the authority’s own rules of the returns, with a folder cin "
                        "or ssda903 in it");
    command->add_flag(
        "--lock", options->lock,
        "Record the released form versions in versions.lock, which may then not change");
    add_format(*command, options->format);
    command->callback([options, &run] { run = [options] { return check(*options); }; });
    add_practice_diff(*group, run);
    add_practice_apply(*group, run);
}

}  // namespace hearth::cli

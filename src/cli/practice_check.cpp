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
#include "practice/loader.h"
#include "record/rows.h"

namespace hearth::cli {
namespace {

struct Options {
    std::string folder;
    bool lock = false;
    Format format = Format::text;
};

std::string as_json(const std::vector<practice::Problem>& problems) {
    std::string out;
    JsonWriter json(out, JsonWriter::Layout::indented);
    json.begin_object().key("problems").begin_array();
    for (const auto& p : problems) {
        json.begin_object();
        json.member("file", p.file).member("line", p.line).member("column", p.column);
        json.member("what", p.what).member("remedy", p.remedy);
        json.end_object();
    }
    json.end_array().end_object();
    return out;
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
    const auto problems =
        practice::check_practice(files, {&record::record_catalog(), SystemClock().today()});
    if (options.format == Format::json) {
        print(as_json(problems));
    } else if (problems.empty()) {
        print(fmt::format("{}: {} checked, nothing wrong.", folder.string(),
                          plural(static_cast<std::int64_t>(practice::profiles(files).size()),
                                 "profile", "profiles")));
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
                                     "The practice: forms, clocks, code lists, roles, indicators");
    group->require_subcommand(1);
    auto options = std::make_shared<Options>();
    auto* command = group->add_subcommand(
        "check", "Check the practice files: file, line, what is wrong, what to do");
    command->add_option("--practice", options->folder,
                        "The practice folder, instead of the program’s");
    command->add_flag(
        "--lock", options->lock,
        "Record the released form versions in versions.lock, which may then not change");
    add_format(*command, options->format);
    command->callback([options, &run] { run = [options] { return check(*options); }; });
}

}  // namespace hearth::cli

// hearth practice diff A B: what an authority's people would find changed, before it is.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "base/json_writer.h"
#include "base/text.h"
#include "cli/config.h"
#include "cli/output.h"
#include "cli/practice_commands.h"
#include "practice/difference.h"
#include "practice/loader.h"
#include "practice/output.h"

namespace hearth::cli {
namespace {

using practice::Change;
using practice::Differs;

struct Options {
    std::string before, after, folder, with;
    Format format = Format::text;
};

// What a kind is called as a heading, in the order in which people ask.
constexpr std::pair<std::string_view, std::string_view> kKinds[] = {
    {"profile", "Profile"},
    {"term", "Terms"},
    {"clock", "Clocks"},
    {"hours", "Opening hours"},
    {"calendar", "Calendars"},
    {"form", "Forms"},
    {"codes", "Code lists"},
    {"meeting", "Meetings"},
    {"step", "Steps of the pathway"},
    {"workbook", "Sections of the workbook"},
    {"module", "Programme"},
    {"role", "Roles"},
    {"output", "Documents"},
    {"reader", "Readers of documents"},
    {"indicator", "Indicators"}};

struct Read {
    practice::Practice practice;
    practice::Outputs outputs;
};

Read read(const std::filesystem::path& folder, const std::string& profile) {
    if (!std::filesystem::is_directory(folder))
        throw UsageError(fmt::format("There is no folder {}.", folder.string()));
    const auto files = practice::read_files(folder.string());
    if (!files.contains(profile + "/profile.yaml"))
        throw UsageError(fmt::format("{} has no profile {}. It has {}.", folder.string(), profile,
                                     join(practice::profiles(files), ", ")));
    auto loaded = practice::load_practice(files, profile);
    if (!loaded.ok())
        throw UsageError(fmt::format("{} cannot be read whole: {} See hearth practice check.",
                                     profile, practice::to_text(loaded.problems.front())));
    auto outputs = practice::load_outputs(files, loaded.practice);
    if (!outputs.ok())
        throw UsageError(fmt::format("{} cannot be read whole: {} See hearth practice check.",
                                     profile, practice::to_text(outputs.problems.front())));
    return {std::move(loaded.practice), std::move(outputs.outputs)};
}

std::string line_of(const Change& change) {
    const std::string what = change.id.empty()     ? change.part
                             : change.part.empty() ? change.id
                                                   : change.id + ", " + change.part;
    const std::string name = what.empty() ? "title" : what;
    switch (change.how) {
        case Differs::added:
            return fmt::format("  + {}: {}\n", name, change.after);
        case Differs::removed:
            return fmt::format("  - {}: {}\n", name, change.before);
        case Differs::changed:
            return fmt::format("  ~ {}: {}\n    now: {}\n", name, change.before, change.after);
    }
    return {};
}

std::string_view word_of(Differs how) {
    switch (how) {
        case Differs::added:
            return "added";
        case Differs::removed:
            return "removed";
        case Differs::changed:
            return "changed";
    }
    return "";
}

std::string as_text(const Options& options, const std::vector<Change>& changes) {
    if (changes.empty())
        return fmt::format("{} and {} do not differ.", options.before, options.after);
    std::string out =
        fmt::format("From {} to {}: {}.\n", options.before, options.after,
                    plural(static_cast<std::int64_t>(changes.size()), "difference", "differences"));
    for (const auto& [kind, heading] : kKinds) {
        std::string lines;
        for (const Change& change : changes)
            if (change.kind == kind) lines += line_of(change);
        if (!lines.empty()) out += fmt::format("\n{}\n{}", heading, lines);
    }
    if (out.back() == '\n') out.pop_back();
    return out;
}

std::string as_json(const Options& options, const std::vector<Change>& changes) {
    std::string out;
    JsonWriter json(out, JsonWriter::Layout::indented);
    json.begin_object().member("from", options.before).member("to", options.after);
    json.key("differences").begin_array();
    for (const Change& change : changes) {
        json.begin_object();
        json.member("kind", change.kind).member("id", change.id).member("part", change.part);
        json.member("what", word_of(change.how));
        json.member("before", change.before).member("after", change.after);
        json.end_object();
    }
    json.end_array().end_object();
    return out;
}

int diff(const Options& options) {
    const std::filesystem::path folder = options.folder.empty()
                                             ? share_folder(hearth_environment()) / "practice"
                                             : std::filesystem::path(options.folder);
    const std::filesystem::path other =
        options.with.empty() ? folder : std::filesystem::path(options.with);
    const Read before = read(folder, options.before), after = read(other, options.after);
    auto changes = practice::difference(before.practice, after.practice);
    for (auto& change : practice::difference(before.outputs, after.outputs))
        changes.push_back(std::move(change));
    print(options.format == Format::json ? as_json(options, changes) : as_text(options, changes));
    return changes.empty() ? 0 : 1;
}

}  // namespace

void add_practice_diff(CLI::App& group, Run& run) {
    auto options = std::make_shared<Options>();
    auto* command = group.add_subcommand("diff",
                                         "What differs between two profiles: terms, code lists, "
                                         "clocks, forms, meetings, roles, documents. "
                                         "Exit code 0: nothing; 1: something");
    command->add_option("before", options->before, "A profile: family-help")->required();
    command->add_option("after", options->after, "The profile that it is held against")->required();
    command->add_option("--practice", options->folder,
                        "The practice folder, instead of the program’s");
    command->add_option("--with", options->with,
                        "The folder of the second profile, when it is another: a newer release, or "
                        "a copy that you have changed");
    add_format(*command, options->format);
    command->callback([options, &run] { run = [options] { return diff(*options); }; });
}

}  // namespace hearth::cli

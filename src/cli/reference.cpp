// hearth reference: lists that others publish and returns need, made ready for use.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/config.h"
#include "cli/output.h"
#include "returns/rules/postcodes.h"

namespace hearth::cli {
namespace {

struct Options {
    std::string file, to;
    std::filesystem::path data = "var/demo";
};

int import(const Options& options) {
    if (!std::filesystem::is_regular_file(options.file))
        throw UsageError(fmt::format("There is no file {}.", options.file));
    std::filesystem::path to = options.to;
    if (to.empty()) {
        std::filesystem::create_directories(options.data);
        to = options.data / kPostcodesFile;
    }
    const auto progress = progress_on_stderr();
    progress->start("Reading postcodes (bytes)", 0);
    const auto done = returns::import_postcodes(
        options.file, to.string(), [&](std::uint64_t bytes) { progress->update(bytes); });
    progress->finish();
    if (!done) {
        if (const auto* wrong = std::get_if<Invalid>(&done.failure()))
            throw UsageError(wrong->errors.front().message);
        throw std::runtime_error(std::get<Fault>(done.failure()).what);
    }
    const auto& report = done.value();
    print(fmt::format("{}: {} ({} without a place, {} refused).", to.string(),
                      plural(static_cast<std::int64_t>(report.kept), "postcode", "postcodes"),
                      report.without_place, report.refused));
    return 0;
}

}  // namespace

void add_reference(CLI::App& app, Run& run) {
    auto* group = app.add_subcommand("reference", "Published lists that the returns need");
    group->require_subcommand(1);
    auto* imports = group->add_subcommand("import", "Make a list ready for use");
    imports->require_subcommand(1);
    auto options = std::make_shared<Options>();
    auto* postcodes = imports->add_subcommand(
        "postcodes", "The ONS Postcode Directory (CSV, or CSV compressed as .xz)");
    postcodes->add_option("file", options->file, "The directory")->required();
    postcodes->add_option("--to", options->to,
                          "The file to make; in the data folder when left out");
    postcodes->add_option("--data", options->data, "The data folder");
    postcodes->callback([options, &run] { run = [options] { return import(*options); }; });
}

}  // namespace hearth::cli

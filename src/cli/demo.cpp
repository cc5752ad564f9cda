#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "base/json_writer.h"
#include "base/text.h"
#include "cli/authority.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "record/demo/demonstration.h"

namespace hearth::cli {
namespace {

struct Options {
    OpenOptions open;
    record::DemoOptions demo;
    bool if_missing = false;
    Format format = Format::text;
};

std::string as_json(const record::DemoSummary& made) {
    std::string out;
    JsonWriter json(out, JsonWriter::Layout::indented);
    json.begin_object();
    json.member("authority", made.authority).member("as_at", made.as_at.iso());
    json.member("families", made.families).member("children", made.children);
    json.member("open_children", made.open_children).member("people", made.people);
    json.member("workers", made.workers).member("entries", made.entries).member("rows", made.rows);
    json.key("faults").begin_object();
    for (const auto& [what, count] : made.faults) json.member(what, count);
    json.end_object().end_object();
    return out;
}

int make(Options options) {
    options.open.make_folder = true;
    options.open.must_exist = false;
    auto authority = open_authority(options.open);
    if (authority.authority) {
        if (options.if_missing) return 0;
        throw UsageError(
            fmt::format("{} already holds {}. Choose another folder, or empty this one.",
                        options.open.data.string(), authority.authority->name));
    }
    options.demo.profile = authority.practice.id;
    auto progress = progress_on_stderr();
    auto made =
        record::make_demonstration(*authority.db, authority.practice, options.demo, *progress);
    if (!made) {
        if (const auto* wrong = std::get_if<Invalid>(&made.failure()))
            throw UsageError(wrong->errors.front().message);
        throw std::runtime_error("the demonstration could not be made");
    }
    authority.db->analyze();
    if (options.format == Format::json)
        print(as_json(made.value()));
    else
        print(fmt::format("{}: {} open children in {} families, {} people, {} workers, {} entries.",
                          made->authority, with_commas(made->open_children),
                          with_commas(made->families), with_commas(made->people),
                          with_commas(made->workers), with_commas(made->entries)));
    return 0;
}

}  // namespace

void add_demo(CLI::App& app, Run& run) {
    auto options = std::make_shared<Options>();
    auto* command =
        app.add_subcommand("demo", "Make a demonstration authority: no real person is in it");
    command->add_option("--children", options->demo.children, "Children with open work")
        ->capture_default_str()
        ->check(CLI::Range(1, 1'000'000));
    command->add_option("--seed", options->demo.seed, "The same seed gives the same authority")
        ->capture_default_str();
    command
        ->add_option("--teams", options->demo.teams,
                     "Family Safeguarding teams; 0: as many as give a worker about 15 children")
        ->capture_default_str()
        ->check(CLI::Range(0, 2'000));
    command->add_option("--data", options->open.data, "The data folder to make")
        ->capture_default_str();
    command->add_option("--database", options->open.database,
                        "Database address, instead of a file in the data folder");
    command->add_flag("--if-missing", options->if_missing,
                      "Do nothing when there is an authority already");
    add_format(*command, options->format);
    command->callback([options, &run] { run = [options] { return make(*options); }; });
}

}  // namespace hearth::cli

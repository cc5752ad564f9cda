// hearth practice apply: running clocks counted again by the practice as it stands, and what moved.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "base/json_writer.h"
#include "base/text.h"
#include "cli/authority.h"
#include "cli/output.h"
#include "cli/practice_commands.h"
#include "record/bank_holidays.h"
#include "record/clock_moves.h"

namespace hearth::cli {
namespace {

struct Options {
    OpenOptions open;
    bool dry = false;
    Format format = Format::text;
};

std::string as_text(const record::ClockLook& look, const std::vector<record::ClockMove>& moves,
                    bool dry) {
    if (!look.changed)
        return "The calendars and rules are those that the running clocks were counted by.";
    std::string out;
    if (!look.why.empty()) out += look.why + "\n";
    out += fmt::format("{}; {} {}", plural(look.looked, "clock runs", "clocks run"),
                       plural(look.moved, "due date", "due dates"), dry ? "would move." : "moved.");
    for (const auto& move : moves)
        out += fmt::format("\n{}, {}{}: {} to {}. {}",
                           move.family_name.empty() ? "a request" : move.family_name, move.title,
                           move.person.empty() ? "" : ", " + move.person, move.from.iso(),
                           move.to.iso(), move.why);
    return out;
}

std::string as_json(const record::ClockLook& look, const std::vector<record::ClockMove>& moves,
                    bool dry) {
    std::string out;
    JsonWriter json(out, JsonWriter::Layout::indented);
    json.begin_object().member("changed", look.changed).member("kept", look.changed && !dry);
    json.member("why", look.why).member("looked", look.looked).member("moved", look.moved);
    json.key("moves").begin_array();
    for (const auto& move : moves) {
        json.begin_object();
        json.member("clock", move.clock.text()).member("rule", move.rule);
        json.member("family", move.family_name).member("person", move.person);
        json.member("from", move.from.iso()).member("to", move.to.iso()).member("why", move.why);
        json.end_object();
    }
    json.end_array().end_object();
    return out;
}

int apply(const Options& options) {
    auto authority = open_authority(options.open);
    std::vector<record::ClockMove> moves;
    const auto look = apply_practice(authority, !options.dry, &moves);
    print(options.format == Format::json ? as_json(look, moves, options.dry)
                                         : as_text(look, moves, options.dry));
    return options.dry && look.moved > 0 ? 1 : 0;
}

}  // namespace

record::ClockLook apply_practice(OpenAuthority& authority, bool keep,
                                 std::vector<record::ClockMove>* moves) {
    access::Subject system;  // the system itself: worker 0
    system.purpose = "administration";
    system.at = authority.db->clock().now();
    IdMaker ids;
    const record::Context context{authority.practice, *authority.policy, system, system.at, ids};
    auto look = authority.db->write([&](store::Session& session) {
        if (keep) record::keep_bank_holidays(session, authority.practice);
        return record::recompute_clocks(session, context, keep, moves);
    });
    if (!look) {
        const auto* wrong = std::get_if<Invalid>(&look.failure());
        throw UsageError("The running clocks cannot be counted again: " +
                         (wrong != nullptr ? wrong->errors.front().message
                                           : std::string("the database refused.")));
    }
    return std::move(look).value();
}

void add_practice_apply(CLI::App& group, Run& run) {
    auto options = std::make_shared<Options>();
    auto* command = group.add_subcommand(
        "apply",
        "Count the running clocks again when a bank holiday, opening hours or a timescale has "
        "changed, and say what moved. The server does the same when it starts");
    command->add_option("--data", options->open.data, "The authority’s data folder")
        ->capture_default_str();
    command->add_option("--database", options->open.database,
                        "Database address, instead of the configuration’s");
    command->add_option("--config", options->open.config,
                        "Configuration file, instead of hearth.toml in the data folder");
    command->add_flag("--dry-run", options->dry,
                      "Only say what would move; exit code 1 when something would");
    add_format(*command, options->format);
    command->callback([options, &run] { run = [options] { return apply(*options); }; });
}

}  // namespace hearth::cli

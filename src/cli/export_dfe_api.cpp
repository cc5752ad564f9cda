#include "cli/export_dfe_api.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <thread>

#include "base/json_writer.h"
#include "base/text.h"
#include "cli/authority.h"
#include "cli/output.h"
#include "returns/dfe_api/daily_flow.h"

namespace hearth::cli {
namespace {

namespace dfe = returns::dfe;

struct Options {
    OpenOptions open;
    std::string out, endpoint, token_url, client_id, scope, secret_file, supplier_key_file, ca_file;
    std::string la_code;
    bool full = false, send = false;
    Format format = Format::text;
};

constexpr const char* kSecret = "HEARTH_DFE_CLIENT_SECRET";
constexpr const char* kSupplierKey = "HEARTH_DFE_SUPPLIER_KEY";
constexpr std::size_t kShown = 20;

// From the file, or else the environment: never from an argument, which other users of the machine
// can see.
std::string secret(const std::string& file, const char* variable, const char* option) {
    std::string text;
    if (!file.empty()) {
        std::ifstream in(file, std::ios::binary);
        if (!in) throw UsageError(fmt::format("{} cannot be read.", file));
        text.assign(std::istreambuf_iterator<char>(in), {});
    } else if (const auto environment = hearth_environment(); environment.contains(variable)) {
        text = environment.at(variable);
    }
    text = trim(text);
    if (text.empty())
        throw UsageError(fmt::format(
            "--send needs a secret: name its file with {}, or put it into {}.", option, variable));
    if (text.find_first_of("\r\n") != std::string::npos)
        throw UsageError(fmt::format("The secret of {} must be one line.", option));
    return text;
}

void must_be(const char* option, const std::string& value) {
    if (value.empty()) throw UsageError(fmt::format("--send needs {}.", option));
}

dfe::Receiver receiver(const Options& options, const std::string& la_code) {
    must_be("--endpoint", options.endpoint);
    must_be("--token-url", options.token_url);
    must_be("--client-id", options.client_id);
    must_be("--scope", options.scope);
    for (const auto& [option, url] :
         {std::pair{"--endpoint", options.endpoint}, std::pair{"--token-url", options.token_url}})
        if (const auto good = dfe::check_address(option, url); !good)
            throw UsageError(std::get<Invalid>(good.failure()).errors.front().message);
    const auto code = options.la_code.empty() ? la_code : options.la_code;
    if (code.size() != 3 || code.find_first_not_of("0123456789") != std::string::npos)
        throw UsageError("The authority’s code must be three digits: give it with --la-code.");
    return {options.endpoint,
            options.token_url,
            options.client_id,
            secret(options.secret_file, kSecret, "--secret-file"),
            options.scope,
            secret(options.supplier_key_file, kSupplierKey, "--supplier-key-file"),
            code};
}

std::string as_json(const dfe::FlowReport& report) {
    std::string out;
    JsonWriter json(out);
    json.begin_object()
        .member("new", report.counts.fresh)
        .member("updated", report.counts.updated)
        .member("deleted", report.counts.deleted)
        .member("unchanged", report.counts.unchanged)
        .member("batches", report.batches)
        .member("accepted", report.accepted)
        .member("waiting", report.waiting)
        .member("follow", report.again)
        .member("stopped", report.stopped);
    json.key("refused").begin_array();
    for (const auto& r : report.refused)
        json.begin_object()
            .member("la_child_id", r.la_child_id)
            .member("words", r.words)
            .end_object();
    json.end_array().key("left_out").begin_array();
    for (const auto& item : report.left_out)
        json.begin_object()
            .member("la_child_id", item.la_child_id)
            .member("item", item.item)
            .member("why", item.why)
            .end_object();
    json.end_array().end_object();
    return out + "\n";
}

template <class List, class Line>
void some(std::string& out, const List& list, std::string_view title, Line line) {
    if (list.empty()) return;
    out += fmt::format("{} {}\n", list.size(), title);
    for (std::size_t i = 0; i < std::min(list.size(), kShown); ++i)
        out += fmt::format("  {}\n", line(list[i]));
    if (list.size() > kShown) out += "  … (--format json gives all)\n";
}

std::string as_text(const dfe::FlowReport& report, const Options& options) {
    const auto& counts = report.counts;
    auto out = fmt::format("{} new, {} updated, {} deleted, {} unchanged.\n", counts.fresh,
                           counts.updated, counts.deleted, counts.unchanged);
    some(out, report.left_out,
         "values left out, which the collection cannot take:", [](const dfe::LeftOut& l) {
             return fmt::format("{} {} {}", l.la_child_id, l.item, l.why);
         });
    some(out, report.refused, "children not accepted:", [](const dfe::NotAccepted& r) {
        return fmt::format("{} {}", r.la_child_id, r.words);
    });
    if (!options.out.empty())
        out += fmt::format("{} batches of at most 100 in {}.\n", report.batches, options.out);
    if (options.send)
        out += fmt::format("{} accepted in {} batches, {} wait.\n", report.accepted, report.batches,
                           report.waiting);
    else if (options.out.empty())
        out += "Nothing was written or sent: use --out or --send.\n";
    if (report.again)
        out += "Some children have a new number and follow once the old one is purged.\n";
    if (!report.stopped.empty())
        out += fmt::format("Sending stopped. {} Run this again later.\n", report.stopped);
    return out;
}

int export_dfe_api(const Options& options) {
    auto authority = open_authority(options.open);
    dfe::FlowOptions flow;
    flow.everything = options.full;
    flow.out = options.out;

    std::unique_ptr<dfe::Transport> transport;
    std::optional<dfe::Sender> sender;
    const auto progress = progress_on_stderr();
    bool started = false;
    if (options.send) {
        auto to = receiver(options, authority.authority ? authority.authority->la_code : "");
        dfe::TransportOptions network;
        network.ca_file = options.ca_file;
        transport = dfe::https_transport(network);
        sender.emplace(*transport, std::move(to), authority.db->clock(),
                       [](std::chrono::seconds time) { std::this_thread::sleep_for(time); });
        flow.sender = &*sender;
        flow.on_progress = [&](std::uint64_t done, std::uint64_t total) {
            if (!started) progress->start("Sending", total);
            started = true;
            progress->update(done);
        };
    }
    const auto report = dfe::run_daily_flow(*authority.db, flow);
    if (started) progress->finish();
    print(options.format == Format::json ? as_json(report) : as_text(report, options));
    if (!report.stopped.empty()) return 3;
    return report.refused.empty() ? 0 : 1;
}

}  // namespace

void add_export_dfe_api(CLI::App& group, Run& run) {
    auto options = std::make_shared<Options>();
    auto* command = group.add_subcommand(
        "dfe-api", "The Department’s daily collection: what changed since it was last told");
    command->footer(
        "Without --out and --send this is a dry run: it says what would be sent.\n"
        "--out writes batches of 100 children as JSON; --send posts them, and notes what was "
        "accepted.\n"
        "A run that was cut off is run again: it sends what was not acknowledged. See\n"
        "docs/returns/dfe_api.md.\n\n"
        "Exit codes: 0 all accepted, or nothing to do; 1 some children were not accepted; 2 wrong "
        "usage;\n"
        "3 sending stopped, or the machine could not do it.");
    command->add_option("--data", options->open.data, "The authority’s data folder")
        ->capture_default_str();
    command->add_option("--database", options->open.database,
                        "Database address, instead of the configuration’s");
    command->add_option("--out", options->out, "Folder to write the batches to");
    command->add_flag("--full", options->full, "Send every child whole, whether it changed or not");
    command->add_flag("--send", options->send, "Post the batches to the receiver");
    command->add_option("--endpoint", options->endpoint,
                        "The receiver’s address, up to its version number");
    command->add_option("--token-url", options->token_url, "Where its tokens are given");
    command->add_option("--client-id", options->client_id, "Of the OAuth 2 client credentials");
    command->add_option("--scope", options->scope, "Of the OAuth 2 client credentials");
    command->add_option("--secret-file", options->secret_file,
                        fmt::format("File of the client secret; or {}", kSecret));
    command->add_option("--supplier-key-file", options->supplier_key_file,
                        fmt::format("File of the supplier key; or {}", kSupplierKey));
    command->add_option("--ca-file", options->ca_file,
                        "Trusted certificates, instead of the machine’s");
    command->add_option("--la-code", options->la_code,
                        "The authority’s three digits, instead of the record’s");
    add_format(*command, options->format);
    command->callback([options, &run] { run = [options] { return export_dfe_api(*options); }; });
}

}  // namespace hearth::cli

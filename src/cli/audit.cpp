#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <memory>
#include <sstream>

#include "base/json_writer.h"
#include "cli/authority.h"
#include "cli/commands.h"
#include "cli/output.h"

namespace hearth::cli {
namespace {

struct Options {
    OpenOptions open;
    std::string head;  // file of a head published before
    std::string out;
    Format format = Format::text;
};

std::string_view words(store::AuditVerdict::Outcome outcome) {
    switch (outcome) {
        case store::AuditVerdict::Outcome::intact:
            return "intact";
        case store::AuditVerdict::Outcome::altered:
            return "altered";
        case store::AuditVerdict::Outcome::could_not_read:
            return "could not read";
    }
    return "could not read";
}

int exit_code(store::AuditVerdict::Outcome outcome) {
    switch (outcome) {
        case store::AuditVerdict::Outcome::intact:
            return 0;
        case store::AuditVerdict::Outcome::altered:
            return 1;
        case store::AuditVerdict::Outcome::could_not_read:
            return 3;
    }
    return 3;
}

std::optional<store::SignedHead> read_head(const std::string& file) {
    if (file.empty()) return std::nullopt;
    std::ifstream in(file);
    std::stringstream text;
    text << in.rdbuf();
    if (!in) throw UsageError(fmt::format("The head {} cannot be read.", file));
    auto head = store::SignedHead::parse(text.str());
    if (!head)
        throw UsageError(fmt::format(
            "{} is no head of an audit log. Give the file that `hearth audit head` wrote.", file));
    return head;
}

int verify(const Options& options) {
    const auto published = read_head(options.head);
    store::AuditVerdict verdict;
    try {
        auto authority = open_authority(options.open);
        verdict = store::verify_audit(*authority.db, published);
    } catch (const UsageError&) {
        throw;
    } catch (const std::exception& error) {
        verdict.why =
            error.what();  // the database itself could not be opened: not the same as tampering
    }
    if (options.format == Format::json) {
        std::string out;
        JsonWriter json(out);
        json.begin_object();
        json.member("outcome", words(verdict.outcome)).member("size", verdict.size);
        if (verdict.outcome == store::AuditVerdict::Outcome::altered)
            json.member("altered_at", verdict.altered_at);
        json.member("why", verdict.why);
        json.end_object();
        print(out);
    } else {
        switch (verdict.outcome) {
            case store::AuditVerdict::Outcome::intact:
                print(fmt::format("intact: {} entries", verdict.size));
                break;
            case store::AuditVerdict::Outcome::altered:
                print(fmt::format("altered at {}: {}", verdict.altered_at, verdict.why));
                break;
            case store::AuditVerdict::Outcome::could_not_read:
                print(fmt::format("could not read: {}", verdict.why));
                break;
        }
    }
    return exit_code(verdict.outcome);
}

int head(const Options& options) {
    auto authority = open_authority(options.open);
    authority.db->sequence_audit();
    const auto text = store::signed_head(*authority.db).json();
    if (options.out.empty()) {
        print(text);
        return 0;
    }
    std::ofstream out(options.out, std::ios::trunc);
    out << text << '\n';
    out.flush();
    if (!out) throw std::runtime_error(fmt::format("{} could not be written", options.out));
    return 0;
}

void add_open(CLI::App& command, Options& options) {
    command.add_option("--data", options.open.data, "The authority’s data folder")
        ->capture_default_str();
    command.add_option("--database", options.open.database,
                       "Database address, instead of the configuration’s");
}

}  // namespace

void add_audit(CLI::App& app, Run& run) {
    auto* group =
        app.add_subcommand("audit", "The audit log: who saw what, and that nobody altered it");
    group->require_subcommand(1);
    auto options = std::make_shared<Options>();
    auto* check = group->add_subcommand(
        "verify", "Answer intact, altered at N, or could not read (exit code 0, 1, 3)");
    add_open(*check, *options);
    check->add_option("--head", options->head,
                      "A head published before: prove that the log still contains it");
    add_format(*check, options->format);
    check->callback([options, &run] { run = [options] { return verify(*options); }; });
    auto* publish =
        group->add_subcommand("head", "The signed head of the log, to be kept by somebody else");
    add_open(*publish, *options);
    publish->add_option("--out", options->out, "File to write it to");
    publish->callback([options, &run] { run = [options] { return head(*options); }; });
}

}  // namespace hearth::cli

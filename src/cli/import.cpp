#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "cli/authority.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "returns/annex/annex_import.h"
#include "returns/care/care_import.h"
#include "returns/cin_import.h"
#include "returns/ssd/ssd_import.h"

namespace hearth::cli {
namespace {

struct Options {
    OpenOptions open;
    std::string file, authority, as_at;
    std::vector<std::string> folders;
    Format format = Format::text;
};

// Invalid is the operator's to mend; Fault is the machine's.
[[noreturn]] void throw_failure(const Failure& failure) {
    if (const auto* wrong = std::get_if<Invalid>(&failure))
        throw UsageError(wrong->errors.front().message);
    if (const auto* fault = std::get_if<Fault>(&failure)) throw std::runtime_error(fault->what);
    throw std::runtime_error("refused");
}

void say_made(const Options& options, const std::string& manager,
              const std::filesystem::path& data) {
    std::cerr << fmt::format(
        "Made the authority {0}. Its records are held by {1}, who has no password yet: hearth "
        "user password {1} --data {2}\n",
        options.authority, manager, data.string());
}

int import_census(Options options) {
    std::optional<Date> as_at;
    if (!options.as_at.empty()) {
        as_at = Date::parse(options.as_at);
        if (!as_at) throw UsageError("--as-at is a day such as 2026-03-31.");
    }
    if (!std::filesystem::exists(options.file))
        throw UsageError(fmt::format("There is no file {}.", options.file));
    options.open.make_folder = true;
    options.open.must_exist = false;
    auto authority = open_authority(options.open);
    const auto codes =
        returns::CodeLists::load((authority.share / "practice" / "codes" / "cin.csv").string());
    if (!codes) throw_failure(codes.failure());

    const auto progress = progress_on_stderr();
    returns::CinImportOptions import;
    import.path = options.file;
    import.authority = options.authority;
    import.profile = authority.practice.id;
    import.as_at = as_at;
    bool started = false;
    import.on_progress = [&](std::uint64_t done, std::uint64_t total) {
        if (!started) progress->start("Importing the census (bytes)", total);
    started = true;
    progress->update(done);
};
const auto report = returns::import_cin(*authority.db, authority.practice, *authority.policy,
                                        codes.value(), import);
if (started) progress->finish();
if (!report) throw_failure(report.failure());
authority.db->analyze();
print(options.format == Format::json ? returns::to_json(report.value())
                                     : returns::to_text(report.value()));
if (report->made_authority) say_made(options, report->manager, authority.data);
// A second reading of a file that was whole has nothing to complain of.
if (report->seen_before) return 0;
return report->complete && report->counts.errors == 0 ? 0 : 1;
}  // namespace

int import_lists(Options options) {
    std::optional<Date> as_at;
    if (!options.as_at.empty()) {
        as_at = Date::parse(options.as_at);
        if (!as_at) throw UsageError("--as-at is a day such as 2026-03-31.");
    }
    if (!std::filesystem::exists(options.file))
        throw UsageError(fmt::format("There is no file {}.", options.file));
    options.open.make_folder = true;
    options.open.must_exist = false;
    auto authority = open_authority(options.open);
    const auto report =
        returns::import_annex_a(*authority.db, authority.practice, *authority.policy,
                                {options.file,
                                 options.authority,
                                 authority.practice.id,
                                 {},
                                 authority.share / "practice",
                                 as_at});
    if (!report) throw_failure(report.failure());
    authority.db->analyze();
    print(options.format == Format::json ? returns::to_json(report.value())
                                         : returns::to_text(report.value()));
    if (report->made_authority) say_made(options, report->manager, authority.data);
    return report->seen_before || report->counts.errors == 0 ? 0 : 1;
}

int import_looked_after(Options options) {
    returns::CareImportOptions wanted;
    for (const auto& folder : options.folders) {
        if (!std::filesystem::exists(folder))
            throw UsageError(fmt::format("There is no folder {}.", folder));
        wanted.folders.emplace_back(folder);
    }
    options.open.make_folder = true;
    options.open.must_exist = false;
    auto authority = open_authority(options.open);
    const auto progress = progress_on_stderr();
    wanted.practice = authority.share / "practice";
    wanted.authority = options.authority;
    wanted.profile = authority.practice.id;
    bool started = false;
    wanted.on_progress = [&](std::uint64_t done, std::uint64_t total) {
        if (!started) progress->start("Importing the returns (steps)", total);
        started = true;
        progress->update(done);
    };
    const auto report =
        returns::import_ssda903(*authority.db, authority.practice, *authority.policy, wanted);
    if (started) progress->finish();
    if (!report) throw_failure(report.failure());
    authority.db->analyze();
    print(options.format == Format::json ? returns::to_json(report.value())
                                         : returns::to_text(report.value()));
    if (report->record.made_authority) say_made(options, report->record.manager, authority.data);
    return report->record.seen_before || report->record.counts.errors == 0 ? 0 : 1;
}  // namespace hearth::cli

int import_dataset(Options options) {
    if (!std::filesystem::is_directory(options.file))
        throw UsageError(fmt::format("There is no folder {}.", options.file));
    options.open.make_folder = true;
    options.open.must_exist = false;
    auto authority = open_authority(options.open);
    const auto progress = progress_on_stderr();
    returns::SsdImportOptions import;
    import.folder = std::filesystem::absolute(options.file).lexically_normal();
    import.authority = options.authority;
    import.profile = authority.practice.id;
    bool started = false;
    import.on_progress = [&](std::uint64_t done, std::uint64_t total) {
        if (!started) progress->start("Importing the dataset (steps)", total);
    started = true;
    progress->update(done);
};
const auto report =
    returns::import_ssd(*authority.db, authority.practice, *authority.policy, import);
if (started) progress->finish();
if (!report) throw_failure(report.failure());
authority.db->analyze();
print(options.format == Format::json ? returns::to_json(report.value())
                                     : returns::to_text(report.value()));
if (report->made_authority) say_made(options, report->manager, authority.data);
return report->seen_before || report->counts.errors == 0 ? 0 : 1;
}  // namespace hearth::cli

void add_place(CLI::App& command, Options& options) {
    command.add_option("--authority", options.authority,
                       "The authority's name; made when the folder holds none");
    command.add_option("--data", options.open.data, "The authority’s data folder")
        ->capture_default_str();
    command.add_option("--database", options.open.database,
                       "Database address, instead of the configuration’s");
    add_format(command, options.format);
}

}  // namespace

void add_import(CLI::App& app, Run& run) {
    auto* group = app.add_subcommand("import", "Bring a statutory return into the record");
    group->require_subcommand(1);
    auto options = std::make_shared<Options>();
    auto* cin = group->add_subcommand("cin", "The children in need census (XML), of any year");
    cin->footer(
        "Children are known again by their LA child id, and what belongs to them by the date that\n"
        "it begins with: importing a file twice changes nothing, a later file adds and revises, "
        "and\n"
        "one that was cut off goes on where it stopped. A value that cannot be kept in its place "
        "is\n"
        "reported with its line, its path and what to do, and kept aside: the export gives it "
        "back.\n"
        "The census knows no names and no families: each child gets a family record of its own,\n"
        "held by the team \"Imported records\".\n\n"
        "Exit codes: 0 done; 1 done, with errors in the file; 2 wrong usage, or no census; 3 the\n"
        "machine could not do it.");
    cin->add_option("file", options->file, "The census file")->required();
    cin->add_option("--authority", options->authority,
                    "The authority's name; made when the folder holds none");
    cin->add_option("--data", options->open.data, "The authority’s data folder")
        ->capture_default_str();
    cin->add_option("--database", options->open.database,
                    "Database address, instead of the configuration’s");
    cin->add_option("--as-at", options->as_at,
                    "The day that the file tells of (YYYY-MM-DD), instead of its own DateTime: a "
                    "file of an earlier day than one imported before adds, and replaces nothing");
    add_format(*cin, options->format);
    cin->callback([options, &run] { run = [options] { return import_census(*options); }; });

    auto* ssd = group->add_subcommand(
        "ssd", "The Standard Safeguarding Dataset (CSV files): the way in from another system");
    ssd->footer(
        "Reads those of the dataset's 48 files that are in the folder (ssd_person.csv and "
        "others),\n"
        "with columns in any order. Ids of the other system are kept, and so is what the record\n"
        "holds otherwise or has no place for: `hearth export ssd` gives the same files back.\n"
        "Importing them twice changes nothing, and an import that was cut off goes on where it\n"
        "stopped. docs/returns/import.md tells the whole way.\n\n"
        "Exit codes: 0 done; 1 done, with errors in the files; 2 wrong usage, or no dataset; 3 "
        "the\n"
        "machine could not do it.");
    ssd->add_option("folder", options->file, "The folder that holds the files")->required();
    add_place(*ssd, *options);
    ssd->callback([options, &run] { run = [options] { return import_dataset(*options); }; });

    auto* care = group->add_subcommand(
        "ssda903", "Returns on children looked after (SSDA903 files), of several years at once");
    care->footer(
        "Reads the CSV or XML files in the folders and the folders in them; a file is known by "
        "its\n"
        "columns, and its year by its dates or its name. A later year's files extend the same\n"
        "children; importing the same files again changes nothing. A cell that cannot be kept is\n"
        "reported with its file, line and column; the rest of its row is kept. `hearth export\n"
        "ssda903` of an imported year gives the rows back.\n\n"
        "Exit codes: 0 done; 1 done, with errors in the files; 2 wrong usage, or no return; 3 the\n"
        "machine could not do it.");
    care->add_option("folders", options->folders, "The folders that hold the files")->required();
    add_place(*care, *options);
    care->callback([options, &run] { run = [options] { return import_looked_after(*options); }; });

    auto* annex = group->add_subcommand("annex-a", "Ofsted’s lists (Annex A), from a workbook");
    annex->footer(
        "Lists are known by the name of their sheet or by their columns, and the spellings that\n"
        "councils use are read. What could mean several codes is reported and left out of the\n"
        "record, and told again by `hearth export annex-a` as it was said.\n\n"
        "Exit codes: 0 done; 1 done, with errors in the lists; 2 wrong usage, or no Annex A; 3 "
        "the\n"
        "machine could not do it.");
    annex->add_option("file", options->file, "The workbook (.xlsx)")->required();
    annex->add_option("--as-at", options->as_at,
                      "The day that the lists are about (YYYY-MM-DD); the latest day in them when "
                      "left out");
    add_place(*annex, *options);
    annex->callback([options, &run] { run = [options] { return import_lists(*options); }; });
}

}  // namespace hearth::cli

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>

#include "base/json_writer.h"
#include "cli/authority.h"
#include "cli/commands.h"
#include "cli/export_dfe_api.h"
#include "cli/output.h"
#include "returns/cin_export.h"
#include "returns/cin_structure.h"
#include "returns/list_returns.h"

namespace hearth::cli {
namespace {

struct Options {
    OpenOptions open;
    int year = 0;
    std::string out, known, as_at, target;
    bool whole = false;
    Format format = Format::text;
};

// A half-written census must not be taken for a whole one: it is written beside, then moved.
class OutputFile {
  public:
    explicit OutputFile(const std::string& path) : path_(path), part_(path + ".part") {
        out_.open(part_, std::ios::binary | std::ios::trunc);
        if (!out_) throw UsageError(fmt::format("{} cannot be written.", path));
    }
    ~OutputFile() {
        std::error_code ignored;
        std::filesystem::remove(part_, ignored);  // when it was not kept
    }
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;
    std::ostream& stream() { return out_; }
    void keep() {
        out_.close();
        if (!out_) throw std::runtime_error(fmt::format("{} could not be written", path_));
        std::filesystem::rename(part_, path_);
    }

  private:
    std::string path_, part_;
    std::ofstream out_;
};

std::optional<Instant> known_at(const std::string& text) {
    if (text.empty()) return std::nullopt;
    if (const auto instant = Instant::parse(text)) return instant;
    if (const auto day = Date::parse(text)) return instant_of(*day + 1, 0);
    throw UsageError(
        "--as-known is a day (its end is meant) such as 2026-05-31, or an instant such as "
        "2026-05-31T12:00:00Z.");
}

int export_census(const Options& options) {
    const auto known = known_at(options.known);
    auto authority = open_authority(options.open);
    const auto codes =
        returns::CodeLists::load((authority.share / "practice" / "codes" / "cin.csv").string());
    if (!codes) throw std::runtime_error("the code lists of the census could not be read");

    std::unique_ptr<OutputFile> file;
    if (!options.out.empty()) file = std::make_unique<OutputFile>(options.out);
    const auto progress = progress_on_stderr();
    returns::CinExportOptions census;
    census.year = options.year;
    census.release = "1";
    census.whole_record = options.whole;
    bool started = false;
    census.on_progress = [&](std::uint64_t done, std::uint64_t total) {
        if (!started) progress->start("Writing the census", total);
        started = true;
        progress->update(done);
    };
    const auto report = returns::export_cin(*authority.db, codes.value(), census, known,
                                            file ? file->stream() : std::cout);
    if (started) progress->finish();
    if (!report) {
        if (const auto* wrong = std::get_if<Invalid>(&report.failure()))
            throw UsageError(wrong->errors.front().message);
        throw std::runtime_error("the census could not be written to the end");
    }
    if (file) file->keep();
    // With the census on standard output, what is to be said of it goes beside.
    const std::string words = options.format == Format::json ? returns::to_json(report.value())
                                                             : returns::to_text(report.value());
    if (file)
        print(words);
    else
        std::cerr << words << (words.ends_with('\n') ? "" : "\n");
    return report->errors == 0 ? 0 : 1;
}

void say(const std::vector<returns::ListCount>& lists, const std::string& where, Format format) {
    std::string out;
    if (format == Format::json) {
        JsonWriter json(out);
        json.begin_object().key("written").value(where).key("lists").begin_array();
        for (const auto& list : lists)
            json.begin_object()
                .key("name")
                .value(list.makes)
                .key("rows")
                .value(static_cast<std::int64_t>(list.rows))
                .end_object();
        json.end_array().end_object();
        print(out + "\n");
        return;
    }
    for (const auto& list : lists) out += fmt::format("{:>9}  {}\n", list.rows, list.makes);
    print(fmt::format("{}Written to {}.\n", out, where));
}

template <class T>
T whole(Result<T> result, const char* what) {
    if (result) return std::move(result).value();
    if (const auto* wrong = std::get_if<Invalid>(&result.failure()))
        throw UsageError(wrong->errors.front().message);
    throw std::runtime_error(fmt::format("{} could not be written", what));
}

int export_annex_a(const Options& options) {
    const auto as_at = Date::parse(options.as_at);
    if (!as_at) throw UsageError("--as-at is a day such as 2026-10-31.");
    const auto known = known_at(options.known);
    auto authority = open_authority(options.open);
    say(whole(returns::export_annex_a(*authority.db, authority.share / "practice", *as_at, known,
                                      options.target),
              "Annex A"),
        options.target, options.format);
    return 0;
}

int export_ssda903(const Options& options) {
    const auto known = known_at(options.known);
    auto authority = open_authority(options.open);
    say(whole(returns::export_ssda903(*authority.db, authority.share / "practice", options.year,
                                      known, options.target),
              "the return"),
        options.target, options.format);
    return 0;
}

int export_ssd(const Options& options) {
    const auto known = known_at(options.known);
    auto authority = open_authority(options.open);
    say(returns::export_ssd(*authority.db, known, options.target), options.target, options.format);
    return 0;
}

void add_data(CLI::App& command, Options& options) {
    command.add_option("--data", options.open.data, "The authority’s data folder")
        ->capture_default_str();
    command.add_option("--database", options.open.database,
                       "Database address, instead of the configuration’s");
    command.add_option("--as-known", options.known,
                       "The record as it was known then (a day, or an instant)");
    add_format(command, options.format);
}

}  // namespace

void add_export(CLI::App& app, Run& run) {
    auto* group = app.add_subcommand("export", "Write a statutory return from the record");
    group->require_subcommand(1);
    auto options = std::make_shared<Options>();
    auto* cin = group->add_subcommand("cin", "The children in need census of a year (XML)");
    cin->footer(
        "In the census are the episodes of need that were open on any day from 1 April to 31 "
        "March,\n"
        "and referrals without further action made in that time; with their assessments, section "
        "47\n"
        "enquiries, plans and reviews of that time, as things stood on 31 March. What the year's\n"
        "schema forbids is left out and named, so that the file is valid. The Department's own "
        "rules\n"
        "are not run by this command.\n\n"
        "Exit codes: 0 written, nothing wrong; 1 written, with errors to be mended; 2 wrong "
        "usage;\n"
        "3 the machine could not do it.");
    cin->add_option("--year", options->year,
                    "The census year, named by its end: 2026 is 1 April 2025 to 31 March 2026")
        ->required();
    add_data(*cin, *options);
    cin->add_option("--out", options->out, "File to write; standard output when left out");
    cin->add_flag("--whole-record", options->whole,
                  "Everything on record, whatever the year: to move to another system");
    cin->callback([options, &run] { run = [options] { return export_census(*options); }; });

    auto* annex =
        group->add_subcommand("annex-a", "Ofsted’s eleven lists (Annex A), as a workbook");
    annex->footer(
        "The lists are SELECTs in practice/returns/annex_a: docs/returns/lists.md says how to "
        "change one.");
    annex->add_option("file", options->target, "The workbook to write (.xlsx)")->required();
    annex->add_option("--as-at", options->as_at, "The day that the lists are about")->required();
    add_data(*annex, *options);
    annex->callback([options, &run] { run = [options] { return export_annex_a(*options); }; });

    auto* looked_after =
        group->add_subcommand("ssda903", "The files of the children looked after return");
    looked_after->footer(
        "One CSV file for each part, as the Department names its columns. Check it with `hearth "
        "validate ssda903`.\nThe lists are SELECTs in practice/returns/ssda903/lists.");
    looked_after->add_option("folder", options->target, "The folder to write to")->required();
    looked_after
        ->add_option("--year", options->year,
                     "The collection year, named by its end: 2026 is 1 April 2025 to 31 March 2026")
        ->required();
    add_data(*looked_after, *options);
    looked_after->callback(
        [options, &run] { run = [options] { return export_ssda903(*options); }; });

    auto* ssd = group->add_subcommand("ssd", "The record as the Standard Safeguarding Dataset");
    ssd->footer("One CSV file for each of its 48 tables, under its own names.");
    ssd->add_option("folder", options->target, "The folder to write to")->required();
    add_data(*ssd, *options);
    ssd->callback([options, &run] { run = [options] { return export_ssd(*options); }; });

    add_export_dfe_api(*group, run);
}

}  // namespace hearth::cli

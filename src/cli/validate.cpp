#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <map>
#include <memory>

#include "base/csv.h"
#include "base/json_writer.h"
#include "cli/commands.h"
#include "cli/config.h"
#include "cli/output.h"
#include "returns/cin_import_report.h"
#include "returns/cin_reader.h"
#include "returns/cin_report.h"

namespace hearth::cli {
namespace {

enum class Shape { text, json, csv };

struct Options {
    std::string file;
    int year = 0;
    Shape shape = Shape::text;
};

// The kinds of check that the reader makes of single values (the codes of cin_check.h but
// missing_required, which is asked only of what is about to be sent).
constexpr int kChecksRun = 14;

std::string as_json(const returns::CinReport& report) {
    std::string out;
    JsonWriter json(out);
    json.begin_object()
        .member("file", report.source)
        .member("return", "cin")
        .member("year", report.year)
        .member("authority", report.authority)
        .member("complete", report.complete)
        .member("children", report.children)
        .member("children_not_read", report.damaged_children)
        .member("rules_run", kChecksRun)
        .member("department_rules_run", 0)
        .member("errors", report.errors)
        .member("queries", report.queries);
    returns::write_issues(json, report.issues);
    json.end_object();
    return out;
}

std::string as_csv(const returns::CinReport& report) {
    std::string out;
    CsvWriter csv(out, CsvGuard::formulas);
    csv.row({"rule", "severity", "la_child_id", "table", "field", "row", "path", "line", "value",
             "message", "remedy"});
    for (const auto& i : report.issues)
        csv.row({i.code, returns::to_text(i.severity), i.la_child_id, i.table, i.field,
                 std::to_string(i.row), i.path, std::to_string(i.line), i.value, i.message,
                 i.remedy});
    return out;
}

int validate_census(const Options& options) {
    if (!std::filesystem::exists(options.file))
        throw UsageError(fmt::format("There is no file {}.", options.file));
    const auto share = share_folder(hearth_environment());
    const auto codes =
        returns::CodeLists::load((share / "practice" / "codes" / "cin.csv").string());
    if (!codes) throw std::runtime_error("the code lists of the census could not be read");
    const auto progress = progress_on_stderr();
    bool started = false;
    returns::CinReadOptions reading;
    reading.year = options.year;
    reading.codes = &codes.value();
    reading.on_progress = [&](std::uint64_t done, std::uint64_t total) {
        if (!started) progress->start("Reading the census (bytes)", total);
        started = true;
        progress->update(done);
        return true;
    };
    returns::CinCount count;
    returns::CinHeader header;
    auto read = returns::read_cin_file(
        options.file, reading,
        [&](returns::CinChild&& child, const returns::CinHeader&) { count.add(child); }, &header);
    if (started) progress->finish();
    if (!read) throw std::runtime_error(std::get<Fault>(read.failure()).what);
    const auto report = returns::cin_report(std::filesystem::path(options.file).filename().string(),
                                            std::move(read.value()), header, count);
    switch (options.shape) {
        case Shape::text:
            print(returns::to_text(report) +
                  "The values were checked. The Department's own rules were not run.\n");
            break;
        case Shape::json:
            print(as_json(report));
            break;
        case Shape::csv:
            print(as_csv(report));
            break;
    }
    return report.errors == 0 && report.complete ? 0 : 1;
}

}  // namespace

void add_validate(CLI::App& app, Run& run) {
    static const std::map<std::string, Shape> shapes{
        {"text", Shape::text}, {"json", Shape::json}, {"csv", Shape::csv}};
    auto* group = app.add_subcommand("validate", "Check a statutory return");
    group->require_subcommand(1);
    auto options = std::make_shared<Options>();
    auto* cin = group->add_subcommand("cin", "A children in need census file (XML), of any year");
    cin->footer(
        "Checks that the file can be read and that each value can be used: dates, codes of the "
        "year,\n"
        "required values, numbers. The Department's 109 rules, which compare values with one "
        "another,\n"
        "are not run yet: a file without findings here may still break them.\n\n"
        "Exit codes: 0 nothing wrong; 1 errors were found; 2 wrong usage; 3 the machine could not "
        "do\n"
        "it.");
    cin->add_option("file", options->file, "The census file")->required();
    cin->add_option("--year", options->year, "Census year; the file's own when left out");
    cin->add_option("--format", options->shape, "text, json or csv")
        ->transform(CLI::CheckedTransformer(shapes, CLI::ignore_case))
        ->option_text("text|json|csv");
    cin->callback([options, &run] { run = [options] { return validate_census(*options); }; });
}

}  // namespace hearth::cli

#include <charconv>
#include <filesystem>
#include <memory>

#include "returns/cin_reader.h"
#include "returns/cin_structure.h"
#include "returns/rules/cin_tables.h"
#include "returns/rules/validate.h"

namespace hearth::returns {
namespace {

struct State {
    explicit State(const RuleSchema& schema) : frames(schema.tables), tables(frames) {}
    Frames frames;
    CinTables tables;
};

// The position of the child that "/Message/Children/Child[3]/…" names; -1 for none.
std::int32_t child_in(const std::string& path) {
    constexpr std::string_view kChild = "/Message/Children/Child[";
    if (!path.starts_with(kChild)) return -1;
    std::int32_t number = 0;
    std::from_chars(path.data() + kChild.size(), path.data() + path.size(), number);
    return number - 1;
}

}  // namespace

Result<RuleReport> validate_cin(const std::string& path, const RuleKit& kit,
                                const ValidateOptions& options) {
    auto state = std::make_shared<State>(kit.schema);
    CinReadOptions reading;
    reading.year = options.year;
    reading.codes = options.codes;
    reading.on_progress = options.on_progress;
    CinHeader header;
    auto read = read_cin_file(
        path, reading, [&](CinChild&& child, const CinHeader&) { state->tables.add(child); },
        &header);
    if (!read) return read.failure();
    CinReadReport& found = read.value();

    RuleReport report;
    report.source = std::filesystem::path(path).filename().string();
    report.kind = "cin";
    report.year =
        options.year != 0 ? options.year : cin_year(header).value_or(census_year(options.today));
    report.complete = found.complete;
    report.readable = found.complete || found.children > 0;
    report.children = found.children;
    if (kit.rules.first_year() > report.year) {
        report.notes.push_back("There are no rules of " + std::to_string(report.year) +
                               "; those of " + std::to_string(kit.rules.first_year()) +
                               " were run.");
    }
    if (!found.complete) {
        report.notes.push_back(
            "The file could not be read whole; the rules looked at what could be read.");
    }
    state->tables.finish(header, report.year);
    RuleEngine engine(kit.schema, state->frames, kit.holidays);
    const auto child_of = [&frames = state->frames](std::string_view table, std::int32_t row) {
        const Frame* frame = frames.find(table);
        const auto column = frame == nullptr ? std::nullopt : frame->column("child_no");
        const auto place = column ? frame->place_of(row) : std::nullopt;
        return place ? frame->cell(*column, *place) : -1;
    };
    report.run(engine, kit.rules.of(report.year), nullptr, child_of, kit.table_names());
    for (ReturnIssue& issue : found.issues) {
        const std::int32_t child = child_in(issue.path);
        report.add(std::move(issue), child);
    }
    report.arrange();
    report.tell = [state](const RuleFile& rule, const RuleReport::Cell& cell, ReturnIssue& issue) {
        const std::string& name = rule.fields[cell.field];
        const std::size_t dot = name.find('.');
        issue.table = name.substr(0, dot);
        issue.field = name.substr(dot + 1);
        CinTables::Where where = state->tables.where(issue.table, issue.field, cell.row);
        issue.la_child_id = std::move(where.la_child_id);
        issue.path = std::move(where.path);
        issue.line = where.line;
        issue.value = std::move(where.value);
    };
    return report;
}

}  // namespace hearth::returns

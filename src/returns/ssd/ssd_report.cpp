#include <fmt/format.h>

#include "base/id.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "returns/cin_report.h"
#include "returns/issue_text.h"
#include "returns/ssd/ssd_import.h"

namespace hearth::returns {

std::string to_json(const SsdImportReport& report) {
    std::string out;
    JsonWriter json(out);
    const auto& c = report.counts;
    json.begin_object()
        .member("import", id_to_text(report.import_id))
        .member("source", report.source)
        .member("seen_before", report.seen_before)
        .member("resumed", report.resumed)
        .member("into_empty", report.into_empty)
        .member("rows", c.rows)
        .member("rows_unchanged", c.unchanged)
        .member("rows_held", c.held)
        .member("rows_added", c.added)
        .member("rows_changed", c.changed)
        .member("people_new", c.people_new)
        .member("people_changed", c.people_changed)
        .member("errors", c.errors)
        .member("queries", c.queries);
    json.key("tables").begin_array();
    for (const auto& table : report.tables)
        json.begin_object()
            .member("table", table.table)
            .member("rows", table.rows)
            .member("kept_cells", table.kept_cells)
            .member("kept_rows", table.kept_rows)
            .end_object();
    json.end_array().key("absent").begin_array();
    for (const auto& table : report.absent) json.value(table);
    json.end_array().key("kinds").begin_object();
    for (const auto& [code, n] : report.kinds) json.member(code, n);
    json.end_object();
    write_issues(json, report.issues);
    json.end_object();
    return out;
}

std::string to_text(const SsdImportReport& report) {
    if (report.seen_before)
        return fmt::format(
            "{} has been imported before, whole: nothing was changed. See /imports/{}\n",
            report.source, id_to_text(report.import_id));
    const auto& c = report.counts;
    std::string out = fmt::format("{}{}\n", report.source,
                                  report.resumed ? ", gone on with where it was cut off" : "");
    const auto line = [&](std::uint64_t n, std::string_view what) {
        if (n != 0)
            out += fmt::format("{:>10}  {}\n", with_commas(static_cast<std::int64_t>(n)), what);
    };
    line(c.rows, "rows in the files");
    line(c.people_new, "new people");
    line(c.people_changed, "people changed");
    line(c.unchanged, "rows as they were");
    line(c.held, "rows that the record cannot hold: kept as they are");
    line(c.added, "rows added to the record");
    line(c.changed, "rows changed");
    line(c.errors, "errors");
    line(c.queries, "queries");
    if (c.added + c.changed == 0) out += "Nothing was changed: the record says the same already.\n";
    std::string kept;
    for (const auto& table : report.tables)
        if (table.kept_cells + table.kept_rows != 0)
            kept += fmt::format("{:>10}  {:>6} rows  {}\n", table.kept_cells, table.kept_rows,
                                table.table);
    if (!kept.empty())
        out += "\nKept beside the record, and exported as it came (cells, whole rows):\n" + kept;
    if (!report.absent.empty())
        out += fmt::format("\nNo file for: {}.\n", join(report.absent, ", "));
    if (!report.kinds.empty()) out += "\n";
    for (const auto& [code, n] : report.kinds) out += fmt::format("{:>10}  {}\n", n, code);
    if (!report.issues.empty()) out += "\n";
    for (const ReturnIssue& issue : report.issues)
        out += fmt::format("{}{}{}: {}", issue.path, issue.field.empty() ? "" : " ", issue.field,
                           issue_line(issue));
    return out;
}

}  // namespace hearth::returns

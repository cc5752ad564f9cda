#include "returns/cin_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/json_writer.h"
#include "returns/issue_text.h"

namespace hearth::returns {

void CinCount::add(const CinChild& child) {
    const auto more = [this](CinTable table, std::size_t n) {
        rows_[static_cast<std::size_t>(table)] += n;
    };
    more(CinTable::child_identifiers, child.identifiers.place.line != 0 ? 1 : 0);
    more(CinTable::child_characteristics, child.characteristics.place.line != 0 ? 1 : 0);
    more(CinTable::disabilities, child.characteristics.disabilities.size());
    more(CinTable::cin_details, child.details.size());
    for (const CinDetails& details : child.details) {
        more(CinTable::assessments, details.assessments.size());
        more(CinTable::cin_plan_dates, details.plans.size());
        more(CinTable::section47, details.section47.size());
        more(CinTable::child_protection_plans, details.protection_plans.size());
        more(CinTable::pre_proceedings, details.pre_proceedings.size());
        for (const CinProtectionPlan& plan : details.protection_plans) {
            for (const CinReviews& reviews : plan.reviews) {
                more(CinTable::reviews, std::max<std::size_t>(reviews.dates.size(), 1));
            }
        }
    }
}

CinReport cin_report(std::string source, CinReadReport read, const CinHeader& header,
                     const CinCount& count) {
    CinReport out;
    out.source = std::move(source);
    if (!header.sources.empty()) out.authority = header.sources.front().lea.text;
    out.reference_date = header.reference_date.text;
    out.year = read.year;
    out.complete = read.complete;
    out.children = read.children;
    out.damaged_children = read.damaged_children;
    for (std::size_t i = 0; i < kCinTableNames.size(); ++i) {
        const auto table = static_cast<CinTable>(i);
        const std::uint64_t records =
            table == CinTable::header ? (header.place.line != 0 ? 1U : 0U) : count.of(table);
        out.tables.push_back({std::string(name(table)), records});
    }
    for (const auto& [code, n] : read.counts) out.kinds.push_back({code, n});
    std::stable_sort(out.kinds.begin(), out.kinds.end(),
                     [](const auto& a, const auto& b) { return a.count > b.count; });
    out.issues = std::move(read.issues);
    for (const ReturnIssue& issue : out.issues) {
        ++(issue.severity == IssueSeverity::error ? out.errors : out.queries);
    }
    return out;
}

CinReport cin_report(std::string source, CinRead read) {
    CinCount count;
    for (const CinChild& child : read.message.children) count.add(child);
    return cin_report(std::move(source), std::move(read.report), read.message.header, count);
}

std::string to_json(const CinReport& report) {
    std::string out;
    JsonWriter json(out);
    json.begin_object()
        .member("source", report.source)
        .member("authority", report.authority)
        .member("reference_date", report.reference_date)
        .member("year", report.year)
        .member("complete", report.complete)
        .member("children", report.children)
        .member("damaged_children", report.damaged_children)
        .member("errors", report.errors)
        .member("queries", report.queries);
    json.key("tables").begin_object();
    for (const auto& table : report.tables) json.member(table.name, table.records);
    json.end_object().key("kinds").begin_object();
    for (const auto& kind : report.kinds) json.member(kind.code, kind.count);
    json.end_object();
    write_issues(json, report.issues);
    json.end_object();
    return out;
}

std::string to_text(const CinReport& report) {
    std::string out;
    const auto add = [&out]<class... T>(fmt::format_string<T...> form, T&&... parts) {
        fmt::format_to(std::back_inserter(out), form, std::forward<T>(parts)...);
    };
    add("{}: census of {}, authority {}\n", report.source, report.year,
        report.authority.empty() ? "not given" : report.authority);
    add("{} children read{}; {} errors, {} queries{}\n\n", report.children,
        report.damaged_children == 0 ? std::string()
                                     : fmt::format(", {} not read", report.damaged_children),
        report.errors, report.queries,
        report.complete ? "" : "; the file was not read to its end as it should be");
    for (const auto& table : report.tables) add("{:>10}  {}\n", table.records, table.name);
    if (!report.kinds.empty()) add("\n");
    for (const auto& kind : report.kinds) add("{:>10}  {}\n", kind.count, kind.code);
    if (!report.issues.empty()) add("\n");
    for (const ReturnIssue& issue : report.issues) {
        const std::string where = issue.line != 0 ? fmt::format("line {}: ", issue.line) : "";
        const std::string who =
            issue.la_child_id.empty() ? "" : fmt::format("child {}: ", issue.la_child_id);
        const std::string what = issue.value.empty() ? "" : fmt::format(" [{}]", issue.value);
        add("{}{} {}{}{} {}\n", where, to_text(issue.severity), who, issue.message, what,
            issue.remedy);
    }
    return out;
}

}  // namespace hearth::returns

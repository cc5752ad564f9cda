#include "returns/issue_text.h"

#include <fmt/format.h>

#include "base/json_writer.h"

namespace hearth::returns {

void write_issue(JsonWriter& json, const ReturnIssue& issue) {
    json.begin_object()
        .member("rule", issue.code)
        .member("severity", to_text(issue.severity))
        .member("la_child_id", issue.la_child_id)
        .member("table", issue.table)
        .member("field", issue.field)
        .member("row", issue.row)
        .member("path", issue.path)
        .member("line", issue.line)
        .member("value", issue.value)
        .member("message", issue.message)
        .member("remedy", issue.remedy)
        .end_object();
}

void write_issues(JsonWriter& json, const std::vector<ReturnIssue>& issues) {
    json.key("issues").begin_array();
    for (const ReturnIssue& issue : issues) write_issue(json, issue);
    json.end_array();
}

std::string issue_line(const ReturnIssue& issue) {
    const std::string where = issue.line != 0 ? fmt::format("line {}: ", issue.line) : "";
    const std::string who =
        issue.la_child_id.empty() ? "" : fmt::format("child {}: ", issue.la_child_id);
    const std::string what = issue.value.empty() ? "" : fmt::format(" [{}]", issue.value);
    return fmt::format("{}{} {}{}{} {}\n", where, to_text(issue.severity), who, issue.message, what,
                       issue.remedy);
}

}  // namespace hearth::returns

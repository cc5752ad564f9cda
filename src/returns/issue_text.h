// How findings of a return are printed by every command: one JSON shape, one line of text.
#pragma once
#include <string>
#include <vector>

#include "returns/issue.h"

namespace hearth {
class JsonWriter;
}

namespace hearth::returns {

// {"rule":…,"severity":…,"la_child_id":…,"table":…,"field":…,"row":…,"path":…,"line":…,"value":…,
// "message":…,"remedy":…}
void write_issue(JsonWriter& json, const ReturnIssue& issue);
// The member "issues": a list of them.
void write_issues(JsonWriter& json, const std::vector<ReturnIssue>& issues);
// "line 20: error child 123: … [value] remedy"
std::string issue_line(const ReturnIssue& issue);

}  // namespace hearth::returns

// How findings of a return are printed by every command: one JSON shape, one line of text.
#pragma once
#include <array>
#include <string>
#include <vector>

#include "returns/cin_message.h"
#include "returns/cin_structure.h"
#include "returns/issue.h"

namespace hearth {
class JsonWriter;
}

namespace hearth::returns {

// The member "issues": [{"rule":…,"severity":…,"la_child_id":…,"table":…,"field":…,"row":…,
// "path":…,"line":…,"value":…,"message":…,"remedy":…}]
void write_issues(JsonWriter& json, const std::vector<ReturnIssue>& issues);
// "line 20: error child 123: … [value] remedy"
std::string issue_line(const ReturnIssue& issue);

// Numbers a child's records as they stand in a message of which it is child number `child`
// (from 1): what CinPlace holds of a file that was read.
void number(CinChild& child, std::uint32_t position,
            std::array<std::uint32_t, kCinTableNames.size()>& rows);

}  // namespace hearth::returns

// A rule of a return as its file states it (docs/returns/rules.md): a header of comments, then SQL.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "practice/problem.h"
#include "returns/issue.h"
#include "returns/rules/statements.h"

namespace hearth::returns {

struct RuleFile {
    std::string code;  // as in the file's name: "8842Q"
    std::string path;  // as it was found
    int year = 0;      // folder; 0 for a local rule of every year
    bool local = false;
    bool withdrawn = false;
    IssueSeverity severity = IssueSeverity::error;
    std::vector<std::string> fields;  // "Table.Field"
    std::vector<std::string> needs;   // names of files
    std::string message, remedy, source, note;
    std::vector<Statement> statements;  // lines are those of the file
    // What is wrong with the file itself. A rule with problems cannot be run.
    std::vector<practice::Problem> problems;
};

// `code` is the file's name without ".sql".
RuleFile parse_rule(std::string code, std::string path, std::string_view text);
// A problem when it cannot be read.
RuleFile read_rule(const std::string& path);

}  // namespace hearth::returns

// One thing found wrong (or worth asking about) in a statutory return, whichever return it is.
//
// It says which child, which cell, where in the file, what was found, and how to put it right.
// `table`, `field` and `row` name the cell the way the return's own tables do: `row` is zero-based,
// the position of the record in document order within its table, and -1 when the finding is about
// the whole file. It carries the value found, which may be personal data: show it to those allowed
// to see the return, never log it.
#pragma once
#include <cstdint>
#include <functional>
#include <string>

namespace hearth::returns {

enum class IssueSeverity : std::uint8_t {
    error,  // the return would be refused, or a value cannot be used
    query,  // acceptable, but somebody should look
};

struct ReturnIssue {
    std::string code;  // stable: a rule's number, or one of the reader's words ("not_a_date")
    IssueSeverity severity = IssueSeverity::error;
    std::string la_child_id;  // empty when about the whole file or when the child has none
    std::string table;
    std::string field;
    std::int64_t row = -1;
    std::string path;        // XPath in an XML return; empty in a CSV one
    std::uint32_t line = 0;  // 1-based; 0 when there is no line
    std::string value;       // as found, at most 200 bytes
    std::string message;     // what is wrong
    std::string remedy;      // how to put it right

    bool operator==(const ReturnIssue&) const = default;
};

inline const char* to_text(IssueSeverity severity) {
    return severity == IssueSeverity::error ? "error" : "query";
}

using IssueSink = std::function<void(ReturnIssue&&)>;

}  // namespace hearth::returns

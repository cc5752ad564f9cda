#include "returns/rules/statements.h"

namespace hearth::returns {

namespace {

// The place after what begins at `at`: a comment, a quoted text or name, or one character.
std::size_t past(std::string_view sql, std::size_t at) {
    const char c = sql[at];
    if (c == '-' && sql.substr(at).starts_with("--")) {
        const std::size_t end = sql.find('\n', at);
        return end == std::string_view::npos ? sql.size() : end + 1;
    }
    if (c == '/' && sql.substr(at).starts_with("/*")) {
        const std::size_t end = sql.find("*/", at + 2);
        return end == std::string_view::npos ? sql.size() : end + 2;
    }
    if (c == '\'' || c == '"' || c == '`' || c == '[') {
        const std::size_t end = sql.find(c == '[' ? ']' : c, at + 1);
        return end == std::string_view::npos ? sql.size() : end + 1;
    }
    return at + 1;
}

bool is_comment(std::string_view sql, std::size_t at) {
    return sql.substr(at).starts_with("--") || sql.substr(at).starts_with("/*");
}

}  // namespace

std::vector<Statement> split_statements(std::string_view sql) {
    std::vector<Statement> out;
    Statement statement;
    bool any = false;  // something but comments
    int line = 1;
    for (std::size_t at = 0; at < sql.size();) {
        const std::size_t next = past(sql, at);
        const std::string_view piece = sql.substr(at, next - at);
        const bool blank =
            is_comment(sql, at) || piece == " " || piece == "\n" || piece == "\t" || piece == "\r";
        if (!any && !blank && piece != ";") {
            any = true;
            statement.line = line;
        }
        if (any) statement.text += piece;
        for (const char c : piece) line += c == '\n' ? 1 : 0;
        if (any && piece == ";") {
            out.push_back(std::move(statement));
            statement = {};
            any = false;
        }
        at = next;
    }
    if (any) out.push_back(std::move(statement));
    return out;
}

}  // namespace hearth::returns

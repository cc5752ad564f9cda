// SQL text cut into its statements.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace hearth::returns {

struct Statement {
    std::string text;
    int line = 1;  // on which it begins, within the text
};

// Comments and white space alone are no statement. A last one without its ; counts.
std::vector<Statement> split_statements(std::string_view sql);

}  // namespace hearth::returns

#include "practice/problem.h"

#include <algorithm>
#include <tuple>

namespace hearth::practice {

std::string to_text(const Problem& problem) {
    std::string out = problem.file;
    if (problem.line > 0) out += ":" + std::to_string(problem.line);
    if (problem.line > 0 && problem.column > 0) out += ":" + std::to_string(problem.column);
    return out + ": " + problem.what + ". " + problem.remedy;
}

void sort_problems(std::vector<Problem>& problems) {
    const auto place = [](const Problem& p) {
        return std::tie(p.file, p.line, p.column, p.what, p.remedy);
    };
    std::sort(problems.begin(), problems.end(),
              [&](const Problem& a, const Problem& b) { return place(a) < place(b); });
    problems.erase(std::unique(problems.begin(), problems.end()), problems.end());
}

}  // namespace hearth::practice

// Something wrong in the files of a practice: where, what, and what to do about it.
#pragma once
#include <string>
#include <vector>

namespace hearth::practice {

struct Problem {
    std::string file;  // relative to practice/
    int line = 0;      // from 1; 0 when the file as a whole is meant
    int column = 0;    // from 1; 0 when the line as a whole is meant
    std::string what;
    std::string remedy;
    bool operator==(const Problem&) const = default;
};

// "forms/visit.yaml:12:5: what. remedy" — one line, as editors understand it.
std::string to_text(const Problem& problem);
// By file, line and column; equal ones once.
void sort_problems(std::vector<Problem>& problems);

}  // namespace hearth::practice

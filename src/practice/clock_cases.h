// Worked dates of the clocks: "a conference begun on 14 December 2026 is due on 7 January 2027".
//
// They stand in clock_cases.yaml beside the clocks.yaml of a layer, so that whoever changes a
// clock, a calendar or the law sees at once which of the dates that people rely on move. A case is
// asked of every profile whose clock is the one of the case's own layer. docs/practice_language.md
// tells the format.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "practice/loader.h"

namespace hearth::practice {

inline constexpr std::string_view kClockCasesFile = "clock_cases.yaml";

struct ClockCaseReport {
    std::vector<Problem> problems;  // cases that do not hold or cannot be read
    int asked = 0;                  // cases that were worked out
    std::set<std::string> clocks;   // with at least one case
};
ClockCaseReport check_clock_cases(const Files& files, const Practice& practice);

}  // namespace hearth::practice

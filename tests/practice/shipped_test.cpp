// The practice that ships: whatever an authority is first given must be without a fault.
#include <gtest/gtest.h>

#include "practice/clock_cases.h"
#include "practice/loader.h"

namespace hearth::practice {
namespace {

std::string root() {
    return HEARTH_SOURCE_DIR;
}

// part: S2-22, S2-23
TEST(ShippedPractice, has_no_problems) {
    const TableCatalog catalog = catalog_of(root() + "/migrations");
    const auto problems =
        check_practice(root() + "/practice", {&catalog, Date::parse("2026-11-22")});
    for (const Problem& problem : problems) ADD_FAILURE() << to_text(problem);
    EXPECT_TRUE(problems.empty());
}

// Dates worked out by hand and by a second program, in practice/*/clock_cases.yaml: bank holidays,
// weekends, leap days, the nights when the clocks change.
// where: hearth practice check
TEST(ShippedPractice, every_clock_has_worked_dates_and_they_hold) {
    const Files files = read_files(root() + "/practice");
    for (const std::string& profile : profiles(files)) {
        const Loaded loaded = load_practice(files, profile);
        const ClockCaseReport report = check_clock_cases(files, loaded.practice);
        for (const Problem& problem : report.problems) ADD_FAILURE() << to_text(problem);
        for (const auto& [id, rule] : loaded.practice.clocks)
            EXPECT_TRUE(report.clocks.contains(id)) << profile << " has no case of " << id;
        EXPECT_GT(report.asked, 200);
    }
}

// A case that is wrong is a problem with its file and line, so that the check can be believed.
TEST(ShippedPractice, a_case_that_does_not_hold_is_told_with_its_line) {
    Files files = read_files(root() + "/practice");
    files["common/clock_cases.yaml"] = R"(- clock: icpc
  cases:
    - {about: one day too late, from: 2026-12-14, due: 2027-01-08}
    - {about: right, from: 2026-12-14, due: 2027-01-07, warn: 2026-12-30}
    - {about: warns too early, from: 2026-12-14, due: 2027-01-07, warn: 2026-12-29}
    - {about: no date, from: Tuesday, due: 2027-01-07}
    - {about: no year, from: 2061-12-14, due: 2062-01-07}
- clock: icpcs
  cases: []
)";
    const Loaded loaded = load_practice(files, "family-help");
    ASSERT_TRUE(loaded.ok());
    const auto report = check_clock_cases(files, loaded.practice);
    std::vector<int> lines;
    for (const auto& problem : report.problems) lines.push_back(problem.line);
    EXPECT_EQ(lines, (std::vector<int>{3, 5, 6, 7, 8}));
    EXPECT_EQ(report.problems.front().what,
              "Initial child protection conference from 2026-12-14 is due on 2027-01-07, and the "
              "case says 2027-01-08");
    EXPECT_FALSE(check_practice(files).empty());
}

}  // namespace
}  // namespace hearth::practice

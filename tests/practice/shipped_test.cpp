// The practice that ships: whatever an authority is first given must be without a fault.
#include <gtest/gtest.h>

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

}  // namespace
}  // namespace hearth::practice

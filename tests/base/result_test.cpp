#include "base/result.h"

#include <gtest/gtest.h>

#include <memory>

namespace hearth {
namespace {

Result<std::unique_ptr<int>> halve(int n) {
    if (n < 0) return Refusal{"negative"};
    if (n % 2 != 0) return invalid("n", "odd", "Give an even number.");
    if (n > 100) return Fault{"too big"};
    return std::make_unique<int>(n / 2);
}

TEST(Results, a_result_is_a_value_or_says_which_failure) {
    auto good = halve(8);
    ASSERT_TRUE(good.ok());
    EXPECT_EQ(**good.operator->(), 4);
    EXPECT_EQ(*std::move(good).value(), 4);
    EXPECT_EQ(halve(-1).failure(), Failure{Refusal{"negative"}});
    EXPECT_EQ(halve(3).failure(), Failure{invalid("n", "odd", "Give an even number.")});
    EXPECT_EQ(halve(102).failure(), Failure{Fault{"too big"}});
    const Result<Done> done = Done{};
    EXPECT_TRUE(done);
}

}  // namespace
}  // namespace hearth

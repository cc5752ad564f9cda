#include "base/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <string>
#include <vector>

namespace hearth {
namespace {

TEST(RandomNumbers, the_stream_of_a_seed_never_changes) {
    // The generator as published, seeded through splitmix64 from 0: first words computed
    // independently.
    Random random(0);
    EXPECT_EQ(random.next(), 0x99EC5F36CB75F2B4U);
    EXPECT_EQ(random.next(), 0xBF6E1F784956452AU);
    EXPECT_EQ(random.next(), 0x1A5F849D4933E6E0U);
    EXPECT_EQ(Random(7).uniform(1, 1'000'000), Random(7).uniform(1, 1'000'000));
    EXPECT_NE(Random(7).next(), Random(8).next());
}

TEST(RandomNumbers, uniform_numbers_cover_their_range_evenly) {
    Random random(1);
    std::vector<int> seen(6, 0);
    for (int i = 0; i < 60'000; ++i) ++seen[static_cast<std::size_t>(random.uniform(10, 15) - 10)];
    for (const int n : seen) EXPECT_NEAR(n, 10'000, 400);
    EXPECT_EQ(random.uniform(-3, -3), -3);
    for (int i = 0; i < 1000; ++i) {
        const auto n = random.uniform(INT64_MIN, INT64_MAX);
        static_cast<void>(n);
        const double x = random.between(-2, 3);
        EXPECT_TRUE(x >= -2 && x < 3);
    }
}

TEST(RandomNumbers, chances_weights_and_normals_come_as_often_as_they_should) {
    Random random(2);
    int heads = 0;
    for (int i = 0; i < 100'000; ++i) heads += random.chance(0.3) ? 1 : 0;
    EXPECT_NEAR(heads, 30'000, 800);
    EXPECT_FALSE(random.chance(0));
    EXPECT_TRUE(random.chance(1));

    const double weights[] = {0, 1, 3, 0};
    std::vector<int> seen(4, 0);
    for (int i = 0; i < 40'000; ++i) ++seen[random.weighted(weights)];
    EXPECT_EQ(seen[0], 0);
    EXPECT_EQ(seen[3], 0);
    EXPECT_NEAR(seen[1], 10'000, 500);

    double sum = 0;
    double squares = 0;
    for (int i = 0; i < 100'000; ++i) {
        const double x = random.normal(10, 2);
        sum += x;
        squares += (x - 10) * (x - 10);
    }
    EXPECT_NEAR(sum / 100'000, 10, 0.05);
    EXPECT_NEAR(std::sqrt(squares / 100'000), 2, 0.05);
}

TEST(RandomNumbers, picking_and_shuffling_keep_every_item) {
    Random random(3);
    std::vector<std::string> names = {"a", "b", "c", "d"};
    std::set<std::string> picked;
    for (int i = 0; i < 200; ++i) picked.insert(random.pick(names));
    EXPECT_EQ(picked.size(), 4U);
    std::vector<int> numbers(50);
    std::iota(numbers.begin(), numbers.end(), 0);
    auto shuffled = numbers;
    random.shuffle(shuffled);
    EXPECT_NE(shuffled, numbers);
    std::sort(shuffled.begin(), shuffled.end());
    EXPECT_EQ(shuffled, numbers);
}

TEST(RandomNumbers, a_forked_stream_does_not_depend_on_what_was_drawn) {
    Random a(4);
    const Random b(4);
    a.next();
    EXPECT_EQ(a.fork("schools").next(), b.fork("schools").next());
    EXPECT_EQ(a.fork(17).next(), b.fork(17).next());
    EXPECT_NE(b.fork("schools").next(), b.fork("homes").next());
    EXPECT_NE(b.fork(1).next(), b.fork(2).next());
    EXPECT_NE(b.fork(0).next(), Random(4).next());
}

}  // namespace
}  // namespace hearth

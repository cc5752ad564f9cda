#include "base/id.h"

#include <gtest/gtest.h>

#include <set>
#include <thread>
#include <vector>

namespace hearth {
namespace {

Instant at(std::string_view iso) {
    return Instant::parse(iso).value();
}

TEST(Ids, text_is_13_characters_sorts_as_the_numbers_do_and_comes_back) {
    EXPECT_EQ(id_to_text(0), "0000000000000");
    EXPECT_EQ(id_to_text(31), "000000000000Z");
    EXPECT_EQ(id_to_text(INT64_MAX), "7ZZZZZZZZZZZZ");
    std::string before;
    for (std::int64_t v = 1; v > 0 && v < INT64_MAX / 7; v = v * 7 + 3) {
        const std::string text = id_to_text(v);
        EXPECT_EQ(id_from_text(text), v);
        EXPECT_LT(before, text);
        before = text;
    }
    EXPECT_EQ(id_from_text("7zzzzzzzzzzzz"), INT64_MAX);
}

TEST(Ids, text_that_is_not_an_id_gives_nothing) {
    for (const auto* text :
         {"", "1", "00000000000000", "000000000000", "8000000000000", "ZZZZZZZZZZZZZ",
          "000000000000I", "000000000000L", "000000000000O", "000000000000U", "000000000000-",
          "000000000000 ", "00000000000\xC3\xA9"}) {
        EXPECT_FALSE(id_from_text(text)) << text;
    }
    EXPECT_FALSE(PersonId::parse("nobody"));
    EXPECT_EQ(PersonId::parse("000000000000Z"), PersonId{31});
    EXPECT_FALSE(PersonId{});
    EXPECT_TRUE(PersonId{1});
}

TEST(Ids, ids_sort_by_the_time_they_were_made) {
    for (const bool seeded : {false, true}) {
        IdMaker with_seed(7);
        IdMaker without;
        IdMaker& maker = seeded ? with_seed : without;
        const auto first = maker.next<PersonTag>(at("2026-11-22T11:36:25.123Z"));
        const auto second = maker.next<PersonTag>(at("2026-11-22T11:36:25.124Z"));
        EXPECT_LT(first, second);
        EXPECT_LT(first.text(), second.text());
        EXPECT_EQ(first.text().size(), 13U);
    }
}

TEST(Ids, ids_of_one_instant_differ_and_only_grow) {
    const Instant now = at("2026-11-22T11:36:25.123Z");
    for (const bool seeded : {false, true}) {
        IdMaker with_seed(7);
        IdMaker without;
        IdMaker& maker = seeded ? with_seed : without;
        std::int64_t before = 0;
        for (int i = 0; i < 200'000; ++i) {
            const auto id = maker.make(now);
            ASSERT_GT(id, before);
            before = id;
        }
    }
}

TEST(Ids, a_full_millisecond_spills_into_the_next_and_still_repeats_nothing) {
    IdMaker maker(1);
    const Instant now =
        at("2019-01-01T00:00:00Z");  // before the epoch: all such share one millisecond
    std::int64_t before = 0;
    for (int i = 0; i < 4'500'000; ++i) {
        const auto id = maker.make(now);
        if (id <= before) FAIL() << i;
        before = id;
    }
}

TEST(Ids, a_seed_makes_the_same_ids_again_and_instants_may_come_in_any_order) {
    std::vector<std::int64_t> first;
    for (const int run : {1, 2}) {
        IdMaker maker(42);
        std::vector<std::int64_t> ids;
        for (int i = 0; i < 50'000; ++i) {
            ids.push_back(maker.make(at("2026-01-01T00:00:00Z") +
                                     std::chrono::milliseconds{i * 7919 % 5000}));
        }
        EXPECT_EQ(std::set<std::int64_t>(ids.begin(), ids.end()).size(), ids.size());
        if (run == 1) {
            first = ids;
        } else {
            EXPECT_EQ(ids, first);
        }
    }
    EXPECT_NE(IdMaker(43).make(at("2026-01-01T00:00:00Z")), first.front());
}

TEST(Ids, a_clock_set_back_a_little_never_repeats_an_id) {
    IdMaker maker;
    const Instant now = at("2026-11-22T11:36:25.123Z");
    const auto first = maker.make(now);
    EXPECT_GT(maker.make(now - std::chrono::seconds{2}), first);
    EXPECT_LT(maker.make(now - std::chrono::hours{2}), first);
}

TEST(Ids, threads_share_a_maker_without_repeats) {
    IdMaker maker;
    std::vector<std::vector<std::int64_t>> made(4);
    std::vector<std::thread> threads;
    for (auto& mine : made) {
        threads.emplace_back([&maker, &mine] {
            for (int i = 0; i < 20'000; ++i)
                mine.push_back(maker.make(Instant{1'800'000'000'000 + i / 100}));
        });
    }
    for (auto& thread : threads) thread.join();
    std::set<std::int64_t> all;
    for (const auto& mine : made) all.insert(mine.begin(), mine.end());
    EXPECT_EQ(all.size(), 80'000U);
}

}  // namespace
}  // namespace hearth

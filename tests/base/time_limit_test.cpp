#include "base/time_limit.h"

#include <gtest/gtest.h>

#include "base/holidays.h"

namespace hearth {
namespace {

constexpr auto kAfter = Convention::day_after_is_day_one;
constexpr auto kStart = Convention::start_day_is_day_one;

TEST(TimeLimits, every_unit_falls_due_when_its_rule_says) {
    const BankHolidays holidays = testing::england_and_wales();
    struct Case {
        const char* start;
        TimeLimit limit;
        const char* date;
        const char* at;
    };
    const Case cases[] = {
        {"2026-11-16T10:00:00Z",
         {1, TimeUnit::working_days, kAfter},
         "2026-11-17",
         "2026-11-17T23:59:59.999Z"},
        // Received at 00:30 English time on 1 July: its day is 1 July though UTC says 30 June.
        {"2026-06-30T23:30:00Z",
         {1, TimeUnit::working_days, kAfter},
         "2026-07-02",
         "2026-07-02T22:59:59.999Z"},
        {"2026-11-16T10:00:00Z",
         {10, TimeUnit::working_days, kStart},
         "2026-11-27",
         "2026-11-27T23:59:59.999Z"},
        {"2026-11-20T15:00:00Z",
         {4, TimeUnit::hub_hours, kAfter},
         "2026-11-23",
         "2026-11-23T11:00:00.000Z"},
        {"2026-03-28T12:00:00Z",
         {72, TimeUnit::elapsed_hours, kAfter},
         "2026-03-31",
         "2026-03-31T12:00:00.000Z"},
        {"2026-10-24T23:30:00Z",
         {24, TimeUnit::elapsed_hours, kAfter},
         "2026-10-25",
         "2026-10-25T23:30:00.000Z"},
        {"2026-11-21T12:00:00Z",
         {7, TimeUnit::calendar_days, kAfter},
         "2026-11-28",
         "2026-11-28T23:59:59.999Z"},
        {"2026-11-21T12:00:00Z",
         {7, TimeUnit::calendar_days, kStart},
         "2026-11-27",
         "2026-11-27T23:59:59.999Z"},
        {"2026-11-16T12:00:00Z",
         {6, TimeUnit::weeks, kAfter},
         "2026-12-28",
         "2026-12-28T23:59:59.999Z"},
        {"2026-11-16T12:00:00Z",
         {6, TimeUnit::weeks, kStart},
         "2026-12-27",
         "2026-12-27T23:59:59.999Z"},
        {"2023-11-30T12:00:00Z",
         {3, TimeUnit::months, kAfter},
         "2024-02-29",
         "2024-02-29T23:59:59.999Z"},
        {"2024-02-29T12:00:00Z",
         {12, TimeUnit::months, kAfter},
         "2025-02-28",
         "2025-02-28T23:59:59.999Z"},
        {"2026-11-16T12:00:00Z",
         {6, TimeUnit::months, kStart},
         "2027-05-15",
         "2027-05-15T22:59:59.999Z"},
        // The due day is the day the clocks go forward: it still ends at English midnight.
        {"2026-03-22T12:00:00Z",
         {1, TimeUnit::weeks, kAfter},
         "2026-03-29",
         "2026-03-29T22:59:59.999Z"},
    };
    for (const Case& c : cases) {
        const auto found = due(Instant::parse(c.start).value(), c.limit, HubHours{}, holidays);
        ASSERT_TRUE(found) << c.start;
        EXPECT_EQ(found->date.iso(), c.date) << c.start << ' ' << rule_text(c.limit);
        EXPECT_EQ(found->at.iso(), c.at) << c.start << ' ' << rule_text(c.limit);
    }
    EXPECT_EQ(due(Date::parse("2026-11-16").value(), {1, TimeUnit::working_days, kAfter},
                  HubHours{}, holidays)
                  ->date.iso(),
              "2026-11-17");
    EXPECT_FALSE(due(Instant{}, {-1, TimeUnit::elapsed_hours, kAfter}, HubHours{}, holidays));
    EXPECT_FALSE(due(Instant{}, {1, TimeUnit::working_days, kAfter}, HubHours{}, holidays));
}

TEST(TimeLimits, a_limit_is_told_in_words_with_its_counting_rule) {
    EXPECT_EQ(rule_text({10, TimeUnit::working_days, kAfter}),
              "within 10 working days (the day after is day 1)");
    EXPECT_EQ(rule_text({1, TimeUnit::working_days, kStart}),
              "within 1 working day (the day itself is day 1)");
    EXPECT_EQ(rule_text({72, TimeUnit::elapsed_hours, kAfter}), "within 72 hours");
    EXPECT_EQ(rule_text({4, TimeUnit::hub_hours, kAfter}), "within 4 hub hours");
    EXPECT_EQ(rule_text({3, TimeUnit::months, kAfter}), "within 3 months (the day after is day 1)");
}

TEST(TimeLimits, the_names_of_the_practice_files_are_read_back) {
    for (const TimeUnit unit :
         {TimeUnit::working_days, TimeUnit::hub_hours, TimeUnit::elapsed_hours,
          TimeUnit::calendar_days, TimeUnit::weeks, TimeUnit::months}) {
        EXPECT_EQ(time_unit_from(name_of(unit)), unit);
    }
    for (const Convention convention : {kAfter, kStart}) {
        EXPECT_EQ(convention_from(name_of(convention)), convention);
    }
    EXPECT_FALSE(time_unit_from("days"));
    EXPECT_FALSE(convention_from(""));
}

}  // namespace
}  // namespace hearth

#include "base/time.h"

#include <gtest/gtest.h>

namespace hearth {
namespace {

Date d(std::string_view iso) {
    return Date::parse(iso).value();
}
Instant at(std::string_view iso) {
    return Instant::parse(iso).value();
}

TEST(Dates, an_iso_date_is_read_and_written_in_three_forms) {
    const Date date = d("2026-11-22");
    EXPECT_EQ(date.iso(), "2026-11-22");
    EXPECT_EQ(date.uk(), "22/11/2026");
    EXPECT_EQ(date.plain(), "22 November 2026");
    EXPECT_EQ(d("2026-03-01").plain(), "1 March 2026");
    EXPECT_EQ(date.weekday(), 7);
    EXPECT_EQ(d("1970-01-01").days, 0);
    EXPECT_EQ(d("1969-12-31").days, -1);
    EXPECT_EQ(d("1970-01-01").weekday(), 4);
}

TEST(Dates, anything_but_a_real_iso_date_is_refused) {
    for (const auto* text :
         {"", "2026", "2026-11", "22/11/2026", "2026-1-02", "2026-13-01", "2026-00-01",
          "2026-02-29", "2026-04-31", "2026-11-00", "0000-01-01", "2026-11-22 ", " 2026-11-2",
          "+026-11-22", "2026-1a-22", "-202-11-22", "2026-11-22T", "20261122", "2026/11/22"}) {
        EXPECT_FALSE(Date::parse(text)) << text;
    }
    EXPECT_TRUE(Date::parse("2024-02-29"));
    EXPECT_FALSE(Date::parse("1900-02-29"));
    EXPECT_TRUE(Date::parse("2000-02-29"));
}

TEST(Dates, every_day_of_four_centuries_survives_the_round_trip) {
    int weekday = d("1800-01-01").weekday();
    std::string before;
    for (Date day = d("1800-01-01"); day < d("2200-01-01"); day = day + 1) {
        const std::string iso = day.iso();
        ASSERT_EQ(Date::parse(iso), day);
        ASSERT_LT(before, iso);
        ASSERT_EQ(day.weekday(), weekday);
        ASSERT_EQ(Date::from(day.year(), day.month(), day.day()), day);
        weekday = weekday % 7 + 1;
        before = iso;
    }
}

TEST(Dates, months_are_added_to_the_same_day_or_the_last_of_the_month) {
    EXPECT_EQ(add_months(d("2026-01-31"), 1).iso(), "2026-02-28");
    EXPECT_EQ(add_months(d("2024-01-31"), 1).iso(), "2024-02-29");
    EXPECT_EQ(add_months(d("2026-08-31"), 3).iso(), "2026-11-30");
    EXPECT_EQ(add_months(d("2026-11-15"), 3).iso(), "2027-02-15");
    EXPECT_EQ(add_months(d("2026-03-31"), -1).iso(), "2026-02-28");
    EXPECT_EQ(add_months(d("2024-02-29"), 12).iso(), "2025-02-28");
    EXPECT_EQ(add_months(d("2026-11-22"), 0).iso(), "2026-11-22");
    EXPECT_EQ(add_months(d("2026-01-15"), -13).iso(), "2024-12-15");
}

TEST(Dates, age_is_whole_years_and_a_leap_day_child_has_a_birthday_on_1_march) {
    EXPECT_EQ(age_in_years(d("2010-11-22"), d("2026-11-21")), 15);
    EXPECT_EQ(age_in_years(d("2010-11-22"), d("2026-11-22")), 16);
    EXPECT_EQ(age_in_years(d("2008-02-29"), d("2026-02-28")), 17);
    EXPECT_EQ(age_in_years(d("2008-02-29"), d("2026-03-01")), 18);
    EXPECT_EQ(age_in_years(d("2008-02-29"), d("2024-02-29")), 16);
    EXPECT_EQ(age_in_years(d("2026-11-22"), d("2026-11-22")), 0);
}

TEST(Dates, the_census_year_ends_on_31_march) {
    EXPECT_EQ(census_year(d("2026-03-31")), 2026);
    EXPECT_EQ(census_year(d("2026-04-01")), 2027);
    EXPECT_EQ(census_year(d("2025-12-31")), 2026);
}

TEST(Instants, iso_text_is_read_strictly_and_written_with_milliseconds) {
    EXPECT_EQ(at("2026-11-22T11:36:25.123Z").iso(), "2026-11-22T11:36:25.123Z");
    EXPECT_EQ(at("2026-11-22T11:36:25Z").iso(), "2026-11-22T11:36:25.000Z");
    EXPECT_EQ(at("1969-12-31T23:59:59.999Z").ms, -1);
    EXPECT_EQ(Instant{-1}.iso(), "1969-12-31T23:59:59.999Z");
    EXPECT_EQ(at(kForever).iso(), kForever);
    for (const auto* text :
         {"", "2026-11-22", "2026-11-22T11:36:25", "2026-11-22 11:36:25Z", "2026-11-22T24:00:00Z",
          "2026-11-22T11:60:00Z", "2026-11-22T11:36:60Z", "2026-11-22T11:36:25.12Z",
          "2026-11-22T11:36:25.1234Z", "2026-11-22T11:36:25,123Z", "2026-02-30T11:36:25Z",
          "2026-11-22T11:36:25+00:00", "2026-11-22t11:36:25Z", "2026-11-22T-1:36:25Z"}) {
        EXPECT_FALSE(Instant::parse(text)) << text;
    }
}

TEST(SummerTime, english_time_is_an_hour_ahead_from_the_last_sunday_of_march_to_that_of_october) {
    struct Case {
        const char* utc;
        const char* date;
        int minutes;
    };
    for (const Case& c : {Case{"2026-03-29T00:59:59.999Z", "2026-03-29", 59},
                          Case{"2026-03-29T01:00:00Z", "2026-03-29", 120},
                          Case{"2026-07-01T23:30:00Z", "2026-07-02", 30},
                          Case{"2026-10-25T00:59:00Z", "2026-10-25", 119},
                          Case{"2026-10-25T01:00:00Z", "2026-10-25", 60},
                          Case{"2026-12-31T23:59:00Z", "2026-12-31", 1439},
                          Case{"2024-03-31T01:00:00Z", "2024-03-31", 120},
                          Case{"2027-10-31T00:30:00Z", "2027-10-31", 90}}) {
        EXPECT_EQ(wall_time(at(c.utc)), (WallTime{d(c.date), c.minutes})) << c.utc;
    }
    EXPECT_EQ(date_of(at("2026-07-01T23:30:00Z")).iso(), "2026-07-02");
    EXPECT_EQ(plain(at("2026-07-01T08:05:00Z")), "1 July 2026 at 09:05");
    EXPECT_EQ(plain(at("2026-11-22T11:36:25Z")), "22 November 2026 at 11:36");
}

TEST(SummerTime, a_skipped_wall_time_is_the_moment_after_the_gap_and_a_doubled_one_the_first) {
    EXPECT_EQ(instant_of(d("2026-03-29"), 59).iso(), "2026-03-29T00:59:00.000Z");
    EXPECT_EQ(instant_of(d("2026-03-29"), 60).iso(), "2026-03-29T01:00:00.000Z");
    EXPECT_EQ(instant_of(d("2026-03-29"), 90).iso(), "2026-03-29T01:00:00.000Z");
    EXPECT_EQ(instant_of(d("2026-03-29"), 120).iso(), "2026-03-29T01:00:00.000Z");
    EXPECT_EQ(instant_of(d("2026-10-25"), 59).iso(), "2026-10-24T23:59:00.000Z");
    EXPECT_EQ(instant_of(d("2026-10-25"), 90).iso(), "2026-10-25T00:30:00.000Z");
    EXPECT_EQ(instant_of(d("2026-10-25"), 120).iso(), "2026-10-25T02:00:00.000Z");
    EXPECT_EQ(instant_of(d("2026-07-01"), 0).iso(), "2026-06-30T23:00:00.000Z");
    EXPECT_EQ(instant_of(d("2026-07-01"), 1440), instant_of(d("2026-07-02"), 0));
}

TEST(SummerTime, every_wall_time_that_exists_once_survives_the_round_trip) {
    for (Date day = d("2024-01-01"); day < d("2028-01-01"); day = day + 1) {
        for (int minutes = 0; minutes < 1440; minutes += 15) {
            const WallTime back = wall_time(instant_of(day, minutes));
            const bool skipped = day.month() == 3 && day.weekday() == 7 && day.day() > 24 &&
                                 minutes >= 60 && minutes < 120;
            ASSERT_EQ(back, (WallTime{day, skipped ? 120 : minutes}))
                << day.iso() << ' ' << minutes;
        }
    }
}

TEST(TheClock, a_manual_clock_moves_only_by_hand) {
    ManualClock clock(at("2026-03-28T23:30:00Z"));
    EXPECT_EQ(clock.today().iso(), "2026-03-28");
    clock.advance(std::chrono::minutes{30});
    EXPECT_EQ(clock.now().iso(), "2026-03-29T00:00:00.000Z");
    clock.set(at("2026-06-30T23:00:00Z"));
    EXPECT_EQ(clock.today().iso(), "2026-07-01");
    EXPECT_GT(SystemClock{}.now(), at("2020-01-01T00:00:00Z"));
}

}  // namespace
}  // namespace hearth

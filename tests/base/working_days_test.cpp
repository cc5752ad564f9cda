#include "base/working_days.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/bank_holiday_rule.h"
#include "base/holidays.h"
#include "base/random.h"

namespace hearth {
namespace {

constexpr auto kAfter = Convention::day_after_is_day_one;
constexpr auto kStart = Convention::start_day_is_day_one;

Date d(std::string_view iso) {
    return Date::parse(iso).value();
}
Instant at(std::string_view iso) {
    return Instant::parse(iso).value();
}

const BankHolidays& holidays() {
    static const BankHolidays days = testing::england_and_wales();
    return days;
}

std::string code(const Failure& failure) {
    const auto* wrong = std::get_if<Invalid>(&failure);
    return wrong != nullptr && !wrong->errors.empty() ? wrong->errors.front().code : "not invalid";
}

TEST(WorkingDays, the_rule_gives_the_bank_holidays_that_were_published_but_for_occasions) {
    // Victory in Europe Day moved the early May holiday; jubilee, funeral and coronation added
    // days, and the jubilee moved the spring one.
    const auto occasion = [](Date day) {
        for (const char* one : {"2020-05-04", "2020-05-08", "2022-05-30", "2022-06-02",
                                "2022-06-03", "2022-09-19", "2023-05-08"})
            if (day == d(one)) return true;
        return false;
    };
    const auto ordinary = [&](const std::vector<Date>& days) {
        std::vector<std::string> out;
        for (const Date day : days)
            if (!occasion(day)) out.push_back(day.iso());
        return out;
    };
    std::vector<Date> by_rule;
    for (int year = 2017; year <= 2027; ++year)
        for (const Date day : bank_holidays_by_rule(year)) by_rule.push_back(day);
    EXPECT_EQ(ordinary(by_rule), ordinary(holidays().days()));
    // Years of leap days, of an early and of a late Easter.
    EXPECT_EQ(bank_holidays_by_rule(2008).at(1), d("2008-03-21"));
    EXPECT_EQ(bank_holidays_by_rule(2011).at(2), d("2011-04-25"));
    EXPECT_EQ(bank_holidays_by_rule(2038).at(2), d("2038-04-26"));
    EXPECT_TRUE(bank_holidays_by_rule(1977).empty());
}

TEST(WorkingDays, weekends_and_bank_holidays_are_not_worked) {
    EXPECT_TRUE(is_working_day(d("2026-11-20"), holidays()).value());
    EXPECT_FALSE(is_working_day(d("2026-11-21"), holidays()).value());
    EXPECT_FALSE(is_working_day(d("2026-11-22"), holidays()).value());
    EXPECT_FALSE(is_working_day(d("2026-12-25"), holidays()).value());
    EXPECT_FALSE(is_working_day(d("2026-12-28"), holidays()).value());
    EXPECT_TRUE(is_working_day(d("2020-05-04"), holidays()).value());   // moved in 2020
    EXPECT_FALSE(is_working_day(d("2020-05-08"), holidays()).value());  // to this day
    EXPECT_FALSE(is_working_day(d("2022-09-19"), holidays()).value());
}

struct Added {
    const char* about;
    const char* start;
    int n;
    Convention convention;
    const char* due;
};

// Bank holidays, leap day, clock changes, weekends, year end, starts on days not worked.
// start on no working day.
const Added kAdded[] = {
    {"plain week, the day after is day one", "2026-11-16", 1, kAfter, "2026-11-17"},
    {"plain week, the start day is day one", "2026-11-16", 1, kStart, "2026-11-16"},
    {"the two conventions differ by one working day", "2026-11-16", 10, kAfter, "2026-11-30"},
    {"the two conventions differ by one working day", "2026-11-16", 10, kStart, "2026-11-27"},
    {"over a weekend", "2026-11-20", 1, kAfter, "2026-11-23"},
    {"from a Saturday", "2026-11-21", 1, kAfter, "2026-11-23"},
    {"from a Saturday the next working day is day one", "2026-11-21", 1, kStart, "2026-11-23"},
    {"from a Saturday", "2026-11-21", 2, kStart, "2026-11-24"},
    {"from a Sunday", "2026-11-22", 5, kAfter, "2026-11-27"},
    {"from a bank holiday", "2026-05-25", 1, kAfter, "2026-05-26"},
    {"from a bank holiday", "2026-05-25", 1, kStart, "2026-05-26"},
    {"over Easter", "2026-04-02", 1, kAfter, "2026-04-07"},
    {"over Christmas and the year end", "2026-12-24", 1, kAfter, "2026-12-29"},
    {"over Christmas and the year end", "2026-12-24", 5, kAfter, "2027-01-05"},
    {"15 days to a conference over Christmas", "2026-12-14", 15, kAfter, "2027-01-07"},
    {"45 days of an assessment over spring", "2026-03-16", 45, kAfter, "2026-05-21"},
    {"the day before the leap day", "2024-02-28", 1, kAfter, "2024-02-29"},
    {"over the leap day", "2024-02-28", 2, kAfter, "2024-03-01"},
    {"a common year has none", "2023-02-28", 1, kAfter, "2023-03-01"},
    {"over the clocks going forward", "2026-03-27", 1, kAfter, "2026-03-30"},
    {"over the clocks going back", "2026-10-23", 1, kAfter, "2026-10-26"},
    {"no days on a working day", "2026-11-20", 0, kAfter, "2026-11-20"},
    {"no days from a Saturday", "2026-11-21", 0, kAfter, "2026-11-23"},
    {"two working days before a conference", "2026-11-24", -2, kAfter, "2026-11-20"},
    {"one working day before a Monday", "2026-11-23", -1, kAfter, "2026-11-20"},
    {"back, the start day being day one", "2026-11-24", -2, kStart, "2026-11-23"},
    {"back from a Sunday", "2026-11-22", -1, kStart, "2026-11-20"},
    {"back over New Year", "2027-01-04", -1, kAfter, "2026-12-31"},
};

TEST(WorkingDays, every_case_of_the_table_falls_due_on_its_day) {
    for (const Added& c : kAdded) {
        const auto due = add_working_days(d(c.start), c.n, c.convention, holidays());
        ASSERT_TRUE(due) << c.about;
        EXPECT_EQ(due->iso(), c.due) << c.about << " from " << c.start << " n " << c.n;
    }
}

TEST(WorkingDays, counting_between_two_days_undoes_adding) {
    Random random(20261122);
    for (int i = 0; i < 20'000; ++i) {
        const Date start = d("2018-06-01") + random.uniform(0, 3000);
        const int n = random.chance(0.5) ? random.uniform(1, 200) : random.uniform(-200, -1);
        for (const Convention convention : {kAfter, kStart}) {
            const Date due = add_working_days(start, n, convention, holidays()).value();
            ASSERT_TRUE(is_working_day(due, holidays()).value());
            const int expected = n == -1 && due == start ? 1 : n == 1 ? 1 : n;
            const int counted = working_days_between(start, due, convention, holidays()).value();
            ASSERT_EQ(counted, expected) << start.iso() << ' ' << due.iso();
        }
    }
}

TEST(WorkingDays, counting_agrees_with_walking_the_days) {
    Random random(7);
    for (int i = 0; i < 2'000; ++i) {
        const Date a = d("2017-01-01") + random.uniform(0, 3900);
        const Date b = a + random.uniform(0, 100);
        int walked = 0;
        for (Date day = a + 1; day <= b; day = day + 1) {
            if (is_working_day(day, holidays()).value()) ++walked;
        }
        ASSERT_EQ(working_days_between(a, b, kAfter, holidays()).value(), walked);
        const int first = is_working_day(a, holidays()).value() ? 1 : 0;
        ASSERT_EQ(working_days_between(a, b, kStart, holidays()).value(), walked + first);
    }
    EXPECT_EQ(working_days_between(d("2026-11-20"), d("2026-11-20"), kAfter, holidays()).value(),
              0);
    EXPECT_EQ(working_days_between(d("2026-11-20"), d("2026-11-20"), kStart, holidays()).value(),
              1);
    EXPECT_EQ(working_days_between(d("2026-11-20"), d("2026-11-23"), kAfter, holidays()).value(),
              1);
}

TEST(WorkingDays, a_year_whose_holidays_are_not_known_is_an_error_never_a_guess) {
    EXPECT_EQ(code(is_working_day(d("2028-01-01"), holidays()).failure()), "outside_calendar");
    EXPECT_EQ(code(is_working_day(d("2016-12-31"), holidays()).failure()), "outside_calendar");
    EXPECT_EQ(code(add_working_days(d("2027-12-20"), 10, kAfter, holidays()).failure()),
              "outside_calendar");
    EXPECT_EQ(code(add_working_days(d("2017-01-03"), -1, kAfter, holidays()).failure()),
              "outside_calendar");
    EXPECT_EQ(
        code(working_days_between(d("2027-12-20"), d("2028-01-01"), kAfter, holidays()).failure()),
        "outside_calendar");
    EXPECT_EQ(code(is_working_day(d("2026-11-20"), BankHolidays{}).failure()), "outside_calendar");
    EXPECT_EQ(code(add_working_days(d("2026-11-20"), 0, kStart, holidays()).failure()),
              "zero_days");
    EXPECT_EQ(
        code(add_hub_minutes(at("2027-12-31T16:00:00Z"), 120, HubHours{}, holidays()).failure()),
        "outside_calendar");
}

TEST(WorkingDays, the_calendar_that_ships_has_exactly_the_days_counted_with_here) {
    std::ifstream file(HEARTH_SOURCE_DIR "/practice/calendars/england-and-wales.yaml");
    std::vector<Date> shipped;
    for (std::string line; std::getline(file, line);) {
        const auto at_date = line.find("date: ");
        if (at_date != std::string::npos) shipped.push_back(d(line.substr(at_date + 6, 10)));
    }
    EXPECT_EQ(shipped, holidays().days());
}

TEST(WorkingDays, a_calendar_that_is_cut_short_or_muddled_is_refused) {
    auto days = holidays().days();
    EXPECT_EQ(code(BankHolidays::make(days, 2017, 2028).failure()), "calendar_year_short");
    EXPECT_EQ(code(BankHolidays::make(days, 2018, 2027).failure()), "calendar_day_outside");
    EXPECT_EQ(code(BankHolidays::make(days, 2027, 2017).failure()), "calendar_years");
    EXPECT_EQ(code(BankHolidays::make({}).failure()), "calendar_empty");
    EXPECT_EQ(BankHolidays::make(days)->first_year(), 2017);
    EXPECT_EQ(BankHolidays::make(days)->last_year(), 2027);
    days.push_back(days.front());
    EXPECT_EQ(code(BankHolidays::make(days).failure()), "calendar_day_twice");
}

struct HubCase {
    const char* about;
    const char* start;
    int minutes;
    const char* due;
};

TEST(HubHoursCounting, every_case_of_the_table_falls_due_at_its_minute) {
    const HubCase cases[] = {
        {"within one day", "2026-11-20T10:00:00Z", 120, "2026-11-20T12:00:00.000Z"},
        {"ends as the hub shuts", "2026-11-20T16:00:00Z", 60, "2026-11-20T17:00:00.000Z"},
        {"carries over the weekend", "2026-11-20T16:00:00Z", 61, "2026-11-23T09:01:00.000Z"},
        {"received before opening", "2026-11-20T06:00:00Z", 30, "2026-11-20T09:30:00.000Z"},
        {"received in the evening", "2026-11-19T22:15:00Z", 240, "2026-11-20T13:00:00.000Z"},
        {"received on a Sunday", "2026-11-22T11:36:25.123Z", 60, "2026-11-23T10:00:00.000Z"},
        {"keeps seconds when open", "2026-11-20T11:36:25.123Z", 60, "2026-11-20T12:36:25.123Z"},
        {"over a bank holiday", "2026-05-22T15:00:00Z", 120, "2026-05-26T09:00:00.000Z"},
        {"over Christmas and the year end", "2026-12-31T16:30:00Z", 60, "2027-01-04T09:30:00.000Z"},
        {"summer time is one hour earlier in UTC", "2026-07-01T08:00:00Z", 60,
         "2026-07-01T09:00:00.000Z"},
        {"over the clocks going forward", "2026-03-27T16:00:00Z", 120, "2026-03-30T09:00:00.000Z"},
        {"over the clocks going back", "2026-10-23T15:00:00Z", 120, "2026-10-26T10:00:00.000Z"},
        {"leap day", "2024-02-28T16:00:00Z", 120, "2024-02-29T10:00:00.000Z"},
        {"no minutes while shut", "2026-11-21T12:00:00Z", 0, "2026-11-23T09:00:00.000Z"},
        {"no minutes while open", "2026-11-20T12:00:00Z", 0, "2026-11-20T12:00:00.000Z"},
        {"three whole days", "2026-11-18T09:00:00Z", 1440, "2026-11-20T17:00:00.000Z"},
    };
    for (const HubCase& c : cases) {
        const auto due = add_hub_minutes(at(c.start), c.minutes, HubHours{}, holidays());
        ASSERT_TRUE(due) << c.about;
        EXPECT_EQ(due->iso(), c.due) << c.about;
    }
}

TEST(HubHoursCounting, a_hub_that_never_shuts_counts_real_minutes_over_both_clock_changes) {
    HubHours always{0, 1440, {true, true, true, true, true, true, true}, true};
    for (const auto* start : {"2026-03-28T12:00:00Z", "2026-10-24T12:00:00Z"}) {
        EXPECT_EQ(add_hub_minutes(at(start), 48 * 60, always, holidays()).value(),
                  at(start) + std::chrono::hours{48});
        EXPECT_EQ(
            hub_minutes_between(at(start), at(start) + std::chrono::hours{48}, always, holidays())
                .value(),
            48 * 60);
    }
}

TEST(HubHoursCounting, minutes_between_undo_minutes_added) {
    Random random(3);
    for (int i = 0; i < 3'000; ++i) {
        const Instant start =
            at("2018-01-01T00:00:00Z") + std::chrono::minutes{random.uniform(0, 9 * 365 * 24 * 60)};
        const int minutes = random.uniform(1, 5000);
        const Instant due = add_hub_minutes(start, minutes, HubHours{}, holidays()).value();
        ASSERT_EQ(hub_minutes_between(start, due, HubHours{}, holidays()).value(), minutes);
    }
    EXPECT_EQ(hub_minutes_between(at("2026-11-20T12:00:00Z"), at("2026-11-20T11:00:00Z"),
                                  HubHours{}, holidays())
                  .value(),
              0);
}

TEST(HubHoursCounting, hours_that_make_no_sense_are_refused) {
    HubHours never;
    never.weekdays.fill(false);
    EXPECT_EQ(code(add_hub_minutes(at("2026-11-20T12:00:00Z"), 1, never, holidays()).failure()),
              "hub_hours");
    EXPECT_FALSE((HubHours{600, 600}).valid());
    EXPECT_FALSE((HubHours{600, 1441}).valid());
    EXPECT_FALSE((HubHours{-1, 600}).valid());
    EXPECT_TRUE(HubHours{}.valid());
}

}  // namespace
}  // namespace hearth

// When clocks are due, in the practice that ships and in small ones.
#include "practice/clock.h"

#include <gtest/gtest.h>

#include "practice/escalation.h"
#include "practice/loader.h"

namespace hearth::practice {
namespace {

const Practice& shipped() {
    static const Loaded loaded =
        load_practice(std::string(HEARTH_SOURCE_DIR) + "/practice", "family-help");
    return loaded.practice;
}

struct Case {
    const char* about;
    const char* rule;
    const char* start;     // UTC
    const char* due_date;  // in England
    const char* due_at;    // UTC; "" not looked at
};

TEST(Clocks, of_the_practice_are_due_when_the_guidance_says) {
    const Case cases[] = {
        {"a contact on a Monday is decided on Tuesday", "contact_decision", "2026-11-16T10:00:00Z",
         "2026-11-17", "2026-11-17T23:59:59.999Z"},
        {"on a Friday, by Monday", "contact_decision", "2026-11-20T16:59:00Z", "2026-11-23", ""},
        {"on a Sunday, by Monday", "contact_decision", "2026-11-22T11:00:00Z", "2026-11-23", ""},
        {"before Easter, by the Tuesday after", "contact_decision", "2026-04-02T10:00:00Z",
         "2026-04-07", "2026-04-07T22:59:59.999Z"},
        {"on Christmas Eve 2026, after the substitute Boxing Day", "contact_decision",
         "2026-12-24T12:00:00Z", "2026-12-29", ""},
        {"on New Year's Eve, on the next working day", "contact_decision", "2026-12-31T12:00:00Z",
         "2027-01-04", ""},
        {"late at night in summer it is already the next day in England", "contact_decision",
         "2026-06-15T23:30:00Z", "2026-06-17", "2026-06-17T22:59:59.999Z"},
        {"red runs four hours, day and night", "rag_red", "2026-11-20T22:00:00Z", "2026-11-21",
         "2026-11-21T02:00:00.000Z"},
        {"red over the night when clocks go forward", "rag_red", "2026-03-28T23:00:00Z",
         "2026-03-29", "2026-03-29T03:00:00.000Z"},
        {"red over the night when clocks go back", "rag_red", "2026-10-24T23:00:00Z", "2026-10-25",
         "2026-10-25T03:00:00.000Z"},
        {"amber, one working day", "rag_amber", "2026-11-20T10:00:00Z", "2026-11-23", ""},
        {"green, three working days", "rag_green", "2026-11-19T10:00:00Z", "2026-11-24", ""},
        {"a check asked at 16:00 has an hour that day and three the next", "partner_check",
         "2026-11-19T16:00:00Z", "2026-11-20", "2026-11-20T11:45:00.000Z"},
        {"a check asked on Friday evening begins on Monday", "partner_check",
         "2026-11-20T18:00:00Z", "2026-11-23", "2026-11-23T12:45:00.000Z"},
        {"a check over the weekend when clocks go forward", "partner_check", "2026-03-27T16:00:00Z",
         "2026-03-30", "2026-03-30T10:45:00.000Z"},
        {"45 working days over Easter and early May", "assessment", "2026-03-02T09:00:00Z",
         "2026-05-07", ""},
        {"day 10", "assessment_day_10", "2026-03-02T09:00:00Z", "2026-03-16", ""},
        {"day 20", "assessment_day_20", "2026-03-02T09:00:00Z", "2026-03-30", ""},
        {"a conference in 15 working days", "icpc", "2026-12-14T09:00:00Z", "2027-01-07", ""},
        {"the first core group in 10 working days", "first_core_group", "2026-11-16T09:00:00Z",
         "2026-11-30", ""},
        {"core groups every six weeks", "core_group", "2026-11-16T09:00:00Z", "2026-12-28", ""},
        {"the first review in three months, which is the last day of February", "first_review",
         "2026-11-30T09:00:00Z", "2027-02-26", ""},  // 28 February 2027 is a Sunday
        {"a review in six months", "review_conference", "2026-11-16T09:00:00Z", "2027-05-14",
         ""},  // 16 May 2027 is a Sunday
        {"a month over a leap day", "group_supervision", "2028-01-29T09:00:00Z", "2028-02-29", ""},
        {"a month from the last of January", "group_supervision", "2027-01-31T09:00:00Z",
         "2027-02-28", ""},
        {"a visit in ten working days", "cp_visit", "2026-12-21T09:00:00Z", "2027-01-07", ""},
        {"a family help visit in six weeks", "cin_visit", "2026-11-16T09:00:00Z", "2026-12-28", ""},
    };
    for (const Case& one : cases) {
        ASSERT_TRUE(shipped().clocks.count(one.rule)) << one.rule;
        const auto result =
            due(shipped().clocks.at(one.rule), *Instant::parse(one.start), shipped());
        ASSERT_TRUE(result) << one.about;
        EXPECT_EQ(result->due_date.iso(), one.due_date) << one.about;
        if (*one.due_at != '\0') {
            EXPECT_EQ(result->due_at.iso(), one.due_at) << one.about;
        }
        EXPECT_EQ(date_of(result->due_at), result->due_date) << one.about;
    }
}

TEST(Clocks, that_count_the_day_itself_fall_one_working_day_sooner) {
    ClockRule rule = shipped().clocks.at("assessment");
    rule.counting = Convention::start_day_is_day_one;
    const auto result = due(rule, *Instant::parse("2026-03-02T09:00:00Z"), shipped());
    ASSERT_TRUE(result);
    EXPECT_EQ(result->due_date.iso(), "2026-05-06");
    EXPECT_EQ(result->words,
              "45 working days from 2 March 2026, counting the day itself as day one");
}

TEST(Clocks, show_their_rule) {
    const auto words = [](const char* rule) {
        return due(shipped().clocks.at(rule), *Instant::parse("2026-11-16T09:00:00Z"), shipped())
            ->words;
    };
    EXPECT_EQ(words("icpc"),
              "15 working days from 16 November 2026, counting from the day after, never at a "
              "weekend");
    EXPECT_EQ(words("core_group"), "6 weeks from 16 November 2026");
    EXPECT_EQ(words("rag_red"), "4 hours, day and night, from 16 November 2026 at 09:00");
}

TEST(Clocks, refuse_years_that_the_calendar_does_not_cover) {
    const auto result =
        due(shipped().clocks.at("assessment"), *Instant::parse("2049-12-01T09:00:00Z"), shipped());
    ASSERT_FALSE(result);
    const auto* wrong = std::get_if<Invalid>(&result.failure());
    ASSERT_NE(wrong, nullptr);
    EXPECT_EQ(wrong->errors.at(0).code, "outside_calendar");
    EXPECT_EQ(wrong->errors.at(0).field, "clock");
}

TEST(Clocks, warn_some_working_days_before) {
    const auto from = warn_from(shipped().clocks.at("icpc"), *Date::parse("2027-01-07"), shipped());
    ASSERT_TRUE(from);
    EXPECT_EQ(from->iso(), "2026-12-30");
}

TEST(Escalations, every_shipped_clock_says_whom_it_comes_up_to_when_it_is_late) {
    for (const auto& [id, rule] : shipped().clocks) EXPECT_FALSE(rule.escalates.empty()) << id;
}

// The day on which a step begins to stand, and the limit before which a due date must lie for it to
// stand, are one rule asked in two ways.
TEST(Escalations, asked_of_one_clock_and_of_many_agree_on_every_day) {
    const auto& rule = shipped().clocks.at("cp_visit");
    for (const int after : {0, 1, 2, 5, 20}) {
        const Escalation step{"team_manager", after};
        for (Date due = *Date::parse("2026-12-18"); due < *Date::parse("2027-01-10"); due = due + 1)
            for (Date today = due; today < due + 45; today = today + 1) {
                const Instant due_at = instant_of(due + 1, 0) - std::chrono::milliseconds{1};
                const Instant now = instant_of(today, 600);
                const bool one = escalates_on(rule, step, due, shipped()).value() <= today;
                const bool many =
                    due_at < escalated_if_due_before(rule, step, now, shipped()).value();
                EXPECT_EQ(one, many) << after << " " << due.iso() << " " << today.iso();
            }
    }
}

TEST(Escalations, of_hours_begin_with_the_hour) {
    const auto& red = shipped().clocks.at("rag_red");
    const auto first = red.escalates.front();
    const Instant now = *Instant::parse("2026-11-24T10:00:00Z");
    EXPECT_EQ(escalated_if_due_before(red, first, now, shipped()).value(), now);
    EXPECT_EQ(escalates_on(red, first, date_of(now), shipped()).value(), date_of(now));
}

TEST(ClockFacts, are_equal_for_equal_practices_and_tell_what_differs) {
    const auto was = clock_facts(shipped());
    EXPECT_TRUE(clock_changes(was, clock_facts(shipped())).empty());
    Practice changed = shipped();
    changed.clocks.at("icpc").never_at_weekend = false;
    changed.clocks.at("icpc").warn_days = 9;  // no due date hangs on it
    changed.hours.begin()->second.hours.closes = 20 * 60;
    const auto changes = clock_changes(was, clock_facts(changed));
    ASSERT_EQ(changes.size(), 2U);
    EXPECT_EQ(changes[0].kind, "clock");
    EXPECT_EQ(changes[0].id, "icpc");
    EXPECT_EQ(changes[1].kind, "hours");
    const auto gone = clock_changes(was, "");
    EXPECT_GT(gone.size(), shipped().clocks.size());
}

}  // namespace
}  // namespace hearth::practice

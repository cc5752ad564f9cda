// How the kit says dates, ages and figures.
#include "web/kit/words.h"

#include <gtest/gtest.h>

#include "web/kit/page.h"
#include "web/kit_tokens.h"

namespace hearth::web::kit {
namespace {

Date day(const char* iso) {
    return *Date::parse(iso);
}
const Date kToday = day("2026-11-24");  // a Tuesday

TEST(Words, a_due_date_is_a_day_then_how_long_in_words) {
    EXPECT_EQ(tokens::text_of(when(day("2026-11-27"), kToday).str()),
              "Friday 27 November, due in 3 days");
    EXPECT_EQ(tokens::text_of(when(day("2026-11-25"), kToday).str()),
              "Wednesday 25 November, due tomorrow");
    EXPECT_EQ(tokens::text_of(when(kToday, kToday).str()), "Tuesday 24 November Due today");
    EXPECT_EQ(tokens::text_of(when(day("2026-11-23"), kToday).str()),
              "Monday 23 November 1 day late");
    EXPECT_EQ(tokens::text_of(when(day("2025-11-20"), kToday).str()),
              "Thursday 20 November 2025 369 days late");
    EXPECT_NE(when(day("2026-11-22"), kToday).str().find("govuk-tag--red"), std::string::npos);
}

TEST(Words, a_past_event_is_not_called_late) {
    EXPECT_EQ(tokens::text_of(said_on(day("2026-11-21"), kToday).str()),
              "Saturday 21 November, 3 days ago");
    EXPECT_EQ(distance(day("2026-11-23"), kToday), "yesterday");
}

// proves: S3-91
TEST(Words, a_figure_shows_its_base_and_says_when_it_is_small) {
    EXPECT_EQ(figure_text(6, 8), "75% (6 of 8)");
    EXPECT_EQ(figure_text(1, 3), "33% (1 of 3)");
    EXPECT_EQ(figure_text(1, 200), "1% (1 of 200)");
    EXPECT_EQ(figure_text(0, 0), "no cases");
    EXPECT_EQ(figure_text(1234, 5678), "22% (1,234 of 5,678)");
    EXPECT_EQ(tokens::text_of(figure(6, 8).str()), "75% (6 of 8) Small number");
    EXPECT_EQ(tokens::text_of(figure(6, 10).str()), "60% (6 of 10)");
}

TEST(Words, thousands_are_set_apart) {
    EXPECT_EQ(thousands(0), "0");
    EXPECT_EQ(thousands(999), "999");
    EXPECT_EQ(thousands(1000), "1,000");
    EXPECT_EQ(thousands(-1234567), "-1,234,567");
}

TEST(Words, an_age_is_said_in_the_unit_that_matters_at_that_age) {
    EXPECT_EQ(age_in_words(day("2019-05-03"), kToday), "7 years");
    EXPECT_EQ(age_in_words(day("2025-09-24"), kToday), "1 year and 2 months");
    EXPECT_EQ(age_in_words(day("2025-11-24"), kToday), "1 year");
    EXPECT_EQ(age_in_words(day("2026-06-24"), kToday), "5 months");
    EXPECT_EQ(age_in_words(day("2026-11-01"), kToday), "3 weeks");
    EXPECT_EQ(age_in_words(day("2026-11-23"), kToday), "1 day");
    EXPECT_EQ(age_in_words(day("2026-11-27"), kToday), "due Friday 27 November 2026 (in 3 days)");
}

TEST(Words, what_people_wrote_keeps_its_lines_and_paragraphs) {
    EXPECT_EQ(prose("One\r\ntwo\n\n\nThree <b>").str(),
              R"(<p class="govuk-body">One<br>two</p><p class="govuk-body">Three &lt;b&gt;</p>)");
    EXPECT_EQ(prose("").str(), "");
    EXPECT_EQ(prose("\n\n").str(), "");
}

TEST(PersonBar, an_unborn_child_has_a_due_date_and_no_age) {
    const std::string bar = tokens::text_of(
        person_bar({.name = "Baby Walker", .due = day("2027-01-15")}, kToday).str());
    EXPECT_NE(bar.find("Unborn, due Friday 15 January 2027, in 52 days"), std::string::npos) << bar;
    EXPECT_EQ(bar.find("Born"), std::string::npos);
}

TEST(PersonBar, every_flag_is_words) {
    const std::string bar =
        person_bar({.name = "Sam", .flags = {{.words = "Child protection plan"}}}, kToday).str();
    EXPECT_NE(bar.find("Child protection plan"), std::string::npos);
    EXPECT_NE(tokens::text_of(bar).find("Date of birth not known"), std::string::npos);
}

}  // namespace
}  // namespace hearth::web::kit

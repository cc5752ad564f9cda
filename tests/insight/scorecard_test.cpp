// The scorecard: all figures as known at one instant, kept, and written as files.
#include "insight/scorecard.h"

#include <gtest/gtest.h>

#include "base/csv.h"
#include "base/json.h"
#include "insight/figures_text.h"
#include "insight/world.h"

namespace hearth::insight {
namespace {

class ScorecardTest : public FigureTest {};
HEARTH_ON_BOTH_DATABASES(ScorecardTest);

constexpr std::chrono::seconds kLong{60};

TEST_P(ScorecardTest, is_worked_out_once_and_then_kept) {
    referral(ann, "2026-01-05");
    Scorecards cards(db(), shipped_practice());
    const auto first = cards.get(day("2026-11-22"), std::nullopt, kLong);
    ASSERT_TRUE(first);
    EXPECT_TRUE(first->with_trends);
    EXPECT_EQ(first->results.size(), shipped_practice().indicators.size());
    EXPECT_EQ(first->find("children_in_need")->now.all.n, 1);
    EXPECT_EQ(first->find("children_in_need")->trend.size(), 13U);
    EXPECT_EQ(first->made_at, clock().now());
    EXPECT_EQ(cards.get(day("2026-11-22"), std::nullopt, kLong), first);
    // Another day, or another day of knowing, is another scorecard.
    const auto before = cards.get(day("2025-12-31"), std::nullopt, kLong);
    ASSERT_TRUE(before);
    EXPECT_EQ(before->find("children_in_need")->now.all.n, 0);
    const auto known = cards.get(day("2026-11-22"), end_of("2026-11-21"), kLong);
    ASSERT_TRUE(known);
    EXPECT_EQ(known->find("children_in_need")->now.all.n, 0);  // recorded on the 22nd
    EXPECT_EQ(as_at_words(*known, day("2026-11-22")),
              "Figures for 22 November 2026 as known on 21 November 2026");
    EXPECT_EQ(as_at_words(*first, day("2026-11-22")), "Figures as at 22 November 2026 12:00");
}

TEST_P(ScorecardTest, the_stamp_of_the_record_changes_with_what_is_recorded) {
    const auto stamp = [&] {
        return db().read([](store::Session& session) { return record_stamp(session); });
    };
    const auto before = stamp();
    EXPECT_EQ(stamp(), before);
    clock().advance(std::chrono::seconds(1));
    on("2026-11-23");
    const auto id = referral(ann, "2026-01-05");
    const auto after = stamp();
    EXPECT_NE(after, before);
    on("2026-11-24");
    change("referral", id, {{"close_date", "2026-11-24"}});
    EXPECT_NE(stamp(), after);
}

TEST_P(ScorecardTest, a_trend_shows_a_case_from_the_month_it_began_to_the_month_it_ended) {
    referral(ann, "2026-03-05", "2026-06-10");
    const auto card =
        make_scorecard(db(), shipped_practice(), day("2026-11-22"), std::nullopt, true);
    std::string months;
    for (const auto& point : card.find("children_in_need")->trend)
        months += std::to_string(point.figure.n);
    // 30 November 2025, December to October, then 22 November 2026: March, April and May have one.
    EXPECT_EQ(months, "0000111000000");
}

TEST_P(ScorecardTest, files_say_what_the_page_says) {
    referral(ann, "2026-01-05");
    const auto card =
        make_scorecard(db(), shipped_practice(), day("2026-11-22"), std::nullopt, true);
    const auto table = read_csv(scorecard_csv(card));
    ASSERT_TRUE(table.ok());
    EXPECT_EQ(table->rows.size(), card.results.size());
    const auto json = scorecard_json(card);
    EXPECT_NE(json.find("\"id\": \"children_in_need\""), std::string::npos);
    const auto& one = *card.find("children_in_need");
    const auto rows = read_csv(indicator_csv(card, one));
    ASSERT_TRUE(rows.ok());
    // The authority, two districts, one team, thirteen months.
    EXPECT_EQ(rows->rows.size(), 1U + 2 + 1 + 13);
    EXPECT_EQ(rows->rows[0][5], "1");
    EXPECT_EQ(rows->rows[0][6], "40000");
    EXPECT_EQ(rows->rows[0][7], "0.25");
}

TEST_P(ScorecardTest, a_reader_without_children_is_not_shown_what_points_at_one) {
    referral(ann, "2026-01-05");
    const auto card =
        make_scorecard(db(), shipped_practice(), day("2026-11-22"), std::nullopt, true);
    const auto shown = for_reader(card, false);
    const auto& one = *shown.find("children_in_need");
    EXPECT_TRUE(one.now.all.suppressed);
    EXPECT_EQ(figure_words(*one.indicator, one.now.all), "too few to show");
    const auto rows = read_csv(indicator_csv(shown, one));
    ASSERT_TRUE(rows.ok());
    EXPECT_EQ(rows->rows[0][5], "");
    EXPECT_EQ(rows->rows[0][7], "c");
    EXPECT_FALSE(for_reader(card, true).find("children_in_need")->now.all.suppressed);
}

TEST(Directions, words_say_which_way_is_better_and_whether_it_went_that_way) {
    practice::Indicator indicator;
    indicator.unit = practice::IndicatorUnit::percent;
    indicator.better = practice::Better::down;
    IndicatorResult result;
    result.indicator = &indicator;
    result.now.all = {10, 40, 25.0, false};
    result.trend = {{*Date::parse("2025-11-30"), {20, 40, 50.0, false}},
                    {*Date::parse("2026-11-22"), {10, 40, 25.0, false}}};
    EXPECT_EQ(direction_words(result), "Lower is better. Better than on 30 November 2025.");
    EXPECT_EQ(verdict_words(result), "Better.");
    result.target = 20;
    EXPECT_EQ(target_words(result), "20.0% or less: not met");
    indicator.better = practice::Better::up;
    EXPECT_EQ(direction_words(result), "Higher is better. Worse than on 30 November 2025.");
    EXPECT_EQ(target_words(result), "20.0% or more: met");
}

TEST(Directions, nothing_is_called_better_or_worse_by_fewer_than_ten_cases) {
    practice::Indicator indicator;
    indicator.unit = practice::IndicatorUnit::percent;
    indicator.better = practice::Better::down;
    IndicatorResult result;
    result.indicator = &indicator;
    result.now.all = {1, 4, 25.0, false};
    result.trend = {{*Date::parse("2025-11-30"), {20, 40, 50.0, false}},
                    {*Date::parse("2026-11-22"), {1, 4, 25.0, false}}};
    EXPECT_EQ(direction_words(result), "Lower is better.");
    EXPECT_EQ(verdict_words(result), "");
    indicator.unit = practice::IndicatorUnit::rate_per_10000;
    result.trend.back().figure = {9, 41'200, 2.2, false};
    EXPECT_EQ(direction_words(result), "Lower is better.");
}

}  // namespace
}  // namespace hearth::insight

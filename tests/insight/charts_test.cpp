#include "insight/charts/charts.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "insight/charts/plot.h"

namespace hearth::insight {
namespace {

bool says(const std::string& text, const std::string& words) {
    return text.find(words) != std::string::npos;
}

RunChartInput months(const std::vector<double>& values, const std::string& unit = "%") {
    RunChartInput in;
    in.title = "Visits on time";
    in.unit = unit;
    for (std::size_t i = 0; i < values.size(); ++i)
        in.points.push_back(
            {add_months(*Date::from(2025, 1, 1), static_cast<int>(i)), values[i], 0, 0});
    return in;
}

TEST(RunChart, limits_are_the_mean_and_2_66_mean_moving_ranges) {
    // Mean 13; moving ranges 2,2,2,2,2,2,2: mean 2.
    const auto p = run_phases(months({12, 14, 12, 14, 12, 14, 12, 14}, "days"));
    ASSERT_EQ(p.size(), 1U);
    EXPECT_DOUBLE_EQ(p[0].mean, 13);
    EXPECT_DOUBLE_EQ(*p[0].upper, 13 + 2.66 * 2);
    EXPECT_DOUBLE_EQ(*p[0].lower, 13 - 2.66 * 2);
    EXPECT_TRUE(p[0].outside.empty());
    EXPECT_TRUE(says(run_chart(months({12, 14, 12, 14, 12, 14, 12, 14}, "days")).sentence,
                     "no sign of change"));
}

TEST(RunChart, eight_in_a_row_on_one_side_of_the_mean_are_a_shift_and_seven_are_not) {
    const auto eight = run_phases(months({1, 1, 1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9, 9, 9}));
    ASSERT_EQ(eight[0].shifts.size(), 2U);
    EXPECT_EQ(eight[0].shifts[1], std::pair(std::size_t{8}, std::size_t{15}));
    EXPECT_TRUE(run_phases(months({1, 1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9, 9}))[0].shifts.empty());
    // A figure on the mean neither breaks a run nor adds to it.
    const auto touched = run_phases(months({1, 1, 1, 1, 5, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9, 9, 9}));
    ASSERT_DOUBLE_EQ(touched[0].mean, 5);
    ASSERT_EQ(touched[0].shifts.size(), 2U);
    EXPECT_EQ(touched[0].shifts[0], std::pair(std::size_t{0}, std::size_t{8}));
}

TEST(RunChart, a_figure_outside_the_limits_is_named_in_the_sentence_and_in_the_table) {
    auto in = months({70, 71, 70, 71, 70, 71, 70, 71, 70, 30});
    const auto c = run_chart(in);
    EXPECT_TRUE(says(c.sentence, "October 2025 (30%) is below what chance explains")) << c.sentence;
    EXPECT_EQ(c.rows.back().back(), "Outside the limits");
}

TEST(RunChart, too_few_figures_have_no_limits_and_say_so) {
    const auto in = months({70, 10, 70, 10, 70, 10, 70});
    EXPECT_FALSE(run_phases(in)[0].lower);
    EXPECT_TRUE(says(run_chart(in).sentence, "too few figures"));
}

TEST(RunChart, a_change_of_practice_starts_new_limits) {
    auto in = months({50, 52, 50, 52, 50, 52, 50, 52, 80, 82, 80, 82, 80, 82, 80, 82});
    in.change_at = Date::from(2025, 9, 1);
    in.change_label = "go-live";
    const auto p = run_phases(in);
    ASSERT_EQ(p.size(), 2U);
    EXPECT_DOUBLE_EQ(p[0].mean, 51);
    EXPECT_DOUBLE_EQ(p[1].mean, 81);
    EXPECT_TRUE(
        says(run_chart(in).sentence, "51% before go-live (1 September 2025) and is 81% since"));
}

TEST(RunChart, a_month_without_a_figure_is_a_gap_and_not_a_nought) {
    auto in = months({70, 70, 70, 70, 70, 70, 70, 70, 70});
    in.points[4].value.reset();
    const auto p = run_phases(in);
    EXPECT_DOUBLE_EQ(p[0].mean, 70);
    const auto c = run_chart(in);
    EXPECT_EQ(c.rows[4][1], "No figure");
    const auto first = c.svg.text().find("<polyline");
    EXPECT_NE(c.svg.text().find("<polyline", first + 1), std::string::npos)
        << "the line is in two pieces";
}

TEST(RunChart, the_target_is_told_as_met_or_not_by_which_way_is_better) {
    auto in = months({30, 31, 30, 31, 30, 31, 30, 33}, "days");
    in.target = 35;
    in.better = Better::lower;
    EXPECT_TRUE(says(run_chart(in).sentence,
                     "33 days in August 2025, below the target of 35 days (target met)"));
    in.better = Better::higher;
    EXPECT_TRUE(says(run_chart(in).sentence, "(target not met)"));
}

TEST(LineChart, states_each_series_and_lists_every_score) {
    LineChartInput in;
    in.title = "Readiness and risk";
    in.series = {
        {"Readiness",
         {{*Date::from(2026, 3, 4), 3}, {*Date::from(2026, 11, 10), 7}},
         Better::higher},
        {"Risk", {{*Date::from(2026, 3, 4), 8}, {*Date::from(2026, 7, 1), 4}}, Better::lower}};
    const auto c = line_chart(in);
    EXPECT_EQ(c.sentence,
              "Readiness rose from 3 on 4 March 2026 to 7 on 10 November 2026 (better). Risk fell "
              "from 8 on 4 March "
              "2026 to 4 on 1 July 2026 (better).");
    ASSERT_EQ(c.rows.size(), 3U);
    EXPECT_EQ(c.rows[1], (std::vector<std::string>{"1 July 2026", "Not scored", "4"}));
    // Told apart by more than colour.
    EXPECT_TRUE(says(c.svg.text(), "stroke-dasharray=\"7 4\""));
}

// The middles of all markers of a line chart but those of its key, as they are drawn.
std::vector<std::pair<double, double>> markers(const std::string& svg) {
    std::vector<std::pair<double, double>> out;
    const auto number = [&](std::size_t from, const char* name) {
        const auto at = svg.find(name, from);
        return std::stod(svg.substr(at + std::string(name).size()));
    };
    const auto end = svg.rfind("<g ");  // the key
    for (auto at = svg.find("<circle "); at < end; at = svg.find("<circle ", at + 1))
        out.emplace_back(number(at, "cx=\""), number(at, "cy=\""));
    for (auto at = svg.find("<rect "); at < end; at = svg.find("<rect ", at + 1))
        out.emplace_back(number(at, " x=\"") + 4.5, number(at, " y=\"") + 4.5);
    return out;
}

TEST(LineChart, values_of_one_day_are_drawn_side_by_side_and_each_stands_in_the_table) {
    const Date first = *Date::from(2026, 3, 4), last = *Date::from(2026, 11, 10);
    LineChartInput in;
    in.title = "Readiness and risk";
    in.series = {{"Risk", {{first, 5}, {first, 8}, {last, 5}, {last, 5}}, Better::lower},
                 {"Readiness", {{first, 5}, {last, 5}, {last, 4}}, Better::higher}};
    const auto c = line_chart(in);
    const auto at = markers(c.svg.text());
    ASSERT_EQ(at.size(), 6U) << "the value that risk repeats on a day is one marker";
    for (std::size_t a = 0; a < at.size(); ++a) {
        EXPECT_GE(at[a].first, 40) << a;
        EXPECT_LE(at[a].first + 4.5, charts::kWidth) << a;
        for (std::size_t b = 0; b < a; ++b)
            EXPECT_GE(std::max(std::abs(at[a].first - at[b].first),
                               std::abs(at[a].second - at[b].second)),
                      9)
                << a << " and " << b;
    }
    ASSERT_EQ(c.rows.size(), 2U);
    EXPECT_EQ(c.rows[0], (std::vector<std::string>{"4 March 2026", "5, 8", "5"}));
    EXPECT_EQ(c.rows[1], (std::vector<std::string>{"10 November 2026", "5, 5", "5, 4"}));
}

TEST(LineChart, a_line_of_every_night_keeps_to_its_days) {
    LineChartInput in;
    in.series = {{"Errors", {}, Better::lower}, {"Queries", {}, Better::lower}};
    for (int i = 0; i < 60; ++i) {
        in.series[0].points.push_back({*Date::from(2026, 3, 4) + i, 3});
        in.series[1].points.push_back({*Date::from(2026, 3, 4) + i, 3});
    }
    const auto at = markers(line_chart(in).svg.text());
    ASSERT_EQ(at.size(), 120U);
    for (std::size_t i = 0; i < 60; ++i) EXPECT_NEAR(at[i].first, at[60 + i].first, 0.11) << i;
}

TEST(LineChart, nothing_scored_gives_no_picture_and_says_so) {
    const auto c = line_chart({});
    EXPECT_TRUE(c.svg.empty());
    EXPECT_EQ(c.sentence, "Nothing has been scored yet.");
}

TEST(BarChart, names_the_highest_and_lowest_and_hides_small_numbers) {
    BarChartInput in;
    in.title = "By district";
    in.unit = "%";
    in.rows_are = "District";
    in.target = 80;
    in.better = Better::higher;
    in.bars = {{"Burnley", 84, 42, 50},
               {"Chorley", 61, 19, 31},
               {"Fylde", {}, 0, 0},
               {"Pendle", 50, 1, 2, true}};
    const auto c = bar_chart(in);
    EXPECT_EQ(c.sentence,
              "Highest is Burnley, 84% (42 of 50); lowest is Chorley, 61% (19 of 31). 1 of 2 meets "
              "the target of 80%. "
              "1 has too few children to show.");
    EXPECT_EQ(c.rows[3], (std::vector<std::string>{"Pendle", "Too few to show", "", ""}));
    EXPECT_FALSE(says(c.svg.text(), "1 of 2<")) << "a suppressed figure must not be in the picture";
}

TEST(Sparkline, is_hidden_and_its_sentence_carries_the_meaning) {
    const auto t = sparkline(months({71, 75, 84}).points, "%", 0);
    EXPECT_EQ(t.sentence, "Up from 71% in January 2025 to 84% in March 2025.");
    EXPECT_TRUE(says(t.svg.text(), "aria-hidden=\"true\""));
    EXPECT_FALSE(says(t.svg.text(), "<title>"));
    EXPECT_EQ(sparkline({}, "%", 0).sentence, "No figures yet.");
}

TEST(Charts, every_picture_has_its_words_and_nothing_that_a_strict_policy_stops) {
    LineChartInput line;
    line.title = "Lines <b>";
    line.series = {{"A & B", {{*Date::from(2026, 3, 4), 3}}, Better::neither}};
    BarChartInput bar;
    bar.title = "Bars";
    bar.bars = {{"<script>", 3, 0, 0}};
    for (const auto& c : {run_chart(months({1, 2, 3})), line_chart(line), bar_chart(bar)}) {
        const std::string& s = c.svg.text();
        EXPECT_TRUE(s.starts_with("<svg "));
        EXPECT_TRUE(s.ends_with("</svg>"));
        EXPECT_TRUE(says(s, "role=\"img\"") && says(s, "<title>") && says(s, "<desc>"));
        for (const char* banned : {"style=", "<style", "<script", "href", "url(", "<b>"})
            EXPECT_FALSE(says(s, banned)) << banned;
        // 290 pixels are left for the picture on a page of 320.
        for (std::size_t at = s.find("font-size=\""); at != std::string::npos;
             at = s.find("font-size=\"", at + 1))
            EXPECT_GE(std::stod(s.substr(at + 11)) * 290 / charts::kWidth, 12.0);
        EXPECT_FALSE(c.sentence.empty());
        for (const auto& row : c.rows) EXPECT_EQ(row.size(), c.columns.size());
    }
}

TEST(SvgWriter, replaces_what_is_not_text_and_escapes_the_rest) {
    auto w = SvgWriter(10, 10, "a\x01<\xff>", "", SvgWriter::Size::fixed, "c\"");
    w.text(1, 2, "\xE2\x80\xAEname \xC3\xA9 '&'", {{"font-size", 14}});
    const std::string s = w.finish().text();
    EXPECT_TRUE(says(s, "<title>a\xEF\xBF\xBD&lt;\xEF\xBF\xBD&gt;</title>"));
    EXPECT_TRUE(says(s, "class=\"c&quot;\""));
    EXPECT_TRUE(says(s, "\xEF\xBF\xBDname \xC3\xA9 &#39;&amp;&#39;"))
        << "direction marks are taken out";
}

TEST(SvgWriter, wraps_words_and_cuts_what_cannot_fit) {
    for (const auto& line :
         wrap_text("Bartholomew-Christopher Featherstonehaugh the Third of that name", 14, 100, 3))
        EXPECT_LE(text_width(line, 14), 100) << line;
    EXPECT_EQ(wrap_text("Amy Harper", 14, 200, 2), std::vector<std::string>{"Amy Harper"});
    EXPECT_EQ(wrap_text("Anne-Marie Lee", 14, 80, 3),
              (std::vector<std::string>{"Anne-", "Marie Lee"}));
    EXPECT_TRUE(
        wrap_text("one two three four five six", 14, 40, 2).back().ends_with("\xE2\x80\xA6"));
}

TEST(Scale, takes_in_both_ends_in_round_steps) {
    const auto s = charts::round_scale(63, 97);
    EXPECT_DOUBLE_EQ(s.low, 60);
    EXPECT_DOUBLE_EQ(s.high, 100);
    EXPECT_DOUBLE_EQ(s.step, 10);
    EXPECT_GT(charts::round_scale(5, 5).high, 5);
}

}  // namespace
}  // namespace hearth::insight

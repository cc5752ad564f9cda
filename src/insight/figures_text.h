// Figures as files and plain words: the same for pages' downloads and for the command line.
#pragma once
#include <string>

#include "insight/charts/charts.h"
#include "insight/scorecard.h"

namespace hearth::insight {

// What a reader may be shown: without a right to children, what could point at one is hidden.
IndicatorResult for_reader(IndicatorResult result, bool may_see_children);
Scorecard for_reader(const Scorecard& card, bool may_see_children);

// One row an indicator.
std::string scorecard_csv(const Scorecard& card);
std::string scorecard_json(const Scorecard& card);
std::string scorecard_text(const Scorecard& card);
// One row for the authority, each district, each team and each past month.
std::string indicator_csv(const Scorecard& card, const IndicatorResult& result);
std::string indicator_json(const Scorecard& card, const IndicatorResult& result);

// "Figures as at 22 November 2026 11:36", "Figures for 31 March 2026 as known on 1 April 2026".
std::string as_at_words(const Scorecard& card, Date today);
// "Lower is better. Better than on 30 November 2025." "" when neither way is better.
std::string direction_words(const IndicatorResult& result);
// "Better." or "Worse." since the first month of the trend; "" when it is the same, neither way is
// better, or either end has fewer than ten cases.
std::string verdict_words(const IndicatorResult& result);
// "Target 85% or more: met". "" without a target or figure.
std::string target_words(const IndicatorResult& result);
std::string period_words(const practice::Indicator& indicator, const Period& period);

std::vector<RunPoint> run_points(const std::vector<TrendPoint>& trend);
RunChartInput run_chart_input(const IndicatorResult& result);
// Of districts or of teams.
BarChartInput bar_chart_input(const IndicatorResult& result, const std::vector<Split>& splits,
                              std::string_view rows_are);

}  // namespace hearth::insight

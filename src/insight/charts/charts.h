// Charts of figures, drawn on the server as SVG: run chart, line chart, bar chart, sparkline.
//
// Each gives the picture, the same data as a table, and a sentence that states the finding in
// words: a page shows all three, and is complete without the picture. Nothing rests on colour
// alone: series differ in marker and dash, points outside limits are ringed and named. Words in a
// chart are at least 12 CSS pixels high on a 320 pixel page. It computes no indicator: figures come
// in. Values of one day are drawn side by side, so that each can be told apart.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "insight/charts/svg_writer.h"

namespace hearth::insight {

struct Chart {
    Svg svg;
    std::vector<std::string> columns;            // headings of the table; the first names the row
    std::vector<std::vector<std::string>> rows;  // one a point or bar, cells as shown
    std::string sentence;
};

enum class Better { higher, lower, neither };

// ---- run chart (XmR) ----
struct RunPoint {
    Date period;                  // its first day
    std::optional<double> value;  // nothing: no figure for the period, shown as a gap
    int numerator = 0;            // n and N are shown in the table when denominator > 0
    int denominator = 0;
};
struct RunChartInput {
    std::string title;             // "Visits on time, Burnley"
    std::string unit;              // "%" or "days"
    std::vector<RunPoint> points;  // monthly, oldest first
    std::optional<double> target;
    Better better = Better::neither;
    std::optional<Date>
        change_at;  // a change of practice (go-live): limits are worked out anew from here
    std::string change_label;
    int decimals = 0;
};
// Limits of natural variation: the mean ± 2.66 × the mean moving range, of the points of one phase;
// only where a phase has at least kFewestForLimits points. A shift is kShiftRun or more in a row on
// one side of the mean (a point on the mean neither breaks nor adds to a run).
inline constexpr double kNaturalLimits = 2.66;
inline constexpr int kShiftRun = 8;
inline constexpr int kFewestForLimits = 8;
struct RunPhase {
    std::size_t first = 0, last = 0;  // indices of points, both included
    double mean = 0;
    std::optional<double> lower, upper;
    std::vector<std::size_t> outside;                         // points beyond the limits
    std::vector<std::pair<std::size_t, std::size_t>> shifts;  // first and last point of each run
};
std::vector<RunPhase> run_phases(const RunChartInput& input);
Chart run_chart(const RunChartInput& input);

// ---- lines over dates ----
struct LinePoint {
    Date on;
    double value = 0;
};
struct LineSeries {
    std::string name;
    std::vector<LinePoint> points;  // oldest first
    Better better = Better::neither;
};
struct LineChartInput {
    std::string title;
    std::string unit;  // of the axis: "0 to 10"
    double low = 0, high = 10;
    std::vector<LineSeries> series;  // up to four are told apart by marker and dash
    std::optional<double> target;
    int decimals = 0;
};
Chart line_chart(const LineChartInput& input);

// ---- bars ----
struct Bar {
    std::string name;
    std::optional<double> value;  // nothing: no figure
    int numerator = 0;
    int denominator = 0;
    bool suppressed = false;  // too few to show
};
struct BarChartInput {
    std::string title;
    std::string unit;
    std::string rows_are;   // heading of the first column: "District", "Team"
    std::vector<Bar> bars;  // drawn in the order given
    std::optional<double> target;
    Better better = Better::neither;
    int decimals = 0;
};
Chart bar_chart(const BarChartInput& input);

// ---- small trend: decoration beside a figure; the sentence carries the meaning ----
struct Trend {
    Svg svg;               // hidden from assistive technology
    std::string sentence;  // "Up from 71% in June 2026 to 84% in November 2026."
};
Trend sparkline(const std::vector<RunPoint>& points, std::string_view unit, int decimals);

}  // namespace hearth::insight

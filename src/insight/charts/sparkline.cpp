#include <algorithm>

#include "insight/charts/charts.h"
#include "insight/charts/plot.h"

namespace hearth::insight {

Trend sparkline(const std::vector<RunPoint>& points, std::string_view unit, int decimals) {
    using namespace charts;
    std::vector<const RunPoint*> known;
    for (const RunPoint& p : points)
        if (p.value) known.push_back(&p);
    Trend out;
    if (known.empty()) {
        out.sentence = "No figures yet.";
        return out;
    }
    const std::string from = figure(*known.front()->value, decimals, unit);
    const std::string to = figure(*known.back()->value, decimals, unit);
    const std::string since = month_words(known.front()->period),
                      now = month_words(known.back()->period);
    if (known.size() == 1) {
        out.sentence = to + " in " + now + ", the only figure.";
        return out;
    }
    if (from == to)
        out.sentence = "The same in " + now + " as in " + since + ": " + to + ".";
    else
        out.sentence = std::string(*known.back()->value > *known.front()->value ? "Up" : "Down") +
                       " from " + from + " in " + since + " to " + to + " in " + now + ".";

    constexpr double kSparkWidth = 110, kSparkHeight = 30, kPad = 5;
    double low = *known.front()->value, high = low;
    for (const RunPoint* p : known) {
        low = std::min(low, *p->value);
        high = std::max(high, *p->value);
    }
    const Date first = points.front().period, last = points.back().period;
    const auto at = [&](const RunPoint& p) {
        const double x =
            last > first ? static_cast<double>(p.period - first) / (last - first) : 0.5;
        const double y = high > low ? (*p.value - low) / (high - low) : 0.5;
        return Point{kPad + (kSparkWidth - 2 * kPad) * x,
                     kSparkHeight - kPad - (kSparkHeight - 2 * kPad) * y};
    };
    auto w = SvgWriter::decoration(kSparkWidth, kSparkHeight, "hearth-sparkline");
    std::vector<Point> piece;
    const auto flush = [&] {
        if (piece.size() > 1)
            w.polyline(piece, {{"fill", "none"},
                               {"stroke", kSeries[0]},
                               {"stroke-width", 2},
                               {"stroke-linejoin", "round"}});
        piece.clear();
    };
    for (const RunPoint& p : points) {
        if (p.value)
            piece.push_back(at(p));
        else
            flush();
    }
    flush();
    marker(w, Marker::circle, at(*known.back()), 3.5, kInk, kInk);
    out.svg = w.finish();
    return out;
}

}  // namespace hearth::insight

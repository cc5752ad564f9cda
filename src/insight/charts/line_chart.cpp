#include <algorithm>
#include <map>
#include <set>

#include "insight/charts/charts.h"
#include "insight/charts/plot.h"

namespace hearth::insight {
namespace {

using namespace charts;

constexpr const char* kDashes[] = {"", "7 4", "2 3", "9 3 2 3"};
constexpr Marker kMarkers[] = {Marker::circle, Marker::square, Marker::triangle, Marker::diamond};

SvgWriter::Attrs series_paint(std::size_t i) {
    SvgWriter::Attrs paint{{"fill", "none"}, {"stroke", kSeries[i % 4]}, {"stroke-width", 2.5}};
    if (i % 4 != 0) paint.push_back({"stroke-dasharray", kDashes[i % 4]});
    return paint;
}

std::string sentence(const LineChartInput& in) {
    std::string s;
    for (const auto& line : in.series) {
        if (line.points.empty()) continue;
        const LinePoint &a = line.points.front(), &b = line.points.back();
        const std::string from = figure(a.value, in.decimals, ""),
                          to = figure(b.value, in.decimals, "");
        if (!s.empty()) s += " ";
        if (line.points.size() == 1) {
            s += line.name + " was " + from + " on " + a.on.plain() + ", scored once.";
            continue;
        }
        if (from == to) {
            s += line.name + " was " + from + " on " + a.on.plain() + " and " + to + " again on " +
                 b.on.plain();
        } else {
            s += line.name + (b.value > a.value ? " rose from " : " fell from ") + from + " on " +
                 a.on.plain() + " to " + to + " on " + b.on.plain();
            if (line.better != Better::neither)
                s += (b.value > a.value) == (line.better == Better::higher) ? " (better)"
                                                                            : " (worse)";
        }
        s += ".";
    }
    return s.empty() ? "Nothing has been scored yet." : s;
}

}  // namespace

Chart line_chart(const LineChartInput& in) {
    Chart out;
    out.sentence = sentence(in);
    out.columns = {"Date"};
    std::map<Date, std::vector<std::string>> rows;
    std::optional<Date> first, last;
    for (std::size_t i = 0; i < in.series.size(); ++i) {
        out.columns.push_back(in.series[i].name);
        for (const LinePoint& p : in.series[i].points) {
            auto& row = rows[p.on];
            row.resize(in.series.size() + 1);
            row[i + 1] = figure(p.value, in.decimals, "");
            if (!first || p.on < *first) first = p.on;
            if (!last || p.on > *last) last = p.on;
        }
    }
    for (auto& [on, row] : rows) {
        row[0] = on.plain();
        for (auto& cell : row)
            if (cell.empty()) cell = "Not scored";
        out.rows.push_back(row);
    }
    if (!first) return out;

    double low = in.low, high = in.high;
    for (const auto& line : in.series)
        for (const LinePoint& p : line.points) {
            low = std::min(low, p.value);
            high = std::max(high, p.value);
        }
    Scale scale = round_scale(low, high);
    if (low == 0 && high == 10) scale = {0, 10, 2};
    const Plot plot(scale, *first, *last, "", in.decimals);
    const SvgWriter::Attrs target{
        {"stroke", kInk}, {"stroke-width", 1.5}, {"stroke-dasharray", "2 3"}};
    std::vector<KeyEntry> key;
    for (std::size_t i = 0; i < in.series.size(); ++i)
        key.push_back({in.series[i].name, [i](SvgWriter& w, Point c) {
                           w.line({c.x - 13, c.y}, {c.x + 13, c.y}, series_paint(i));
                           marker(w, kMarkers[i % 4], c, 4.5, "#ffffff", kSeries[i % 4]);
                       }});
    if (in.target)
        key.push_back({"Target " + figure(*in.target, in.decimals, ""), [&](SvgWriter& w, Point c) {
                           w.line({c.x - 12, c.y}, {c.x + 12, c.y}, target);
                       }});
    SvgWriter w(kWidth, plot.below() + key_height(key) + 6, in.title, out.sentence,
                SvgWriter::Size::scales, "hearth-chart hearth-chart--line");
    plot.axes(w);
    if (in.target)
        w.line({plot.left(), plot.y(*in.target)}, {plot.right(), plot.y(*in.target)}, target);
    for (std::size_t i = 0; i < in.series.size(); ++i) {
        std::vector<Point> points;
        for (const LinePoint& p : in.series[i].points)
            points.push_back({plot.x(p.on), plot.y(p.value)});
        if (points.size() > 1) w.polyline(points, series_paint(i));
        for (const Point& p : points) marker(w, kMarkers[i % 4], p, 4.5, "#ffffff", kSeries[i % 4]);
    }
    draw_key(w, key, plot.below());
    out.svg = w.finish();
    return out;
}

}  // namespace hearth::insight

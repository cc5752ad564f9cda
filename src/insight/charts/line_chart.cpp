#include <algorithm>
#include <cmath>
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

constexpr double kRadius = 4.5;
constexpr double kApart = 2 * kRadius + 3;  // between the middles of two markers, with their lines

// Where each marker stands. Values of one day, or of days close together, would lie on one
// another: those that would touch are put side by side, the first in the middle, as near their day
// as there is room. A value that a line repeats on a day is one marker. Heights are never changed.
// Lines of more days than markers find room for keep to their days: there the run is what is read.
std::vector<std::vector<Point>> places(const LineChartInput& in, const Plot& plot) {
    std::vector<std::vector<Point>> out(in.series.size());
    std::vector<Point> taken;
    std::set<Date> days;
    struct Due {
        Date on;
        std::size_t series;
        double value;
    };
    std::vector<Due> due;
    for (std::size_t i = 0; i < in.series.size(); ++i) {
        std::set<std::pair<Date, double>> met;
        for (const LinePoint& p : in.series[i].points)
            if (days.insert(p.on); met.insert({p.on, p.value}).second)
                due.push_back({p.on, i, p.value});
    }
    const bool room = static_cast<double>(days.size()) * kApart <= plot.right() - plot.left();
    std::stable_sort(due.begin(), due.end(),
                     [](const Due& a, const Due& b) { return a.on < b.on; });
    for (const Due& one : due) {
        const Point own{plot.x(one.on), plot.y(one.value)};
        const auto is_free = [&](Point at) {
            return std::none_of(taken.begin(), taken.end(), [&](Point other) {
                return std::abs(at.x - other.x) < kApart && std::abs(at.y - other.y) < kApart;
            });
        };
        Point at = own;
        // Three to each side: more in one place are more than anybody scores.
        for (int step = 1; room && step <= 6 && !is_free(at); ++step) {
            const double aside = kApart * ((step + 1) / 2) * (step % 2 == 1 ? 1.0 : -1.0);
            const Point next{own.x + aside, own.y};
            if (next.x >= plot.left() + kRadius && next.x <= plot.right() && is_free(next))
                at = next;
        }
        taken.push_back(at);
        out[one.series].push_back(at);
    }
    return out;
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
            // Scored more than once on a day: each of them.
            auto& cell = row[i + 1];
            cell += (cell.empty() ? "" : ", ") + figure(p.value, in.decimals, "");
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
                           marker(w, kMarkers[i % 4], c, kRadius, "#ffffff", kSeries[i % 4]);
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
    const auto points = places(in, plot);
    for (std::size_t i = 0; i < points.size(); ++i)
        if (points[i].size() > 1) w.polyline(points[i], series_paint(i));
    // Above all lines, so that no line hides a value.
    for (std::size_t i = 0; i < points.size(); ++i)
        for (const Point& p : points[i])
            marker(w, kMarkers[i % 4], p, kRadius, "#ffffff", kSeries[i % 4]);
    draw_key(w, key, plot.below());
    out.svg = w.finish();
    return out;
}

}  // namespace hearth::insight

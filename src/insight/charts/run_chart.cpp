#include <algorithm>
#include <cmath>
#include <utility>

#include "insight/charts/charts.h"
#include "insight/charts/plot.h"

namespace hearth::insight {
namespace {

using namespace charts;

// The limits as shown: a percentage stays within 0 and 100, and what cannot be negative is not
// shown so.
std::pair<double, double> shown_limits(const RunPhase& phase, const RunChartInput& in) {
    double low = *phase.lower, high = *phase.upper;
    const bool negative = std::any_of(in.points.begin(), in.points.end(),
                                      [](const RunPoint& p) { return p.value.value_or(0) < 0; });
    if (!negative) low = std::max(low, 0.0);
    if (in.unit == "%") high = std::min(high, 100.0);
    return {low, high};
}

enum class Sign { usual, outside, shift };

std::vector<Sign> signs(const RunChartInput& in, const std::vector<RunPhase>& phases) {
    std::vector<Sign> all(in.points.size(), Sign::usual);
    for (const RunPhase& p : phases) {
        for (const auto& [a, b] : p.shifts)
            for (std::size_t i = a; i <= b; ++i) all[i] = Sign::shift;
        for (const std::size_t i : p.outside) all[i] = Sign::outside;
    }
    return all;
}

std::string sentence(const RunChartInput& in, const std::vector<RunPhase>& phases) {
    if (phases.empty()) return "There are no figures yet.";
    const auto say = [&](double v) { return figure(v, in.decimals, in.unit); };
    const RunPhase& now = phases.back();
    const RunPoint& last = in.points[now.last];
    std::string s = say(*last.value) + " in " + month_words(last.period);
    if (in.target) {
        const double off = *last.value - *in.target;
        s += off == 0  ? ", on the target of "
             : off > 0 ? ", above the target of "
                       : ", below the target of ";
        s += say(*in.target);
        if (off != 0 && in.better != Better::neither)
            s += (off > 0) == (in.better == Better::higher) ? " (target met)" : " (target not met)";
        else if (off == 0 && in.better != Better::neither)
            s += " (target met)";
    }
    s += ".";
    if (!now.lower) {
        s += " There are too few figures" +
             std::string(phases.size() > 1 ? " since the change" : "") +
             " to tell change from chance (" + std::to_string(kFewestForLimits) + " are needed).";
    } else {
        const auto [low, high] = shown_limits(now, in);
        for (const auto& [a, b] : now.shifts) {
            int count = 0;
            for (std::size_t i = a; i <= b; ++i)
                count += in.points[i].value && *in.points[i].value != now.mean ? 1 : 0;
            const bool above = *in.points[a].value > now.mean;
            s += " A lasting shift: " + std::to_string(count) + " figures in a row are " +
                 (above ? "above" : "below") + " the mean of " + say(now.mean) + ", from " +
                 month_words(in.points[a].period) + " to " + month_words(in.points[b].period);
            if (in.better != Better::neither)
                s += above == (in.better == Better::higher) ? " (better)" : " (worse)";
            s += ".";
        }
        for (const std::size_t i : now.outside)
            s += " " + month_words(in.points[i].period) + " (" + say(*in.points[i].value) +
                 ") is " + (*in.points[i].value > *now.upper ? "above" : "below") +
                 " what chance explains (" + say(low) + " to " + say(high) + ").";
        if (now.shifts.empty() && now.outside.empty())
            s += std::string(phases.size() > 1 ? " Since the change the" : " The") +
                 " figures vary no more than chance explains, between " + say(low) + " and " +
                 say(high) + " about a mean of " + say(now.mean) +
                 (phases.size() > 1 ? ": no sign of further change." : ": no sign of change.");
    }
    if (phases.size() > 1 && in.change_at)
        s += " The mean was " + say(phases.front().mean) + " before " +
             (in.change_label.empty() ? "the change" : in.change_label) + " (" +
             in.change_at->plain() + ") and is " + say(now.mean) + " since.";
    return s;
}

}  // namespace

std::vector<RunPhase> run_phases(const RunChartInput& in) {
    std::vector<std::vector<std::size_t>> parts(2);
    for (std::size_t i = 0; i < in.points.size(); ++i)
        if (in.points[i].value)
            parts[in.change_at && in.points[i].period >= *in.change_at ? 1 : 0].push_back(i);
    std::vector<RunPhase> phases;
    for (const auto& at : parts) {
        if (at.empty()) continue;
        RunPhase p;
        p.first = at.front();
        p.last = at.back();
        double sum = 0;
        for (const std::size_t i : at) sum += *in.points[i].value;
        p.mean = sum / static_cast<double>(at.size());
        // A month without a figure gives no moving range: the figures beside it are not neighbours.
        double ranges = 0;
        int pairs = 0;
        for (std::size_t k = 1; k < at.size(); ++k)
            if (at[k] == at[k - 1] + 1) {
                ranges += std::abs(*in.points[at[k]].value - *in.points[at[k - 1]].value);
                ++pairs;
            }
        if (at.size() >= static_cast<std::size_t>(kFewestForLimits) && pairs > 0) {
            p.lower = p.mean - kNaturalLimits * ranges / pairs;
            p.upper = p.mean + kNaturalLimits * ranges / pairs;
            std::size_t start = 0, end = 0;
            int run = 0;
            bool above = false;
            const auto close = [&] {
                if (run >= kShiftRun) p.shifts.emplace_back(start, end);
                run = 0;
            };
            for (const std::size_t i : at) {
                const double v = *in.points[i].value;
                if (v < *p.lower || v > *p.upper) p.outside.push_back(i);
                if (v == p.mean) continue;
                if (run > 0 && (v > p.mean) != above) close();
                if (run == 0) start = i;
                above = v > p.mean;
                end = i;
                ++run;
            }
            close();
        }
        phases.push_back(std::move(p));
    }
    return phases;
}

Chart run_chart(const RunChartInput& in) {
    const auto phases = run_phases(in);
    const auto sign = signs(in, phases);
    Chart out;
    out.sentence = sentence(in, phases);
    const bool counts = std::any_of(in.points.begin(), in.points.end(),
                                    [](const RunPoint& p) { return p.denominator > 0; });
    out.columns = {"Month",
                   in.unit.empty() || in.unit == "%" ? "Figure" : "Figure (" + in.unit + ")"};
    if (counts) out.columns.emplace_back("n of N");
    out.columns.emplace_back("What it shows");
    for (std::size_t i = 0; i < in.points.size(); ++i) {
        const RunPoint& p = in.points[i];
        std::vector<std::string> row{
            month_words(p.period),
            p.value ? figure(*p.value, in.decimals, in.unit == "%" ? "%" : "") : "No figure"};
        if (counts)
            row.push_back(p.denominator > 0
                              ? std::to_string(p.numerator) + " of " + std::to_string(p.denominator)
                              : "");
        switch (sign[i]) {
            case Sign::usual:
                row.emplace_back(p.value ? "Usual variation" : "");
                break;
            case Sign::outside:
                row.emplace_back("Outside the limits");
                break;
            case Sign::shift:
                row.emplace_back("Part of a lasting shift");
                break;
        }
        out.rows.push_back(std::move(row));
    }
    if (phases.empty()) return out;

    double low = *in.points[phases.front().first].value, high = low;
    const auto take = [&](double v) {
        low = std::min(low, v);
        high = std::max(high, v);
    };
    for (const RunPoint& p : in.points)
        if (p.value) take(*p.value);
    if (in.target) take(*in.target);
    bool limits = false, outside = false, shift = false;
    for (const RunPhase& p : phases) {
        outside = outside || !p.outside.empty();
        shift = shift || !p.shifts.empty();
        if (!p.lower) continue;
        limits = true;
        take(shown_limits(p, in).first);
        take(shown_limits(p, in).second);
    }
    const Plot plot(round_scale(low, high), in.points.front().period, in.points.back().period,
                    in.unit, in.decimals);

    const auto sample = [](SvgWriter& w, Point c, SvgWriter::Attrs paint) {
        w.line({c.x - 12, c.y}, {c.x + 12, c.y}, paint);
    };
    const SvgWriter::Attrs mean{{"stroke", kInk}, {"stroke-width", 1.5}};
    const SvgWriter::Attrs limit{
        {"stroke", kQuiet}, {"stroke-width", 1.5}, {"stroke-dasharray", "6 4"}};
    const SvgWriter::Attrs target{
        {"stroke", "#00703c"}, {"stroke-width", 2}, {"stroke-dasharray", "2 3"}};
    std::vector<KeyEntry> key;
    key.push_back({"Mean " + figure(phases.back().mean, in.decimals, in.unit),
                   [&](SvgWriter& w, Point c) { sample(w, c, mean); }});
    if (limits)
        key.push_back({"Natural limits", [&](SvgWriter& w, Point c) { sample(w, c, limit); }});
    if (in.target)
        key.push_back({"Target " + figure(*in.target, in.decimals, in.unit),
                       [&](SvgWriter& w, Point c) { sample(w, c, target); }});
    if (outside)
        key.push_back({"Outside the limits", [](SvgWriter& w, Point c) {
                           marker(w, Marker::diamond, c, 6, "#ffffff", kInk);
                           marker(w, Marker::diamond, c, 2.5, kInk, kInk);
                       }});
    if (shift)
        key.push_back({"Lasting shift", [](SvgWriter& w, Point c) {
                           marker(w, Marker::square, c, 4.5, kInk, kInk);
                       }});

    const bool change = in.change_at && phases.size() > 1;
    const double key_top = plot.below() + (change ? 26 : 0);
    SvgWriter w(kWidth, key_top + key_height(key) + 6, in.title, out.sentence,
                SvgWriter::Size::scales, "hearth-chart hearth-chart--run");
    plot.axes(w);
    for (const RunPhase& p : phases) {
        const double a = plot.x(in.points[p.first].period) - 4,
                     b = plot.x(in.points[p.last].period) + 4;
        w.line({a, plot.y(p.mean)}, {b, plot.y(p.mean)}, mean);
        if (!p.lower) continue;
        const auto [lower, upper] = shown_limits(p, in);
        w.line({a, plot.y(lower)}, {b, plot.y(lower)}, limit);
        w.line({a, plot.y(upper)}, {b, plot.y(upper)}, limit);
    }
    if (in.target)
        w.line({plot.left(), plot.y(*in.target)}, {plot.right(), plot.y(*in.target)}, target);
    if (change) {
        const double x = plot.x(*in.change_at);
        w.line({x, plot.top() - 6}, {x, plot.below() + 4},
               {{"stroke", kQuiet}, {"stroke-width", 1.5}});
        const std::string words =
            wrap_text(in.change_label.empty() ? "Change" : in.change_label, kWords, kWidth - 16, 1)
                .front();
        const double half = text_width(words, kWords) / 2;
        w.text(std::clamp(x, half + 4, kWidth - half - 4), plot.below() + 18, words,
               {{"text-anchor", "middle"}, {"font-size", kWords}, {"fill", kInk}});
    }
    std::vector<Point> piece;
    const auto flush = [&] {
        if (piece.size() > 1)
            w.polyline(piece, {{"fill", "none"}, {"stroke", kSeries[0]}, {"stroke-width", 2}});
        piece.clear();
    };
    for (const RunPoint& p : in.points) {
        if (p.value)
            piece.push_back({plot.x(p.period), plot.y(*p.value)});
        else
            flush();
    }
    flush();
    for (std::size_t i = 0; i < in.points.size(); ++i) {
        if (!in.points[i].value) continue;
        const Point at{plot.x(in.points[i].period), plot.y(*in.points[i].value)};
        switch (sign[i]) {
            case Sign::usual:
                marker(w, Marker::circle, at, 3, kSeries[0], kSeries[0]);
                break;
            case Sign::outside:
                marker(w, Marker::diamond, at, 6, "#ffffff", kInk);
                marker(w, Marker::diamond, at, 2.5, kInk, kInk);
                break;
            case Sign::shift:
                marker(w, Marker::square, at, 4, kInk, kInk);
                break;
        }
    }
    draw_key(w, key, key_top);
    out.svg = w.finish();
    return out;
}

}  // namespace hearth::insight

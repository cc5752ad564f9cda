#include <algorithm>

#include "insight/charts/charts.h"
#include "insight/charts/plot.h"

namespace hearth::insight {
namespace {

using namespace charts;

std::string with_counts(const Bar& b, const BarChartInput& in) {
    std::string s = figure(*b.value, in.decimals, in.unit);
    if (b.denominator > 0)
        s += " (" + std::to_string(b.numerator) + " of " + std::to_string(b.denominator) + ")";
    return s;
}

bool shown(const Bar& b) {
    return b.value && !b.suppressed;
}

bool meets(const Bar& b, const BarChartInput& in) {
    return in.better == Better::lower ? *b.value <= *in.target : *b.value >= *in.target;
}

std::string sentence(const BarChartInput& in) {
    std::vector<const Bar*> all;
    for (const Bar& b : in.bars)
        if (shown(b)) all.push_back(&b);
    if (all.empty()) return "There are no figures to show.";
    const auto by_value = [](const Bar* a, const Bar* b) { return *a->value < *b->value; };
    const Bar& low = **std::min_element(all.begin(), all.end(), by_value);
    const Bar& high = **std::max_element(all.begin(), all.end(), by_value);
    std::string s;
    if (all.size() == 1)
        s = "Only " + high.name + " has a figure: " + with_counts(high, in) + ".";
    else if (*low.value == *high.value)
        s = "All are at " + figure(*high.value, in.decimals, in.unit) + ".";
    else
        s = "Highest is " + high.name + ", " + with_counts(high, in) + "; lowest is " + low.name +
            ", " + with_counts(low, in) + ".";
    if (in.target && in.better != Better::neither) {
        const auto met =
            std::count_if(all.begin(), all.end(), [&](const Bar* b) { return meets(*b, in); });
        s += " " + std::to_string(met) + " of " + std::to_string(all.size()) +
             (met == 1 ? " meets the target of " : " meet the target of ") +
             figure(*in.target, in.decimals, in.unit) + ".";
    }
    const auto hidden =
        std::count_if(in.bars.begin(), in.bars.end(), [](const Bar& b) { return b.suppressed; });
    if (hidden > 0)
        s += " " + std::to_string(hidden) + (hidden == 1 ? " has" : " have") +
             " too few children to show.";
    return s;
}

}  // namespace

Chart bar_chart(const BarChartInput& in) {
    Chart out;
    out.sentence = sentence(in);
    const bool counts =
        std::any_of(in.bars.begin(), in.bars.end(), [](const Bar& b) { return b.denominator > 0; });
    const bool judged = in.target && in.better != Better::neither;
    out.columns = {in.rows_are,
                   in.unit.empty() || in.unit == "%" ? "Figure" : "Figure (" + in.unit + ")"};
    if (counts) out.columns.emplace_back("n of N");
    if (judged) out.columns.emplace_back("Target " + figure(*in.target, in.decimals, in.unit));
    double high = in.target.value_or(0);
    bool met = false, missed = false, any = false;
    for (const Bar& b : in.bars) {
        std::vector<std::string> row{b.name};
        row.push_back(b.suppressed ? "Too few to show"
                      : b.value    ? figure(*b.value, in.decimals, in.unit == "%" ? "%" : "")
                                   : "No figure");
        if (counts)
            row.push_back(shown(b) && b.denominator > 0
                              ? std::to_string(b.numerator) + " of " + std::to_string(b.denominator)
                              : "");
        if (judged) row.push_back(!shown(b) ? "" : meets(b, in) ? "Met" : "Not met");
        out.rows.push_back(std::move(row));
        if (!shown(b)) continue;
        any = true;
        high = std::max(high, *b.value);
        if (judged) (meets(b, in) ? met : missed) = true;
    }
    if (!any) return out;
    if (in.unit == "%") high = std::max(high, 100.0);
    if (high <= 0) high = 1;

    constexpr double kLeft = 8, kThick = 14;
    const double room = kWidth - 2 * kLeft;
    const auto value_words = [&](const Bar& b) {
        return b.suppressed ? "Too few to show" : b.value ? with_counts(b, in) : "No figure";
    };
    // A name beside its figure where all fit; else each name has a line of its own.
    const bool stacked = std::any_of(in.bars.begin(), in.bars.end(), [&](const Bar& b) {
        return text_width(b.name, kWords) + text_width(value_words(b), kWords) + 10 > room;
    });
    const double own_line = stacked ? 20 : 0, row = 46 + own_line;
    const SvgWriter::Attrs target{
        {"stroke", kInk}, {"stroke-width", 2}, {"stroke-dasharray", "3 3"}};
    const SvgWriter::Attrs full{{"fill", kSeries[0]}, {"stroke", kSeries[0]}, {"stroke-width", 2}};
    const SvgWriter::Attrs hollow{{"fill", "#ffffff"}, {"stroke", kSeries[0]}, {"stroke-width", 2}};
    std::vector<KeyEntry> key;
    if (in.target)
        key.push_back(
            {"Target " + figure(*in.target, in.decimals, in.unit), [&](SvgWriter& w, Point c) {
                 w.line({c.x, c.y - 10}, {c.x, c.y + 10}, target);
             }});
    if (met)
        key.push_back({"Target met",
                       [&](SvgWriter& w, Point c) { w.rect(c.x - 12, c.y - 6, 24, 12, full); }});
    if (missed)
        key.push_back(
            {"Not met", [&](SvgWriter& w, Point c) { w.rect(c.x - 12, c.y - 6, 24, 12, hollow); }});
    const double key_top = static_cast<double>(in.bars.size()) * row + 4;
    SvgWriter w(kWidth, key_top + key_height(key) + 6, in.title, out.sentence,
                SvgWriter::Size::scales, "hearth-chart hearth-chart--bar");
    w.open("g", {{"font-size", kWords}, {"fill", kInk}});
    double top = 0;
    for (const Bar& b : in.bars) {
        const auto name = wrap_text(b.name, kWords, room, 1);
        w.text(kLeft, top + 17, name.empty() ? "" : name.front());
        w.text(kWidth - kLeft, top + 17 + own_line, value_words(b), {{"text-anchor", "end"}});
        const double bar_top = top + 24 + own_line;
        w.line({kLeft, bar_top + kThick}, {kLeft + room, bar_top + kThick},
               {{"stroke", kGrid}, {"stroke-width", 1}});
        if (shown(b) && *b.value > 0)
            w.rect(kLeft + 1, bar_top, std::max(1.0, (room - 2) * *b.value / high), kThick - 1,
                   judged && !meets(b, in) ? hollow : full);
        if (in.target) {
            const double x = kLeft + 1 + (room - 2) * *in.target / high;
            w.line({x, bar_top - 1}, {x, bar_top + kThick + 4}, target);
        }
        top += row;
    }
    w.close();
    draw_key(w, key, key_top);
    out.svg = w.finish();
    return out;
}

}  // namespace hearth::insight

#include "insight/charts/plot.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace hearth::insight::charts {
namespace {

constexpr std::array<const char*, 12> kMonths = {"January",   "February", "March",    "April",
                                                 "May",       "June",     "July",     "August",
                                                 "September", "October",  "November", "December"};
const char* month_name(Date d) {
    return kMonths.at(static_cast<std::size_t>(d.month() - 1));
}

constexpr double kKeyLine = 26, kSign = 34;

// Where each entry of a key stands, from 0,0; and the height of all.
double flow(const std::vector<KeyEntry>& key, std::vector<Point>* at) {
    double x = 8, y = 0;
    for (const auto& entry : key) {
        const double needed = kSign + text_width(entry.words, kWords) + 14;
        if (x > 8 && x + needed > kWidth) {
            x = 8;
            y += kKeyLine;
        }
        if (at != nullptr) at->push_back({x, y});
        x += needed;
    }
    return key.empty() ? 0 : y + kKeyLine;
}

}  // namespace

std::string figure(double value, int decimals, std::string_view unit) {
    const double scale = std::pow(10.0, decimals);
    std::string s = fmt::format("{:.{}f}", std::round(value * scale) / scale, decimals);
    if (s == "-0") s = "0";
    const auto whole = std::min(s.find('.'), s.size());
    for (auto at = static_cast<std::ptrdiff_t>(whole) - 3; at > (s.front() == '-' ? 1 : 0); at -= 3)
        s.insert(static_cast<std::size_t>(at), ",");
    if (unit == "%") return s + "%";
    return unit.empty() ? s : s + " " + std::string(unit);
}

std::string month_words(Date d) {
    return fmt::format("{} {}", month_name(d), d.year());
}
std::string month_short(Date d) {
    return fmt::format("{} {:02}", std::string(month_name(d)).substr(0, 3), d.year() % 100);
}

Scale round_scale(double low, double high) {
    if (!(high > low)) high = low + 1;
    const double rough = (high - low) / 4;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    double step = 10 * power;
    for (const double s : {1.0, 2.0, 5.0})
        if (s * power >= rough) {
            step = s * power;
            break;
        }
    return {std::floor(low / step + 1e-9) * step, std::ceil(high / step - 1e-9) * step, step};
}

Plot::Plot(Scale y, Date first, Date last, std::string_view unit, int decimals)
    : scale_(y), first_(first), last_(last), unit_(unit == "%" ? "%" : ""), decimals_(decimals) {
    if (scale_.step < 1)
        decimals_ = std::max(decimals_, 1);
    else
        decimals_ = 0;
    for (double v = scale_.low; v <= scale_.high + scale_.step / 2; v += scale_.step)
        left_ = std::max(left_, text_width(figure(v, decimals_, unit_), kWords) + 10);
}

double Plot::x(Date d) const {
    const double room = right() - left_ - 16;
    if (last_ <= first_) return left_ + 8 + room / 2;
    return left_ + 8 + room * (d - first_) / (last_ - first_);
}

double Plot::y(double value) const {
    return bottom() - (bottom() - top()) * (value - scale_.low) / (scale_.high - scale_.low);
}

void Plot::axes(SvgWriter& w) const {
    w.open("g", {{"font-size", kWords}, {"fill", kInk}});
    for (double v = scale_.low; v <= scale_.high + scale_.step / 2; v += scale_.step) {
        w.line({left_, y(v)}, {right(), y(v)}, {{"stroke", kGrid}, {"stroke-width", 1}});
        w.text(left_ - 6, y(v) + 5, figure(v, decimals_, unit_), {{"text-anchor", "end"}});
    }
    w.line({left_, bottom()}, {right(), bottom()}, {{"stroke", kInk}, {"stroke-width", 1.5}});
    // A tick on the first of each month; as many named as there is room for.
    std::vector<Date> months;
    for (Date m = *Date::from(first_.year(), first_.month(), 1); m <= last_; m = add_months(m, 1))
        if (m >= first_) months.push_back(m);
    if (months.empty()) months.push_back(first_);
    const double widest = text_width("May 00", kWords) + 12;
    std::size_t every = 1;
    for (const std::size_t n : {1U, 2U, 3U, 6U, 12U, 24U, 60U}) {
        every = n;
        if (months.size() < 2 ||
            std::abs(x(months[std::min(n, months.size() - 1)]) - x(months[0])) >= widest ||
            n >= months.size())
            break;
    }
    double free_from = 0;
    for (std::size_t i = 0; i < months.size(); ++i) {
        const bool named = i % every == 0;
        w.line({x(months[i]), bottom()}, {x(months[i]), bottom() + (named ? 6.0 : 3.0)},
               {{"stroke", kInk}, {"stroke-width", 1}});
        if (!named) continue;
        const std::string words = month_short(months[i]);
        const double half = text_width(words, kWords) / 2;
        const double at = std::clamp(x(months[i]), half + 2, kWidth - half - 2);
        if (at - half < free_from) continue;
        free_from = at + half + 6;
        w.text(at, bottom() + 22, words, {{"text-anchor", "middle"}});
    }
    w.close();
}

void marker(SvgWriter& w, Marker m, Point at, double r, const char* fill, const char* stroke) {
    const SvgWriter::Attrs paint{{"fill", fill}, {"stroke", stroke}, {"stroke-width", 1.5}};
    switch (m) {
        case Marker::circle: {
            SvgWriter::Attrs all{{"cx", at.x}, {"cy", at.y}, {"r", r}};
            all.insert(all.end(), paint.begin(), paint.end());
            w.element("circle", all);
            return;
        }
        case Marker::square:
            w.rect(at.x - r, at.y - r, 2 * r, 2 * r, paint);
            return;
        case Marker::triangle:
            w.polygon({{at.x, at.y - r * 1.2},
                       {at.x + r * 1.1, at.y + r * 0.9},
                       {at.x - r * 1.1, at.y + r * 0.9}},
                      paint);
            return;
        case Marker::diamond:
            w.polygon({{at.x, at.y - r * 1.3},
                       {at.x + r * 1.3, at.y},
                       {at.x, at.y + r * 1.3},
                       {at.x - r * 1.3, at.y}},
                      paint);
            return;
    }
}

double key_height(const std::vector<KeyEntry>& key) {
    return flow(key, nullptr);
}

void draw_key(SvgWriter& w, const std::vector<KeyEntry>& key, double top) {
    std::vector<Point> at;
    flow(key, &at);
    w.open("g", {{"font-size", kWords}, {"fill", kInk}});
    for (std::size_t i = 0; i < key.size(); ++i) {
        key[i].draw(w, {at[i].x + 13, top + at[i].y + kKeyLine / 2});
        w.text(at[i].x + kSign, top + at[i].y + kKeyLine / 2 + 5, key[i].words);
    }
    w.close();
}

}  // namespace hearth::insight::charts

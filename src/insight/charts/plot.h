// What the charts share: a plot area with its axes, a key that flows below it, and figures and
// months in words. Internal to the charts. The view box is 360 units wide with words of 15 units,
// so that on a page of 320 pixels (290 for the picture) words are 12 pixels high.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "insight/charts/svg_writer.h"

namespace hearth::insight::charts {

inline constexpr double kWidth = 360;
inline constexpr double kWords = 15;
inline constexpr const char* kInk = "#0b0c0c";
inline constexpr const char* kQuiet = "#505a5f";
inline constexpr const char* kGrid = "#cecece";
inline constexpr const char* kSeries[] = {"#1d70b8", "#d4351c", "#00703c", "#4c2c92"};

std::string figure(double value, int decimals, std::string_view unit);  // "84%", "3.5 days", "7"
std::string month_words(Date d);                                        // "November 2026"
std::string month_short(Date d);                                        // "Nov 26"

// A scale of round numbers that takes in both ends.
struct Scale {
    double low = 0, high = 1, step = 1;
};
Scale round_scale(double low, double high);

class Plot {
  public:
    Plot(Scale y, Date first, Date last, std::string_view unit, int decimals);
    double x(Date d) const;
    double y(double value) const;
    double left() const { return left_; }
    double right() const { return kWidth - 12; }
    double top() const { return 16; }
    double bottom() const { return 200; }
    double below() const { return bottom() + 30; }  // where what comes after the axis may begin
    void axes(SvgWriter& w) const;

  private:
    Scale scale_;
    Date first_, last_;
    std::string unit_;
    int decimals_;
    double left_ = 40;
};

enum class Marker { circle, square, triangle, diamond };
void marker(SvgWriter& w, Marker m, Point at, double r, const char* fill, const char* stroke);

struct KeyEntry {
    std::string words;
    std::function<void(SvgWriter&, Point)> draw;
};
// How much height the key takes; the same flow is then drawn from `top`.
double key_height(const std::vector<KeyEntry>& key);
void draw_key(SvgWriter& w, const std::vector<KeyEntry>& key, double top);

}  // namespace hearth::insight::charts

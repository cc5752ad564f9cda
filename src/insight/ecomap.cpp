#include "insight/ecomap.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hearth::insight {
namespace {

constexpr double kFont = 14, kLine = 18, kBox = 168;
constexpr std::size_t kMost = 16;

std::vector<std::string> lines_of(const EcomapTie& tie) {
    auto lines = wrap_text(tie.name, kFont, kBox - 16, 2);
    for (auto& line : wrap_text(tie.what, kFont, kBox - 16, 2)) lines.push_back(std::move(line));
    return lines;
}

}  // namespace

Svg draw_ecomap(const Ecomap& map) {
    if (map.household.empty() || map.ties.empty()) return {};
    const std::size_t n = std::min(map.ties.size(), kMost);
    // Boxes stand on an ellipse wide enough that neighbours do not touch.
    const double rx = 260 + (n > 8 ? 34.0 * static_cast<double>(n - 8) : 0);
    const double ry = 190 + (n > 6 ? 26.0 * static_cast<double>(n - 6) : 0);
    const double width = 2 * rx + kBox + 40, height = 2 * ry + 130;
    const Point centre{width / 2, height / 2};
    std::string said = map.title + ". ";
    for (std::size_t i = 0; i < n; ++i)
        said += (i == 0 ? "" : "; ") + map.ties[i].name + ", " + map.ties[i].what;
    SvgWriter w(width, height, map.title, said, SvgWriter::Size::fixed, "hearth-genogram");

    std::vector<Point> at;
    for (std::size_t i = 0; i < n; ++i) {
        const double turn = 2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(n) -
                            std::numbers::pi / 2;
        at.push_back({centre.x + rx * std::cos(turn), centre.y + ry * std::sin(turn)});
    }
    for (std::size_t i = 0; i < n; ++i) {
        SvgWriter::Attrs paint{{"stroke", "#505a5f"}, {"stroke-width", 2}};
        if (!map.ties[i].service) paint.push_back({"stroke-dasharray", "6 4"});
        w.line(centre, at[i], paint);
    }
    std::vector<std::string> middle;
    for (const auto& name : map.household)
        for (auto& line : wrap_text(name, kFont, 130, 2)) middle.push_back(std::move(line));
    if (middle.size() > 7) {
        middle.resize(6);
        middle.emplace_back("and others");
    }
    const double tall = std::max(90.0, kLine * static_cast<double>(middle.size()) + 50);
    w.element("ellipse", {{"cx", centre.x},
                          {"cy", centre.y},
                          {"rx", 96.0},
                          {"ry", tall / 2},
                          {"fill", "#ffffff"},
                          {"stroke", "#0b0c0c"},
                          {"stroke-width", 3}});
    double y = centre.y - kLine * static_cast<double>(middle.size()) / 2 + kFont;
    for (const auto& line : middle) {
        w.text(centre.x, y, line,
               {{"font-size", kFont}, {"text-anchor", "middle"}, {"fill", "#0b0c0c"}});
        y += kLine;
    }
    for (std::size_t i = 0; i < n; ++i) {
        const auto lines = lines_of(map.ties[i]);
        const double h = kLine * static_cast<double>(lines.size()) + 14;
        w.rect(at[i].x - kBox / 2, at[i].y - h / 2, kBox, h,
               {{"fill", "#ffffff"},
                {"stroke", map.ties[i].service ? "#1d70b8" : "#0b0c0c"},
                {"stroke-width", 2},
                {"rx", map.ties[i].service ? 0.0 : 12.0}});
        double line_y = at[i].y - h / 2 + kFont + 7;
        bool first = true;
        for (const auto& line : lines) {
            w.text(at[i].x, line_y, line,
                   {{"font-size", kFont},
                    {"text-anchor", "middle"},
                    {"font-weight", first ? "700" : "400"},
                    {"fill", "#0b0c0c"}});
            first = false;
            line_y += kLine;
        }
    }
    return w.finish();
}

}  // namespace hearth::insight

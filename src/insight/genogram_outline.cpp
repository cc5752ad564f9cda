// Dashed outlines round the people of a household.
//
// Members that stand side by side in a row are boxed together; boxes in neighbouring rows are
// joined where they stand over one another. Members that stand elsewhere get an outline of their
// own with the same name, since a line round everybody between would claim people who do not live
// there.
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "insight/genogram_route.h"

namespace hearth::insight::genogram {
namespace {

struct Run {
    std::string household;
    std::size_t row = 0;
    double left = 0, right = 0;
    std::vector<std::size_t> members;
    double first_cell = 0;  // right edge of the first member's cell
};

// The outline of a union of boxes that is one piece without holes, clockwise from its top left
// corner.
std::vector<Point> trace(const std::vector<Box>& boxes) {
    std::set<double> xs, ys;
    for (const Box& b : boxes) {
        xs.insert({b.left, b.right});
        ys.insert({b.top, b.bottom});
    }
    const std::vector<double> x(xs.begin(), xs.end()), y(ys.begin(), ys.end());
    const auto inside = [&](std::size_t i, std::size_t j) {
        const double cx = (x[i] + x[i + 1]) / 2, cy = (y[j] + y[j + 1]) / 2;
        return std::any_of(boxes.begin(), boxes.end(), [&](const Box& b) {
            return cx > b.left && cx < b.right && cy > b.top && cy < b.bottom;
        });
    };
    using Key = std::pair<std::size_t, std::size_t>;
    std::map<Key, Key> next;  // edges with the inside to their right
    for (std::size_t i = 0; i + 1 < x.size(); ++i)
        for (std::size_t j = 0; j + 1 < y.size(); ++j) {
            if (!inside(i, j)) continue;
            if (j == 0 || !inside(i, j - 1)) next[{i, j}] = {i + 1, j};
            if (i + 2 == x.size() || !inside(i + 1, j)) next[{i + 1, j}] = {i + 1, j + 1};
            if (j + 2 == y.size() || !inside(i, j + 1)) next[{i + 1, j + 1}] = {i, j + 1};
            if (i == 0 || !inside(i - 1, j)) next[{i, j + 1}] = {i, j};
        }
    std::vector<Point> corners;
    if (next.empty()) return corners;
    const Key start = next.begin()->first;
    Key at = start;
    for (std::size_t guard = 0; guard <= next.size(); ++guard) {
        const Point p{x[at.first], y[at.second]};
        const std::size_t n = corners.size();
        if (n >= 2 && ((corners[n - 1].x == corners[n - 2].x && p.x == corners[n - 1].x) ||
                       (corners[n - 1].y == corners[n - 2].y && p.y == corners[n - 1].y)))
            corners.back() = p;
        else
            corners.push_back(p);
        const auto step = next.find(at);
        if (step == next.end()) break;
        at = step->second;
        if (at == start) break;
    }
    return corners;
}

}  // namespace

std::vector<std::string> caption_of(const GenogramFamily& family, const std::string& household) {
    for (const Household& h : family.households)
        if (h.id == household && !h.label.empty())
            return wrap_text(h.label, kFont, kCell - 2 * kOutlineInset - 16, 2);
    return wrap_text("Household " + household, kFont, kCell - 2 * kOutlineInset - 16, 2);
}

std::size_t caption_lines(const GenogramFamily& family) {
    std::size_t most = 0;
    for (const GenogramPerson& p : family.people)
        if (!p.household.empty()) most = std::max(most, caption_of(family, p.household).size());
    for (const Household& h : family.households)
        if (!h.members.empty()) most = std::max(most, caption_of(family, h.id).size());
    return most;
}

void add_outlines(GenogramLayout& layout, const GenogramFamily& family,
                  const std::vector<std::string>& households, const std::vector<RowBand>& bands) {
    std::vector<Run> runs;
    for (std::size_t r = 0; r < bands.size(); ++r) {
        std::vector<std::size_t> row;
        for (std::size_t i = 0; i < layout.people.size(); ++i)
            if (layout.people[i].row == static_cast<int>(r)) row.push_back(i);
        std::sort(row.begin(), row.end(), [&](std::size_t a, std::size_t b) {
            return layout.people[a].centre.x < layout.people[b].centre.x;
        });
        std::string before;
        for (const std::size_t i : row) {
            const std::string& h = households[i];
            const double left = layout.people[i].centre.x - kCell / 2, right = left + kCell;
            if (!h.empty() && h != before)
                runs.push_back({h, r, left + kOutlineInset, 0, {}, right});
            if (!h.empty()) {
                runs.back().members.push_back(i);
                runs.back().right = right - kOutlineInset;
            }
            before = h;
        }
    }
    // Join boxes over one another, each only once, so that no outline has a hole.
    std::vector<std::size_t> piece(runs.size());
    std::iota(piece.begin(), piece.end(), 0U);
    const auto find = [&](std::size_t i) {
        while (piece[i] != i) i = piece[i];
        return i;
    };
    std::map<std::size_t, std::vector<Box>> bridges;
    std::vector<std::pair<std::size_t, Box>> links;
    for (std::size_t a = 0; a < runs.size(); ++a)
        for (std::size_t b = a + 1; b < runs.size(); ++b) {
            if (runs[b].household != runs[a].household || runs[b].row != runs[a].row + 1) continue;
            double left = std::max(runs[a].left, runs[b].left),
                   right = std::min(runs[a].right, runs[b].right);
            if (right - left < 40 || find(a) == find(b)) continue;
            // Keep clear of a vertical line that the edge of the bridge would run along.
            for (int pass = 0; pass < 4; ++pass)
                for (const Segment& s : layout.segments) {
                    if (std::abs(s.a.x - s.b.x) > 0.01) continue;
                    if (std::abs(s.a.x - left) < 5) left = s.a.x + 6;
                    if (std::abs(s.a.x - right) < 5) right = s.a.x - 6;
                }
            if (right - left < 24) continue;
            piece[find(b)] = find(a);
            links.emplace_back(a,
                               Box{left, bands[runs[a].row].bottom, right, bands[runs[b].row].top});
        }
    std::map<std::size_t, std::vector<std::size_t>> pieces;
    for (std::size_t i = 0; i < runs.size(); ++i) pieces[find(i)].push_back(i);
    for (const auto& [root, parts] : pieces) {
        Outline o;
        o.household = runs[root].household;
        o.lines = caption_of(family, o.household);
        std::vector<Box> boxes;
        std::size_t lowest = parts.front();
        for (const std::size_t i : parts) {
            const Run& run = runs[i];
            boxes.push_back({run.left, bands[run.row].top, run.right, bands[run.row].bottom});
            o.members.insert(o.members.end(), run.members.begin(), run.members.end());
            if (run.row > runs[lowest].row ||
                (run.row == runs[lowest].row && run.left < runs[lowest].left))
                lowest = i;
        }
        for (const auto& [a, box] : links)
            if (find(a) == root) boxes.push_back(box);
        o.corners = trace(boxes);
        double widest = 0;
        for (const auto& l : o.lines) widest = std::max(widest, text_width(l, kFont));
        const double top = bands[runs[lowest].row].caption;
        o.caption = {runs[lowest].left + 8, top, runs[lowest].left + 8 + widest,
                     top + static_cast<double>(o.lines.size()) * kLine};
        layout.outlines.push_back(std::move(o));
    }
}

}  // namespace hearth::insight::genogram

// Long because: its parts share state that would have to be passed around; to be parted.
#include "insight/genogram_route.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "insight/genogram_place.h"

namespace hearth::insight::genogram {
namespace {

constexpr double kJoint = 10;  // the least room between two cells where a line goes down
constexpr double kApart = 48;  // between families that nothing ties together
constexpr double kTrack = 18;  // between one bar and the next
constexpr double kLevel = 16;  // between one arch, or line beneath, and the next
constexpr double kMargin = 24;

class Router {
  public:
    Router(const Model& model, const GenogramFamily& family, const std::vector<Order>& orders)
        : model_(model), family_(family), orders_(orders) {}

    std::optional<GenogramLayout> run() {
        rows_ = 0;
        for (const Node& n : model_.nodes) rows_ = std::max(rows_, n.row + 1);
        x_.assign(model_.nodes.size(), 0);
        place_.assign(model_.nodes.size(), 0);
        drop_x_.assign(model_.couples.size(), 0);
        joins_.assign(model_.couples.size(), Join{});
        for (std::size_t c = 0; c < orders_.size(); ++c)
            if (!place_component(static_cast<int>(c))) return std::nullopt;
        out_.width = right_ + kMargin - kApart;
        add_people();
        find_levels();
        find_tracks();
        set_rows();
        for (std::size_t c = 0; c < model_.couples.size(); ++c) add_couple(c);
        std::vector<RowBand> bands;
        for (const RowY& r : row_y_) bands.push_back({r.band_top, r.band_bottom, r.caption});
        add_outlines(out_, family_, model_.households, bands);
        return std::move(out_);
    }

  private:
    struct RowY {
        double arches = 0;  // the top of the zone above the shapes: no bar is lower
        double centre = 0;
        double words = 0;
        double caption = 0;
        double band_top = 0, band_bottom = 0;
        double under = 0;  // the first line beneath
        double bars = 0;   // the first bar below the row
    };

    const Couple& couple(std::size_t i) const { return model_.couples[i]; }
    std::size_t row_of(std::size_t c) const {
        return static_cast<std::size_t>(
            model_.nodes[static_cast<std::size_t>(couple(c).first)].row);
    }
    double x(int n) const { return x_[static_cast<std::size_t>(n)]; }

    // The two partners of a couple, left one first.
    std::pair<int, int> ends(std::size_t c) const {
        const int a = couple(c).first, b = couple(c).second;
        if (b < 0) return {a, a};
        return place_[static_cast<std::size_t>(a)] < place_[static_cast<std::size_t>(b)]
                   ? std::pair(a, b)
                   : std::pair(b, a);
    }

    bool place_component(int component) {
        const Order& order = orders_[static_cast<std::size_t>(component)];
        PlaceGraph g;
        std::map<int, std::size_t> at;
        std::map<std::size_t, std::size_t> joint, bar;  // couple -> node
        g.layers.resize(static_cast<std::size_t>(rows_) * 2);
        for (std::size_t r = 0; r < order.rows.size(); ++r) {
            const auto& row = order.rows[r];
            std::map<int, std::size_t> gaps;  // gap -> couple
            std::vector<std::pair<double, std::size_t>> drops;
            for (std::size_t k = 0; k < row.size(); ++k) {
                place_[static_cast<std::size_t>(row[k])] = static_cast<int>(k);
                for (const int ci : model_.nodes[static_cast<std::size_t>(row[k])].couples)
                    if (couple(static_cast<std::size_t>(ci)).first == row[k]) {
                        const auto c = static_cast<std::size_t>(ci);
                        joins_[c] = order.joins[c];
                        const bool lines_down = !couple(c).children.empty();
                        if (joins_[c].way == Way::under || joins_[c].way == Way::impossible)
                            continue;
                        if (lines_down || joins_[c].way == Way::straight) gaps[joins_[c].gap] = c;
                    }
            }
            auto& layer = g.layers[r * 2];
            const auto add_gap = [&](int gap) {
                const auto found = gaps.find(gap);
                if (found == gaps.end()) return;
                joint[found->second] = g.nodes.size();
                layer.push_back(g.nodes.size());
                g.nodes.push_back({static_cast<int>(r * 2), kJoint});
                drops.emplace_back(gap + 0.5, found->second);
            };
            add_gap(-1);
            for (std::size_t k = 0; k < row.size(); ++k) {
                at[row[k]] = g.nodes.size();
                layer.push_back(g.nodes.size());
                g.nodes.push_back({static_cast<int>(r * 2), kCell});
                add_gap(static_cast<int>(k));
            }
            for (const int n : row)
                for (const int ci : model_.nodes[static_cast<std::size_t>(n)].couples) {
                    const auto c = static_cast<std::size_t>(ci);
                    if (couple(c).first != n || joint.count(c) > 0 || couple(c).children.empty())
                        continue;
                    const auto [a, b] = ends(c);
                    drops.emplace_back((place_[static_cast<std::size_t>(a)] +
                                        place_[static_cast<std::size_t>(b)]) /
                                           2.0,
                                       c);
                }
            std::stable_sort(drops.begin(), drops.end(),
                             [](const auto& a, const auto& b) { return a.first < b.first; });
            for (const auto& [where, c] : drops) {
                if (couple(c).children.empty()) continue;
                bar[c] = g.nodes.size();
                g.layers[r * 2 + 1].push_back(g.nodes.size());
                g.nodes.push_back({static_cast<int>(r * 2 + 1), kJoint});
            }
        }
        for (std::size_t c = 0; c < model_.couples.size(); ++c) {
            if (model_.nodes[static_cast<std::size_t>(couple(c).first)].component != component)
                continue;
            const auto [a, b] = ends(c);
            const auto j = joint.find(c);
            if (j != joint.end() && joins_[c].way == Way::straight) {
                g.beside.push_back({at.at(a), j->second, 6});
                g.beside.push_back({j->second, at.at(b), 6});
            }
            if (couple(c).children.empty()) continue;
            if (j != joint.end()) {
                g.links.push_back({j->second, bar.at(c), 20});
            } else {
                g.links.push_back({at.at(a), bar.at(c), 4});
                g.links.push_back({at.at(b), bar.at(c), 4});
            }
            for (const int child : couple(c).children)
                g.links.push_back({bar.at(c), at.at(child), 3});
        }
        std::erase_if(g.layers, [](const auto& l) { return l.empty(); });
        std::vector<double> found;
        if (g.nodes.size() == 1) {
            found = {kCell / 2};
        } else {
            const auto placed = place(g);
            if (!placed) return false;
            found = *placed;
        }
        double widest = 0;
        for (std::size_t i = 0; i < found.size(); ++i)
            widest = std::max(widest, found[i] + g.nodes[i].width / 2);
        for (const auto& [n, i] : at)
            x_[static_cast<std::size_t>(n)] = std::round(right_ + found[i]);
        for (const auto& [c, i] : joint) drop_x_[c] = std::round(right_ + found[i]);
        right_ += widest + kApart;
        return true;
    }

    void add_people() {
        row_y_.resize(static_cast<std::size_t>(rows_));
        words_.assign(static_cast<std::size_t>(rows_), 1);
        for (std::size_t i = 0; i < model_.nodes.size(); ++i) {
            const Node& n = model_.nodes[i];
            PlacedPerson p;
            p.row = n.row;
            p.centre.x = x_[i];
            if (n.person < 0) {
                p.shape = Shape::not_recorded;
                p.lines = {"Other parent", "not recorded"};
            } else {
                const GenogramPerson& g = family_.people[static_cast<std::size_t>(n.person)];
                p.id = g.id;
                p.shape = unborn(g)              ? Shape::triangle
                          : g.sex == Sex::male   ? Shape::square
                          : g.sex == Sex::female ? Shape::circle
                                                 : Shape::diamond;
                p.lines = wrap_text(g.name.empty() ? "Name not recorded" : g.name, kFont,
                                    kWords / 1.1, 3);
                for (auto& l : wrap_text(age_words(g, family_.on), kFont, kWords, 2))
                    p.lines.push_back(l);
            }
            auto& most = words_[static_cast<std::size_t>(n.row)];
            most = std::max(most, p.lines.size());
            out_.people.push_back(std::move(p));
        }
    }

    // Arches are numbered from the inside outwards; lines beneath never overlap and share one
    // level.
    void find_levels() {
        level_.assign(model_.couples.size(), 0);
        arches_.assign(static_cast<std::size_t>(rows_), 0);
        unders_.assign(static_cast<std::size_t>(rows_), 0);
        std::vector<std::size_t> arches;
        for (std::size_t c = 0; c < model_.couples.size(); ++c) {
            if (joins_[c].way == Way::under) unders_[row_of(c)] = 1;
            if (joins_[c].way == Way::arch) arches.push_back(c);
        }
        const auto span = [&](std::size_t c) { return x(ends(c).second) - x(ends(c).first); };
        std::stable_sort(arches.begin(), arches.end(),
                         [&](std::size_t a, std::size_t b) { return span(a) < span(b); });
        for (std::size_t i = 0; i < arches.size(); ++i) {
            const auto [a, b] = ends(arches[i]);
            for (std::size_t k = 0; k < i; ++k) {
                const auto [p, q] = ends(arches[k]);
                if (row_of(arches[k]) == row_of(arches[i]) && x(p) >= x(a) && x(q) <= x(b))
                    level_[arches[i]] = std::max(level_[arches[i]], level_[arches[k]] + 1);
            }
            auto& most = arches_[row_of(arches[i])];
            most = std::max(most, level_[arches[i]] + 1);
        }
    }

    double line_down(std::size_t c) const {
        if (joins_[c].way != Way::under && joins_[c].way != Way::impossible) {
            // A kink of a few pixels above a child reads as a slip of the pen.
            for (const int child : couple(c).children)
                if (std::abs(x(child) - drop_x_[c]) <= 7) return x(child);
            return drop_x_[c];
        }
        const auto [a, b] = ends(c);
        return std::round((x(a) + x(b)) / 2);
    }

    // A bar is above another where its children's lines, or the other's line down, would else
    // cross.
    void find_tracks() {
        track_.assign(model_.couples.size(), 0);
        tracks_.assign(static_cast<std::size_t>(rows_), 0);
        struct Span {
            std::size_t couple;
            double left, right, drop;
        };
        for (std::size_t r = 0; r < static_cast<std::size_t>(rows_); ++r) {
            std::vector<Span> spans;
            for (std::size_t c = 0; c < model_.couples.size(); ++c) {
                if (row_of(c) != r || couple(c).children.empty()) continue;
                Span s{c, line_down(c), line_down(c), line_down(c)};
                for (const int child : couple(c).children) {
                    s.left = std::min(s.left, x(child));
                    s.right = std::max(s.right, x(child));
                }
                spans.push_back(s);
            }
            const auto in = [](double v, const Span& s) {
                return v >= s.left - 4 && v <= s.right + 4;
            };
            const auto above = [&](const Span& a, const Span& b) {
                if (in(a.drop, b)) return true;
                const auto& children = couple(b.couple).children;
                return std::any_of(children.begin(), children.end(),
                                   [&](int n) { return in(x(n), a); });
            };
            // Longest path; a circle (which the check then reports) ends with the count.
            for (std::size_t pass = 0; pass < spans.size(); ++pass)
                for (const Span& a : spans)
                    for (const Span& b : spans)
                        if (a.couple != b.couple && above(b, a))
                            track_[a.couple] =
                                std::min(static_cast<int>(spans.size()),
                                         std::max(track_[a.couple], track_[b.couple] + 1));
            for (const Span& s : spans) tracks_[r] = std::max(tracks_[r], track_[s.couple] + 1);
        }
    }

    void set_rows() {
        const double caption = static_cast<double>(caption_lines(family_)) * kLine;
        double y = kMargin;
        for (std::size_t r = 0; r < row_y_.size(); ++r) {
            RowY& row = row_y_[r];
            row.arches = y;
            y += 26 + arches_[r] * kLevel;
            row.band_top = y - 12;
            row.centre = y + kRadius;
            row.words = row.centre + kRadius + 6;
            y = row.words + static_cast<double>(words_[r]) * kLine + 6;
            row.caption = y;
            y += caption > 0 ? caption + 4 : 0;
            row.band_bottom = y;
            row.under = y + 14;
            y += unders_[r] * (kLevel + 4);
            row.bars = y + 16;
            if (tracks_[r] > 0)
                y = row.bars + (tracks_[r] - 1) * kTrack + 14;
            else
                y += 10;
        }
        out_.height = y + kMargin - 10;
        for (std::size_t i = 0; i < out_.people.size(); ++i) {
            PlacedPerson& p = out_.people[i];
            const RowY& row = row_y_[static_cast<std::size_t>(p.row)];
            p.centre.y = row.centre;
            p.box = {p.centre.x - kRadius, p.centre.y - kRadius, p.centre.x + kRadius,
                     p.centre.y + kRadius};
            double widest = 0;
            for (const auto& l : p.lines) widest = std::max(widest, text_width(l, kFont, true));
            p.label = {p.centre.x - widest / 2, row.words, p.centre.x + widest / 2,
                       row.words + static_cast<double>(p.lines.size()) * kLine};
        }
    }

    void line(std::size_t c, Point a, Point b, LinePart part) {
        if (std::abs(a.x - b.x) < 0.01 && std::abs(a.y - b.y) < 0.01) return;
        out_.segments.push_back({a, b, part, c, std::nullopt, true});
    }

    // Where an arch meets the top of a shape, `dx` from its middle.
    double top_at(int n, double dx) const {
        const PlacedPerson& p = out_.people[static_cast<std::size_t>(n)];
        switch (p.shape) {
            case Shape::square:
            case Shape::not_recorded:
                return p.centre.y - kRadius;
            case Shape::circle:
                return p.centre.y - std::sqrt(kRadius * kRadius - dx * dx);
            case Shape::diamond:
                return p.centre.y - kRadius + std::abs(dx);
            case Shape::triangle:
                return p.centre.y - kRadius + 2 * std::abs(dx);
        }
        return p.centre.y;
    }

    // How far from the middle of `n` the arch of couple `c` lands: outer arches nearer to the
    // middle.
    double landing(int n, std::size_t c) const {
        const bool to_right = ends(c).first == n;
        int longer = 0, all = 0;
        for (const int d : model_.nodes[static_cast<std::size_t>(n)].couples) {
            const auto k = static_cast<std::size_t>(d);
            if (joins_[k].way != Way::arch) continue;
            ++all;
            if ((ends(k).first == n) == to_right && level_[k] > level_[c]) ++longer;
        }
        if (all == 1 && model_.nodes[static_cast<std::size_t>(n)].born_of < 0) return 0;
        const double dx = 8 + 6 * longer;
        return to_right ? dx : -dx;
    }

    void add_couple(std::size_t c) {
        const Couple& k = couple(c);
        const auto [a, b] = ends(c);
        const RowY& row = row_y_[row_of(c)];
        PlacedUnion u;
        u.first = static_cast<std::size_t>(k.first);
        if (k.second >= 0) u.second = static_cast<std::size_t>(k.second);
        u.kind = k.kind;
        u.stated = k.stated;
        for (const int child : k.children) u.children.push_back(static_cast<std::size_t>(child));
        const double down = line_down(c);
        Point from{down, row.centre};
        switch (joins_[c].way) {
            case Way::straight:
                line(c, {x(a) + kRadius, row.centre}, {x(b) - kRadius, row.centre},
                     LinePart::partners);
                u.mark = {k.children.empty() ? (x(a) + x(b)) / 2 : (x(a) + kRadius + down) / 2,
                          row.centre};
                break;
            case Way::arch: {
                const double y = row_y_[row_of(c)].centre - kRadius - 22 - level_[c] * kLevel;
                const double xa = x(a) + landing(a, c), xb = x(b) + landing(b, c);
                line(c, {xa, top_at(a, xa - x(a))}, {xa, y}, LinePart::partners);
                line(c, {xa, y}, {xb, y}, LinePart::partners);
                line(c, {xb, y}, {xb, top_at(b, xb - x(b))}, LinePart::partners);
                from.y = y;
                u.mark = {(x(a) + x(b)) / 2, y};
                if (!k.children.empty() && std::abs(u.mark.x - down) < 16) u.mark.x = down + 24;
                break;
            }
            case Way::under: {
                const double left = x(a) + kCell / 2, right = x(b) - kCell / 2;
                line(c, {x(a) + kRadius, row.centre}, {left, row.centre}, LinePart::partners);
                line(c, {left, row.centre}, {left, row.under}, LinePart::partners);
                line(c, {left, row.under}, {right, row.under}, LinePart::partners);
                line(c, {right, row.under}, {right, row.centre}, LinePart::partners);
                line(c, {right, row.centre}, {x(b) - kRadius, row.centre}, LinePart::partners);
                from.y = row.under;
                u.mark = {left + (down - left) / 2, row.under};
                break;
            }
            case Way::alone:
                line(c, {down > x(a) ? x(a) + kRadius : x(a) - kRadius, row.centre},
                     {down, row.centre}, LinePart::partners);
                u.mark = {down, row.centre};
                break;
            case Way::impossible:
                break;  // nothing is drawn, and the check refuses the picture
        }
        out_.unions.push_back(std::move(u));
        if (!k.children.empty()) add_children(c, from);
    }

    void add_children(std::size_t c, Point from) {
        const Couple& k = couple(c);
        const double bar = row_y_[row_of(c)].bars + track_[c] * kTrack;
        line(c, from, {from.x, bar}, LinePart::drop);
        double left = from.x, right = from.x;
        const double zone = row_y_[row_of(c) + 1].arches;
        for (std::size_t i = 0; i < k.children.size();) {
            std::size_t next = i + 1;
            const auto person = [&](std::size_t at) -> const GenogramPerson& {
                return family_.people[static_cast<std::size_t>(
                    model_.nodes[static_cast<std::size_t>(k.children[at])].person)];
            };
            double sum = x(k.children[i]);
            while (next < k.children.size() && twins(person(i), person(next)))
                sum += x(k.children[next++]);
            const double origin = std::round(sum / static_cast<double>(next - i));
            left = std::min(left, origin);
            right = std::max(right, origin);
            for (; i < next; ++i) {
                const double at = x(k.children[i]);
                const auto child = [&](Point p, Point q) {
                    out_.segments.push_back({p, q, LinePart::child, c,
                                             static_cast<std::size_t>(k.children[i]),
                                             k.by_birth[i]});
                };
                child({origin, bar}, {at, zone});
                child({at, zone}, {at, row_y_[row_of(c) + 1].centre - kRadius});
            }
        }
        line(c, {left, bar}, {right, bar}, LinePart::bar);
    }

    const Model& model_;
    const GenogramFamily& family_;
    const std::vector<Order>& orders_;
    int rows_ = 0;
    double right_ = kMargin;
    std::vector<double> x_;
    std::vector<int> place_;
    std::vector<double> drop_x_;
    std::vector<Join> joins_;
    std::vector<int> level_, track_;
    std::vector<int> arches_, unders_, tracks_;  // a row
    std::vector<std::size_t> words_;
    std::vector<RowY> row_y_;
    GenogramLayout out_;
};

}  // namespace

std::optional<GenogramLayout> route(const Model& model, const GenogramFamily& family,
                                    const std::vector<Order>& orders) {
    return Router(model, family, orders).run();
}

}  // namespace hearth::insight::genogram

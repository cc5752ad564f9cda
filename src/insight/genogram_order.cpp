#include "insight/genogram_order.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <map>
#include <utility>

namespace hearth::insight::genogram {
namespace {

// A free choice of the search. A partner without recorded parents stands on a side of the one that
// they are attached to, nearer or further; a family without recorded parents stands somewhere in
// its row.
struct Choice {
    int node = -1;
    bool attached = false;
    bool left = false;
    double key = 0;
};

class Search {
  public:
    Search(const Model& model, const GenogramFamily& family, int component)
        : model_(model), family_(family), component_(component) {
        for (const Node& n : model_.nodes) rows_ = std::max(rows_, n.row + 1);
        attach();
    }

    Order run() {
        Order best;
        int best_cost = 0;
        bool first = true;
        // A few fresh starts where conflicts remain; one is enough for nearly every family.
        for (int start = 0; start < 6; ++start) {
            if (start > 0) shuffle();
            Order now = arrange();
            int cost = cost_of(now);
            const int patience = 30 + 12 * static_cast<int>(choices_.size());
            int idle = 0;
            while (!choices_.empty() && idle < patience && cost > 0) {
                const auto kept = choices_;
                change();
                Order next = arrange();
                const int next_cost = cost_of(next);
                idle = next_cost < cost ? 0 : idle + 1;
                if (next_cost <= cost) {
                    cost = next_cost;
                    now = std::move(next);
                } else {
                    choices_ = kept;
                }
            }
            if (first || cost < best_cost) {
                best = std::move(now);
                best_cost = cost;
                first = false;
            }
            if (best.conflicts == 0 || choices_.empty()) break;
        }
        return best;
    }

  private:
    const Node& node(int i) const { return model_.nodes[static_cast<std::size_t>(i)]; }
    const Couple& couple(int i) const { return model_.couples[static_cast<std::size_t>(i)]; }
    Sex sex(int n) const {
        return node(n).person < 0 ? Sex::not_known
                                  : family_.people[static_cast<std::size_t>(node(n).person)].sex;
    }
    std::uint32_t random() {
        state_ ^= state_ << 13U;
        state_ ^= state_ >> 7U;
        state_ ^= state_ << 17U;
        return static_cast<std::uint32_t>(state_ >> 32U);
    }
    int below(std::size_t n) { return static_cast<int>(random() % n); }
    double fraction() { return random() / 4294967296.0; }

    // Attaches partners without recorded parents, breadth first, to those with; or to one of
    // themselves.
    void attach() {
        const int count = static_cast<int>(model_.nodes.size());
        held_.assign(static_cast<std::size_t>(count), {});
        std::vector<bool> seen(static_cast<std::size_t>(count), false);
        std::deque<int> todo;
        const auto spread = [&] {
            while (!todo.empty()) {
                const int at = todo.front();
                todo.pop_front();
                auto couples = node(at).couples;
                std::stable_sort(couples.begin(), couples.end(),
                                 [&](int a, int b) { return couple(a).since < couple(b).since; });
                for (const int c : couples) {
                    const int other = couple(c).first == at ? couple(c).second : couple(c).first;
                    if (other < 0 || seen[static_cast<std::size_t>(other)]) continue;
                    seen[static_cast<std::size_t>(other)] = true;
                    auto& held = held_[static_cast<std::size_t>(at)];
                    const int lefts =
                        static_cast<int>(std::count_if(held.begin(), held.end(), [&](int i) {
                            return choices_[static_cast<std::size_t>(i)].left;
                        }));
                    const int rights = static_cast<int>(held.size()) - lefts;
                    bool left = sex(other) == Sex::male || sex(at) == Sex::female;
                    if (lefts != rights) left = lefts < rights;
                    held.push_back(static_cast<int>(choices_.size()));
                    choices_.push_back(Choice{other, true, left, static_cast<double>(held.size())});
                    todo.push_back(other);
                }
            }
        };
        for (int n = 0; n < count; ++n)
            if (node(n).component == component_ && node(n).born_of >= 0) {
                seen[static_cast<std::size_t>(n)] = true;
                todo.push_back(n);
            }
        spread();
        for (;;) {
            int root = -1;
            for (int n = 0; n < count; ++n)
                if (node(n).component == component_ && !seen[static_cast<std::size_t>(n)] &&
                    (root < 0 || node(n).couples.size() > node(root).couples.size()))
                    root = n;
            if (root < 0) break;
            seen[static_cast<std::size_t>(root)] = true;
            roots_.push_back(static_cast<int>(choices_.size()));
            choices_.push_back(Choice{root, false, false, static_cast<double>(roots_.size())});
            todo.push_back(root);
            spread();
        }
    }

    void shuffle() {
        for (Choice& c : choices_) {
            c.left = random() % 2 == 0;
            c.key = fraction() * 4;
        }
    }

    void change() {
        Choice& c = choices_[static_cast<std::size_t>(below(choices_.size()))];
        if (c.attached && random() % 2 == 0)
            c.left = !c.left;
        else
            c.key = fraction() * (c.attached ? 4.0 : static_cast<double>(roots_.size() + 2));
        if (random() % 3 == 0) {  // sometimes two at once, to pass a ridge
            Choice& d = choices_[static_cast<std::size_t>(below(choices_.size()))];
            if (d.attached)
                d.left = !d.left;
            else
                d.key = fraction() * static_cast<double>(roots_.size() + 2);
        }
    }

    void expand(int n, std::vector<int>& out) const {
        auto held = held_[static_cast<std::size_t>(n)];
        std::stable_sort(held.begin(), held.end(), [&](int a, int b) {
            return choices_[static_cast<std::size_t>(a)].key <
                   choices_[static_cast<std::size_t>(b)].key;
        });
        for (auto i = held.rbegin(); i != held.rend(); ++i)
            if (choices_[static_cast<std::size_t>(*i)].left)
                expand(choices_[static_cast<std::size_t>(*i)].node, out);
        out.push_back(n);
        for (const int i : held)
            if (!choices_[static_cast<std::size_t>(i)].left)
                expand(choices_[static_cast<std::size_t>(i)].node, out);
    }

    Order arrange() const {
        Order o;
        o.rows.resize(static_cast<std::size_t>(rows_));
        o.joins.resize(model_.couples.size());
        std::vector<std::pair<double, int>>
            drops;  // of the row above, left to right: place, couple
        for (int r = 0; r < rows_; ++r) {
            auto& row = o.rows[static_cast<std::size_t>(r)];
            std::vector<std::pair<double, int>> roots;
            for (const int i : roots_) {
                const Choice& c = choices_[static_cast<std::size_t>(i)];
                if (node(c.node).row == r) roots.emplace_back(c.key, c.node);
            }
            std::stable_sort(roots.begin(), roots.end(),
                             [](const auto& a, const auto& b) { return a.first < b.first; });
            std::stable_sort(drops.begin(), drops.end(),
                             [](const auto& a, const auto& b) { return a.first < b.first; });
            std::size_t next_root = 0;
            for (std::size_t d = 0; d <= drops.size(); ++d) {
                while (next_root < roots.size() &&
                       (d == drops.size() || roots[next_root].first < static_cast<double>(d) + 1))
                    expand(roots[next_root++].second, row);
                if (d < drops.size())
                    for (const int child : couple(drops[d].second).children) expand(child, row);
            }
            drops = join_row(o, row);
        }
        return o;
    }

    bool partners(int a, int b) const {
        for (const int c : node(a).couples)
            if (couple(c).first == b || couple(c).second == b) return true;
        return false;
    }
    bool childless_sibling(int n, int of) const {
        return node(n).couples.empty() && node(n).born_of >= 0 &&
               node(n).born_of == node(of).born_of;
    }

    // Chooses how each couple of a row is joined; gives the places of the lines down to their
    // children.
    std::vector<std::pair<double, int>> join_row(Order& o, const std::vector<int>& row) const {
        struct Item {
            int couple, i, j;
        };
        std::map<int, int> place;
        for (std::size_t k = 0; k < row.size(); ++k) place[row[k]] = static_cast<int>(k);
        std::vector<Item> items;
        for (const int n : row)
            for (const int c : node(n).couples) {
                if (couple(c).first != n) continue;
                const int i = place.at(n);
                const int j = couple(c).second < 0 ? i : place.at(couple(c).second);
                items.push_back({c, std::min(i, j), std::max(i, j)});
            }
        std::stable_sort(items.begin(), items.end(),
                         [](const Item& a, const Item& b) { return a.j - a.i < b.j - b.i; });
        std::vector<bool> used(row.size() + 1, false);  // gap g at g + 1
        const auto taken = [&](int gap) -> std::vector<bool>::reference {
            return used[static_cast<std::size_t>(gap + 1)];
        };
        std::vector<Item> arches, unders;
        std::vector<std::pair<double, int>> drops;
        for (const Item& t : items) {
            Join& join = o.joins[static_cast<std::size_t>(t.couple)];
            if (t.i == t.j) continue;
            bool over = true, below = true;
            for (int k = t.i + 1; k < t.j; ++k) {
                const int n = row[static_cast<std::size_t>(k)];
                const int a = row[static_cast<std::size_t>(t.i)],
                          b = row[static_cast<std::size_t>(t.j)];
                if (node(n).born_of >= 0 || !(partners(n, a) || partners(n, b))) over = false;
                if (!childless_sibling(n, a) && !childless_sibling(n, b)) below = false;
            }
            const bool children = !couple(t.couple).children.empty();
            if (t.j == t.i + 1) {
                join = {taken(t.i) ? Way::impossible : Way::straight, t.i};
                taken(t.i) = true;
            } else if (over) {
                for (const Item& a : arches)
                    if ((a.i < t.i && t.i < a.j && a.j < t.j) ||
                        (t.i < a.i && a.i < t.j && t.j < a.j))
                        over = false;
                join = {Way::arch, taken(t.i) ? t.j - 1 : t.i};
                if (children && taken(join.gap)) over = false;
                if (children) taken(join.gap) = true;
                if (!over) join.way = Way::impossible;
                arches.push_back(t);
            } else if (below) {
                for (const Item& u : unders)
                    if (u.i < t.j && t.i < u.j) below = false;
                if (taken(t.i) || taken(t.j - 1)) below = false;
                taken(t.i) = taken(t.j - 1) = true;
                join = {below ? Way::under : Way::impossible, t.i};
                unders.push_back(t);
            } else {
                join = {Way::impossible, t.i};
            }
            if (join.way == Way::impossible) o.conflicts += 10 + (t.j - t.i);
            if (children)
                drops.emplace_back(join.way == Way::under || join.way == Way::impossible
                                       ? (t.i + t.j) / 2.0
                                       : join.gap + 0.5,
                                   t.couple);
        }
        for (const Item& t : items) {
            if (t.i != t.j) continue;
            Join& join = o.joins[static_cast<std::size_t>(t.couple)];
            join = {Way::alone, taken(t.i) ? t.i - 1 : t.i};
            if (taken(join.gap)) {
                join.way = Way::impossible;
                o.conflicts += 10;
            }
            taken(join.gap) = true;
            drops.emplace_back(join.gap + 0.5, t.couple);
        }
        return drops;
    }

    // Conflicts first; then what reads better: short lines, men to the left, earlier partners to
    // the left, households together.
    int cost_of(const Order& o) const {
        int cost = 1000 * o.conflicts;
        for (const auto& row : o.rows) {
            std::map<int, int> place;
            for (std::size_t k = 0; k < row.size(); ++k) place[row[k]] = static_cast<int>(k);
            std::map<std::string, int> runs;
            std::string before;
            for (const int n : row) {
                const std::string& h = model_.households[static_cast<std::size_t>(n)];
                if (!h.empty() && h != before && ++runs[h] > 1) cost += 4;
                before = h;
            }
            for (const int n : row) {
                for (const int c : node(n).couples) {
                    const int other = couple(c).first == n ? couple(c).second : couple(c).first;
                    if (other < 0) continue;
                    const int apart = place.at(other) - place.at(n);
                    if (couple(c).first == n) cost += 5 * (std::abs(apart) - 1);
                    if (sex(n) == Sex::male && sex(other) == Sex::female && apart < 0) cost += 2;
                    for (const int d : node(n).couples) {
                        const int next = couple(d).first == n ? couple(d).second : couple(d).first;
                        if (next >= 0 && couple(c).since < couple(d).since &&
                            place.at(other) > place.at(next))
                            cost += 3;
                    }
                }
            }
        }
        return cost;
    }

    const Model& model_;
    const GenogramFamily& family_;
    int component_;
    int rows_ = 0;
    std::vector<Choice> choices_;
    std::vector<std::vector<int>> held_;  // choices attached to a node
    std::vector<int> roots_;              // choices that are roots
    std::uint64_t state_ = 0x9E3779B97F4A7C15ULL;
};

}  // namespace

Order order_component(const Model& model, const GenogramFamily& family, int component) {
    return Search(model, family, component).run();
}

}  // namespace hearth::insight::genogram

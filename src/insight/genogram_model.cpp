#include "insight/genogram_model.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace hearth::insight {

std::vector<ParentLink> drawn_parents(const GenogramFamily& family, PersonId child) {
    static constexpr ParentKind kOrder[] = {
        ParentKind::birth,  ParentKind::adoptive, ParentKind::special_guardian,
        ParentKind::foster, ParentKind::other,    ParentKind::step};
    const auto shown = [&](PersonId id) {
        return std::any_of(family.people.begin(), family.people.end(),
                           [&](const GenogramPerson& p) { return p.id == id; });
    };
    for (const ParentKind kind : kOrder) {
        std::vector<ParentLink> found;
        for (const ParentLink& l : family.parents) {
            const bool again = std::any_of(found.begin(), found.end(), [&](const ParentLink& f) {
                return f.parent == l.parent;
            });
            if (l.child == child && l.kind == kind && !again && shown(l.parent)) found.push_back(l);
        }
        if (!found.empty()) return found;
    }
    return {};
}

namespace genogram {

bool unborn(const GenogramPerson& p) {
    return !p.born && p.expected;
}

bool older(const GenogramPerson& a, const GenogramPerson& b) {
    const auto rank = [](const GenogramPerson& p) { return p.born ? 0 : p.expected ? 2 : 1; };
    if (rank(a) != rank(b)) return rank(a) < rank(b);
    if (a.born && b.born) return *a.born < *b.born;
    if (a.expected && b.expected) return *a.expected < *b.expected;
    return false;
}

bool twins(const GenogramPerson& a, const GenogramPerson& b) {
    if (a.born && b.born) return *a.born == *b.born;
    return unborn(a) && unborn(b) && *a.expected == *b.expected;
}

namespace {

constexpr std::size_t kMostPeople = 80;

class Builder {
  public:
    explicit Builder(const GenogramFamily& family) : family_(family) {}

    Model build() {
        add_people();
        if (model_.problem.empty()) add_unions();
        if (model_.problem.empty()) add_children();
        if (model_.problem.empty()) add_rows();
        if (model_.problem.empty()) align_components();
        return std::move(model_);
    }

  private:
    Node& node(int i) { return model_.nodes[static_cast<std::size_t>(i)]; }
    Couple& couple(int i) { return model_.couples[static_cast<std::size_t>(i)]; }
    const GenogramPerson& person(int i) {
        return family_.people[static_cast<std::size_t>(node(i).person)];
    }

    void add_people() {
        if (family_.people.empty()) model_.problem = "nobody is recorded yet";
        if (family_.people.size() > kMostPeople) model_.problem = "it has too many people";
        for (std::size_t i = 0; i < family_.people.size(); ++i) {
            const GenogramPerson& p = family_.people[i];
            if (!index_.emplace(p.id, static_cast<int>(i)).second)
                model_.problem = "a person is recorded in it twice";
            model_.nodes.push_back(Node{static_cast<int>(i), 0, -1, -1, {}});
            model_.households.push_back(p.household);
        }
        for (const Household& h : family_.households)
            for (const PersonId m : h.members) {
                const auto at = index_.find(m);
                if (at == index_.end()) continue;
                std::string& own = model_.households[static_cast<std::size_t>(at->second)];
                if (own.empty()) own = h.id;
            }
    }

    int add_couple(int a, int b, UnionKind kind, bool stated, Date since) {
        const int made = static_cast<int>(model_.couples.size());
        model_.couples.push_back(Couple{a, b, kind, stated, since, {}, {}});
        node(a).couples.push_back(made);
        if (b >= 0) node(b).couples.push_back(made);
        by_pair_[{std::min(a, b), std::max(a, b)}] = made;
        return made;
    }

    void add_unions() {
        for (const Union& u : family_.unions) {
            const auto a = index_.find(u.first);
            const auto b = index_.find(u.second);
            if (a == index_.end() || b == index_.end() || a == b) continue;
            const std::pair key{std::min(a->second, b->second), std::max(a->second, b->second)};
            const Date since = u.from.value_or(Date{});
            const auto known = by_pair_.find(key);
            if (known == by_pair_.end()) {
                add_couple(a->second, b->second, u.kind, true, since);
            } else if (since >= couple(known->second).since) {
                // The same two again: the line shows how they stand now.
                couple(known->second).kind = u.kind;
                couple(known->second).since = since;
            }
        }
    }

    int not_recorded_beside(int parent) {
        const auto made = missing_.find(parent);
        if (made != missing_.end()) return made->second;
        const int n = static_cast<int>(model_.nodes.size());
        model_.nodes.push_back(Node{-1, 0, -1, -1, {}});
        model_.households.emplace_back();
        missing_[parent] = n;
        return n;
    }

    void add_children() {
        std::vector<int> order;
        for (std::size_t i = 0; i < family_.people.size(); ++i)
            order.push_back(static_cast<int>(i));
        std::stable_sort(order.begin(), order.end(),
                         [&](int a, int b) { return older(person(a), person(b)); });
        for (const int child : order) {
            const auto links = drawn_parents(family_, person(child).id);
            if (links.empty()) continue;
            if (links.size() > 2) {
                model_.problem = "more than two parents of one kind are recorded for a child";
                return;
            }
            const int a = index_.at(links[0].parent);
            const bool by_birth = links[0].kind == ParentKind::birth;
            const int b = links.size() == 2 ? index_.at(links[1].parent)
                          : by_birth        ? not_recorded_beside(a)
                                            : -1;
            if (a == child || b == child) {
                model_.problem = "a person is recorded as their own parent";
                return;
            }
            const auto known = by_pair_.find({std::min(a, b), std::max(a, b)});
            const int of = known != by_pair_.end()
                               ? known->second
                               : add_couple(a, b, UnionKind::other, b < 0,
                                            person(child).born.value_or(Date{}));
            couple(of).children.push_back(child);
            couple(of).by_birth.push_back(by_birth);
            node(child).born_of = of;
        }
    }

    // Partners share a row and a child stands one row below; nothing else can be drawn truly.
    void add_rows() {
        std::vector<bool> seen(model_.nodes.size(), false);
        for (std::size_t s = 0; s < model_.nodes.size(); ++s) {
            if (seen[s]) continue;
            const int component = model_.components++;
            std::deque<int> todo{static_cast<int>(s)};
            seen[s] = true;
            const auto reach = [&](int to, int row) {
                if (!seen[static_cast<std::size_t>(to)]) {
                    seen[static_cast<std::size_t>(to)] = true;
                    node(to).row = row;
                    todo.push_back(to);
                } else if (node(to).row != row) {
                    model_.problem = "partners or parents in it belong to different generations";
                }
            };
            while (!todo.empty()) {
                const int at = todo.front();
                todo.pop_front();
                node(at).component = component;
                const int row = node(at).row;
                for (const int c : node(at).couples) {
                    for (const int other : {couple(c).first, couple(c).second})
                        if (other >= 0) reach(other, row);
                    for (const int child : couple(c).children) reach(child, row + 1);
                }
                if (node(at).born_of >= 0)
                    for (const int parent :
                         {couple(node(at).born_of).first, couple(node(at).born_of).second})
                        if (parent >= 0) reach(parent, row - 1);
            }
        }
    }

    std::optional<double> year(int n) {
        if (node(n).person < 0) return std::nullopt;
        const GenogramPerson& p = person(n);
        const auto d = p.born ? p.born : p.expected;
        return d ? std::optional(1970 + d->days / 365.25) : std::nullopt;
    }

    // Those tied to the rest by no recorded relationship (a lodger, foster carers) stand in the row
    // of their age.
    void align_components() {
        int main = 0;
        std::vector<int> size(static_cast<std::size_t>(model_.components), 0);
        for (const Node& n : model_.nodes) {
            const bool focus =
                n.person >= 0 && family_.people[static_cast<std::size_t>(n.person)].is_focus;
            size[static_cast<std::size_t>(n.component)] += focus ? 100 : 1;
        }
        for (int c = 1; c < model_.components; ++c)
            if (size[static_cast<std::size_t>(c)] > size[static_cast<std::size_t>(main)]) main = c;
        std::map<int, std::pair<double, int>> years;
        int lowest = 0, highest = 0;
        for (int n = 0; n < static_cast<int>(model_.nodes.size()); ++n) {
            if (node(n).component != main) continue;
            lowest = std::min(lowest, node(n).row);
            highest = std::max(highest, node(n).row);
            if (const auto y = year(n)) {
                years[node(n).row].first += *y;
                years[node(n).row].second += 1;
            }
        }
        for (int c = 0; c < model_.components; ++c) {
            if (c == main) continue;
            int best = std::max(lowest, highest - 1);  // nobody's age known: with the parents
            double best_cost = 0;
            bool known = false;
            for (int shift = lowest - 8; shift <= highest + 8; ++shift) {
                double cost = 0;
                int counted = 0;
                bool inside = true;
                for (int n = 0; n < static_cast<int>(model_.nodes.size()); ++n) {
                    if (node(n).component != c) continue;
                    const int row = node(n).row + shift;
                    if (row < lowest || row > highest) inside = false;
                    const auto at = years.find(row);
                    if (const auto y = year(n); y && at != years.end()) {
                        cost += std::abs(*y - at->second.first / at->second.second);
                        ++counted;
                    }
                }
                if (counted == 0) continue;
                cost = cost / counted + (inside ? 0 : 15);
                if (!known || cost < best_cost) {
                    known = true;
                    best = shift;
                    best_cost = cost;
                }
            }
            for (Node& n : model_.nodes)
                if (n.component == c) n.row += best;
        }
        int top = model_.nodes.front().row;
        for (const Node& n : model_.nodes) top = std::min(top, n.row);
        for (Node& n : model_.nodes) {
            n.row -= top;
            // The main family is drawn first.
            n.component = n.component == main  ? 0
                          : n.component < main ? n.component + 1
                                               : n.component;
        }
    }

    const GenogramFamily& family_;
    Model model_;
    std::map<PersonId, int> index_;
    std::map<std::pair<int, int>, int> by_pair_;
    std::map<int, int> missing_;
};

}  // namespace

Model make_model(const GenogramFamily& family) {
    return Builder(family).build();
}

}  // namespace genogram
}  // namespace hearth::insight

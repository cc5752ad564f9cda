// Is the drawing true? Asked of the coordinates and the recorded facts alone, not of how the
// drawing was made.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "insight/genogram.h"
#include "insight/genogram_model.h"

namespace hearth::insight {
namespace {

constexpr double kTouch = 2.0;  // lines nearer than this are read as meeting

double distance(Point p, Point a, Point b) {
    const double dx = b.x - a.x, dy = b.y - a.y, l = dx * dx + dy * dy;
    const double t = l > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / l, 0.0, 1.0) : 0.0;
    return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

bool cross(Point a, Point b, Point c, Point d) {
    const auto side = [](Point p, Point q, Point r) {
        const double v = (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
        return v > 1e-9 ? 1 : v < -1e-9 ? -1 : 0;
    };
    return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

bool meet(Point a, Point b, Point c, Point d, double within) {
    return cross(a, b, c, d) || distance(a, c, d) < within || distance(b, c, d) < within ||
           distance(c, a, b) < within || distance(d, a, b) < within;
}

bool overlap(const Box& a, const Box& b) {
    return a.left < b.right - 0.01 && b.left < a.right - 0.01 && a.top < b.bottom - 0.01 &&
           b.top < a.bottom - 0.01;
}
bool holds(const Box& b, Point p, double slack) {
    return p.x > b.left - slack && p.x < b.right + slack && p.y > b.top - slack &&
           p.y < b.bottom + slack;
}
bool runs_through(Point a, Point b, const Box& box) {
    if (box.right <= box.left || box.bottom <= box.top) return false;
    if (holds(box, a, 0) || holds(box, b, 0)) return true;
    const Point c[] = {
        {box.left, box.top}, {box.right, box.top}, {box.right, box.bottom}, {box.left, box.bottom}};
    for (std::size_t i = 0; i < 4; ++i)
        if (cross(a, b, c[i], c[(i + 1) % 4])) return true;
    return false;
}

class Check {
  public:
    Check(const GenogramLayout& layout, const GenogramFamily& family)
        : in_(layout), family_(family) {
        for (const auto& p : family_.people) person_[p.id] = &p;
    }

    std::vector<std::string> run() {
        people();
        if (!out_.empty()) return out_;  // what follows leans on it
        unions();
        parents();
        lines();
        overlaps();
        siblings();
        partners();
        outlines();
        return out_;
    }

  private:
    void wrong(std::string what) { out_.push_back(std::move(what)); }
    std::string name(std::size_t i) const {
        const auto found = person_.find(in_.people[i].id);
        return found == person_.end() ? "a parent who is not recorded" : found->second->name;
    }
    const GenogramPerson* facts(std::size_t i) const {
        const auto found = person_.find(in_.people[i].id);
        return found == person_.end() ? nullptr : found->second;
    }
    bool partner_of(const PlacedUnion& u, std::size_t i) const {
        return u.first == i || u.second == i;
    }

    void people() {
        std::map<PersonId, int> drawn;
        for (const auto& p : in_.people) {
            if (p.shape == Shape::not_recorded) {
                if (p.id) wrong("a recorded person is drawn as not recorded");
            } else {
                ++drawn[p.id];
            }
        }
        for (const auto& [id, times] : drawn) {
            if (person_.count(id) == 0) wrong("somebody is drawn who is not in the family");
            if (times > 1) wrong("a person is drawn more than once");
        }
        for (const auto& p : family_.people)
            if (drawn.count(p.id) == 0) wrong("a person of the family is not drawn: " + p.name);
        for (const auto& u : in_.unions) {
            const std::size_t n = in_.people.size();
            if (u.first >= n || u.second.value_or(0) >= n ||
                std::any_of(u.children.begin(), u.children.end(),
                            [&](std::size_t c) { return c >= n; }))
                wrong("a union names nobody");
        }
        for (const auto& s : in_.segments)
            if (s.of >= in_.unions.size()) wrong("a line belongs to no union");
    }

    // Every recorded union is drawn, and none that is neither recorded nor implied by a child.
    void unions() {
        std::set<std::pair<PersonId, PersonId>> drawn;
        for (const auto& u : in_.unions) {
            if (!u.second) continue;
            const PersonId a = in_.people[u.first].id, b = in_.people[*u.second].id;
            if (a && b && !drawn.emplace(std::min(a, b), std::max(a, b)).second)
                wrong("a couple is drawn more than once");
            const bool recorded =
                std::any_of(family_.unions.begin(), family_.unions.end(), [&](const Union& r) {
                    return (r.first == a && r.second == b) || (r.first == b && r.second == a);
                });
            if (u.stated != recorded) wrong("a couple is drawn otherwise than recorded");
            if (!recorded && u.children.empty()) wrong("a couple is drawn that is not recorded");
        }
        for (const auto& r : family_.unions)
            if (r.first != r.second && person_.count(r.first) > 0 && person_.count(r.second) > 0 &&
                drawn.count({std::min(r.first, r.second), std::max(r.first, r.second)}) == 0)
                wrong("a recorded couple is not drawn");
    }

    void parents() {
        std::map<std::size_t, std::size_t> of;
        for (std::size_t u = 0; u < in_.unions.size(); ++u)
            for (const std::size_t child : in_.unions[u].children)
                if (!of.emplace(child, u).second) wrong(name(child) + " hangs on two unions");
        for (std::size_t i = 0; i < in_.people.size(); ++i) {
            const GenogramPerson* p = facts(i);
            if (p == nullptr) continue;
            const auto links = drawn_parents(family_, p->id);
            const auto found = of.find(i);
            if (links.empty() != (found == of.end())) {
                wrong("the parents of " + p->name + " are drawn otherwise than recorded");
                continue;
            }
            if (links.empty()) continue;
            const PlacedUnion& u = in_.unions[found->second];
            std::set<PersonId> drawn{in_.people[u.first].id}, recorded;
            if (u.second && in_.people[*u.second].id) drawn.insert(in_.people[*u.second].id);
            for (const auto& l : links) recorded.insert(l.parent);
            if (drawn != recorded) wrong(p->name + " hangs on parents that are not theirs");
            if (in_.people[i].row != in_.people[u.first].row + 1)
                wrong(p->name + " does not stand in the row below the parents");
            for (const Segment& s : in_.segments)
                if (s.child == i && s.by_birth != (links.front().kind == ParentKind::birth))
                    wrong("the line of " + p->name + " is of the wrong kind");
        }
    }

    // Lines of one union are one piece that reaches its partners and children and nobody else.
    void lines() {
        const auto& lines = in_.segments;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            for (std::size_t j = i + 1; j < lines.size(); ++j)
                if (lines[i].of != lines[j].of &&
                    meet(lines[i].a, lines[i].b, lines[j].a, lines[j].b, kTouch))
                    wrong("lines of different unions touch");
            const PlacedUnion& u = in_.unions[lines[i].of];
            for (std::size_t p = 0; p < in_.people.size(); ++p) {
                if (runs_through(lines[i].a, lines[i].b, in_.people[p].label))
                    wrong("a line runs through the words under " + name(p));
                const bool own = partner_of(u, p) || std::find(u.children.begin(), u.children.end(),
                                                               p) != u.children.end();
                Box near = in_.people[p].box;
                near = {near.left - kTouch, near.top - kTouch, near.right + kTouch,
                        near.bottom + kTouch};
                if (!own && runs_through(lines[i].a, lines[i].b, near))
                    wrong("a line runs into " + name(p) + ", who is not of that union");
                if (own && (lines[i].part == LinePart::bar || lines[i].part == LinePart::drop) &&
                    runs_through(lines[i].a, lines[i].b, near))
                    wrong("a bar runs into " + name(p));
                if (lines[i].child && *lines[i].child != p &&
                    runs_through(lines[i].a, lines[i].b, near))
                    wrong("a child's line runs into " + name(p));
            }
        }
        for (std::size_t u = 0; u < in_.unions.size(); ++u) one_piece(u);
    }

    void one_piece(std::size_t u) {
        std::vector<const Segment*> own;
        for (const auto& s : in_.segments)
            if (s.of == u) own.push_back(&s);
        std::vector<bool> reached(own.size(), false);
        std::vector<std::size_t> todo;
        if (!own.empty()) {
            reached[0] = true;
            todo.push_back(0);
        }
        while (!todo.empty()) {
            const Segment& at = *own[todo.back()];
            todo.pop_back();
            for (std::size_t i = 0; i < own.size(); ++i)
                if (!reached[i] && meet(at.a, at.b, own[i]->a, own[i]->b, 0.5)) {
                    reached[i] = true;
                    todo.push_back(i);
                }
        }
        if (std::find(reached.begin(), reached.end(), false) != reached.end())
            wrong("the lines of a union are in pieces");
        const PlacedUnion& drawn = in_.unions[u];
        const auto touched = [&](std::size_t p, LinePart part) {
            return std::any_of(own.begin(), own.end(), [&](const Segment* s) {
                return s->part == part &&
                       (holds(in_.people[p].box, s->a, 0.5) || holds(in_.people[p].box, s->b, 0.5));
            });
        };
        if (!touched(drawn.first, LinePart::partners))
            wrong("no line reaches " + name(drawn.first));
        if (drawn.second && !touched(*drawn.second, LinePart::partners))
            wrong("no line reaches " + name(*drawn.second));
        for (const std::size_t child : drawn.children) {
            const Box& b = in_.people[child].box;
            const Point top{(b.left + b.right) / 2, b.top};
            const bool hangs = std::any_of(own.begin(), own.end(), [&](const Segment* s) {
                return s->child == child && distance(top, s->a, s->b) < 0.5;
            });
            if (!hangs) wrong(name(child) + " hangs on no line");
        }
    }

    void overlaps() {
        for (std::size_t i = 0; i < in_.people.size(); ++i) {
            const auto& p = in_.people[i];
            for (std::size_t j = i + 1; j < in_.people.size(); ++j) {
                const auto& q = in_.people[j];
                if (overlap(p.box, q.box) || overlap(p.label, q.label) || overlap(p.box, q.label) ||
                    overlap(p.label, q.box))
                    wrong("the drawings of " + name(i) + " and " + name(j) + " overlap");
            }
            if (overlap(p.box, p.label)) wrong("the words of " + name(i) + " lie on the shape");
            const Box page{0, 0, in_.width, in_.height};
            for (const Box& b : {p.box, p.label})
                if (b.left < page.left || b.top < page.top || b.right > page.right ||
                    b.bottom > page.bottom)
                    wrong(name(i) + " stands outside the drawing");
        }
    }

    void siblings() {
        for (const auto& u : in_.unions)
            for (const std::size_t a : u.children)
                for (const std::size_t b : u.children) {
                    const auto *p = facts(a), *q = facts(b);
                    if (p == nullptr || q == nullptr) continue;
                    const bool first = (p->born && q->born && *p->born < *q->born) ||
                                       (p->born && genogram::unborn(*q));
                    if (first && in_.people[a].centre.x >= in_.people[b].centre.x)
                        wrong(p->name + " is older than " + q->name + " and stands to the right");
                }
    }

    void partners() {
        const auto couple = [&](std::size_t a, std::size_t b) {
            return std::any_of(in_.unions.begin(), in_.unions.end(), [&](const PlacedUnion& u) {
                return partner_of(u, a) && partner_of(u, b);
            });
        };
        const auto hung_on = [&](std::size_t i) -> const PlacedUnion* {
            for (const auto& u : in_.unions)
                if (std::find(u.children.begin(), u.children.end(), i) != u.children.end())
                    return &u;
            return nullptr;
        };
        for (const auto& u : in_.unions) {
            if (!u.second) continue;
            const auto &a = in_.people[u.first], &b = in_.people[*u.second];
            if (a.row != b.row) wrong("partners stand in different rows");
            for (std::size_t k = 0; k < in_.people.size(); ++k) {
                const auto& p = in_.people[k];
                if (p.row != a.row || k == u.first || k == *u.second) continue;
                if (p.centre.x <= std::min(a.centre.x, b.centre.x) ||
                    p.centre.x >= std::max(a.centre.x, b.centre.x))
                    continue;
                const PlacedUnion* from = hung_on(k);
                const bool further_partner =
                    from == nullptr && (couple(k, u.first) || couple(k, *u.second));
                const bool sibling =
                    from != nullptr && (from == hung_on(u.first) || from == hung_on(*u.second)) &&
                    std::none_of(in_.unions.begin(), in_.unions.end(),
                                 [&](const PlacedUnion& v) { return partner_of(v, k); });
                if (!further_partner && !sibling)
                    wrong(name(k) + " stands between partners " + name(u.first) + " and " +
                          name(*u.second));
            }
        }
    }

    static bool inside(const std::vector<Point>& c, Point p) {
        bool in = false;
        for (std::size_t i = 0, j = c.size() - 1; i < c.size(); j = i++)
            if ((c[i].y > p.y) != (c[j].y > p.y) &&
                p.x < (c[j].x - c[i].x) * (p.y - c[i].y) / (c[j].y - c[i].y) + c[i].x)
                in = !in;
        return in;
    }

    void outlines() {
        const auto lives = [&](const GenogramPerson& p, const std::string& h) {
            if (p.household == h) return true;
            for (const auto& known : family_.households)
                if (known.id == h && std::find(known.members.begin(), known.members.end(), p.id) !=
                                         known.members.end())
                    return true;
            return false;
        };
        std::vector<int> outlined(in_.people.size(), 0);
        for (std::size_t o = 0; o < in_.outlines.size(); ++o) {
            const Outline& line = in_.outlines[o];
            if (line.corners.size() < 4) {
                wrong("a household's outline is broken");
                continue;
            }
            for (std::size_t p = 0; p < in_.people.size(); ++p) {
                const bool in = inside(line.corners, in_.people[p].centre);
                const GenogramPerson* who = facts(p);
                outlined[p] += in ? 1 : 0;
                if (in && (who == nullptr || !lives(*who, line.household)))
                    wrong(name(p) + " stands inside a household that is not theirs");
                if (overlap(line.caption, in_.people[p].label) ||
                    overlap(line.caption, in_.people[p].box))
                    wrong("a household's name lies on " + name(p));
            }
            for (const Segment& s : in_.segments)
                if (runs_through(s.a, s.b, line.caption))
                    wrong("a line runs through a household's name");
            for (std::size_t i = 0; i < line.corners.size(); ++i) {
                const Point a = line.corners[i], b = line.corners[(i + 1) % line.corners.size()];
                for (std::size_t p = 0; p < in_.people.size(); ++p)
                    if (runs_through(a, b, in_.people[p].box) ||
                        runs_through(a, b, in_.people[p].label))
                        wrong("a household's outline runs through " + name(p));
                for (std::size_t q = o + 1; q < in_.outlines.size(); ++q) {
                    const auto& other = in_.outlines[q].corners;
                    for (std::size_t k = 0; k < other.size(); ++k)
                        if (meet(a, b, other[k], other[(k + 1) % other.size()], kTouch))
                            wrong("the outlines of two households touch");
                }
            }
        }
        for (std::size_t p = 0; p < in_.people.size(); ++p) {
            const GenogramPerson* who = facts(p);
            const bool housed =
                who != nullptr &&
                (!who->household.empty() ||
                 std::any_of(family_.households.begin(), family_.households.end(),
                             [&](const Household& h) { return lives(*who, h.id); }));
            if (housed != (outlined[p] == 1))
                wrong("the household of " + name(p) + " is drawn otherwise than recorded");
        }
    }

    const GenogramLayout& in_;
    const GenogramFamily& family_;
    std::map<PersonId, const GenogramPerson*> person_;
    std::vector<std::string> out_;
};

}  // namespace

std::vector<std::string> violations(const GenogramLayout& layout, const GenogramFamily& family) {
    return Check(layout, family).run();
}

}  // namespace hearth::insight

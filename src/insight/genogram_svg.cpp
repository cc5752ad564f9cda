#include "insight/genogram_svg.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

#include "insight/genogram_model.h"
#include "insight/genogram_route.h"
#include "insight/genogram_table.h"

namespace hearth::insight::genogram {
namespace {

constexpr const char* kInk = "#0b0c0c";
constexpr const char* kQuiet = "#505a5f";

void shape(SvgWriter& w, Shape s, Point c, double r, const SvgWriter::Attrs& paint) {
    switch (s) {
        case Shape::square:
            w.rect(c.x - r, c.y - r, 2 * r, 2 * r, paint);
            return;
        case Shape::circle: {
            SvgWriter::Attrs all{{"cx", c.x}, {"cy", c.y}, {"r", r}};
            all.insert(all.end(), paint.begin(), paint.end());
            w.element("circle", all);
            return;
        }
        case Shape::diamond:
            w.polygon({{c.x, c.y - r}, {c.x + r, c.y}, {c.x, c.y + r}, {c.x - r, c.y}}, paint);
            return;
        case Shape::triangle:
            w.polygon({{c.x, c.y - r}, {c.x + r, c.y + r}, {c.x - r, c.y + r}}, paint);
            return;
        case Shape::not_recorded: {
            SvgWriter::Attrs all{{"rx", r / 2}, {"stroke-dasharray", "3 3"}};
            all.insert(all.end(), paint.begin(), paint.end());
            w.rect(c.x - r, c.y - r, 2 * r, 2 * r, all);
            return;
        }
    }
}

SvgWriter::Attrs outline_paint() {
    return {{"fill", "#ffffff"}, {"stroke", kInk}, {"stroke-width", 2}};
}

// Signs of a person, at any size: the shape, doubled for a child that the family is worked with
// for, crossed for one who has died.
void person_sign(SvgWriter& w, Shape s, Point c, double r, bool focus, bool died) {
    shape(w, s, c, r, outline_paint());
    if (focus) {
        const double lower = s == Shape::triangle ? r * 0.14 : 0;
        shape(w, s, {c.x, c.y + lower}, r * (s == Shape::triangle ? 0.62 : 0.76),
              {{"fill", "none"}, {"stroke", kInk}, {"stroke-width", 2}});
    }
    if (s == Shape::not_recorded)
        w.text(
            c.x, c.y + r * 0.3, "?",
            {{"text-anchor", "middle"}, {"font-size", std::max(kFont, r * 0.85)}, {"fill", kInk}});
    if (died) {
        // Within the shape: corner to corner of a square, and of the square inside a circle or a
        // diamond.
        const double d = s == Shape::square ? r : s == Shape::circle ? r * 0.71 : r * 0.5;
        const double lower = s == Shape::triangle ? r * 0.5 : 0;
        w.line({c.x - d, c.y - d + lower}, {c.x + d, c.y + d + lower},
               {{"stroke", kInk}, {"stroke-width", 2}});
        w.line({c.x - d, c.y + d + lower}, {c.x + d, c.y - d + lower},
               {{"stroke", kInk}, {"stroke-width", 2}});
    }
}

SvgWriter::Attrs union_paint(UnionKind kind) {
    SvgWriter::Attrs paint{{"stroke", kInk}, {"stroke-width", 2}, {"fill", "none"}};
    if (kind == UnionKind::cohabiting) paint.push_back({"stroke-dasharray", "8 5"});
    if (kind == UnionKind::other) paint.push_back({"stroke-dasharray", "2 4"});
    return paint;
}

void union_mark(SvgWriter& w, UnionKind kind, Point at) {
    if (kind != UnionKind::separated && kind != UnionKind::divorced) return;
    for (int i = 0; i < (kind == UnionKind::divorced ? 2 : 1); ++i) {
        const double x = at.x + (kind == UnionKind::divorced ? -4 + 8 * i : 0);
        w.line({x - 5, at.y + 9}, {x + 5, at.y - 9}, {{"stroke", kInk}, {"stroke-width", 2}});
    }
}

void words(SvgWriter& w, const std::vector<std::string>& lines, double x, double top, bool centred,
           std::size_t bold, const char* ink) {
    double y = top + kFont - 1;
    for (std::size_t i = 0; i < lines.size(); ++i, y += kLine) {
        SvgWriter::Attrs a{{"font-size", kFont}, {"fill", ink}};
        if (centred) a.push_back({"text-anchor", "middle"});
        if (i < bold) a.push_back({"font-weight", "700"});
        w.text(x, y, lines[i], a);
    }
}

struct KeyItem {
    std::string words;
    std::function<void(SvgWriter&, Point)> draw;
};

std::vector<KeyItem> key_of(const GenogramLayout& layout, const GenogramFamily& family) {
    std::vector<KeyItem> key;
    std::set<Shape> shapes;
    for (const auto& p : layout.people) shapes.insert(p.shape);
    const auto sign = [&](const char* said, Shape s, bool focus, bool died) {
        key.push_back(
            {said, [=](SvgWriter& w, Point c) { person_sign(w, s, c, 10, focus, died); }});
    };
    if (shapes.count(Shape::square) > 0) sign("Male", Shape::square, false, false);
    if (shapes.count(Shape::circle) > 0) sign("Female", Shape::circle, false, false);
    if (shapes.count(Shape::diamond) > 0)
        sign("Sex other or not recorded", Shape::diamond, false, false);
    if (shapes.count(Shape::triangle) > 0) sign("Unborn", Shape::triangle, false, false);
    const auto any = [&](auto test) {
        return std::any_of(family.people.begin(), family.people.end(), test);
    };
    if (any([](const GenogramPerson& p) { return p.is_focus; }))
        sign("Double line: child we are working with", Shape::square, true, false);
    if (any([](const GenogramPerson& p) { return p.died.has_value(); }))
        sign("Cross: has died", Shape::square, false, true);
    std::set<UnionKind> kinds;
    bool unstated = false, not_by_birth = false;
    for (const auto& u : layout.unions) {
        if (!u.second) continue;
        if (u.stated)
            kinds.insert(u.kind);
        else
            unstated = true;
    }
    for (const auto& s : layout.segments) not_by_birth = not_by_birth || !s.by_birth;
    const auto line = [&](const char* said, UnionKind kind) {
        key.push_back({said, [=](SvgWriter& w, Point c) {
                           w.line({c.x - 14, c.y}, {c.x + 14, c.y}, union_paint(kind));
                           union_mark(w, kind, c);
                       }});
    };
    for (const UnionKind kind : kinds) switch (kind) {
            case UnionKind::married:
                line("Married or civil partners", kind);
                break;
            case UnionKind::cohabiting:
                line("Living together", kind);
                break;
            case UnionKind::separated:
                line("Separated", kind);
                break;
            case UnionKind::divorced:
                line("Divorced", kind);
                break;
            case UnionKind::other:
                unstated = true;
                break;
        }
    if (unstated) line("Other, or relationship not recorded", UnionKind::other);
    if (not_by_birth)
        key.push_back(
            {"Adopted, fostered or other, not by birth", [](SvgWriter& w, Point c) {
                 w.line({c.x, c.y - 11}, {c.x, c.y + 11},
                        {{"stroke", kInk}, {"stroke-width", 2}, {"stroke-dasharray", "5 4"}});
             }});
    if (!layout.outlines.empty())
        key.push_back({"Household", [](SvgWriter& w, Point c) {
                           w.rect(c.x - 13, c.y - 9, 26, 18,
                                  {{"fill", "none"},
                                   {"stroke", kQuiet},
                                   {"stroke-width", 1.5},
                                   {"stroke-dasharray", "6 4"}});
                       }});
    return key;
}

std::string description(const GenogramLayout& layout, const GenogramFamily& family) {
    std::map<PersonId, const GenogramPerson*> person;
    for (const auto& p : family.people) person[p.id] = &p;
    const auto name = [&](std::size_t i) -> std::string {
        const auto found = person.find(layout.people[i].id);
        return found == person.end() ? "a parent who is not recorded" : found->second->name;
    };
    int rows = 0;
    for (const auto& p : layout.people) rows = std::max(rows, p.row + 1);
    std::string all = std::to_string(family.people.size()) +
                      (family.people.size() == 1 ? " person" : " people") + " in " +
                      std::to_string(rows) + (rows == 1 ? " generation." : " generations.");
    for (const auto& u : layout.unions) {
        std::vector<std::string> children;
        for (const std::size_t c : u.children) children.push_back(name(c));
        std::string said = " " + name(u.first);
        if (u.second) said += " and " + name(*u.second);
        if (u.second && u.stated) switch (u.kind) {
                case UnionKind::married:
                    said += ", married";
                    break;
                case UnionKind::cohabiting:
                    said += ", living together";
                    break;
                case UnionKind::separated:
                    said += ", separated";
                    break;
                case UnionKind::divorced:
                    said += ", divorced";
                    break;
                case UnionKind::other:
                    break;
            }
        if (!children.empty())
            said += (children.size() == 1 ? ": child " : ": children ") + listed(children);
        all += said + ".";
    }
    return all + " The table that follows says the same in words.";
}

}  // namespace

Svg write_svg(const GenogramLayout& layout, const GenogramFamily& family) {
    const auto key = key_of(layout, family);
    const double width = std::max(layout.width, 320.0);
    // The key flows in lines below the drawing.
    constexpr double kSign = 40, kKeyLine = 32;
    std::vector<Point> at;
    double x = 16, y = layout.height + 30;
    for (const auto& item : key) {
        const double needed = kSign + text_width(item.words, kFont) + 20;
        if (x > 16 && x + needed > width) {
            x = 16;
            y += kKeyLine;
        }
        at.push_back({x, y});
        x += needed;
    }
    const double height = y + 22;
    const double shift = (width - layout.width) / 2;  // a narrow drawing stands in the middle

    SvgWriter w(width, height, family.title.empty() ? "Genogram" : family.title,
                description(layout, family), SvgWriter::Size::fixed, "hearth-genogram");
    w.rect(0, 0, width, height, {{"fill", "#ffffff"}});
    w.open("g", {{"transform", "translate(" + svg_number(shift) + " 0)"}});
    for (const auto& o : layout.outlines) {
        w.polygon(o.corners, {{"class", "household"},
                              {"fill", "#f3f2f1"},
                              {"fill-opacity", "0.6"},
                              {"stroke", kQuiet},
                              {"stroke-width", 1.5},
                              {"stroke-dasharray", "6 4"},
                              {"stroke-linejoin", "round"}});
        words(w, o.lines, o.caption.left, o.caption.top, false, 0, kQuiet);
    }
    for (const auto& s : layout.segments) {
        const PlacedUnion& u = layout.unions[s.of];
        SvgWriter::Attrs paint{{"stroke", kInk}, {"stroke-width", 2}};
        if (s.part == LinePart::partners && u.second) paint = union_paint(u.kind);
        if (!s.by_birth) paint.push_back({"stroke-dasharray", "5 4"});
        paint.push_back({"class", "u" + std::to_string(s.of)});
        w.line(s.a, s.b, paint);
    }
    for (const auto& u : layout.unions)
        if (u.second) union_mark(w, u.kind, u.mark);
    std::map<PersonId, const GenogramPerson*> person;
    for (const auto& p : family.people) person[p.id] = &p;
    for (std::size_t i = 0; i < layout.people.size(); ++i) {
        const auto& p = layout.people[i];
        const auto who = person.find(p.id);
        const bool known = who != person.end();
        w.open("g", {{"class", "person"}});
        person_sign(w, p.shape, p.centre, kRadius, known && who->second->is_focus,
                    known && who->second->died.has_value());
        std::size_t bold = 0;
        if (known) {
            const auto& n = who->second->name;
            bold = wrap_text(n.empty() ? "Name not recorded" : n, kFont, kWords / 1.1, 3).size();
        }
        words(w, p.lines, p.centre.x, p.label.top, true, bold, kInk);
        w.close();
    }
    w.close();
    w.open("g", {{"class", "key"}});
    for (std::size_t i = 0; i < key.size(); ++i) {
        key[i].draw(w, {at[i].x + 16, at[i].y});
        w.text(at[i].x + kSign, at[i].y + 5, key[i].words, {{"font-size", kFont}, {"fill", kInk}});
    }
    w.close();
    return w.finish();
}

}  // namespace hearth::insight::genogram

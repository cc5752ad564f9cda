// A family's genogram: a picture of who is whose child and partner, and the same as a table.
//
// A pure function of plain values: it reads no database and knows no access rules; give it only
// what the reader may see. The picture is drawn only when its coordinates have been checked against
// the facts (`violations`): a plausible picture that hangs a child on the wrong parents is a false
// statement about a family. Where a family cannot be drawn without one (very large, or married
// among themselves) there is no picture, a notice says so, and the table stands. The table is
// always given. It does not say who has parental responsibility, nor draw closeness or conflict.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "insight/charts/svg_writer.h"

namespace hearth::insight {

enum class Sex { female, male, other, not_known };
enum class UnionKind { married, cohabiting, separated, divorced, other };
enum class ParentKind { birth, adoptive, foster, step, special_guardian, other };

struct GenogramPerson {
    PersonId id;
    std::string name;
    Sex sex = Sex::not_known;
    std::optional<Date> born;      // nothing: not recorded, or not yet born
    std::optional<Date> expected;  // set and no `born`: an unborn child
    std::optional<Date> died;
    bool is_focus = false;           // a child that the family is worked with for
    std::string household;           // key of a Household; empty: not recorded
    std::vector<std::string> flags;  // short words for the table ("Child protection plan")
};

struct Union {
    PersonId first;
    PersonId second;
    UnionKind kind = UnionKind::other;
    std::optional<Date> from;
    std::optional<Date> to;
};

struct ParentLink {
    PersonId child;
    PersonId parent;
    ParentKind kind = ParentKind::birth;
};

struct Household {
    std::string id;
    std::string
        label;  // shown in the outline: "Mother's home", not an address that must not be seen
    std::vector<PersonId>
        members;  // besides those whose `household` names it; a child may live in two
};

struct GenogramFamily {
    std::string title;  // "Genogram of the Harper family"
    std::vector<GenogramPerson> people;
    std::vector<Union> unions;
    std::vector<ParentLink> parents;
    std::vector<Household> households;
    Date on;  // the day that ages are told for
};

struct GenogramRow {
    PersonId id;
    std::string name;
    std::string
        age;  // "8 years", "5 months", "due 3 March 2027", "died 2019 aged 61", "not recorded"
    std::string relationship;  // in words: "Mother of Amy and Ben. Married to Carl."
    std::string household;
    bool is_focus = false;
    std::vector<std::string> flags;
};

// ---- the drawing as coordinates: units are CSS pixels, y grows downwards ----

struct Box {
    double left = 0, top = 0, right = 0, bottom = 0;
};
enum class Shape { square, circle, diamond, triangle, not_recorded };
enum class LinePart { partners, drop, bar, child };

struct PlacedPerson {
    PersonId id;  // names nobody for a parent who is not recorded
    Shape shape = Shape::diamond;
    int row = 0;  // generation, 0 the oldest drawn
    Point centre;
    Box box;    // of the shape
    Box label;  // of the words under it
    std::vector<std::string> lines;
};
// A couple, or one person, with the children that the picture hangs on them. Indices into `people`.
struct PlacedUnion {
    std::size_t first = 0;
    std::optional<std::size_t> second;
    UnionKind kind = UnionKind::other;
    bool stated = true;  // false: known only as parents of the same child
    std::vector<std::size_t> children;
    Point mark;  // where the strokes for separated or divorced stand on the line
};
struct Segment {
    Point a;
    Point b;
    LinePart part = LinePart::bar;
    std::size_t of = 0;                // index into `unions`
    std::optional<std::size_t> child;  // for LinePart::child; index into `people`
    bool by_birth = true;
};
struct Outline {
    std::string household;  // its key
    std::vector<Point> corners;
    Box caption;
    std::vector<std::string> lines;
    std::vector<std::size_t> members;  // those inside
};
struct GenogramLayout {
    double width = 0;
    double height = 0;
    std::vector<PlacedPerson> people;
    std::vector<PlacedUnion> unions;
    std::vector<Segment> segments;
    std::vector<Outline> outlines;
};

struct Genogram {
    bool drawn = false;
    Svg svg;             // empty when not drawn
    std::string notice;  // why not drawn, or what the picture leaves to the table; may be empty
    std::vector<GenogramRow> table;
    GenogramLayout layout;  // empty when not drawn
};

// Never throws for any input; thread-safe (the placement library is used by one thread at a time).
Genogram draw_genogram(const GenogramFamily& family);

// What is wrong or untrue in a drawing, in words; nothing when it may be shown. Checked on every
// drawing: one shape a person; every child hangs on exactly its own recorded parents; lines of
// different unions never touch; no line runs through a shape or words; brothers and sisters run
// oldest to youngest, left to right; partners stand side by side, or with only each other's further
// partners or childless brothers and sisters between them; no two shapes or labels overlap; a
// household's outline holds its members and nobody else.
std::vector<std::string> violations(const GenogramLayout& layout, const GenogramFamily& family);

// The parents that the picture hangs a child on: the birth parents, or where none is recorded the
// adoptive parents, special guardians, foster carers, others or step-parents, the first kind of
// which there are any.
std::vector<ParentLink> drawn_parents(const GenogramFamily& family, PersonId child);

}  // namespace hearth::insight

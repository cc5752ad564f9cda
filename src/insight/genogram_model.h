// The family as the genogram's drawing needs it: people by number, couples with the children hung
// on them, rows. Internal to the genogram. Made from plain values; places nothing.
#pragma once
#include <string>
#include <vector>

#include "insight/genogram.h"

namespace hearth::insight::genogram {

struct Node {
    int person = -1;  // index into GenogramFamily::people; -1: a parent who is not recorded
    int row = 0;
    int component = 0;
    int born_of = -1;          // the couple that this one hangs on
    std::vector<int> couples;  // the couples that this one is a partner in
};
struct Couple {
    int first = -1;
    int second = -1;  // -1: one carer alone, with nobody missing
    UnionKind kind = UnionKind::other;
    bool stated = true;
    Date since;                  // for the order of a person's partners
    std::vector<int> children;   // oldest first
    std::vector<bool> by_birth;  // beside `children`
};
struct Model {
    std::vector<Node> nodes;  // those of the family's people first, in their order
    std::vector<Couple> couples;
    std::vector<std::string> households;  // key of each node's household, empty for none
    int components = 0;
    std::string problem;  // why the family cannot be drawn; empty when it can be tried
};

Model make_model(const GenogramFamily& family);

// Oldest first; those without a date after those with one; the unborn last.
bool older(const GenogramPerson& a, const GenogramPerson& b);
// Born (or due) on the same day, both dates recorded.
bool twins(const GenogramPerson& a, const GenogramPerson& b);
bool unborn(const GenogramPerson& p);

}  // namespace hearth::insight::genogram

// Estimating a model from the data to be linked, without known answers.
//
// The chances among unrelated people are counted on random pairs and value frequencies; the others
// come from expectation-maximisation over sessions. A session holds all pairs of its own blocks and
// leaves out the fields that the block fixes, and those that go with them; every session has its
// own shares of the classes. Pairs fed from the union of candidates would teach the model that
// chance agreement is the rule. Default values count as some dozens of pairs, so that small files
// and absent columns behave. Deterministic.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "identity/linkage/compare.h"
#include "identity/linkage/model.h"
#include "identity/linkage/record.h"

namespace hearth::identity::linkage {

// The records to be linked: of one file (all pairs), or of two (pairs across; the first `left`).
struct People {
    Lexicon lexicon;
    std::vector<Record> records;
    std::size_t left = 0;  // records of the first file; 0 when there is one file only
    bool two_files() const { return left > 0; }
    double pairs() const;
};

struct Pair {
    std::uint32_t a = 0, b = 0;  // a < b
    bool operator==(const Pair&) const = default;
};

struct Session {
    std::vector<Comparison> seen;
    std::array<bool, kFields> learns{};  // fields that the block says nothing about
    double unseen = 0;                   // pairs of the block not kept, since plainly unrelated
    std::array<double, kClasses> prior{};
};

// Counts the unrelated class over random pairs; pairs that `weigher` (may be null) thinks one
// person count for as much less.
void count_unrelated(Model& model, const People& people, const Scorer* weigher);
// Counts Model::neighbours over pairs of one postcode, by how unrelated `weigher` thinks them.
void count_neighbours(Model& model, const People& people, const Scorer& weigher);
// Bounds the shares of siblings and twins, `sums` being expected pairs of each class. One sibling
// pair in twenty is of twins. Siblings are thought about as frequent as doubled records until some
// hundred doubled records without any sibling say that this file has none.
void bound_family(std::array<double, kClasses>& sums);
// Runs expectation-maximisation until it settles; model.chance of all classes but the unrelated is
// replaced, the sessions' priors too.
void learn(Model& model, std::vector<Session>& sessions);

}  // namespace hearth::identity::linkage

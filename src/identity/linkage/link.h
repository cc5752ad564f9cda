// Linking a whole set of records: which pairs are one person, and which records make one person.
//
// Unsupervised: the model is estimated from the records themselves unless one is given. A pair is
// reported when its probability, with what the other records of the group say, is at least the
// threshold. Deterministic whatever the number of threads. No I/O.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "identity/linkage/block.h"
#include "identity/linkage/train.h"

namespace hearth::identity::linkage {

inline constexpr double kDefaultThreshold = 0.5;

struct LinkOptions {
    double threshold = kDefaultThreshold;
    std::optional<Model> model;  // instead of one estimated; unrelated people and priors are
                                 // counted anew from the data
    std::size_t threads = 2;
    std::uint64_t budget = 0;  // pairs to compare; 0: by the number of records
    std::uint64_t all_pairs_up_to = 30'000'000;
};

struct Match {
    std::uint32_t a = 0, b = 0;  // a < b; of two files, a is of the first
    double probability = 0;
};

struct Linked {
    std::vector<Match> matches;           // by a, then b
    std::vector<std::uint32_t> clusters;  // of each record, the lowest record of its group
    Model model;
    std::vector<KeyReport> keys;
    std::uint64_t compared = 0;  // pairs scored
    bool one_to_one = false;     // of two files: neither seems to hold duplicates
};

// Counts the lexicon anew: `people` is changed in that only.
Linked link(People& people, const LinkOptions& options);

// A scored pair; log odds of one person against all else.
struct Scored {
    std::uint32_t a = 0, b = 0;
    float log_odds = 0;
};
struct Groups {
    std::vector<std::uint32_t> clusters;
    std::vector<Match> matches;
    bool one_to_one = false;
};
// Groups of records that agree on the whole (by the better two thirds of their pairs), so that a
// pair is also judged by what third records say.
Groups group(const People& people, const Scorer& scorer, const std::vector<Scored>& scored,
             double threshold);

}  // namespace hearth::identity::linkage

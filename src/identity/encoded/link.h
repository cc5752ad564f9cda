// Linking encoded records: how alike two filters are, field by field, as levels of a
// Fellegi–Sunter model of its own.
//
// Like linkage/link.h but simpler, since the encodings say less: five levels of what two filters
// have in common (Dice); four latent classes (the same person, sibling, twin, unrelated), of which
// given name, date of birth and numbers of siblings and twins are fixed and never learned; no
// frequencies of values, which the encoding is there to hide; no groups of more than two. Estimated
// from the records themselves by expectation-maximisation over the patterns of levels.
// Deterministic.
#pragma once
#include <cstdint>
#include <vector>

#include "identity/encoded/bloom.h"
#include "identity/linkage/link.h"

namespace hearth::identity::encoded {

struct LinkedEncoded {
    std::vector<linkage::Match> matches;  // by a, then b
    std::uint64_t compared = 0;
    bool all_pairs = true;
};
// `left`: records of the first file, 0 when there is one file only. All pairs up to
// `all_pairs_up_to`; beyond, those of which samples of the bits of two fields are the same.
LinkedEncoded link(const std::vector<Encoded>& records, std::size_t left, double threshold,
                   std::uint64_t all_pairs_up_to = 30'000'000);

}  // namespace hearth::identity::encoded

// How alike two texts are. Bytes are compared: callers fold first. Pure; no allocation.
#pragma once
#include <string_view>

namespace hearth::identity::linkage {

// Jaro-Winkler similarity, 0 (nothing in common) to 1 (the same); prefix scale 0.1, at most four.
double jaro_winkler(std::string_view a, std::string_view b);
// Optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours.
// Counts to `most` only: gives most + 1 when it is more. Texts past 64 bytes are cut there.
int osa(std::string_view a, std::string_view b, int most);

}  // namespace hearth::identity::linkage

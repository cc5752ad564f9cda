// How alike two texts are. Bytes are compared: callers fold first. Pure; no allocation.
#pragma once
#include <bit>
#include <cstdint>
#include <string_view>

namespace hearth::identity::linkage {

// Jaro-Winkler similarity, 0 (nothing in common) to 1 (the same); prefix scale 0.1, at most four.
double jaro_winkler(std::string_view a, std::string_view b);
// Optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours.
// Counts to `most` only: gives most + 1 when it is more. Texts past 64 bytes are cut there.
int osa(std::string_view a, std::string_view b, int most);

// Which letters and digits a text holds, a bit for each: tells cheaply that two texts are far
// apart. An edit changes at most two bits.
std::uint64_t letters_of(std::string_view text);
inline bool surely_apart(std::uint64_t letters_a, std::uint64_t letters_b, int edits) {
    return std::popcount(letters_a ^ letters_b) > 2 * edits;
}
// False when jaro_winkler cannot reach `least`.
bool may_be_alike(std::string_view a, std::uint64_t letters_a, std::string_view b,
                  std::uint64_t letters_b, double least);

}  // namespace hearth::identity::linkage

#include "identity/linkage/strings.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace hearth::identity::linkage {
namespace {

constexpr std::size_t kMost = 64;  // bytes: one machine word marks the letters already taken

std::string_view cut(std::string_view text) {
    return text.substr(0, std::min(text.size(), kMost));
}

}  // namespace

double jaro_winkler(std::string_view a, std::string_view b) {
    a = cut(a);
    b = cut(b);
    if (a.empty() || b.empty()) return 0;
    if (a == b) return 1;
    if (a.size() > b.size()) std::swap(a, b);
    const std::size_t half = b.size() / 2;
    const std::size_t reach = half > 0 ? half - 1 : 0;
    std::uint64_t taken_a = 0;
    std::uint64_t taken_b = 0;
    std::size_t common = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const std::size_t from = i > reach ? i - reach : 0;
        const std::size_t to = std::min(b.size(), i + reach + 1);
        for (std::size_t j = from; j < to; ++j) {
            if (a[i] != b[j] || ((taken_b >> j) & 1) != 0) continue;
            taken_a |= std::uint64_t{1} << i;
            taken_b |= std::uint64_t{1} << j;
            ++common;
            break;
        }
    }
    if (common == 0) return 0;
    std::size_t moved = 0;
    std::size_t j = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (((taken_a >> i) & 1) == 0) continue;
        while (((taken_b >> j) & 1) == 0) ++j;
        if (a[i] != b[j]) ++moved;
        ++j;
    }
    const auto m = static_cast<double>(common);
    const double jaro = (m / static_cast<double>(a.size()) + m / static_cast<double>(b.size()) +
                         (m - static_cast<double>(moved) / 2) / m) /
                        3;
    std::size_t prefix = 0;
    while (prefix < std::min<std::size_t>(a.size(), 4) && a[prefix] == b[prefix]) ++prefix;
    return jaro + static_cast<double>(prefix) * 0.1 * (1 - jaro);
}

int osa(std::string_view a, std::string_view b, int most) {
    a = cut(a);
    b = cut(b);
    // What both begin and end with alike costs nothing.
    while (!a.empty() && !b.empty() && a.front() == b.front()) {
        a.remove_prefix(1);
        b.remove_prefix(1);
    }
    while (!a.empty() && !b.empty() && a.back() == b.back()) {
        a.remove_suffix(1);
        b.remove_suffix(1);
    }
    if (a.size() > b.size()) std::swap(a, b);
    const int apart = static_cast<int>(b.size() - a.size());
    if (apart > most) return most + 1;
    if (a.empty()) return apart;
    if (most < 1) return most + 1;
    if (a.size() == 1 && b.size() == 1) return 1;
    if (most == 1) {
        // Nothing in common at either end: only a swap of neighbours is one edit.
        return a.size() == 2 && b.size() == 2 && a[0] == b[1] && a[1] == b[0] ? 1 : 2;
    }
    std::array<std::array<int, kMost + 1>, 3> rows;  // written before it is read
    int* before = rows[0].data();
    int* above = rows[1].data();
    int* row = rows[2].data();
    const std::size_t width = b.size();
    for (std::size_t j = 0; j <= width; ++j) above[j] = before[j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = static_cast<int>(i);
        int least = row[0];
        for (std::size_t j = 1; j <= width; ++j) {
            const int cost = a[i - 1] == b[j - 1] ? 0 : 1;
            int best = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + cost});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                best = std::min(best, before[j - 2] + 1);
            }
            row[j] = best;
            least = std::min(least, best);
        }
        if (least > most) return most + 1;
        int* const free = before;
        before = above;
        above = row;
        row = free;
    }
    return std::min(above[width], most + 1);
}

std::uint64_t letters_of(std::string_view text) {
    std::uint64_t mask = 0;
    for (const char c : text) {
        const auto u = static_cast<unsigned char>(c);
        if (u >= 'a' && u <= 'z') {
            mask |= std::uint64_t{1} << (u - 'a');
        } else if (u >= 'A' && u <= 'Z') {
            mask |= std::uint64_t{1} << (u - 'A');
        } else if (u >= '0' && u <= '9') {
            mask |= std::uint64_t{1} << (26 + u - '0');
        } else {
            mask |= std::uint64_t{1} << (40 + u % 24);
        }
    }
    return mask;
}

bool may_be_alike(std::string_view a, std::uint64_t letters_a, std::string_view b,
                  std::uint64_t letters_b, double least) {
    a = cut(a);
    b = cut(b);
    if (a.empty() || b.empty()) return false;
    const int of_a = static_cast<int>(a.size()) - std::popcount(letters_a & ~letters_b);
    const int of_b = static_cast<int>(b.size()) - std::popcount(letters_b & ~letters_a);
    const auto most = static_cast<double>(std::min(of_a, of_b));
    if (most <= 0) return false;
    const double jaro =
        (most / static_cast<double>(a.size()) + most / static_cast<double>(b.size()) + 1) / 3;
    std::size_t prefix = 0;
    while (prefix < std::min({a.size(), b.size(), std::size_t{4}}) && a[prefix] == b[prefix]) {
        ++prefix;
    }
    return jaro + static_cast<double>(prefix) * 0.1 * (1 - jaro) >= least;
}

}  // namespace hearth::identity::linkage

#include "identity/index/row.h"

#include <algorithm>

#include "base/time.h"

namespace hearth::identity::index {
namespace {

constexpr std::uint64_t kFigures = std::uint64_t{1} << 63, kLetter = std::uint64_t{1} << 62;

}  // namespace

// Figures: one bit of kind, five of how many, the rest the number. A letter and figures: one bit of
// kind, five of letter, five of how many, the rest.
std::uint64_t pack_number(std::string_view text) {
    if (text.empty()) return 0;
    const char first = text.front();
    const bool letter = first >= 'A' && first <= 'Z';
    const std::string_view rest = letter ? text.substr(1) : text;
    if (rest.size() > (letter ? 15U : 17U) || rest.empty()) return 0;
    std::uint64_t n = 0;
    for (const char c : rest) {
        if (c < '0' || c > '9') return 0;
        n = n * 10 + static_cast<std::uint64_t>(c - '0');
    }
    if (!letter) return kFigures | (std::uint64_t{rest.size()} << 57) | n;
    return kLetter | (static_cast<std::uint64_t>(first - 'A') << 56) |
           (std::uint64_t{rest.size()} << 51) | n;
}

std::string number_text(std::uint64_t packed) {
    if (packed == 0) return {};
    const bool letter = (packed & kFigures) == 0;
    const std::uint64_t mask = (std::uint64_t{1} << (letter ? 51 : 57)) - 1;
    const std::size_t figures = (packed >> (letter ? 51 : 57)) & 31;
    std::string text = std::to_string(packed & mask);
    text.insert(0, figures - std::min(figures, text.size()), '0');
    if (letter) text.insert(0, 1, static_cast<char>('A' + ((packed >> 56) & 31)));
    return text;
}

linkage::PartialDate unpack_date(std::uint32_t packed) {
    linkage::PartialDate d;
    if (packed == 0) return d;
    d.year = static_cast<std::int16_t>(packed >> 16);
    d.month = static_cast<std::uint8_t>(packed >> 8);
    d.day = static_cast<std::uint8_t>(packed);
    if (d.year == 0 || d.month == 0 || d.day == 0)
        d.kind = linkage::DateKind::partial;
    else
        d.kind = Date::from(d.year, d.month, d.day) ? linkage::DateKind::exact
                                                    : linkage::DateKind::impossible;
    return d;
}

}  // namespace hearth::identity::index

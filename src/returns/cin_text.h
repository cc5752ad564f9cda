// Small things with text that the census reader and writer share.
#pragma once
#include <algorithm>
#include <string>
#include <string_view>

namespace hearth::returns {

// Without XML's white space at both ends.
inline std::string_view trimmed(std::string_view text) {
    const std::size_t from = text.find_first_not_of(" \t\r\n");
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

// Equal but for the case of ASCII letters.
inline bool same_but_case(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](char x, char y) { return lower(x) == lower(y); });
}

// The length of the well-formed UTF-8 sequence at the start of the text (not empty), 0 when there
// is none.
std::size_t utf8_length(std::string_view text);
// At most `bytes` of the text, without a sequence cut in two at its end.
std::string_view utf8_prefix(std::string_view text, std::size_t bytes);
// Sequences of UTF-8 kept, every other byte read as Windows-1252 (those that it leaves free become
// U+FFFD).
std::string utf8_from_mixed(std::string_view bytes);

}  // namespace hearth::returns

// Bytes of other encodings as UTF-8: what councils' systems write is not always what it says.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace hearth {

// Of one character; `code` is a Unicode scalar value.
void append_utf8(std::string& out, char32_t code);
// The length of the well-formed UTF-8 sequence at the start of the text, 0 when there is none.
std::size_t utf8_length(std::string_view text);
// At most `bytes` of the text, without a sequence cut in two at its end.
std::string_view utf8_prefix(std::string_view text, std::size_t bytes);
// Sequences of UTF-8 kept, every other byte read as Windows-1252 (those that it leaves free become
// U+FFFD). Text that is UTF-8 already comes back as it is.
std::string utf8_from_mixed(std::string_view bytes);

// Begins with a byte-order mark of UTF-16, or with zeros where its first letters have them.
bool is_utf16(std::string_view bytes);
// Of what is_utf16, without its mark; a half pair becomes U+FFFD.
std::string utf8_from_utf16(std::string_view bytes);
// The text of a file as UTF-8 without a byte-order mark: UTF-16 as such, other bytes that are not
// UTF-8 as Windows-1252. `changed` says what was done, "" when nothing.
std::string as_utf8(std::string bytes, std::string& changed);

}  // namespace hearth

// Text as people write it: checked, folded for searching, ordered, shortened.
//
// All text is UTF-8. Functions that fold or order accept invalid bytes (each becomes U+FFFD), so
// that a bad import cannot stop a search. Every function is thread-safe. Letters of other scripts
// are kept, in lower case: nothing is transliterated, because a guess at a spelling is not a match.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hearth {

// No overlong forms, surrogates or code points past U+10FFFF. NUL is valid UTF-8, but neither
// database stores it.
bool valid_utf8(std::string_view text);
// The same text, each invalid sequence replaced by U+FFFD.
std::string repair_utf8(std::string_view text);

// For comparing and searching: lower case, no accents, ligatures and such letters spelt out (ß ss,
// æ ae, ø o, ł l, ð d, þ th), every apostrophe ', every hyphen or dash -, white space collapsed to
// one space and trimmed.
std::string fold(std::string_view text);
// fold(), then apostrophes and full stops dropped and hyphens read as spaces: "O’Brien-Smith" is
// "obrien smith". The key that names are compared by.
std::string name_key(std::string_view name);

// A key whose plain byte order is the order of an English list: case and accents matter only
// between otherwise equal texts; apostrophes do not matter and a hyphen is a space. Lower-case hex,
// so both databases store and order it.
std::string collate_key(std::string_view text);

// How a surname or given name sounds, for finding likely spellings ("Smyth" and "Smith" give SMT;
// "Thomson", "Thompson" TMSN). Capital letters; empty when the name holds no Latin letter. Rules in
// phonetic.cpp. It finds candidates: it is not evidence that two names are one.
std::string phonetic_key(std::string_view name);

std::string_view trim(std::string_view text);  // ASCII white space and no-break spaces
bool is_blank(std::string_view text);          // nothing but what trim() removes
// Every part, empty ones too: split("a,,b", ',') has three, split("", ',') one.
std::vector<std::string_view> split(std::string_view text, char separator);
// The words between white space; none is empty.
std::vector<std::string_view> words(std::string_view text);
std::string join(const std::vector<std::string>& parts, std::string_view between);
std::string join(const std::vector<std::string_view>& parts, std::string_view between);
// "a, b and c"
std::string join_and(const std::vector<std::string>& parts);
std::string lower_ascii(std::string_view text);

// "1 child", "3 children", "0 children", "1,204 children".
std::string plural(std::int64_t n, std::string_view one, std::string_view many);
std::string with_commas(std::int64_t n);  // "12,345"

// At most `most` characters as a reader counts them (grapheme clusters: an emoji with a skin tone
// is one), the last being "…" when anything was cut; cuts at a space when one is near. `most` at
// least 1.
std::string shorten(std::string_view text, std::size_t most);
std::size_t count_characters(std::string_view text);  // as a reader counts them

}  // namespace hearth

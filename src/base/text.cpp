// Long because: its parts share state that would have to be passed around; to be parted.
#include "base/text.h"

#include <unicode/brkiter.h>
#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cassert>
#include <memory>
#include <stdexcept>

#include "base/encoding.h"
#include "base/hash.h"

namespace hearth {
namespace {

void require(UErrorCode status, const char* what) {
    if (U_FAILURE(status)) throw std::runtime_error(std::string(what) + ": " + u_errorName(status));
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

icu::UnicodeString utf16(std::string_view text) {
    return icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

// Letters that Unicode does not take apart into a base letter and an accent. After case folding.
const char* spelt_out(UChar32 c) {
    switch (c) {
        case 0xE6:
            return "ae";
        case 0x153:
            return "oe";
        case 0xF8:
            return "o";
        case 0x142:
            return "l";
        case 0x111:
            return "d";
        case 0xF0:
            return "d";
        case 0xFE:
            return "th";
        case 0x131:
            return "i";
        case 0x127:
            return "h";
        case 0x167:
            return "t";
        case 0x14B:
            return "ng";
        case 0x138:
            return "k";
        default:
            return nullptr;
    }
}

bool is_apostrophe(UChar32 c) {
    switch (c) {
        case '\'':
        case '`':
        case 0xB4:
        case 0x2B9:
        case 0x2BB:
        case 0x2BC:
        case 0x2BD:
        case 0x2C8:
        case 0x2018:
        case 0x2019:
        case 0x201B:
        case 0x2032:
        case 0xFF07:
            return true;
        default:
            return false;
    }
}

bool is_hyphen(UChar32 c) {
    return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE58 || c == 0xFE63 ||
           c == 0xFF0D;
}

// Appends folded characters, collapsing white space as it goes.
class Folded {
  public:
    explicit Folded(std::size_t expected) { out_.reserve(expected); }
    void space() { gap_ = !out_.empty(); }
    void ascii(char c) {
        close_gap();
        out_ += c;
    }
    void spelt(const char* letters) {
        close_gap();
        out_ += letters;
    }
    void code_point(UChar32 c) {
        close_gap();
        icu::UnicodeString(c).toUTF8String(out_);
    }
    std::string take() { return std::move(out_); }

  private:
    void close_gap() {
        if (gap_) out_ += ' ';
        gap_ = false;
    }
    std::string out_;
    bool gap_ = false;
};

std::string fold_ascii(std::string_view text) {
    Folded out(text.size());
    for (const char c : text) {
        if (is_space(c)) {
            out.space();
        } else if (c >= 'A' && c <= 'Z') {
            out.ascii(static_cast<char>(c - 'A' + 'a'));
        } else {
            out.ascii(c == '`' ? '\'' : c);
        }
    }
    return out.take();
}

// The normalisers are ICU's own singletons, immutable and safe to share between threads.
const icu::Normalizer2& fold_case() {
    UErrorCode status = U_ZERO_ERROR;
    static const icu::Normalizer2* const one = icu::Normalizer2::getNFKCCasefoldInstance(status);
    require(status, "ICU has no case folding");
    return *one;
}

const icu::Normalizer2& take_apart() {
    UErrorCode status = U_ZERO_ERROR;
    static const icu::Normalizer2* const one = icu::Normalizer2::getNFKDInstance(status);
    require(status, "ICU has no normalisation");
    return *one;
}

const icu::Collator& collator() {
    static const std::unique_ptr<const icu::Collator> one = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::Collator> made(
            icu::Collator::createInstance(icu::Locale("en_GB"), status));
        require(status, "ICU has no English collation");
        made->setStrength(icu::Collator::TERTIARY);
        return made;
    }();
    return *one;
}

// Break iterators hold the text they walk, so each thread has its own.
icu::BreakIterator& characters_of(const icu::UnicodeString& text) {
    thread_local const std::unique_ptr<icu::BreakIterator> one = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::BreakIterator> made(
            icu::BreakIterator::createCharacterInstance(icu::Locale("en_GB"), status));
        require(status, "ICU has no character rules");
        return made;
    }();
    one->setText(text);
    return *one;
}

template <class Parts>
std::string join_parts(const Parts& parts, std::string_view between) {
    std::string out;
    for (const auto& part : parts) {
        if (&part != &parts.front()) out += between;
        out += part;
    }
    return out;
}

constexpr std::string_view kEllipsis = "\xE2\x80\xA6";

}  // namespace

bool valid_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t n = utf8_length(text.substr(i));
        if (n == 0) return false;
        i += n;
    }
    return true;
}

std::string repair_utf8(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t n = utf8_length(text.substr(i));
        if (n == 0) {
            out += "\xEF\xBF\xBD";
            ++i;
        } else {
            out += text.substr(i, n);
            i += n;
        }
    }
    return out;
}

std::string fold(std::string_view text) {
    if (is_ascii(text)) return fold_ascii(text);
    UErrorCode status = U_ZERO_ERROR;
    const auto folded = take_apart().normalize(fold_case().normalize(utf16(text), status), status);
    require(status, "text could not be folded");
    Folded out(text.size());
    for (std::int32_t i = 0; i < folded.length();) {
        const UChar32 c = folded.char32At(i);
        i += U16_LENGTH(c);
        if (u_isUWhiteSpace(c) || c == ' ') {
            out.space();
        } else if (u_charType(c) == U_NON_SPACING_MARK) {
            continue;
        } else if (is_apostrophe(c)) {
            out.ascii('\'');
        } else if (is_hyphen(c)) {
            out.ascii('-');
        } else if (c < 0x80) {
            out.ascii(static_cast<char>(c));
        } else if (const char* letters = spelt_out(c)) {
            out.spelt(letters);
        } else {
            out.code_point(c);
        }
    }
    return out.take();
}

std::string name_key(std::string_view name) {
    std::string folded = fold(name);
    Folded out(folded.size());
    for (const char c : folded) {
        if (c == '\'' || c == '.') continue;
        if (c == ' ' || c == '-') {
            out.space();
        } else {
            out.ascii(c);
        }
    }
    return out.take();
}

std::string collate_key(std::string_view text) {
    icu::UnicodeString wide = utf16(text);
    icu::UnicodeString plain;
    for (std::int32_t i = 0; i < wide.length();) {
        const UChar32 c = wide.char32At(i);
        i += U16_LENGTH(c);
        if (is_apostrophe(c)) continue;
        plain.append(is_hyphen(c) ? UChar32{' '} : c);
    }
    plain.trim();
    std::string key(static_cast<std::size_t>(plain.length()) * 3 + 16, '\0');
    const auto fill = [&] {
        return collator().getSortKey(plain, reinterpret_cast<std::uint8_t*>(key.data()),
                                     static_cast<std::int32_t>(key.size()));
    };
    std::int32_t size = fill();
    if (static_cast<std::size_t>(size) > key.size()) {
        key.resize(static_cast<std::size_t>(size));
        size = fill();
    }
    if (size <= 0) throw std::runtime_error("ICU made no sort key");
    return to_hex(
        std::string_view(key).substr(0, static_cast<std::size_t>(size) - 1));  // without its NUL
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
    for (;;) {
        if (!text.empty() && is_space(text.front())) {
            text.remove_prefix(1);
        } else if (text.starts_with(kNoBreakSpace)) {
            text.remove_prefix(2);
        } else if (!text.empty() && is_space(text.back())) {
            text.remove_suffix(1);
        } else if (text.ends_with(kNoBreakSpace)) {
            text.remove_suffix(2);
        } else {
            return text;
        }
    }
}

bool is_blank(std::string_view text) {
    return trim(text).empty();
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        const auto at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + 1);
    }
}

std::vector<std::string_view> words(std::string_view text) {
    std::vector<std::string_view> found;
    std::size_t i = 0;
    while (i < text.size()) {
        while (i < text.size() && is_space(text[i])) ++i;
        const std::size_t start = i;
        while (i < text.size() && !is_space(text[i])) ++i;
        if (i > start) found.push_back(text.substr(start, i - start));
    }
    return found;
}

std::string join(const std::vector<std::string>& parts, std::string_view between) {
    return join_parts(parts, between);
}

std::string join(const std::vector<std::string_view>& parts, std::string_view between) {
    return join_parts(parts, between);
}

std::string join_and(const std::vector<std::string>& parts) {
    std::string out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) out += i + 1 == parts.size() ? " and " : ", ";
        out += parts[i];
    }
    return out;
}

std::string lower_ascii(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

std::string with_commas(std::int64_t n) {
    std::string digits = std::to_string(n);
    const std::size_t first = n < 0 ? 1 : 0;
    for (std::size_t i = digits.size(); i > first + 3; i -= 3) digits.insert(i - 3, 1, ',');
    return digits;
}

std::string plural(std::int64_t n, std::string_view one, std::string_view many) {
    std::string out = with_commas(n);
    out += ' ';
    out += n == 1 ? one : many;
    return out;
}

std::string shorten(std::string_view text, std::size_t most) {
    assert(most >= 1);
    if (text.size() <= most) return valid_utf8(text) ? std::string(text) : repair_utf8(text);
    const icu::UnicodeString wide = utf16(text);
    icu::BreakIterator& characters = characters_of(wide);
    // Where the last character but one that may be shown ends, and where all of them do.
    std::int32_t cut = 0;
    for (std::size_t i = 1; i < most && characters.next() != icu::BreakIterator::DONE; ++i) {
        cut = characters.current();
    }
    const std::int32_t full = characters.next();
    if (full == icu::BreakIterator::DONE || full == wide.length()) {
        std::string whole;
        wide.toUTF8String(whole);
        return whole;
    }
    icu::UnicodeString kept(wide, 0, cut);
    // Cutting inside a word is worse than losing up to a quarter of the room.
    if (wide.charAt(cut) != u' ') {
        const std::int32_t space = kept.lastIndexOf(u' ');
        if (space > 0 && cut - space <= cut / 4) kept.truncate(space);
    }
    std::string out;
    kept.trim().toUTF8String(out);
    out += kEllipsis;
    return out;
}

std::size_t count_characters(std::string_view text) {
    if (is_ascii(text) && text.find('\r') == std::string_view::npos) return text.size();
    const icu::UnicodeString wide = utf16(text);
    icu::BreakIterator& characters = characters_of(wide);
    std::size_t count = 0;
    while (characters.next() != icu::BreakIterator::DONE) ++count;
    return count;
}

}  // namespace hearth

#include "base/encoding.h"

#include <array>

#include "base/text.h"

namespace hearth {
namespace {

// Windows-1252, 0x80 to 0x9F; 0xFFFD where it has no character.
constexpr std::array<char32_t, 32> kUpper{
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

}  // namespace

void append_utf8(std::string& out, char32_t code) {
    const auto put = [&out](char32_t byte) { out += static_cast<char>(byte); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0 | (code >> 6));
        put(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        put(0xE0 | (code >> 12));
        put(0x80 | ((code >> 6) & 0x3F));
        put(0x80 | (code & 0x3F));
    } else {
        put(0xF0 | (code >> 18));
        put(0x80 | ((code >> 12) & 0x3F));
        put(0x80 | ((code >> 6) & 0x3F));
        put(0x80 | (code & 0x3F));
    }
}

std::size_t utf8_length(std::string_view text) {
    const auto at = [&](std::size_t i) -> unsigned {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const auto follows = [&](std::size_t i) { return (at(i) & 0xC0U) == 0x80U; };
    const unsigned lead = at(0);
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return follows(1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        if (!follows(1) || !follows(2)) return 0;
        if (lead == 0xE0 && at(1) < 0xA0) return 0;  // overlong
        if (lead == 0xED && at(1) > 0x9F) return 0;  // surrogates
        return 3;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        if (!follows(1) || !follows(2) || !follows(3)) return 0;
        if (lead == 0xF0 && at(1) < 0x90) return 0;
        if (lead == 0xF4 && at(1) > 0x8F) return 0;
        return 4;
    }
    return 0;
}

std::string_view utf8_prefix(std::string_view text, std::size_t bytes) {
    text = text.substr(0, bytes);
    // Step back over the bytes that continue a sequence to its lead, and leave it if it is not
    // whole.
    for (std::size_t back = 1; back <= 4 && back <= text.size(); ++back) {
        const unsigned char byte = static_cast<unsigned char>(text[text.size() - back]);
        if ((byte & 0xC0U) == 0x80U) continue;
        if (byte >= 0xC0 && utf8_length(text.substr(text.size() - back)) == 0) {
            text.remove_suffix(back);
        }
        break;
    }
    return text;
}

std::string utf8_from_mixed(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size() + 8);
    while (!bytes.empty()) {
        const std::size_t length = utf8_length(bytes);
        if (length != 0) {
            out.append(bytes.substr(0, length));
            bytes.remove_prefix(length);
            continue;
        }
        const auto byte = static_cast<unsigned char>(bytes.front());
        append_utf8(out, byte < 0xA0 ? kUpper[byte - 0x80U] : byte);
        bytes.remove_prefix(1);
    }
    return out;
}

bool is_utf16(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return true;
    return bytes.size() >= 4 && (bytes[0] == 0) != (bytes[1] == 0) &&
           (bytes[2] == 0) == (bytes[0] == 0) && (bytes[3] == 0) == (bytes[1] == 0);
}

std::string utf8_from_utf16(std::string_view bytes) {
    const bool little = bytes.starts_with("\xFF\xFE");
    const bool big = bytes.starts_with("\xFE\xFF") || (!little && bytes.starts_with('\0'));
    if (little || bytes.starts_with("\xFE\xFF")) bytes.remove_prefix(2);
    std::string out;
    out.reserve(bytes.size() / 2 + 16);
    const auto unit = [&](std::size_t at) {
        const auto a = static_cast<unsigned char>(bytes[at]);
        const auto b = static_cast<unsigned char>(bytes[at + 1]);
        return static_cast<std::uint32_t>(big ? a << 8 | b : b << 8 | a);
    };
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        std::uint32_t c = unit(at);
        if (c >= 0xD800 && c < 0xE000) {
            const std::uint32_t low = at + 3 < bytes.size() ? unit(at + 2) : 0;
            const bool pair = c < 0xDC00 && low >= 0xDC00 && low < 0xE000;
            c = pair ? 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00) : 0xFFFD;
            if (pair) at += 2;
        }
        append_utf8(out, c);
    }
    return out;
}

std::string as_utf8(std::string bytes, std::string& changed) {
    changed.clear();
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
    if (is_utf16(bytes)) {
        changed = "UTF-16";
        return utf8_from_utf16(bytes);
    }
    if (valid_utf8(bytes)) return bytes;
    changed = "Windows-1252";
    return utf8_from_mixed(bytes);
}

}  // namespace hearth

#include "returns/rules/delimited.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/text.h"

namespace hearth::returns {
namespace {

constexpr std::size_t kLongestQuoted = std::size_t{64} << 10;

std::string from_utf16(std::string_view bytes, bool big) {
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

}  // namespace

bool DelimitedReader::next() {
    cells_.clear();
    while (at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r')) {
        if (text_[at_] == '\n' || at_ + 1 >= text_.size() || text_[at_ + 1] != '\n') ++line_;
        ++at_;
    }
    if (at_ >= text_.size()) return false;
    row_line_ = line_;
    while (true) {
        cells_.push_back(at_ < text_.size() && text_[at_] == '"' ? quoted() : bare());
        if (at_ >= text_.size()) return true;
        if (text_[at_] != separator_) return true;  // a line end, which the next call passes over
        ++at_;
        if (at_ >= text_.size()) {
            cells_.emplace_back();
            return true;
        }
    }
}

std::string_view DelimitedReader::bare() {
    const std::size_t from = at_;
    while (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n' &&
           text_[at_] != '\r') {
        ++at_;
    }
    return std::string_view(text_).substr(from, at_ - from);
}

std::string_view DelimitedReader::quoted() {
    const std::size_t from = at_ + 1;
    const std::size_t last = std::min(text_.size(), from + kLongestQuoted);
    std::size_t write = from;
    std::uint32_t lines = 0;
    // Looked for first, so that a quote that is never closed changes nothing.
    std::size_t close = from;
    for (; close < last; ++close) {
        if (text_[close] != '"') continue;
        if (close + 1 < last && text_[close + 1] == '"') {
            ++close;
            continue;
        }
        break;
    }
    const bool ends =
        close < last && (close + 1 >= text_.size() || text_[close + 1] == separator_ ||
                         text_[close + 1] == '\n' || text_[close + 1] == '\r');
    if (!ends) {
        if (bad_quotes_ == 0) bad_quotes_ = line_;
        return bare();
    }
    for (std::size_t i = from; i < close; ++i) {
        if (text_[i] == '\n') ++lines;
        if (text_[i] == '"') ++i;
        text_[write++] = text_[i];
    }
    line_ += lines;
    at_ = close + 1;
    return std::string_view(text_).substr(from, write - from);
}

std::string as_utf8(std::string bytes, std::string& changed) {
    changed.clear();
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
    const bool little = bytes.starts_with("\xFF\xFE");
    const bool big = bytes.starts_with("\xFE\xFF");
    const bool zeros = bytes.size() >= 4 && (bytes[0] == 0) != (bytes[1] == 0) &&
                       (bytes[2] == 0) == (bytes[0] == 0) && (bytes[3] == 0) == (bytes[1] == 0);
    if (little || big || zeros) {
        changed = "UTF-16";
        const std::string_view rest = std::string_view(bytes).substr(little || big ? 2 : 0);
        return from_utf16(rest, big || (!little && bytes[0] == 0));
    }
    if (valid_utf8(bytes)) return bytes;
    changed = "Windows-1252";
    return utf8_from_mixed(bytes);
}

}  // namespace hearth::returns

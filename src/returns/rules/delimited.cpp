#include "returns/rules/delimited.h"

#include <algorithm>

namespace hearth::returns {
namespace {

constexpr std::size_t kLongestQuoted = std::size_t{64} << 10;

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

}  // namespace hearth::returns

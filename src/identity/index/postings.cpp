#include "identity/index/postings.h"

namespace hearth::identity::index {

void Postings::start(std::size_t about) {
    buckets_ = about / 4 + 16;  // four or so rows to a bucket
    starts_.assign(buckets_ + 1, 0);
    added_.clear();
}

void Postings::sum() {
    for (std::size_t b = 1; b < starts_.size(); ++b) starts_[b] += starts_[b - 1];
    rows_ = std::vector<std::uint32_t>(starts_.back());
    marks_ = std::vector<std::uint8_t>(starts_.back());
}

// Fills each bucket from its end on down, so that its start ends where it should be.
void Postings::place(std::uint64_t key, std::uint32_t row) {
    const std::uint32_t at = --starts_[bucket(key) + 1];
    rows_[at] = row;
    marks_[at] = static_cast<std::uint8_t>(key);
}

// starts_[b + 1] now holds the start of b: moves all down by one.
void Postings::finish() {
    for (std::size_t b = 0; b + 1 < starts_.size(); ++b) starts_[b] = starts_[b + 1];
    starts_.back() = static_cast<std::uint32_t>(rows_.size());
}

std::size_t Postings::bytes() const {
    std::size_t n = starts_.capacity() * 4 + rows_.capacity() * 4 + marks_.capacity();
    for (const auto& [key, rows] : added_) n += 64 + rows.capacity() * 4;
    return n;
}

}  // namespace hearth::identity::index

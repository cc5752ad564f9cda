// Which rows hold a key: a hashed list of lists, small and quick to probe.
//
// Built once over many keys (two passes, no allocation a key), then added to a few at a time. A
// probe may also give rows that do not hold the key (about one in sixty probes, since eight bits
// of the hash are kept beside each row): the caller judges every row anyway. Rows
// are never taken out; the caller skips those that are gone. Adding is not thread-safe; probing is.
#pragma once
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace hearth::identity::index {

// Spreads the bits of up to three numbers and the kind of key they are.
inline std::uint64_t key_of(std::uint64_t kind, std::uint64_t a, std::uint64_t b = 0,
                            std::uint64_t c = 0) {
    std::uint64_t h = kind * 0x9e3779b97f4a7c15U + a;
    h = (h ^ (h >> 32)) * 0xd6e8feb86659fd93U;
    h += b * 0xa0761d6478bd642fU;
    h = (h ^ (h >> 29)) * 0xe7037ed1a0b428dbU;
    h += c * 0x8ebc6af09c88c6e3U;
    h = (h ^ (h >> 32)) * 0xd6e8feb86659fd93U;
    return h ^ (h >> 32);
}

class Postings {
  public:
    // Replaces everything. `emit(sink)` is called twice and gives the same pairs in the same order;
    // `about` of them.
    template <class Emit>
    void build(std::size_t about, Emit emit) {
        start(about);
        emit([&](std::uint64_t key, std::uint32_t) { ++starts_[bucket(key) + 1]; });
        sum();
        emit([&](std::uint64_t key, std::uint32_t row) { place(key, row); });
        finish();
    }
    void add(std::uint64_t key, std::uint32_t row) { added_[key].push_back(row); }

    void prefetch(std::uint64_t key) const {
        if (!starts_.empty()) __builtin_prefetch(&starts_[bucket(key)]);
    }
    void prefetch_rows(std::uint64_t key) const {
        if (starts_.empty()) return;
        const std::uint32_t at = starts_[bucket(key)];
        if (at < marks_.size()) {
            __builtin_prefetch(&marks_[at]);
            __builtin_prefetch(&rows_[at]);
        }
    }
    // f(row) for at most `most` rows.
    template <class F>
    void each(std::uint64_t key, std::size_t most, F f) const {
        if (!starts_.empty()) {
            const std::size_t b = bucket(key);
            const auto mark = static_cast<std::uint8_t>(key);
            for (std::uint32_t i = starts_[b]; i < starts_[b + 1]; ++i) {
                if (marks_[i] != mark) continue;
                if (most-- == 0) return;
                f(rows_[i]);
            }
        }
        if (added_.empty()) return;
        const auto found = added_.find(key);
        if (found == added_.end()) return;
        for (const std::uint32_t row : found->second) {
            if (most-- == 0) return;
            f(row);
        }
    }
    std::size_t bytes() const;

  private:
    std::size_t bucket(std::uint64_t key) const { return ((key >> 32) * buckets_) >> 32; }
    void start(std::size_t about);
    void sum();
    void place(std::uint64_t key, std::uint32_t row);
    void finish();

    std::uint64_t buckets_ = 0;
    std::vector<std::uint32_t> starts_;  // of each bucket, and one past the last
    std::vector<std::uint32_t> rows_;
    std::vector<std::uint8_t> marks_;
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> added_;
};

}  // namespace hearth::identity::index

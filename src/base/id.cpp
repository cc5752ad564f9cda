#include "base/id.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <mutex>
#include <stdexcept>
#include <vector>

namespace hearth {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kTextLength = 13;  // 13 × 5 = 65 bits; the first character carries three

constexpr int kLowBits = 22;
constexpr std::int64_t kLowMask = (std::int64_t{1} << kLowBits) - 1;
constexpr std::int64_t kMaxMs = (std::int64_t{1} << 41) - 1;
constexpr std::int64_t kEpochMs = 1'577'836'800'000;  // 2020-01-01T00:00:00Z
// A first number for a millisecond leaves room above it, so that a burst rarely spills into the
// next.
constexpr std::uint32_t kFirstLowMask = (1U << (kLowBits - 2)) - 1;
// A clock set back by less than this (NTP) does not move ids back.
constexpr std::int64_t kToleratedStepMs = 10'000;

// 0 is not used, so that no id is 0; times outside 2020 to 2089 take the nearest end.
std::int64_t ms_since_epoch(Instant now) {
    return std::clamp(now.ms - kEpochMs, std::int64_t{1}, kMaxMs);
}

std::uint64_t scramble(std::uint64_t x) {  // the finaliser of splitmix64
    x += 0x9E3779B97F4A7C15U;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31);
}

// The last id made in each millisecond, as an open-addressing table of the ids themselves: 8 bytes
// a slot, because the demonstration authority makes millions, in any order of time.
class LastIds {
  public:
    LastIds() : slots_(1024, 0) {}
    // The slot of `ms`: the last id, or 0.
    std::int64_t& slot(std::int64_t ms) {
        if (used_ * 3 >= slots_.size() * 2) grow();
        std::int64_t& found = probe(ms);
        if (found == 0) ++used_;  // every caller fills it
        return found;
    }

  private:
    std::int64_t& probe(std::int64_t ms) {
        const std::size_t mask = slots_.size() - 1;
        std::size_t i = scramble(static_cast<std::uint64_t>(ms)) & mask;
        while (slots_[i] != 0 && (slots_[i] >> kLowBits) != ms) i = (i + 1) & mask;
        return slots_[i];
    }
    void grow() {
        std::vector<std::int64_t> old(slots_.size() * 2, 0);
        old.swap(slots_);
        for (const std::int64_t id : old) {
            if (id != 0) probe(id >> kLowBits) = id;
        }
    }
    std::vector<std::int64_t> slots_;
    std::size_t used_ = 0;
};

// Bytes from the system's random source, drawn 256 at a time.
class RandomPool {
  public:
    std::uint32_t next() {
        if (at_ == words_.size()) {
            if (::getentropy(words_.data(), sizeof words_) != 0) {
                throw std::runtime_error("the system's random source could not be read");
            }
            at_ = 0;
        }
        return words_[at_++];
    }

  private:
    std::array<std::uint32_t, 64> words_{};
    std::size_t at_ = 64;
};

int value_of(char c) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    const auto at = kAlphabet.find(c);
    return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

}  // namespace

std::string id_to_text(std::int64_t value) {
    assert(value >= 0);
    std::string out(kTextLength, '0');
    for (std::size_t i = kTextLength; i-- > 0;) {
        out[i] = kAlphabet[static_cast<std::size_t>(value & 31)];
        value >>= 5;
    }
    return out;
}

std::optional<std::int64_t> id_from_text(std::string_view text) {
    if (text.size() != kTextLength) return std::nullopt;
    std::int64_t value = 0;
    for (std::size_t i = 0; i < kTextLength; ++i) {
        const int v = value_of(text[i]);
        if (v < 0 || (i == 0 && v > 7)) return std::nullopt;
        value = (value << 5) | v;
    }
    return value;
}

struct IdMaker::State {
    std::mutex mutex;
    bool seeded = false;
    std::uint64_t seed = 0;
    LastIds made;           // with a seed only
    RandomPool random;      // without one only
    std::int64_t last = 0;  // without a seed: the last id made

    std::int64_t make_seeded(std::int64_t ms) {
        for (;; ++ms) {  // a full millisecond spills into the next
            std::int64_t& slot = made.slot(ms);
            if (slot == 0) {
                const auto first =
                    scramble(seed ^ scramble(static_cast<std::uint64_t>(ms))) & kFirstLowMask;
                return slot = (ms << kLowBits) | static_cast<std::int64_t>(first);
            }
            if ((slot & kLowMask) != kLowMask) return ++slot;
            if (ms == kMaxMs)
                throw std::overflow_error("no ids are left in the last millisecond of 2089");
        }
    }

    std::int64_t make_random(std::int64_t ms) {
        const std::int64_t last_ms = last >> kLowBits;
        if (ms <= last_ms && ms > last_ms - kToleratedStepMs) {
            // The same millisecond: step over a random number of ids; past its end this carries
            // into the next.
            return last += 1 + static_cast<std::int64_t>(random.next() & 0xFFU);
        }
        return last = (ms << kLowBits) | static_cast<std::int64_t>(random.next() & kFirstLowMask);
    }
};

IdMaker::IdMaker() : state_(new State) {}
IdMaker::IdMaker(std::uint64_t seed) : state_(new State) {
    state_->seeded = true;
    state_->seed = scramble(seed);
}
IdMaker::~IdMaker() {
    delete state_;
}

std::int64_t IdMaker::make(Instant now) {
    const std::int64_t ms = ms_since_epoch(now);
    const std::lock_guard lock(state_->mutex);
    return state_->seeded ? state_->make_seeded(ms) : state_->make_random(ms);
}

}  // namespace hearth

// Random numbers that are the same on every machine for the same seed.
//
// For the demonstration authority and for tests. Only whole-number arithmetic and exact
// floating-point operations are used, so no library or compiler changes a stream. Never for
// secrets: tokens and salts come from the system. The generator is xoshiro256** (Blackman and
// Vigna, 2018), seeded through splitmix64.
#pragma once
#include <array>
#include <cassert>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

namespace hearth {

class Random {
  public:
    explicit Random(std::uint64_t seed);

    std::uint64_t next();  // 64 random bits
    // Both ends included, every value alike likely.
    std::int64_t uniform(std::int64_t lo, std::int64_t hi);
    template <std::integral N>
    requires(sizeof(N) < 8) N uniform(N lo, N hi) {
        return static_cast<N>(uniform(std::int64_t{lo}, std::int64_t{hi}));
    }
    double unit();                         // 0 <= x < 1, 53 bits
    double between(double lo, double hi);  // lo <= x < hi
    bool chance(double p);                 // true with probability p
    // Near enough normal: the sum of twelve units, so never more than six deviations away.
    double normal(double mean, double deviation);
    // An index, each as likely as its weight; weights are not negative and not all zero.
    std::size_t weighted(std::span<const double> weights);
    std::size_t index(std::size_t size);  // below size, which is not 0

    template <class Range>
    const auto& pick(const Range& range) {
        assert(std::size(range) > 0);
        return std::data(range)[index(std::size(range))];
    }
    template <class Range>
    void shuffle(Range& range) {
        for (std::size_t i = std::size(range); i > 1; --i) {
            using std::swap;
            swap(range[i - 1], range[index(i)]);
        }
    }
    // A stream of its own, that follows from this seed and the name alone and not from how much was
    // drawn: adding a draw to one part of a generator then leaves the other parts as they were.
    Random fork(std::uint64_t key) const;
    Random fork(std::string_view name) const;

  private:
    std::uint64_t seed_;
    std::array<std::uint64_t, 4> state_;
};

}  // namespace hearth

#include "base/random.h"

namespace hearth {
namespace {

constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15U;

std::uint64_t splitmix64(std::uint64_t& state) {
    std::uint64_t z = (state += kGolden);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
}

std::uint64_t rotate_left(std::uint64_t x, int k) {
    return (x << k) | (x >> (64 - k));
}

}  // namespace

Random::Random(std::uint64_t seed) : seed_(seed), state_{} {
    std::uint64_t from = seed;
    for (auto& word : state_) word = splitmix64(from);
}

std::uint64_t Random::next() {
    const std::uint64_t result = rotate_left(state_[1] * 5, 7) * 9;
    const std::uint64_t t = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= t;
    state_[3] = rotate_left(state_[3], 45);
    return result;
}

std::int64_t Random::uniform(std::int64_t lo, std::int64_t hi) {
    assert(lo <= hi);
    const std::uint64_t values =
        static_cast<std::uint64_t>(hi) - static_cast<std::uint64_t>(lo) + 1;
    if (values == 0) return static_cast<std::int64_t>(next());  // the whole range of 64 bits
    // Draws from the last, incomplete round of `values` are thrown away, or low values would be
    // likelier.
    const std::uint64_t limit = UINT64_MAX - UINT64_MAX % values;
    std::uint64_t draw = next();
    while (draw >= limit) draw = next();
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(lo) + draw % values);
}

double Random::unit() {
    return static_cast<double>(next() >> 11) * 0x1.0p-53;
}

double Random::between(double lo, double hi) {
    return lo + (hi - lo) * unit();
}

bool Random::chance(double p) {
    return unit() < p;
}

double Random::normal(double mean, double deviation) {
    double sum = 0;
    for (int i = 0; i < 12; ++i) sum += unit();
    return mean + deviation * (sum - 6.0);
}

std::size_t Random::weighted(std::span<const double> weights) {
    double total = 0;
    for (const double w : weights) {
        assert(w >= 0);
        total += w;
    }
    assert(total > 0);
    double rest = unit() * total;
    std::size_t chosen = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (weights[i] <= 0) continue;
        chosen = i;  // so that rounding at the end still gives an index with weight
        if (rest < weights[i]) break;
        rest -= weights[i];
    }
    return chosen;
}

std::size_t Random::index(std::size_t size) {
    assert(size > 0);
    return static_cast<std::size_t>(uniform(0, static_cast<std::int64_t>(size) - 1));
}

Random Random::fork(std::uint64_t key) const {
    std::uint64_t from = seed_ ^ rotate_left(key * kGolden, 32);
    return Random(splitmix64(from));
}

Random Random::fork(std::string_view name) const {
    std::uint64_t hash = 0xCBF29CE484222325U;  // FNV-1a
    for (const char c : name) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    }
    return fork(hash);
}

}  // namespace hearth

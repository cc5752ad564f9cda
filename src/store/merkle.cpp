#include "store/merkle.h"

#include <sodium.h>

#include <bit>

namespace hearth::store::merkle {
namespace {

Sha256 prefixed(unsigned char prefix, std::string_view a, std::string_view b) {
    Sha256 out;
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, &prefix, 1);
    const auto add = [&](std::string_view s) {
        crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char*>(s.data()),
                                  s.size());
    };
    add(a);
    add(b);
    crypto_hash_sha256_final(&state, out.bytes.data());
    return out;
}

std::string_view raw(const Sha256& h) {
    return {reinterpret_cast<const char*>(h.bytes.data()), h.bytes.size()};
}

// The largest power of two smaller than n (n > 1).
std::int64_t split(std::int64_t n) {
    return std::int64_t{1} << (std::bit_width(static_cast<std::uint64_t>(n - 1)) - 1);
}

}  // namespace

Sha256 leaf_hash(std::string_view bytes) {
    return prefixed(0, bytes, {});
}
Sha256 node_hash(const Sha256& left, const Sha256& right) {
    return prefixed(1, raw(left), raw(right));
}

Sha256 Edge::root() const {
    if (peaks_.empty()) {
        Sha256 out;
        crypto_hash_sha256(out.bytes.data(), nullptr, 0);
        return out;
    }
    auto out = peaks_.back();
    for (auto p = peaks_.rbegin() + 1; p != peaks_.rend(); ++p) out = node_hash(*p, out);
    return out;
}

void Edge::append(const Sha256& leaf, std::vector<Subtree>& finished) {
    auto hash = leaf;
    ++size_;
    int level = 0;
    for (auto rest = size_; rest % 2 == 0; rest /= 2) {
        hash = node_hash(peaks_.back(), hash);
        peaks_.pop_back();
        ++level;
        if (level % 8 == 0) finished.push_back({level, rest / 2 - 1, hash});
    }
    peaks_.push_back(hash);
}

std::string Edge::peaks_text() const {
    std::string out;
    for (const auto& p : peaks_) out += p.hex();
    return out;
}

std::optional<Edge> Edge::from_peaks(std::int64_t size, std::string_view peaks) {
    if (size < 0) return std::nullopt;
    const auto count = static_cast<std::size_t>(std::popcount(static_cast<std::uint64_t>(size)));
    if (peaks.size() != count * 64) return std::nullopt;
    Edge edge;
    edge.size_ = size;
    for (std::size_t i = 0; i < count; ++i) {
        const auto hash = Sha256::from_hex(peaks.substr(i * 64, 64));
        if (!hash) return std::nullopt;
        edge.peaks_.push_back(*hash);
    }
    return edge;
}

Sha256 root_of(std::int64_t first, std::int64_t last, const Stored& stored) {
    const auto n = last - first;
    if (n == 0) return Edge().root();
    if (n == 1) return stored(0, first);
    if (std::has_single_bit(static_cast<std::uint64_t>(n)) && first % n == 0) {
        const int level = std::countr_zero(static_cast<std::uint64_t>(n));
        if (level % 8 == 0) return stored(level, first / n);
    }
    const auto k = split(n);
    return node_hash(root_of(first, first + k, stored), root_of(first + k, last, stored));
}

namespace {

// PATH of RFC 6962 section 2.1.1, over leaves [first, last).
void path_within(std::int64_t m, std::int64_t first, std::int64_t last, const Stored& stored,
                 std::vector<Sha256>& out) {
    if (last - first <= 1) return;
    const auto middle = first + split(last - first);
    if (m < middle) {
        path_within(m, first, middle, stored, out);
        out.push_back(root_of(middle, last, stored));
    } else {
        path_within(m, middle, last, stored, out);
        out.push_back(root_of(first, middle, stored));
    }
}

// SUBPROOF of RFC 6962 section 2.1.2: leaves [0, m) of [first, last) are the older tree's.
void subproof(std::int64_t m, std::int64_t first, std::int64_t last, bool whole,
              const Stored& stored, std::vector<Sha256>& out) {
    if (m == last) {
        if (!whole) out.push_back(root_of(first, last, stored));
        return;
    }
    const auto middle = first + split(last - first);
    if (m <= middle) {
        subproof(m, first, middle, whole, stored, out);
        out.push_back(root_of(middle, last, stored));
    } else {
        subproof(m, middle, last, false, stored, out);
        out.push_back(root_of(first, middle, stored));
    }
}

}  // namespace

std::vector<Sha256> inclusion_path(std::int64_t index, std::int64_t size, const Stored& stored) {
    std::vector<Sha256> out;
    path_within(index, 0, size, stored, out);
    return out;
}

std::vector<Sha256> consistency_path(std::int64_t old_size, std::int64_t new_size,
                                     const Stored& stored) {
    std::vector<Sha256> out;
    if (old_size > 0 && old_size < new_size) subproof(old_size, 0, new_size, true, stored, out);
    return out;
}

// RFC 9162 sections 2.1.3.2 and 2.1.4.2 (the same trees, with the verifying written out).
bool inclusion_holds(std::int64_t index, std::int64_t size, const Sha256& leaf,
                     const std::vector<Sha256>& path, const Sha256& root) {
    if (index < 0 || index >= size) return false;
    auto fn = index;
    auto sn = size - 1;
    auto r = leaf;
    for (const auto& p : path) {
        if (sn == 0) return false;
        if (fn % 2 == 1 || fn == sn) {
            r = node_hash(p, r);
            while (fn % 2 == 0 && fn != 0) {
                fn /= 2;
                sn /= 2;
            }
        } else {
            r = node_hash(r, p);
        }
        fn /= 2;
        sn /= 2;
    }
    return sn == 0 && r == root;
}

bool consistency_holds(std::int64_t old_size, std::int64_t new_size, const Sha256& old_root,
                       const Sha256& new_root, const std::vector<Sha256>& path) {
    if (old_size < 0 || old_size > new_size) return false;
    if (old_size == new_size) return path.empty() && old_root == new_root;
    if (old_size == 0) return path.empty();  // everything continues the empty log
    if (path.empty()) return false;
    std::size_t next = 0;
    const bool whole = std::has_single_bit(static_cast<std::uint64_t>(old_size));
    auto fr = whole ? old_root : path[next++];
    auto sr = fr;
    auto fn = old_size - 1;
    auto sn = new_size - 1;
    while (fn % 2 == 1) {
        fn /= 2;
        sn /= 2;
    }
    for (; next < path.size(); ++next) {
        const auto& c = path[next];
        if (sn == 0) return false;
        if (fn % 2 == 1 || fn == sn) {
            fr = node_hash(c, fr);
            sr = node_hash(c, sr);
            while (fn % 2 == 0 && fn != 0) {
                fn /= 2;
                sn /= 2;
            }
        } else {
            sr = node_hash(sr, c);
        }
        fn /= 2;
        sn /= 2;
    }
    return sn == 0 && fr == old_root && sr == new_root;
}

}  // namespace hearth::store::merkle

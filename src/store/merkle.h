// The Merkle tree of RFC 6962 section 2.1: hashes, the growing edge of a tree, and proofs. Internal
// to the store.
//
// A tree of n leaves is kept as its peaks: the roots of the whole subtrees that n's binary digits
// stand for, largest first. Appending costs one hash of the leaf and, on average, one of a node.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"

namespace hearth::store::merkle {

Sha256 leaf_hash(std::string_view bytes);                   // SHA-256(0x00 || bytes)
Sha256 node_hash(const Sha256& left, const Sha256& right);  // SHA-256(0x01 || left || right)

// A finished subtree of 2^level leaves, the idx-th of its level.
struct Subtree {
    int level = 0;
    std::int64_t idx = 0;
    Sha256 hash;
};

class Edge {
  public:
    std::int64_t size() const { return size_; }
    Sha256 root() const;  // of no leaves: SHA-256 of nothing
    // Subtrees of levels 8, 16, 24, … that this leaf finished are added to `finished`.
    void append(const Sha256& leaf, std::vector<Subtree>& finished);

    std::string peaks_text() const;  // hex, largest first
    // Nothing when the text is not the peaks of a tree of that size.
    static std::optional<Edge> from_peaks(std::int64_t size, std::string_view peaks);

  private:
    std::int64_t size_ = 0;
    std::vector<Sha256> peaks_;
};

// Gives the hash of leaves [first, first + 2^level), first a multiple of 2^level, for levels 0 and
// multiples of 8.
using Stored = std::function<Sha256(int level, std::int64_t idx)>;
Sha256 root_of(std::int64_t first, std::int64_t last,
               const Stored& stored);  // of leaves [first, last)
std::vector<Sha256> inclusion_path(std::int64_t index, std::int64_t size, const Stored& stored);
std::vector<Sha256> consistency_path(std::int64_t old_size, std::int64_t new_size,
                                     const Stored& stored);

bool inclusion_holds(std::int64_t index, std::int64_t size, const Sha256& leaf,
                     const std::vector<Sha256>& path, const Sha256& root);
bool consistency_holds(std::int64_t old_size, std::int64_t new_size, const Sha256& old_root,
                       const Sha256& new_root, const std::vector<Sha256>& path);

}  // namespace hearth::store::merkle

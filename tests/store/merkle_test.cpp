// The tree against the definition of RFC 6962 section 2.1, written out naively, and its proofs at
// every size.
#include "store/merkle.h"

#include <gtest/gtest.h>

#include <map>

namespace hearth::store::merkle {
namespace {

std::vector<Sha256> leaves(std::int64_t n) {
    std::vector<Sha256> out;
    for (std::int64_t i = 0; i < n; ++i) out.push_back(leaf_hash("leaf " + std::to_string(i)));
    return out;
}

// MTH of the RFC, by its own recursion.
Sha256 by_definition(const std::vector<Sha256>& l, std::size_t first, std::size_t last) {
    if (first == last) return sha256("");
    if (last - first == 1) return l[first];
    std::size_t k = 1;
    while (k * 2 < last - first) k *= 2;
    return node_hash(by_definition(l, first, first + k), by_definition(l, first + k, last));
}

TEST(Merkle, hashes_are_those_of_the_rfc) {
    // The known roots of Certificate Transparency's test data: the empty leaf, and leaf 0x00.
    EXPECT_EQ(leaf_hash("").hex(),
              "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    EXPECT_EQ(node_hash(leaf_hash(""), leaf_hash(std::string(1, '\0'))).hex(),
              "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
}

TEST(Merkle, the_edge_gives_the_root_of_the_definition_at_every_size) {
    const auto all = leaves(600);
    Edge edge;
    std::vector<Subtree> finished;
    for (std::size_t n = 0; n < all.size(); ++n) {
        if (n < 70 || n % 37 == 0) {
            EXPECT_EQ(edge.root(), by_definition(all, 0, n)) << n;
            const auto again = Edge::from_peaks(edge.size(), edge.peaks_text());
            ASSERT_TRUE(again.has_value());
            EXPECT_EQ(again->root(), edge.root());
        }
        edge.append(all[n], finished);
    }
    ASSERT_EQ(finished.size(), 2U);
    EXPECT_EQ(finished[1].level, 8);
    EXPECT_EQ(finished[1].idx, 1);
    EXPECT_EQ(finished[1].hash, by_definition(all, 256, 512));
    EXPECT_FALSE(Edge::from_peaks(3, edge.peaks_text()).has_value());
    EXPECT_FALSE(Edge::from_peaks(-1, "").has_value());
}

TEST(Merkle, every_leaf_is_proved_at_every_small_size_and_no_other_is) {
    const auto all = leaves(40);
    const Stored stored = [&](int, std::int64_t i) { return all[static_cast<std::size_t>(i)]; };
    for (std::int64_t size = 1; size <= 40; ++size) {
        const auto root = root_of(0, size, stored);
        EXPECT_EQ(root, by_definition(all, 0, static_cast<std::size_t>(size)));
        for (std::int64_t i = 0; i < size; ++i) {
            const auto path = inclusion_path(i, size, stored);
            EXPECT_TRUE(inclusion_holds(i, size, all[static_cast<std::size_t>(i)], path, root));
            if (size > 1) {
                EXPECT_FALSE(inclusion_holds((i + 1) % size, size, all[static_cast<std::size_t>(i)],
                                             path, root));
            }
            EXPECT_FALSE(inclusion_holds(i, size, leaf_hash("other"), path, root));
        }
    }
}

TEST(Merkle, every_older_size_is_proved_and_no_other_history_is) {
    const auto all = leaves(40);
    const Stored stored = [&](int, std::int64_t i) { return all[static_cast<std::size_t>(i)]; };
    for (std::int64_t n = 0; n <= 40; ++n) {
        for (std::int64_t m = 0; m <= n; ++m) {
            const auto path = consistency_path(m, n, stored);
            const auto older = root_of(0, m, stored);
            const auto newer = root_of(0, n, stored);
            EXPECT_TRUE(consistency_holds(m, n, older, newer, path)) << m << " " << n;
            if (m > 0) {
                EXPECT_FALSE(consistency_holds(m, n, leaf_hash("other"), newer, path))
                    << m << " " << n;
            }
        }
    }
}

TEST(Merkle, whole_subtrees_are_read_from_the_stored_nodes) {
    const auto all = leaves(700);
    std::map<std::int64_t, Sha256> nodes = {{0, by_definition(all, 0, 256)},
                                            {1, by_definition(all, 256, 512)}};
    int leaves_read = 0;
    const Stored stored = [&](int level, std::int64_t i) {
        if (level == 8) return nodes.at(i);
        EXPECT_EQ(level, 0);
        ++leaves_read;
        return all[static_cast<std::size_t>(i)];
    };
    EXPECT_EQ(root_of(0, 700, stored), by_definition(all, 0, 700));
    EXPECT_EQ(leaves_read, 700 - 512);
}

}  // namespace
}  // namespace hearth::store::merkle

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <unordered_map>

#include "identity/linkage/link.h"

namespace hearth::identity::linkage {
namespace {

constexpr float kClip = 9;        // one pair's word is worth no more than this
constexpr float kAgainst = 3.5F;  // and less against: two names of one person deny one another
constexpr float kEdge = -1.5F;    // pairs below do not bring groups together
constexpr float kNever = -1000;   // of two records of a file that holds nobody twice
constexpr std::size_t kMatrix = 400;

double logistic(double x) {
    return 1 / (1 + std::exp(-x));
}
std::uint64_t pair_key(std::uint32_t a, std::uint32_t b) {
    if (a > b) std::swap(a, b);
    return (static_cast<std::uint64_t>(a) << 32) | b;
}

class Sets {
  public:
    explicit Sets(std::size_t n) : parent_(n) { std::iota(parent_.begin(), parent_.end(), 0U); }
    std::uint32_t find(std::uint32_t x) {
        while (parent_[x] != x) x = parent_[x] = parent_[parent_[x]];
        return x;
    }
    void join(std::uint32_t a, std::uint32_t b) {
        a = find(a);
        b = find(b);
        parent_[std::max(a, b)] = std::min(a, b);
    }

  private:
    std::vector<std::uint32_t> parent_;
};

class Grouping {
  public:
    Grouping(const People& people, const Scorer& scorer, const std::vector<Scored>& scored)
        : people_(people), scorer_(scorer) {
        known_.reserve(scored.size() * 2);
        for (const auto& s : scored) known_[pair_key(s.a, s.b)] = s.log_odds;
    }
    void keep_apart_within_files(bool yes) { strict_ = yes; }

    float odds(std::uint32_t a, std::uint32_t b) {
        const auto key = pair_key(a, b);
        if (const auto found = known_.find(key); found != known_.end()) return found->second;
        compare(people_.lexicon, people_.records[a], people_.records[b], cache_, seen_);
        const auto log_odds = static_cast<float>(scorer_.log_odds(seen_));
        known_.emplace(key, log_odds);
        return log_odds;
    }
    float clipped(std::uint32_t a, std::uint32_t b) {
        if (strict_ && (a < people_.left) == (b < people_.left)) return kNever;
        return std::clamp(odds(a, b), -kAgainst, kClip);
    }

    // Linkage by agreement within one component; calls joined(members of one, of the other,
    // agreement).
    template <class Joined>
    void agglomerate(const std::vector<std::uint32_t>& members, Joined joined) {
        const std::size_t m = members.size();
        std::vector<float> own(m * m, 0);
        for (std::size_t i = 0; i < m; ++i) {
            for (std::size_t j = i + 1; j < m; ++j) {
                own[i * m + j] = own[j * m + i] = clipped(members[i], members[j]);
            }
        }
        std::vector<float> mean = own;
        std::vector<std::vector<std::uint32_t>> groups(m);  // places in `members`
        for (std::size_t i = 0; i < m; ++i) groups[i] = {static_cast<std::uint32_t>(i)};
        std::vector<bool> gone(m, false);
        std::vector<std::size_t> best(m);
        const auto refresh = [&](std::size_t i) {
            std::size_t at = i;
            for (std::size_t j = 0; j < m; ++j) {
                if (j == i || gone[j]) continue;
                if (at == i || mean[i * m + j] > mean[i * m + at]) at = j;
            }
            best[i] = at;
        };
        const auto named = [&](const std::vector<std::uint32_t>& places) {
            std::vector<std::uint32_t> records;
            for (const auto place : places) records.push_back(members[place]);
            return records;
        };
        for (std::size_t i = 0; i < m; ++i) refresh(i);
        for (;;) {
            std::size_t x = m;
            for (std::size_t i = 0; i < m; ++i) {
                if (gone[i] || best[i] == i) continue;
                if (x == m || mean[i * m + best[i]] > mean[x * m + best[x]]) x = i;
            }
            if (x == m) return;
            const std::size_t y = best[x];
            const float agreed = mean[x * m + y];
            if (agreed < 0) return;
            joined(named(groups[x]), named(groups[y]), agreed);
            groups[x].insert(groups[x].end(), groups[y].begin(), groups[y].end());
            gone[y] = true;
            for (std::size_t j = 0; j < m; ++j) {
                if (j == x || gone[j]) continue;
                words_.clear();
                for (const auto a : groups[x]) {
                    for (const auto b : groups[j]) words_.push_back(own[a * m + b]);
                }
                mean[x * m + j] = mean[j * m + x] = agreement();
            }
            for (std::size_t j = 0; j < m; ++j) {
                if (!gone[j] && (j == x || best[j] == x || best[j] == y ||
                                 mean[j * m + x] > mean[j * m + best[j]])) {
                    refresh(j);
                }
            }
        }
    }

    // For components too large for a matrix: strongest pairs first, each judged by the agreement.
    template <class Joined>
    void greedy(const std::vector<Scored>& edges, const std::vector<std::uint32_t>& members,
                Joined joined) {
        std::unordered_map<std::uint32_t, std::size_t> of;
        std::vector<std::vector<std::uint32_t>> groups;
        for (const auto member : members) {
            of[member] = groups.size();
            groups.push_back({member});
        }
        for (int pass = 0; pass < 3; ++pass) {
            bool any = false;
            for (const auto& edge : edges) {
                const auto x = of[edge.a];
                const auto y = of[edge.b];
                if (x == y) continue;
                words_.clear();
                for (const auto a : groups[x]) {
                    for (const auto b : groups[y]) words_.push_back(clipped(a, b));
                }
                const float agreed = agreement();
                if (agreed < 0) continue;
                any = true;
                joined(groups[x], groups[y], agreed);
                for (const auto b : groups[y]) of[b] = x;
                groups[x].insert(groups[x].end(), groups[y].begin(), groups[y].end());
                groups[y].clear();
            }
            if (!any) return;
        }
    }

  private:
    // Mean of the better two thirds of `words_`, the log odds of the pairs of two groups: where a
    // person has many records, a few are so wrong that they fit few of the others. Of two pairs it
    // is both, so that a brother is not joined by the one record that he fits.
    float agreement() {
        const std::size_t kept = (2 * words_.size() + 2) / 3;
        const auto end = words_.begin() + static_cast<std::ptrdiff_t>(kept);
        if (strict_) {
            // Two records of one file are two people, whatever the others say.
            const auto worst = std::min_element(words_.begin(), words_.end());
            if (*worst <= kNever) return kNever;
        }
        std::nth_element(words_.begin(), end - 1, words_.end(), std::greater<>());
        return std::accumulate(words_.begin(), end, 0.0F) / static_cast<float>(kept);
    }

    const People& people_;
    const Scorer& scorer_;
    std::vector<float> words_;
    bool strict_ = false;
    std::unordered_map<std::uint64_t, float> known_;
    CompareCache cache_;
    Comparison seen_;
};

// Of two files: whether the several partners of one record look like one person. Few do when
// neither file holds anyone twice; then nobody may have two partners.
bool free_of_duplicates(Grouping& grouping, const std::vector<Scored>& scored, std::size_t n) {
    std::vector<std::vector<std::uint32_t>> partners(n);
    for (const auto& s : scored) {
        if (s.log_odds < 0) continue;
        partners[s.a].push_back(s.b);
        partners[s.b].push_back(s.a);
    }
    std::size_t linked = 0, doubled = 0;
    for (const auto& list : partners) {
        if (list.empty()) continue;
        ++linked;
        bool twice = false;
        for (std::size_t i = 0; i < list.size() && i < 8; ++i) {
            for (std::size_t j = i + 1; j < list.size() && j < 8; ++j) {
                twice = twice || grouping.odds(list[i], list[j]) > 2;
            }
        }
        if (twice) ++doubled;
    }
    return static_cast<double>(doubled) <= 1 + 0.01 * static_cast<double>(linked);
}

}  // namespace

Groups group(const People& people, const Scorer& scorer, const std::vector<Scored>& scored,
             double threshold) {
    const std::size_t n = people.records.size();
    Groups out;
    Grouping grouping(people, scorer, scored);
    if (people.two_files()) {
        out.one_to_one = free_of_duplicates(grouping, scored, n);
        grouping.keep_apart_within_files(out.one_to_one);
    }
    Sets sets(n);
    for (const auto& s : scored) {
        if (s.log_odds >= kEdge) sets.join(s.a, s.b);
    }
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> components;
    for (const auto& s : scored) {
        if (s.log_odds < kEdge) continue;
        for (const auto r : {s.a, s.b}) {
            auto& list = components[sets.find(r)];
            list.push_back(r);
        }
    }
    std::vector<std::uint32_t> roots;
    for (auto& [root, list] : components) {
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
        roots.push_back(root);
    }
    std::sort(roots.begin(), roots.end());

    std::vector<Scored> edges;
    for (const auto& s : scored) {
        if (s.log_odds >= kEdge) edges.push_back(s);
    }
    std::sort(edges.begin(), edges.end(), [](const Scored& x, const Scored& y) {
        if (x.log_odds != y.log_odds) return x.log_odds > y.log_odds;
        return std::pair(x.a, x.b) < std::pair(y.a, y.b);
    });
    std::unordered_map<std::uint32_t, std::vector<Scored>> edges_of_large;
    for (const auto& edge : edges) {
        const auto root = sets.find(edge.a);
        if (components[root].size() > kMatrix) edges_of_large[root].push_back(edge);
    }

    Sets joined_sets(n);
    std::unordered_map<std::uint64_t, float> through;  // of pairs in one group: how it was joined
    const auto joined = [&](const std::vector<std::uint32_t>& x,
                            const std::vector<std::uint32_t>& y, float agreed) {
        joined_sets.join(x.front(), y.front());
        for (const auto a : x) {
            for (const auto b : y) through[pair_key(a, b)] = agreed;
        }
    };
    for (const auto root : roots) {
        const auto& members = components[root];
        if (members.size() > kMatrix) {
            grouping.greedy(edges_of_large[root], members, joined);
        } else {
            grouping.agglomerate(members, joined);
        }
    }
    out.clusters.resize(n);
    for (std::uint32_t i = 0; i < n; ++i) out.clusters[i] = joined_sets.find(i);

    for (const auto& [key, agreed] : through) {
        const auto a = static_cast<std::uint32_t>(key >> 32);
        const auto b = static_cast<std::uint32_t>(key & 0xffffffffU);
        if (people.two_files() && (a < people.left) == (b < people.left)) continue;
        const double p = logistic(static_cast<double>(std::max(agreed, grouping.odds(a, b))));
        if (p >= threshold) out.matches.push_back({a, b, p});
    }
    for (const auto& s : scored) {
        if (through.contains(pair_key(s.a, s.b))) continue;
        // Likely by itself, and yet other records of the two groups speak against it.
        const double p = std::min(logistic(static_cast<double>(s.log_odds)), 0.49);
        if (p >= threshold) out.matches.push_back({s.a, s.b, p});
    }
    std::sort(out.matches.begin(), out.matches.end(), [](const Match& x, const Match& y) {
        return std::pair(x.a, x.b) < std::pair(y.a, y.b);
    });
    return out;
}

}  // namespace hearth::identity::linkage

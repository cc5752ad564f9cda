// Which pairs are worth comparing: all of them in small files, else those that share a key.
//
// A key is a combination of parts of a record (date of birth and the sound of the surname; postcode
// and given name …). Each key leaves out its largest blocks so that no key costs more than its
// part of the budget; finer keys catch what those held. In files of kLarge records and more, a pair
// is given on only when its sketches say that it may be one person (sketch.h).
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "identity/linkage/sketch.h"
#include "identity/linkage/train.h"

namespace hearth::identity::linkage {

inline constexpr std::size_t kLarge = 100'000;

struct KeyReport {
    std::string name;
    std::uint64_t pairs = 0;    // to be compared because of this key
    std::uint64_t records = 0;  // that have the key
    std::uint64_t largest = 0;  // block compared
    std::uint64_t blocks_left_out = 0;
};

class Blocks {
  public:
    // Up to all_pairs_up_to pairs everything is compared.
    Blocks(const People& people, std::uint64_t budget, std::uint64_t all_pairs_up_to,
           std::size_t threads = 1);
    bool all_pairs() const { return all_; }
    const std::vector<KeyReport>& report() const { return report_; }

    // Calls visit(a, b), a < b, for each pair of part `part` of `parts`; a pair may come more than
    // once only where a record has several values of a key. Thread-safe.
    template <class Visit>
    void for_each(std::size_t part, std::size_t parts, Visit visit) const {
        if (all_) {
            for_all(part, parts, visit);
            return;
        }
        for (std::size_t k = 0; k < lists_.size(); ++k) {
            const auto& list = lists_[k];
            const bool all = sketches_.empty() || list.of_number;
            for (std::size_t b = part; b < list.starts.size(); b += parts) {
                const std::uint32_t from = list.starts[b];
                const std::uint32_t to = list.ends[b];
                for (std::uint32_t i = from; i < to; ++i) {
                    for (std::uint32_t j = i + 1; j < to; ++j) {
                        const std::uint32_t x = list.records[i];
                        const std::uint32_t y = list.records[j];
                        if (x == y || (left_ > 0 && (x < left_) == (y < left_))) continue;
                        if (!all && bits_for(sketches_[x], sketches_[y]) < bits_needed_) continue;
                        if (met_before(k, x, y)) continue;
                        if (x < y) {
                            visit(x, y);
                        } else {
                            visit(y, x);
                        }
                    }
                }
            }
        }
    }

  private:
    struct List {
        std::vector<std::uint32_t> records;
        std::vector<std::uint32_t> starts, ends;
        bool of_number = false;
    };
    void make_list(std::size_t k, std::uint64_t most_pairs);
    template <class Visit>
    void for_all(std::size_t part, std::size_t parts, Visit& visit) const {
        const std::uint32_t rows = static_cast<std::uint32_t>(left_ > 0 ? left_ : n_);
        for (std::uint32_t i = static_cast<std::uint32_t>(part); i < rows;
             i += static_cast<std::uint32_t>(parts)) {
            for (std::uint32_t j = left_ > 0 ? static_cast<std::uint32_t>(left_) : i + 1; j < n_;
                 ++j) {
                visit(i, j);
            }
        }
    }
    bool met_before(std::size_t k, std::uint32_t x, std::uint32_t y) const {
        const std::uint32_t* p = &hashes_[x * keys_];
        const std::uint32_t* q = &hashes_[y * keys_];
        for (std::size_t i = 0; i < k; ++i) {
            if (p[i] == q[i] && p[i] != 0) return true;
        }
        return false;
    }

    std::size_t n_ = 0, left_ = 0, keys_ = 0;
    bool all_ = false;
    std::vector<std::uint32_t> hashes_;  // of each record, one for each key; 0 for none
    std::vector<List> lists_;
    std::vector<Sketch> sketches_;  // of large files
    int bits_needed_ = 0;
    std::vector<KeyReport> report_;
};

// The sessions of training: all pairs of a sample of blocks of some keys, chosen once and compared
// anew whenever frequencies have changed.
class TrainingPairs {
  public:
    TrainingPairs(const People& people, std::uint64_t pairs_each, std::size_t threads = 1);
    std::vector<Session> sessions(const People& people) const;

  private:
    struct Chosen {
        bool used = false;
        std::vector<Pair> pairs;
        std::array<bool, kFields> learns{};
    };
    std::vector<Chosen> chosen_;
    std::size_t threads_ = 1;
};

}  // namespace hearth::identity::linkage

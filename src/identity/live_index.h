// The people of the database in memory, as they are now: built from the database, kept current by
// it.
//
// One for each database in a process. refresh() asks what was written since the last time, in the
// caller's own transaction, so that a search sees every change committed before it began, by this
// server or another; nobody has to tell it. Versions are numbered by the time they were made
// (base/id.h): what was numbered in the quarter of an hour before it was last asked is asked for
// again, so that a transaction that took that long to commit is still seen. A version that was
// closed without a next one is not seen to be gone: whoever shows a result reads it from the
// database.
//
// Confidential addresses are never in it. It knows no access rules: what it finds is for whoever
// asks the policy about each person before showing anything. Thread-safe.
#pragma once
#include <cstdint>
#include <memory>
#include <mutex>
#include <set>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "identity/index/person_index.h"
#include "identity/index/word_search.h"
#include "store/session.h"

namespace hearth::identity {

class LiveIndex {
  public:
    LiveIndex();                             // by the system's clock
    explicit LiveIndex(const Clock& clock);  // which outlives it
    // Of a read transaction only: what a write did may yet be undone. The first call reads
    // everybody (a second or so for 100,000 people); others that search meanwhile wait for it.
    void refresh(store::Session& session);

    struct WordHit {
        PersonId person;
        int fits = 0, score = 0;
        struct Fit {
            index::Fit fit = index::Fit::none;
            std::string name;  // by which a word fits, folded
        };
        std::vector<Fit> how;  // of each criterion
    };
    std::vector<WordHit> search(const std::vector<index::Criterion>& criteria, int need,
                                std::size_t most) const;

    // Those who may be the person described, the likeliest first, with the comparison for
    // linkage::explain.
    std::vector<index::Found> like(const linkage::Person& person, std::size_t most) const;
    linkage::Scorer scorer() const;  // as it weighs now

    std::size_t people() const;
    std::size_t bytes() const;

    // What the database holds of these people, as it is compared: for each, one record a name and
    // address, without the number that this authority gave the record: two records of one child
    // have two, one after the other, which says nothing.
    using Loaded = std::unordered_map<std::int64_t, std::vector<linkage::Person>>;
    static Loaded as_compared(store::Session& session, const std::vector<std::int64_t>& people) {
        return load(session, people, false);
    }

  private:
    void build(store::Session& session);
    void follow(store::Session& session);
    std::int64_t number_of_now() const;
    void settle(std::int64_t asked);
    static Loaded load(store::Session& session, const std::vector<std::int64_t>& people,
                       bool own_numbers = true);
    using RowsOf = std::unordered_map<std::int64_t, std::vector<index::RowId>>;
    static void put(const Loaded& people, index::PersonIndex& index, RowsOf& rows_of);

    const Clock& clock_;
    std::mutex refreshing_;  // what follows is for one thread at a time
    std::int64_t newest_ = 0;
    std::int64_t settled_ = 0;     // every version up to this one has been read
    std::set<std::int64_t> seen_;  // those after it that have

    mutable std::shared_mutex lock_;  // of all below
    std::unique_ptr<index::PersonIndex> index_;
    RowsOf rows_of_;
    linkage::Scorer scorer_;

    mutable std::mutex idle_lock_;
    mutable std::vector<index::Scratch> idle_;
};

// A telephone number as it is kept and searched for: figures alone, "+44" and "0044" as 0.
std::string phone_figures(std::string_view text);

}  // namespace hearth::identity

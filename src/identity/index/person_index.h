// Everybody, in memory, to be found by part of what is known of them in a tenth of a millisecond.
//
// A search makes keys of what is asked for (given name and date of birth, postcode and surname, …,
// with the likely spellings of each name), probes for the rows that hold them, ranks those cheaply,
// and scores the best with the linkage model: the order and the probability are the model's. It
// finds and ranks; it does not say that two records are one person, and it knows no access rules.
//
// Memory: some 140 bytes a person. Build once with add() and build(); afterwards add() and remove()
// keep it current. search() may run on many threads at once, each with a Scratch of its own, but
// not beside add(), remove() or build(): the owner of the index sees to that.
#pragma once
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "identity/index/postings.h"
#include "identity/index/row.h"
#include "identity/index/spellings.h"
#include "identity/linkage/compare.h"
#include "identity/linkage/model.h"
#include "identity/linkage/person.h"

namespace hearth::identity::index {

using RowId = std::uint32_t;

struct Found {
    std::int64_t owner = 0;
    RowId row = 0;
    double log_odds = 0;
    double probability = 0;
    linkage::Comparison comparison;  // for linkage::explain
};

struct SearchEffort {  // of the last search with a Scratch
    std::size_t probes = 0, candidates = 0, scored = 0;
    bool cut_short = false;  // a name was too common to look at all who have it
};

class PersonIndex;

// What one thread needs to search: kept from search to search, so that nothing is allocated.
class Scratch {
  public:
    Scratch();
    ~Scratch();
    Scratch(Scratch&&) noexcept;
    Scratch& operator=(Scratch&&) noexcept;
    const SearchEffort& effort() const;

  private:
    friend class PersonIndex;
    friend class Search;
    struct State;
    std::unique_ptr<State> state_;
};

class PersonIndex {
  public:
    // records: for whole records only. words: also for single words, dates and addresses
    // (word_search.h), which takes some thirty bytes a person more.
    enum class Keys : std::uint8_t { records, words };
    explicit PersonIndex(Keys keys = Keys::records);
    // One record of `owner`, who may have several; its id is not kept. Owners that are the row's
    // own number take no memory.
    RowId add(const linkage::Person& person, std::int64_t owner);
    void remove(RowId row);
    void build();

    // The likeliest owners, the best first, each once; at most `most`. `scorer` has the priors of a
    // search among so many people (Scorer::prior_for_search).
    std::vector<Found> search(const linkage::Person& asked, const linkage::Scorer& scorer,
                              std::size_t most, Scratch& scratch) const;

    std::size_t people() const { return rows_.size() - gone_; }  // records, rather
    std::size_t rows_since_build() const { return rows_.size() - built_; }
    std::int64_t owner(RowId row) const { return owners_.empty() ? row : owners_[row]; }
    std::string_view name(TextId id) const { return names_.text(id); }
    std::size_t bytes() const;

  private:
    friend class Search;
    friend class WordSearch;
    template <class F>
    void keys_of(const Row& row, F f) const;
    std::uint64_t pack(std::string_view number);
    std::uint64_t find_number(std::string_view number) const;
    std::string text_of(std::uint64_t number) const;
    TextId add_name(std::string_view name, Use use);
    const std::vector<TextId>& parts_of(TextId name) const;
    void count(const Row& row, std::int32_t by);
    float share_of_date(std::uint32_t date) const;  // of people who have it

    Keys keys_;
    std::uint64_t serial_;  // of this index in the process: a Scratch knows which it last served
    std::vector<Row> rows_;
    std::vector<std::int64_t> owners_;  // empty while each is its row's number
    std::vector<Extra> extras_;
    Spellings names_;
    std::unordered_map<TextId, std::vector<TextId>> parts_;  // of names of several words
    std::vector<bool> has_parts_;
    linkage::TextPool postcodes_, streets_, houses_, towns_, odd_numbers_;
    std::vector<std::uint32_t> in_postcode_, in_street_, in_town_, born_on_;
    std::uint64_t with_given_ = 0, with_surname_ = 0, with_middle_ = 0, with_postcode_ = 0,
                  with_street_ = 0, with_town_ = 0, with_date_ = 0, with_number_ = 0;
    Postings by_key_;
    std::size_t built_ = 0, gone_ = 0;
};

}  // namespace hearth::identity::index

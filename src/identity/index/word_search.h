// Looking for people by what somebody types into one box: words of names in any order, a date, a
// postcode, a number, an address. Each is a criterion; a person is found by those that fit.
//
// Where the other search (PersonIndex::search) weighs a whole record, this says of each criterion
// how it fits, so that a page can say why somebody was found. Only an index that was made for words
// can be asked (PersonIndex::Keys::words).
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "identity/index/person_index.h"

namespace hearth::identity::index {

struct Criterion {
    enum class Kind : std::uint8_t { word, date, years, postcode, number, address };
    Kind kind = Kind::word;
    std::string text;        // a folded word; a postcode; a number as standard_identifier has it
    std::uint32_t date = 0;  // linkage::packed; of `years`, the first day that fits
    std::uint32_t last = 0;  // of `years`, the last
    std::string house;       // of an address; `text` is then the street, in standard form
};
inline constexpr std::size_t kMostCriteria = 10;

// How one criterion fits a person, the best first.
enum class Fit : std::uint8_t {
    exact,
    related,  // another form of the given name
    slip,     // a letter or two differ
    begins,   // the name begins so
    sound,    // sounds alike
    swapped,  // day and month of the date
    near,     // two parts of the date; the street, another house
    none
};
struct FitOf {
    Fit fit = Fit::none;
    TextId name = 0;  // the name by which a word fits
};
struct WordFound {
    std::int64_t owner = 0;
    int fits = 0;  // how many of the criteria
    int score = 0;
    std::array<FitOf, kMostCriteria> how;
};

// Those who fit at least `need` of the criteria, those who fit most first; at most `most`.
std::vector<WordFound> search_words(const PersonIndex& index,
                                    const std::vector<Criterion>& criteria, int need,
                                    std::size_t most);

int worth(Criterion::Kind kind, Fit fit);

}  // namespace hearth::identity::index

// The names of an index, and which of them a typed name may stand for.
//
// What is fuzzy about a search is done here, among distinct names, of which there are far fewer
// than people: by letters (names that are equal when one letter of either is left out), by sound
// (phonetic_key), by consonants, and by the list of short and other forms. What comes out are
// names to be probed for exactly.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "identity/index/postings.h"
#include "identity/linkage/text_pool.h"

namespace hearth::identity::index {

using linkage::TextId;

enum class Use : std::uint8_t { given, surname };

// How a name of the index came to stand for the typed one, the best first.
enum class Likeness : std::uint8_t { same, related, slip, sound, begins };

struct Spelling {
    TextId name = 0;
    Likeness likeness = Likeness::same;
};

inline constexpr std::size_t kMostSpellings = 40;

class Spellings {
  public:
    // Counts one more person who has the name in this use. Before build() names are only kept;
    // after it, a new name is found at once.
    TextId add(std::string_view folded, Use use);
    void take(TextId name, Use use);  // one fewer
    void build();

    TextId find(std::string_view folded) const { return names_.find(folded); }
    std::string_view text(TextId id) const { return names_.text(id); }
    std::uint32_t count(TextId id, Use use) const { return uses_[id][index(use)]; }
    std::uint32_t size() const { return names_.size(); }

    // The likeliest names that people of the index have in this use, the best first.
    void like(std::string_view folded, Use use, std::size_t most, std::vector<Spelling>& out) const;
    // Names that begin so, the commonest first; at most `most`.
    void beginning(std::string_view folded, Use use, std::size_t most,
                   std::vector<Spelling>& out) const;
    std::size_t bytes() const;

  private:
    static std::size_t index(Use use) { return use == Use::given ? 0 : 1; }
    template <class F>
    static void keys(std::string_view name, F f);
    TextId intern(std::string_view folded);

    linkage::TextPool names_;
    std::vector<std::array<std::uint32_t, 2>> uses_;
    Postings by_key_;
    std::vector<TextId> sorted_;  // by text: all that there were when it was built
    std::uint32_t built_ = 0;
};

}  // namespace hearth::identity::index

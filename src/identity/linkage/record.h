// People by the thousand or million: each distinct text is kept once in a Lexicon, and a record is
// a row of numbers that point there.
//
// Given names and surnames share one list, so that swapped names are seen. Frequencies are shares
// of people, not of records: `count` takes the weight of a record (1 / how many records its person
// is thought to have). Adding texts is not thread-safe; reading is.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "identity/linkage/person.h"
#include "identity/linkage/text_pool.h"

namespace hearth::identity::linkage {

struct NameInfo {
    TextId sound = 0;             // phonetic_key, in Lexicon::sounds
    TextId skeleton = 0;          // first letter and consonants, in Lexicon::sounds
    std::uint16_t groups_at = 0;  // first of its groups of related names, in Lexicon::groups
    std::uint16_t groups = 0;     // how many
    std::uint8_t words = 1;       // 2 in "smith jones"
    bool initial = false;         // a single letter
};

inline constexpr std::size_t kIdentifiers =
    4;  // columns of identifiers; more are joined to the last
inline constexpr std::size_t kNames = 3;

struct Record {
    std::array<TextId, kNames> given{};     // first, then others (middle names, aliases)
    std::array<TextId, kNames> surnames{};  // current, then others
    TextId dob_typed = 0;
    TextId house = 0, street = 0, address = 0;  // address: house and street as one
    TextId town = 0, postcode = 0;
    TextId uprn = 0, nhs = 0, upn = 0;
    std::array<TextId, kIdentifiers> identifiers{};
    PartialDate dob, expected;
    Sex sex = Sex::unknown;
    bool unborn = false;
};

// What a text is used as; each has its own frequencies.
enum class Role : std::uint8_t {
    given,
    surname,
    middle,
    postcode,
    address,
    street,
    town,
    dob,
    uprn,
    nhs,
    upn,
    identifier1,
    identifier2,
    identifier3,
    identifier4,
};
inline constexpr std::size_t kRoles = 15;

class Lexicon {
  public:
    Lexicon();
    // Adds the person's texts. Does not count them.
    Record add(const Person& person);

    // Frequencies. reset(), then count() every record, then they may be read.
    void reset_counts();
    void count(const Record& record, float weight = 1.0F);
    // Share of people who have the text in the role; a text of one person or none counts as one.
    float share(Role role, TextId id) const;
    // The same of a whole date of birth.
    float share_of_date(const PartialDate& date) const;
    // How many times as frequent as the product of their shares two names are as one person's:
    // names of one origin go together ("Mohammed Hussain"). 1 unless they
    // are counted.
    float go_together(TextId given, TextId surname) const;
    void count_whole_names(bool yes) { whole_ = yes; }
    // Share of people who have one of the forms of a name that both are forms of.
    float share_of_forms(TextId a, TextId b) const;
    // Sum of squared shares: the chance that two unrelated people agree, over those who have one.
    double agreement(Role role) const;
    double people(Role role) const { return totals_[static_cast<std::size_t>(role)]; }

    // The words of a street, in Lexicon::words.
    std::span<const TextId> words_of_street(TextId street) const {
        const std::size_t from = street_starts_[street - 1];
        return {street_words_.data() + from, street_starts_[street] - from};
    }

    LetteredPool words, names, streets, towns, numbers;
    TextPool sounds, houses, addresses, postcodes, typed;
    const NameInfo& name(TextId id) const { return infos_[id]; }
    bool related(TextId a, TextId b) const;

  private:
    TextId add_name(std::string_view text);
    TextId add_street(std::string_view text);
    void add_count(Role role, TextId id, float weight);
    std::vector<NameInfo> infos_;
    std::vector<TextId> street_words_;
    std::vector<std::size_t> street_starts_;  // of street id at id - 1, its end at id
    std::vector<std::uint16_t> groups_;
    std::array<std::vector<float>, kRoles> counts_;
    std::vector<float> form_counts_;  // of people by group of related names
    // People by given name and surname, open addressing.
    struct WholeName {
        std::uint64_t names = 0;
        float people = 0;
    };
    std::vector<WholeName> whole_names_;
    std::size_t whole_count_ = 0;
    bool whole_ = false;
    void count_whole_name(TextId given, TextId surname, float weight);
    WholeName& whole_name(std::uint64_t both);
    static std::size_t place_of(std::uint64_t both) {
        return static_cast<std::size_t>((both * 0x9E3779B97F4A7C15ULL) >> 20);
    }
    std::array<double, kRoles> totals_{};
};

}  // namespace hearth::identity::linkage

// Long because: the levels of all fields stand together, and each field takes some forty lines.
#include "identity/linkage/compare.h"

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <string>

#include "identity/linkage/standardise.h"
#include "identity/linkage/strings.h"

namespace hearth::identity::linkage {
namespace {

using namespace level;

struct LevelText {
    std::string_view name, words;
};
struct FieldText {
    std::string_view name;
    std::vector<LevelText> levels;
};

const std::array<FieldText, kFields>& texts() {
    static const std::array<FieldText, kFields> made = [] {
        const auto number = [](std::string_view name, const char* what) {
            static std::deque<std::string> kept;
            const auto keep = [&](const char* end) -> std::string_view {
                return kept.emplace_back(std::string(what) + end);
            };
            return FieldText{name,
                             {{"same", keep(": the same")},
                              {"slip", keep(": one character differs")},
                              {"alike", keep(": alike")},
                              {"different", keep(": different")}}};
        };
        return std::array<FieldText, kFields>{
            FieldText{"given",
                      {{"same", "Given name: the same"},
                       {"short", "Given name: a short or other form of it"},
                       {"slip", "Given name: one letter differs"},
                       {"initial", "Given name: an initial that fits"},
                       {"alike", "Given name: alike in sound or spelling"},
                       {"swapped", "Given name and surname: swapped"},
                       {"other_name", "Given name: one of the other’s further names"},
                       {"different", "Given name: different"}}},
            FieldText{"middle",
                      {{"same", "Further names: one is the same"},
                       {"initial", "Further names: an initial that fits"},
                       {"alike", "Further names: alike"},
                       {"different", "Further names: different"}}},
            FieldText{"surname",
                      {{"same", "Surname: the same"},
                       {"slip", "Surname: one letter differs"},
                       {"alike", "Surname: alike in sound or spelling"},
                       {"part", "Surname: a part of it, or a previous one, is the same"},
                       {"swapped", "Surname and given name: swapped"},
                       {"different", "Surname: different"}}},
            FieldText{"sex", {{"same", "Sex: the same"}, {"different", "Sex: different"}}},
            FieldText{"dob",
                      {{"same", "Date of birth: the same"},
                       {"swapped", "Date of birth: day and month swapped"},
                       {"slip", "Date of birth: one digit differs"},
                       {"two_parts", "Date of birth: two of day, month and year are the same"},
                       {"partial", "Date of birth: what is known of it agrees"},
                       {"expected", "Date of birth: fits the expected date"},
                       {"near", "Date of birth: near"},
                       {"different", "Date of birth: different"}}},
            FieldText{"postcode",
                      {{"same", "Postcode: the same"},
                       {"slip", "Postcode: one character differs"},
                       {"sector", "Postcode: the same sector"},
                       {"district", "Postcode: the same district"},
                       {"different", "Postcode: different"}}},
            FieldText{"address",
                      {{"same", "Address: the same"},
                       {"nearly", "Address: nearly the same"},
                       {"street", "Address: the same street, another number"},
                       {"part", "Address: a part is the same"},
                       {"different", "Address: different"}}},
            FieldText{"town",
                      {{"same", "Town: the same"},
                       {"alike", "Town: alike"},
                       {"different", "Town: different"}}},
            number("uprn", "Property number"),
            number("nhs", "NHS number"),
            number("upn", "Unique pupil number"),
            number("identifier1", "Identifier"),
            number("identifier2", "Second identifier"),
            number("identifier3", "Third identifier"),
            number("identifier4", "Fourth identifier"),
        };
    }();
    return made;
}

std::size_t at(Field field) {
    return static_cast<std::size_t>(field);
}

enum class Pool : std::uint64_t { given, surname, postcode, house, town };

template <class Judge>
std::uint8_t cached(CompareCache& cache, Pool pool, TextId a, TextId b, Judge judge) {
    if (a > b) std::swap(a, b);
    const std::uint64_t key =
        (static_cast<std::uint64_t>(pool) << 60) | (static_cast<std::uint64_t>(a) << 30) | b;
    auto& slot = cache.slot(key);
    if (slot.key != key) {
        slot.level = static_cast<std::uint8_t>(judge());
        slot.key = key;
    }
    return slot.level;
}

bool share_word(std::string_view a, std::string_view b) {
    std::size_t i = 0;
    while (i < a.size()) {
        const auto end = std::min(a.find(' ', i), a.size());
        const auto word = a.substr(i, end - i);
        if (word.size() >= 3) {
            std::size_t j = 0;
            while (j < b.size()) {
                const auto stop = std::min(b.find(' ', j), b.size());
                if (b.substr(j, stop - j) == word) return true;
                j = stop + 1;
            }
        }
        i = end + 1;
    }
    return false;
}

// What both ways of judging names share: 0 one letter differs, 1 alike, 2 different.
int spelling(const Lexicon& lexicon, TextId a, TextId b, double alike) {
    const auto x = lexicon.names.text(a);
    const auto y = lexicon.names.text(b);
    const std::size_t shorter = std::min(x.size(), y.size());
    const auto letters_x = lexicon.names.letters(a);
    const auto letters_y = lexicon.names.letters(b);
    if (!surely_apart(letters_x, letters_y, 2)) {
        const int apart = osa(x, y, 2);
        if (apart <= 1 && shorter >= 3) return 0;
        if (apart <= 2 && shorter >= 6) return 1;
    }
    const NameInfo& p = lexicon.name(a);
    const NameInfo& q = lexicon.name(b);
    if (p.sound != 0 && p.sound == q.sound && shorter >= 3) return 1;
    if (p.skeleton == q.skeleton && shorter >= 3 && lexicon.sounds.text(p.skeleton).size() >= 4) {
        return 1;
    }
    if (shorter >= 3 && (x.starts_with(y) || y.starts_with(x))) return 1;
    return may_be_alike(x, letters_x, y, letters_y, alike) && jaro_winkler(x, y) >= alike ? 1 : 2;
}

std::uint8_t given_level(const Lexicon& lexicon, CompareCache& cache, TextId a, TextId b) {
    if (a == b) return given_same;
    return cached(cache, Pool::given, a, b, [&] {
        const NameInfo& p = lexicon.name(a);
        const NameInfo& q = lexicon.name(b);
        if (p.initial || q.initial) {
            return lexicon.names.text(a).front() == lexicon.names.text(b).front() ? given_initial
                                                                                  : given_different;
        }
        if (lexicon.related(a, b)) return given_short;
        const int spelt = spelling(lexicon, a, b, 0.88);
        if (spelt == 0) return given_slip;
        if (spelt == 1) return given_alike;
        if ((p.words > 1 || q.words > 1) &&
            share_word(lexicon.names.text(a), lexicon.names.text(b))) {
            return given_alike;
        }
        return given_different;
    });
}

std::uint8_t surname_level(const Lexicon& lexicon, CompareCache& cache, TextId a, TextId b) {
    if (a == b) return surname_same;
    return cached(cache, Pool::surname, a, b, [&] {
        const auto x = lexicon.names.text(a);
        const auto y = lexicon.names.text(b);
        if ((x.size() == 1 || y.size() == 1) && x.front() == y.front()) return surname_alike;
        const int spelt = spelling(lexicon, a, b, 0.9);
        if (spelt == 0) return surname_slip;
        if ((lexicon.name(a).words > 1 || lexicon.name(b).words > 1) && share_word(x, y)) {
            return surname_part;
        }
        return spelt == 1 ? surname_alike : surname_different;
    });
}

bool contains(const std::array<TextId, kNames>& list, std::size_t from, TextId id) {
    for (std::size_t i = from; i < kNames; ++i) {
        if (list[i] == id) return true;
    }
    return false;
}

struct NameLevels {
    std::uint8_t given = kMissing, surname = kMissing;
    float given_share = 0, surname_share = 0;
};

// The given name of each is the other's surname; one of the two may be misspelt.
bool swapped(const Lexicon& lexicon, CompareCache& cache, TextId given_a, TextId surname_a,
             TextId given_b, TextId surname_b) {
    const bool first = given_a == surname_b;
    const bool second = given_b == surname_a;
    if (first && second) return true;
    if (!first && !second) return false;
    const auto rest = first ? surname_level(lexicon, cache, given_b, surname_a)
                            : surname_level(lexicon, cache, given_a, surname_b);
    return rest <= surname_alike;
}

NameLevels compare_names(const Lexicon& lexicon, const Record& a, const Record& b,
                         CompareCache& cache) {
    NameLevels out;
    const TextId ga = a.given[0], gb = b.given[0], sa = a.surnames[0], sb = b.surnames[0];
    if (ga != 0 && gb != 0) out.given = given_level(lexicon, cache, ga, gb);
    if (sa != 0 && sb != 0) out.surname = surname_level(lexicon, cache, sa, sb);
    if (ga != 0 && gb != 0 && sa != 0 && sb != 0) {
        if (out.given >= given_alike && out.surname >= surname_alike &&
            swapped(lexicon, cache, ga, sa, gb, sb)) {
            out.given = given_swapped;
            out.surname = surname_swapped;
            // One of the two writes it right: by the likelier reading.
            const float as_a = lexicon.share(Role::given, ga) * lexicon.share(Role::surname, sa);
            const float as_b = lexicon.share(Role::given, gb) * lexicon.share(Role::surname, sb);
            out.given_share = lexicon.share(Role::given, as_a > as_b ? ga : gb);
            out.surname_share = lexicon.share(Role::surname, as_a > as_b ? sa : sb);
            return out;
        }
    } else {
        // Only one name of one of them: it may stand in the other place.
        if (ga != 0 && gb == 0 && sb != 0 && ga == sb && (sa == 0 || sa != sb)) {
            out.surname = surname_swapped;
            out.surname_share =
                std::max(lexicon.share(Role::surname, ga), lexicon.share(Role::given, ga));
            return out;
        }
        if (gb != 0 && ga == 0 && sa != 0 && gb == sa && (sb == 0 || sb != sa)) {
            out.surname = surname_swapped;
            out.surname_share =
                std::max(lexicon.share(Role::surname, gb), lexicon.share(Role::given, gb));
            return out;
        }
    }
    if (out.given != kMissing) {
        if (out.given > given_short &&
            ((gb != 0 && contains(a.given, 1, gb)) || (ga != 0 && contains(b.given, 1, ga))) &&
            out.given != given_initial) {
            out.given = given_other_name;
        }
        switch (out.given) {
            case given_short:
            case given_same:
            case given_slip:
            case given_alike:
                out.given_share =
                    std::max(lexicon.share(Role::given, ga), lexicon.share(Role::given, gb));
                if (out.given == given_short) {
                    out.given_share = std::max(out.given_share, lexicon.share_of_forms(ga, gb));
                }
                break;
            default:
                break;
        }
    }
    const bool more = a.surnames[1] != 0 || b.surnames[1] != 0;
    if (more && out.surname != surname_same) {
        for (const TextId x : a.surnames) {
            for (const TextId y : b.surnames) {
                if (x == 0 || y == 0) continue;
                if (x == y || surname_level(lexicon, cache, x, y) == surname_slip) {
                    if (out.surname > surname_part) out.surname = surname_part;
                    out.surname_share =
                        std::max(out.surname_share, lexicon.share(Role::surname, x));
                }
            }
        }
    }
    switch (out.surname) {
        case surname_same:
        case surname_slip:
        case surname_alike:
            out.surname_share =
                std::max(lexicon.share(Role::surname, sa), lexicon.share(Role::surname, sb));
            break;
        default:
            break;
    }
    if (out.given == given_same && out.surname == surname_same) {
        out.given_share = std::min(1.0F, out.given_share * lexicon.go_together(ga, sa));
    }
    return out;
}

std::uint8_t middle_level(const Lexicon& lexicon, const Record& a, const Record& b,
                          CompareCache& cache, float& share) {
    if (a.given[1] == 0 || b.given[1] == 0) return kMissing;
    std::uint8_t best = middle_different;
    for (std::size_t i = 1; i < kNames; ++i) {
        for (std::size_t j = 1; j < kNames; ++j) {
            const TextId x = a.given[i], y = b.given[j];
            if (x == 0 || y == 0) continue;
            std::uint8_t found = middle_different;
            const auto spelt = given_level(lexicon, cache, x, y);
            if (spelt == given_same) {
                found = middle_same;
            } else if (spelt == given_initial) {
                found = middle_initial;
            } else if (spelt < given_different) {
                found = middle_alike;
            }
            if (found < best) {
                best = found;
                share = found == middle_same ? lexicon.share(Role::middle, x) : 0.0F;
            }
        }
    }
    return best;
}

int digits_apart(const PartialDate& a, const PartialDate& b, bool& neighbours) {
    const auto digits = [](const PartialDate& d) {
        return std::array<int, 8>{d.year / 1000, d.year / 100 % 10, d.year / 10 % 10, d.year % 10,
                                  d.month / 10,  d.month % 10,      d.day / 10,       d.day % 10};
    };
    const auto x = digits(a);
    const auto y = digits(b);
    int apart = 0;
    std::size_t first = 8, last = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        if (x[i] == y[i]) continue;
        ++apart;
        if (first == 8) first = i;
        last = i;
    }
    neighbours = apart == 2 && last == first + 1 && x[first] == y[last] && x[last] == y[first];
    return apart;
}

std::uint8_t whole_dates(const PartialDate& a, const PartialDate& b) {
    if (a.kind == DateKind::partial || b.kind == DateKind::partial) {
        const bool years = a.year == b.year;
        const bool months = a.month == 0 || b.month == 0 || a.month == b.month;
        const bool days = a.day == 0 || b.day == 0 || a.day == b.day;
        if (years && months && days) return dob_partial;
        return years || std::abs(a.year - b.year) <= 1 ? dob_near : dob_different;
    }
    if (a.year == b.year && a.month == b.month && a.day == b.day) return dob_same;
    if (a.year == b.year && a.month == b.day && a.day == b.month) return dob_swapped;
    // The first of January stands for "some day of that year" in many systems.
    const bool default_a = a.month == 1 && a.day == 1;
    const bool default_b = b.month == 1 && b.day == 1;
    if (a.year == b.year && default_a != default_b) return dob_partial;
    bool neighbours = false;
    const int apart = digits_apart(a, b, neighbours);
    if (apart == 1 || neighbours) return dob_slip;
    const int parts = (a.year == b.year) + (a.month == b.month) + (a.day == b.day);
    if (parts == 2) return dob_two_parts;
    if (apart == 2 || a.year == b.year) return dob_near;
    return dob_different;
}

// An unborn child's expected date against a date of birth: up to 17 weeks early, 3 weeks late.
std::uint8_t birth_and_expected(const PartialDate& expected, const PartialDate& born) {
    if (expected.kind != DateKind::exact || born.kind != DateKind::exact) return kMissing;
    const int late = day_number(born) - day_number(expected);
    return late >= -17 * 7 && late <= 3 * 7 ? dob_expected : dob_different;
}

std::uint8_t typed_date(std::string_view typed, const PartialDate& date) {
    std::string digits;
    for (const char c : typed) {
        if (c >= '0' && c <= '9') digits += c;
    }
    if (digits.size() < 5) return kMissing;
    std::string whole = std::to_string(10000 * date.year + 100 * date.month + date.day);
    const int apart = osa(digits, whole, 2);
    return apart <= 1 ? std::uint8_t{dob_slip} : apart == 2 ? std::uint8_t{dob_near} : kMissing;
}

std::uint8_t dob_level(const Lexicon& lexicon, const Record& a, const Record& b, float& share) {
    const bool waits_a = !a.dob.known() || a.unborn;  // known only as an expected date
    const bool waits_b = !b.dob.known() || b.unborn;
    const PartialDate& due_a = a.expected.known() || !a.unborn ? a.expected : a.dob;
    const PartialDate& due_b = b.expected.known() || !b.unborn ? b.expected : b.dob;
    if (a.dob.known() && b.dob.known()) {
        auto level = whole_dates(a.dob, b.dob);
        if (level == dob_same) {
            share = lexicon.share_of_date(a.dob);
        } else if (a.unborn != b.unborn) {
            level = a.unborn ? birth_and_expected(due_a, b.dob) : birth_and_expected(due_b, a.dob);
        }
        return level;
    }
    if (waits_a && waits_b && due_a.known() && due_b.known()) {
        const int apart = std::abs(day_number(due_a) - day_number(due_b));
        return apart <= 28 ? dob_expected : dob_different;
    }
    if (waits_a && due_a.known() && b.dob.known()) return birth_and_expected(due_a, b.dob);
    if (waits_b && due_b.known() && a.dob.known()) return birth_and_expected(due_b, a.dob);
    if (a.dob_typed != 0 && b.dob_typed != 0) {
        if (a.dob_typed == b.dob_typed) return dob_two_parts;
        return osa(lexicon.typed.text(a.dob_typed), lexicon.typed.text(b.dob_typed), 1) <= 1
                   ? std::uint8_t{dob_two_parts}
                   : kMissing;
    }
    if (a.dob_typed != 0 && b.dob.known()) {
        return typed_date(lexicon.typed.text(a.dob_typed), b.dob);
    }
    if (b.dob_typed != 0 && a.dob.known()) {
        return typed_date(lexicon.typed.text(b.dob_typed), a.dob);
    }
    return kMissing;
}

std::uint8_t postcode_level(const Lexicon& lexicon, CompareCache& cache, TextId a, TextId b) {
    if (a == b) return postcode_same;
    return cached(cache, Pool::postcode, a, b, [&] {
        const auto x = lexicon.postcodes.text(a);
        const auto y = lexicon.postcodes.text(b);
        const auto gap = x.find(' ');
        if (gap != std::string_view::npos && gap == y.find(' ') &&
            x.substr(0, gap) == y.substr(0, gap)) {
            if (osa(x, y, 1) <= 1) return postcode_slip;
            return x.substr(0, gap + 2) == y.substr(0, gap + 2) ? postcode_sector
                                                                : postcode_district;
        }
        if (osa(x, y, 1) <= 1) return postcode_slip;
        if (gap != std::string_view::npos || y.find(' ') != std::string_view::npos) {
            return postcode_different;
        }
        const std::size_t half = (std::max(x.size(), y.size()) + 1) / 2;
        return x.substr(0, half) == y.substr(0, half) ? postcode_district : postcode_different;
    });
}

bool common_word(std::string_view word) {
    static constexpr std::string_view kCommon[] = {
        "road",    "street", "avenue", "close", "crescent", "court",  "drive",
        "gardens", "grove",  "lane",   "place", "park",     "square", "terrace",
        "way",     "walk",   "house",  "the",   "of",       "circuit"};
    return std::find(std::begin(kCommon), std::end(kCommon), word) != std::end(kCommon);
}

enum StreetLevel : std::uint8_t { street_same, street_alike, street_part, street_different };

std::uint8_t street_level(const Lexicon& lexicon, TextId a, TextId b) {
    if (a == b) return street_same;
    auto x = lexicon.streets.text(a);
    auto y = lexicon.streets.text(b);
    if (x.size() > y.size()) {
        std::swap(x, y);
        std::swap(a, b);
    }
    const auto letters_x = lexicon.streets.letters(a);
    const auto letters_y = lexicon.streets.letters(b);
    const int most = x.size() >= 10 ? 2 : 1;
    if (x.size() >= 4 && !surely_apart(letters_x, letters_y, most) && osa(x, y, most) <= most) {
        return street_alike;
    }
    // How much of the shorter one's own words the other has too.
    double has = 0, of = 0;
    for (const TextId word : lexicon.words_of_street(a)) {
        const auto text = lexicon.words.text(word);
        const double worth = common_word(text) ? 0.3 : static_cast<double>(text.size());
        of += worth;
        for (const TextId other : lexicon.words_of_street(b)) {
            if (other == word ||
                (text.size() >= 4 &&
                 !surely_apart(lexicon.words.letters(word), lexicon.words.letters(other), 1) &&
                 lexicon.words.text(other).size() >= 4 &&
                 osa(text, lexicon.words.text(other), 1) <= 1)) {
                has += worth;
                break;
            }
        }
    }
    if (of > 3 && has >= 0.9 * of) return street_alike;
    if (of > 0 && has >= 0.4 * of) return street_part;
    return street_different;
}

bool near_house(const Lexicon& lexicon, CompareCache& cache, TextId a, TextId b) {
    return cached(cache, Pool::house, a, b, [&] {
               const auto x = lexicon.houses.text(a);
               const auto y = lexicon.houses.text(b);
               if (x.find('/') != std::string_view::npos || y.find('/') != std::string_view::npos) {
                   const auto last = [](std::string_view t) {
                       const auto slash = t.rfind('/');
                       return slash == std::string_view::npos ? t : t.substr(slash + 1);
                   };
                   if (last(x) == last(y)) return 1;
               }
               // 12 and 12a; 127 and 172, but not 12 and 13.
               if (std::min(x.size(), y.size()) >= 2 && osa(x, y, 1) <= 1 &&
                   (x.size() != y.size() || x.size() >= 3)) {
                   return 1;
               }
               return 0;
           }) != 0;
}

std::uint8_t address_level(const Lexicon& lexicon, const Record& a, const Record& b,
                           CompareCache& cache, float& share) {
    if (a.street == 0 || b.street == 0) {
        return kMissing;
    }
    const auto street = street_level(lexicon, a.street, b.street);
    const bool both = a.house != 0 && b.house != 0;
    const bool house = both && a.house == b.house;
    const bool near = both && !house && near_house(lexicon, cache, a.house, b.house);
    switch (static_cast<StreetLevel>(street)) {
        case street_same:
            if (house) {
                share = lexicon.share(Role::address, a.address);
                return address_same;
            }
            share = lexicon.share(Role::street, a.street);
            // Without numbers the text is all there is.
            if (a.house == 0 && b.house == 0) return address_same;
            return !both || near ? address_nearly : address_street;
        case street_alike:
            if (house || near) return address_nearly;
            return both ? address_part : address_street;
        case street_part:
            return house ? address_street : address_part;
        case street_different:
            break;
    }
    return address_different;
}

std::uint8_t town_level(const Lexicon& lexicon, CompareCache& cache, TextId a, TextId b) {
    if (a == b) return town_same;
    return cached(cache, Pool::town, a, b, [&] {
        const auto x = lexicon.towns.text(a);
        const auto y = lexicon.towns.text(b);
        const std::size_t shorter = std::min(x.size(), y.size());
        const int most = shorter >= 8 ? 2 : 1;
        if (shorter >= 3 &&
            !surely_apart(lexicon.towns.letters(a), lexicon.towns.letters(b), most) &&
            osa(x, y, most) <= most) {
            return town_alike;
        }
        if (shorter >= 4 && share_word(x, y)) return town_alike;
        return jaro_winkler(x, y) >= 0.9 ? town_alike : town_different;
    });
}

std::uint8_t number_level(const Lexicon& lexicon, TextId a, TextId b) {
    if (a == b) return number_same;
    const auto judge = [&] {
        const auto x = lexicon.numbers.text(a);
        const auto y = lexicon.numbers.text(b);
        const std::size_t shorter = std::min(x.size(), y.size());
        const auto letters_x = lexicon.numbers.letters(a);
        const auto letters_y = lexicon.numbers.letters(b);
        const int apart = surely_apart(letters_x, letters_y, 2) ? 3 : osa(x, y, 2);
        if (apart <= 1 && shorter >= 5) return number_slip;
        if (apart <= 2 && shorter >= 7) return number_alike;
        const auto user_x = x.find('@');
        const auto user_y = y.find('@');
        if (user_x != std::string_view::npos && user_y != std::string_view::npos) {
            const auto name_x = x.substr(0, user_x);
            const auto name_y = y.substr(0, user_y);
            if (name_x.size() >= 4 && osa(name_x, name_y, 1) <= 1) return number_alike;
        }
        // Words rather than numbers may be alike; numbers of one length often are by chance.
        const bool wordy = x.find_first_not_of("0123456789") != std::string_view::npos;
        return wordy && shorter >= 4 && may_be_alike(x, letters_x, y, letters_y, 0.92) &&
                       jaro_winkler(x, y) >= 0.92
                   ? number_alike
                   : number_different;
    };
    return static_cast<std::uint8_t>(judge());
}

}  // namespace

std::size_t levels_of(Field field) {
    return texts()[at(field)].levels.size();
}
std::string_view name_of(Field field) {
    return texts()[at(field)].name;
}
std::string_view name_of(Field field, std::uint8_t level) {
    return level == kMissing ? "missing" : texts()[at(field)].levels.at(level).name;
}
std::string_view in_words(Field field, std::uint8_t level) {
    return texts()[at(field)].levels.at(level).words;
}

CompareCache::CompareCache(std::size_t slots_log2)
    : slots_(std::size_t{1} << slots_log2), shift_(64 - static_cast<int>(slots_log2)) {
    for (auto& s : slots_) s.key = ~std::uint64_t{0};
}

void compare(const Lexicon& lexicon, const Record& a, const Record& b, CompareCache& cache,
             Comparison& out) {
    out.levels.fill(kMissing);
    out.shares.fill(0);
    const auto set = [&](Field field, std::uint8_t level, float share = 0) {
        out.levels[at(field)] = level;
        out.shares[at(field)] = share;
    };
    const auto names = compare_names(lexicon, a, b, cache);
    set(Field::given, names.given, names.given_share);
    set(Field::surname, names.surname, names.surname_share);
    float share = 0;
    const auto middle = middle_level(lexicon, a, b, cache, share);
    set(Field::middle, middle, share);
    if (a.sex != Sex::unknown && b.sex != Sex::unknown) {
        set(Field::sex, a.sex == b.sex ? sex_same : sex_different);
    }
    share = 0;
    const auto dob = dob_level(lexicon, a, b, share);
    set(Field::dob, dob, share);
    if (a.postcode != 0 && b.postcode != 0) {
        const auto level = postcode_level(lexicon, cache, a.postcode, b.postcode);
        set(Field::postcode, level,
            level == postcode_same ? lexicon.share(Role::postcode, a.postcode) : 0.0F);
    }
    share = 0;
    const auto address = address_level(lexicon, a, b, cache, share);
    set(Field::address, address, share);
    if (a.town != 0 && b.town != 0) {
        const auto level = town_level(lexicon, cache, a.town, b.town);
        set(Field::town, level,
            level <= town_alike
                ? std::max(lexicon.share(Role::town, a.town), lexicon.share(Role::town, b.town))
                : 0.0F);
    }
    const auto number = [&](Field field, Role role, TextId x, TextId y) {
        if (x == 0 || y == 0) return;
        const auto level = number_level(lexicon, x, y);
        set(field, level, level == number_same ? lexicon.share(role, x) : 0.0F);
    };
    number(Field::uprn, Role::uprn, a.uprn, b.uprn);
    number(Field::nhs, Role::nhs, a.nhs, b.nhs);
    number(Field::upn, Role::upn, a.upn, b.upn);
    for (std::size_t i = 0; i < kIdentifiers; ++i) {
        number(static_cast<Field>(at(Field::identifier1) + i),
               static_cast<Role>(static_cast<std::size_t>(Role::identifier1) + i), a.identifiers[i],
               b.identifiers[i]);
    }
}

}  // namespace hearth::identity::linkage

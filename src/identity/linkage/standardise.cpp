// Long because: every field of a person is brought into its standard form here, by small functions.
#include "identity/linkage/standardise.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace hearth::identity::linkage {
namespace {

using Words = std::vector<std::string_view>;

bool one_of(std::string_view word, std::span<const std::string_view> list) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

constexpr std::string_view kTitles[] = {"mr",  "mrs",  "miss", "ms",     "mx",    "dr",
                                        "sir", "rev",  "prof", "master", "madam", "revd",
                                        "fr",  "cllr", "hon",  "lady",   "mstr",  "mstr"};
constexpr std::string_view kEndings[] = {"jr",     "jnr", "snr", "sr",  "junior",
                                         "senior", "esq", "mbe", "obe", "phd"};
constexpr std::string_view kBaby[] = {"baby",   "unborn", "infant", "newborn", "bump",
                                      "foetus", "fetus",  "ub",     "bby"};
// Words that go with a placeholder and are no names beside it.
constexpr std::string_view kBabyMore[] = {
    "boy",   "girl", "male",    "female",   "child", "of",       "twin", "triplet", "i",
    "ii",    "iii",  "one",     "two",      "1",     "2",        "3",    "a",       "b",
    "known", "not",  "unknown", "expected", "son",   "daughter", "m",    "f"};
constexpr std::string_view kNothing[] = {"unknown",
                                         "not known",
                                         "n/k",
                                         "nk",
                                         "n/a",
                                         "na",
                                         "none",
                                         "null",
                                         "nil",
                                         "-",
                                         "--",
                                         ".",
                                         "?",
                                         "??",
                                         "unk",
                                         "not given",
                                         "not stated",
                                         "not recorded",
                                         "not provided",
                                         "not applicable",
                                         "tbc",
                                         "tba",
                                         "to be confirmed",
                                         "no name",
                                         "noname",
                                         "missing",
                                         "nan",
                                         "no fixed abode",
                                         "nfa",
                                         "not available",
                                         "unspecified",
                                         "blank",
                                         "withheld",
                                         "refused",
                                         "*",
                                         "not yet known",
                                         "not named",
                                         "unnamed",
                                         "no surname",
                                         "no first name",
                                         "fnu",
                                         "lnu",
                                         "xx",
                                         "xxx",
                                         "zzz",
                                         "xxxx"};
// Words that begin a surname of several words when it is taken out of a whole name.
constexpr std::string_view kParticles[] = {
    "van",  "von", "de", "da", "di",    "del", "della", "der", "den", "la", "le",  "bin", "ibn",
    "bint", "al",  "el", "st", "saint", "mac", "mc",    "o",   "dos", "du", "ter", "abu"};

std::string joined(const Words& words, std::size_t from, std::size_t to) {
    std::string text;
    for (std::size_t i = from; i < to; ++i) {
        if (!text.empty()) text += ' ';
        text += words[i];
    }
    return text;
}

void push_new(std::vector<std::string>& list, std::string text) {
    if (!text.empty() && std::find(list.begin(), list.end(), text) == list.end()) {
        list.push_back(std::move(text));
    }
}

// fold(), then what is no letter of a name becomes a space; apostrophes and full stops between
// letters close up; `hyphen` stands for hyphens.
std::string letters_of_name(std::string_view folded, char hyphen) {
    std::string out;
    for (std::size_t i = 0; i < folded.size(); ++i) {
        const char c = folded[i];
        if (c == '\'' || c == '`') continue;
        if (c == '.') {
            out += ' ';
        } else if (c == '-') {
            out += hyphen;
        } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                   (static_cast<unsigned char>(c) & 0x80) != 0) {
            out += c;
        } else {
            out += ' ';
        }
    }
    return out;
}

// Reads the words of given names into `words`; true when they stand for a child without a name.
// A hyphen joins two words to one name: '\x1f' marks it.
bool given_words(std::string_view text, std::vector<std::string>& out) {
    const std::string folded = fold(text);
    if (says_nothing(folded)) return false;
    const std::string letters = letters_of_name(folded, '\x1f');
    const auto all = words(letters);
    bool baby = false;
    for (const auto word : all) {
        const bool twin = word == "twin" || word == "triplet";
        baby = baby || one_of(word, kBaby) || (twin && all.size() <= 2);
    }
    for (const auto word : all) {
        if (one_of(word, kTitles) && all.size() > 1) continue;
        if (baby && (one_of(word, kBaby) || one_of(word, kBabyMore))) continue;
        std::string name(word);
        std::replace(name.begin(), name.end(), '\x1f', ' ');
        name = std::string(trim(name));
        if (says_nothing(name)) continue;
        push_new(out, std::move(name));
    }
    return baby;
}

std::string surname_of(std::string_view folded) {
    const std::string letters = letters_of_name(folded, ' ');
    auto all = words(letters);
    while (all.size() > 1 && one_of(all.back(), kEndings)) all.pop_back();
    while (all.size() > 1 && one_of(all.front(), kTitles)) all.erase(all.begin());
    // "mc donald", "o brien": one word.
    std::string text;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const bool closes =
            i > 0 && (all[i - 1] == "mc" || all[i - 1] == "o" || (all[i - 1] == "mac" && i == 1));
        if (!text.empty() && !closes) text += ' ';
        text += all[i];
    }
    return says_nothing(text) ? std::string{} : text;
}

// "green (née smith)", "smith formerly green", "smith aka green", "smith/green": each part.
std::vector<std::string> surnames_of(std::string_view text) {
    std::string folded = fold(text);
    std::vector<std::string> parts;
    if (says_nothing(folded)) return parts;
    for (const std::string_view mark : {"(nee ", " nee ", " formerly ", "(formerly ", " aka ",
                                        " a.k.a. ", " a/k/a ", "(", ")", "/", ";"}) {
        for (auto at = folded.find(mark); at != std::string::npos; at = folded.find(mark, at)) {
            folded.replace(at, mark.size(), 1, '|');
        }
    }
    for (const auto part : split(folded, '|')) push_new(parts, surname_of(part));
    return parts;
}

struct Short {
    std::string_view from, to;
};
constexpr Short kStreetWords[] = {
    {"rd", "road"},        {"st", "street"},       {"str", "street"},     {"ave", "avenue"},
    {"av", "avenue"},      {"aven", "avenue"},     {"cl", "close"},       {"cres", "crescent"},
    {"cr", "crescent"},    {"crt", "court"},       {"ct", "court"},       {"dr", "drive"},
    {"drv", "drive"},      {"gdns", "gardens"},    {"gdn", "garden"},     {"gr", "grove"},
    {"grv", "grove"},      {"la", "lane"},         {"ln", "lane"},        {"pl", "place"},
    {"pk", "park"},        {"sq", "square"},       {"ter", "terrace"},    {"terr", "terrace"},
    {"tce", "terrace"},    {"wy", "way"},          {"wlk", "walk"},       {"hse", "house"},
    {"blvd", "boulevard"}, {"mt", "mount"},        {"cotts", "cottages"}, {"cott", "cottage"},
    {"fm", "farm"},        {"est", "estate"},      {"ctr", "centre"},     {"mws", "mews"},
    {"hts", "heights"},    {"apts", "apartments"}, {"vlge", "village"},   {"retrmnt", "retirement"},
    {"nth", "north"},      {"sth", "south"}};
constexpr std::string_view kFlatWords[] = {"flat", "apartment", "apt",    "unit",
                                           "room", "no",        "number", "num"};

bool has_digit(std::string_view word) {
    return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}
bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

char to_letter(char c) {
    return c == '0' ? 'O' : c == '1' ? 'I' : c == '5' ? 'S' : c == '8' ? 'B' : c;
}
char to_digit(char c) {
    return c == 'O'               ? '0'
           : c == 'I' || c == 'L' ? '1'
           : c == 'S'             ? '5'
           : c == 'B'             ? '8'
           : c == 'Z'             ? '2'
                                  : c;
}

// The postcode spelt in `raw` (capitals and digits only), mended; empty when it is none.
std::string uk_postcode(std::string raw) {
    if (raw.size() < 5 || raw.size() > 7) return {};
    const std::size_t in = raw.size() - 3;
    raw[in] = to_digit(raw[in]);
    raw[in + 1] = to_letter(raw[in + 1]);
    raw[in + 2] = to_letter(raw[in + 2]);
    raw[0] = to_letter(raw[0]);
    if (!is_digit(raw[in]) || !is_upper(raw[in + 1]) || !is_upper(raw[in + 2]) ||
        !is_upper(raw[0])) {
        return {};
    }
    // Outward: A9 A99 A9A AA9 AA99 AA9A.
    std::string out = raw.substr(0, in);
    const auto fits = [](std::string_view o) {
        const std::size_t letters = o.size() > 1 && is_upper(o[1]) ? 2 : 1;
        if (o.size() <= letters || !is_digit(o[letters])) return false;
        if (o.size() == letters + 1) return true;
        return o.size() == letters + 2 && (is_digit(o[letters + 1]) || is_upper(o[letters + 1]));
    };
    if (!fits(out)) {
        std::string mended = out;
        if (out.size() == 2) {
            mended[1] = to_digit(out[1]);
        } else if (out.size() == 3) {
            mended[2] = to_digit(out[2]);
            if (!fits(mended)) mended[1] = to_digit(out[1]);
            if (!fits(mended)) mended[1] = to_letter(out[1]);
        } else if (out.size() == 4) {
            mended[1] = to_letter(out[1]);
            mended[2] = to_digit(out[2]);
        }
        if (!fits(mended)) return {};
        out = mended;
    }
    return out + " " + raw.substr(in);
}

std::string capitals(std::string_view text, std::string_view also) {
    const std::string folded = fold(text);
    std::string out;
    for (const char c : folded) {
        if (c >= 'a' && c <= 'z') {
            out += static_cast<char>(c - 'a' + 'A');
        } else if (is_digit(c) || also.find(c) != std::string_view::npos ||
                   (static_cast<unsigned char>(c) & 0x80) != 0) {
            out += c;
        }
    }
    return out;
}

}  // namespace

bool says_nothing(std::string_view folded) {
    return folded.empty() || one_of(folded, kNothing);
}

void read_given(Person& person, std::string_view text) {
    person.unborn = given_words(text, person.given) || person.unborn;
}

void read_middle(Person& person, std::string_view text) {
    std::vector<std::string> names;
    given_words(text, names);
    // An empty first place keeps a middle name from being taken for the first.
    if (!names.empty() && person.given.empty()) person.given.emplace_back();
    for (auto& name : names) push_new(person.given, std::move(name));
}

void read_surname(Person& person, std::string_view text) {
    for (auto& name : surnames_of(text)) push_new(person.surnames, std::move(name));
}

void read_previous(Person& person, std::string_view text) {
    auto names = surnames_of(text);
    if (!names.empty() && person.surnames.empty()) person.surnames.emplace_back();
    for (auto& name : names) push_new(person.surnames, std::move(name));
}

void read_name(Person& person, std::string_view text) {
    if (const auto comma = text.find(','); comma != std::string_view::npos) {
        read_surname(person, text.substr(0, comma));
        read_given(person, text.substr(comma + 1));
        return;
    }
    const std::string_view whole = trim(text);
    auto all = words(whole);
    while (all.size() > 1 && one_of(letters_of_name(fold(all.front()), ' '), kTitles)) {
        all.erase(all.begin());
    }
    // A title with a full stop leaves a space behind: "Mr. Smith".
    if (all.size() > 1 && one_of(trim(letters_of_name(fold(all.front()), ' ')), kTitles)) {
        all.erase(all.begin());
    }
    while (all.size() > 1 && one_of(trim(letters_of_name(fold(all.back()), ' ')), kEndings)) {
        all.pop_back();
    }
    if (all.empty()) return;
    if (all.size() == 1) {
        if (const auto folded = fold(all[0]); one_of(folded, kBaby)) {
            person.unborn = true;
        } else {
            read_surname(person, all[0]);
        }
        return;
    }
    // "SMITH Ann": the words in capitals come first and are the surname.
    const auto shouted = [](std::string_view word) {
        std::size_t capitals_seen = 0;
        for (const char c : word) {
            if (c >= 'a' && c <= 'z') return false;
            if (is_upper(c)) ++capitals_seen;
        }
        return capitals_seen > 1;
    };
    std::size_t loud = 0;
    while (loud < all.size() && shouted(all[loud])) ++loud;
    if (loud > 0 && loud < all.size()) {
        read_surname(person, joined(all, 0, loud));
        read_given(person, joined(all, loud, all.size()));
        return;
    }
    std::size_t from = all.size() - 1;
    while (from > 1 && one_of(lower_ascii(all[from - 1]), kParticles)) --from;
    read_given(person, joined(all, 0, from));
    read_surname(person, joined(all, from, all.size()));
}

Sex read_sex(std::string_view text) {
    const std::string folded = fold(text);
    if (folded.empty() || says_nothing(folded)) return Sex::unknown;
    if (folded == "1" || folded == "m" || folded == "male" || folded == "boy" || folded == "man") {
        return Sex::male;
    }
    if (folded == "2" || folded == "f" || folded == "female" || folded == "girl" ||
        folded == "woman") {
        return Sex::female;
    }
    if (folded == "i" || folded == "indeterminate" || folded == "other" || folded == "x") {
        return Sex::other;
    }
    return Sex::unknown;
}

std::string standard_house(std::string_view text) {
    const std::string folded = fold(text);
    if (says_nothing(folded)) return {};
    std::string out;
    std::string word;
    const auto end_word = [&] {
        if (!word.empty() && !one_of(word, kFlatWords)) {
            if (!out.empty()) out += '/';
            out += word;
        }
        word.clear();
    };
    for (const char c : folded) {
        if ((c >= 'a' && c <= 'z') || is_digit(c)) {
            word += c;
        } else if (c != '\'' && c != '.') {
            end_word();
        }
    }
    end_word();
    // "12.0" of a spreadsheet closed up to 120 would be wrong: take it back.
    if (folded.size() > 2 && folded.ends_with(".0") && out.size() > 1) out.pop_back();
    return out;
}

void read_address(Person& person, std::string_view text) {
    const std::string folded = fold(text);
    if (says_nothing(folded)) return;
    std::string clean;
    for (const char c : folded) {
        if (c == '\'' || c == '.') continue;
        const bool keeps =
            (c >= 'a' && c <= 'z') || is_digit(c) || (static_cast<unsigned char>(c) & 0x80) != 0;
        clean += keeps ? c : ' ';
    }
    auto all = words(clean);
    // A postcode at the end, written in one word or in two.
    if (!all.empty()) {
        const auto tail = [&](std::size_t n) {
            std::string raw;
            for (std::size_t i = all.size() - n; i < all.size(); ++i) raw += all[i];
            for (char& c : raw) {
                if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
            }
            return raw;
        };
        for (const std::size_t n : {std::size_t{2}, std::size_t{1}}) {
            if (all.size() < n + 1 || !has_digit(all.back())) continue;
            if (n == 2 && (all.back().size() != 3 || !has_digit(all[all.size() - 2]))) continue;
            const auto code = uk_postcode(tail(n));
            if (code.empty()) continue;
            if (person.postcode.empty()) person.postcode = code;
            all.resize(all.size() - n);
            break;
        }
    }
    std::string house;
    std::size_t at = 0;
    if (person.street.empty()) {
        // "flat 2 12 park road", "12a park road", "2 98 latchford": the numbers before the words.
        std::size_t scan = 0;
        while (scan < all.size() &&
               (one_of(all[scan], kFlatWords) || (has_digit(all[scan]) && all[scan].size() <= 6) ||
                (scan > 0 && all[scan].size() == 1))) {
            if (!one_of(all[scan], kFlatWords)) {
                if (!house.empty()) house += '/';
                house += all[scan];
            }
            ++scan;
        }
        at = scan;
    }
    std::string street;
    for (std::size_t i = at; i < all.size(); ++i) {
        std::string_view word = all[i];
        if (i > at) {  // "st johns road": the first word is a name
            for (const auto& s : kStreetWords) {
                if (s.from == word) word = s.to;
            }
        }
        if (!street.empty()) street += ' ';
        street += word;
    }
    if (person.house.empty()) person.house = house;
    if (!street.empty()) {
        if (!person.street.empty()) person.street += ' ';
        person.street += street;
    }
}

std::string standard_town(std::string_view text) {
    const std::string folded = fold(text);
    if (says_nothing(folded)) return {};
    return join(words(letters_of_name(folded, ' ')), " ");
}

std::string standard_postcode(std::string_view text) {
    const std::string raw = capitals(text, "");
    if (raw.empty() || says_nothing(lower_ascii(raw))) return {};
    auto code = uk_postcode(raw);
    return code.empty() ? raw : code;
}

std::string standard_identifier(std::string_view text) {
    const std::string folded = fold(text);
    if (says_nothing(folded)) return {};
    std::string out = capitals(text, "@._+");
    if (out.ends_with(".0") && std::all_of(out.begin(), out.end() - 2, is_digit)) {
        out.resize(out.size() - 2);  // a number that went through a spreadsheet
    }
    if (out.size() > 3 && (out.find_first_not_of('0') == std::string::npos ||
                           out.find_first_not_of('9') == std::string::npos)) {
        return {};
    }
    return out;
}

}  // namespace hearth::identity::linkage

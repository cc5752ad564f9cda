#include "identity/search_query.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "identity/linkage/standardise.h"

namespace hearth::identity {
namespace {

bool digit(char c) {
    return c >= '0' && c <= '9';
}
bool letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool all_digits(std::string_view s) {
    return !s.empty() && std::all_of(s.begin(), s.end(), digit);
}
std::string upper(std::string_view s) {
    std::string out(s);
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return out;
}

int number(std::string_view s) {
    int n = 0;
    for (const char c : s) n = n * 10 + (c - '0');
    return n;
}

// Two figures of a year are a past one: 19 is 2019, 61 is 1961.
int year_of(std::string_view s) {
    const int n = number(s);
    if (s.size() == 4) return n;
    return n <= 49 ? 2000 + n : 1900 + n;
}

std::optional<Date> plausible(std::optional<Date> date) {
    if (date && (date->year() < 1900 || date->year() > 2100)) return std::nullopt;
    return date;
}

// 3/5/2019, 03-05-19, 3.5.2019, 2019-05-03, 03052019
std::optional<Date> date_in_figures(std::string_view s) {
    if (const auto iso = Date::parse(s)) return plausible(iso);
    if (all_digits(s) && s.size() == 8)
        return plausible(
            Date::from(number(s.substr(4)), number(s.substr(2, 2)), number(s.substr(0, 2))));
    for (const char separator : {'/', '-', '.'}) {
        const auto parts = split(s, separator);
        if (parts.size() != 3 || !std::all_of(parts.begin(), parts.end(), all_digits)) continue;
        if (parts[0].size() > 2 || parts[1].size() > 2) continue;
        if (parts[2].size() != 2 && parts[2].size() != 4) continue;
        return plausible(Date::from(year_of(parts[2]), number(parts[1]), number(parts[0])));
    }
    return std::nullopt;
}

int month_named(std::string_view word) {
    static constexpr std::array<std::string_view, 12> kMonths = {
        "january", "february", "march",     "april",   "may",      "june",
        "july",    "august",   "september", "october", "november", "december"};
    const std::string w = lower_ascii(word);
    if (w.size() < 3) return 0;
    for (std::size_t i = 0; i < kMonths.size(); ++i)
        if (w == kMonths[i] || w == kMonths[i].substr(0, 3) || (w == "sept" && i == 8))
            return static_cast<int>(i) + 1;
    return 0;
}

// "3", "3rd"
int day_named(std::string_view word) {
    std::size_t figures = 0;
    while (figures < word.size() && digit(word[figures])) ++figures;
    if (figures == 0 || figures > 2) return 0;
    const auto tail = lower_ascii(word.substr(figures));
    return tail.empty() || tail == "st" || tail == "nd" || tail == "rd" || tail == "th"
               ? number(word.substr(0, figures))
               : 0;
}

// "3 May 2019", "3 5 2019": three words from `i` on.
std::optional<Date> date_in_words(const std::vector<std::string_view>& parts, std::size_t i) {
    if (i + 2 >= parts.size()) return std::nullopt;
    const int day = day_named(parts[i]);
    const bool figures = all_digits(parts[i + 1]) && parts[i + 1].size() <= 2;
    // Two figures of a year only after a month's name: "943 47 65" is no date.
    if (figures && parts[i + 2].size() != 4) return std::nullopt;
    const int month = figures ? number(parts[i + 1]) : month_named(parts[i + 1]);
    if (day == 0 || month == 0 || !all_digits(parts[i + 2]) ||
        (parts[i + 2].size() != 4 && parts[i + 2].size() != 2))
        return std::nullopt;
    return plausible(Date::from(year_of(parts[i + 2]), month, day));
}

bool outward(std::string_view s) {  // "FY1", "SW1A"
    if (s.size() < 2 || s.size() > 4 || !letter(s[0])) return false;
    std::size_t i = 1;
    if (i < s.size() && letter(s[i])) ++i;
    if (i >= s.size() || !digit(s[i])) return false;
    ++i;
    if (i < s.size() && (digit(s[i]) || letter(s[i]))) ++i;
    return i == s.size();
}
bool inward(std::string_view s) {  // "1AA"
    return s.size() == 3 && digit(s[0]) && letter(s[1]) && letter(s[2]);
}

bool street_word(std::string_view word, bool after_number) {
    static constexpr std::array<std::string_view, 14> kSurely = {
        "road",  "rd", "street",  "avenue",  "ave",   "crescent", "cres",
        "drive", "dr", "gardens", "terrace", "grove", "close",    "gdns"};
    // These are surnames too, or short for "saint".
    static constexpr std::array<std::string_view, 16> kAfterNumber = {
        "st",   "lane", "ln",   "cl",   "place", "court", "way",    "walk",
        "mews", "row",  "view", "hill", "rise",  "park",  "square", "green"};
    const std::string w = lower_ascii(word);
    return std::find(kSurely.begin(), kSurely.end(), w) != kSurely.end() ||
           (after_number &&
            std::find(kAfterNumber.begin(), kAfterNumber.end(), w) != kAfterNumber.end());
}
// "12", "12a"
bool house_number(std::string_view s) {
    if (s.empty() || s.size() > 5 || !digit(s[0])) return false;
    if (letter(s.back())) s.remove_suffix(1);
    return s.size() <= 4 && all_digits(s);
}

// "12 Park Road", "Park Road" from `i` on: how many words, or 0.
std::size_t address_at(const std::vector<std::string_view>& parts, std::size_t i) {
    const bool numbered = house_number(parts[i]);
    const std::size_t name = numbered ? i + 1 : i;
    for (std::size_t k = name + 1; k < std::min(parts.size(), name + 4); ++k) {
        if (std::any_of(parts[k - 1].begin(), parts[k - 1].end(), digit)) return 0;
        if (!street_word(parts[k], numbered)) continue;
        // Without a number only one word goes with it: the others may be names.
        return numbered || k == name + 1 ? k - i + 1 : 0;
    }
    return 0;
}

// "7yo", "aged 7", "age 7", "7 years": the age, and how many words it takes.
std::pair<int, std::size_t> age_at(const std::vector<std::string_view>& parts, std::size_t i) {
    const auto small = [](std::string_view s) { return all_digits(s) && s.size() <= 3; };
    const std::string word = lower_ascii(parts[i]);
    if ((word == "aged" || word == "age") && i + 1 < parts.size() && small(parts[i + 1]))
        return {number(parts[i + 1]), 2};
    for (const std::string_view end : {"yrs", "yr", "yo", "y"})
        if (word.size() > end.size() && word.ends_with(end) &&
            small(std::string_view(word).substr(0, word.size() - end.size())))
            return {number(std::string_view(word).substr(0, word.size() - end.size())), 1};
    if (small(word) && i + 1 < parts.size()) {
        const std::string next = lower_ascii(parts[i + 1]);
        if (next == "years" || next == "yrs" || next == "year") {
            const bool old = i + 2 < parts.size() && lower_ascii(parts[i + 2]) == "old";
            return {number(word), old ? 3U : 2U};
        }
    }
    return {-1, 0};
}

// A telephone number or e-mail address as it is kept; others as they are.
std::string number_as_kept(std::string number) {
    if (number.starts_with("+44"))
        return "0" + number.substr(number.size() > 3 && number[3] == '0' ? 4 : 3);
    if (number.starts_with("0044")) return "0" + number.substr(4);
    return number;
}

// "F-104233", "f1042331"
std::string reference_in(std::string_view s) {
    const std::string u = upper(s);
    if (u.empty() || (u[0] != 'F' && u[0] != 'C')) return {};
    const std::string_view rest =
        u.size() > 1 && u[1] == '-' ? std::string_view(u).substr(2) : std::string_view(u).substr(1);
    return rest.size() >= 6 && rest.size() <= 8 && all_digits(rest)
               ? std::string{u[0], '-'} + std::string(rest)
               : std::string();
}

}  // namespace

SearchQuery read_query(std::string_view typed) {
    SearchQuery q;
    std::string clean;
    for (const char c : typed) clean += c == ',' || c == ';' ? ' ' : c;
    const auto parts = words(clean);
    std::string joined;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto part = parts[i];
        if (!q.born) {
            if (const auto date = date_in_words(parts, i)) {
                q.born = date;
                q.read_as.push_back("date of birth " + date->plain());
                i += 2;
                continue;
            }
            if (const auto date = date_in_figures(part)) {
                q.born = date;
                q.read_as.push_back("date of birth " + date->plain());
                continue;
            }
        }
        if (q.reference.empty()) {
            if (auto reference = reference_in(part); !reference.empty()) {
                q.read_as.push_back("reference " + reference);
                q.reference = std::move(reference);
                continue;
            }
        }
        if (q.postcode.empty()) {
            if (i + 1 < parts.size() && outward(part) && inward(parts[i + 1])) {
                q.postcode = upper(part) + " " + upper(parts[i + 1]);
                q.read_as.push_back("postcode " + q.postcode);
                ++i;
                continue;
            }
            if (part.size() >= 5 && part.size() <= 7 && inward(part.substr(part.size() - 3)) &&
                outward(part.substr(0, part.size() - 3))) {
                q.postcode = upper(part.substr(0, part.size() - 3)) + " " +
                             upper(part.substr(part.size() - 3));
                q.read_as.push_back("postcode " + q.postcode);
                continue;
            }
        }
        if (q.age < 0) {
            if (const auto [age, taken] = age_at(parts, i); taken > 0 && age <= 120) {
                q.age = age;
                q.read_as.push_back("age " + std::to_string(age));
                i += taken - 1;
                continue;
            }
        }
        if (q.street.empty()) {
            if (const std::size_t taken = address_at(parts, i); taken > 0) {
                std::string typed_address;
                for (std::size_t k = i; k < i + taken; ++k)
                    typed_address += (k == i ? "" : " ") + std::string(parts[k]);
                linkage::Person at;
                linkage::read_address(at, typed_address);
                q.house = at.house;
                q.street = at.street;
                if (!q.street.empty()) {
                    q.read_as.push_back("address " + typed_address);
                    i += taken - 1;
                    continue;
                }
            }
        }
        const bool figures_follow = i + 1 < parts.size() && all_digits(parts[i + 1]);
        if (q.year == 0 && !q.born && part.size() == 4 && all_digits(part) && !figures_follow &&
            number(part) >= 1900 && number(part) <= 2100) {
            q.year = number(part);
            q.read_as.push_back("born in " + std::string(part));
            continue;
        }
        if (part.find('@') != std::string_view::npos && q.identifier.empty()) {
            q.identifier = upper(part);
            q.read_as.push_back("e-mail address " + std::string(part));
            continue;
        }
        if (std::any_of(part.begin(), part.end(), digit)) {
            // A number: those that follow belong to it ("943 476 5919").
            std::string number = upper(part);
            while ((all_digits(part) || part.front() == '+') && i + 1 < parts.size() &&
                   all_digits(parts[i + 1]))
                number += parts[++i];
            number = number_as_kept(std::move(number));
            if (q.identifier.empty()) {
                q.read_as.push_back("number " + number);
                q.identifier = std::move(number);
            } else {
                q.left_out.push_back(std::move(number));
            }
            continue;
        }
        // "Mc Donald" and "O Brien" are one word.
        const std::string first = lower_ascii(part);
        if ((first == "mc" || first == "o") && i + 1 < parts.size() &&
            std::none_of(parts[i + 1].begin(), parts[i + 1].end(), digit)) {
            joined = std::string(part) + std::string(parts[i + 1]);
            ++i;
        } else {
            joined = part;
        }
        const std::string key = name_key(joined);
        for (const auto word : words(key)) {
            if (std::find(q.words.begin(), q.words.end(), word) != q.words.end()) continue;
            if (q.words.size() == kMostWords)
                q.left_out.emplace_back(word);
            else {
                q.words.emplace_back(word);
                q.read_as.push_back("name “" + std::string(word) + "”");
            }
        }
    }
    return q;
}

}  // namespace hearth::identity

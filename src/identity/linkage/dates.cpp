// Dates in whatever form: the half of standardise.h that reads them.
#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "base/time.h"
#include "identity/linkage/standardise.h"

namespace hearth::identity::linkage {
namespace {

constexpr int kFirstYear = 1000;  // old registers are dates too
constexpr int kLastYear = 2200;

struct Token {
    int number = -1;  // -1: not a number; -2: a mark for "not known" (??, xx)
    int digits = 0;
    int month = 0;  // of a month's name
};

constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};

int month_of(std::string_view word) {
    if (word.size() < 3) return 0;
    for (std::size_t m = 0; m < kMonths.size(); ++m) {
        if (kMonths[m].starts_with(word) || (m == 8 && word == "sept")) {
            return static_cast<int>(m) + 1;
        }
    }
    return 0;
}

int number_of(std::string_view text) {
    int n = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    return error == std::errc{} && end == text.data() + text.size() ? n : -1;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return c >= 'a' && c <= 'z';
}

// At most four tokens; anything else gives more and is not a date.
std::vector<Token> tokens_of(std::string_view text) {
    // A time of day after the date says nothing here.
    if (const auto colon = text.find(':'); colon != std::string_view::npos) {
        const auto cut = text.find_last_of(" t", colon);
        if (cut != std::string_view::npos && cut >= 8) text = text.substr(0, cut);
    }
    std::vector<Token> tokens;
    std::size_t at = 0;
    while (at < text.size() && tokens.size() < 5) {
        const char c = text[at];
        std::size_t end = at + 1;
        Token token;
        if (is_digit(c)) {
            while (end < text.size() && is_digit(text[end])) ++end;
            token.number = number_of(text.substr(at, end - at));
            token.digits = static_cast<int>(end - at);
            tokens.push_back(token);
        } else if (is_letter(c)) {
            while (end < text.size() && is_letter(text[end])) ++end;
            const auto word = text.substr(at, end - at);
            token.month = month_of(word);
            if (token.month > 0) {
                tokens.push_back(token);
            } else if (word.find_first_not_of('x') == std::string_view::npos) {
                token.number = -2;
                token.digits = static_cast<int>(word.size());
                tokens.push_back(token);
            } else if (word != "st" && word != "nd" && word != "rd" && word != "th" &&
                       word != "of" && !word.ends_with("day") && word != "mon" && word != "tue" &&
                       word != "wed" && word != "thu" && word != "fri" && word != "sat" &&
                       word != "sun") {
                return {Token{}, Token{}, Token{}, Token{}, Token{}};
            }
        } else if (c == '?' || c == '*' || c == '_') {
            while (end < text.size() && text[end] == c) ++end;
            token.number = -2;
            token.digits = static_cast<int>(end - at);
            tokens.push_back(token);
        }
        at = end;
    }
    return tokens;
}

int whole_year(const Token& token, const DateStyle& style) {
    if (token.number < 0) return 0;
    if (token.digits > 2) return token.number;
    const int century = style.this_year / 100 * 100;
    const int year = century + token.number;
    return year > style.this_year + 1 ? year - 100 : year;
}

ReadDate made(int year, int month, int day) {
    ReadDate read;
    auto& date = read.date;
    if (year < kFirstYear || year > kLastYear || month < 0 || month > 99 || day < 0 || day > 99) {
        return read;
    }
    date.year = static_cast<std::int16_t>(year);
    date.month = static_cast<std::uint8_t>(month);
    date.day = static_cast<std::uint8_t>(day);
    if (month == 0 || day == 0) {
        date.kind = month > 12 || day > 31 ? DateKind::impossible : DateKind::partial;
    } else {
        date.kind = Date::from(year, month, day) ? DateKind::exact : DateKind::impossible;
    }
    return read;
}

ReadDate typed(std::string_view folded) {
    ReadDate read;
    read.typed = std::string(folded);
    return read;
}

int part(const Token& token) {
    return token.number < 0 ? 0 : token.number;
}

ReadDate three(const std::array<Token, 3>& t, const DateStyle& style) {
    for (std::size_t m = 0; m < 3; ++m) {  // a month by name: the longer of the others is the year
        if (t[m].month == 0) continue;
        const Token& first = t[m == 0 ? 1 : 0];
        const Token& last = t[m == 2 ? 1 : 2];
        if (first.digits > 2) return made(first.number, t[m].month, part(last));
        return made(whole_year(last, style), t[m].month, part(first));
    }
    if (t[0].digits > 2) {
        int month = part(t[1]);
        int day = part(t[2]);
        if (month > 12 && day >= 1 && day <= 12) std::swap(month, day);
        return made(part(t[0]), month, day);
    }
    if (t[2].digits <= 2 && style.short_year_first) {
        return made(whole_year(t[0], style), part(t[1]), part(t[2]));
    }
    int day = part(t[0]);
    int month = part(t[1]);
    if (style.order == DayOrder::month_first) std::swap(day, month);
    if (month > 12 && day >= 1 && day <= 12) std::swap(day, month);
    return made(whole_year(t[2], style), month, day);
}

ReadDate one_number(const Token& t, const DateStyle& style) {
    const int n = t.number;
    if (t.digits == 8) {
        const int year = n / 10000;
        const bool ends_in_year = n % 10000 >= 1800 && n % 10000 <= 2100;
        if (year >= 1300 && year <= kLastYear && !(ends_in_year && n / 100 % 100 > 12)) {
            return made(year, n / 100 % 100, n % 100);
        }
        if (ends_in_year) {
            int day = n / 1000000;
            int month = n / 10000 % 100;
            if (style.order == DayOrder::month_first) std::swap(day, month);
            return made(n % 10000, month, day);
        }
        return made(year, n / 100 % 100, n % 100);
    }
    if (t.digits == 7 && n % 10000 >= 1800 && n % 10000 <= 2100) {  // a leading zero lost
        return made(n % 10000, n / 10000 % 100, n / 1000000);
    }
    if (t.digits == 6) {
        std::array<Token, 3> parts{};
        parts[0].number = n / 10000;
        parts[1].number = n / 100 % 100;
        parts[2].number = n % 100;
        for (auto& p : parts) p.digits = 2;
        return three(parts, style);
    }
    if (t.digits == 5 && style.serials) {
        const Date day = Date::from(1899, 12, 30).value() + n;
        return made(day.year(), day.month(), day.day());
    }
    if (t.digits == 4 && n >= kFirstYear && n <= kLastYear) return made(n, 0, 0);
    return {};
}

}  // namespace

DateStyle judge_dates(std::span<const std::string_view> column, int this_year) {
    DateStyle style;
    style.this_year = this_year;
    std::size_t first_over = 0, second_over = 0, short_first_over = 0, short_last_over = 0;
    std::size_t fives = 0, others = 0;
    for (const auto text : column) {
        const auto tokens = tokens_of(lower_ascii(trim(text)));
        if (tokens.empty() || tokens.size() > 3) continue;
        if (tokens.size() == 1) {
            const auto& t = tokens[0];
            (t.digits == 5 && t.number >= 3000 && t.number <= 60000 ? fives : others) += 1;
            if (t.digits == 6) {
                if (t.number / 10000 > 31) ++short_first_over;
                if (t.number % 100 > 31) ++short_last_over;
                if (t.number / 10000 > 12 && t.number / 10000 <= 31) ++first_over;
                if (t.number / 100 % 100 > 12) ++second_over;
            } else if (t.digits == 8 && t.number % 10000 >= 1800 && t.number % 10000 <= 2100 &&
                       (t.number / 10000 < 1300 || t.number / 10000 > 2200)) {
                if (t.number / 1000000 > 12) ++first_over;
                if (t.number / 10000 % 100 > 12) ++second_over;
            }
            continue;
        }
        ++others;
        if (tokens.size() != 3 || tokens[0].digits > 2) continue;
        if (tokens[0].month > 0 || tokens[1].month > 0 || tokens[2].month > 0) continue;
        if (tokens[2].digits <= 2) {
            if (tokens[0].number > 31) ++short_first_over;
            if (tokens[2].number > 31) ++short_last_over;
        }
        if (tokens[0].number > 12 && tokens[0].number <= 31) ++first_over;
        if (tokens[1].number > 12 && tokens[1].number <= 31) ++second_over;
    }
    style.short_year_first = short_first_over > short_last_over;
    // Britain writes the day first: the other order needs the better evidence.
    if (second_over > first_over) style.order = DayOrder::month_first;
    style.serials = fives > others;
    return style;
}

ReadDate read_date(std::string_view text, const DateStyle& style) {
    const std::string folded = fold(text);
    if (folded.empty() || says_nothing(folded)) return {};
    const auto tokens = tokens_of(folded);
    ReadDate read;
    if (tokens.size() == 3) {
        read = three({tokens[0], tokens[1], tokens[2]}, style);
    } else if (tokens.size() == 2) {
        if (tokens[0].month > 0) {  // May 2019
            read = made(whole_year(tokens[1], style), tokens[0].month, 0);
        } else if (tokens[1].month > 0) {
            if (tokens[0].digits == 4) read = made(tokens[0].number, tokens[1].month, 0);
        } else if (tokens[0].digits == 4) {
            read = made(tokens[0].number, part(tokens[1]), 0);
        } else if (tokens[1].digits == 4) {
            read = made(tokens[1].number, part(tokens[0]), 0);
        }
    } else if (tokens.size() == 1 && tokens[0].number >= 0) {
        read = one_number(tokens[0], style);
    }
    if (!read.date.known()) {
        const bool zeros = folded.find_first_not_of("0-/. x?*") == std::string::npos;
        return zeros ? ReadDate{} : typed(folded);
    }
    return read;
}

DateParts judge_parts(std::span<const std::vector<std::string_view>> columns) {
    DateParts parts;
    std::vector<int> small;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        std::size_t numbers = 0, filled = 0, years = 0, to_12 = 0;
        for (const auto text : columns[c]) {
            const auto t = trim(text);
            if (t.empty()) continue;
            ++filled;
            const int n = number_of(t);
            if (n < 0) {
                if (month_of(lower_ascii(t)) > 0) ++numbers, ++to_12;
                continue;
            }
            ++numbers;
            if (n >= kFirstYear && n <= kLastYear) ++years;
            if (n <= 12) ++to_12;
        }
        if (filled == 0) {
            small.push_back(static_cast<int>(c));
            continue;
        }
        if (numbers * 10 < filled * 9) return {};  // whole dates
        if (years * 10 >= filled * 8 && parts.year < 0) {
            parts.year = static_cast<int>(c);
        } else {
            small.push_back(static_cast<int>(c));
        }
    }
    const auto share_over_12 = [&](int c) {
        std::size_t over = 0, filled = 0;
        for (const auto text : columns[static_cast<std::size_t>(c)]) {
            const int n = number_of(trim(text));
            if (n < 0) continue;
            ++filled;
            if (n > 12) ++over;
        }
        return filled == 0 ? 0.0 : static_cast<double>(over) / static_cast<double>(filled);
    };
    if (parts.year < 0 && small.size() == 3) {  // two-digit years: the most over 31
        parts.year = small[2];
        double most = -1;
        for (const int c : small) {
            double over = 0;
            for (const auto text : columns[static_cast<std::size_t>(c)]) {
                if (number_of(trim(text)) > 31) over += 1;
            }
            if (over > most) most = over, parts.year = c;
        }
        small.erase(std::find(small.begin(), small.end(), parts.year));
    }
    if (parts.year < 0 || small.empty() || small.size() > 2) return {};
    if (small.size() == 1) {
        parts.month = small[0];
        return parts;
    }
    const bool first_is_day = share_over_12(small[0]) >= share_over_12(small[1]);
    parts.day = first_is_day ? small[0] : small[1];
    parts.month = first_is_day ? small[1] : small[0];
    return parts;
}

ReadDate join_parts(std::string_view day, std::string_view month, std::string_view year,
                    const DateStyle& style) {
    const auto number = [](std::string_view text) {
        const auto t = trim(text);
        const int n = number_of(t);
        if (n >= 0) return n;
        return month_of(lower_ascii(t));
    };
    const auto t = trim(year);
    Token y;
    y.number = number_of(t);
    y.digits = static_cast<int>(t.size());
    int d = number(day);
    int m = number(month);
    const int whole = whole_year(y, style);
    if (whole == 0 && d == 0 && m == 0) return {};
    auto read = made(whole, m, d);
    if (!read.date.known()) {
        // Without a year the rest still says something.
        read.typed = fold(std::string(year) + "-" + std::string(month) + "-" + std::string(day));
    }
    return read;
}

PartialDate exact_date(Date date) {
    return {static_cast<std::int16_t>(date.year()), static_cast<std::uint8_t>(date.month()),
            static_cast<std::uint8_t>(date.day()), DateKind::exact};
}

std::int32_t day_number(const PartialDate& date) {
    const auto day = Date::from(date.year, date.month, date.day);
    return day ? day->days : 0;
}

}  // namespace hearth::identity::linkage

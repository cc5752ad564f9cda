#include "record/demo/identifiers.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace hearth::record::demo {
namespace {

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}
int digit(char c) {
    return c - '0';
}

// 10 for a number that has no check digit.
int nhs_check(std::string_view nine) {
    int sum = 0;
    for (std::size_t i = 0; i < 9; ++i) sum += digit(nine[i]) * (10 - static_cast<int>(i));
    const int check = 11 - sum % 11;
    return check == 11 ? 0 : check;
}

constexpr std::string_view kUpnLetters = "ABCDEFGHJKLMNPQRTUVWXYZ";

char upn_check(std::string_view twelve) {
    int sum = 0;
    for (std::size_t i = 0; i < 12; ++i) sum += digit(twelve[i]) * (static_cast<int>(i) + 2);
    return kUpnLetters[static_cast<std::size_t>(sum % 23)];
}

}  // namespace

std::string next_nhs_number(std::int64_t& cursor) {
    for (;;) {
        const auto nine = fmt::format("999{:06}", cursor++ * 7919 % 1'000'000);
        const int check = nhs_check(nine);
        if (check != 10) return nine + static_cast<char>('0' + check);
    }
}

bool nhs_number_valid(const std::string& text) {
    return text.size() == 10 && all_digits(text) &&
           nhs_check(std::string_view(text).substr(0, 9)) == digit(text[9]);
}

std::string upn(int la_code, int school, int year, int serial) {
    const auto digits = fmt::format("{:03}{:04}{:02}{:03}", la_code, school, year, serial);
    return upn_check(digits) + digits;
}

bool upn_valid(const std::string& text) {
    return text.size() == 13 && all_digits(std::string_view(text).substr(1)) &&
           upn_check(std::string_view(text).substr(1)) == text[0];
}

}  // namespace hearth::record::demo

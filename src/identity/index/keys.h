// The keys that a row is found by. The numbers of the kinds are of no matter but must differ.
#pragma once
#include <cstdint>
#include <string_view>

#include "identity/index/postings.h"
#include "identity/index/row.h"

namespace hearth::identity::index::key {

enum Kind : std::uint64_t {
    given_date = 1,
    surname_date,
    names_year,
    names_month_day,
    names_only,
    postcode_given,
    postcode_surname,
    postcode_date,
    number,
    initials_date,
    address_given,
    address_surname,
    unborn_postcode,
    unborn_address,
    unborn_surname_due,  // year and month
    // only of an index made for words:
    any_name,
    date_only,
    postcode_only,
    street_only,
};

inline std::uint32_t year(std::uint32_t date) {
    return date >> 16;
}
inline std::uint32_t month_day(std::uint32_t date) {
    return date & 0xffff;
}
inline std::uint32_t year_month(std::uint32_t date) {
    return date >> 8;
}
inline bool whole(std::uint32_t date) {
    return (date & 0xff) != 0 && (date & 0xff00) != 0 && (date >> 16) != 0;
}

}  // namespace hearth::identity::index::key

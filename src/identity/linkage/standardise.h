// From what people type to a Person: names, addresses, postcodes, identifiers, dates.
//
// Pure and thread-safe. What cannot be understood is kept as typed (folded) and compared weakly,
// never dropped; what means "not known" ("unknown", "n/k", "-") is read as not given.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "identity/linkage/person.h"

namespace hearth::identity::linkage {

// "unknown", "not known", "n/k", "none", "-", "null", "no fixed abode": nothing was said.
bool says_nothing(std::string_view folded);

// A given name or names: "Mary-Jane Ann" gives {"mary jane", "ann"}; titles are left out; a
// placeholder of an unborn child ("baby", "unborn", "twin 1", "baby girl") sets person.unborn and
// adds nothing. The first column read gives the first name; later ones add further names.
void read_given(Person& person, std::string_view text);
void read_middle(Person& person, std::string_view text);
// "O'Brien" gives "obrien", "Smith-Jones" gives "smith jones"; "(née Green)" adds a previous one.
void read_surname(Person& person, std::string_view text);
void read_previous(Person& person, std::string_view text);
// A whole name: "Smith, Ann Mary", "Ms Ann Mary Smith", "SMITH Ann", "Baby Smith".
void read_name(Person& person, std::string_view text);

Sex read_sex(std::string_view text);

// An address in one text: house number, street and the rest. A UK postcode within it is taken when
// the person has none. Several columns are read one after the other.
void read_address(Person& person, std::string_view text);
std::string standard_house(std::string_view text);
std::string standard_town(std::string_view text);
// "fy11aa", "FY1 IAA" and "FYI 1AA" give "FY1 1AA"; else capitals and digits without spaces.
std::string standard_postcode(std::string_view text);
// Capitals, digits and what an e-mail address needs; empty when it says nothing. All zeros or nines
// say nothing.
std::string standard_identifier(std::string_view text);

// How the dates of one column are written, judged on all of its values.
enum class DayOrder : std::uint8_t { day_first, month_first };
struct DateStyle {
    DayOrder order = DayOrder::day_first;
    bool short_year_first = false;  // "19-05-03", "190503"
    bool serials = false;           // Excel's days since 30 December 1899
    int this_year = 2026;           // two-digit years past it belong to the century before
};
DateStyle judge_dates(std::span<const std::string_view> column, int this_year);
struct ReadDate {
    PartialDate date;
    std::string typed;  // when not blank and not readable as a date
};
ReadDate read_date(std::string_view text, const DateStyle& style);
// Three columns of one date, in whichever order: which is day, month and year is judged by
// judge_parts; the parts of one row are joined by join_parts.
struct DateParts {
    int day = -1, month = -1, year = -1;  // index of the column, -1 when there is none
    bool ok() const { return year >= 0 && month >= 0; }
};
DateParts judge_parts(std::span<const std::vector<std::string_view>> columns);
ReadDate join_parts(std::string_view day, std::string_view month, std::string_view year,
                    const DateStyle& style);

PartialDate exact_date(Date date);
// Days since 1970-01-01, of an exact date only.
std::int32_t day_number(const PartialDate& date);

}  // namespace hearth::identity::linkage

// What of a child belongs to one year's census: the year from 1 April to 31 March, as things stood
// on its last day.
//
// The rule, from the Department's guide to the census (the year's "Scope" section and the notes to
// each item) and the checks that refuse the contrary (rule numbers in brackets):
// - an episode that was open on any day of the year, also one referred and closed within it, and a
//   referral with no further action made in the year (8600, 8620);
// - an assessment authorised in the year, or not yet authorised at its end (8696);
// - a child in need plan or child protection plan in force on any day of the year (4010, 4013,
//   8720); of its reviews, those held in the year;
// - a section 47 enquiry whose initial conference was held in the year, or that began in the year
//   and had none by its end (8715, 8740);
// - pre-proceedings begun by the year's end and not decided before it began;
// - nothing that happened after the last day: an end, an authorisation (with its factors), a
//   conference after it is not told, and a child born after it was unborn.
// A value that is no date is left where it is: it cannot be judged.
#pragma once
#include <functional>
#include <string>

#include "base/time.h"
#include "returns/cin_message.h"
#include "returns/cin_structure.h"

namespace hearth::returns {

struct CensusPeriod {
    Date from, to;
    static CensusPeriod of(int census_year);
};

// Asked before anything is taken away: true keeps it. `field` is empty for a whole record; `value`
// is then its key date. For reviews the place is their plan's.
using CinOutside = std::function<bool(CinTable table, const CinPlace& place, std::string_view field,
                                      const std::string& value)>;

// Takes away what lies outside. A child left without episodes does not belong to the census.
void cut_to_period(CinChild& child, const CensusPeriod& period, const CinOutside& keep);

}  // namespace hearth::returns

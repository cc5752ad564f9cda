// Where a value stands in a census file, as an XPath made when it is wanted.
//
// Elements that may be repeated always carry their position ("Child[1]", "CINdetails[2]"), others
// never.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "returns/cin_structure.h"

namespace hearth::returns {

// Positions are one-based, as in XPath; 0 means "not down to here". A row of any table and one of
// its values are named by these numbers alone, so that a table in a database can keep them as
// columns.
struct CinAt {
    CinTable table = CinTable::header;
    std::uint32_t child = 0;    // Child[n]
    std::uint32_t details = 0;  // CINdetails[n]
    std::uint32_t record = 0;   // Assessments[n], CINPlanDates[n], … ; in the header, Source[n]
    std::uint32_t group = 0;    // Reviews[n]
    std::uint32_t item = 0;     // AssessmentFactors[n], CPPreviewDate[n], Disability[n]
};

// The record itself when `field` is empty, otherwise the value of that element.
std::string cin_xpath(const CinAt& at, std::string_view field = {});

}  // namespace hearth::returns

// What differs between two practices: two profiles, or one profile before and after a change.
//
// Everything that people meet is compared by its id: terms, code lists, clocks, opening hours,
// calendars, meetings, programme, workbook, pathway, forms (the newest version of each, with its
// fields, rules and what signing does), indicators and roles. The order of things, and words that
// only the files' writers see, are not. Equal practices give no change.
#pragma once
#include <string>
#include <vector>

#include "practice/definitions.h"

namespace hearth::practice {

enum class Differs { added, removed, changed };

struct Change {
    std::string kind;  // term, codes, clock, hours, calendar, meeting, module, workbook, step,
                       // form, indicator, role, profile
    std::string id;    // of the thing: "cin_visit"
    std::string part;  // of the thing: "length", "field visited_on"; "" the thing as a whole
    Differs how = Differs::changed;
    std::string before, after;
};
// By kind, id and part.
std::vector<Change> difference(const Practice& before, const Practice& after);

}  // namespace hearth::practice

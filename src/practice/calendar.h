// How far the calendars of a practice reach: the years that are published, and then some that are
// worked out, so that no clock stops and no server refuses to start because the list of a coming
// year is not there yet.
//
// Every calendar of a Practice holds the published years of its file and kYearsWorkedOut more by
// rule (read_calendar sees to it). Days that were worked out are no facts of the practice: a year
// that is published as it was expected is no change, one with a moved or an added day is, and the
// due dates that it moves are told.
#pragma once
#include <vector>

#include "practice/definitions.h"
#include "practice/problem.h"

namespace hearth::practice {

inline constexpr int kYearsWorkedOut = 20;

// Not wrong, but to be seen to: calendars whose published years do not reach the year after
// `today`. The practice may be run.
std::vector<Problem> calendar_warnings(const Practice& practice, Date today);

}  // namespace hearth::practice

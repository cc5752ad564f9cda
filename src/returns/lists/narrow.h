// A list of SSDA903 asked of a few people only.
//
// The views that the list reads are given anew at its head, each holding the rows of these people
// alone as the record says them now; the list's own text stays as it is. A list that reads a view
// that is not among them says the same, and takes longer: it goes through all people.
#pragma once
#include <string>

namespace hearth::returns {

// The SELECT with the parameter `:only` (ids of people) added. It is of the record as it is now,
// never as known then.
std::string narrowed(const std::string& sql);

}  // namespace hearth::returns

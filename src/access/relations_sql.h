// The relations between a worker and a family, a contact or a check as SQL conditions: one
// spelling, used by the predicate of every list and by the query that loads the facts of one
// object.
//
// Each function gives a condition over the named column; they use the parameters :acc_me,
// :acc_agency, :acc_today and :acc_now (params_of). Dated rows count on the day; versions count
// while current. Where two records are held to be one person, the stricter of what is said of
// either counts for every family of either: an exclusion from one, and a restricted family's list.
#pragma once
#include <string>
#include <string_view>

#include "access/subject.h"
#include "access/types.h"
#include "store/value.h"

namespace hearth::access {

// Only those of :acc_me, :acc_agency, :acc_today, :acc_now that `text` mentions.
store::Params params_of(const Subject& subject, std::string_view text);

std::string family_relation(Relation relation, std::string_view family);
std::string family_excluded(std::string_view family);
std::string family_restricted(std::string_view family);
std::string family_on_list(std::string_view family);
// Restricted, and not on the list of each that is: for lists, in place of the two above.
std::string family_shut(std::string_view family);
std::string contact_relation(Relation relation, std::string_view alias);
std::string contact_excluded(std::string_view alias);
std::string check_relation(Relation relation, std::string_view alias);
std::string check_excluded(std::string_view alias);

}  // namespace hearth::access

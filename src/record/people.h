// Making people and families known: a person with their name, the words they are found by, and
// where they live.
//
// Matching comes before (identity); this creates what a person has decided to create. Guarantees
// that the words of every current name are in the index of names, in the same transaction.
#pragma once
#include <string_view>

#include "record/rows.h"

namespace hearth::record {

// `values` are columns of `person`; given and surname must be there. Makes the person, the legal
// name and the words.
PersonId create_person(store::Session& session, RowWriter& writer, const Values& values);
// Rewrites the words of the person's current names (after a name was added or changed).
void index_names(store::Session& session, PersonId person);
// "F-1042337": short enough for the telephone, made from the id. Two ids may give the same:
// `attempt` gives others, and free_…_reference asks the database for one that nobody has.
std::string family_reference(std::int64_t id, int attempt = 0);
std::string contact_reference(std::int64_t id, int attempt = 0);
std::string free_family_reference(store::Session& session, std::int64_t id);
std::string free_contact_reference(store::Session& session, std::int64_t id);

}  // namespace hearth::record

// A child as the JSON object of the Department's daily collection.
//
// The 55 items under their names, in the order of the Department's list of items, with a `purge`
// wherever its structure has one. What is not held is left out, and so is a value that the
// collection cannot take (too long, not of its codes): that is named, never cut short or replaced.
// The text of a child follows from the record alone, so that equal records give equal hashes.
#pragma once
#include <string>
#include <vector>

#include "returns/dfe_api/child.h"

namespace hearth::returns::dfe {

struct LeftOut {
    std::string la_child_id;
    std::string item;  // "child_details.unique_pupil_number"
    std::string why;   // never the value
};

struct Payload {
    std::int64_t person = 0;
    std::string la_child_id;
    std::string json;
    std::string hash;     // SHA-256 of json, hex
    std::string refused;  // why this child cannot be sent at all; then json is empty
};

Payload payload_of(const Child& child, std::vector<LeftOut>& left_out);

// {la_child_id, mis_child_id, purge: true}: the child is to be forgotten.
std::string purge_of(std::string_view la_child_id, std::string_view mis_child_id);

// At most 36 of A-Z, a-z, 0-9, _ and -; not empty.
bool valid_id(std::string_view id, std::size_t longest = 36);

}  // namespace hearth::returns::dfe

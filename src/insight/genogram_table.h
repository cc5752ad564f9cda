// The genogram as words: one row a person. Internal to the genogram.
#pragma once
#include <string>
#include <vector>

#include "insight/genogram.h"

namespace hearth::insight::genogram {

std::vector<GenogramRow> make_table(const GenogramFamily& family);
// "Amy, Ben and Carl".
std::string listed(const std::vector<std::string>& names);
// "Married to", "Separated from" …
std::string union_words(UnionKind kind);

}  // namespace hearth::insight::genogram

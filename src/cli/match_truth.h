// What --truth says of the pairs printed.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "identity/linkage/link.h"

namespace hearth::cli {

// Precision, recall and F1 on standard error. truth: of each record, the same for those of one
// person, empty where it is not known; `left` of them are of the first of two files.
void say_truth(const std::vector<std::string>& truth, std::size_t left,
               const std::vector<identity::linkage::Match>& matches);

}  // namespace hearth::cli

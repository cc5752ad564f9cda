// Readers of the files under outputs/, and the check of what they name. For load_outputs.cpp only.
#pragma once
#include <optional>
#include <vector>

#include "practice/output.h"
#include "practice/reader.h"

namespace hearth::practice {

void read_output_readers(const Node& file, std::vector<OutputReader>& out, Problems& problems);
std::optional<Output> read_output(const Node& file, Problems& problems);
void check_outputs(const Practice& practice, const Outputs& outputs, const LoadOptions& options,
                   Problems& problems);

}  // namespace hearth::practice

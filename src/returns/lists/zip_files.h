// Files put together as one zip archive, in memory; the same files give the same bytes.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hearth::returns {

// Throws std::runtime_error when the archive cannot be made.
std::string zip_files(const std::vector<std::pair<std::string, std::string_view>>& files);

}  // namespace hearth::returns

// The places of a child's records in a message that is put together rather than read.
#pragma once
#include <array>

#include "returns/cin_message.h"
#include "returns/cin_structure.h"

namespace hearth::returns {

// Numbers a child's records as they stand in a message of which it is child number `child`
// (from 1): what CinPlace holds of a file that was read.
void number(CinChild& child, std::uint32_t position,
            std::array<std::uint32_t, kCinTableNames.size()>& rows);

}  // namespace hearth::returns

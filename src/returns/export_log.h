// An export from the command line in the audit log, and a reading as known then: what the exports
// share.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "store/database.h"

namespace hearth::returns {

// `what`: census, annex_a, ssda903, ssd, dfe_api. `which`: the year of a census, else 0. `counted`:
// rows, or children.
void log_export(store::Session& session, std::string_view what, std::int64_t which,
                std::string_view counted, std::uint64_t count, Instant at);

// db.read, or db.read_as_known when an instant is given.
template <class F>
auto read_known(store::Database& db, std::optional<Instant> known, F&& f) {
    return known ? db.read_as_known(*known, f) : db.read(f);
}

}  // namespace hearth::returns

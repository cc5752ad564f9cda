// Runs lists of a return over the record and gives their rows to a sink.
//
// All lists of one call see one state of the record (now, or as known at an instant) and the
// reading is in the audit log as one export. Throws store errors, and std::runtime_error when a
// list's SELECT does not have the columns of its header.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "returns/lists/list_file.h"
#include "returns/lists/table_sink.h"
#include "store/database.h"

namespace hearth::returns {

struct ListExport {
    std::string what;      // in the audit log: "annex_a", "ssda903", "ssd"
    store::Params params;  // what the SELECTs may ask: :as_at, :starts, ...
    std::optional<Instant> known;
    // Of SSDA903, as the record is now: of these people alone (lists/narrow.h). Not logged as an
    // export: nothing leaves.
    const std::vector<PersonId>* only = nullptr;
    bool leaves = true;  // false: compared only, so not logged as an export
};

struct ListCount {
    std::string makes;
    std::uint64_t rows = 0;
};

std::vector<ListCount> run_lists(store::Database& db, const std::vector<ListFile>& lists,
                                 const ListExport& how, TableSink& sink);

}  // namespace hearth::returns

// The returns that are lists of rows: Annex A, SSDA903, and the record as the Standard Safeguarding
// Dataset.
//
// Each is written whole or not at all, and gives the number of rows of every list. The SELECTs are
// files of the practice (docs/returns/lists.md); only the dataset's are not: its views are the
// tables themselves (migrations/views/30_dataset.sql).
#pragma once
#include <filesystem>
#include <optional>
#include <vector>

#include "base/result.h"
#include "returns/lists/run_list.h"
#include "store/database.h"

namespace hearth::returns {

// The eleven lists of Ofsted's child-level data, one sheet each, as things stood on `as_at`.
Result<std::vector<ListCount>> export_annex_a(store::Database& db,
                                              const std::filesystem::path& practice, Date as_at,
                                              std::optional<Instant> known,
                                              const std::filesystem::path& file);

// The files of the children looked after return of the year that ends on 31 March `year`.
Result<std::vector<ListCount>> export_ssda903(store::Database& db,
                                              const std::filesystem::path& practice, int year,
                                              std::optional<Instant> known,
                                              const std::filesystem::path& folder);
// The same to wherever the sink writes. `only`: of these people alone, as the record is now.
Result<std::vector<ListCount>> export_ssda903(store::Database& db,
                                              const std::filesystem::path& practice, int year,
                                              std::optional<Instant> known, TableSink& sink,
                                              const std::vector<PersonId>* only = nullptr);

// All 48 tables, one CSV file each, under the dataset's names.
std::vector<ListCount> export_ssd(store::Database& db, std::optional<Instant> known,
                                  const std::filesystem::path& folder);

}  // namespace hearth::returns

// Brings SSDA903 returns of one or several years into the record: children, their care (periods,
// legal statuses, placements), reviews, missing periods, outcomes, care leavers, adoption, earlier
// permanence, asylum-seeking children, social workers, deprivation of liberty orders.
//
// With the report of ssd_import.h: findings name the file, its line, the column. A later year's
// files extend the same children, an earlier year's add and take nothing's place, the same files
// again change nothing. `hearth export ssda903` of an imported year gives the rows back: where the
// record says a cell otherwise, or has no place for it, what the files said is kept beside it
// (lists/kept_cells.h).
#pragma once
#include "returns/ssd/ssd_import.h"

namespace hearth::returns {

struct CareImportOptions {
    std::vector<std::filesystem::path> folders;
    std::filesystem::path practice;  // the practice folder
    std::string authority, profile;
    std::function<void(std::uint64_t done, std::uint64_t total)> on_progress = {};
};
struct CareImportReport {
    SsdImportReport record;
    std::vector<int> years;    // collection years that were read
    std::uint64_t kept = 0;    // cells and rows that are kept beside the record
    std::uint64_t clocks = 0;  // of reviews, started
};

Result<CareImportReport> import_ssda903(store::Database& db, const practice::Practice& practice,
                                        const access::Policy& policy,
                                        const CareImportOptions& options);

std::string to_text(const CareImportReport& report);
std::string to_json(const CareImportReport& report);

}  // namespace hearth::returns

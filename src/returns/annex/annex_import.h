// Brings an Annex A workbook into the record, with the report of ssd_import.h: findings name the
// sheet and the row.
//
// Children are known again by their id (also the LA child id of the census), what belongs to them
// by the day on which it began. An empty cell says nothing: it takes nothing away. Who holds a
// child and the plan for permanence are true since the day that the lists are about at the latest.
// What the record says otherwise or has no place for is kept beside it, and comes out of the
// export.
#pragma once
#include "returns/ssd/ssd_import.h"

namespace hearth::returns {

struct AnnexAOptions {
    std::filesystem::path file;
    std::string authority, profile;
    std::function<void(std::uint64_t done, std::uint64_t total)> on_progress = {};
    std::filesystem::path practice = {};  // the practice folder; empty: nothing is kept beside
    std::optional<Date> as_at = {};  // the day that the lists are about; else the latest in them
};
Result<SsdImportReport> import_annex_a(store::Database& db, const practice::Practice& practice,
                                       const access::Policy& policy, const AnnexAOptions& options);

}  // namespace hearth::returns

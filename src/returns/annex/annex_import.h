// Brings an Annex A workbook into the record, with the report of ssd_import.h: findings name the
// sheet and the row.
//
// Children are known again by their id (also the LA child id of the census), what belongs to them
// by the day on which it began. An empty cell says nothing: it takes nothing away.
#pragma once
#include "returns/ssd/ssd_import.h"

namespace hearth::returns {

struct AnnexAOptions {
    std::filesystem::path file;
    std::string authority, profile;
    std::function<void(std::uint64_t done, std::uint64_t total)> on_progress = {};
};
Result<SsdImportReport> import_annex_a(store::Database& db, const practice::Practice& practice,
                                       const access::Policy& policy, const AnnexAOptions& options);

}  // namespace hearth::returns

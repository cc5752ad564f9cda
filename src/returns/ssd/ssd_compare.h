// The files of the dataset beside what the record says in the same form.
//
// Before a later import: which rows, and which fields of them, the files say otherwise. After every
// import: what the record does not give back as the file said it is kept in dataset_kept, so that
// the export does: nothing is lost, whatever the record can hold.
#pragma once
#include <cstdint>

#include "returns/ssd/ssd_file.h"
#include "returns/ssd/ssd_rows.h"
#include "store/session.h"

namespace hearth::returns {

// Every row of the file that the record shows. Rows kept whole are not among them: they are tried
// again.
SsdChanges ssd_changes(store::Session& session, const SsdTable& table, SsdFile& file);

struct SsdKept {
    std::uint64_t cells = 0, rows = 0;
};
// Rewrites what is kept of this table. `into_empty`: rows of the view that the file does not have
// are not exported; otherwise they were there before.
SsdKept ssd_keep(store::Session& session, const SsdTable& table, SsdFile& file,
                 std::int64_t import_id, bool into_empty);

}  // namespace hearth::returns

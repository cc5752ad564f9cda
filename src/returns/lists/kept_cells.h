// What an imported return said and the record says otherwise, or has no place for (migration 0068):
// kept when the return is imported, told again by the export of the same list.
//
// A kept cell is good while the record still says what it said on the day of the import, and so is
// a row that the return left out; a row that only the return has is good while the record has none
// of its key. From then on the record is right. Rows are known by the list's key columns (`-- key:`
// in its header).
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "returns/lists/run_list.h"

namespace hearth::returns {

// A list as a return gave it: some of the list's columns, and rows of their cells. Nothing: this
// cell is not compared.
struct SaidTable {
    std::vector<std::string> columns;
    std::vector<std::vector<std::optional<std::string>>> rows;
};
using SaidLists = std::map<std::string, SaidTable>;  // by what the list makes

struct KeptOf {
    std::string kind, period;
    // Whole rows too: for a return of a closed period, which is given back as it was.
    bool rows = false;
};

// Compares what the return said with what the lists say now, and keeps what differs; what was kept
// of these lists before is forgotten. Gives how many cells and rows are kept.
std::uint64_t keep_said(store::Database& db, const std::vector<ListFile>& lists,
                        const store::Params& params, const KeptOf& of, const SaidLists& said,
                        std::int64_t import_id);

// A sink that puts what is kept into the rows on their way to `inner`, which must outlive it.
// `of.rows`: rows that only the return has come after the others.
std::unique_ptr<TableSink> with_kept(store::Database& db, const std::vector<ListFile>& lists,
                                     const KeptOf& of, std::optional<Instant> known,
                                     TableSink& inner);

}  // namespace hearth::returns

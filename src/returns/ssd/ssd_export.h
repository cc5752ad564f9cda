// The SELECT of one table of the dataset, with the ids of the system that a row came from where it
// had others (foreign_key), and the writing of all of them.
//
// What an import kept beside the record (dataset_kept, migration 0032) is given back here, not in
// the views: they stay plain and quick for whoever else asks them.
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "returns/lists/run_list.h"
#include "returns/ssd_tables.h"
#include "store/database.h"

namespace hearth::returns {

// One row for each row of the view, in no order: the fields as the dataset is told them, then the
// key as the view has it.
store::Sql ssd_view_sql(const SsdTable& table);
// The same in the order of the export, with what was kept: the fields, then cells and kind of
// dataset_kept (both NULL where nothing was).
store::Sql ssd_export_sql(const SsdTable& table);

// {"field": ["theirs", "ours"]}, in the order of the fields.
using KeptCells = std::map<std::string, std::pair<std::string, std::string>, std::less<>>;
std::string to_json(const KeptCells& cells);

// One row of ssd_export_sql, with what was kept in its place.
class SsdExported {
  public:
    explicit SsdExported(const SsdTable& table);
    // False for a row that the dataset is not told of.
    bool read(const store::Row& row);
    const std::vector<std::string>& texts() const { return texts_; }
    bool whole() const { return whole_; }  // the record itself has no such row

  private:
    std::vector<std::string_view> fields_;
    std::vector<std::string> texts_;
    bool whole_ = false;
};

}  // namespace hearth::returns

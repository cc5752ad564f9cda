// Rows of the record gathered over many children and written in bulk.
//
// For an import: thousands of first versions in a few statements. Columns that are not given take
// the migration's default or stay empty, as with record::RowWriter. Nothing is written before
// flush().
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "record/context.h"
#include "record/rows.h"
#include "store/session.h"

namespace hearth::returns {

class BulkRows {
  public:
    explicit BulkRows(const record::Context& context) : context_(context) {}
    // Throws std::logic_error for a column that the table lacks. Gives the new thing's id.
    std::int64_t add(std::string_view table, record::Values values);
    std::int64_t add_as(std::string_view table, std::int64_t id, record::Values values);
    // A row of a table that has no versions; `sql` is its INSERT, the same for each table.
    void add_plain(const store::Sql& sql, std::vector<store::Value> values);
    std::uint64_t added() const { return added_; }
    void flush(store::Session& session);

  private:
    struct Table;
    struct Plain {
        store::Sql sql;
        store::Rows rows;
    };
    const record::Context& context_;
    std::map<std::string, store::Rows, std::less<>> rows_;
    std::map<std::string, Plain, std::less<>> plain_;
    std::uint64_t added_ = 0;
};

}  // namespace hearth::returns

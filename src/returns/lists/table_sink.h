// Where the rows of a list go: a CSV file of a folder, or a sheet of a workbook.
//
// begin() names the table and its columns, row() takes one value for each column (nullopt is an
// empty cell). Nothing is to be found at the target until finish(): what is half-written lies
// beside it and is removed when the sink goes without finish().
#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "returns/lists/list_file.h"

namespace hearth::returns {

using Cells = std::vector<std::optional<std::string_view>>;

class TableSink {
  public:
    virtual ~TableSink() = default;
    virtual void begin(std::string_view table, const std::vector<ListColumn>& columns) = 0;
    virtual void row(const Cells& cells) = 0;
    virtual void finish() = 0;
};

// One file for each table, RFC 4180, UTF-8; a text that a spreadsheet would run gets an apostrophe
// in front (base/csv.h). Throws std::runtime_error when the folder cannot be written.
std::unique_ptr<TableSink> csv_folder(const std::filesystem::path& folder);
// The same files, in order, in one text that is kept or compared: before each a line with its name
// and its length in bytes. `out` is written by finish().
std::unique_ptr<TableSink> csv_bundle(std::string& out);
// The files of such a text. Throws std::runtime_error when it is none.
std::vector<std::pair<std::string, std::string_view>> bundled_files(std::string_view bundle);
// One sheet for each table, dates as dates and numbers as numbers; rows are written as they come,
// so that memory does not grow with them. Throws std::runtime_error when the file cannot be
// written.
std::unique_ptr<TableSink> xlsx_file(const std::filesystem::path& file);

}  // namespace hearth::returns

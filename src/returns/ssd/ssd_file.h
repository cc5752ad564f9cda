// One CSV file of the Standard Safeguarding Dataset, read row by row.
//
// Columns may stand in any order and others may be among them. UTF-8 with or without a byte-order
// mark, and Windows-1252; UTF-16 is refused with what to do. A row that is no CSV is an issue and
// the reading goes on at the next line (at most 100 times). The file is mapped, so memory does not
// grow with it.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "returns/issue.h"
#include "returns/ssd_tables.h"

namespace hearth::returns {

struct SsdRow {
    std::size_t line = 0;    // of the file, from 1
    std::size_t offset = 0;  // in bytes: read_at() gives the row again
    std::int64_t index = 0;  // from 0, of the rows after the header
    // In the order of the table's fields: trimmed, the apostrophe of formulas taken off, dates as
    // ISO where they are dates, yes and no as Y and N. Empty for a column that the file lacks.
    std::vector<std::string> cells;
};

class SsdFile {
  public:
    // Invalid: the file cannot be read as such a table at all. `on_issue` hears of extra and absent
    // columns and of rows that are no CSV.
    static Result<std::unique_ptr<SsdFile>> open(const std::filesystem::path& path,
                                                 const SsdTable& table, const IssueSink& on_issue);
    // The same over text that outlives the file object.
    static Result<std::unique_ptr<SsdFile>> over(std::string_view text, const SsdTable& table,
                                                 const IssueSink& on_issue);
    virtual ~SsdFile() = default;
    SsdFile(const SsdFile&) = delete;
    SsdFile& operator=(const SsdFile&) = delete;

    virtual bool next(SsdRow& row) = 0;
    virtual void rewind() = 0;
    virtual SsdRow read_at(std::size_t offset, std::size_t line) = 0;
    virtual bool has(std::string_view field) const = 0;  // the file has that column
    virtual std::uint64_t bytes() const = 0;

  protected:
    SsdFile() = default;
};

// A day as extracts write it: ISO, ISO with a time, dd/mm/yyyy with or without a time. Nothing when
// it is no day.
std::optional<std::string> ssd_day(std::string_view text);
// Y or N: also Yes, No, true, false, 1, 0. Nothing when it is neither.
std::optional<char> ssd_yes_no(std::string_view text);
// Without white space outside of strings: two JSON texts that differ in nothing else are equal.
std::string ssd_compact_json(std::string_view text);

}  // namespace hearth::returns

// Reads the cells of a workbook (.xlsx) that comes from outside.
//
// It guarantees: nothing outside the file is ever fetched, no entity is expanded and a document
// type ends the reading; entries, their sizes, how far they are packed, rows, columns, and the
// length of shared texts are limited, so that memory and time stay bounded whatever the file says;
// every failure is an Invalid that says what to do. It reads values as they were last worked out,
// never formulas. What a number means (a date, say) is the caller's to know: xlsx_day().
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace hearth::returns {

struct XlsxLimits {
    std::size_t entries = 2'000;                           // of the archive
    std::uint64_t entry_bytes = std::uint64_t{512} << 20;  // of one, unpacked
    std::uint64_t ratio = 500;                             // unpacked to packed, past the first MiB
    std::uint64_t shared_bytes = std::uint64_t{256} << 20;
    std::uint32_t rows = 1'048'576;
    std::uint32_t columns = 256;
    std::uint32_t depth = 64;
};

struct XlsxRow {
    std::uint32_t number = 0;        // as the sheet counts, from 1
    std::vector<std::string> cells;  // trimmed of white space; errors such as #N/A are empty
};

// `sheet` names the sheet; `on_row` gets its rows in order, empty ones left out. `on_row` may be
// told sheet after sheet.
using XlsxSink = std::function<void(const std::string& sheet, XlsxRow&& row)>;
Result<Done> read_xlsx(const std::filesystem::path& file, const XlsxSink& on_row,
                       const XlsxLimits& limits = {});
// The same of a workbook in memory.
Result<Done> read_xlsx_text(std::string_view bytes, const XlsxSink& on_row,
                            const XlsxLimits& limits = {});

// A day as spreadsheets hold it (days since 1899-12-30, from 1900-03-01 on), or as text. Nothing
// when it is neither. Gives ISO.
std::optional<std::string> xlsx_day(std::string_view cell);

}  // namespace hearth::returns

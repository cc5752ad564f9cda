// A list of a return as a file: a comment header and one SELECT over the record's views.
//
// The lists of Annex A and the files of SSDA903 are such files
// (practice/returns/annex_a/list_01.sql), so that an analyst reads and changes them without a
// compiler. The header says the sheet or file that the list makes, its title, the collection year
// from which it is asked (`from`), and one `column` for each column of the SELECT, in order, with
// its kind (`| date`, `| number`; otherwise text). `key` names a column by which a row is known
// again (lists/kept_cells.h); several lines name several.
//
// Reading a file checks the header; whether the SELECT runs and has as many columns, running it
// says. It keeps SQL text for the life of the program (store::Sql::trusted).
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace hearth::returns {

enum class CellKind : std::uint8_t { text, date, number };

struct ListColumn {
    std::string name;
    CellKind kind = CellKind::text;
};

struct ListFile {
    std::string id;     // the file's name without .sql
    std::string makes;  // "List 1" or "episodes.csv"
    std::string title;
    int from_year = 0;  // 0: always
    std::vector<ListColumn> columns;
    std::vector<std::string> key;  // columns by which a row is known again
    std::string sql;
    std::filesystem::path path;
};

// Every *.sql of the folder, by name. Invalid names the file, the line, and what to do.
Result<std::vector<ListFile>> read_lists(const std::filesystem::path& folder);
Result<ListFile> read_list(const std::filesystem::path& file);

}  // namespace hearth::returns

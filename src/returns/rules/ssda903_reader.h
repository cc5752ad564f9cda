// Reads the files of an SSDA903 return into the tables of its rules.
//
// CSV files are recognised by their columns, whatever they are called (the name helps only when the
// columns say nothing). A single row without any value is a row, two or more together are left out;
// columns may stand in any order and letter case, and further ones are left
// out and told. An EXPSSDA903 XML file fills the tables that it has elements for. What is odd is an
// issue with a code of the reader's and never stops the rest.
//
// Codes of the issues: file_unknown, file_twice, file_unreadable, file_too_large, file_empty,
// column_unknown, column_missing, column_twice, row_too_long, quote_open, encoding, xml_problem,
// child_missing.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "returns/issue.h"
#include "returns/rules/frame.h"
#include "returns/rules/ssda903_tables.h"

namespace hearth::returns {

// The twelve tables, in the order in which they are spoken of.
inline constexpr std::string_view kSsda903Tables[] = {
    "Header", "Episodes",       "Reviews",  "UASC",    "OC2",        "OC3",
    "AD1",    "PlacedAdoption", "PrevPerm", "Missing", "SWEpisodes", "DoLo"};

// Where a table came from.
struct Ssda903Source {
    std::string file;
    std::vector<std::uint32_t> lines;  // of each row; empty: row + 2
    std::uint32_t line(std::size_t row) const;
};

struct Ssda903Read {
    std::map<std::string, Ssda903Source, std::less<>> tables;  // those that were given, by name
    bool xml = false;                                          // this year's came as XML
    std::vector<ReturnIssue> issues;
    std::uint64_t bytes = 0;
};

class Ssda903Reader {
  public:
    Ssda903Reader(Frames& frames, Ssda903Values& values, Ssda903Read& out)
        : frames_(frames), values_(values), out_(out) {}
    // Every .csv, .txt and .xml file of a folder. `last`: last year's. Throws std::runtime_error
    // when the folder cannot be listed.
    void read_folder(const std::filesystem::path& folder, bool last);
    void read_file(const std::filesystem::path& file, bool last);
    // A file's bytes, as a CSV file or as XML.
    void read_text(const std::string& name, std::string bytes, bool xml, bool last);

  private:
    friend class Ssda903Xml;
    void read_csv(const std::string& name, std::string text, bool last);
    void read_xml(const std::string& name, const std::string& bytes, bool last);
    void tell(std::string code, IssueSeverity severity, std::string table, std::string field,
              std::string file, std::uint32_t line, std::string value, std::string message,
              std::string remedy);
    // Nothing when the table was filled from another file.
    Frame* begin_table(std::string_view table, const std::string& file, bool last);

    Frames& frames_;
    Ssda903Values& values_;
    Ssda903Read& out_;
};

// Columns of the tables that are ours: no file may fill them.
bool ssda903_own_column(std::string_view name);

// The table that a file with these columns (in capitals) is; "" when none. `name` is the file's.
std::string_view ssda903_table(const Frames& frames, const std::set<std::string>& columns,
                               std::string_view name);

// A file's bytes. False when it cannot be read or is larger than `limit`.
bool read_bytes(const std::filesystem::path& file, std::uint64_t limit, std::string& out);

}  // namespace hearth::returns

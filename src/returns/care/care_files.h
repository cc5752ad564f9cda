// The files of SSDA903 returns of one or several years, read for bringing them into the record.
//
// Folders are looked through with what lies in them; files are known by their columns
// (rules/ssda903_reader.h). Files of one folder whose names hold the same year, or none, are one
// return. Its collection year is that in which its episodes end (a name may mean the year's
// beginning), else the year in the name. A cell that cannot be what its column is (no date, no
// code of any year) is an error with file, row, column, reason and remedy; it is left empty, and
// its row stays.
#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "returns/issue.h"
#include "returns/lists/kept_cells.h"
#include "returns/rules/rule_kit.h"

namespace hearth::returns {

struct CareTable {
    std::string_view name, makes;  // as the rules call it, and the list that writes it
    std::vector<std::string_view> columns;
};
const std::vector<CareTable>& care_tables();

struct CareRow {
    const CareTable* table = nullptr;
    int year = 0;
    std::uint32_t file = 0, line = 0;  // place in CareFiles::names; line from 1
    std::int64_t row = 0;
    std::vector<std::string> cells;  // by the table's columns; dates ISO
    const std::string& at(std::string_view column) const;
};

struct CareYear {
    int year = 0;
    std::map<std::string, std::vector<CareRow>, std::less<>> tables;
    SaidLists said;  // as the lists write them, to be compared
};

struct CareFiles {
    std::vector<std::string> names;
    std::vector<CareYear> years;  // in order
    std::vector<ReturnIssue> issues;
    std::string sha256;
};

// Invalid: a folder is none, or no file in any of them is one of the return's.
Result<CareFiles> read_care_files(const std::vector<std::filesystem::path>& folders,
                                  const RuleKit& kit);

// A finding about a cell of a row.
ReturnIssue care_issue(const CareFiles& files, const CareRow& row, std::string_view column,
                       std::string code, IssueSeverity severity, std::string message,
                       std::string remedy);

}  // namespace hearth::returns

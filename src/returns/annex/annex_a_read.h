// Ofsted's Annex A workbooks as the tables of the Standard Safeguarding Dataset.
//
// The lists are known by the name of their sheet or by their columns, columns and codes by the
// spellings that councils use. A value that could mean several codes, or none, is a finding and is
// left out: it is never guessed. What Annex A says of a whole (an age, a count of the last twelve
// months, the case status) is worked out by the record itself. Every cell that was not understood
// as a code is also given as it was said, to be kept beside the record (lists/kept_cells.h).
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "returns/issue.h"
#include "returns/lists/kept_cells.h"

namespace hearth::returns {

struct AnnexARead {
    std::map<std::string, std::string> tables;  // CSV, by the dataset's name: ssd_person
    // Where each line of a table came from (index 0 is the header's line): sheet and row.
    std::map<std::string, std::vector<std::pair<std::string, std::uint32_t>>> places;
    std::vector<ReturnIssue> issues;
    std::uint64_t rows = 0;
    std::vector<std::string> lists;  // found, by name
    SaidLists said;                  // the rows as the lists say them
    std::string latest;              // the latest day in them, other than of birth
};

// Invalid: no workbook, or none of its sheets is a list of Annex A.
Result<AnnexARead> read_annex_a(const std::filesystem::path& file);
Result<AnnexARead> read_annex_a_text(std::string_view bytes);

// The code that a cell means: "q) 6: Police", "6", "N1 - Abuse or Neglect", "a) Yes". Nothing when
// it means none or could mean several. `codes`: "code=words|code=words".
std::optional<std::string> annex_code(std::string_view codes, std::string_view cell);

}  // namespace hearth::returns

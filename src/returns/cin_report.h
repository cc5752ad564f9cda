// What reading a census came to, for a page, for a program (JSON) and for the terminal (text): how
// many records each table has, how many findings of each kind, and the findings.
//
// It is a value: the page makes its own HTML of it. It carries the values found, which are personal
// data.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "returns/cin_message.h"
#include "returns/cin_reader.h"
#include "returns/cin_structure.h"
#include "returns/issue.h"

namespace hearth::returns {

// Counts the records of the children given to it, for a caller that takes them one by one.
class CinCount {
  public:
    void add(const CinChild& child);
    std::uint64_t of(CinTable table) const { return rows_[static_cast<std::size_t>(table)]; }

  private:
    std::array<std::uint64_t, kCinTableNames.size()> rows_{};
};

struct CinReport {
    struct Table {
        std::string name;
        std::uint64_t records = 0;
    };
    struct Kind {  // findings of one code
        std::string code;
        std::uint64_t count = 0;
    };
    std::string source;     // the file's name as the user knows it
    std::string authority;  // LEA of the first Source
    std::string reference_date;
    int year = 0;  // that the values were checked for
    bool complete = false;
    std::uint64_t children = 0;          // accepted
    std::uint64_t damaged_children = 0;  // in the file, not accepted
    std::uint64_t errors = 0;            // among the issues listed
    std::uint64_t queries = 0;
    std::vector<Table> tables;  // in the order of the census
    std::vector<Kind> kinds;    // the most frequent first; counts also those not listed
    std::vector<ReturnIssue> issues;
};

CinReport cin_report(std::string source, CinReadReport report, const CinHeader& header,
                     const CinCount& count);
CinReport cin_report(std::string source, CinRead read);

// {"source":…,"year":…,"complete":…,"children":…,"damaged_children":…,"tables":{…},"kinds":{…},"issues":[{"rule":…,
// "severity":…,"la_child_id":…,"table":…,"field":…,"row":…,"path":…,"line":…,"value":…,"message":…,"remedy":…}]}
std::string to_json(const CinReport& report);
// A page of plain text: the outcome, the tables, the kinds, then one line an issue ("line 20: …").
std::string to_text(const CinReport& report);

}  // namespace hearth::returns

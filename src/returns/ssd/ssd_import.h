// Loads the CSV files of the Standard Safeguarding Dataset into an authority's record: the way in
// from any system that writes such an extract.
//
// The files are read as streams. About 500 rows go into one transaction together with how far the
// reading has come, so that nothing is half-written and the same command goes on where it was cut
// off. Importing the same files twice changes nothing. What comes out of `export ssd` afterwards is
// what went in: ids of the other system, and what the record holds otherwise or has no place for,
// are kept beside it (migration 0032).
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "access/policy.h"
#include "base/result.h"
#include "practice/definitions.h"
#include "returns/issue.h"
#include "returns/ssd/ssd_rows.h"
#include "store/database.h"

namespace hearth::returns {

struct SsdImportOptions {
    std::filesystem::path folder;
    std::string authority;    // the authority's name, when one has to be made
    std::string profile;      // its practice profile, when it has to be made
    std::size_t batch = 500;  // rows a transaction
    // Instead of a folder: tables read from something else (an Annex A workbook), as CSV by name.
    // Then an empty cell says nothing, rows of the record are known by their child and day, and
    // nothing is kept beside the record.
    std::string kind = "ssd";
    std::string source = {};
    std::map<std::string, std::string> texts = {};
    std::string sha256 = {};         // of what the tables were read from; else of the tables
    int year = 0;                    // the collection year that they tell of; 0: this year
    std::optional<Date> as_at = {};  // the day that they tell of; else today
    std::vector<ReturnIssue> findings = {};        // of the reading of it
    std::function<void(ReturnIssue&)> place = {};  // puts path and line as people know them
    std::function<void(std::uint64_t done, std::uint64_t total)> on_progress = {};  // steps
};

struct SsdTableReport {
    std::string table;
    std::uint64_t rows = 0, kept_cells = 0, kept_rows = 0;
};
struct SsdImportReport {
    std::int64_t import_id = 0;
    std::string source;
    bool seen_before = false;  // the same files had been imported whole
    bool resumed = false;
    bool into_empty = false;
    bool made_authority = false;
    std::string manager;
    SsdCounts counts;
    std::vector<SsdTableReport> tables;  // those present, in the order in which they were read
    std::vector<std::string> absent;     // tables without a file
    std::vector<ReturnIssue> issues;     // at most 10,000
    std::map<std::string, std::uint64_t> kinds;  // every finding, by code
};

// Invalid: the folder holds no such files, or the database is another authority's. Fault: a file
// cannot be read.
Result<SsdImportReport> import_ssd(store::Database& db, const practice::Practice& practice,
                                   const access::Policy& policy, const SsdImportOptions& options);

std::string to_json(const SsdImportReport& report);
std::string to_text(const SsdImportReport& report);

}  // namespace hearth::returns

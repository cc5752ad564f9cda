// Loads a children in need census file into an authority's record.
//
// The file is read as a stream; about 500 children go into one transaction together with how far
// the reading has come, so that a crash half-writes no child and the same command goes on where it
// stopped. Importing the same file twice changes nothing. Nothing good is lost: what a column
// cannot hold is kept in import_issue (cin_import_child.h). The census knows no names and no
// families: a child is given the name "Name not in the census" with the LA child id as surname,
// and a family record of its own, held by the team "Imported records" until somebody allocates it.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "access/policy.h"
#include "base/result.h"
#include "practice/definitions.h"
#include "returns/cin_import_child.h"
#include "store/database.h"

namespace hearth::returns {

struct CinImportOptions {
    std::string path;
    std::string authority;      // the authority's name, when one has to be made
    std::string profile;        // its practice profile, when it has to be made
    std::optional<Date> as_at;  // the day that the file tells of; else its own DateTime
    std::size_t batch = 500;    // children a transaction
    std::function<void(std::uint64_t done, std::uint64_t total)> on_progress = {};  // bytes
};

struct CinImportReport {
    std::int64_t import_id = 0;
    std::string source, authority_code, reference_date;
    int year = 0;
    Date as_at;
    bool complete = false;     // the file was read to its end
    bool seen_before = false;  // the same file had been imported whole
    bool resumed = false;      // went on with a reading that was cut off
    bool made_authority = false;
    std::string manager;         // sign-in name made with the authority; it has no password yet
    std::uint64_t children = 0;  // in the file, as far as it could be read
    std::uint64_t skipped = 0;   // done by the reading that was cut off
    std::uint64_t damaged = 0;   // in the file, but broken XML: not read
    CinImportCounts counts;
    std::vector<ReturnIssue> issues;             // at most 10,000, in the order of the file
    std::map<std::string, std::uint64_t> kinds;  // every finding, by code
};

// Invalid: the database belongs to another authority, or the file is no census. Fault: the file
// cannot be read.
Result<CinImportReport> import_cin(store::Database& db, const practice::Practice& practice,
                                   const access::Policy& policy, const CodeLists& codes,
                                   const CinImportOptions& options);

std::string to_json(const CinImportReport& report);
std::string to_text(const CinImportReport& report);

}  // namespace hearth::returns

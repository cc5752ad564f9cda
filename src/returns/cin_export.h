// The children in need census of one year, written from the record.
//
// Which children and rows belong is cin_export_period.h's rule; what an import brought in for the
// same year although outside it is given back too, and reported. Children stand in the order of
// their LA child id; the same record and `now` give the same bytes. Each child is checked before it
// is written (CinChecker, writing): what is found is reported with the child, the field and the
// remedy. What the year's schema forbids is left out and named, so that the file is valid: an item
// of a list (factor, disability, review) alone; otherwise the whole child, because a child whose
// episode merely lacks, say, its bad closing date would say something else than the record. The 109
// rules of the Department are not run here.
#pragma once
#include <functional>
#include <iosfwd>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "returns/cin_export_rows.h"
#include "returns/cin_message.h"
#include "returns/code_lists.h"
#include "returns/issue.h"
#include "store/database.h"

namespace hearth::returns {

struct CinExportOptions {
    int year = 0;                // the census year: 1 April year-1 to 31 March year
    std::string authority = {};  // the Department's three-digit number; "" the database's own
    std::string release = {};    // of the program, for the header
    bool whole_record =
        false;  // everything on record, whatever the year: to move to another system
    std::function<void(std::uint64_t done, std::uint64_t total)> on_progress = {};
};

struct CinExportReport {
    int year = 0;
    std::string authority;
    std::uint64_t children = 0;         // written
    std::vector<std::string> left_out;  // LA child ids of children that the schema would refuse
    std::uint64_t items_left_out = 0;   // factors, disabilities and reviews that it would refuse
    std::uint64_t outside = 0;          // records and values outside the year, given back
    std::uint64_t errors = 0, queries = 0;  // of all issues, also those not listed
    std::vector<ReturnIssue> issues;        // at most 10,000
};

// Each child of the census as the record tells it, before it is checked. In one read: `known` asks
// for the record as it was known then.
void each_census_child(store::Database& db, const CinExportOptions& options,
                       std::optional<Instant> known,
                       const std::function<void(CinChild&&)>& on_child);

// The same in a read that is under way, with the way back to the record: the rows that the child's
// records are (RecordedChildren::id_of). `only`: these people alone, instead of all who belong;
// what an import kept aside whole is then left out. A child kept aside by an import has no person.
void each_census_record(
    store::Session& session, const CinExportOptions& options, const std::vector<PersonId>* only,
    const std::function<void(RecordedChild&&, const RecordedChildren&)>& on_child);

// Invalid for a year that the census has no structure for; Fault when `out` cannot be written.
Result<CinExportReport> export_cin(store::Database& db, const CodeLists& codes,
                                   const CinExportOptions& options, std::optional<Instant> known,
                                   std::ostream& out);

std::string to_json(const CinExportReport& report);
std::string to_text(const CinExportReport& report);

}  // namespace hearth::returns

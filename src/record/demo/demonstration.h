// Makes a demonstration authority: an invented county, its workers and its families, with three
// years of history.
//
// The same options give the same rows, on any machine and on both databases: the numbers come from
// the seed, the ids from the order of making, and every time from `as_at`. Nobody in it exists:
// names are put together from lists, towns and streets are invented, postcodes lie in districts
// that the Post Office does not use, telephone numbers in the ranges that Ofcom keeps for drama,
// addresses for mail at example.org, NHS numbers in the test range that begins with 999. The twelve
// districts have their real names and codes; the authority, its code (999) and its figures are
// invented. Population is scaled to the children asked for, so that rates per 10,000 look like a
// county's.
//
// About two rows in a hundred are wrong on purpose, for the pages that find such faults; the
// summary counts them. The database must be empty of people and of an authority: it adds to
// nothing. Rows go in as they are made, in transactions of tens of thousands, so memory does not
// grow with the number of children; when it fails half-way the database is of no use and is made
// again.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "base/time.h"
#include "practice/definitions.h"
#include "store/database.h"

namespace hearth::record {

struct DemoOptions {
    int children = 2'000;  // with an open referral on as_at; 1 to 1,000,000
    std::uint64_t seed = 1;
    std::optional<Date> as_at;  // "today" of the demonstration; nothing: the database's clock
    std::string profile;        // kept with the authority; empty: the practice's own id
    // Family Safeguarding teams; 0: one for 82 to 100 children, so that a worker has about 15.
    // Fewer teams than that have the caseloads that follow.
    int teams = 0;
    std::size_t batch = 50'000;  // rows a transaction
};

// What signs in on a demonstration. The password of every demonstration account.
inline constexpr std::string_view kDemoPassword = "hearth-demo-2026";

struct DemoAccount {
    std::string sign_in_name, name, role, role_title;
};

struct DemoSummary {
    std::string authority;
    Date as_at;
    std::int64_t families = 0, open_families = 0, children = 0, open_children = 0, people = 0,
                 workers = 0, entries = 0, rows = 0;
    std::map<std::string, std::int64_t> rows_by_table;
    std::map<std::string, std::int64_t> faults;    // made on purpose: what, and how many
    std::vector<DemoAccount> accounts;             // those of the tour first
    std::vector<std::string> families_to_look_at;  // references, the tour's team first
};

// Invalid: "children", "teams" (out of range), "as_at" (outside the practice's calendar), "" code
// "not_empty" when the database holds people or an authority.
Result<DemoSummary> make_demonstration(store::Database& database,
                                       const practice::Practice& practice,
                                       const DemoOptions& options, Progress& progress);

}  // namespace hearth::record

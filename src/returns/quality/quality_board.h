// What the data quality page shows: the open faults that the reader may see, by rule, team and
// worker; one page of them; the trend over the runs; and what would be sent today.
//
// A fault is shown when the policy lets the reader list its family. Its value, and the way to the
// record and to a form, are given only where they may also view the family, or write for it.
// Figures of the whole authority need the action `figures`. Every reading is in the audit log.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "record/context.h"
#include "returns/quality/mending.h"
#include "returns/quality/quality_run.h"
#include "store/session.h"

namespace hearth::returns {

struct FaultFilter {
    std::string kind{kCensus};
    int year = 0;  // 0: the collection year of today
    TeamId team;
    WorkerId worker;
    std::string rule;      // ""
    std::string severity;  // "", "error", "query"
    bool mended = false;   // those gone in the last 28 days, instead of the open ones
    std::int64_t page = 1;
    std::int64_t size = 50;
};

struct FaultLine {
    std::int64_t id = 0;
    std::string rule, severity, message, remedy;
    std::string table, field;
    PersonId person;
    FamilyId family;
    std::string la_child_id, child, family_name;  // names where the family may be listed
    std::string team, worker;
    std::optional<std::string> value;  // where the family may be viewed
    bool may_view = false;
    Instant first_seen, last_seen;
    std::optional<Instant> gone;
    // The way to mend it, for whoever may write: the entry to revise, or a form to fill in.
    EntryId revise;
    std::string form, form_verb, form_field;
};
struct FaultCount {
    std::string key;   // rule, or the id of a team or worker as text; "" nobody
    std::string name;  // of the team or worker; the rule's message
    std::string severity;
    std::int64_t faults = 0, children = 0;
};
// How the number of faults goes on until the return is due.
struct Forecast {
    Date by;
    std::int64_t open = 0;
    std::int64_t days = 0;               // whose movement it is worked out from; 0: too few runs
    std::int64_t found = 0, mended = 0;  // in these days
    std::int64_t expected = 0;
};
struct QualityBoard {
    int year = 0;
    std::vector<int> years;  // that were ever looked at, and the running one: the newest first
    bool figures = false;    // the figures of the whole authority are given
    std::optional<QualityRun> last;
    std::vector<QualityRun> runs;
    std::optional<Forecast> forecast;
    std::int64_t errors = 0, queries = 0, children = 0;  // open, of those that the reader may see
    std::vector<FaultCount> rules, teams, workers;       // most faults first
    std::vector<FaultLine> faults;
    std::int64_t matching = 0, pages = 1;
};

// Refusal for whoever may list no family.
Result<QualityBoard> quality_board(store::Session& session, const record::Context& context,
                                   const Mending& mending, const FaultFilter& filter,
                                   std::optional<Date> due);
// Open faults of children whose families the worker leads with: My day's line.
struct OwnFaults {
    std::int64_t faults = 0, children = 0;
};
OwnFaults own_faults(store::Session& session, const record::Context& context);

// Days of the last four weeks that had runs: `found` and `mended` in them, a day; as many more days
// until `by`. Nothing expected below zero.
Forecast forecast(const std::vector<QualityRun>& runs, Date today, Date by);

}  // namespace hearth::returns

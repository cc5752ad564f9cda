// The rules of the returns over the record, kept: by night over the whole, and after a signing over
// one family. What they find is a fault with a life: when it was first found, when last, and when
// it was mended.
//
// A fault is one rule in one row of one child's record. It is the same fault however often it is
// found, also when it comes back after it was gone. Runs go forward in time: a run as at a day
// before the last one is refused, because it would write the lives of faults anew. A run as at a
// past day sees the record as it was known at that day's end.
//
// Two returns: the children in need census ("cin"), and children looked after ("ssda903"). Of each
// the year that runs is looked at, and the year before until its return is due (years_to_run).
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "returns/quality/care_rules.h"
#include "returns/quality/census_rules.h"
#include "store/database.h"

namespace hearth::returns {

inline constexpr std::string_view kCensus = "cin";
inline constexpr std::string_view kCare = "ssda903";

struct QualityRunOptions {
    std::optional<Date> as_at;  // today when not given
    int year = 0;               // collection year; 0: the one that the day lies in
    WorkerId by;                // none: the program
};
struct QualityRun {
    std::int64_t id = 0;
    std::string kind;
    int year = 0;
    Date as_at;
    Instant started, finished;
    std::int64_t children = 0, children_at_fault = 0;
    std::int64_t rules_run = 0, rules_not_run = 0;
    std::int64_t errors = 0, queries = 0;  // faults open after it
    std::int64_t found = 0, mended = 0;    // since the run before, also by signing
    std::vector<RuleNotRun> not_run;       // only in the answer of run_quality
};
// Invalid (field "as_at") for a day in the future or before the last run's.
Result<QualityRun> run_quality(store::Database& db, const CensusRules& rules, IdMaker& ids,
                               const QualityRunOptions& options);
Result<QualityRun> run_quality(store::Database& db, const CareRules& rules, IdMaker& ids,
                               const QualityRunOptions& options);

// Both returns, of every year that is to be looked at today (years_to_run), one run after another;
// `told` hears of each and ends it by giving back false.
void run_every_year(store::Database& db, const CensusRules& census, const CareRules& care,
                    IdMaker& ids, WorkerId by,
                    const std::function<bool(const Result<QualityRun>&)>& told);

// The last run over the return of that year; nothing when there was none.
std::optional<QualityRun> last_run(store::Session& session, std::string_view kind, int year);
// By day, oldest first; of several on one day the last.
std::vector<QualityRun> runs_of(store::Session& session, std::string_view kind, int year);

// A fault as a page that follows signing tells it.
struct LiveFault {
    PersonId person;
    FamilyId family;
    std::string rule, message, remedy, table, field, value;
    IssueSeverity severity = IssueSeverity::error;
    EntryId made_by;  // the entry that made the row
};
struct LiveCheck {
    std::vector<LiveFault> found;  // new, or come back
    std::int64_t mended = 0;
    std::int64_t open = 0;  // of the family's children, in all
};
// Runs the rules over the children of the family and keeps what changed; `entry` is the entry that
// was just signed. Called again for the same entry it gives the same new faults. The right to the
// family has been asked by whoever calls (it follows a signing). Throws store errors.
LiveCheck check_family(store::Database& db, const CensusRules& rules, IdMaker& ids, FamilyId family,
                       EntryId entry);
// The same by the rules on children looked after. Nothing is run for a family none of whose
// children is or was looked after.
LiveCheck check_family(store::Database& db, const CareRules& rules, IdMaker& ids, FamilyId family,
                       EntryId entry);

// Tables whose rows the census tells of: a signing that made or changed none has nothing to check.
bool is_census_table(std::string_view table);
bool is_care_table(std::string_view table);

// The day by which the return of a year is to be with the Department: the census by the end of July
// after it, children looked after by the end of June.
Date return_due(std::string_view kind, int year);
// The collection years whose return can still be mended on that day, the running one first.
std::vector<int> years_to_run(std::string_view kind, Date today);

}  // namespace hearth::returns

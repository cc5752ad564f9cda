// All indicators of the practice for one day, worked out once and kept: what the scorecard shows.
//
// Every figure of a scorecard is as known at one instant (`made_at`, or the instant asked for), so
// they agree with each other however long the work took. The current one is worked out anew in the
// background once the record has changed; meanwhile the last is shown, with its instant.
//
// How old it may be: when it is asked for and the record has changed since, figures are at most
// kFreshFor old plus the time that working them out takes (and four times that, so that figures
// never take more than about a fifth of one core); trends of past months, kTrendFreshFor. A
// correction that only removes rows changes no stamp: it counts when kOldest has passed. Both
// always count at once for a day or an instant that is asked for anew.
//
// Safe to use from many threads. The Database must outlive it; the destructor waits for the
// statement that is running.
#pragma once
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "insight/indicators.h"
#include "practice/definitions.h"
#include "store/database.h"

namespace hearth::insight {

struct IndicatorResult {
    const practice::Indicator* indicator = nullptr;
    Evaluation now;
    std::vector<TrendPoint> trend;  // empty until it has been worked out
    std::optional<double> target;
};
struct Scorecard {
    Date as_at;
    Instant made_at;               // what was known then is what counts
    std::optional<Instant> known;  // as asked for; nothing: now
    bool with_trends = false;
    std::vector<IndicatorResult> results;  // in the order of the practice
    const IndicatorResult* find(std::string_view id) const;
};

inline constexpr std::chrono::seconds kFreshFor{30};
inline constexpr std::chrono::minutes kTrendFreshFor{60};
inline constexpr std::chrono::minutes kOldest{15};
inline constexpr int kTrendMonths = 12;

// Everything, in the reader's time: for the command line and tests. `with_trends` false leaves the
// trends out.
Scorecard make_scorecard(store::Database& database, const practice::Practice& practice, Date as_at,
                         std::optional<Instant> known, bool with_trends);

// Changes whenever a row is recorded that a figure could count: the newest version of each table.
std::string record_stamp(store::Session& session);

class Scorecards {
  public:
    Scorecards(store::Database& database, const practice::Practice& practice);
    ~Scorecards();
    Scorecards(const Scorecards&) = delete;
    Scorecards& operator=(const Scorecards&) = delete;

    // The scorecard, at once when there is one. Otherwise waits for it at most `patience`; nothing
    // when it is not there yet: it is being worked out, ask again.
    std::shared_ptr<const Scorecard> get(Date as_at, std::optional<Instant> known,
                                         std::chrono::milliseconds patience);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace hearth::insight

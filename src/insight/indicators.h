// Indicators of the practice, run: the figure with its n and N, by district and team, over the
// months, and the children behind it.
//
// An indicator is one query of practice/*/indicators/*.sql (practice::Indicator), which gives a row
// for each thing counted. Everything here is made from that one query, so that a figure, its
// splits, its trend and its children cannot disagree. `as_at` is the day that the figure is about;
// what was known on a past instant is a matter of the session (Database::read_as_known).
//
// What the figures mean:
// - n is the sum of `numerator`, N the number of rows. For mean and median, n is the number of rows
//   that have a value; rows without one (still waiting) count in N only.
// - count: the figure is n. percent: 100 n / N. rate: n for each 10,000 of the population aged 0 to
//   17, and N is that population; a team has no population, so only n is given there.
// - mean, median: of the values; the median of an even number is the mean of the middle two.
// - no figure where N is 0, or nothing has a value.
//
// It asks nobody's leave: a use case guards first. Readers who may not see children are given
// figures through `suppress`.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "practice/definitions.h"
#include "record/context.h"
#include "store/session.h"

namespace hearth::insight {

struct Period {
    Date from, to;  // both days count
    bool operator==(const Period&) const = default;
};
// point: the day itself. month: from its first. year_to_date: from 1 April. rolling_year: the
// twelve months that end on the day.
Period indicator_period(practice::PeriodKind kind, Date as_at);

struct Figure {
    std::int64_t n = 0;
    std::int64_t of = 0;  // N; of a rate, the population
    std::optional<double> value;
    bool suppressed = false;  // n, of and value are then 0 and nothing
};
struct Split {
    std::string code;  // of the district; id of the team; "" for neither
    std::string name;  // "Burnley", "Burnley Family Safeguarding", "No team"
    Figure figure;
};
struct Evaluation {
    Period period;
    Figure all;
    std::vector<Split> districts, teams;  // by name, those without one last
};
struct TrendPoint {
    Date as_at;
    Figure figure;
};

// Two statements: the rows, grouped, and the names and population.
Evaluation evaluate(store::Session& session, const practice::Indicator& indicator, Date as_at);
// The ends of the months before `as_at`, oldest first, and as_at itself.
std::vector<Date> trend_dates(Date as_at, int months);
// The figure alone, for one day: one statement (two for a rate).
Figure figure_at(store::Session& session, const practice::Indicator& indicator, Date as_at);

// Below this number (and above none) a figure can point at a child.
inline constexpr std::int64_t kFewest = 5;
// Hides what could point at a child: an n, or N - n of a percentage, of 1 to 4; and where one split
// alone would be hidden, the next smallest too, since it could be found by taking away.
void suppress(const practice::Indicator& indicator, Figure& figure);
void suppress(const practice::Indicator& indicator, Evaluation& evaluation);
void suppress(const practice::Indicator& indicator, std::vector<TrendPoint>& trend);

// The authority's own target on the day, else the practice's.
std::optional<double> target_at(store::Session& session, const practice::Indicator& indicator,
                                Date as_at);

enum class Behind { numerator, all };
struct ChildBehind {
    PersonId child;
    FamilyId family;
    std::string name, family_name;
    std::optional<double> value;  // numerator of the row
};
struct ChildrenBehind {
    std::int64_t all = 0;               // rows behind the figure
    std::int64_t open_to_reader = 0;    // of these, how many the reader may list
    std::vector<ChildBehind> children;  // at most `limit`, by family and name
};
// Guards by itself: Refusal unless the reader may see figures; each child by the predicate of
// lists. Logged as a list.
Result<ChildrenBehind> children_behind(store::Session& session, const record::Context& context,
                                       const practice::Indicator& indicator, Date as_at,
                                       Behind which, std::int64_t limit = 200);

const practice::Indicator* find_indicator(const practice::Practice& practice, std::string_view id);
// "84.2%", "31.0 per 10,000", "33 days", "412": with the unit; "no figure".
std::string figure_words(const practice::Indicator& indicator, const Figure& figure);
// "16 of 19"; of a rate "129 of 41,200 children"; of a mean "14 of 20 measured"; "" for a count.
std::string counts_words(const practice::Indicator& indicator, const Figure& figure);
std::string unit_words(const practice::Indicator& indicator);  // of an axis: "%", "days", ""
int decimals(practice::IndicatorUnit unit);
// Fewer than ten cases (of a rate: fewer than ten counted): one child moves the figure by much, so
// nothing is called better or worse by it.
bool few_cases(const practice::Indicator& indicator, const Figure& figure);

}  // namespace hearth::insight

// Long because: its parts share state that would have to be passed around; to be parted.
#include "insight/indicators.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "access/guard.h"
#include "base/text.h"

namespace hearth::insight {
namespace {

using practice::Indicator;
using practice::IndicatorUnit;
using store::Row;
using store::Sql;

constexpr Sql kPopulation{"indicator_population", R"(
SELECT p.district, sum(p.people) FROM population p
WHERE p.age_from >= 0 AND p.age_to <= 17 AND p.year = (
    SELECT coalesce(max(CASE WHEN q.year <= :year THEN q.year END), min(q.year)) FROM population q)
GROUP BY p.district)"};
constexpr Sql kNames{"indicator_names", R"(
SELECT 0 AS kind, code AS id, name FROM district
UNION ALL
SELECT 1, CAST(id AS TEXT), name FROM hearth_team)"};
constexpr Sql kTarget{"indicator_target", R"(
SELECT target FROM authority_target WHERE indicator = :indicator AND from_date <= :as_at
ORDER BY from_date DESC LIMIT 1)"};

std::string thousands(std::int64_t n) {
    std::string out = std::to_string(n);
    const std::size_t first = n < 0 ? 1 : 0;
    for (std::size_t at = out.size(); at > first + 3; at -= 3) out.insert(at - 3, ",");
    return out;
}

bool of_values(IndicatorUnit unit) {
    return unit == IndicatorUnit::mean || unit == IndicatorUnit::median;
}

// The query of the file without its last semicolon, to stand inside another.
std::string inner(const Indicator& indicator) {
    std::string sql = indicator.sql;
    while (!sql.empty() && (sql.back() == ';' || sql.back() == '\n' || sql.back() == ' '))
        sql.pop_back();
    return sql;
}

// A query that asks for a state has no use for :from.
store::Params period_params(const Sql& sql, const Period& period) {
    store::Params out;
    if (sql.text().find(":from") != std::string_view::npos) out.add("from", period.from);
    out.add("to", period.to);
    return out;
}

// What a figure is made from; the values only where a median needs them.
struct Sum {
    std::int64_t rows = 0, measured = 0;
    double sum = 0;
    std::vector<double> values;
    void add(const Sum& other) {
        rows += other.rows;
        measured += other.measured;
        sum += other.sum;
        values.insert(values.end(), other.values.begin(), other.values.end());
    }
};

// Values are in what the numerator names first ("days in care", "days waited, of those seen").
std::string value_unit(const Indicator& indicator, double value = 0) {
    if (!indicator.numerator.starts_with("days")) return "";
    return value == 1 ? " day" : " days";
}

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1) return *middle;
    return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

Figure figure_of(IndicatorUnit unit, const Sum& sum, std::optional<std::int64_t> population) {
    Figure out;
    out.of = sum.rows;
    out.n = of_values(unit) ? sum.measured : std::llround(sum.sum);
    switch (unit) {
        case IndicatorUnit::count:
            out.value = sum.sum;
            break;
        case IndicatorUnit::percent:
            if (sum.rows > 0) out.value = 100.0 * sum.sum / static_cast<double>(sum.rows);
            break;
        case IndicatorUnit::rate_per_10000:
            out.of = population.value_or(0);
            if (out.of > 0) out.value = 10'000.0 * sum.sum / static_cast<double>(out.of);
            break;
        case IndicatorUnit::mean:
            if (sum.measured > 0) out.value = sum.sum / static_cast<double>(sum.measured);
            break;
        case IndicatorUnit::median:
            if (!sum.values.empty()) out.value = median(sum.values);
            break;
    }
    return out;
}

struct Place {
    std::string district;
    std::int64_t team = 0;
    bool operator<(const Place& other) const {
        return std::tie(district, team) < std::tie(other.district, other.team);
    }
};

Sql split_sql(const Indicator& indicator) {
    if (indicator.unit == IndicatorUnit::median) {
        return Sql::trusted("indicator_" + indicator.id,
                            fmt::format("SELECT x.district, x.team_id, 1, 1, "
                                        "CAST(x.numerator AS DOUBLE PRECISION) FROM (\n{}\n) x",
                                        inner(indicator)));
    }
    return Sql::trusted("indicator_" + indicator.id,
                        fmt::format("SELECT x.district, x.team_id, count(*), count(x.numerator), "
                                    "CAST(sum(x.numerator) AS DOUBLE PRECISION) FROM (\n{}\n) x "
                                    "GROUP BY x.district, x.team_id",
                                    inner(indicator)));
}

Sql whole_sql(const Indicator& indicator) {
    if (indicator.unit == IndicatorUnit::median) {
        return Sql::trusted(
            "indicator_trend_" + indicator.id,
            fmt::format("SELECT 1, 1, CAST(x.numerator AS DOUBLE PRECISION) FROM (\n{}\n) x",
                        inner(indicator)));
    }
    return Sql::trusted("indicator_trend_" + indicator.id,
                        fmt::format("SELECT count(*), count(x.numerator), "
                                    "CAST(sum(x.numerator) AS DOUBLE PRECISION) FROM (\n{}\n) x",
                                    inner(indicator)));
}

// `at` is the column of the number of rows; the two after it are those measured and their sum.
void add_row(Sum& sum, IndicatorUnit unit, const Row& row, int at) {
    sum.rows += row.int64(at);
    const auto value = row.maybe_real(at + 2);
    if (!value) return;
    sum.measured += row.int64(at + 1);
    sum.sum += *value;
    if (unit == IndicatorUnit::median) sum.values.push_back(*value);
}

// People aged 0 to 17 by district; "" is the whole authority, their sum where it is not given.
std::map<std::string, std::int64_t, std::less<>> population(store::Session& session, Date as_at) {
    std::map<std::string, std::int64_t, std::less<>> out;
    std::int64_t sum = 0;
    session.each(kPopulation, {{"year", as_at.year()}}, [&](const Row& row) {
        out[std::string(row.text(0))] = row.int64(1);
        sum += row.int64(1);
    });
    out.try_emplace("", sum);
    return out;
}

bool few(std::int64_t n) {
    return n > 0 && n < kFewest;
}
void hide(Figure& figure) {
    figure = Figure{};
    figure.suppressed = true;
}

// When one alone is hidden it can be worked out from the whole: hide the next smallest as well.
void suppress_splits(const Indicator& indicator, std::vector<Split>& splits) {
    for (Split& s : splits) suppress(indicator, s.figure);
    const auto hidden = std::count_if(splits.begin(), splits.end(),
                                      [](const Split& s) { return s.figure.suppressed; });
    if (hidden != 1) return;
    Split* next = nullptr;
    for (Split& s : splits) {
        if (s.figure.suppressed || s.figure.n == 0) continue;
        if (next == nullptr || s.figure.n < next->figure.n) next = &s;
    }
    if (next != nullptr) hide(next->figure);
}

}  // namespace

Period indicator_period(practice::PeriodKind kind, Date as_at) {
    switch (kind) {
        case practice::PeriodKind::point:
            return {as_at, as_at};
        case practice::PeriodKind::year_to_date:
            return {*Date::from(as_at.month() >= 4 ? as_at.year() : as_at.year() - 1, 4, 1), as_at};
        case practice::PeriodKind::rolling_year: {
            const Date next = as_at + 1;  // a year before it; 1 March where that is a 29 February
            const auto from = Date::from(next.year() - 1, next.month(), next.day());
            return {from ? *from : *Date::from(next.year() - 1, 3, 1), as_at};
        }
        case practice::PeriodKind::month:
            return {*Date::from(as_at.year(), as_at.month(), 1), as_at};
    }
    return {as_at, as_at};
}

Evaluation evaluate(store::Session& session, const Indicator& indicator, Date as_at) {
    Evaluation out;
    out.period = indicator_period(indicator.period, as_at);
    const Sql sql = split_sql(indicator);
    std::map<Place, Sum> by_place;
    session.each(sql, period_params(sql, out.period), [&](const Row& row) {
        Place place{std::string(row.text(0)), row.maybe_int64(1).value_or(0)};
        add_row(by_place[std::move(place)], indicator.unit, row, 2);
    });
    std::map<std::string, std::string> district_names, team_names;
    session.each(kNames, {}, [&](const Row& row) {
        (row.int64(0) == 0 ? district_names : team_names)[std::string(row.text(1))] = row.text(2);
    });
    const bool rate = indicator.unit == IndicatorUnit::rate_per_10000;
    std::map<std::string, std::int64_t, std::less<>> people;
    if (rate) people = population(session, as_at);

    Sum all;
    std::map<std::string, Sum> districts, teams;
    if (rate) {  // a district without a case has a rate too: none
        for (const auto& [code, name] : district_names)
            if (people.contains(code)) districts[code];
    }
    for (const auto& [place, sum] : by_place) {
        all.add(sum);
        districts[place.district].add(sum);
        teams[place.team == 0 ? std::string() : std::to_string(place.team)].add(sum);
    }
    const auto in_district = [&](const std::string& code) -> std::optional<std::int64_t> {
        const auto at = code.empty() ? people.end() : people.find(code);
        return at == people.end() ? std::nullopt : std::optional(at->second);
    };
    const auto split = [&](const auto& sums, const auto& names, std::string_view none,
                           bool by_district) {
        std::vector<Split> splits;
        for (const auto& [code, sum] : sums) {
            const auto name = names.find(code);
            splits.push_back(
                {code,
                 code.empty()          ? std::string(none)
                 : name == names.end() ? code
                                       : name->second,
                 figure_of(indicator.unit, sum, by_district ? in_district(code) : std::nullopt)});
        }
        std::sort(splits.begin(), splits.end(), [](const Split& a, const Split& b) {
            return std::tuple(a.code.empty(), std::string_view(a.name)) <
                   std::tuple(b.code.empty(), std::string_view(b.name));
        });
        return splits;
    };
    out.all = figure_of(indicator.unit, all, rate ? std::optional(people.at("")) : std::nullopt);
    out.districts = split(districts, district_names, "District not known", true);
    out.teams = split(teams, team_names, "No team", false);
    return out;
}

std::vector<Date> trend_dates(Date as_at, int months) {
    std::vector<Date> out;
    const Date first = *Date::from(as_at.year(), as_at.month(), 1);
    for (int m = months; m > 0; --m) out.push_back(add_months(first, 1 - m) - 1);
    out.push_back(as_at);
    return out;
}

Figure figure_at(store::Session& session, const Indicator& indicator, Date as_at) {
    const Sql sql = whole_sql(indicator);
    Sum sum;
    session.each(sql, period_params(sql, indicator_period(indicator.period, as_at)),
                 [&](const Row& row) { add_row(sum, indicator.unit, row, 0); });
    std::optional<std::int64_t> people;
    if (indicator.unit == IndicatorUnit::rate_per_10000) people = population(session, as_at).at("");
    return figure_of(indicator.unit, sum, people);
}

void suppress(const Indicator& indicator, Figure& figure) {
    const bool rest = indicator.unit == IndicatorUnit::percent && few(figure.of - figure.n);
    if (few(figure.n) || rest) hide(figure);
}
void suppress(const Indicator& indicator, Evaluation& evaluation) {
    suppress(indicator, evaluation.all);
    suppress_splits(indicator, evaluation.districts);
    suppress_splits(indicator, evaluation.teams);
}
void suppress(const Indicator& indicator, std::vector<TrendPoint>& trend) {
    for (TrendPoint& point : trend) suppress(indicator, point.figure);
}

std::optional<double> target_at(store::Session& session, const Indicator& indicator, Date as_at) {
    const auto own = session.one(kTarget, {{"indicator", indicator.id}, {"as_at", as_at}},
                                 [](const Row& row) { return row.real(0); });
    return own ? own : indicator.target;
}

Result<ChildrenBehind> children_behind(store::Session& session, const record::Context& context,
                                       const Indicator& indicator, Date as_at, Behind which,
                                       std::int64_t limit) {
    const auto allowed =
        access::guard_whole(session, context.policy, context.subject, access::Action::figures,
                            access::ObjectKind::authority, {.what = "indicator"});
    if (!allowed) return allowed.failure();
    const Period period = indicator_period(indicator.period, as_at);
    const std::string rows =
        fmt::format("(\n{}\n) x{}", inner(indicator),
                    which == Behind::numerator ? " WHERE x.numerator <> 0" : "");
    ChildrenBehind out;
    const Sql count = Sql::trusted("indicator_behind_count", "SELECT count(*) FROM " + rows);
    out.all =
        session
            .one(count, period_params(count, period), [](const Row& row) { return row.int64(0); })
            .value_or(0);
    if (!context.policy.could(context.subject, access::Action::list, access::ObjectKind::family))
        return out;
    const auto may = context.policy.families(context.subject, access::Action::list, "y.family_id");
    const Sql list = Sql::trusted(
        "indicator_behind",
        fmt::format("SELECT y.child_id, y.family_id, p.given, p.surname, f.name, y.value, "
                    "count(*) OVER () FROM (SELECT x.child_id, x.family_id, "
                    "CAST(x.numerator AS DOUBLE PRECISION) AS value FROM {}) y "
                    "JOIN hearth_family f ON f.id = y.family_id "
                    "LEFT JOIN hearth_person p ON p.id = y.child_id WHERE ({}) "
                    "ORDER BY f.name, p.given, y.child_id LIMIT :limit",
                    rows, may.text));
    auto params = period_params(list, period);
    params.add(may.params).add("limit", limit);
    session.each(list, params, [&](const Row& row) {
        ChildBehind child;
        child.child = row.id<PersonTag>(0);
        child.family = row.id<FamilyTag>(1);
        child.name = std::string(trim(fmt::format("{} {}", row.text(2), row.text(3))));
        child.family_name = row.text(4);
        child.value = row.maybe_real(5);
        out.open_to_reader = row.int64(6);
        out.children.push_back(std::move(child));
    });
    access::log_list(session, context.subject, access::Action::list, "indicator_children",
                     out.open_to_reader, {}, fmt::format("{} {}", indicator.id, as_at.iso()));
    return out;
}

const Indicator* find_indicator(const practice::Practice& practice, std::string_view id) {
    for (const auto& indicator : practice.indicators)
        if (indicator.id == id) return &indicator;
    return nullptr;
}

std::string figure_words(const Indicator& indicator, const Figure& figure) {
    if (figure.suppressed) return "too few to show";
    if (!figure.value) return "no figure";
    const double v = *figure.value;
    switch (indicator.unit) {
        case IndicatorUnit::count:
            return thousands(std::llround(v)) + value_unit(indicator, v);
        case IndicatorUnit::percent:
            return fmt::format("{:.1f}%", v);
        case IndicatorUnit::rate_per_10000:
            return fmt::format("{:.1f} per 10,000", v);
        case IndicatorUnit::mean:
            return fmt::format("{:.1f}", v) + value_unit(indicator, v);
        case IndicatorUnit::median:
            return (std::floor(v) == v ? thousands(std::llround(v)) : fmt::format("{:.1f}", v)) +
                   value_unit(indicator, v);
    }
    return {};
}

std::string counts_words(const Indicator& indicator, const Figure& figure) {
    if (figure.suppressed) return {};
    switch (indicator.unit) {
        case IndicatorUnit::count:
            return {};
        case IndicatorUnit::percent:
            return fmt::format("{} of {}", thousands(figure.n), thousands(figure.of));
        case IndicatorUnit::rate_per_10000:
            if (figure.of == 0) return thousands(figure.n);
            return fmt::format("{} among {} people aged 0 to 17", thousands(figure.n),
                               thousands(figure.of));
        case IndicatorUnit::mean:
        case IndicatorUnit::median:
            return fmt::format("{} of {} measured", thousands(figure.n), thousands(figure.of));
    }
    return {};
}

bool few_cases(const Indicator& indicator, const Figure& figure) {
    constexpr std::int64_t kEnough = 10;
    switch (indicator.unit) {
        case IndicatorUnit::count:
        case IndicatorUnit::rate_per_10000:
            return figure.n < kEnough;
        case IndicatorUnit::percent:
        case IndicatorUnit::mean:
        case IndicatorUnit::median:
            return figure.of < kEnough;
    }
    return true;
}

std::string unit_words(const Indicator& indicator) {
    switch (indicator.unit) {
        case IndicatorUnit::percent:
            return "%";
        case IndicatorUnit::rate_per_10000:
            return "per 10,000";
        case IndicatorUnit::count:
        case IndicatorUnit::mean:
        case IndicatorUnit::median:
            return value_unit(indicator).empty() ? "" : "days";
    }
    return {};
}

int decimals(IndicatorUnit unit) {
    switch (unit) {
        case IndicatorUnit::percent:
        case IndicatorUnit::rate_per_10000:
        case IndicatorUnit::mean:
            return 1;
        case IndicatorUnit::count:
        case IndicatorUnit::median:
            return 0;
    }
    return 0;
}

}  // namespace hearth::insight

#include "insight/figures_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/csv.h"
#include "base/json_writer.h"

namespace hearth::insight {
namespace {

using practice::Indicator;
using practice::IndicatorUnit;

std::string_view unit_name(IndicatorUnit unit) {
    switch (unit) {
        case IndicatorUnit::count:
            return "count";
        case IndicatorUnit::percent:
            return "percent";
        case IndicatorUnit::rate_per_10000:
            return "rate_per_10000";
        case IndicatorUnit::mean:
            return "mean";
        case IndicatorUnit::median:
            return "median";
    }
    return "";
}

// A median of 20.5 keeps its half; 52 stays 52.
std::string number(double value) {
    std::string text = fmt::format("{:.4f}", value);
    while (text.ends_with('0')) text.pop_back();
    if (text.ends_with('.')) text.pop_back();
    return text;
}

void put(JsonWriter& json, const Figure& figure) {
    if (figure.suppressed) {
        json.member("suppressed", true);
        return;
    }
    json.member("n", figure.n).member("of", figure.of).member("value", figure.value);
}

void put(JsonWriter& json, std::string_view name, const std::vector<Split>& splits) {
    json.key(name).begin_array();
    for (const Split& s : splits) {
        json.begin_object().member("code", s.code).member("name", s.name);
        put(json, s.figure);
        json.end_object();
    }
    json.end_array();
}

void put(JsonWriter& json, const IndicatorResult& r) {
    const Indicator& i = *r.indicator;
    json.begin_object();
    json.member("id", i.id).member("title", i.title).member("unit", unit_name(i.unit));
    json.member("definition", i.definition).member("numerator", i.numerator);
    json.member("denominator", i.denominator).member("source", i.source);
    json.member("from", r.now.period.from.iso()).member("to", r.now.period.to.iso());
    put(json, r.now.all);
    json.member("target", r.target);
    put(json, "districts", r.now.districts);
    put(json, "teams", r.now.teams);
    json.key("trend").begin_array();
    for (const TrendPoint& point : r.trend) {
        json.begin_object().member("as_at", point.as_at.iso());
        put(json, point.figure);
        json.end_object();
    }
    json.end_array().end_object();
}

void put_header(JsonWriter& json, const Scorecard& card) {
    json.member("as_at", card.as_at.iso()).member("known", card.made_at.iso());
}

void put(CsvWriter& csv, const Figure& figure) {
    if (figure.suppressed) {
        csv.cell("").cell("").cell("c");
        return;
    }
    csv.cell(std::to_string(figure.n)).cell(std::to_string(figure.of));
    csv.cell(figure.value ? number(*figure.value) : "");
}

}  // namespace

IndicatorResult for_reader(IndicatorResult result, bool may_see_children) {
    if (may_see_children) return result;
    suppress(*result.indicator, result.now);
    suppress(*result.indicator, result.trend);
    return result;
}

Scorecard for_reader(const Scorecard& card, bool may_see_children) {
    Scorecard out = card;
    if (may_see_children) return out;
    for (auto& result : out.results) result = for_reader(std::move(result), false);
    return out;
}

std::string scorecard_csv(const Scorecard& card) {
    std::string out;
    CsvWriter csv(out, CsvGuard::formulas);
    csv.row({"indicator", "title", "unit", "from", "to", "n", "of", "value", "target", "as_at",
             "known"});
    for (const auto& r : card.results) {
        csv.cell(r.indicator->id).cell(r.indicator->title).cell(unit_name(r.indicator->unit));
        csv.cell(r.now.period.from.iso()).cell(r.now.period.to.iso());
        put(csv, r.now.all);
        csv.cell(r.target ? number(*r.target) : "").cell(card.as_at.iso());
        csv.cell(card.made_at.iso()).end_row();
    }
    return out;
}

std::string scorecard_json(const Scorecard& card) {
    std::string out;
    JsonWriter json(out, JsonWriter::Layout::indented);
    json.begin_object();
    put_header(json, card);
    json.key("indicators").begin_array();
    for (const auto& r : card.results) put(json, r);
    json.end_array().end_object();
    return out;
}

std::string scorecard_text(const Scorecard& card) {
    std::string out =
        fmt::format("As at {}, as known on {}.\n\n", card.as_at.plain(), plain(card.made_at));
    std::size_t width = 0;
    for (const auto& r : card.results) width = std::max(width, r.indicator->title.size());
    for (const auto& r : card.results) {
        out += fmt::format("{:<{}}  {:>18}  {}\n", r.indicator->title, width,
                           figure_words(*r.indicator, r.now.all),
                           counts_words(*r.indicator, r.now.all));
    }
    return out;
}

std::string indicator_csv(const Scorecard& card, const IndicatorResult& r) {
    std::string out;
    CsvWriter csv(out, CsvGuard::formulas);
    csv.row({"indicator", "split", "code", "name", "as_at", "n", "of", "value"});
    const auto row = [&](std::string_view split, std::string_view code, std::string_view name,
                         Date as_at, const Figure& figure) {
        csv.cell(r.indicator->id).cell(split).cell(code).cell(name).cell(as_at.iso());
        put(csv, figure);
        csv.end_row();
    };
    row("authority", "", "", card.as_at, r.now.all);
    for (const auto& s : r.now.districts) row("district", s.code, s.name, card.as_at, s.figure);
    for (const auto& s : r.now.teams) row("team", s.code, s.name, card.as_at, s.figure);
    for (const auto& t : r.trend) row("trend", "", "", t.as_at, t.figure);
    return out;
}

std::string indicator_json(const Scorecard& card, const IndicatorResult& r) {
    std::string out;
    JsonWriter json(out, JsonWriter::Layout::indented);
    json.begin_object();
    put_header(json, card);
    json.key("indicator");
    put(json, r);
    json.end_object();
    return out;
}

std::string as_at_words(const Scorecard& card, Date today) {
    const WallTime made = wall_time(card.made_at);
    if (card.known) {  // until the end of that day: the instant is the first of the next
        return fmt::format("Figures for {} as known on {}", card.as_at.plain(),
                           wall_time(Instant{card.made_at.ms - 1}).date.plain());
    }
    const std::string time =
        fmt::format("{} {:02}:{:02}", made.date.plain(), made.minutes / 60, made.minutes % 60);
    if (card.as_at == today) return "Figures as at " + time;
    return fmt::format("Figures for {} as known on {}", card.as_at.plain(), time);
}

namespace {

struct Change {
    const TrendPoint* first = nullptr;
    std::string verdict;  // "Better", "Worse", "The same"
};

// Between the first and the last figure of the trend; nothing where neither way is better, there is
// nothing to compare, or the cases are too few to say so.
std::optional<Change> change_of(const IndicatorResult& r) {
    const auto better = r.indicator->better;
    if (better == practice::Better::neither) return std::nullopt;
    const TrendPoint *first = nullptr, *last = nullptr;
    for (const auto& point : r.trend) {
        if (!point.figure.value) continue;
        if (first == nullptr) first = &point;
        last = &point;
    }
    if (first == nullptr || first == last) return std::nullopt;
    if (few_cases(*r.indicator, first->figure) || few_cases(*r.indicator, last->figure))
        return std::nullopt;
    if (figure_words(*r.indicator, first->figure) == figure_words(*r.indicator, last->figure))
        return Change{first, "The same"};
    const bool rose = *last->figure.value > *first->figure.value;
    return Change{first, rose == (better == practice::Better::up) ? "Better" : "Worse"};
}

}  // namespace

std::string direction_words(const IndicatorResult& r) {
    const auto better = r.indicator->better;
    if (better == practice::Better::neither) return {};
    std::string out = better == practice::Better::up ? "Higher is better." : "Lower is better.";
    const auto change = change_of(r);
    if (!change) return out;
    return out + " " + change->verdict + (change->verdict == "The same" ? " as on " : " than on ") +
           change->first->as_at.plain() + ".";
}

std::string verdict_words(const IndicatorResult& r) {
    const auto change = change_of(r);
    return change && change->verdict != "The same" ? change->verdict + "." : "";
}

std::string target_words(const IndicatorResult& r) {
    if (!r.target) return {};
    Figure as_figure;
    as_figure.value = r.target;
    const std::string words = figure_words(*r.indicator, as_figure);
    const auto& value = r.now.all.value;
    switch (r.indicator->better) {
        case practice::Better::up:
            return words + " or more" + (!value ? "" : *value >= *r.target ? ": met" : ": not met");
        case practice::Better::down:
            return words + " or less" + (!value ? "" : *value <= *r.target ? ": met" : ": not met");
        case practice::Better::neither:
            return words;
    }
    return words;
}

std::string period_words(const Indicator& indicator, const Period& period) {
    if (indicator.period == practice::PeriodKind::point)
        return "At the end of " + period.to.plain();
    return period.from.plain() + " to " + period.to.plain();
}

std::vector<RunPoint> run_points(const std::vector<TrendPoint>& trend) {
    std::vector<RunPoint> out;
    for (const TrendPoint& t : trend) {
        RunPoint point;
        point.period = *Date::from(t.as_at.year(), t.as_at.month(), 1);
        point.value = t.figure.value;
        point.numerator = static_cast<int>(t.figure.n);
        point.denominator = static_cast<int>(t.figure.of);
        out.push_back(point);
    }
    return out;
}

static Better chart_better(practice::Better better) {
    switch (better) {
        case practice::Better::up:
            return Better::higher;
        case practice::Better::down:
            return Better::lower;
        case practice::Better::neither:
            return Better::neither;
    }
    return Better::neither;
}

RunChartInput run_chart_input(const IndicatorResult& r) {
    RunChartInput in;
    in.title = r.indicator->title;
    in.unit = unit_words(*r.indicator);
    in.points = run_points(r.trend);
    in.target = r.target;
    in.better = chart_better(r.indicator->better);
    in.decimals = decimals(r.indicator->unit);
    return in;
}

BarChartInput bar_chart_input(const IndicatorResult& r, const std::vector<Split>& splits,
                              std::string_view rows_are) {
    BarChartInput in;
    in.title = r.indicator->title;
    in.rows_are = rows_are;
    in.unit = unit_words(*r.indicator);
    in.decimals = decimals(r.indicator->unit);
    // Teams have no population: the bars are numbers of children then, and no target fits them.
    const bool numbers = r.indicator->unit == IndicatorUnit::rate_per_10000 &&
                         std::none_of(splits.begin(), splits.end(),
                                      [](const Split& s) { return s.figure.value.has_value(); });
    if (numbers) {
        in.unit.clear();
        in.decimals = 0;
    } else {
        in.target = r.target;
        in.better = chart_better(r.indicator->better);
    }
    for (const Split& s : splits) {
        Bar bar;
        bar.name = s.name;
        bar.suppressed = s.figure.suppressed;
        if (!bar.suppressed) {
            bar.value = numbers ? std::optional(static_cast<double>(s.figure.n)) : s.figure.value;
            bar.numerator = static_cast<int>(s.figure.n);
            bar.denominator = numbers || r.indicator->unit == IndicatorUnit::count
                                  ? 0
                                  : static_cast<int>(s.figure.of);
        }
        in.bars.push_back(std::move(bar));
    }
    return in;
}

}  // namespace hearth::insight

// hearth indicators: the figures of an authority, as at any date and as known on any date.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <memory>

#include "cli/authority.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "insight/figures_text.h"

namespace hearth::cli {
namespace {

enum class FigureFormat { text, json, csv };
struct Options {
    OpenOptions open;
    std::string indicator, as_at, known;
    bool list = false, trend = false, times = false;
    FigureFormat format = FigureFormat::text;
};

Date date_option(const std::string& text, std::string_view name) {
    const auto date = Date::parse(text);
    if (!date)
        throw UsageError(fmt::format("{} \"{}\" is no date. Write it as 2026-11-22.", name, text));
    return *date;
}

std::string list_of(const practice::Practice& practice) {
    std::size_t width = 0;
    for (const auto& i : practice.indicators) width = std::max(width, i.id.size());
    std::string out;
    for (const auto& i : practice.indicators)
        out += fmt::format("{:<{}}  {}\n", i.id, width, i.title);
    return out;
}

int figures(const Options& options) {
    auto authority = open_authority(options.open);
    if (options.list) {
        print(list_of(authority.practice));
        return 0;
    }
    if (!options.indicator.empty()) {
        auto& all = authority.practice.indicators;
        std::erase_if(all, [&](const auto& i) { return i.id != options.indicator; });
        if (all.empty())
            throw UsageError(fmt::format("There is no indicator {}. See hearth indicators --list.",
                                         options.indicator));
    }
    const Date today = authority.db->clock().today();
    const Date as_at = options.as_at.empty() ? today : date_option(options.as_at, "--as-at");
    std::optional<Instant> known;
    if (!options.known.empty()) known = instant_of(date_option(options.known, "--known") + 1, 0);
    const bool one = !options.indicator.empty();
    const auto card = insight::make_scorecard(*authority.db, authority.practice, as_at, known,
                                              options.trend || one);
    if (options.times) {
        std::string out =
            fmt::format("{:>10} {:>7} {:>10}  statement\n", "total ms", "times", "longest");
        auto timings = authority.db->timings();
        std::sort(timings.begin(), timings.end(),
                  [](const auto& a, const auto& b) { return a.total_us > b.total_us; });
        for (const auto& t : timings)
            out += fmt::format("{:>10.1f} {:>7} {:>10.1f}  {}\n",
                               static_cast<double>(t.total_us) / 1000.0, t.count,
                               static_cast<double>(t.max_us) / 1000.0, t.name);
        print(out);
        return 0;
    }
    switch (options.format) {
        case FigureFormat::text:
            print(insight::scorecard_text(card));
            break;
        case FigureFormat::json:
            print(one ? insight::indicator_json(card, card.results.front())
                      : insight::scorecard_json(card));
            break;
        case FigureFormat::csv:
            print(one ? insight::indicator_csv(card, card.results.front())
                      : insight::scorecard_csv(card));
            break;
    }
    return 0;
}

}  // namespace

void add_indicators(CLI::App& app, Run& run) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand(
        "indicators", "The authority’s figures, as at any date and as known on any date");
    command->add_option("indicator", options->indicator,
                        "One indicator, with its districts, teams and trend; left out, all");
    command->add_flag("--list", options->list, "Name the indicators");
    command->add_option("--as-at", options->as_at, "The day that the figures are about")
        ->option_text("2026-11-22");
    command
        ->add_option("--known", options->known,
                     "As known at the end of this day; left out, as known now")
        ->option_text("2026-11-22");
    command->add_flag("--trend", options->trend, "With the months before");
    command->add_flag("--times", options->times,
                      "Instead of the figures: how long each statement took");
    static const std::map<std::string, FigureFormat> formats{
        {"text", FigureFormat::text}, {"json", FigureFormat::json}, {"csv", FigureFormat::csv}};
    command->add_option("--format", options->format, "text, json or csv")
        ->transform(CLI::CheckedTransformer(formats, CLI::ignore_case))
        ->option_text("text|json|csv");
    command->add_option("--data", options->open.data, "The authority’s data folder");
    command->add_option("--config", options->open.config, "Configuration file");
    command->callback([options, &run] { run = [options] { return figures(*options); }; });
}

}  // namespace hearth::cli

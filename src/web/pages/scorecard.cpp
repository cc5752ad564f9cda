// Long because: the scorecard, an indicator and the district table draw the same figures.
// The dashboard and the scorecard: every indicator on one page, by district, and each on its own
// with its definition, trend, districts, teams and the children behind it.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "access/guard.h"
#include "insight/figures_text.h"
#include "web/kit/kit.h"
#include "web/pages/pages.h"

namespace hearth::web {
namespace {

using access::Action;
using access::ObjectKind;
using insight::IndicatorResult;
using insight::Scorecard;

constexpr std::chrono::milliseconds kPatience{1500};
constexpr int kAskAgainSeconds = 4;

// What was asked for in the address: the day, the day of knowing.
struct Asked {
    Date as_at;
    std::optional<Date> known;
    std::string as_at_typed, known_typed;
    std::vector<FieldError> errors;
    // In a link to another page of figures.
    Url with(Url to, Date today) const {
        if (as_at != today) to = std::move(to).query("as_at", as_at.iso());
        if (known) to = std::move(to).query("known", known->iso());
        return to;
    }
    std::optional<Instant> known_at() const {
        return known ? std::optional(instant_of(*known + 1, 0)) : std::nullopt;
    }
};

Asked read_asked(const Context& http, Date today) {
    Asked out;
    out.as_at = today;
    out.as_at_typed = http.request.query.get("as_at");
    out.known_typed = http.request.query.get("known");
    const auto read = [&](const std::string& typed, const char* field, std::string_view what) {
        std::optional<Date> date;
        if (typed.empty()) return date;
        date = Date::parse(typed);
        if (!date) {
            out.errors.push_back(
                {field, "date", fmt::format("{} must be a real date, like 2026-03-31", what)});
        } else if (*date > today) {
            out.errors.push_back(
                {field, "future", fmt::format("{} must be today or in the past", what)});
            date.reset();
        }
        return date;
    };
    if (const auto date = read(out.as_at_typed, "as_at", "The day")) out.as_at = *date;
    out.known = read(out.known_typed, "known", "The day of knowing");
    return out;
}

class Pages {
  public:
    explicit Pages(App& app) : app_(app), cards_(app.db, app.practice) {}

    Response dashboard(Context& http) {
        if (app_.could(http, Action::figures, ObjectKind::authority)) return scorecard(http);
        const auto& subject = App::visitor(http).subject;
        kit::Page page;
        page.title = "Dashboard";
        std::vector<Html> links;
        for (const auto team : subject.teams)
            links.push_back(kit::link(url("/teams/{}", team), "The board of your team"));
        page.content << (links.empty()
                             ? kit::empty_state("You are in no team today. Ask your manager to "
                                                "add you to one; its board will be here.")
                             : kit::bullets(links));
        return app_.page(http, std::move(page));
    }

    Response scorecard(Context& http) {
        const Asked asked = read_asked(http, today());
        kit::Page page = frame("Scorecard", asked);
        const auto card = ask(http, asked);
        if (!card) return working(http, std::move(page));
        page.content << head(*card) << chooser(url("/scorecard"), asked, {})
                     << kit::p(links(http, asked));
        kit::DataTable table;
        table.caption = "Indicators";
        table.caption_hidden = true;
        table.columns = {{.name = "Indicator"},
                         {.name = "Figure"},
                         {.name = "Target"},
                         {.name = "Last twelve months"}};
        for (const auto& r : card->results) {
            Html title = kit::link(asked.with(url("/scorecard/{}", r.indicator->id), today()),
                                   r.indicator->title);
            table.rows.push_back({title, figure(r), target(r), trend(r)});
        }
        table.empty = kit::empty_state("The practice defines no indicators.");
        page.content << kit::data_table(table);
        return app_.page(http, std::move(page));
    }

    Response districts(Context& http) {
        const Asked asked = read_asked(http, today());
        kit::Page page = frame("Indicators by district", asked);
        page.before_main = kit::back_above(asked.with(url("/scorecard"), today()), "Scorecard");
        const auto card = ask(http, asked);
        if (!card) return working(http, std::move(page));
        page.content << head(*card) << chooser(url("/scorecard/districts"), asked, {})
                     << kit::p(
                            "Each district beside the whole authority. “Better” and “worse” "
                            "compare it with the authority’s figure, and are said only of ten "
                            "cases or more: a difference in small numbers may be chance.");
        std::vector<std::pair<std::string, std::string>> names;
        for (const auto& r : card->results)
            for (const auto& s : r.now.districts)
                if (!s.code.empty() &&
                    std::find(names.begin(), names.end(), std::pair(s.code, s.name)) == names.end())
                    names.emplace_back(s.code, s.name);
        std::sort(names.begin(), names.end(),
                  [](const auto& a, const auto& b) { return a.second < b.second; });
        kit::DataTable table;
        table.caption = "Indicators by district";
        table.caption_hidden = true;
        table.columns = {{.name = "Indicator"}, {.name = "Authority"}};
        for (const auto& [code, name] : names) table.columns.push_back({.name = name});
        for (const auto& r : card->results) {
            std::vector<Html> row = {
                kit::link(asked.with(url("/scorecard/{}", r.indicator->id), today()),
                          r.indicator->title),
                Html(insight::figure_words(*r.indicator, r.now.all)) << base(r, r.now.all)};
            for (const auto& [code, name] : names) {
                const auto at =
                    std::find_if(r.now.districts.begin(), r.now.districts.end(),
                                 [&, wanted = code](const auto& s) { return s.code == wanted; });
                row.push_back(at == r.now.districts.end() ? Html("none") : heat(r, at->figure));
            }
            table.rows.push_back(std::move(row));
        }
        page.content << el("div",
                           {cls("hearth-scroll"), attr("tabindex", "0"), attr("role", "region"),
                            attr("aria-label", "Indicators by district")},
                           kit::data_table(table));
        return app_.page(http, std::move(page));
    }

    Response indicator(Context& http) {
        const auto id = http.param<std::string>("indicator");
        const auto* which = id ? insight::find_indicator(app_.practice, *id) : nullptr;
        if (which == nullptr) return Response::not_found();
        const Asked asked = read_asked(http, today());
        kit::Page page = frame(which->title, asked);
        page.caption = "Indicator";
        page.wide = false;  // charts are drawn for the width of text
        page.before_main = kit::back_above(asked.with(url("/scorecard"), today()), "Scorecard");
        const auto card = ask(http, asked);
        if (!card) return working(http, std::move(page));
        const auto& r = *card->find(which->id);
        const std::string behind(http.request.query.get("children"));
        page.content
            << head(*card)
            << el("p", {cls("hearth-figure")},
                  el("strong", insight::figure_words(*which, r.now.all)), " ", counts(r))
            << chooser(url("/scorecard/{}", which->id), asked, behind) << definition(http, r)
            << run_chart(r) << bars(r, r.now.districts, "District", "Districts")
            << bars(r, r.now.teams, "Team", "Teams") << children(http, r, asked, behind)
            << kit::p(join(
                   kit::link(
                       asked.with(url("/scorecard/{}/download", which->id).query("format", "csv"),
                                  today()),
                       "Download as CSV"),
                   " · ",
                   kit::link(
                       asked.with(url("/scorecard/{}/download", which->id).query("format", "json"),
                                  today()),
                       "Download as JSON")));
        return app_.page(http, std::move(page));
    }

    Response download(Context& http, bool whole) {
        const Asked asked = read_asked(http, today());
        const auto card = ask(http, asked);
        if (!card) return Response::text("The figures are being worked out. Ask again soon.", 503);
        const bool json = http.request.query.get("format") == "json";
        if (whole) {
            return json ? Response::download(insight::scorecard_json(*card), "application/json",
                                             "scorecard.json")
                        : Response::csv(insight::scorecard_csv(*card), "scorecard.csv");
        }
        const auto id = http.param<std::string>("indicator");
        const auto* r = id ? card->find(*id) : nullptr;
        if (r == nullptr) return Response::not_found();
        return json ? Response::download(insight::indicator_json(*card, *r), "application/json",
                                         r->indicator->id + ".json")
                    : Response::csv(insight::indicator_csv(*card, *r), r->indicator->id + ".csv");
    }

  private:
    Date today() const { return app_.clock.today(); }

    // The scorecard as this reader may see it, asked for and logged; nothing while it is being
    // worked out. (A reader without the right to figures does not come here: the gate refused.)
    std::shared_ptr<const Scorecard> ask(Context& http, const Asked& asked) {
        const auto allowed = app_.read(http, [&](store::Session& session,
                                                 const record::Context& context) {
            return access::guard_whole(session, context.policy, context.subject, Action::figures,
                                       ObjectKind::authority, {.what = "scorecard"});
        });
        if (!allowed) throw std::logic_error("the gate let a reader without figures through");
        const auto card = cards_.get(asked.as_at, asked.known_at(), kPatience);
        if (!card || app_.could(http, Action::list, ObjectKind::family)) return card;
        return std::make_shared<const Scorecard>(insight::for_reader(*card, false));
    }

    static kit::Page frame(std::string title, const Asked& asked) {
        kit::Page page;
        page.title = std::move(title);
        page.section = "Dashboard";
        page.wide = true;
        page.has_errors = !asked.errors.empty();
        return page;
    }

    Response working(Context& http, kit::Page page) {
        page.content << kit::inset_text(
            {.text = "These figures are being worked out. The page asks again by itself."});
        auto response = app_.page(http, std::move(page));
        response.header("Refresh", std::to_string(kAskAgainSeconds));
        return response;
    }

    Html head(const Scorecard& card) const {
        Html h = kit::p(insight::as_at_words(card, today()) + ".");
        if (!card.with_trends)
            h << kit::p("The months before are still being worked out.", "govuk-hint");
        return h;
    }

    Html links(Context& http, const Asked& asked) const {
        Html h = kit::link(asked.with(url("/scorecard/districts"), today()),
                           "All indicators by district");
        if (app_.could(http, Action::view, ObjectKind::team))
            h << " · " << kit::link(url("/teams"), "Team boards");
        if (app_.could(http, Action::export_, ObjectKind::authority))
            h << " · " << kit::link(url("/imports"), "Imported files");
        h << " · "
          << kit::link(asked.with(url("/scorecard/download").query("format", "csv"), today()),
                       "Download as CSV");
        return h;
    }

    static Html chooser(const Url& action, const Asked& asked, const std::string& behind) {
        const auto input = [&](const char* name, const char* label, const char* hint,
                               const std::string& value) {
            return kit::input({.name = name,
                               .label = {.text = label},
                               .value = value,
                               .hint = {.text = hint},
                               .error = {.text = kit::error_for(asked.errors, name)},
                               .type = "date",
                               .classes = "govuk-input--width-10"});
        };
        Html inside;
        if (!behind.empty()) inside << kit::hidden("children", behind);
        inside << input("as_at", "Figures for the day", "Leave empty for today.", asked.as_at_typed)
               << input("known", "As known at the end of",
                        "What the record said then. Leave empty for now.", asked.known_typed)
               << kit::button({.text = "Show", .classes = "govuk-button--secondary"});
        return join(
            kit::error_summary(asked.errors),
            kit::details({.summary = "Another day, or as it was known on a day",
                          .text = kit::get_form(action, inside),
                          .open = !asked.as_at_typed.empty() || !asked.known_typed.empty()}));
    }

    static Html counts(const IndicatorResult& r) {
        if (!r.now.all.suppressed && r.now.all.of == 0 && !r.now.all.value)
            return "No cases in the period";
        Html h(insight::counts_words(*r.indicator, r.now.all));
        const auto& f = r.now.all;
        if (!f.suppressed && f.value && r.indicator->unit != practice::IndicatorUnit::count &&
            insight::few_cases(*r.indicator, f))
            h << " " << kit::tag({.text = "small number", .classes = "govuk-tag--grey"});
        return h;
    }
    static Html figure(const IndicatorResult& r) {
        return join(el("strong", insight::figure_words(*r.indicator, r.now.all)), el("br"),
                    el("span", {cls("hearth-meta")}, counts(r)));
    }
    static Html target(const IndicatorResult& r) {
        const std::string words = insight::target_words(r);
        Html h(words.empty() ? std::string("None set") : words);
        if (words.empty() && r.indicator->better != practice::Better::neither)
            h << el("br")
              << el("span", {cls("hearth-meta")},
                    r.indicator->better == practice::Better::up ? "Higher is better"
                                                                : "Lower is better");
        return h;
    }
    static Html trend(const IndicatorResult& r) {
        if (r.trend.empty()) return "Being worked out";
        const auto spark =
            insight::sparkline(insight::run_points(r.trend), insight::unit_words(*r.indicator),
                               insight::decimals(r.indicator->unit));
        Html h;
        if (!spark.svg.empty()) h << Html::from_svg(spark.svg.text()) << el("br");
        h << spark.sentence;
        const std::string verdict = insight::verdict_words(r);
        if (!verdict.empty()) h << " " << el("strong", verdict);
        return h;
    }

    // The n and N that belong beside every percentage, also in a narrow cell.
    static Html base(const IndicatorResult& r, const insight::Figure& f) {
        if (r.indicator->unit != practice::IndicatorUnit::percent || f.suppressed || f.of == 0)
            return {};
        return el("br") << el("span", {cls("hearth-meta")}, insight::counts_words(*r.indicator, f));
    }
    // A cell of the table of districts. Under ten cases nobody is told better or worse.
    static Html heat(const IndicatorResult& r, const insight::Figure& f) {
        const bool rate = r.indicator->unit == practice::IndicatorUnit::rate_per_10000;
        Html h(rate && f.value ? fmt::format("{:.1f}", *f.value)
                               : insight::figure_words(*r.indicator, f));
        h << base(r, f);
        if (insight::few_cases(*r.indicator, f)) return h;
        const auto& whole = r.now.all.value;
        const bool comparable = r.indicator->unit != practice::IndicatorUnit::count &&
                                r.indicator->better != practice::Better::neither;
        if (!comparable || !f.value || !whole) return h;
        if (insight::figure_words(*r.indicator, f) ==
            insight::figure_words(*r.indicator, r.now.all))
            return h;
        const bool better = (*f.value > *whole) == (r.indicator->better == practice::Better::up);
        h << el("br")
          << kit::tag({.text = better ? "better" : "worse",
                       .classes = better ? "govuk-tag--green" : "govuk-tag--orange"});
        return h;
    }

    Html definition(Context& http, const IndicatorResult& r) const {
        const auto& i = *r.indicator;
        Html h = kit::h2("What it measures");
        h << kit::summary_rows(
            {{"Definition", i.definition},
             {"Counted (n)", i.numerator},
             {"Out of (N)", i.denominator},
             {"Period", insight::period_words(i, r.now.period)},
             {"Target", insight::target_words(r).empty() ? "None set" : insight::target_words(r)},
             {"Direction", insight::direction_words(r)},
             {"Source", i.source},
             {"Owner", i.owner}});
        if (app_.could(http, Action::export_, ObjectKind::authority))
            h << kit::details({.summary = "The query", .text = el("pre", el("code", i.sql))});
        return h;
    }

    static Html chart(const insight::Chart& chart, const std::string& caption) {
        std::vector<kit::Column> columns;
        for (const auto& name : chart.columns) columns.push_back({.name = name});
        std::vector<std::vector<Html>> rows;
        for (const auto& row : chart.rows) rows.emplace_back(row.begin(), row.end());
        return join(kit::p(chart.sentence),
                    el("div", {cls("hearth-chart")}, Html::from_svg(chart.svg.text())),
                    kit::details({.summary = "The same figures as a table",
                                  .text = kit::data_table({.caption = caption,
                                                           .caption_hidden = true,
                                                           .columns = std::move(columns),
                                                           .rows = std::move(rows)})}));
    }

    static Html run_chart(const IndicatorResult& r) {
        Html h = kit::h2("Month by month");
        if (r.trend.empty())
            return join(h, kit::p("The months before are still being worked out."));
        return join(h, chart(insight::run_chart(insight::run_chart_input(r)), "Month by month"));
    }
    static Html bars(const IndicatorResult& r, const std::vector<insight::Split>& splits,
                     std::string_view rows_are, const std::string& heading) {
        Html h = kit::h2(heading);
        if (splits.empty()) return join(h, kit::empty_state("Nothing to count in this period."));
        return join(
            h, chart(insight::bar_chart(insight::bar_chart_input(r, splits, rows_are)), heading));
    }

    Html children(Context& http, const IndicatorResult& r, const Asked& asked,
                  const std::string& behind) {
        Html h = kit::h2("The children behind the figure", "children");
        if (!app_.could(http, Action::list, ObjectKind::family))
            return join(h, kit::p("Your role sees figures and no children."));
        const auto link = [&](const char* which, const char* text) {
            return kit::link(
                asked.with(url("/scorecard/{}", r.indicator->id), today()).query("children", which),
                text);
        };
        std::vector<Html> links = {link("all", "Everybody counted in N")};
        if (r.indicator->unit == practice::IndicatorUnit::percent)
            links.insert(links.begin(), link("counted", "Those counted in n"));
        h << kit::bullets(links);
        if (behind.empty()) return h;
        const auto which = behind == "counted" ? insight::Behind::numerator : insight::Behind::all;
        const auto context = app_.context_of(http);
        const auto read = [&](store::Session& session) {
            return insight::children_behind(session, context, *r.indicator, asked.as_at, which);
        };
        const auto known = asked.known_at();
        const auto found = known ? app_.db.read_as_known(*known, read) : app_.db.read(read);
        if (!found) throw std::logic_error("the gate let a reader without figures through");
        h << kit::p(fmt::format("{} behind the figure; you may open {}.",
                                kit::thousands(found->all), kit::thousands(found->open_to_reader)));
        kit::DataTable table;
        table.caption = "Behind the figure";
        table.caption_hidden = true;
        table.columns = {{.name = "Child or adult"}, {.name = "Family"}};
        const bool values = r.indicator->unit == practice::IndicatorUnit::mean ||
                            r.indicator->unit == practice::IndicatorUnit::median ||
                            r.indicator->unit == practice::IndicatorUnit::count;
        if (values) table.columns.push_back({.name = "Value", .numeric = true});
        for (const auto& child : found->children) {
            std::vector<Html> row = {
                child.name.empty() ? Html("The family") : Html(child.name),
                kit::link(url("/families/{}", child.family), child.family_name)};
            if (values)
                row.push_back(child.value ? Html(fmt::format("{:g}", *child.value))
                                          : Html("none yet"));
            table.rows.push_back(std::move(row));
        }
        table.empty = kit::empty_state("None of them is open to you.");
        h << kit::data_table(table);
        if (found->open_to_reader > static_cast<std::int64_t>(found->children.size()))
            h << kit::p(fmt::format("The first {} are shown.", found->children.size()));
        return h;
    }

    App& app_;
    insight::Scorecards cards_;
};

}  // namespace

void add_scorecard_routes(Router& router, App& app) {
    const auto pages = std::make_shared<Pages>(app);
    const auto figures = Policy::guarded(Action::figures, ObjectKind::authority);
    const auto get = [&](const char* path, Policy policy, auto method) {
        router.add(Route(Method::get, path, std::move(policy),
                         [pages, method](Context& http) { return method(*pages, http); }));
    };
    get("/dashboard", Policy::signed_in("figures for those who may, else links to own teams"),
        [](Pages& p, Context& http) { return p.dashboard(http); });
    get("/scorecard", figures, [](Pages& p, Context& http) { return p.scorecard(http); });
    get("/scorecard/districts", figures, [](Pages& p, Context& http) { return p.districts(http); });
    get("/scorecard/download", figures,
        [](Pages& p, Context& http) { return p.download(http, true); });
    get("/scorecard/{indicator}", figures,
        [](Pages& p, Context& http) { return p.indicator(http); });
    get("/scorecard/{indicator}/download", figures,
        [](Pages& p, Context& http) { return p.download(http, false); });
}

}  // namespace hearth::web

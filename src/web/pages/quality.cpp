// Long because: the board, its filters, its trend and its file show the same faults.
// The data quality page: faults by rule, team and worker, the way to mend each, the trend, and what
// the census would be if it were sent today.
#include "web/pages/quality.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <memory>

#include "base/csv.h"
#include "insight/charts/charts.h"
#include "returns/quality/quality_board.h"
#include "web/kit/kit.h"

namespace hearth::web {
namespace {

using access::Action;
using access::ObjectKind;
using returns::FaultCount;
using returns::FaultFilter;
using returns::FaultLine;
using returns::QualityBoard;

constexpr std::int64_t kInOneFile = 100'000;
constexpr std::size_t kShownAtOnce = 10;

std::string counted(std::int64_t n, std::string_view one, std::string_view many) {
    return n == 1 ? fmt::format("1 {}", one) : fmt::format("{} {}", kit::thousands(n), many);
}

Html severity_tag(std::string_view severity) {
    return severity == "error" ? kit::tag({.text = "Error", .classes = "govuk-tag--red"})
                               : kit::tag({.text = "Query", .classes = "govuk-tag--yellow"});
}

// What was asked for in the address.
struct Asked {
    FaultFilter filter;
    std::string whose, state, by_typed;
    std::optional<Date> by;
    std::vector<FieldError> errors;

    bool care() const { return filter.kind == returns::kCare; }
    std::string_view return_name() const {
        return care() ? "Children looked after return" : "Children in need census";
    }
    // The same question with another page, file or part of it.
    Url with(Url to, std::string_view leave_out = {}) const {
        const auto add = [&](AttrName name, std::string_view as, const std::string& value) {
            if (!value.empty() && as != leave_out) to = std::move(to).query(name, value);
        };
        add("return", "return", care() ? filter.kind : "");
        add("year", "year", filter.year != 0 ? std::to_string(filter.year) : "");
        add("whose", "whose", whose);
        add("team", "team", filter.team ? filter.team.text() : "");
        add("worker", "worker", filter.worker && whose != "mine" ? filter.worker.text() : "");
        add("rule", "rule", filter.rule);
        add("severity", "severity", filter.severity);
        add("state", "state", state);
        add("by", "by", by ? by->iso() : "");
        return to;
    }
};

class Pages {
  public:
    explicit Pages(App& app) : app_(app), mending_(app.practice) {}

    Response board(Context& http) {
        const Asked asked = read_asked(http);
        auto read = ask(http, asked);
        if (!read) return app_.failure(http, read.failure());
        const QualityBoard& b = read.value();
        const bool own = asked.whose == "mine";
        kit::Page page;
        page.title = "Data quality";
        page.caption = fmt::format("{} {} to {}", asked.return_name(), b.year - 1, b.year);
        page.wide = true;
        page.has_errors = !asked.errors.empty();
        Html& h = page.content;
        h << kit::error_summary(asked.errors) << returns_to_choose(asked);
        if (!b.figures) {
            const auto whose = [&](const char* which, const char* words) {
                return kit::link(asked.with(url("/quality"), "whose").query("whose", which), words);
            };
            h << kit::p(own ? whose("all", "Show all children that I may see")
                            : whose("mine", "Show only the children of families I lead with"));
        }
        h << checked(http, b);
        if (b.figures) h << today(b, asked) << trend(b);
        h << filter_form(b, asked) << counts(b, asked) << faults(b, asked);
        return app_.page(http, std::move(page));
    }

    Response download(Context& http) {
        Asked asked = read_asked(http);
        asked.filter.page = 1;
        asked.filter.size = kInOneFile;
        const auto read = ask(http, asked);
        if (!read) return app_.failure(http, read.failure());
        std::string out;
        CsvWriter csv(out, CsvGuard::formulas);
        for (const char* name :
             {"rule", "severity", "what is wrong", "what to do", "LA child id", "child", "family",
              "team", "worker", "table", "field", "value", "first found", "last found", "mended"})
            csv.cell(name);
        csv.end_row();
        for (const FaultLine& f : read->faults) {
            csv.cell(f.rule).cell(f.severity).cell(f.message).cell(f.remedy).cell(f.la_child_id);
            csv.cell(f.child).cell(f.family_name).cell(f.team).cell(f.worker).cell(f.table);
            csv.cell(f.field).cell(f.value.value_or("")).cell(date_of(f.first_seen).iso());
            csv.cell(date_of(f.last_seen).iso()).cell(f.gone ? date_of(*f.gone).iso() : "");
            csv.end_row();
        }
        return Response::csv(out, "data-quality.csv");
    }

    Response run(Context& http) {
        const auto rules = return_rules();
        if (rules == nullptr) return Response::see_other(url("/quality"));
        std::optional<Failure> failure;
        returns::run_every_year(app_.db, rules->census, rules->care, app_.ids,
                                App::visitor(http).subject.worker, [&](const auto& done) {
                                    if (!done) failure = done.failure();
                                    return !failure;
                                });
        if (failure) return app_.failure(http, *failure);
        return Response::see_other(url("/quality"));
    }

  private:
    Result<QualityBoard> ask(Context& http, const Asked& asked) {
        return app_.read(http, [&](store::Session& session, const record::Context& context) {
            return returns::quality_board(session, context, mending_, asked.filter, asked.by);
        });
    }

    Asked read_asked(const Context& http) const {
        Asked out;
        const auto& query = http.request.query;
        const bool figures = app_.could(http, Action::figures, ObjectKind::authority);
        if (query.get("return") == returns::kCare) out.filter.kind = returns::kCare;
        out.whose = query.get("whose");
        if (out.whose.empty() && !figures) out.whose = "mine";
        out.filter.team = TeamId::parse(query.get("team")).value_or(TeamId{});
        out.filter.worker = WorkerId::parse(query.get("worker")).value_or(WorkerId{});
        if (out.whose == "mine") out.filter.worker = App::visitor(http).subject.worker;
        out.filter.rule = query.get("rule");
        out.filter.severity = query.get("severity");
        out.state = query.get("state");
        out.filter.mended = out.state == "mended";
        const auto year = query.get("year");
        std::from_chars(year.data(), year.data() + year.size(), out.filter.year);
        if (out.filter.year < 2000 || out.filter.year > 2200) out.filter.year = 0;
        const auto page = query.get("page");
        std::from_chars(page.data(), page.data() + page.size(), out.filter.page);
        out.by_typed = query.get("by");
        if (!out.by_typed.empty()) {
            out.by = Date::parse(out.by_typed);
            if (!out.by)
                out.errors.push_back(
                    {"by", "date", "The day must be a real date, like 2027-07-31"});
        }
        return out;
    }

    static Html returns_to_choose(const Asked& asked) {
        const auto item = [&](std::string_view kind, const char* words) {
            Url to = url("/quality");
            if (kind == returns::kCare) to = std::move(to).query("return", kind);
            if (!asked.whose.empty()) to = std::move(to).query("whose", asked.whose);
            return kit::NavItem{
                .text = words, .href = std::move(to), .current = asked.filter.kind == kind};
        };
        return kit::sub_navigation({.items = {item(returns::kCensus, "Children in need census"),
                                              item(returns::kCare, "Children looked after")},
                                    .label = "Returns"});
    }

    // When the rules were last run, and the way to run them.
    Html checked(Context& http, const QualityBoard& b) {
        Html h;
        if (!b.last) {
            h << kit::inset_text(
                {.text = "The rules have not been run over the whole record yet. They run every "
                         "night; what signing shows is kept at once."});
        } else {
            std::string words =
                fmt::format("The record was last checked on {}: {} were run",
                            plain(b.last->finished), counted(b.last->rules_run, "rule", "rules"));
            if (b.last->rules_not_run > 0)
                words += fmt::format(", {} could not be run",
                                     counted(b.last->rules_not_run, "rule", "rules"));
            h << kit::p(words + ". What is signed is checked at once.", "hearth-meta");
        }
        if (app_.could(http, Action::export_, ObjectKind::authority)) {
            if (return_rules() != nullptr)
                h << app_.form(http, {.action = url("/quality/run")},
                               kit::button({.text = "Run the rules now",
                                            .classes = "govuk-button--secondary",
                                            .prevent_double_click = true}));
            h << kit::p(kit::link(url("/quality/returns"), "Returns that were made and sent"));
        }
        return h;
    }

    static Html tile(std::int64_t n, std::string_view words, const Html& note = {}) {
        return el("li", {cls("hearth-tile")},
                  el("span", {cls("hearth-tile__figure")}, kit::thousands(n)), words,
                  el("span", {cls("hearth-tile__note")}, note));
    }

    static Html today(const QualityBoard& b, const Asked& asked) {
        if (!b.last) return {};
        Html tiles;
        tiles << tile(b.last->children,
                      asked.care() ? "children in the return" : "children in the census",
                      fmt::format("{} with a fault", kit::thousands(b.last->children_at_fault)))
              << tile(b.last->errors, "errors", "the return would be refused, or explained")
              << tile(b.last->queries, "queries", "somebody should look");
        Html method;
        if (b.forecast) {
            const auto& f = *b.forecast;
            tiles << tile(f.expected, "expected on " + f.by.plain(),
                          f.days == 0 ? Html("as many as now: too few runs to tell")
                                      : Html("errors and queries, as things are going"));
            Html inside;
            if (f.days == 0)
                inside << kit::p(
                    "The expected number needs runs on at least two days of the last four weeks.");
            else
                inside << kit::p(fmt::format(
                    "In the last {} of the last four weeks that had runs, {} were found and {} "
                    "were mended. The same difference a day, over the {} until {}, is added to "
                    "the {} that are open. It is no less than none.",
                    counted(f.days, "day", "days"), counted(f.found, "fault", "faults"),
                    kit::thousands(f.mended),
                    counted(std::max(f.by - b.last->as_at, 0), "day", "days"), f.by.plain(),
                    kit::thousands(f.open)));
            inside << kit::get_form(
                url("/quality"),
                join(asked.care() ? kit::hidden("return", returns::kCare) : Html(),
                     asked.filter.year != 0 ? kit::hidden("year", std::to_string(b.year)) : Html(),
                     kit::input({.name = "by",
                                 .label = {.text = "Expected on"},
                                 .value = f.by.iso(),
                                 .hint = {.text = "The day on which the return is to be sent."},
                                 .type = "date",
                                 .classes = "govuk-input--width-10"}),
                     kit::button({.text = "Work it out", .classes = "govuk-button--secondary"})));
            method =
                kit::details({.summary = "How the expected number is worked out", .text = inside});
        }
        return join(kit::h2(asked.care() ? "If the return were sent today"
                                         : "If the census were sent today",
                            "today"),
                    el("ul", {cls("hearth-tiles")}, tiles), method);
    }

    static Html trend(const QualityBoard& b) {
        if (b.runs.size() < 2) return {};
        insight::LineChartInput chart;
        chart.title = "Faults after each run";
        chart.unit = "faults";
        insight::LineSeries errors{
            .name = "Errors", .points = {}, .better = insight::Better::lower};
        insight::LineSeries queries{
            .name = "Queries", .points = {}, .better = insight::Better::lower};
        std::int64_t most = 1;
        for (const auto& run : b.runs) {
            errors.points.push_back({run.as_at, static_cast<double>(run.errors)});
            queries.points.push_back({run.as_at, static_cast<double>(run.queries)});
            most = std::max({most, run.errors, run.queries});
        }
        chart.low = 0;
        chart.high = static_cast<double>(most);
        chart.series = {std::move(errors), std::move(queries)};
        const auto drawn = insight::line_chart(chart);
        std::vector<std::vector<Html>> rows;
        for (auto run = b.runs.rbegin(); run != b.runs.rend(); ++run)
            rows.push_back({run->as_at.plain(), kit::thousands(run->children),
                            kit::thousands(run->errors), kit::thousands(run->queries),
                            kit::thousands(run->found), kit::thousands(run->mended)});
        return join(kit::h2("Run by run", "trend"), kit::p(drawn.sentence),
                    el("div", {cls("hearth-chart")}, Html::from_svg(drawn.svg.text())),
                    kit::details(
                        {.summary = "The same figures as a table",
                         .text = kit::data_table({.caption = "Runs, the newest first",
                                                  .caption_hidden = true,
                                                  .columns = {{.name = "Day"},
                                                              {.name = "Children", .numeric = true},
                                                              {.name = "Errors", .numeric = true},
                                                              {.name = "Queries", .numeric = true},
                                                              {.name = "Found", .numeric = true},
                                                              {.name = "Mended", .numeric = true}},
                                                  .rows = std::move(rows)})}));
    }

    static Html filter_form(const QualityBoard& b, const Asked& asked) {
        const auto options = [](const char* all, const std::vector<FaultCount>& counts,
                                const std::string& chosen, bool rule) {
            std::vector<kit::Option> out{{.text = all, .value = ""}};
            bool known = chosen.empty();
            for (const FaultCount& c : counts) {
                if (c.key.empty()) continue;
                known = known || c.key == chosen;
                out.push_back({.text = rule ? "Rule " + c.key : c.name, .value = c.key});
            }
            if (!known) out.push_back({.text = "As chosen: none", .value = chosen});
            return out;
        };
        Html inside;
        if (asked.care()) inside << kit::hidden("return", returns::kCare);
        if (!asked.whose.empty()) inside << kit::hidden("whose", asked.whose);
        if (b.years.size() > 1) {
            std::vector<kit::Option> years;
            for (const int year : b.years)
                years.push_back({.text = fmt::format("{} to {}", year - 1, year),
                                 .value = std::to_string(year)});
            inside << kit::select({.name = "year",
                                   .items = std::move(years),
                                   .label = {.text = "Collection year"},
                                   .value = std::to_string(b.year)});
        }
        inside << kit::select({.name = "rule",
                               .items = options("Every rule", b.rules, asked.filter.rule, true),
                               .label = {.text = "Rule"},
                               .value = asked.filter.rule})
               << kit::select({.name = "severity",
                               .items = {{.text = "Errors and queries", .value = ""},
                                         {.text = "Errors", .value = "error"},
                                         {.text = "Queries", .value = "query"}},
                               .label = {.text = "Kind"},
                               .value = asked.filter.severity});
        if (asked.whose != "mine")
            inside << kit::select({.name = "team",
                                   .items = options(
                                       "Every team", b.teams,
                                       asked.filter.team ? asked.filter.team.text() : "", false),
                                   .label = {.text = "Team"},
                                   .value = asked.filter.team ? asked.filter.team.text() : ""})
                   << kit::select(
                          {.name = "worker",
                           .items = options("Every worker", b.workers,
                                            asked.filter.worker ? asked.filter.worker.text() : "",
                                            false),
                           .label = {.text = "Worker who leads"},
                           .value = asked.filter.worker ? asked.filter.worker.text() : ""});
        inside << kit::select({.name = "state",
                               .items = {{.text = "Open", .value = ""},
                                         {.text = "Mended in four weeks", .value = "mended"}},
                               .label = {.text = "Show"},
                               .value = asked.state})
               << kit::button({.text = "Show", .classes = "govuk-button--secondary"});
        return join(
            kit::h2(asked.filter.mended ? "Faults that were mended" : "Faults to mend", "faults"),
            kit::get_form(url("/quality").fragment("faults"), inside, "hearth-inline-form"));
    }

    static Html by(const char* caption, const char* who, const std::vector<FaultCount>& counts,
                   AttrName name, const Asked& asked, bool rule) {
        std::vector<std::vector<Html>> rows;
        for (const FaultCount& c : counts) {
            const Url to = asked.with(url("/quality"), name.head()).query(name, c.key);
            Html first = c.key.empty() ? Html(rule ? "" : "Nobody yet")
                         : rule        ? kit::link(to, "Rule " + c.key)
                                       : kit::link(to, c.name);
            std::vector<Html> row{std::move(first)};
            if (rule) row.push_back(join(severity_tag(c.severity), " ", c.name));
            row.emplace_back(kit::thousands(c.faults));
            row.emplace_back(kit::thousands(c.children));
            rows.push_back(std::move(row));
        }
        std::vector<kit::Column> columns{{.name = who}};
        if (rule) columns.push_back({.name = "What is wrong"});
        columns.push_back({.name = "Faults", .numeric = true});
        columns.push_back({.name = "Children", .numeric = true});
        const std::string title = caption;
        if (rows.size() <= kShownAtOnce)
            return kit::data_table({.caption = title, .columns = columns, .rows = std::move(rows)});
        std::vector<std::vector<Html>> rest(rows.begin() + kShownAtOnce, rows.end());
        rows.resize(kShownAtOnce);
        const std::string more = fmt::format("{}: {} more", title, rest.size());
        return join(
            kit::data_table({.caption = title, .columns = columns, .rows = std::move(rows)}),
            kit::details({.summary = more,
                          .text = kit::data_table({.caption = more,
                                                   .caption_hidden = true,
                                                   .columns = columns,
                                                   .rows = std::move(rest)})}));
    }

    static Html counts(const QualityBoard& b, const Asked& asked) {
        if (b.matching == 0) return {};
        Html h = by("By rule", "Rule", b.rules, "rule", asked, true);
        if (asked.whose != "mine")
            h << by("By team", "Team", b.teams, "team", asked, false)
              << by("By worker who leads", "Worker", b.workers, "worker", asked, false);
        return h;
    }

    static Html mend(const FaultLine& f) {
        if (f.gone) return join("Mended on ", date_of(*f.gone).plain());
        const std::string whose = f.child.empty() ? f.la_child_id : f.child;
        if (f.revise)
            return kit::link(url("/entries/{}/revise", f.revise).fragment(f.form_field),
                             "Change what was signed", ": " + whose);
        if (!f.form.empty())
            return kit::link(url("/families/{}/write/{}", f.family, f.form).fragment(f.form_field),
                             f.form_verb, ": " + whose);
        if (f.may_view && f.person)
            return kit::link(url("/people/{}", f.person), "Open the record", ": " + whose);
        if (f.may_view) return kit::link(url("/families/{}", f.family), "Open the record");
        if (!f.worker.empty()) return join("For ", f.worker);
        return f.team.empty() ? Html("Not in anybody’s hands yet") : join("For ", f.team);
    }

    static Html faults(const QualityBoard& b, const Asked& asked) {
        if (b.matching == 0) {
            if (asked.filter.mended) return kit::empty_state("Nothing was mended in four weeks.");
            return kit::empty_state(asked.whose == "mine"
                                        ? "No fault is known in the data of your children."
                                        : "No fault fits, or none is known.");
        }
        Html h = kit::p(fmt::format("{} of {}.", counted(b.matching, "fault", "faults"),
                                    counted(b.children, "child", "children")));
        std::vector<std::vector<Html>> rows;
        for (const FaultLine& f : b.faults) {
            Html child = f.child.empty()
                             ? Html(f.la_child_id.empty() ? "The return as a whole" : f.la_child_id)
                         : f.may_view && f.person ? kit::link(url("/people/{}", f.person), f.child)
                                                  : Html(f.child);
            if (!f.la_child_id.empty() && !f.child.empty())
                child << el("br") << el("span", {cls("hearth-meta")}, f.la_child_id);
            Html what = join(severity_tag(f.severity), " ", f.message, " ", f.remedy);
            std::string cell = fmt::format("Rule {}, {} in {}", f.rule, f.field, f.table);
            if (f.value && !f.value->empty()) cell += fmt::format(": {}", *f.value);
            what << el("br") << el("span", {cls("hearth-meta")}, cell);
            Html who = f.worker;
            if (!f.team.empty()) who << (f.worker.empty() ? Html() : el("br")) << f.team;
            rows.push_back({std::move(child), std::move(what), std::move(who),
                            date_of(f.first_seen).plain(), mend(f)});
        }
        h << kit::data_table({.caption = "Faults",
                              .caption_hidden = true,
                              .columns = {{.name = "Child"},
                                          {.name = "What is wrong and what to do"},
                                          {.name = "Who works with them"},
                                          {.name = "Found"},
                                          {.name = "To mend it"}},
                              .rows = std::move(rows)});
        if (b.pages > 1)
            h << kit::pagination(
                asked.with(url("/quality")),
                static_cast<int>(std::clamp<std::int64_t>(asked.filter.page, 1, b.pages)),
                static_cast<int>(b.pages));
        h << kit::p(kit::link(asked.with(url("/quality/download")), "Download as CSV"));
        return h;
    }

    App& app_;
    returns::Mending mending_;
};

}  // namespace

void add_quality_routes(Router& router, App& app) {
    const auto pages = std::make_shared<Pages>(app);
    const auto lists = Policy::guarded(Action::list, ObjectKind::family);
    router.add(
        {Method::get, "/quality", lists, [pages](Context& http) { return pages->board(http); }});
    router.add({Method::get, "/quality/download", lists,
                [pages](Context& http) { return pages->download(http); }});
    router.add({Method::post, "/quality/run",
                Policy::guarded(Action::export_, ObjectKind::authority),
                [pages](Context& http) { return pages->run(http); }});
    add_quality_return_routes(router, app);
}

}  // namespace hearth::web

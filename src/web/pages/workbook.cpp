// The workbook of a family: sections in order, each discipline's words, the programme's cards and
// the lines of readiness and risk.
#include "record/workbook.h"

#include <fmt/format.h>

#include <cstdlib>

#include "insight/charts/charts.h"
#include "web/pages/chronology.h"
#include "web/pages/family_frame.h"
#include "web/pages/pages.h"
#include "web/pages/work_parts.h"

namespace hearth::web {
namespace {

using access::Action;
using access::ObjectKind;

constexpr std::size_t kFoldFrom = 400;  // bytes of answers: about five lines of text

Html entry_article(App& app, const record::WorkbookEntry& e, Date today, bool print) {
    Html body;
    std::size_t words = 0;
    for (const auto& section : e.sections) {
        body << el("h4", {cls("govuk-heading-s")}, section.title);
        for (const auto& group : section.groups) {
            std::vector<std::pair<std::string, Html>> rows;
            for (const auto& line : group) {
                rows.emplace_back(line.label,
                                  line.prose ? kit::prose(line.words) : Html(line.words));
                words += line.words.size();
            }
            body << kit::summary_rows(rows);
        }
    }
    const auto& people = e.people;
    Html by = join(e.author, ", ", label_of(app, "discipline", e.discipline), ", ",
                   kit::said_on(date_of(e.happened), today));
    if (e.carried)
        by << ". From "
           << (e.cycle == 0 ? Html("before the first cycle") : join("cycle ", e.cycle));
    Html title = print ? Html(e.title) : kit::link(url("/entries/{}", e.id), e.title);
    for (std::size_t i = 0; i < people.size(); ++i)
        title << (i == 0 ? ": " : i + 1 == people.size() ? " and " : ", ") << people[i];
    // Long words that stand from an earlier cycle fold away on screen; paper has no folds.
    if (e.carried && !print && words > kFoldFrom)
        body = kit::details(
            {.summary = join("What was written",
                             el("span", {cls("govuk-visually-hidden")}, ": ", e.title)),
             .text = body});
    return el("article", {cls("hearth-card")}, el("h3", {cls("govuk-heading-s")}, title),
              el("p", {cls("hearth-meta")}, by), body);
}

Url write_url(const record::Workbook& book, const record::WriteHere& w) {
    if (!w.of_meeting) return url("/families/{}/write/{}", book.head.id, w.form);
    if (w.form == "group_supervision" && book.next_supervision)
        return url("/meetings/{}", book.next_supervision);
    return url("/families/{}/meetings/plan/{}", book.head.id, w.form);
}

std::string ruler(const std::optional<int>& before, const std::optional<int>& after) {
    if (!before && !after) return "Not measured";
    if (before && after) {
        const int change = *after - *before;
        return fmt::format("{} before, {} after{}", *before, *after,
                           change > 0   ? fmt::format(", up {}", change)
                           : change < 0 ? fmt::format(", down {}", -change)
                                        : ", unchanged");
    }
    return before ? fmt::format("{} before", *before) : fmt::format("{} after", *after);
}

// 0 to 10 as a bar for machines that draw and as words for everybody.
Html meter(const std::optional<int>& value, std::string_view label) {
    if (!value) return {};
    return el("meter",
              {attr("min", 0), attr("max", 10), attr("value", *value), attr("aria-label", label)},
              *value, " of 10");
}

Html module_cards(App& app, const record::Workbook& book) {
    Html cards;
    for (const auto& m : book.modules) {
        kit::Tag state{.text = "Not offered yet", .classes = "govuk-tag--grey"};
        if (m.ended)
            state = {.text = m.outcome.empty() ? std::string("Ended")
                                               : label_of(app, "module_outcome", m.outcome),
                     .classes = "govuk-tag--green"};
        else if (m.started)
            state = {.text = "Started", .classes = "govuk-tag--blue"};
        else if (m.offered)
            state = {.text = "Offered", .classes = "govuk-tag--yellow"};
        const auto day = [](const std::optional<Date>& d) { return d ? Html(d->plain()) : Html{}; };
        cards << el("li", {cls("hearth-card")},
                    el("h3", {cls("govuk-heading-s")}, m.id, ". ", m.title, " ", kit::tag(state)),
                    kit::p(m.purpose),
                    kit::summary_rows(
                        {{"Offered", day(m.offered)},
                         {"Started", day(m.started)},
                         {"Ended", day(m.ended)},
                         {"Importance", join(ruler(m.importance_before, m.importance_after), " ",
                                             meter(m.importance_before, "Importance before"), " ",
                                             meter(m.importance_after, "Importance after"))},
                         {"Confidence", join(ruler(m.confidence_before, m.confidence_after), " ",
                                             meter(m.confidence_before, "Confidence before"), " ",
                                             meter(m.confidence_after, "Confidence after"))}}),
                    m.evidence.empty() ? Html{} : kit::prose(m.evidence));
    }
    return el("ul", {cls("hearth-board")}, cards);
}

Html chart_of(App& app, const record::Workbook& book, std::string_view kind, std::string title,
              insight::Better better) {
    insight::LineChartInput input;
    input.title = std::move(title);
    input.unit = "0 to 10";
    for (const auto& m : book.measures) {
        if (m.kind != kind || input.series.size() == 4) continue;
        insight::LineSeries series;
        series.name = m.name.empty() ? "The family" : m.name;
        series.better = better;
        for (const auto& [on, value] : m.points) series.points.push_back({on, value});
        input.series.push_back(std::move(series));
    }
    if (input.series.empty()) return {};
    const auto chart = insight::line_chart(input);
    kit::DataTable table;
    table.caption = input.title + ", as a table";
    for (const auto& c : chart.columns) table.columns.push_back({.name = c});
    for (const auto& row : chart.rows) table.rows.emplace_back(row.begin(), row.end());
    const auto* codes = app.practice.code_list("measure_kind");
    const auto* code = codes == nullptr ? nullptr : codes->find(kind);
    return el("figure", {cls("hearth-chart")}, Html::from_svg(chart.svg.text()),
              el("figcaption", chart.sentence,
                 code == nullptr || code->hint.empty() ? Html{} : join(" ", code->hint, ".")))
           << kit::details(
                  {.summary = "The same figures as a table", .text = kit::data_table(table)});
}

Html part_section(App& app, const record::Workbook& book, const record::WorkbookPart& part,
                  Date today, bool print) {
    Html h;
    h << kit::h2(part.title, part.id) << el("p", {cls("hearth-meta")}, part.guidance);
    if (!part.last.empty()) {
        std::vector<Html> items;
        for (const auto& l : part.last)
            items.push_back(join(label_of(app, "discipline", l.discipline), ", ", l.author, ": ",
                                 freshness(l.on, today)));
        h << kit::bullets(items);
    }
    if (part.id == "parenting_programme") {
        h << module_cards(app, book);
        h << chart_of(app, book, "importance", "Importance of change to each parent",
                      insight::Better::higher)
          << chart_of(app, book, "confidence", "Confidence of each parent",
                      insight::Better::higher);
    }
    if (part.id == "supervision") {
        h << chart_of(app, book, "readiness", "Readiness to change of each parent",
                      insight::Better::higher)
          << chart_of(app, book, "risk", "Risk to each child", insight::Better::lower);
    }
    if (part.entries.empty())
        h << kit::empty_state(book.newest ? "Nothing is written here yet."
                                          : "Nothing was written here in this cycle.");
    for (const auto& e : part.entries) h << entry_article(app, e, today, print);
    if (!print && book.newest && !part.write.empty()) {
        std::vector<Html> links;
        for (const auto& w : part.write)
            links.push_back(kit::link(write_url(book, w), w.verb, " in " + part.title));
        h << kit::h3("Write here") << kit::bullets(links);
    }
    return el("section", {attr("aria-labelledby", part.id)}, h);
}

Html contents(const record::Workbook& book, Date today) {
    kit::SideSection side;
    side.heading = "Sections";
    for (const auto& part : book.parts) {
        Html words = part.title;
        words << el("br")
              << el("span", {cls("hearth-meta")},
                    part.last.empty() ? Html("Nothing yet")
                                      : Html(kit::distance(part.last.front().on, today)));
        side.items.push_back({.text = words, .href = url("#{}", part.id)});
    }
    return kit::side_navigation({.sections = {std::move(side)}, .label = "Sections"});
}

Html cycle_line(const record::Workbook& book, const std::optional<Date>& as_of, bool may_print) {
    Html h;
    if (book.cycles.empty()) {
        h << kit::inset_text(
            {.text = "No workbook has been opened. It opens when the family is allocated to a "
                     "Family Safeguarding team; what has been written shows all the same."});
    } else {
        std::vector<Html> items;
        for (const auto& c : book.cycles) {
            const std::string words =
                c.closed ? fmt::format("Cycle {}, {} to {}", c.cycle, c.opened.plain(),
                                       c.closed->plain())
                         : fmt::format("Cycle {}, since {}", c.cycle, c.opened.plain());
            Html item =
                c.cycle == book.shown
                    ? el("strong", words, ", shown here")
                    : kit::link(url("/families/{}/workbook", book.head.id).query("cycle", c.cycle),
                                words);
            if (c.supervision)
                item << ", "
                     << kit::link(url("/meetings/{}", c.supervision), "group supervision",
                                  fmt::format(" of cycle {}", c.cycle));
            items.push_back(std::move(item));
        }
        if (items.size() <= 3)
            h << kit::bullets(items);
        else
            h << kit::bullets({items.begin(), items.begin() + 2})
              << kit::details({.summary = join("Earlier cycles (", items.size() - 2, ")"),
                               .text = kit::bullets({items.begin() + 2, items.end()}),
                               .open = !book.newest});
    }
    Html form = kit::input({.name = "on",
                            .label = {.text = "As it was known on"},
                            .value = as_of ? as_of->iso() : std::string(),
                            .type = "date",
                            .classes = "govuk-input--width-10"});
    form << kit::button({.text = "Show", .classes = "govuk-button--secondary"});
    h << kit::get_form(url("/families/{}/workbook", book.head.id), form, "hearth-inline-form");
    if (as_of)
        h << kit::warning_text(
            {.text = join(
                 "This is what the record held at the end of ", as_of->plain(),
                 ". What was written or put right later is not shown. ",
                 kit::link(url("/families/{}/workbook", book.head.id), "Show it as it is now"))});
    if (may_print)
        h << kit::p(kit::link(url("/families/{}/workbook", book.head.id)
                                  .query("cycle", book.shown)
                                  .query("print", "1"),
                              "Print this cycle"));
    return h;
}

Response workbook_page(App& app, Context& ctx) {
    const auto family = ctx.param<FamilyId>("family");
    if (!family) return Response::not_found();
    const auto& me = App::visitor(ctx).subject;
    const Date today = date_of(me.at);
    const int cycle = std::atoi(std::string(ctx.request.field("cycle")).c_str());
    const bool print = ctx.request.field("print") == "1";
    auto as_of = Date::parse(ctx.request.field("on"));
    if (as_of && *as_of >= today) as_of.reset();
    const auto use = print ? record::WorkbookUse::print : record::WorkbookUse::read;
    const auto context = app.context_of(ctx);
    const auto run = [&](store::Session& session) {
        return record::read_workbook(session, context, *family, cycle, use);
    };
    // A day is known by its end.
    auto read =
        as_of ? app.db.read_as_known(instant_of(*as_of + 1, 0) - std::chrono::milliseconds(1), run)
              : app.db.read(run);
    if (!read) return app.failure(ctx, read.failure());
    const auto& book = read.value();

    kit::Page page = family_frame(app, ctx, book.head, FamilyTab::workbook);
    page.title = "Workbook";
    page.wide = true;
    Html parts;
    for (const auto& part : book.parts) parts << part_section(app, book, part, today, print);
    if (print) {
        page.before_main = Html{};
        page.content << print_heading(app, ctx, "Workbook of the " + book.head.name) << parts;
        return app.page(ctx, std::move(page));
    }
    page.content << cycle_line(book, as_of, app.could(ctx, Action::print, ObjectKind::family))
                 << el("div", {cls("hearth-workbook")}, contents(book, today), el("div", parts));
    return app.page(ctx, std::move(page));
}

}  // namespace

void add_workbook_routes(Router& router, App& app) {
    router.add({Method::get, "/families/{family}/workbook",
                Policy::guarded(Action::view, ObjectKind::family),
                [&](Context& ctx) { return workbook_page(app, ctx); }});
}

}  // namespace hearth::web

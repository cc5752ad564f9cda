// The family's first page: what to do now, then everything a tired worker must know before the
// door opens.
#include <algorithm>

#include "base/text.h"
#include "insight/charts/charts.h"
#include "record/family_overview.h"
#include "web/kit/kit.h"
#include "web/pages/family_frame.h"
#include "web/pages/family_parts.h"
#include "web/pages/pages.h"

namespace hearth::web {
namespace {

using record::DueLine;
using record::FamilyOverview;
using record::MemberLine;

Html age_of(const MemberLine& m, Date today) {
    if (m.expected && !m.born) return join("Unborn, due ", m.expected->plain());
    if (!m.born) return "Date of birth not known";
    if (m.died) return join("Died ", m.died->plain());
    return join(kit::age_in_words(*m.born, today), ", born ", m.born->plain());
}

Html person_link(const MemberLine& m) {
    return kit::link(url("/people/{}", m.person), m.name);
}

std::string basis_colour(std::string_view basis) {
    if (basis.starts_with("Child protection")) return "govuk-tag--red";
    if (basis == "Looked after") return "govuk-tag--purple";
    if (basis == "Referral open") return "govuk-tag--grey";
    return "govuk-tag--blue";
}

Html due_what(const FamilyOverview& o, const DueLine& d) {
    switch (d.kind) {
        case DueLine::Kind::clock:
            return d.whose.empty() ? Html(d.what) : join(d.what, ": ", d.whose);
        case DueLine::Kind::action:
            return kit::link(url("/families/{}/plan", o.head.id), d.what, {},
                             "govuk-link--no-visited-state");
        case DueLine::Kind::meeting:
            return kit::link(url("/families/{}/meetings", o.head.id), d.what);
    }
    return d.what;
}

Html why_due(const DueLine& d) {
    switch (d.kind) {
        case DueLine::Kind::clock:
            return d.rule;
        case DueLine::Kind::action:
            return d.whose.empty() ? Html("Action of the plan; nobody named")
                                   : join("Action of the plan, for ", d.whose);
        case DueLine::Kind::meeting:
            return "Planned meeting";
    }
    return {};
}

// Those from `first` to before `last`, in the order of their dates.
Html due_table(const FamilyOverview& o, std::size_t first, std::size_t last, Date today,
               std::string caption) {
    std::vector<std::vector<Html>> rows;
    for (std::size_t i = first; i < std::min(last, o.due.size()); ++i)
        rows.push_back({due_what(o, o.due[i]), kit::when(o.due[i].due, today), why_due(o.due[i])});
    return kit::data_table({.caption = std::move(caption),
                            .caption_hidden = true,
                            .columns = {{.name = "What"}, {.name = "Due"}, {.name = "Why"}},
                            .rows = std::move(rows),
                            .empty = "Nothing is due. When an entry is signed, what "
                                     "it starts shows here."});
}

Html what_now(const FamilyOverview& o, Date today) {
    constexpr std::size_t kShown = 8;
    Html h = kit::h2("What now");
    if (o.workers.empty())
        h << kit::warning_text({.text = "Nobody is allocated to this family yet. A manager "
                                        "allocates from the team board."});
    h << due_table(o, 0, kShown, today, "What is due next");
    // The clocks stand nowhere else of the family's pages: all of them are here.
    if (o.due.size() > kShown)
        h << kit::details(
            {.summary = join("What is due after that: ", o.due.size() - kShown, " more"),
             .text = due_table(o, kShown, o.due.size(), today, "What is due after that")});
    h << kit::button_group(
        join(kit::button({.text = "Write in the workbook",
                          .href = url("/families/{}/workbook", o.head.id)}),
             kit::link(url("/families/{}/plan", o.head.id), "Plan and actions")));
    return h;
}

Html children(const FamilyOverview& o, Date today) {
    std::vector<std::vector<Html>> rows;
    for (const auto& m : o.members) {
        if (m.role != "child") continue;
        Html basis = each(m.basis, [](const std::string& b) {
            return join(kit::tag({.text = b, .classes = basis_colour(b)}), " ");
        });
        if (m.basis.empty()) basis = "No open plan or referral";
        rows.push_back({person_link(m), age_of(m, today), basis,
                        m.household.empty() ? Html("Not recorded") : Html(m.household)});
    }
    return join(kit::h2("Children"),
                kit::data_table({.caption = "Children",
                                 .caption_hidden = true,
                                 .columns = {{.name = "Name"},
                                             {.name = "Age"},
                                             {.name = "Basis of the work"},
                                             {.name = "Lives at"}},
                                 .rows = std::move(rows),
                                 .empty = "No child is recorded. Add the children "
                                          "under Family and network."}));
}

Html voice(App&, const FamilyOverview& o, Date today) {
    Html h = kit::h2("In the children’s own words");
    if (o.voice.empty())
        return join(h, kit::empty_state("No child’s words are written down yet. They are written "
                                        "with a visit, or in the workbook under the children’s "
                                        "lived experience."));
    for (const auto& v : o.voice)
        h << el("figure", {cls("hearth-words")},
                el("blockquote", {cls("hearth-words__text")}, kit::prose(v.text)),
                el("figcaption", {cls("govuk-hint")}, v.who.empty() ? Html() : join(v.who, ", "),
                   kit::said_on(v.on, today), ", to ", v.heard_by, ". ",
                   kit::link(url("/entries/{}", v.entry), "Read the entry",
                             join(" of ", v.on.plain()).str())));
    return h;
}

Html workers(App& app, Context& ctx, const FamilyOverview& o) {
    std::vector<std::vector<Html>> rows;
    for (const auto& w : o.workers)
        rows.push_back({w.lead ? join(w.name, " ", kit::tag({.text = "Lead"})) : Html(w.name),
                        label_of(app, "discipline", w.discipline), w.agency, w.since.plain()});
    return join(kit::h2("Who works with this family"),
                kit::data_table({.caption = "Who works with this family",
                                 .caption_hidden = true,
                                 .columns = {{.name = "Worker"},
                                             {.name = "Discipline"},
                                             {.name = "Agency"},
                                             {.name = "Since"}},
                                 .rows = std::move(rows),
                                 .empty = "Nobody is allocated yet."}),
                app.could(ctx, access::Action::allocate, access::ObjectKind::family)
                    ? kit::p(kit::link(url("/families/{}/allocate", o.head.id),
                                       "Change who works with this family"))
                    : Html{});
}

Html latest(App& app, const FamilyOverview& o, Date today) {
    Html h = kit::h2("Latest entries");
    if (o.latest.empty())
        return join(h, kit::empty_state("Nothing has been written yet. Begin in the workbook."));
    std::vector<kit::TimelineItem> items;
    for (const auto& e : o.latest)
        items.push_back(
            {.title = join(kit::link(url("/entries/{}", e.id), e.title),
                           e.significant ? join(" ", kit::tag({.text = "Significant"})) : Html()),
             .datetime = e.happened.iso(),
             .when = kit::said_on(date_of(e.happened), today),
             .byline = join(e.author, ", ", label_of(app, "discipline", e.discipline)),
             .content = kit::p(e.summary)});
    return join(h, kit::timeline({.items = std::move(items), .heading_level = 3}),
                kit::p(kit::link(url("/families/{}/chronology", o.head.id), "Whole chronology")));
}

Html plan(App& app, const FamilyOverview& o, Date today) {
    Html h = kit::h2("Plan");
    if (o.plans.empty())
        return join(h, kit::empty_state(
                           join("No plan yet. ",
                                kit::link(url("/families/{}/plan", o.head.id), "Plan and actions"),
                                " shows how to begin one.")));
    for (const auto& p : o.plans)
        h << kit::summary_rows(
            {{"Plan", kit::link(url("/families/{}/plan", o.head.id),
                                p.title.empty() ? label_of(app, "plan_kind", p.kind) : p.title)},
             {"Since", kit::said_on(p.since, today)},
             {"What we are worried about", p.danger.empty() ? Html() : kit::prose(p.danger)},
             {"If it does not work", p.contingency.empty() ? Html() : kit::prose(p.contingency)}});
    h << kit::p(join(plural(o.actions_open, "action", "actions"), " open",
                     o.actions_late > 0 ? join(", ", o.actions_late, " late") : Html(), "."));
    return h;
}

Html measures(const FamilyOverview& o) {
    Html h = kit::h2("Readiness and risk");
    insight::LineChartInput input;
    input.title = "Readiness and risk over time";
    input.unit = "0 to 10";
    for (const auto& m : o.measures) {
        if (input.series.size() == 4) break;
        insight::LineSeries series;
        series.name = m.name;
        series.better = m.kind == "risk" ? insight::Better::lower : insight::Better::higher;
        for (const auto& p : m.points) series.points.push_back({p.on, p.value});
        input.series.push_back(std::move(series));
    }
    if (input.series.empty())
        return join(h, kit::empty_state("No readiness or risk has been scored yet. Scores are "
                                        "given in the workbook and at group supervision."));
    const auto chart = insight::line_chart(input);
    std::vector<kit::Column> columns;
    for (const auto& name : chart.columns) columns.push_back({.name = name});
    std::vector<std::vector<Html>> rows;
    for (const auto& row : chart.rows) rows.emplace_back(row.begin(), row.end());
    h << kit::p(chart.sentence)
      << el("div", {cls("hearth-chart")}, Html::from_svg(chart.svg.text()))
      << kit::details({.summary = "The same figures as a table",
                       .text = kit::data_table({.caption = "Readiness and risk",
                                                .caption_hidden = true,
                                                .columns = std::move(columns),
                                                .rows = std::move(rows)})});
    if (o.measures.size() > 4)
        h << kit::p(
            kit::link(url("/families/{}/workbook", o.head.id), "More scores are in the workbook"));
    return h;
}

Html consent(App& app, const FamilyOverview& o) {
    std::vector<std::vector<Html>> rows;
    for (const auto& c : o.consent)
        rows.push_back({label_of(app, "consent_purpose", c.purpose),
                        join(label_of(app, "consent_decision", c.decision),
                             c.reason.empty() ? Html() : join(": ", c.reason)),
                        c.person.empty() ? Html("The family") : Html(c.person), c.since.plain()});
    return join(kit::h2("Consent"),
                kit::data_table({.caption = "Consent",
                                 .caption_hidden = true,
                                 .columns = {{.name = "To what"},
                                             {.name = "Decision"},
                                             {.name = "Whose"},
                                             {.name = "Since"}},
                                 .rows = std::move(rows),
                                 .empty = "No consent is recorded. Ask, and write "
                                          "down the answer in the workbook under "
                                          "engagement and agreement."}));
}

Response overview_page(App& app, Context& ctx) {
    const auto family = ctx.param<FamilyId>("family");
    if (!family) return Response::not_found();
    const auto found = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return record::family_overview(session, context, *family);
    });
    if (!found) return app.failure(ctx, found.failure());
    const auto& o = found.value();
    const Date today = app.clock.today();
    kit::Page page = family_frame(app, ctx, o.head, FamilyTab::overview);
    page.title = "Overview";
    page.components = true;
    for (const auto& flag : o.head.flags)
        page.content << kit::warning_text(
            {.text =
                 join(flag.name, ": ",
                      flag.words.empty() ? label_of(app, "flag_kind", flag.kind) : flag.words)});
    page.content << what_now(o, today) << children(o, today) << voice(app, o, today)
                 << workers(app, ctx, o) << plan(app, o, today) << measures(o)
                 << latest(app, o, today) << households_part(o.households) << consent(app, o);
    return app.page(ctx, std::move(page));
}

}  // namespace

void add_family_routes(Router& router, App& app) {
    router.add({Method::get, "/families/{family}",
                Policy::guarded(access::Action::view, access::ObjectKind::family),
                [&](Context& ctx) { return overview_page(app, ctx); }});
}

}  // namespace hearth::web

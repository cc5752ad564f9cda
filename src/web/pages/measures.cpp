// Assessments side by side, the graded profile of care, and parents' own progress.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "insight/charts/charts.h"
#include "record/compare_entries.h"
#include "record/entries.h"
#include "record/family_measures.h"
#include "web/kit/kit.h"
#include "web/pages/family_frame.h"
#include "web/pages/pages.h"

namespace hearth::web {
namespace {

using access::Action;
using access::ObjectKind;

Html figure_of(const insight::Chart& chart, const std::string& title, const Html& scale) {
    kit::DataTable table;
    table.caption = title + ", as a table";
    for (const auto& c : chart.columns) table.columns.push_back({.name = c});
    for (const auto& row : chart.rows) table.rows.emplace_back(row.begin(), row.end());
    return el("figure", {cls("hearth-chart")}, Html::from_svg(chart.svg.text()),
              el("figcaption", chart.sentence, " ", scale))
           << kit::details(
                  {.summary = join("The same figures as a table",
                                   el("span", {cls("govuk-visually-hidden")}, ": ", title)),
                   .text = kit::data_table(table)});
}

// ---- side by side

Html mark(record::Changed how) {
    switch (how) {
        case record::Changed::same:
            return kit::tag({.text = "The same", .classes = "govuk-tag--grey"});
        case record::Changed::changed:
            return kit::tag({.text = "Changed", .classes = "govuk-tag--yellow"});
        case record::Changed::added:
            return kit::tag({.text = "New", .classes = "govuk-tag--green"});
        case record::Changed::gone:
            return kit::tag({.text = "No longer answered", .classes = "govuk-tag--orange"});
    }
    return {};
}

Html said(const std::string& words, bool prose) {
    if (words.empty()) return el("span", {cls("hearth-meta")}, "Not answered");
    return prose ? kit::prose(words) : Html(words);
}

Html choose_form(const record::Comparison& c, FamilyId family) {
    if (c.entries.size() < 3) return {};
    const auto list = [&](std::string_view name, std::string_view label, EntryId chosen) {
        Html options;
        for (const auto& one : c.entries)
            options << el("option",
                          {attr("value", one.id.text()), flag("selected", one.id == chosen)},
                          one.on.plain(), ", ", one.author);
        return el("div", {cls("govuk-form-group")},
                  el("label", {cls("govuk-label"), attr("for", name)}, label),
                  el("select", {cls("govuk-select"), id(name), attr("name", name)}, options));
    };
    return kit::get_form(
        url("/families/{}/assessments/compare", family),
        join(list("now", "This one", c.now->id), list("before", "Beside this one", c.before->id),
             kit::button({.text = "Show", .classes = "govuk-button--secondary"})),
        "hearth-inline-form");
}

Response compare_page(App& app, Context& ctx) {
    const auto family = ctx.param<FamilyId>("family");
    if (!family) return Response::not_found();
    const auto now = EntryId::parse(ctx.request.field("now")).value_or(EntryId{});
    const auto before = EntryId::parse(ctx.request.field("before")).value_or(EntryId{});
    const bool changes = ctx.request.field("show") == "changes";
    auto read = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return record::compare_entries(session, context, *family, "child_and_family_assessment",
                                       now, before);
    });
    if (!read) return app.failure(ctx, read.failure());
    const auto& c = read.value();
    kit::Page page = family_frame(app, ctx, c.head, FamilyTab::assessments);
    page.title = "Assessments side by side";
    page.wide = true;
    Html& h = page.content;
    if (!c.now || !c.before) {
        h << kit::empty_state(join(
            c.entries.empty() ? "No child and family assessment has been signed for this family. "
                              : "There is only one child and family assessment that you may read: "
                                "nothing to lay beside it yet. ",
            kit::link(url("/families/{}/assessments", *family), "All assessments")));
        return app.page(ctx, std::move(page));
    }
    h << choose_form(c, *family)
      << kit::p(join(kit::link(url("/entries/{}", c.now->id), c.now->on.plain()), " by ",
                     c.now->author, ", beside ",
                     kit::link(url("/entries/{}", c.before->id), c.before->on.plain()), " by ",
                     c.before->author, "."))
      << kit::p(fmt::format("{} {} changed, {} new, {} no longer answered, {} the same.", c.changed,
                            c.changed == 1 ? "answer" : "answers", c.added, c.gone, c.same));
    Url here = url("/families/{}/assessments/compare", *family)
                   .query("now", c.now->id.text())
                   .query("before", c.before->id.text());
    h << kit::p(changes ? kit::link(here, "Show every answer")
                        : kit::link(std::move(here).query("show", "changes"), "Only what changed"));
    bool any = false;
    for (const auto& section : c.sections) {
        Html tables;
        for (const auto& group : section.groups) {
            kit::DataTable table;
            table.caption = group.about.empty() ? section.title : group.about;
            table.caption_hidden = group.about.empty();
            table.columns = {{.name = "Question"},
                             {.name = c.before->on.plain()},
                             {.name = c.now->on.plain()},
                             {.name = "What changed"}};
            for (const auto& line : group.lines) {
                if (changes && line.how == record::Changed::same) continue;
                table.rows.push_back({line.label, said(line.before, line.prose),
                                      said(line.now, line.prose), mark(line.how)});
            }
            if (!table.rows.empty()) tables << kit::data_table(table);
        }
        if (tables.empty()) continue;
        any = true;
        h << kit::h2(section.title) << tables;
    }
    if (!any) h << kit::empty_state("No answer changed.");
    return app.page(ctx, std::move(page));
}

// ---- graded care

// What the form calls an item; the id when the practice no longer has it.
std::string item_label(const App& app, std::string_view item) {
    const auto* form = app.practice.form("neglect_profile");
    const auto* field = form == nullptr ? nullptr : form->field(item);
    return field == nullptr ? std::string(item) : field->label;
}

Html profile_part(const App& app, const record::CareProfile& profile) {
    const std::string title =
        fmt::format("{}’s care of {}", profile.carer_name, profile.child_name);
    Html out = kit::h2(title);
    insight::LineChartInput input;
    input.title = title + ": the worst grade of each area";
    input.unit = "1 to 5";
    input.low = 1;
    input.high = 5;
    const auto* areas = app.practice.code_list("care_area");
    for (const auto& area : areas->codes) {
        insight::LineSeries series;
        series.name = area.label;
        series.better = insight::Better::lower;
        for (const Date day : profile.days)
            if (const auto grade = profile.worst(area.id, day))
                series.points.push_back({day, static_cast<double>(*grade)});
        if (!series.points.empty() && input.series.size() < 4)
            input.series.push_back(std::move(series));
    }
    if (!input.series.empty())
        out << figure_of(insight::line_chart(input), input.title,
                         "1 is met in every way, 5 is not met at all.");
    // The last six gradings, item by item: the words say which way each went.
    const std::size_t first = profile.days.size() > 6 ? profile.days.size() - 6 : 0;
    kit::DataTable table;
    table.caption = "Every item, " + title;
    table.caption_hidden = true;
    table.columns = {{.name = "Item"}};
    for (std::size_t i = first; i < profile.days.size(); ++i)
        table.columns.push_back({.name = profile.days[i].plain(), .numeric = true});
    table.columns.push_back({.name = "Since the time before"});
    for (const auto& area : areas->codes)
        for (const auto& item : profile.items) {
            if (item.area != area.id) continue;
            std::vector<Html> row{join(item_label(app, item.item), el("br"),
                                       el("span", {cls("hearth-meta")}, area.label))};
            std::optional<int> last, before;
            for (std::size_t i = first; i < profile.days.size(); ++i) {
                const auto grade = item.grades.find(profile.days[i]);
                if (grade == item.grades.end()) {
                    row.emplace_back("Not seen");
                    continue;
                }
                row.emplace_back(grade->second);
                before = last;
                last = grade->second;
            }
            row.push_back(
                !before           ? Html("Graded once")
                : *last < *before ? kit::tag({.text = "Better", .classes = "govuk-tag--green"})
                : *last > *before ? kit::tag({.text = "Worse", .classes = "govuk-tag--red"})
                                  : Html("The same"));
            table.rows.push_back(std::move(row));
        }
    out << kit::data_table(table);
    if (first > 0)
        out << kit::p(join("The last six of ", profile.days.size(),
                           " gradings; the chart shows all of them."));
    return out;
}

Response care_page(App& app, Context& ctx) {
    const auto family = ctx.param<FamilyId>("family");
    if (!family) return Response::not_found();
    auto read = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return record::care_profiles(session, context, *family);
    });
    if (!read) return app.failure(ctx, read.failure());
    kit::Page page = family_frame(app, ctx, read->head, FamilyTab::assessments);
    page.title = "Graded profile of care";
    page.wide = true;
    Html& h = page.content;
    if (read->profiles.empty())
        h << kit::empty_state("No carer’s care has been graded in this family.");
    else
        h << kit::p(
            "One carer’s care of one child, item by item, from 1 (met in every way) to 5 (not "
            "met at all). The line of an area is its worst grade.");
    for (const auto& profile : read->profiles) h << profile_part(app, profile);
    if (const auto* form = app.practice.form("neglect_profile");
        form != nullptr && record::may_write(App::visitor(ctx).subject, *form))
        h << kit::p(kit::link(url("/families/{}/write/{}", *family, form->id), form->verb));
    return app.page(ctx, std::move(page));
}

// ---- parents' own progress

std::string number(double value) {
    std::string text = fmt::format("{:.1f}", value);
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    return text;
}

Html point_cell(const record::ProgressPoint* point) {
    if (point == nullptr) return el("span", {cls("hearth-meta")}, "Not measured");
    return join(number(point->value), el("br"),
                el("span", {cls("hearth-meta")}, point->on.plain()));
}

// From the first to the last measure of the work, in words.
Html way(const record::ProgressSeries& series) {
    if (series.points.size() < 2) return "Measured once";
    const double change = series.points.back().value - series.points.front().value;
    if (change == 0) return "The same";
    const bool better = (change < 0) == record::smaller_is_better(series.kind);
    return kit::tag({.text = better ? "Better" : "Worse",
                     .classes = better ? "govuk-tag--green" : "govuk-tag--red"});
}

Html parent_part(const App& app, const record::ParentProgress& parent) {
    Html out = kit::h2(parent.name);
    const auto* points = app.practice.code_list("measure_point");
    kit::DataTable table;
    table.caption = "Progress of " + parent.name;
    table.caption_hidden = true;
    table.columns = {{.name = "What"}};
    for (const auto& point : points->codes)
        table.columns.push_back(
            {.name = point.id == "supervision" ? "Supervisions, the last" : point.label,
             .numeric = true});
    table.columns.push_back({.name = "First to last"});
    for (const auto& series : parent.series) {
        std::vector<Html> row;
        const auto* kinds = app.practice.code_list("measure_kind");
        const auto* kind = kinds->find(series.kind);
        row.push_back(join(kind == nullptr ? series.kind : kind->label, el("br"),
                           el("span", {cls("hearth-meta")}, kind == nullptr ? "" : kind->hint)));
        for (const auto& point : points->codes) {
            Html cell = point_cell(series.at(point.id));
            if (point.id == "supervision") {
                const auto times = std::count_if(
                    series.points.begin(), series.points.end(),
                    [](const record::ProgressPoint& one) { return one.point == "supervision"; });
                if (times > 1)
                    cell << el("br")
                         << el("span", {cls("hearth-meta")}, "of ", static_cast<int>(times));
            }
            row.push_back(std::move(cell));
        }
        row.push_back(way(series));
        table.rows.push_back(std::move(row));
    }
    out << kit::data_table(table);
    for (const auto& series : parent.series) {
        if (series.points.size() < 2) continue;
        insight::LineChartInput input;
        input.title =
            fmt::format("{}, {}", label_of(app, "measure_kind", series.kind), parent.name);
        input.unit = "0 to 10";
        insight::LineSeries line;
        line.name = parent.name;
        line.better = record::smaller_is_better(series.kind) ? insight::Better::lower
                                                             : insight::Better::higher;
        for (const auto& point : series.points) line.points.push_back({point.on, point.value});
        input.series.push_back(std::move(line));
        const auto* kind = app.practice.code_list("measure_kind")->find(series.kind);
        out << kit::h3(input.title)
            << figure_of(insight::line_chart(input), input.title,
                         kind == nullptr ? Html{} : join(kind->hint, "."));
    }
    return out;
}

Response progress_page(App& app, Context& ctx) {
    const auto family = ctx.param<FamilyId>("family");
    if (!family) return Response::not_found();
    auto read = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return record::family_progress(session, context, *family);
    });
    if (!read) return app.failure(ctx, read.failure());
    kit::Page page = family_frame(app, ctx, read->head, FamilyTab::assessments);
    page.title = "Parents’ own progress";
    page.wide = true;
    Html& h = page.content;
    if (read->parents.empty())
        h << kit::empty_state(
            "Nothing has been measured of a parent that you may see. Measure at the start, at each "
            "group supervision, at the end, and six and twelve months after it.");
    else
        h << kit::p(
            "Each parent’s own numbers, asked the same way each time: at the start, at each "
            "group supervision, at the end, and six and twelve months after it.");
    for (const auto& parent : read->parents) h << parent_part(app, parent);
    if (const auto* form = app.practice.form("parent_progress");
        form != nullptr && record::may_write(App::visitor(ctx).subject, *form))
        h << kit::p(kit::link(url("/families/{}/write/{}", *family, form->id), form->verb));
    return app.page(ctx, std::move(page));
}

}  // namespace

void add_measure_routes(Router& router, App& app) {
    const auto view = [] { return Policy::guarded(Action::view, ObjectKind::family); };
    router.add({Method::get, "/families/{family}/assessments/compare", view(),
                [&](Context& ctx) { return compare_page(app, ctx); }});
    router.add({Method::get, "/families/{family}/care-graded", view(),
                [&](Context& ctx) { return care_page(app, ctx); }});
    router.add({Method::get, "/families/{family}/progress", view(),
                [&](Context& ctx) { return progress_page(app, ctx); }});
}

}  // namespace hearth::web

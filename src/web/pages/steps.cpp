// What can be recorded next for a family: the practice's steps, by the basis of the work.
#include "record/family_steps.h"

#include <fmt/format.h>

#include "web/kit/kit.h"
#include "web/pages/family_frame.h"
#include "web/pages/pages.h"

namespace hearth::web {
namespace {

std::string heading(const App& app, const std::string& basis) {
    return basis.empty() ? "Any family" : label_of(app, "plan_basis", basis);
}

Html written_words(const record::FamilyStep& step) {
    if (step.written == 0) return "Not yet";
    auto out = kit::link(url("/entries/{}", step.last_entry), step.last->plain(),
                         " (the last: " + step.title + ")");
    if (step.written > 1) out << fmt::format(", {} in all", step.written);
    return out;
}

Response steps_page(App& app, Context& ctx) {
    const auto family = ctx.param<FamilyId>("family");
    if (!family) return Response::not_found();
    const auto read = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return record::read_family_steps(session, context, *family);
    });
    if (!read) return app.failure(ctx, read.failure());
    kit::Page page = family_frame(app, ctx, read->head, FamilyTab::steps);
    page.title = "Steps";
    page.content << el(
        "p", {cls("govuk-body")},
        "What the practice foresees, in its order. The clocks that a step starts and "
        "stops are on the overview.");
    if (read->groups.empty())
        page.content << kit::empty_state("There is no step here that you write.");
    for (const auto& group : read->groups) {
        page.content << kit::h2(heading(app, group.basis),
                                "basis-" + (group.basis.empty() ? "any" : group.basis));
        kit::DataTable table;
        table.caption = heading(app, group.basis);
        table.caption_hidden = true;
        table.columns = {{.name = "Step"}, {.name = "Last recorded"}, {.name = "Record it"}};
        for (const auto& step : group.steps) {
            Html act;
            if (step.may_write && step.of_meeting)
                act = kit::link(url("/families/{}/meetings", *family), "At the meeting",
                                ": " + step.title);
            else if (step.may_write)
                act = kit::link(url("/families/{}/write/{}", *family, step.form), step.verb);
            table.rows.push_back({Html(step.title), written_words(step), act});
        }
        page.content << kit::data_table(table);
    }
    return app.page(ctx, std::move(page));
}

}  // namespace

void add_step_routes(Router& router, App& app) {
    router.add({Method::get, "/families/{family}/steps",
                Policy::guarded(access::Action::view, access::ObjectKind::family),
                [&](Context& ctx) { return steps_page(app, ctx); }});
}

}  // namespace hearth::web

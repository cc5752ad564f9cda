// The family plan and its actions: one plan, each child's basis over time, and a copy in plain
// words for the family.
#include "record/family_plan.h"

#include <algorithm>

#include "record/entries.h"
#include "web/pages/chronology.h"
#include "web/pages/family_frame.h"
#include "web/pages/pages.h"
#include "web/pages/work_parts.h"

namespace hearth::web {
namespace {

using access::Action;
using access::ObjectKind;

Html basis_words(App& app, const record::BasisStep& step) {
    const auto basis = basis_label(app, step.basis);
    switch (step.move) {
        case record::BasisMove::began:
            return join(basis, " began");
        case record::BasisMove::up:
            return join(kit::tag({.text = "Stepped up", .classes = "govuk-tag--yellow"}), " to ",
                        basis);
        case record::BasisMove::down:
            return join(kit::tag({.text = "Stepped down", .classes = "govuk-tag--green"}), " to ",
                        basis);
        case record::BasisMove::ended:
            return join(basis, " ended");
    }
    return {};
}

Html basis_table(App& app, const record::FamilyPlan& plan) {
    kit::DataTable table;
    table.caption = "Basis of the work with each child";
    table.caption_hidden = true;
    table.columns = {{.name = "Child"}, {.name = "Now"}, {.name = "How it came to this"}};
    table.empty = "No child of this family is on record.";
    for (const auto& child : plan.children) {
        std::vector<Html> steps;
        for (const auto& step : child.steps)
            steps.push_back(join(step.on.plain(), ": ", basis_words(app, step)));
        table.rows.push_back(
            {kit::link(url("/people/{}", child.child), child.name),
             child.now.empty() ? Html("No plan") : Html(basis_label(app, child.now)),
             steps.empty() ? Html("Nothing yet") : kit::bullets(steps)});
    }
    return kit::data_table(table);
}

struct Typed {
    ActionId action;  // whose form was posted
    std::string evidence;
    std::vector<FieldError> errors;
};

Html action_card(App& app, Context& ctx, const record::PlanAction& a, Date today, bool may_write,
                 const Typed& typed) {
    Html form;
    if (may_write) {
        const bool mine = typed.action == a.id;
        const std::string field = "evidence-" + a.id.text();
        Html inside = kit::textarea(
            {.name = "evidence",
             .label = {.text = "What was done, and how you know"},
             .value = mine ? typed.evidence : std::string(),
             .error = {.text = mine && !typed.errors.empty() ? typed.errors.front().message : ""},
             .id = field,
             .rows = 2});
        inside << kit::button({.text = "Done", .name = "end", .value = "done"}) << " "
               << kit::button({.text = "No longer needed",
                               .name = "end",
                               .value = "dropped",
                               .classes = "govuk-button--secondary"});
        form =
            kit::details({.summary = join("Finish this action",
                                          el("span", {cls("govuk-visually-hidden")}, ": ", a.what)),
                          .text = app.form(ctx, {.action = url("/actions/{}/done", a.id)}, inside),
                          .open = mine});
    }
    return el("li",
              {cls("hearth-card", a.due < today        ? "hearth-card--late"
                                  : a.due <= today + 7 ? "hearth-card--soon"
                                                       : ""),
               id("action-" + a.id.text())},
              el("h3", {cls("govuk-heading-s")}, a.what),
              kit::summary_rows({{"By", kit::when(a.due, today)},
                                 {"Who", a.owner.empty() ? Html("Nobody is named") : Html(a.owner)},
                                 {"For", a.person},
                                 {"How the child will know", a.child_will_know}}),
              form);
}

// For the kitchen table: plain words, nothing about workers' clocks, and no class that must not be
// printed.
Html plan_for_family(App& app, Context& ctx, const record::FamilyPlan& plan) {
    Html h = print_heading(app, ctx, "Plan of the " + plan.head.name);
    if (!plan.danger.empty()) h << kit::h2("What we are worried about") << kit::prose(plan.danger);
    h << kit::h2("Who does what");
    if (plan.open.empty()) h << kit::p("There is nothing to do at the moment.");
    for (const auto& a : plan.open) {
        Html line = join(el("strong", a.owner.empty() ? std::string("We") : a.owner), ": ", a.what,
                         ", by ", a.due.plain(), ".");
        if (!a.child_will_know.empty())
            line << " " << (a.person.empty() ? std::string("The children") : a.person)
                 << " will know because: " << a.child_will_know << ".";
        h << kit::p(line);
    }
    bool any = false;
    for (const auto& a : plan.finished) {
        if (a.status != "done") continue;
        if (!any) h << kit::h2("What has been done already");
        any = true;
        h << kit::p(join(a.what, a.done_on ? join(", on ", a.done_on->plain()) : Html{}, "."));
    }
    if (!plan.contingency.empty())
        h << kit::h2("What happens if it does not work") << kit::prose(plan.contingency);
    h << kit::h2("Do you agree?")
      << kit::p(
             "Tell your worker what you think, also if you do not agree. You can ask for this "
             "plan in another language or read aloud.");
    return h;
}

Response plan_page(App& app, Context& ctx, FamilyId family, const Typed& typed, int status = 200) {
    const bool print = ctx.request.query.get("print") == "1";
    auto read = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return record::read_family_plan(session, context, family,
                                        print ? record::PlanUse::print : record::PlanUse::read);
    });
    if (!read) return app.failure(ctx, read.failure());
    const auto& plan = read.value();
    const auto& me = App::visitor(ctx).subject;
    const Date today = date_of(me.at);
    kit::Page page = family_frame(app, ctx, plan.head, FamilyTab::plan);
    if (print) {
        page.title = "Our plan";
        page.before_main = Html{};
        page.content = plan_for_family(app, ctx, plan);
        return app.page(ctx, std::move(page));
    }
    page.title = "Plan and actions";
    page.has_errors = !typed.errors.empty();
    auto errors = typed.errors;
    for (auto& e : errors) e.field = "evidence-" + typed.action.text();
    Html& h = page.content;
    h << kit::error_summary(errors);

    const auto* form = app.practice.form("family_plan");
    const auto* review = app.practice.form("plan_review");
    std::vector<Html> links;
    for (const auto* f : {form, review})
        if (f != nullptr && plan.may_write && record::may_write(me, *f))
            links.push_back(kit::link(url("/families/{}/write/{}", family, f->id), f->verb));
    if (app.could(ctx, Action::print, ObjectKind::family))
        links.push_back(kit::link(url("/families/{}/plan", family).query("print", "1"),
                                  "A copy in plain words for the family"));
    if (!plan.plan) {
        h << kit::empty_state("There is no family plan yet. Write it with the family.");
    } else {
        h << kit::summary_rows(
            {{"Plan", join(plan.title, ", since ", plan.started->plain())},
             {"What we are worried about", kit::prose(plan.danger)},
             {"What happens if it does not work", kit::prose(plan.contingency)}});
        if (plan.versions.size() > 1) {
            std::vector<Html> items;
            for (const auto& v : plan.versions) {
                Html words = join(plain(v.recorded), ", ", v.by);
                if (v.current) words << ", as it is now";
                items.push_back(v.entry ? join(kit::link(url("/entries/{}", v.entry), words))
                                        : words);
            }
            h << kit::details({.summary = "How the plan changed", .text = kit::bullets(items)});
        }
    }
    h << kit::bullets(links);
    h << kit::h2("Actions", "actions");
    if (plan.open.empty())
        h << kit::empty_state("No action is open.");
    else
        h << el("ul", {cls("hearth-board")}, each(plan.open, [&](const record::PlanAction& a) {
                    return action_card(app, ctx, a, today, plan.may_write, typed);
                }));
    h << kit::h2("Basis of the work", "basis") << basis_table(app, plan);
    kit::DataTable done;
    done.caption = "Finished actions";
    done.caption_hidden = true;
    done.columns = {{.name = "What"}, {.name = "Who"}, {.name = "Finished"}, {.name = "Evidence"}};
    done.empty = "No action has been finished yet.";
    for (const auto& a : plan.finished)
        done.rows.push_back({a.what, a.owner,
                             join(label_of(app, "action_status", a.status),
                                  a.done_on ? join(", ", a.done_on->plain()) : Html{}),
                             a.evidence});
    h << kit::h2("Finished") << kit::data_table(done);
    return app.page(ctx, std::move(page), status);
}

Response post_done(App& app, Context& ctx) {
    const auto action = ctx.param<ActionId>("action");
    if (!action) return Response::not_found();
    const std::string evidence(ctx.request.field("evidence"));
    const bool dropped = ctx.request.field("end") == "dropped";
    auto done = app.once(
        ctx, [&](store::Session& session, const record::Context& context) -> Result<std::string> {
            auto family = record::finish_action(session, context, *action, evidence, dropped);
            if (!family) return family.failure();
            return "/families/" + family->text() + "/plan#actions";
        });
    if (done) return Response::see_other(done.value());
    const auto* wrong = std::get_if<Invalid>(&done.failure());
    if (wrong == nullptr) return app.failure(ctx, done.failure());
    // The page that it was posted from, with what was typed.
    const auto family = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return record::family_of_action(session, context, *action);
    });
    if (!family) return app.failure(ctx, family.failure());
    return plan_page(app, ctx, family.value(), {*action, evidence, wrong->errors}, 422);
}

}  // namespace

void add_plan_routes(Router& router, App& app) {
    router.add({Method::get, "/families/{family}/plan",
                Policy::guarded(Action::view, ObjectKind::family), [&](Context& ctx) {
                    const auto family = ctx.param<FamilyId>("family");
                    return family ? plan_page(app, ctx, *family, {}) : Response::not_found();
                }});
    router.add({Method::post, "/actions/{action}/done",
                Policy::guarded(Action::write, ObjectKind::family),
                [&](Context& ctx) { return post_done(app, ctx); }});
}

}  // namespace hearth::web

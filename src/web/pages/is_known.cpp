// "Is this child known?": what a partner agency may ask, and the one answer that gives nothing
// away.
#include "identity/is_known.h"

#include "base/text.h"
#include "web/kit/kit.h"
#include "web/pages/entry_form.h"
#include "web/pages/pages.h"

namespace hearth::web {
namespace {

using access::Action;
using access::ObjectKind;
using identity::KnownAnswer;
using identity::WhoToAsk;

std::string typed(const Context& ctx, std::string_view name) {
    return std::string(trim(ctx.request.field(name)));
}

std::vector<kit::Choice> codes(const App& app, std::string_view list) {
    std::vector<kit::Choice> out;
    if (const auto* found = app.practice.code_list(list))
        for (const auto& code : found->codes)
            if (!code.to)
                out.push_back({.text = code.label, .value = code.id, .hint = {.text = code.hint}});
    return out;
}

Html ring(const WhoToAsk& front_door) {
    const std::string who = front_door.team.empty() ? "the front door" : front_door.team;
    return kit::p(front_door.phone.empty()
                      ? join("Ring ", who, ".")
                      : join("Ring ", who, " on ", el("strong", front_door.phone), "."));
}

// The same whoever was asked for, but for the people to speak to.
Html answer(const KnownAnswer& a) {
    Html h;
    if (a.known) {
        std::vector<std::pair<std::string, Html>> rows;
        if (!a.known->worker.empty())
            rows.emplace_back("Worker", Html(a.known->worker + ", " + a.known->job_title));
        if (!a.known->team.empty()) rows.emplace_back("Team", Html(a.known->team));
        if (!a.known->phone.empty()) rows.emplace_back("Telephone", Html(a.known->phone));
        h << kit::h2("Known: somebody works with the family now")
          << kit::p("This is all that the sharing agreement lets us say here. Speak to:")
          << kit::summary_rows(rows);
    } else {
        h << kit::h2("Nothing can be said here")
          << kit::p(
                 "It does not mean that the child is not known. The name or the date may be "
                 "written in another way, the work may have ended, or we may not be able to say "
                 "so here.")
          << kit::p(
                 "If you are worried about the child, make a request for support as you would for "
                 "a child whom nobody knows, or ring.")
          << ring(a.front_door);
    }
    h << kit::p("If a child is in danger now, ring 999.");
    return h;
}

Response form_page(App& app, Context& ctx, const WhoToAsk& front_door,
                   const std::vector<FieldError>& errors, int status) {
    const auto error = [&](std::string_view name) {
        return kit::ErrorMessage{.text = kit::error_for(errors, name)};
    };
    kit::Page page;
    page.title = "Is this child known?";
    page.has_errors = !errors.empty();
    page.components = true;
    page.content << kit::error_summary(errors)
                 << kit::p(
                        "Whether somebody works with a child’s family now, and to whom to speak. "
                        "Both the name and the date of birth are needed, exactly as they are "
                        "recorded.")
                 << kit::p(
                        "Each question is logged with your name, why you asked and on what basis, "
                        "and how many you may ask in a day is limited.");
    kit::DateInput born{.id = "born", .name_prefix = "born"};
    born.fieldset = kit::Fieldset{.legend = {.text = "Date of birth"}};
    born.error = error("born");
    born.day_value = typed(ctx, "born-day");
    born.month_value = typed(ctx, "born-month");
    born.year_value = typed(ctx, "born-year");
    page.content << app.form(
        ctx, {.action = url("/known")},
        join(kit::input({.name = "given",
                         .label = {.text = "First name"},
                         .value = typed(ctx, "given"),
                         .error = error("given"),
                         .spellcheck = false,
                         .classes = "govuk-input--width-20"}),
             kit::input({.name = "surname",
                         .label = {.text = "Last name"},
                         .value = typed(ctx, "surname"),
                         .error = error("surname"),
                         .spellcheck = false,
                         .classes = "govuk-input--width-20"}),
             kit::date_input(born),
             kit::radios({.name = "purpose",
                          .items = codes(app, "known_purpose"),
                          .fieldset = kit::Fieldset{.legend = {.text = "Why do you ask?"}},
                          .value = typed(ctx, "purpose"),
                          .error = error("purpose")}),
             kit::radios({.name = "basis",
                          .items = codes(app, "lawful_basis"),
                          .fieldset = kit::Fieldset{.legend = {.text = "On what basis?"}},
                          .value = typed(ctx, "basis"),
                          .error = error("basis")}),
             kit::button({.text = "Ask", .prevent_double_click = true})));
    page.content << kit::h2("Rather speak to somebody?") << ring(front_door);
    return app.page(ctx, std::move(page), status);
}

Response ask_page(App& app, Context& ctx) {
    const auto front_door =
        app.read(ctx, [](store::Session& session, const record::Context& context) {
            return identity::front_door_of(session, context);
        });
    return form_page(app, ctx, front_door, {}, 200);
}

Response asked(App& app, Context& ctx) {
    identity::KnownQuestion q;
    q.given = typed(ctx, "given");
    q.surname = typed(ctx, "surname");
    q.born = Date::parse(
        date_from_boxes(typed(ctx, "born-day"), typed(ctx, "born-month"), typed(ctx, "born-year")));
    q.purpose = typed(ctx, "purpose");
    q.basis = typed(ctx, "basis");
    const auto found = app.write(ctx, [&](store::Session& session, const record::Context& context) {
        return identity::is_known(session, context, q);
    });
    if (!found) {
        const auto* wrong = std::get_if<Invalid>(&found.failure());
        if (wrong == nullptr) return app.failure(ctx, found.failure());
        const auto front_door =
            app.read(ctx, [](store::Session& session, const record::Context& context) {
                return identity::front_door_of(session, context);
            });
        return form_page(app, ctx, front_door, wrong->errors,
                         wrong->errors.front().code == "too_many" ? 429 : 422);
    }
    kit::Page page;
    page.title = q.given + " " + q.surname;
    page.caption = "Is this child known?";
    page.before_main = kit::back_above(url("/known"), "Ask about another child");
    page.content << answer(found.value());
    if (app.could(ctx, Action::write, ObjectKind::contact))
        page.content << kit::p(kit::link(url("/front-door"), "Go to your requests for support"));
    return app.page(ctx, std::move(page));
}

}  // namespace

void add_is_known_routes(Router& router, App& app) {
    const auto asks = [] { return Policy::guarded(Action::ask, ObjectKind::authority); };
    router.add({Method::get, "/known", asks(), [&](Context& ctx) { return ask_page(app, ctx); }});
    router.add({Method::post, "/known", asks(), [&](Context& ctx) { return asked(app, ctx); }});
}

}  // namespace hearth::web

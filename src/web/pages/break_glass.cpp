// Emergency access: the page between a worker and a record that is not theirs, and the review of it
// by somebody else.
#include "record/break_glass.h"
#include "base/text.h"
#include "identity/search.h"
#include "record/accounts.h"
#include "web/kit/kit.h"
#include "web/pages/family_frame.h"
#include "web/pages/pages.h"

namespace hearth::web {
namespace {

std::string typed(const Context& ctx, std::string_view name) {
    return std::string(trim(ctx.request.field(name)));
}

std::string clock_time(Instant at) {
    const int minutes = wall_time(at).minutes;
    const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return two(minutes / 60) + ":" + two(minutes % 60);
}

// ---- which family ----

Response ask_family(App& app, Context& ctx, std::vector<FieldError> errors,
                    const std::vector<identity::FoundFamily>& several) {
    kit::Page page;
    page.title = "Emergency access";
    page.has_errors = !errors.empty();
    Html inside;
    inside << kit::input({.name = "reference",
                          .label = {.text = "Reference of the family"},
                          .value = typed(ctx, "reference"),
                          .hint = {.text = "Exactly as you were given it, for example F-104233. Or "
                                           "find the person by Search and choose Emergency "
                                           "access there."},
                          .error = {.text = kit::error_for(errors, "reference")},
                          .spellcheck = false,
                          .classes = "govuk-input--width-10"})
           << kit::button({.text = "Continue"});
    page.content << kit::error_summary(errors)
                 << kit::p(
                        "Use this only when a child may come to harm before you could reach "
                        "somebody who works with the family. Your reason is asked for, others "
                        "are told, and what you open is reviewed.")
                 << kit::get_form(url("/break-glass"), inside);
    if (!several.empty()) {
        std::vector<Html> links;
        for (const auto& f : several)
            links.push_back(kit::link(url("/break-glass").query("family", f.id.text()),
                                      join(f.name, ", ", label_of(app, "district", f.district))));
        page.content << kit::h2("More than one family has this reference") << kit::bullets(links);
    }
    return app.page(ctx, std::move(page), errors.empty() ? 200 : 422);
}

// ---- the interruption ----

Response interruption(App& app, Context& ctx, FamilyId family, std::vector<FieldError> errors) {
    const auto found = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return record::glass_subject(session, context, family);
    });
    if (!found) return app.failure(ctx, found.failure());
    const auto& s = found.value();
    kit::Page page;
    page.title = "Emergency access to " + s.name;
    page.own_heading = true;
    page.has_errors = !errors.empty();
    std::vector<kit::Choice> reasons;
    if (const auto* list = app.practice.code_list("break_glass_reason"))
        for (const auto& code : list->codes)
            reasons.push_back({.text = code.label, .value = code.id});
    Html inside;
    inside << kit::hidden("family", family.text())
           << kit::radios({.name = "reason_code",
                           .items = std::move(reasons),
                           .fieldset = kit::Fieldset{.legend = {.text = "Why now?"}},
                           .value = typed(ctx, "reason_code"),
                           .error = {.text = kit::error_for(errors, "reason_code")}})
           << kit::textarea({.name = "reason",
                             .label = {.text = "What is happening?"},
                             .value = typed(ctx, "reason"),
                             .hint = {.text = "One or two sentences. The reviewer reads them."},
                             .error = {.text = kit::error_for(errors, "reason")},
                             .rows = 3})
           << kit::password_input({.name = "password",
                                   .label = {.text = "Your password"},
                                   .error = {.text = kit::error_for(errors, "password")},
                                   .classes = "govuk-input--width-20"})
           << kit::button_group(join(kit::button({.text = "Open this record",
                                                  .classes = "govuk-button--warning",
                                                  .prevent_double_click = true}),
                                     kit::link(url("/my-day"), "Go back without opening it")));
    const int minutes = app.policy.break_glass_minutes();
    Html body;
    body << kit::p(join(s.reference, ", ", label_of(app, "district", s.district), ". ",
                        s.team.empty() ? Html("No team holds this family.")
                                       : join("Held by ", s.team, ".")))
         << kit::p(join("You do not work with this family. If you go on, the record is open to you "
                        "for ",
                        minutes,
                        " minutes. The lead worker and the information guardian are told "
                        "at once, everything you open is recorded, and somebody else "
                        "reviews it."));
    page.content << kit::error_summary(errors)
                 << kit::interruption_card(
                        {.heading = join("Emergency access to the record of ", s.name),
                         .body = body})
                 << app.form(ctx, {.action = url("/break-glass")}, inside);
    return app.page(ctx, std::move(page), errors.empty() ? 200 : 422);
}

Response get_break_glass(App& app, Context& ctx) {
    if (const auto family = FamilyId::parse(ctx.request.field("family")))
        return interruption(app, ctx, *family, {});
    const auto reference = typed(ctx, "reference");
    if (reference.empty()) return ask_family(app, ctx, {}, {});
    const auto query = identity::read_query(reference);
    auto families = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return identity::families_by_reference(session, context, access::Action::break_glass,
                                               query.reference);
    });
    if (families.size() == 1) return interruption(app, ctx, families.front().id, {});
    if (families.empty())
        return ask_family(app, ctx,
                          {{"reference", "not_found",
                            "There is no family with this reference that you could open. Check "
                            "the reference."}},
                          {});
    return ask_family(app, ctx, {}, families);
}

Response post_break_glass(App& app, Context& ctx) {
    const auto family = FamilyId::parse(ctx.request.field("family"));
    if (!family) return Response::not_found();
    const auto& visitor = App::visitor(ctx);
    const auto account = app.db.read([&](store::Session& session) {
        return record::account_of(session, visitor.subject.worker);
    });
    if (!account) return Response::not_found();
    if (!app.guesses.take(account->sign_in_name, ctx.request.peer))
        return interruption(
            app, ctx, *family,
            {{"password", "too_many", "There have been too many attempts. Wait five minutes."}});
    if (app.passwords.verify(account->password_hash, ctx.request.field("password")) ==
        Passwords::Check::wrong) {
        app.db.write([&](store::Session& session) {
            store::AuditEvent event;
            event.worker = visitor.subject.worker;
            event.purpose = visitor.subject.purpose;
            event.action = "break_glass";
            event.object_kind = "family";
            event.object_id = family->value;
            event.family = *family;
            event.rule = "refused.password";
            event.at = visitor.subject.at;
            session.audit(std::move(event));
        });
        return interruption(app, ctx, *family,
                            {{"password", "wrong", "Enter the password that you sign in with."}});
    }
    app.guesses.succeeded(account->sign_in_name, ctx.request.peer);
    const record::GlassRequest request{*family, typed(ctx, "reason_code"), typed(ctx, "reason")};
    const auto done = app.once(
        ctx, [&](store::Session& session, const record::Context& context) -> Result<std::string> {
            auto opened = record::break_glass(session, context, request);
            if (!opened) return opened.failure();
            record::note_reauthentication(session, visitor.sign_in.token_hash, context.now);
            return url("/families/{}", *family).text();
        });
    if (done) return Response::see_other(done.value());
    if (const auto* wrong = std::get_if<Invalid>(&done.failure()))
        return interruption(app, ctx, *family, wrong->errors);
    return app.failure(ctx, done.failure());
}

Response end(App& app, Context& ctx) {
    const auto done = app.write(ctx, [&](store::Session& session, const record::Context& context) {
        return record::end_glasses(session, context);
    });
    if (!done) return app.failure(ctx, done.failure());
    return Response::see_other("/my-day");
}

// ---- the review ----

Html review_card(App& app, Context& ctx, const record::GlassReview& r, RowId failed,
                 const std::vector<FieldError>& errors) {
    const bool mine = failed.value == r.id;
    const bool reads_log = app.could(ctx, access::Action::view, access::ObjectKind::audit);
    const Url looked = url("/families/{}/looked", r.family);
    const std::string events = plural(r.looks, "event", "events");
    Html h = kit::summary_list(
        {.rows = {{.key = {.text = "Who"}, .value = {.text = join(r.worker_name, ", ", r.agency)}},
                  {.key = {.text = "When"},
                   .value = {.text = join(plain(r.from), " until ", clock_time(r.until))}},
                  {.key = {.text = "Reason"},
                   .value = {.text = join(label_of(app, "break_glass_reason", r.reason_code), ": ",
                                          r.reason)}},
                  {.key = {.text = "What they did meanwhile"},
                   .value = {.text = reads_log ? kit::link(looked, events) : Html(events)}}},
         .card = kit::SummaryCard{.title = join(r.family_name, ", ", r.family_reference)}});
    if (r.own) return join(h, kit::p("You opened this record yourself: somebody else reviews it."));
    std::vector<kit::Choice> outcomes;
    if (const auto* list = app.practice.code_list("break_glass_outcome"))
        for (const auto& code : list->codes)
            outcomes.push_back({.text = code.label, .value = code.id});
    const std::string id = RowId{r.id}.text();
    Html inside;
    inside
        << kit::radios({.name = "outcome",
                        .items = std::move(outcomes),
                        .fieldset = kit::Fieldset{.legend = {.text = "What did the review find?"}},
                        .value = mine ? typed(ctx, "outcome") : std::string(),
                        .error = {.text = mine ? kit::error_for(errors, "outcome") : std::string()},
                        .id_prefix = mine ? "outcome" : "outcome-" + id})
        << kit::textarea({.name = "note",
                          .label = {.text = "What you looked at and whom you spoke to"},
                          .value = mine ? typed(ctx, "note") : std::string(),
                          .error = {.text = mine ? kit::error_for(errors, "note") : std::string()},
                          .id = mine ? "note" : "note-" + id,
                          .rows = 3})
        << kit::button(
               {.text = join("Finish the review", el("span", {cls("govuk-visually-hidden")}, " of ",
                                                     r.worker_name, " and ", r.family_name))});
    return join(h, app.form(ctx, {.action = url("/break-glass/review/{}", RowId{r.id})}, inside));
}

Response review_page(App& app, Context& ctx, RowId failed = {},
                     const std::vector<FieldError>& errors = {}) {
    app.db.sequence_audit();  // it counts what was opened
    const auto found = app.read(ctx, [&](store::Session& session, const record::Context& context) {
        return record::glass_reviews(session, context);
    });
    if (!found) return app.failure(ctx, found.failure());
    kit::Page page;
    page.title = "Review of emergency access";
    page.has_errors = !errors.empty();
    page.content << kit::error_summary(errors) << kit::h2("Waiting for review");
    if (found->waiting.empty()) page.content << kit::empty_state("Nothing waits for review.");
    for (const auto& r : found->waiting) page.content << review_card(app, ctx, r, failed, errors);
    std::vector<std::vector<Html>> months;
    for (const auto& m : found->months) {
        const auto first = Date::parse(m.month + "-01");
        months.push_back(
            {first ? first->plain().substr(2) : m.month, m.opened, m.reviewed, m.not_justified});
    }
    page.content << kit::h2("Month by month")
                 << kit::data_table(
                        {.caption = "Emergency access by month",
                         .caption_hidden = true,
                         .columns = {{.name = "Month"},
                                     {.name = "Opened", .numeric = true},
                                     {.name = "Reviewed", .numeric = true},
                                     {.name = "Not justified", .numeric = true}},
                         .rows = std::move(months),
                         .empty = "Nobody has used emergency access in the last year."});
    std::vector<std::vector<Html>> done;
    for (const auto& r : found->done)
        done.push_back({plain(r.from), join(r.worker_name, ", ", r.agency),
                        join(r.family_name, ", ", r.family_reference),
                        join(label_of(app, "break_glass_outcome", r.outcome), ": ", r.note),
                        r.reviewed_by});
    page.content << kit::h2("Reviewed in the last three months")
                 << kit::data_table({.caption = "Reviewed",
                                     .caption_hidden = true,
                                     .columns = {{.name = "When"},
                                                 {.name = "Who"},
                                                 {.name = "Family"},
                                                 {.name = "Found"},
                                                 {.name = "Reviewed by"}},
                                     .rows = std::move(done),
                                     .empty = "None yet."});
    return app.page(ctx, std::move(page), errors.empty() ? 200 : 422);
}

Response post_review(App& app, Context& ctx) {
    const auto id = ctx.param<RowId>("id");
    if (!id) return Response::not_found();
    const auto done = app.once(
        ctx, [&](store::Session& session, const record::Context& context) -> Result<std::string> {
            auto reviewed = record::review_glass(session, context, id->value, typed(ctx, "outcome"),
                                                 typed(ctx, "note"));
            if (!reviewed) return reviewed.failure();
            return std::string("/break-glass/review");
        });
    if (done) return Response::see_other(done.value());
    if (const auto* wrong = std::get_if<Invalid>(&done.failure()))
        return review_page(app, ctx, *id, wrong->errors);
    return app.failure(ctx, done.failure());
}

}  // namespace

void add_break_glass_routes(Router& router, App& app) {
    const auto breaks = [] {
        return Policy::guarded(access::Action::break_glass, access::ObjectKind::family);
    };
    const auto reviews = [] {
        return Policy::guarded(access::Action::review, access::ObjectKind::break_glass);
    };
    router.add({Method::get, "/break-glass", breaks(),
                [&](Context& ctx) { return get_break_glass(app, ctx); }});
    router.add({Method::post,
                "/break-glass",
                breaks(),
                [&](Context& ctx) { return post_break_glass(app, ctx); },
                {.pool = Pool::slow}});
    router.add({Method::post, "/break-glass/end",
                Policy::signed_in("ends the visitor's own emergency access"),
                [&](Context& ctx) { return end(app, ctx); }});
    router.add({Method::get, "/break-glass/review", reviews(),
                [&](Context& ctx) { return review_page(app, ctx); }});
    router.add({Method::post, "/break-glass/review/{id}", reviews(),
                [&](Context& ctx) { return post_review(app, ctx); }});
}

}  // namespace hearth::web

// Signing in and out: password, second factor, and the list of users that a demonstration shows.
#include "base/text.h"
#include "web/kit/kit.h"
#include "web/pages/pages.h"
#include "web/security/csrf.h"
#include "web/security/token.h"
#include "web/security/totp.h"

namespace hearth::web {
namespace {

constexpr std::string_view kSessionCookie = "hearth";

struct Typed {
    std::string name, to;
    std::vector<FieldError> errors;
};

store::AuditEvent event(std::string_view action, WorkerId worker, bool allowed,
                        std::string_view rule, Instant at) {
    store::AuditEvent e;
    e.worker = worker;
    e.purpose = "administration";
    e.action = action;
    e.object_kind = "session";
    e.object_id = worker.value;
    e.allowed = allowed;
    e.rule = rule;
    e.at = at;
    return e;
}

Html demonstration_list(App& app) {
    const auto users = app.db.read([&](store::Session& session) {
        return record::demonstration_users(session, app.clock.today());
    });
    std::vector<std::vector<Html>> rows;
    for (const auto& user : users) {
        const auto* role = app.practice.roles.find(user.role);
        rows.push_back({role == nullptr ? user.job_title : role->title,
                        join(user.name, ", ", user.agency), el("code", user.sign_in_name)});
    }
    return join(
        kit::h2("Demonstration users"),
        kit::p(join("This is demonstration data: no real person is in it. Everybody’s password is ",
                    el("code", app.options.demonstration_password), ".")),
        kit::data_table({.caption = "Demonstration users",
                         .caption_hidden = true,
                         .columns = {{.name = "Role"}, {.name = "Name"}, {.name = "Sign-in name"}},
                         .rows = std::move(rows)}));
}

Response sign_in_page(App& app, Context& ctx, const Typed& typed, int status = 200) {
    kit::Page page;
    page.title = "Sign in";
    page.has_errors = !typed.errors.empty();
    page.components = true;
    Html inside;
    if (!typed.to.empty()) inside << kit::hidden("return", typed.to);
    inside << kit::input({.name = "name",
                          .label = {.text = "Sign-in name"},
                          .value = typed.name,
                          .error = {.text = kit::error_for(typed.errors, "name")},
                          .autocomplete = "username",
                          .autocapitalize = "none",
                          .spellcheck = false,
                          .classes = "govuk-input--width-20"})
           << kit::password_input({.name = "password",
                                   .label = {.text = "Password"},
                                   .classes = "govuk-input--width-20"})
           << kit::button({.text = "Sign in", .prevent_double_click = true});
    page.content << kit::error_summary(typed.errors)
                 << kit::form({.action = url("/sign-in")}, inside);
    if (app.authority.demonstration) page.content << demonstration_list(app);
    return app.page(ctx, std::move(page), status);
}

Response code_page(App& app, Context& ctx, const Typed& typed, int status = 200) {
    kit::Page page;
    page.title = "Enter your code";
    page.has_errors = !typed.errors.empty();
    Html inside;
    if (!typed.to.empty()) inside << kit::hidden("return", typed.to);
    inside << kit::input(
                  {.name = "code",
                   .label = {.text = "Code"},
                   .hint = {.text = "The six figures that your authenticator app shows now."},
                   .error = {.text = kit::error_for(typed.errors, "code")},
                   .inputmode = "numeric",
                   .autocomplete = "one-time-code",
                   .classes = "govuk-input--width-5"})
           << kit::button({.text = "Continue", .prevent_double_click = true});
    page.content << kit::error_summary(typed.errors)
                 << kit::form({.action = url("/sign-in/code")}, inside);
    return app.page(ctx, std::move(page), status);
}

std::string where_to(std::string_view to) {
    return !to.empty() && is_local_path(to) && to != "/sign-in" ? std::string(to) : "/my-day";
}

Response too_many(App& app, Context& ctx, Typed typed) {
    typed.errors = {{"name", "too_many",
                     "There have been too many attempts. Wait five minutes and try again."}};
    return sign_in_page(app, ctx, typed, 429);
}

Response post_sign_in(App& app, Context& ctx) {
    const Request& request = ctx.request;
    Typed typed{std::string(trim(request.field("name"))), std::string(request.field("return")), {}};
    if (!app.guesses.take(typed.name, request.peer)) return too_many(app, ctx, std::move(typed));

    const Instant now = app.clock.now();
    const auto account = app.db.read(
        [&](store::Session& session) { return record::find_account(session, typed.name); });
    const auto check = account && !account->disabled
                           ? app.passwords.verify(account->password_hash, request.field("password"))
                           : app.passwords.verify_nobody(request.field("password"));
    if (check == Passwords::Check::wrong) {
        app.db.write([&](store::Session& session) {
            session.audit(event("sign_in", account ? account->worker : WorkerId{}, false,
                                "refused.password", now));
        });
        typed.errors = {{"name", "wrong", "Enter the right sign-in name and password."}};
        return sign_in_page(app, ctx, typed, 422);
    }
    app.guesses.succeeded(typed.name, request.peer);

    const bool needs_code = account->totp_secret.has_value();
    // An account without a second factor is let in to set one up; until then it can do nothing else
    // (pages/account.cpp).
    const std::string token = new_token();
    record::SignIn sign_in;
    sign_in.token_hash = token_hash(token);
    sign_in.worker = account->worker;
    sign_in.csrf_secret = new_csrf_secret();
    sign_in.created_at = sign_in.seen_at = now;
    sign_in.expires_at = now + app.options.absolute;
    sign_in.second_factor = !needs_code;
    app.db.write([&](store::Session& session) {
        record::forget_sign_ins(session, now - std::chrono::hours(48));
        record::start_sign_in(session, sign_in);
        session.audit(event("sign_in", account->worker, true,
                            needs_code ? "password" : "password.no_second_factor", now));
    });
    std::string to = where_to(typed.to);
    if (needs_code) to = "/sign-in/code?return=" + percent_encode(to);
    auto response = Response::see_other(to);
    response.set_cookie({std::string(kSessionCookie), token}, request.secure);
    return response;
}

Response post_code(App& app, Context& ctx) {
    const Request& request = ctx.request;
    const std::string hash = token_hash(request.cookie(kSessionCookie));
    const Instant now = app.clock.now();
    Typed typed{{}, std::string(request.field("return")), {}};
    const auto found =
        app.db.read([&](store::Session& session) { return record::find_sign_in(session, hash); });
    if (!found || found->sign_in.expires_at <= now) return Response::see_other("/sign-in");
    const auto account = app.db.read([&](store::Session& session) {
        return record::account_of(session, found->sign_in.worker);
    });
    if (!app.guesses.take(account->sign_in_name, request.peer))
        return too_many(app, ctx, std::move(typed));
    const auto step = totp_verify(account->totp_secret.value_or(""), request.field("code"), now,
                                  account->totp_last_counter);
    const std::string fresh_token = new_token();
    const bool passed = step && app.db.write([&](store::Session& session) {
        const bool fresh = record::use_totp_step(session, account->worker, *step);
        if (fresh) record::pass_second_factor(session, hash, token_hash(fresh_token));
        session.audit(event("second_factor", account->worker, fresh,
                            fresh ? "totp" : "refused.replayed_code", now));
        return fresh;
    });
    if (!passed) {
        if (!step)
            app.db.write([&](store::Session& session) {
                session.audit(event("second_factor", account->worker, false, "refused.code", now));
            });
        typed.errors = {
            {"code", "wrong", "Enter the code that the app shows now. Each code works once."}};
        return code_page(app, ctx, typed, 422);
    }
    app.guesses.succeeded(account->sign_in_name, request.peer);
    auto response = Response::see_other(where_to(typed.to));
    response.set_cookie({std::string(kSessionCookie), fresh_token}, request.secure);
    return response;
}

Response post_sign_out(App& app, Context& ctx) {
    const auto& visitor = App::visitor(ctx);
    app.db.write([&](store::Session& session) {
        record::end_sign_in(session, visitor.sign_in.token_hash);
        session.audit(event("sign_out", visitor.subject.worker, true, "own", visitor.subject.at));
    });
    auto response = Response::see_other("/sign-in");
    response.clear_cookie(kSessionCookie, ctx.request.secure);
    return response;
}

}  // namespace

void add_sign_in_routes(Router& router, App& app) {
    router.add(
        {Method::get, "/sign-in", Policy::open("the sign-in page"), [&](Context& ctx) {
             return sign_in_page(app, ctx, {{}, std::string(ctx.request.field("return")), {}});
         }});
    router.add({Method::post,
                "/sign-in",
                Policy::open("the sign-in page"),
                [&](Context& ctx) { return post_sign_in(app, ctx); },
                {.pool = Pool::slow}});
    router.add({Method::get, "/sign-in/code", Policy::open("second step of signing in"),
                [&](Context& ctx) {
                    return code_page(app, ctx, {{}, std::string(ctx.request.field("return")), {}});
                }});
    router.add({Method::post, "/sign-in/code", Policy::open("second step of signing in"),
                [&](Context& ctx) { return post_code(app, ctx); }});
    router.add({Method::post, "/sign-out", Policy::signed_in("ends the visitor's own session"),
                [&](Context& ctx) { return post_sign_out(app, ctx); }});
    router.add({Method::post, "/session/keep", Policy::signed_in("keeps the visitor's own session"),
                [](Context&) { return Response::status_only(204); }});
    router.add({Method::get, "/", Policy::signed_in("leads to the visitor's own page"),
                [](Context&) { return Response::see_other("/my-day"); }});
}

}  // namespace hearth::web

// A worker's own account: password, second factor, other sessions.
#include "base/text.h"
#include "record/accounts.h"
#include "web/kit/kit.h"
#include "web/pages/pages.h"
#include "web/security/token.h"
#include "web/security/totp.h"

namespace hearth::web {
namespace {

constexpr std::string_view kSessionCookie = "hearth";

struct Shown {
    std::vector<FieldError> errors;
    std::string secret;  // of a second factor being set up; a new one when empty
    std::string done;    // what has just been done
};

void log(store::Session& session, const Visitor& visitor, std::string_view action, bool allowed,
         std::string_view rule) {
    store::AuditEvent e;
    e.worker = visitor.subject.worker;
    e.purpose = "administration";
    e.action = action;
    e.object_kind = "account";
    e.object_id = visitor.subject.worker.value;
    e.allowed = allowed;
    e.rule = rule;
    e.at = visitor.subject.at;
    session.audit(std::move(e));
}

std::optional<record::Account> own_account(App& app, const Context& ctx) {
    return app.db.read([&](store::Session& session) {
        return record::account_of(session, App::visitor(ctx).subject.worker);
    });
}

// "ABCD EFGH …": as people copy it by hand.
std::string in_fours(std::string_view secret) {
    std::string out;
    for (std::size_t i = 0; i < secret.size(); ++i) {
        if (i > 0 && i % 4 == 0) out += ' ';
        out += secret[i];
    }
    return out;
}

Response account_page(App& app, Context& ctx, Shown shown) {
    const auto account = own_account(app, ctx);
    if (!account) return Response::not_found();
    const auto error = [&](std::string_view field) {
        return kit::ErrorMessage{.text = kit::error_for(shown.errors, field)};
    };
    kit::Page page;
    page.title = "Your account";
    page.has_errors = !shown.errors.empty();
    page.components = true;
    page.content << kit::error_summary(shown.errors);
    if (!shown.done.empty())
        page.content << kit::notification_banner({.text = shown.done, .type = "success"});
    page.content << kit::summary_rows(
        {{"Sign-in name", account->sign_in_name},
         {"Second factor", account->totp_secret ? Html("Set up") : Html("Not set up yet")}});

    page.content << kit::h2("Change your password");
    if (app.authority.demonstration && account->demonstration)
        page.content << kit::p(
            "This is a demonstration account, which others use too: a new "
            "password will shut them out.");
    Html password;
    password << kit::password_input({.name = "current",
                                     .label = {.text = "Present password"},
                                     .error = error("current"),
                                     .classes = "govuk-input--width-20"})
             << kit::password_input({.name = "new",
                                     .label = {.text = "New password"},
                                     .hint = {.text = "At least 12 characters. Three or four "
                                                      "words that do not belong together are "
                                                      "good."},
                                     .error = error("new"),
                                     .autocomplete = "new-password",
                                     .classes = "govuk-input--width-20"})
             << kit::button({.text = "Change password", .prevent_double_click = true});
    page.content << app.form(ctx, {.action = url("/account/password")}, password);

    page.content << kit::h2("Second factor");
    if (account->totp_secret) {
        page.content << kit::p(
            "You are asked for a code from your authenticator app when you sign "
            "in. If you lose your telephone, an administrator can reset it.");
    } else {
        const std::string secret = shown.secret.empty() ? new_totp_secret() : shown.secret;
        const std::string uri =
            otpauth_uri("Hearth", app.authority.name + ":" + account->sign_in_name, secret);
        Html inside;
        inside << kit::hidden("secret", secret)
               << kit::input({.name = "code",
                              .label = {.text = "Code that the app shows now"},
                              .error = error("code"),
                              .inputmode = "numeric",
                              .autocomplete = "one-time-code",
                              .classes = "govuk-input--width-5"})
               << kit::button({.text = "Set up", .prevent_double_click = true});
        page.content << kit::p(
                            "Add Hearth to an authenticator app with this key, then type the "
                            "code that the app shows.")
                     << kit::summary_rows(
                            {{"Key", el("code", in_fours(secret))},
                             {"Address for the app", el("code", {cls("hearth-break")}, uri)}})
                     << app.form(ctx, {.action = url("/account/second-factor")}, inside);
    }

    page.content << kit::h2("Other places where you are signed in")
                 << kit::p(
                        "If you may have left yourself signed in on another computer, end that "
                        "here. Drafts are kept.")
                 << app.form(ctx, {.action = url("/account/end-others")},
                             kit::button({.text = "End my other sessions",
                                          .classes = "govuk-button--secondary"}));
    return app.page(ctx, std::move(page), shown.errors.empty() ? 200 : 422);
}

Response change_password(App& app, Context& ctx) {
    const auto& visitor = App::visitor(ctx);
    auto account = own_account(app, ctx);
    if (!account) return Response::not_found();
    if (!app.guesses.take(account->sign_in_name, ctx.request.peer))
        return account_page(
            app, ctx,
            {{{"current", "too_many", "There have been too many attempts. Wait five minutes."}},
             {},
             {}});
    const auto wanted = ctx.request.field("new");
    if (app.passwords.verify(account->password_hash, ctx.request.field("current")) ==
        Passwords::Check::wrong) {
        app.db.write([&](store::Session& session) {
            log(session, visitor, "change_password", false, "refused.password");
        });
        return account_page(
            app, ctx,
            {{{"current", "wrong", "Enter the password that you sign in with now."}}, {}, {}});
    }
    app.guesses.succeeded(account->sign_in_name, ctx.request.peer);
    auto errors = check_new_password(
        wanted, {account->sign_in_name, visitor.subject.name, app.authority.name}, "new");
    if (!errors.empty()) return account_page(app, ctx, {std::move(errors), {}, {}});
    account->password_hash = app.passwords.hash(wanted);
    const std::string fresh = new_token();
    const auto saved = app.db.write([&](store::Session& session) -> Result<Done> {
        auto done = record::save_account(session, *account, visitor.subject.at);
        if (!done) return done.failure();
        record::end_other_sign_ins(session, account->worker, visitor.sign_in.token_hash);
        record::renew_sign_in(session, visitor.sign_in.token_hash, token_hash(fresh));
        log(session, visitor, "change_password", true, "own");
        return Done{};
    });
    if (!saved) return app.failure(ctx, saved.failure());
    auto page = account_page(
        app, ctx, {{}, {}, "Your password is changed. Your other sessions have been ended."});
    page.set_cookie({std::string(kSessionCookie), fresh}, ctx.request.secure);
    return page;
}

Response set_up(App& app, Context& ctx) {
    const auto& visitor = App::visitor(ctx);
    auto account = own_account(app, ctx);
    if (!account || account->totp_secret) return Response::not_found();
    const std::string secret(trim(ctx.request.field("secret")));
    const auto raw = from_base32(secret);
    if (!raw || raw->size() < 16) return account_page(app, ctx, {});
    if (!app.guesses.take(account->sign_in_name, ctx.request.peer))
        return account_page(
            app, ctx,
            {{{"code", "too_many", "There have been too many attempts. Wait five minutes."}},
             secret,
             {}});
    const auto step = totp_verify(secret, ctx.request.field("code"), visitor.subject.at, -1);
    if (!step)
        return account_page(
            app, ctx, {{{"code", "wrong", "Enter the code that the app shows now."}}, secret, {}});
    app.guesses.succeeded(account->sign_in_name, ctx.request.peer);
    account->totp_secret = secret;
    account->totp_last_counter = *step;
    const std::string fresh = new_token();
    const auto saved = app.db.write([&](store::Session& session) -> Result<Done> {
        auto done = record::save_account(session, *account, visitor.subject.at);
        if (!done) return done.failure();
        record::renew_sign_in(session, visitor.sign_in.token_hash, token_hash(fresh));
        log(session, visitor, "set_up_second_factor", true, "own");
        return Done{};
    });
    if (!saved) return app.failure(ctx, saved.failure());
    auto page = account_page(app, ctx,
                             {{},
                              {},
                              "Your second factor is set up. You are asked for a code from now "
                              "on."});
    page.set_cookie({std::string(kSessionCookie), fresh}, ctx.request.secure);
    return page;
}

Response end_others(App& app, Context& ctx) {
    const auto& visitor = App::visitor(ctx);
    const auto ended = app.db.write([&](store::Session& session) {
        const auto n =
            record::end_other_sign_ins(session, visitor.subject.worker, visitor.sign_in.token_hash);
        log(session, visitor, "end_other_sessions", true, "own");
        return n;
    });
    return account_page(
        app, ctx, {{}, {}, plural(ended, "other session has", "other sessions have") + " ended."});
}

}  // namespace

void add_account_routes(Router& router, App& app) {
    const auto own = [] { return Policy::signed_in("the visitor's own account"); };
    router.add(
        {Method::get, "/account", own(), [&](Context& ctx) { return account_page(app, ctx, {}); }});
    router.add({Method::post,
                "/account/password",
                own(),
                [&](Context& ctx) { return change_password(app, ctx); },
                {.pool = Pool::slow}});
    router.add({Method::post, "/account/second-factor", own(),
                [&](Context& ctx) { return set_up(app, ctx); }});
    router.add({Method::post, "/account/end-others", own(),
                [&](Context& ctx) { return end_others(app, ctx); }});
}

}  // namespace hearth::web

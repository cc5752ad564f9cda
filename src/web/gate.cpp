// The gate before every handler: session, time-outs, forged posts, and whether the route could be
// for this person at all.
#include "access/guard.h"
#include "store/error.h"
#include "web/app.h"
#include "web/kit/words.h"
#include "web/security/csrf.h"
#include "web/security/token.h"

namespace hearth::web {
namespace {

constexpr std::string_view kSessionCookie = "hearth";
// How often a session's last use is written down: each is a commit, and a minute's accuracy is
// enough for a time-out.
constexpr auto kTouchEvery = std::chrono::minutes(1);

std::string purpose_of(const access::Subject& subject) {
    for (const auto& held : subject.roles) {
        const std::string_view role = held.role;
        if (role.starts_with("mash")) return "front_door";
        if (role.starts_with("partner")) return "partner_request";
        if (role == "practice_auditor") return "quality_assurance";
        if (role == "performance_analyst" || role == "board_member") return "performance";
        if (role == "system_administrator" || role == "information_guardian")
            return "administration";
        if (role == "team_manager" || role == "service_manager" || role == "business_support")
            return "supervision";
    }
    return "direct_work";
}

Response to_sign_in(const Request& request) {
    std::string to = "/sign-in";
    if (request.method == Method::get && request.path != "/" && is_local_path(request.target))
        to += "?return=" + percent_encode(request.target);
    return Response::see_other(to);
}

bool may_without_second_factor(const Route& route) {
    return route.pattern.starts_with("/account") || route.pattern.starts_with("/session/") ||
           route.pattern == "/sign-out";
}

bool is_draft_route(const Route& route) {
    return route.pattern.starts_with("/drafts/");
}

// Refused and absent alike. Only who may break the glass is offered it.
Response not_found_page(const App& app, const Request& request, bool may_break_glass) {
    Context context(request, nullptr, {});
    kit::Page page;
    page.title = "Page not found";
    page.content = kit::p(
        "If you typed the address, check it is correct. If you followed a link, the record "
        "may have been closed, or you may not be working with this family.");
    if (may_break_glass)
        page.content << kit::p(
            join("If you need to see a record urgently to keep a child safe, ",
                 el("a", {cls("govuk-link"), href(url("/break-glass"))}, "say why"), "."));
    return app.page(context, std::move(page), 404);
}

// A post without the hidden field that says that it is sent once: nothing was done.
Response keyless_page(const App& app, const Request& request) {
    Context context(request, nullptr, {});
    kit::Page page;
    page.title = "That form was not complete";
    page.content = kit::p(
        "It came without the hidden key that stops it from being acted on twice, so nothing "
        "was done. Go back, reload the page and send it again.");
    return app.page(context, std::move(page), 400);
}

// What a handler's refusal becomes for this visitor; other answers pass as they are.
Response finished(const App& app, const Context& ctx, const Visitor* visitor, Response out) {
    if (out.status != 404 || !out.content_type.empty() || !out.body.empty() || out.stream)
        return out;
    const bool may =
        visitor != nullptr && !visitor->expired &&
        app.policy.could(visitor->subject, access::Action::break_glass, access::ObjectKind::family);
    Response page = not_found_page(app, ctx.request, may);
    for (auto& [name, value] : out.headers) page.headers.emplace_back(name, value);
    return page;
}

}  // namespace

Gate make_gate(App& app) {
    return [&app](Context& ctx, const std::function<Response()>& proceed) -> Response {
        const Request& request = ctx.request;
        const Policy& policy = ctx.route().policy;
        const bool is_open = policy.kind() == Policy::Kind::open;
        const auto token = request.cookie(kSessionCookie);
        const Instant now = app.clock.now();

        Visitor visitor;
        bool signed_in = false;
        bool must_set_up = false;
        if (!token.empty()) {
            const std::string hash = token_hash(token);
            try {
                app.db.read([&](store::Session& session) {
                    const auto found = record::find_sign_in(session, hash);
                    if (!found || !found->sign_in.second_factor) return;
                    auto subject = access::load_subject(session, found->sign_in.worker, "", now);
                    if (!subject) return;
                    subject->purpose = purpose_of(*subject);
                    visitor = {
                        std::move(*subject), found->sign_in, found->demonstration, false, {}};
                    if (found->glass_until && *found->glass_until > now)
                        visitor.glasses = record::open_glasses(session, found->sign_in.worker, now);
                    must_set_up = app.options.require_second_factor && !found->demonstration &&
                                  !found->has_second_factor;
                    signed_in = true;
                });
            } catch (const store::Stopped&) {
                // Whoever asks how the server is must hear why it stopped, cookie or not.
                if (!is_open) throw;
            }
        }
        if (signed_in) {
            const auto& s = visitor.sign_in;
            visitor.expired = now >= s.expires_at || now - s.seen_at >= app.options.idle;
            if (visitor.expired) {
                // What was typed before the time-out is still saved: the token proves whose it is.
                // Nothing is shown.
                const bool late_save = !is_safe(request.method) && is_draft_route(ctx.route()) &&
                                       now - s.expires_at < std::chrono::hours(24);
                signed_in = late_save;
            } else if (now - s.seen_at >= kTouchEvery) {
                app.db.write([&](store::Session& session) {
                    record::touch_sign_in(session, s.token_hash, now);
                });
            }
        }
        if (!signed_in && !is_open) return to_sign_in(request);
        // Without a second factor an account may do nothing but set one up, or leave.
        if (signed_in && must_set_up && !is_open && !may_without_second_factor(ctx.route()))
            return Response::see_other("/account");
        if (!is_safe(request.method)) {
            const bool genuine =
                signed_in ? csrf_allows(request, visitor.sign_in.csrf_secret) : same_site(request);
            if (!genuine) return Response::status_only(403);
        }
        if (signed_in) ctx.attach(&visitor);
        if (policy.kind() == Policy::Kind::guarded) {
            if (!app.policy.could(visitor.subject, policy.action(), policy.object())) {
                app.db.write([&](store::Session& session) {
                    access::log_list(session, visitor.subject, policy.action(),
                                     access::to_text(policy.object()), 0, {}, {}, false);
                });
                return finished(app, ctx, &visitor, Response::not_found());
            }
        }
        try {
            return finished(app, ctx, signed_in ? &visitor : nullptr, proceed());
        } catch (const FormWithoutKey&) {
            return keyless_page(app, request);
        }
    };
}

ErrorPage make_error_page(const App& app) {
    return [&app](const Request& request, int status) -> Response {
        Context context(request, nullptr, {});
        kit::Page page;
        switch (status) {
            case 404:
                return not_found_page(app, request, false);
            case 503:
                page.title = "Hearth is very busy";
                page.content =
                    kit::p("Nothing you typed is lost. Wait a few seconds and try again.");
                break;
            case 403:
                page.title = "This page was open for too long";
                page.content = kit::p(
                    "Go back, reload the page and try again. What you typed is kept as a draft.");
                break;
            case 429:
                page.title = "Too many attempts";
                page.content = kit::p("Wait five minutes and try again.");
                break;
            case 413:
                page.title = "That is too large";
                page.content = kit::p("Send a smaller file, or split the text in two.");
                break;
            case 400:
            case 405:
                page.title = "That request could not be understood";
                page.content = kit::p("Go back and try again.");
                break;
            default:
                page.title = "Something went wrong";
                page.content =
                    kit::p(join("Nothing was half saved, and your draft is kept. Try again in a "
                                "minute. If it goes on, "
                                "tell your administrator this number: ",
                                el("strong", request.id), "."));
                break;
        }
        return app.page(context, std::move(page), status);
    };
}

}  // namespace hearth::web

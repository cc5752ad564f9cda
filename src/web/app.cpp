#include "web/app.h"

#include <fmt/format.h>

#include <stdexcept>

#include "base/hash.h"
#include "web/assets.h"
#include "web/security/csrf.h"
#include "web/security/token.h"

namespace hearth::web {

using access::Action;
using access::ObjectKind;

App::App(store::Database& database, const practice::Practice& practice_,
         const access::Policy& policy_, record::Authority authority_, AppOptions options_)
    : db(database),
      practice(practice_),
      policy(policy_),
      authority(std::move(authority_)),
      options(std::move(options_)),
      clock(database.clock()),
      passwords(options.password_cost),
      guesses(clock) {}

record::Context App::context_of(Context& http) const {
    const auto& subject = visitor(http).subject;
    return record::Context{practice, policy, subject, subject.at, ids};
}

store::IdempotencyKey App::key_of(const Context& http) const {
    const auto key = http.request.field("once");
    if (key.size() < 16 || key.size() > 64) throw FormWithoutKey();
    Sha256Hasher hasher;
    hasher.update(http.request.path);
    for (const auto& [name, value] : http.request.form) {
        if (name == kCsrfField || name == "once") continue;
        hasher.update(name).update("=").update(value).update("\n");
    }
    return {std::string(key), visitor(http).subject.worker, hasher.finish().hex()};
}

Html App::form(Context& http, kit::Form form, const Html& inside) const {
    form.csrf = masked_csrf_token(visitor(http).sign_in.csrf_secret);
    return kit::form(form, join(kit::hidden("once", new_token()), inside));
}

Response App::page(Context& http, kit::Page page, int status) const {
    page.authority = authority.name;
    page.demonstration = authority.demonstration;
    page.asset = [](std::string_view name) { return Url::local(asset_url(name)).value(); };
    if (const auto* who = http.find<Visitor>(); who != nullptr && !who->expired) {
        kit::Places places;
        const auto& s = who->subject;
        if (policy.could(s, Action::view, ObjectKind::family) ||
            policy.could(s, Action::view, ObjectKind::contact) ||
            policy.could(s, Action::list, ObjectKind::check))
            places.my_day = url("/my-day");
        if (policy.could(s, Action::search, ObjectKind::family)) places.search = url("/search");
        if (policy.could(s, Action::list, ObjectKind::contact) ||
            policy.could(s, Action::list, ObjectKind::check))
            places.front_door = url("/front-door");
        if (policy.could(s, Action::write, ObjectKind::family)) places.meetings = url("/meetings");
        if (policy.could(s, Action::figures, ObjectKind::authority) ||
            policy.could(s, Action::view, ObjectKind::team))
            places.dashboard = url("/dashboard");
        if (policy.could(s, Action::export_, ObjectKind::authority))
            places.imports = url("/imports");
        places.help = url("/help");
        const auto here = [&] {
            const std::string_view path = http.request.path;
            const auto in = [&](std::string_view start) { return path.starts_with(start); };
            if (in("/my-day")) return kit::Place::my_day;
            if (in("/search")) return kit::Place::search;
            if (in("/front-door") || in("/contacts")) return kit::Place::front_door;
            if (in("/meetings")) return kit::Place::meetings;
            if (in("/dashboard") || in("/scorecard") || in("/teams")) return kit::Place::dashboard;
            if (in("/imports")) return kit::Place::imports;
            if (in("/help")) return kit::Place::help;
            return kit::Place::none;
        }();
        page.navigation = kit::main_navigation(places, here);
        // For those who answer for figures and may also list children: before Help.
        if (policy.could(s, Action::figures, ObjectKind::authority) &&
            policy.could(s, Action::list, ObjectKind::family))
            page.navigation.insert(page.navigation.end() - 1,
                                   {.text = "Data quality",
                                    .href = url("/quality"),
                                    .current = http.request.path.starts_with("/quality")});
        if (policy.could(s, Action::manage, ObjectKind::family))
            page.navigation.insert(page.navigation.end() - 1,
                                   {.text = "Possible duplicates",
                                    .href = url("/duplicates"),
                                    .current = http.request.path.starts_with("/duplicates")});
        if (policy.could(s, Action::ask, ObjectKind::authority))
            page.navigation.insert(page.navigation.end() - 1,
                                   {.text = "Is a child known?",
                                    .href = url("/known"),
                                    .current = http.request.path.starts_with("/known")});
        page.account = {s.name, s.job_title + ", " + s.agency_name, url("/sign-out"),
                        url("/account")};
        page.csrf = masked_csrf_token(who->sign_in.csrf_secret);
        if (!who->glasses.empty()) {
            const auto& glass = who->glasses.front();
            const int minutes = wall_time(glass.until).minutes;
            const auto* list = practice.code_list("break_glass_reason");
            std::string reason(list == nullptr ? glass.reason_code
                                               : std::string(list->label(glass.reason_code)));
            kit::BreakGlass banner;
            banner.reason = glass.family_name + ": " + std::move(reason);
            banner.until = fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
            banner.end = url("/break-glass/end");
            page.break_glass = std::move(banner);
        }
        page.idle = {static_cast<int>(options.idle.count()) * 60, 300, url("/session/keep")};
    }
    page.footer = {{.text = "Accessibility statement", .href = url("/accessibility")},
                   {.text = "Privacy", .href = url("/privacy")}};
    return Response::html(kit::page(page), status);
}

Response App::failure(Context&, const Failure& failure) const {
    if (std::holds_alternative<Refusal>(failure)) return Response::not_found();
    if (const auto* fault = std::get_if<Fault>(&failure)) throw std::runtime_error(fault->what);
    throw std::logic_error("a page did not show what was invalid: " +
                           std::get<Invalid>(failure).errors.front().message);
}

}  // namespace hearth::web

// The application behind the pages: what every handler needs, and the few ways in which it answers.
//
// One App serves one authority for the life of the process. A handler runs a use case through
// `read` or `once`, which open the transaction, make the record's Context from the signed-in
// Visitor, and turn the expected failures into answers: a Refusal is the same 404 as an absent
// record. It holds no state of requests.
#pragma once
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "access/policy.h"
#include "base/id.h"
#include "practice/definitions.h"
#include "record/accounts.h"
#include "record/break_glass.h"
#include "record/context.h"
#include "store/database.h"
#include "web/http/http.h"
#include "web/kit/field.h"
#include "web/kit/page.h"
#include "web/security/password.h"
#include "web/security/rate_limit.h"

namespace hearth::web {

struct AppOptions {
    std::chrono::minutes idle{30};    // without a request; drafts are kept whatever happens
    std::chrono::hours absolute{12};  // since sign-in
    std::chrono::minutes reauthentication{5};  // how long a password counts for breaking the glass
    bool require_second_factor = true;         // of accounts that are not demonstration accounts
    std::string demonstration_password;  // shown on the sign-in page of a demonstration authority
    std::string profile_name;            // "Family Help (Working Together 2026)"
    PasswordCost password_cost;
};

// Who is signed in, for this request. Attached by the gate.
struct Visitor {
    access::Subject subject;
    record::SignIn sign_in;
    bool demonstration = false;
    bool expired =
        false;  // only on routes of drafts: what was typed may still be saved, nothing else
    std::vector<record::OpenGlass> glasses;  // the visitor's emergency accesses that are open now
};

// A form's act was posted without its idempotency key: not by a page of ours. The gate answers 400.
class FormWithoutKey : public std::invalid_argument {
  public:
    FormWithoutKey() : std::invalid_argument("a form was posted without its idempotency key") {}
};

class App {
  public:
    App(store::Database& database, const practice::Practice& practice, const access::Policy& policy,
        record::Authority authority, AppOptions options);
    App(const App&) = delete;
    App& operator=(const App&) = delete;

    store::Database& db;
    const practice::Practice& practice;
    const access::Policy& policy;
    const record::Authority authority;
    const AppOptions options;
    const Clock& clock;
    mutable IdMaker ids;
    Passwords passwords;
    GuessLimit guesses;

    // f(store::Session&, const record::Context&) in a read transaction.
    template <class F>
    auto read(Context& http, F&& f) {
        auto context = context_of(http);
        return db.read([&](store::Session& session) { return f(session, context); });
    }
    // The same in a write transaction. For acts that may safely happen twice (saving a draft);
    // others use `once`.
    template <class F>
    auto write(Context& http, F&& f) {
        auto context = context_of(http);
        return db.write([&](store::Session& session) { return f(session, context); });
    }
    // A form's act: f gives the path to go to. Done once for each value of the form's hidden field
    // "once" (App::form puts it there), however often it is posted; a repeat is answered like the
    // first. Throws FormWithoutKey when the field is not there.
    template <class F>
    Result<std::string> once(Context& http, F&& f) {
        auto context = context_of(http);
        auto answer = db.write_once(
            key_of(http),
            [&](store::Session& session) -> Result<std::string> { return f(session, context); });
        if (!answer) return answer.failure();
        return answer.value().text;
    }

    // The whole document: fills authority, navigation, account, token, demonstration and asset
    // names into `page`.
    Response page(Context& http, kit::Page page, int status = 200) const;
    // A form that posts: with the CSRF token and a fresh idempotency key (field "once").
    Html form(Context& http, kit::Form form, const Html& inside) const;
    // Refusal: 404, as if it were not there. Fault: 500. Invalid is the page's own to show: it must
    // not come here.
    Response failure(Context& http, const Failure& failure) const;

    static const Visitor& visitor(const Context& http) { return http.get<Visitor>(); }
    record::Context context_of(Context& http) const;
    bool could(const Context& http, access::Action action, access::ObjectKind kind) const {
        return policy.could(visitor(http).subject, action, kind);
    }

  private:
    store::IdempotencyKey key_of(const Context& http) const;
};

// Finds the session, checks tokens and time-outs, asks the policy whether the route could be for
// this person at all.
Gate make_gate(App& app);
ErrorPage make_error_page(const App& app);

// Every page's routes. One function for each folder of pages, each with its table at the foot of
// its file.
void add_all_routes(Router& router, App& app);

}  // namespace hearth::web

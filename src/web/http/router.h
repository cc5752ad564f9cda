// The table of everything that can be asked of the server, each with the policy that guards it.
//
// A route cannot be written without a policy: Policy has no default constructor and is made only by
// named factories, each of which takes the reason or the action and object that `access::decide` is
// asked about. The router calls the gate (set once, by the session code) around every handler;
// without a gate it refuses to be sealed while any route is not open. An unknown path, a malformed
// id and a refusal all end as the same 404 page. It matches in time proportional to the path's
// segments. Literal segments win over parameters.
//
//   router.add({Method::get, "/families/{family}/chronology", Policy::guarded(Action::view,
//   ObjectKind::family),
//               [&](Context& ctx) { return show_chronology(app, ctx); }});
#pragma once
#include <array>
#include <atomic>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <typeindex>
#include <utility>
#include <vector>

#include "access/types.h"
#include "web/http/message.h"

namespace hearth::web {

// Who may use a route. `open` and `signed_in` ask for the reason in words, which the access matrix
// prints. `guarded` names the question put to access::decide before the handler runs; handlers
// still ask about each object they touch.
class Policy {
  public:
    enum class Kind { open, signed_in, guarded };
    // Anyone, signed in or not: sign-in page, health, assets.
    static Policy open(std::string_view reason) {
        return Policy(Kind::open, reason, std::nullopt, std::nullopt);
    }
    // Anyone signed in; the handler shows only what belongs to that person or is decided row by
    // row.
    static Policy signed_in(std::string_view reason) {
        return Policy(Kind::signed_in, reason, std::nullopt, std::nullopt);
    }
    // The question of access::Policy that the gate asks before the handler runs, where no object is
    // known yet (access::Policy::could); the use case asks again about the object itself.
    static Policy guarded(access::Action action, access::ObjectKind object,
                          std::vector<std::string> field_classes = {}) {
        Policy policy(Kind::guarded, {}, action, object);
        policy.field_classes_ = std::move(field_classes);
        return policy;
    }
    Kind kind() const { return kind_; }
    const std::string& reason() const { return reason_; }
    access::Action action() const { return *action_; }      // of a guarded route only
    access::ObjectKind object() const { return *object_; }  // of a guarded route only
    const std::vector<std::string>& field_classes() const { return field_classes_; }
    std::string text() const;  // "guarded read family", "open: sign-in page"

  private:
    Policy(Kind kind, std::string_view reason, std::optional<access::Action> action,
           std::optional<access::ObjectKind> object)
        : kind_(kind), reason_(reason), action_(action), object_(object) {}
    Kind kind_;
    std::string reason_;
    std::optional<access::Action> action_;
    std::optional<access::ObjectKind> object_;
    std::vector<std::string> field_classes_;
};

class Context;
using Handler = std::function<Response(Context&)>;

// Slow work (password hashing, exports, imports, PDF) has its own few threads, so that it cannot
// hold up pages.
enum class Pool { pages, slow };

struct RouteOptions {
    std::size_t body_limit = std::size_t{1} << 20;  // bytes; more is answered 413 before it is read
    Pool pool = Pool::pages;
};

struct Route {
    // `pattern` is literal segments and "{name}" parameters, from the root, without a trailing
    // slash.
    Route(Method method_, std::string pattern_, Policy policy_, Handler handler_,
          RouteOptions options_ = {})
        : method(method_),
          pattern(std::move(pattern_)),
          policy(std::move(policy_)),
          handler(std::move(handler_)),
          options(options_) {}
    Method method;
    std::string pattern;
    Policy policy;
    Handler handler;
    RouteOptions options;
};

namespace detail {
template <class T>
std::optional<T> parse_parameter(std::string_view text) {
    if constexpr (std::same_as<T, std::string>) {
        return std::string(text);
    } else if constexpr (std::integral<T>) {
        T value{};
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
        return value;
    } else {
        return T::parse(text);
    }
}
}  // namespace detail

// One request on its way through the gate and a handler. Lives on the worker's stack.
class Context {
  public:
    using Parameters = std::vector<std::pair<std::string_view, std::string>>;
    Context(const Request& request_, const Route* matched, Parameters parameters)
        : request(request_), route_(matched), parameters_(std::move(parameters)) {}
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    const Request& request;
    bool has_route() const { return route_ != nullptr; }  // false only while an error page is made
    const Route& route() const { return *route_; }

    // A parameter of the path, decoded: PersonId, Date, int, std::string… Nothing when it does not
    // parse, which a handler answers with Response::not_found(). Asking for a name that the pattern
    // lacks is a bug and throws.
    template <class T>
    std::optional<T> param(std::string_view name) const {
        return detail::parse_parameter<T>(raw_param(name));
    }
    std::string_view raw_param(std::string_view name) const;

    // Things that the gate hands to handlers, by type: ctx.attach(&session) … ctx.get<Session>().
    // Not owned. get() throws std::logic_error when nothing of the type was attached; find() gives
    // null.
    template <class T>
    void attach(T* thing) {
        attached_.emplace_back(typeid(T), thing);
    }
    template <class T>
    T* find() const {
        for (const auto& [type, thing] : attached_)
            if (type == typeid(T)) return static_cast<T*>(thing);
        return nullptr;
    }
    template <class T>
    T& get() const {
        if (T* thing = find<T>()) return *thing;
        missing_attachment(typeid(T).name());
    }

  private:
    [[noreturn]] static void missing_attachment(const char* type);
    const Route* route_;
    Parameters parameters_;
    std::vector<std::pair<std::type_index, void*>> attached_;
};

// Called for every matched request, open ones too. Finds the session, checks the CSRF token of
// unsafe methods, asks access::decide for guarded routes, attaches what handlers need, and calls
// `proceed` or answers by itself (Response::not_found() to refuse, see_other("/sign-in")).
using Gate = std::function<Response(Context& ctx, const std::function<Response()>& proceed)>;
// The page of an error: 400, 404, 405, 413, 429, 500, 503. It must not touch the database.
using ErrorPage = std::function<Response(const Request& request, int status)>;

class Router {
  public:
    Router();
    ~Router();
    Router(const Router&) = delete;
    Router& operator=(const Router&) = delete;

    // Throws std::logic_error on a malformed pattern, a pattern that is already there, or after
    // seal().
    void add(Route route);
    void set_gate(Gate gate);
    void set_error_page(ErrorPage page);
    // Ends registration. Throws std::logic_error when a route is not open and there is no gate.
    void seal();

    struct Match {
        const Route* route = nullptr;  // null: 404, or 405 when `allowed` is not empty
        Context::Parameters parameters;
        std::vector<Method> allowed;
        std::size_t index = 0;
    };
    // `raw_path` is the path as sent, not decoded. HEAD finds the GET route when there is none of
    // its own.
    Match match(Method method, std::string_view raw_path) const;
    // Runs gate and handler. Unsafe methods from another site are refused first (security/csrf.h).
    // Exceptions pass.
    Response dispatch(const Request& request, const Match& match) const;
    Response error(const Request& request, int status) const;

    // For the access matrix and the list of routes that no test has called.
    struct Listed {
        const Route& route;
        std::uint64_t calls;
    };
    std::vector<Listed> routes() const;

  private:
    struct Node;
    struct Entry;
    std::vector<std::unique_ptr<Entry>> entries_;
    std::unique_ptr<Node> root_;
    Gate gate_;
    ErrorPage error_page_;
    bool sealed_ = false;
};

}  // namespace hearth::web

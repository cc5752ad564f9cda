// The route table: policies that cannot be left out, matching, the gate, one page for refused and
// absent.
#include <gtest/gtest.h>

#include <stdexcept>
#include <type_traits>

#include "base/id.h"
#include "base/time.h"
#include "web/html.h"
#include "web/http/http.h"

namespace hearth::web {
namespace {

using access::Action;
using access::ObjectKind;

// An endpoint without a declared policy does not compile.
static_assert(!std::is_default_constructible_v<Policy>);
static_assert(!std::is_default_constructible_v<Route>);
static_assert(!std::is_constructible_v<Route, Method, std::string, Handler>);
static_assert(!std::is_constructible_v<Route, Method, std::string, std::nullptr_t, Handler>);
static_assert(!std::is_constructible_v<Policy, Policy::Kind>);
static_assert(!std::is_constructible_v<Policy, std::string>);
static_assert(!std::is_constructible_v<Policy, const char*>);
static_assert(std::is_constructible_v<Route, Method, std::string, Policy, Handler>);

Handler says(std::string text) {
    return [text](Context&) { return Response::text(text); };
}
Policy open_for_test() {
    return Policy::open("a test");
}

Response ask(const Router& router, Method method, const std::string& path) {
    Request request;
    request.method = method;
    request.path = path;
    request.host = "localhost";
    return router.dispatch(request, router.match(method, path));
}

TEST(Routes, each_is_found_by_method_and_path) {
    Router router;
    router.add({Method::get, "/", open_for_test(), says("home")});
    router.add({Method::get, "/families/{family}", open_for_test(), says("family")});
    router.add({Method::post, "/families/{family}", open_for_test(), says("save")});
    router.add({Method::get, "/families/new", open_for_test(), says("new")});
    router.add({Method::get, "/families/{family}/plan", open_for_test(), says("plan")});
    EXPECT_EQ(ask(router, Method::get, "/").body, "home");
    EXPECT_EQ(ask(router, Method::get, "/families/1").body, "family");
    EXPECT_EQ(ask(router, Method::post, "/families/1").body, "save");
    EXPECT_EQ(ask(router, Method::get, "/families/new").body, "new");
    EXPECT_EQ(ask(router, Method::get, "/families/new/plan").body, "plan");
    EXPECT_EQ(ask(router, Method::post, "/families/new").body, "save");
    for (const auto* path : {"/families", "/families/", "/families//plan", "/families/1/plan/",
                             "/Families/1", "//", "/families/1/other"})
        EXPECT_EQ(ask(router, Method::get, path).status, 404) << path;
}

TEST(Routes, a_wrong_method_is_told_which_are_right) {
    Router router;
    router.add({Method::get, "/a", open_for_test(), says("get")});
    router.add({Method::post, "/a", open_for_test(), says("post")});
    const auto answer = ask(router, Method::put, "/a");
    EXPECT_EQ(answer.status, 405);
    bool said = false;
    for (const auto& [name, value] : answer.headers)
        if (name == "Allow") said = value == "GET, HEAD, POST";
    EXPECT_TRUE(said);
    EXPECT_EQ(ask(router, Method::head, "/a").status, 200);
}

TEST(Routes, parameters_are_decoded_and_typed_on_demand) {
    Router router;
    const auto id = FamilyId{123456789};
    std::optional<FamilyId> family;
    std::optional<int> year;
    std::optional<Date> day;
    std::string name;
    router.add({Method::get, "/f/{family}/{year}/{day}/{name}", open_for_test(), [&](Context& ctx) {
                    family = ctx.param<FamilyId>("family");
                    year = ctx.param<int>("year");
                    day = ctx.param<Date>("day");
                    name = *ctx.param<std::string>("name");
                    EXPECT_THROW((void)ctx.param<int>("absent"), std::logic_error);
                    return Response{};
                }});
    (void)ask(router, Method::get, "/f/" + id.text() + "/2026/2026-11-22/a%2Fb%20c");
    EXPECT_EQ(family, id);
    EXPECT_EQ(year, 2026);
    EXPECT_EQ(day, Date::from(2026, 11, 22));
    EXPECT_EQ(name, "a/b c");
    (void)ask(router, Method::get, "/f/nonsense/20x6/2026-02-30/x");
    EXPECT_FALSE(family || year || day);
}

TEST(Routes, what_could_never_work_is_refused_when_the_server_starts) {
    const auto add = [](std::string pattern) {
        Router router;
        router.add({Method::get, std::move(pattern), open_for_test(), says("x")});
    };
    for (const auto* bad : {"", "a", "/a/", "/a//b", "/{", "/{}", "/a{b}", "/{a}/{a}", "/a%20b"})
        EXPECT_THROW(add(bad), std::logic_error) << bad;
    Router router;
    router.add({Method::get, "/a/{x}", open_for_test(), says("x")});
    EXPECT_THROW(router.add({Method::get, "/a/{y}", open_for_test(), says("y")}), std::logic_error);
    EXPECT_THROW(router.add({Method::get, "/b", open_for_test(), {}}), std::logic_error);
    EXPECT_THROW(router.add({Method::get, "/c", Policy::open(""), says("c")}), std::logic_error);
    router.seal();
    EXPECT_THROW(router.add({Method::get, "/d", open_for_test(), says("d")}), std::logic_error);
}

TEST(Routes, without_a_gate_nothing_but_open_routes_may_be_served) {
    for (const auto& policy :
         {Policy::signed_in("own page"), Policy::guarded(Action::view, ObjectKind::family)}) {
        Router router;
        router.add({Method::get, "/a", policy, says("a")});
        EXPECT_THROW(router.seal(), std::logic_error);
        router.set_gate([](Context&, const auto& proceed) { return proceed(); });
        EXPECT_NO_THROW(router.seal());
    }
}

TEST(Routes, the_gate_stands_before_every_handler_and_hands_things_on) {
    Router router;
    int session = 7;
    router.set_gate([&](Context& ctx, const std::function<Response()>& proceed) {
        if (ctx.route().policy.kind() == Policy::Kind::guarded) return Response::not_found();
        ctx.attach(&session);
        return proceed();
    });
    router.add({Method::get, "/own", Policy::signed_in("own page"), [](Context& ctx) {
                    EXPECT_EQ(ctx.find<std::string>(), nullptr);
                    EXPECT_THROW((void)ctx.get<std::string>(), std::logic_error);
                    return Response::text(std::to_string(ctx.get<int>()));
                }});
    bool ran = false;
    router.add({Method::get, "/f", Policy::guarded(Action::view, ObjectKind::family, {"health"}),
                [&](Context&) {
                    ran = true;
                    return Response::text("secret");
                }});
    EXPECT_EQ(ask(router, Method::get, "/own").body, "7");
    EXPECT_EQ(ask(router, Method::get, "/f").status, 404);
    EXPECT_FALSE(ran);
    EXPECT_EQ(router.routes().at(1).route.policy.text(), "guarded: view family +health");
}

TEST(Routes, refused_and_absent_give_the_same_page) {
    Router router;
    router.set_error_page([](const Request&, int status) {
        return Response::html(Html("page of " + std::to_string(status)), 200);
    });
    router.add(
        {Method::get, "/f/{id}", open_for_test(), [](Context&) { return Response::not_found(); }});
    const auto refused = ask(router, Method::get, "/f/1");
    const auto absent = ask(router, Method::get, "/nowhere");
    EXPECT_EQ(refused.status, 404);
    EXPECT_EQ(refused.status, absent.status);
    EXPECT_EQ(refused.body, absent.body);
    EXPECT_EQ(refused.headers, absent.headers);
    EXPECT_EQ(refused.body, "page of 404");
}

TEST(Routes, an_error_page_that_fails_does_not_hide_the_error) {
    Router router;
    router.set_error_page([](const Request&, int) -> Response { throw std::runtime_error("x"); });
    EXPECT_EQ(router.error({}, 503).status, 503);
    EXPECT_FALSE(router.error({}, 503).body.empty());
}

TEST(Routes, a_form_sent_by_another_site_never_reaches_a_handler) {
    Router router;
    bool ran = false;
    router.add({Method::post, "/a", open_for_test(), [&](Context&) {
                    ran = true;
                    return Response{};
                }});
    Request request;
    request.method = Method::post;
    request.host = "localhost:8080";
    request.headers.add("origin", "http://evil.example");
    EXPECT_EQ(router.dispatch(request, router.match(Method::post, "/a")).status, 403);
    EXPECT_FALSE(ran);
    request.headers = {};
    request.headers.add("origin", "http://localhost:8080");
    EXPECT_EQ(router.dispatch(request, router.match(Method::post, "/a")).status, 200);
    EXPECT_TRUE(ran);
}

TEST(Routes, the_table_can_be_listed_with_what_no_one_has_called) {
    Router router;
    router.add({Method::get, "/a", open_for_test(), says("a")});
    router.add({Method::get, "/b", open_for_test(), says("b")});
    (void)ask(router, Method::get, "/a");
    (void)ask(router, Method::head, "/a");
    const auto routes = router.routes();
    ASSERT_EQ(routes.size(), 2U);
    EXPECT_EQ(routes[0].calls, 2U);
    EXPECT_EQ(routes[1].calls, 0U);
    EXPECT_EQ(routes[1].route.pattern, "/b");
}

TEST(Responses, can_redirect_only_within_this_server) {
    EXPECT_EQ(Response::see_other("/my-day?x=1").status, 303);
    for (const auto* bad : {"", "//evil.example", "/\\evil.example", "https://evil.example",
                            "javascript:alert(1)", "/a\r\nSet-Cookie: x=1", "my-day", "/a b"}) {
        EXPECT_FALSE(is_local_path(bad)) << bad;
        EXPECT_THROW((void)Response::see_other(bad), std::invalid_argument) << bad;
    }
}

TEST(Responses, a_header_can_never_be_split) {
    Response response;
    EXPECT_THROW(response.header("X", "a\r\nSet-Cookie: b=c"), std::invalid_argument);
    EXPECT_THROW(response.header("X\n", "a"), std::invalid_argument);
    EXPECT_THROW(response.header("", "a"), std::invalid_argument);
    EXPECT_THROW(response.set_cookie({"s", "a; Domain=evil", {}}, true), std::invalid_argument);
    const auto file = Response::csv("a,b", "list \"of\"\r\nchildren é.csv");
    EXPECT_EQ(file.headers.at(0).second,
              "attachment; filename=\"list _of___children __.csv\"; "
              "filename*=UTF-8''list%20%22of%22%0D%0Achildren%20%C3%A9.csv");
}

TEST(Cookies, are_bound_to_this_host_and_hidden_from_scripts) {
    const auto text = [](bool secure) {
        Response response;
        response.set_cookie({"session", "abc", 3600}, secure);
        return response.headers.at(0).second;
    };
    EXPECT_EQ(text(true),
              "__Host-session=abc; Path=/; Max-Age=3600; Secure; HttpOnly; SameSite=Lax");
    EXPECT_EQ(text(false), "session=abc; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax");
    Request request;
    request.cookies.add("session", "planted");
    request.cookies.add("__Host-session", "ours");
    EXPECT_EQ(request.cookie("session"), "planted");
    request.secure = true;
    EXPECT_EQ(request.cookie("session"), "ours");
}

}  // namespace
}  // namespace hearth::web

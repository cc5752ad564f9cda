// Signing in: what the browser holds before a proof of who somebody is must be worth nothing after.
#include <gtest/gtest.h>

#include "web/security/totp.h"
#include "web/support_app.h"

namespace hearth::test {
namespace {

class SigningIn : public AppWorld {
  protected:
    void SetUp() override {
        AppWorld::SetUp();
        page("Ruth Hale", "/account");  // makes the account
        db().write([&](store::Session& session) {
            auto account = record::account_of(session, world->workers.at("Ruth Hale"));
            account->sign_in_name = "ruth";
            account->totp_secret = secret;
            EXPECT_TRUE(record::save_account(session, *account, clock().now()).ok());
        });
    }
    // As a browser with this session token; "" without.
    web::Response ask(const std::string& token, web::Method method, const std::string& path,
                      Fields form = {}) {
        web::Request request;
        request.method = method;
        request.path = request.target = path;
        request.host = request.peer = "127.0.0.1";
        if (!token.empty()) request.cookies.add("hearth", token);
        for (const auto& [name, value] : form) request.form.add(name, value);
        return router->dispatch(request, router->match(method, path));
    }
    // The token that an answer gives; "" when it gives none.
    static std::string given(const web::Response& response) {
        for (const auto& [name, value] : response.headers)
            if (name == "Set-Cookie" && value.starts_with("hearth="))
                return value.substr(7, value.find(';') - 7);
        return {};
    }
    bool lets_in(const std::string& token) {
        return ask(token, web::Method::get, "/my-day").status == 200;
    }

    const std::string secret = web::new_totp_secret();
};
HEARTH_ON_BOTH_DATABASES(SigningIn);

TEST_P(SigningIn, the_second_factor_gives_a_new_token_and_ends_the_one_before) {
    const auto first = ask("", web::Method::post, "/sign-in",
                           {{"name", "ruth"}, {"password", std::string(kTestPassword)}});
    ASSERT_EQ(first.status, 303);
    const auto before = given(first);
    ASSERT_FALSE(before.empty());
    EXPECT_FALSE(lets_in(before)) << "the password alone";

    const auto wrong = ask(before, web::Method::post, "/sign-in/code", {{"code", "000000"}});
    EXPECT_EQ(wrong.status, 422);
    EXPECT_EQ(given(wrong), "") << "a wrong code changes nothing";

    const auto second =
        ask(before, web::Method::post, "/sign-in/code",
            {{"code", web::totp_code(secret, clock().now())}, {"return", "/my-day"}});
    ASSERT_EQ(second.status, 303);
    const auto after = given(second);
    ASSERT_FALSE(after.empty());
    EXPECT_NE(after, before);
    EXPECT_TRUE(lets_in(after));
    EXPECT_FALSE(lets_in(before)) << "whoever planted or saw the first token is not signed in";
    EXPECT_EQ(ask(before, web::Method::get, "/sign-in/code").status, 200);
    EXPECT_EQ(ask(before, web::Method::post, "/sign-in/code",
                  {{"code", web::totp_code(secret, clock().now())}})
                  .status,
              303);
    EXPECT_FALSE(lets_in(before));
}

TEST_P(SigningIn, a_new_password_gives_a_new_token_and_ends_the_one_before) {
    const auto before = token_of("Tom Marsh");
    ASSERT_TRUE(lets_in(before));
    const auto changed =
        post("Tom Marsh", "/account/password",
             {{"current", std::string(kTestPassword)}, {"new", "otter lamp granite spoon"}});
    ASSERT_EQ(changed.status, 200);
    const auto after = given(changed);
    ASSERT_FALSE(after.empty());
    EXPECT_TRUE(lets_in(after));
    EXPECT_FALSE(lets_in(before));
}

TEST_P(SigningIn, setting_up_a_second_factor_gives_a_new_token_and_ends_the_one_before) {
    const auto before = token_of("Tom Marsh");
    const auto fresh = web::new_totp_secret();
    const auto done = post("Tom Marsh", "/account/second-factor",
                           {{"secret", fresh}, {"code", web::totp_code(fresh, clock().now())}});
    ASSERT_EQ(done.status, 200);
    EXPECT_TRUE(lets_in(given(done)));
    EXPECT_FALSE(lets_in(before));
}

TEST_P(SigningIn, the_menu_leads_to_imported_files_those_who_may_open_them_and_nobody_else) {
    const auto leads = [&](const char* who) {
        return page(who, "/help").find("href=\"/imports\"") != std::string::npos;
    };
    EXPECT_TRUE(leads("Ann Lister"));
    EXPECT_FALSE(leads("Ruth Hale"));
    EXPECT_FALSE(leads("Sid Root"));
    page("Ann Lister", "/imports");
}

}  // namespace
}  // namespace hearth::test

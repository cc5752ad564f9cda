// Pages without a socket: the small authority behind a real App and Router, with anybody of it
// signed in. A request goes through the gate, the token's check and the handler, as from a browser.
#pragma once
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "support/small_world.h"
#include "web/app.h"
#include "web/assets.h"
#include "web/pages/documents.h"
#include "web/security/csrf.h"
#include "web/security/token.h"

namespace hearth::test {

inline constexpr std::string_view kTestPassword = "correct horse battery staple";

inline std::shared_ptr<const practice::Outputs> shipped_outputs() {
    static const auto outputs = [] {
        auto loaded = practice::load_outputs(
            practice::read_files(std::string(HEARTH_SOURCE_DIR) + "/practice"), shipped_practice(),
            {&record::record_catalog(), {}});
        if (!loaded.ok()) throw std::runtime_error(practice::to_text(loaded.problems.front()));
        return std::make_shared<const practice::Outputs>(std::move(loaded.outputs));
    }();
    return outputs;
}

class AppWorld : public DatabaseTest {
  public:
    using Fields = std::vector<std::pair<std::string, std::string>>;

    web::Response get(const std::string& worker, const std::string& target) {
        return send(worker, web::Method::get, target, {});
    }
    web::Response post(const std::string& worker, const std::string& target, Fields form) {
        return send(worker, web::Method::post, target, std::move(form));
    }
    // The page as text; "" with a failure when it is not 200.
    std::string page(const std::string& worker, const std::string& target) {
        auto response = get(worker, target);
        EXPECT_EQ(response.status, 200) << worker << " " << target << "\n" << response.body;
        return response.body;
    }

  protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        use_empty_assets();
        world = std::make_unique<SmallWorld>(db(), clock());
        web::AppOptions options;
        options.require_second_factor = false;
        options.idle = std::chrono::minutes(600);
        options.password_cost = {1, 8192};
        app = std::make_unique<web::App>(
            db(), shipped_practice(), shipped_policy(),
            record::Authority{"Westmere Council", "999", "family-help", false}, options);
        web::use_outputs(shipped_outputs());
        router = std::make_unique<web::Router>();
        web::add_all_routes(*router, *app);
        router->seal();
    }
    void TearDown() override {
        router.reset();
        app.reset();
        world.reset();
    }

    std::unique_ptr<SmallWorld> world;
    std::unique_ptr<web::App> app;
    std::unique_ptr<web::Router> router;
    bool keyed = true;  // posts bear the hidden key of a page's form

  private:
    // Pages name their styles and scripts; here only the names must be there.
    static void use_empty_assets() {
        static const TempFolder folder;
        static const web::Assets assets = [] {
            for (const char* name : {"boot.js", "draft.js", "favicon.svg", "govuk-frontend.min.js",
                                     "hearth-all.css", "init.js", "search.js", "timeout.js"})
                std::ofstream(folder.path() / name) << "/* empty */";
            return web::Assets(folder.path());
        }();
        web::use_assets(assets);
    }
    struct SignedIn {
        std::string token, secret;
    };
    const SignedIn& sign_in(const std::string& worker) {
        auto& mine = signed_in_[worker];
        if (!mine.token.empty()) return mine;
        mine.token = web::new_token();
        mine.secret = web::new_csrf_secret();
        const auto id = world->workers.at(worker);
        const Instant now = clock().now();
        db().write([&](store::Session& session) {
            record::Account account;
            account.worker = id;
            account.sign_in_name = id.text();
            account.password_hash = app->passwords.hash(kTestPassword);
            EXPECT_TRUE(record::save_account(session, account, now).ok());
            record::SignIn sign_in;
            sign_in.token_hash = web::token_hash(mine.token);
            sign_in.worker = id;
            sign_in.csrf_secret = mine.secret;
            sign_in.created_at = sign_in.seen_at = now;
            sign_in.expires_at = now + std::chrono::hours(12);
            sign_in.second_factor = true;
            record::start_sign_in(session, sign_in);
            return Done{};
        });
        return mine;
    }
    static std::string decoded(std::string_view text) {
        std::string out;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] == '%' && i + 2 < text.size()) {
                out +=
                    static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
                i += 2;
            } else {
                out += text[i] == '+' ? ' ' : text[i];
            }
        }
        return out;
    }

  protected:
    // With a method that get() and post() do not name. A refusal is what the router answers: the
    // server makes the error page of it.
    web::Response send(const std::string& worker, web::Method method, const std::string& target,
                       Fields form) {
        web::Request request;
        request.method = method;
        request.target = target;
        const auto question = target.find('?');
        request.path = target.substr(0, question);
        if (question != std::string::npos) {
            std::string_view rest = std::string_view(target).substr(question + 1);
            while (!rest.empty()) {
                const auto end = rest.find('&');
                const auto pair = rest.substr(0, end);
                const auto equals = pair.find('=');
                request.query.add(decoded(pair.substr(0, equals)),
                                  equals == std::string_view::npos
                                      ? std::string()
                                      : decoded(pair.substr(equals + 1)));
                rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
            }
        }
        request.peer = "127.0.0.1";
        request.host = "127.0.0.1";
        if (!worker.empty()) {
            const auto& mine = sign_in(worker);
            request.cookies.add("hearth", mine.token);
            if (method != web::Method::get) {
                request.form.add(std::string(web::kCsrfField), web::masked_csrf_token(mine.secret));
                if (keyed) request.form.add("once", web::new_token());
            }
        }
        for (auto& [name, value] : form) request.form.add(std::move(name), std::move(value));
        const auto match = router->match(method, request.path);
        if (match.route == nullptr) return router->error(request, 404);
        return router->dispatch(request, match);
    }
    // The session token of the worker, signed in here.
    const std::string& token_of(const std::string& worker) { return sign_in(worker).token; }

  private:
    std::map<std::string, SignedIn> signed_in_;
};

}  // namespace hearth::test

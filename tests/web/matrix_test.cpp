// The access matrix: every registered route, for every role, relation and restriction.
//
// What is expected comes from access::Policy over facts that are known by construction; what is
// found comes from the gate, the handlers and the database. A route that the table below does not
// know fails the test, so that no page can be added without saying who may see what on it.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "practice/loader.h"
#include "support/test_database.h"
#include "web/app.h"
#include "web/matrix_authority.h"

namespace hearth::test {
namespace {

using access::Action;
using access::ObjectKind;
using web::Method;

// How a route is asked, and what decides. `reads` false: a form's page may refuse for reasons of
// its own (who writes the form), so only an answer where the policy refuses is wrong.
struct Known {
    enum class Of { nobody, own, family, classes, contact, check, team, meeting, elsewhere };
    Of of = Of::nobody;
    Action action = Action::view;
    bool both_ways = true;
};
using Of = Known::Of;

const std::map<std::string, Known>& known_routes() {
    static const std::map<std::string, Known> routes = {
        {"GET /sign-in", {Of::nobody}},
        {"POST /sign-in", {Of::nobody}},
        {"GET /sign-in/code", {Of::nobody}},
        {"POST /sign-in/code", {Of::nobody}},
        {"GET /", {Of::own}},
        {"POST /session/keep", {Of::own}},
        {"POST /sign-out", {Of::nobody}},  // would end the session that the matrix goes on with
        {"GET /my-day", {Of::own}},
        {"GET /my-day/start", {Of::own, Action::view, false}},
        {"GET /families", {Of::own, Action::list}},
        {"GET /search", {Of::own, Action::search}},
        {"GET /teams", {Of::own, Action::view}},
        {"GET /teams/{team}", {Of::team, Action::view}},
        {"GET /families/{family}", {Of::family, Action::view}},
        {"GET /families/{family}/chronology", {Of::family, Action::view}},
        {"GET /entries/{entry}", {Of::classes, Action::view}},
        {"GET /entries/{entry}/revise", {Of::classes, Action::write, false}},
        {"GET /families/{family}/write/{form}", {Of::family, Action::write, false}},
        {"GET /meetings/{meeting}/write/{form}", {Of::meeting, Action::write, false}},
        {"GET /contacts/{contact}/write/{form}", {Of::contact, Action::write, false}},
        {"GET /checks/{check}/write/{form}", {Of::check, Action::write, false}},
        {"GET /front-door/new", {Of::own, Action::write, false}},
        {"GET /drafts/{draft}", {Of::elsewhere}},
        {"PUT /drafts/{draft}", {Of::elsewhere}},
        {"POST /drafts/{draft}", {Of::elsewhere}},
        {"POST /drafts/{draft}/sign", {Of::elsewhere}},
        {"POST /drafts/{draft}/discard", {Of::elsewhere}},
        {"POST /tasks/{task}/done", {Of::elsewhere}},
    };
    return routes;
}

struct Answer {
    int status;
    std::string body;
};

class Matrix : public DatabaseTest {
  public:
    void SetUp() override {
        DatabaseTest::SetUp();
        loaded_ =
            practice::load_practice(std::string(HEARTH_SOURCE_DIR) + "/practice", "family-help");
        ASSERT_TRUE(loaded_.ok());
        policy_.emplace(loaded_.practice.roles);
        house_.emplace(db(), loaded_.practice, *policy_);
        app_.emplace(db(), loaded_.practice, *policy_,
                     record::Authority{"Testshire", "888", "family-help", true}, web::AppOptions{});
        web::add_all_routes(router_, *app_);
        router_.seal();
    }

    Answer ask(const MatrixWorker* who, Method method, std::string path,
               std::vector<std::pair<std::string, std::string>> fields = {}) {
        web::Request request;
        request.method = method;
        request.id = "0123456789abcdef";
        request.target = path;
        request.host = "127.0.0.1";
        request.peer = "127.0.0.1";
        if (const auto q = path.find('?'); q != std::string::npos) {
            const auto eq = path.find('=', q);
            request.query.add(path.substr(q + 1, eq - q - 1), path.substr(eq + 1));
            path.resize(q);
        }
        request.path = path;
        if (who != nullptr) {
            request.cookies.add("hearth", who->token);
            if (!web::is_safe(method))
                request.form.add(std::string(web::kCsrfField),
                                 web::masked_csrf_token(who->csrf_secret));
        }
        for (auto& [name, value] : fields) request.form.add(name, value);
        if (!web::is_safe(method)) request.form.add("once", web::new_token());
        const auto match = router_.match(method, path);
        auto response =
            match.route == nullptr ? router_.error(request, 404) : router_.dispatch(request, match);
        if (response.status == 404) response = router_.error(request, 404);
        std::string body = response.shared_body != nullptr ? *response.shared_body : response.body;
        return {response.status, std::move(body)};
    }

    // The classes of the family that the worker may see, worked out from the policy.
    access::Decision decide(const MatrixWorker& who, const MatrixFamily& family, Action action,
                            std::string_view cls = {}) const {
        return policy_->decide(
            who.subject, action,
            {ObjectKind::family, family.facts(), cls.empty() ? -1 : policy_->class_index(cls)});
    }

    // No text of a class that the worker may not see of that family.
    void expect_no_canary(const MatrixWorker& who, const std::string& body,
                          const std::string& said) {
        if (body.find("Canary") == std::string::npos) return;
        const bool partner = who.subject.agency_kind != "local_authority";
        for (const auto& family : house_->families) {
            const auto classes = decide(who, family, Action::view).classes;
            for (const auto& cls : loaded_.practice.roles.classes)
                if (!classes.has(policy_->class_index(cls)))
                    EXPECT_EQ(body.find(canary(cls, family)), std::string::npos)
                        << said << " shows " << cls << " of " << family.name;
            if (partner || !classes.has(policy_->class_index("address")))
                EXPECT_EQ(body.find(canary("confidential", family)), std::string::npos)
                    << said << " shows a confidential address of " << family.name;
        }
    }

    static std::string fill(std::string pattern, std::string_view name, const std::string& value) {
        const auto at = pattern.find(fmt::format("{{{}}}", name));
        if (at == std::string::npos) return pattern;
        return pattern.replace(at, name.size() + 2, value);
    }

  protected:
    practice::Loaded loaded_;
    std::optional<access::Policy> policy_;
    std::optional<MatrixAuthority> house_;
    std::optional<web::App> app_;
    web::Router router_;
};
HEARTH_ON_BOTH_DATABASES(Matrix);

bool shown(int status) {
    return status < 400 || status == 409 || status == 422;
}

// proves: S0-45
TEST_P(Matrix, every_route_answers_every_role_as_the_policy_decides) {
    std::int64_t cells = 0, allowed = 0;
    for (const auto& listed : router_.routes()) {
        const auto& route = listed.route;
        const auto name = fmt::format("{} {}", web::to_text(route.method), route.pattern);
        const auto found = known_routes().find(name);
        if (found == known_routes().end()) {
            ADD_FAILURE() << "the access matrix does not know how to ask for " << name
                          << ": add it to known_routes() with what decides";
            continue;
        }
        const Known known = found->second;
        if (known.of == Of::nobody) {
            EXPECT_NE(route.policy.kind(), web::Policy::Kind::guarded) << name;
            continue;
        }
        for (const auto& who : house_->workers) {
            // The gate first: a role that could never do it gets the page of what is absent.
            const bool could =
                route.policy.kind() != web::Policy::Kind::guarded ||
                policy_->could(who.subject, route.policy.action(), route.policy.object());
            const auto check = [&](const std::string& path, bool may, const std::string& about) {
                const auto answer = ask(&who, route.method, path);
                const auto said = fmt::format("{} as {} ({})", name, who.role, about);
                ++cells;
                allowed += may && could ? 1 : 0;
                EXPECT_LT(answer.status, 500) << said;
                if (!may || !could)
                    EXPECT_FALSE(shown(answer.status)) << said << ": answered " << answer.status;
                else if (known.both_ways)
                    EXPECT_TRUE(shown(answer.status)) << said << ": answered " << answer.status;
                expect_no_canary(who, answer.body, said);
            };
            const auto pattern = fill(route.pattern, "form", "case_note");
            if (known.of == Of::own) {
                check(pattern, true, "own");
                continue;
            }
            if (known.of == Of::team) {
                for (const auto team : {house_->team, house_->elsewhere}) {
                    access::Facts facts;
                    if (team == house_->team) facts.relations.add(access::Relation::team);
                    const auto d =
                        policy_->decide(who.subject, known.action, {ObjectKind::team, facts, -1});
                    check(fill(pattern, "team", team.text()), d.allowed,
                          team == house_->team ? "own team" : "another team");
                }
                continue;
            }
            for (const auto& family : house_->families) {
                const auto about = family.name;
                switch (known.of) {
                    case Of::nobody:
                    case Of::own:
                    case Of::team:
                        break;
                    case Of::family:
                        check(fill(pattern, "family", family.id.text()),
                              decide(who, family, known.action).allowed, about);
                        break;
                    case Of::classes:
                        for (const auto& [cls, entry] : family.entries)
                            check(fill(pattern, "entry", entry.text()),
                                  decide(who, family, known.action, cls).allowed,
                                  about + " " + cls);
                        break;
                    case Of::meeting:
                        check(fill(pattern, "meeting", family.meeting.text()),
                              decide(who, family, known.action).allowed, about);
                        break;
                    case Of::contact:
                        check(fill(pattern, "contact", id_to_text(family.contact)),
                              policy_
                                  ->decide(who.subject, known.action,
                                           {ObjectKind::contact, family.contact_facts(), -1})
                                  .allowed,
                              about);
                        break;
                    case Of::check: {
                        access::Facts facts;
                        facts.excluded = family.limits == Limits::excluded;
                        check(
                            fill(pattern, "check", id_to_text(family.check)),
                            policy_
                                ->decide(who.subject, known.action,
                                         {ObjectKind::check, facts, policy_->class_index("police")})
                                .allowed,
                            about);
                        break;
                    }
                    case Of::elsewhere:  // somebody else's own
                        check(fill(fill(pattern, "draft", id_to_text(house_->draft)), "task",
                                   id_to_text(family.task)),
                              false, about);
                        break;
                }
            }
        }
    }
    fmt::print("{} routes, {} roles: {} cells, {} allowed, 0 unexpected\n", router_.routes().size(),
               house_->workers.size(), cells, allowed);
    EXPECT_GT(allowed, 100);
}

TEST_P(Matrix, whoever_is_not_signed_in_is_sent_to_sign_in) {
    for (const auto& listed : router_.routes()) {
        const auto& route = listed.route;
        if (route.policy.kind() == web::Policy::Kind::open) continue;
        std::string path = route.pattern;
        for (const char* name : {"family", "entry", "team", "meeting", "contact", "check", "draft",
                                 "task", "form", "person"})
            path = fill(path, name, house_->families[0].id.text());
        if (path.find('{') != std::string::npos) continue;
        const auto answer = ask(nullptr, route.method, path);
        EXPECT_EQ(answer.status, 303) << route.pattern;
        EXPECT_EQ(answer.body.find("Canary"), std::string::npos) << route.pattern;
    }
}

// proves: S0-45
TEST_P(Matrix, a_refused_family_and_an_absent_one_give_the_same_page) {
    const auto& stranger = house_->families.back();
    for (const auto& who : house_->workers)
        for (const auto* path : {"/families/{family}", "/families/{family}/chronology",
                                 "/families/{family}/write/case_note"}) {
            const auto refused = ask(&who, Method::get, fill(path, "family", stranger.id.text()));
            const auto absent =
                ask(&who, Method::get, fill(path, "family", FamilyId{424242}.text()));
            EXPECT_EQ(refused.status, 404) << who.role << path;
            EXPECT_EQ(refused.status, absent.status);
            EXPECT_EQ(refused.body, absent.body) << who.role << path;
        }
}

TEST_P(Matrix, a_list_names_only_families_that_the_role_may_list) {
    for (const auto& who : house_->workers) {
        for (const auto* path : {"/families", "/my-day"}) {
            const auto answer = ask(&who, Method::get, path);
            for (const auto& family : house_->families)
                if (!decide(who, family, Action::list).allowed)
                    EXPECT_EQ(answer.body.find(family.name), std::string::npos)
                        << path << " as " << who.role << " names " << family.name;
        }
        // Search may name more, never whom the worker is excluded from or a restricted family.
        for (const auto& family : house_->families) {
            const auto answer = ask(&who, Method::get, "/search?q=" + family.name);
            if (!decide(who, family, Action::search).allowed)
                EXPECT_EQ(answer.body.find(family.id.text()), std::string::npos)
                    << "search as " << who.role << " finds " << family.name;
            expect_no_canary(who, answer.body, "search as " + who.role);
        }
    }
}

TEST_P(Matrix, a_post_without_its_token_is_refused_and_does_nothing) {
    auto who = house_->workers.front();
    who.csrf_secret = web::new_csrf_secret();
    for (const auto& listed : router_.routes()) {
        const auto& route = listed.route;
        if (web::is_safe(route.method) || route.policy.kind() == web::Policy::Kind::open) continue;
        auto path = fill(route.pattern, "draft", id_to_text(house_->draft));
        path = fill(path, "task", id_to_text(house_->families[0].task));
        path = fill(path, "family", house_->families[0].id.text());
        EXPECT_EQ(ask(&who, route.method, path).status, 403) << route.pattern;
    }
}

}  // namespace
}  // namespace hearth::test

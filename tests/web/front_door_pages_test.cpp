// The front door through its pages, in process: a school's request, the hub's screening, one click
// to a partner, the decision, and what the school is told; and that a draft is never lost.
#include <gtest/gtest.h>

#include <fstream>

#include "record/small_authority.h"
#include "web/app.h"
#include "web/assets.h"
#include "web/security/csrf.h"
#include "web/security/token.h"

namespace hearth::web {
namespace {

// Pages name their assets; here each is an empty file.
void use_empty_assets() {
    static const test::TempFolder folder;
    static const Assets assets = [] {
        for (const char* name : {"hearth-all.css", "favicon.svg", "mark.svg", "boot.js", "init.js",
                                 "govuk-frontend.min.js", "draft.js", "search.js", "timeout.js"})
            std::ofstream(folder.path() / name) << "\n";
        return Assets(folder.path());
    }();
    use_assets(assets);
}

using Fields = std::vector<std::pair<std::string, std::string>>;

// One signed-in person's browser without scripts.
class Visit {
  public:
    Visit(store::Database& db, Router& router, WorkerId worker) : router_(router) {
        token_ = new_token();
        record::SignIn sign_in;
        sign_in.token_hash = token_hash(token_);
        sign_in.worker = worker;
        secret_ = sign_in.csrf_secret = new_csrf_secret();
        const Instant now = db.clock().now();
        sign_in.created_at = sign_in.seen_at = now;
        sign_in.expires_at = now + std::chrono::hours(12);
        sign_in.second_factor = true;
        record::Account account;
        account.worker = worker;
        account.sign_in_name = worker.text();
        account.password_hash = "not used here";
        db.write([&](store::Session& session) {
            EXPECT_TRUE(record::save_account(session, account, now).ok());
            record::start_sign_in(session, sign_in);
        });
    }
    Response send(Method method, const std::string& target, const Fields& fields = {},
                  const Fields& headers = {}) {
        Request request;
        request.method = method;
        request.target = target;
        request.path = target.substr(0, target.find_first_of("?#"));
        request.host = "127.0.0.1:8080";
        request.peer = "127.0.0.1";
        request.cookies.add("hearth", token_);
        request.headers.add("sec-fetch-site", "same-origin");
        for (const auto& [name, value] : headers) request.headers.add(name, value);
        if (!is_safe(method)) {
            request.form.add("csrf_token", masked_csrf_token(secret_));
            request.headers.add("x-csrf-token", masked_csrf_token(secret_));
            for (const auto& [name, value] : fields) request.form.add(name, value);
            bool once = false;
            for (const auto& [name, value] : fields) once = once || name == "once";
            if (!once) request.form.add("once", new_token());
        }
        return router_.dispatch(request, router_.match(method, request.path));
    }
    // Follows redirects; remembers where it ended.
    Response get(std::string target) {
        Response response = send(Method::get, target);
        for (int i = 0; i < 5 && response.status == 303; ++i) {
            target = location(response);
            response = send(Method::get, target);
        }
        at = target.substr(0, target.find_first_of("?#"));
        return response;
    }
    static std::string location(const Response& response) {
        for (const auto& [name, value] : response.headers)
            if (name == "Location" || name == "location") return value;
        return {};
    }
    std::string at;

  private:
    Router& router_;
    std::string token_, secret_;
};

class FrontDoorPages : public test::DatabaseTest {
  protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        use_empty_assets();
        clock().set(*Instant::parse("2026-11-23T10:00:00Z"));
        house_ = std::make_unique<test::SmallAuthority>(db());
        AppOptions options;
        options.require_second_factor = false;
        app_ = std::make_unique<App>(db(), house_->practice(), house_->policy,
                                     record::Authority{"Northshire", "888", "family-help", true},
                                     options);
        router_ = std::make_unique<Router>();
        add_all_routes(*router_, *app_);
        router_->seal();
    }
    void TearDown() override {
        router_.reset();
        app_.reset();
        house_.reset();
    }
    Visit visit(const std::string& who) { return {db(), *router_, house_->workers.at(who)}; }
    std::string district() { return house_->practice().code_list("district")->codes.front().id; }
    Fields request() {
        return {{"referrer_name", "Priya Shah"},
                {"referrer_contact", "01200 000000"},
                {"source", "2A"},
                {"district", district()},
                {"danger", "no"},
                {"members.count", "2"},
                {"members.0.role", "child"},
                {"members.0.given", "Ava"},
                {"members.0.surname", "Ashworth"},
                {"members.0.born-day", "3"},
                {"members.0.born-month", "May"},
                {"members.0.born-year", "2019"},
                {"members.0.sex", "F"},
                {"members.1.role", "parent"},
                {"members.1.given", "Carla"},
                {"members.1.surname", "Ashworth"},
                {"members.1.sex", "F"},
                {"members.1.relationship", "birth_parent"},
                {"members.1.to_all", "yes"},
                {"worries", "Ava came to school hungry again.\r\nThree times."},
                {"working_well", "Gran helps."},
                {"hopes", "Help at home."},
                {"level", "3"},
                {"consent", "given"},
                {"consent_whom", "Carla"},
                {"safe_contact", "phone"}};
    }
    static Fields with(Fields fields, const Fields& more) {
        fields.insert(fields.end(), more.begin(), more.end());
        return fields;
    }
    static std::string after(const std::string& text, const std::string& mark, std::size_t n) {
        const auto at = text.find(mark);
        return at == std::string::npos ? std::string() : text.substr(at + mark.size(), n);
    }

    std::unique_ptr<test::SmallAuthority> house_;
    std::unique_ptr<App> app_;
    std::unique_ptr<Router> router_;
};
HEARTH_ON_BOTH_DATABASES(FrontDoorPages);

// proves: S0-36
// part: S3-100, S3-121, S0-38
// where: /front-door /contacts
TEST_P(FrontDoorPages, a_request_is_screened_checked_decided_and_the_referrer_told) {
    auto school = visit("school");
    const auto form = school.get("/front-door/new");
    ASSERT_EQ(form.status, 200) << form.body.substr(0, 400);
    EXPECT_NE(form.body.find("id=\"members.0.given\""), std::string::npos);
    EXPECT_NE(form.body.find("data-when"), std::string::npos);
    const std::string draft = school.at;

    // Left half done, it says what is missing, at the fields, and keeps what was typed.
    auto wrong =
        school.send(Method::post, draft + "/sign", {{"edition", "1"}, {"worries", "Hungry"}});
    EXPECT_EQ(wrong.status, 422);
    EXPECT_NE(wrong.body.find("href=\"#referrer_name\""), std::string::npos);
    EXPECT_NE(wrong.body.find("Hungry"), std::string::npos);

    const auto sent =
        school.send(Method::post, draft + "/sign",
                    with(request(), {{"edition", "2"}, {"once", "0123456789abcdef0123"}}));
    ASSERT_EQ(sent.status, 200) << sent.body;
    EXPECT_NE(sent.body.find("Request sent"), std::string::npos);
    const std::string contact = "/contacts/" + after(sent.body, "/contacts/", 13);
    // Sent twice, it is answered like the first time, and made once.
    const auto again =
        school.send(Method::post, draft + "/sign",
                    with(request(), {{"edition", "2"}, {"once", "0123456789abcdef0123"}}));
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ("/contacts/" + after(again.body, "/contacts/", 13), contact);
    EXPECT_NE(school.get("/front-door").body.find("Not decided yet"), std::string::npos);
    EXPECT_EQ(school.send(Method::post, contact + "/take").status, 404);

    auto officer = visit("mash_officer");
    const auto queue = officer.get("/front-door");
    EXPECT_NE(queue.body.find("Ava Ashworth"), std::string::npos);
    EXPECT_NE(queue.body.find("Not rated"), std::string::npos);
    const auto page = officer.get(contact);
    ASSERT_EQ(page.status, 200);
    EXPECT_NE(page.body.find("Already known?"), std::string::npos);
    EXPECT_NE(page.body.find("Early help?"), std::string::npos);
    EXPECT_NE(page.body.find("Nobody like this is on record."), std::string::npos);
    EXPECT_EQ(officer.send(Method::post, contact + "/take").status, 303);
    EXPECT_EQ(officer.send(Method::post, contact + "/send").status, 422);  // not rated yet

    officer.get(contact + "/write/contact_screening");
    const auto rated = officer.send(Method::post, officer.at + "/sign",
                                    {{"edition", "1"},
                                     {"known", "no"},
                                     {"open_case", "no"},
                                     {"early_help", "no"},
                                     {"siblings", "no"},
                                     {"address", "no"},
                                     {"earlier_contacts", "no"},
                                     {"rag", "amber"},
                                     {"rag_reason", "Hungry three times."},
                                     {"consent", "dispensed"},
                                     {"consent_reason", "It would raise the risk."}});
    ASSERT_EQ(rated.status, 200) << rated.body;
    EXPECT_NE(rated.body.find("Amber contact"), std::string::npos);
    EXPECT_EQ(
        officer
            .send(Method::post, contact + "/ask", {{"agency", house_->agencies["police"].text()}})
            .status,
        303);

    auto police = visit("police");
    const auto questions = police.get("/checks");
    const std::string check = "/checks/" + after(questions.body, "/checks/", 13);
    const auto asked = police.get(check);
    EXPECT_EQ(asked.status, 200);
    EXPECT_NE(asked.body.find("Ava Ashworth"), std::string::npos);
    EXPECT_EQ(asked.body.find("hungry"), std::string::npos);  // the question, not the request
    EXPECT_EQ(visit("health").get(check).status, 404);
    const auto answer_form = police.get(check + "/write/partner_check_answer");
    EXPECT_NE(answer_form.body.find("police_words"), std::string::npos);
    EXPECT_EQ(answer_form.body.find("health_words"), std::string::npos);
    EXPECT_EQ(police
                  .send(Method::post, police.at + "/sign",
                        {{"edition", "1"},
                         {"response", "known"},
                         {"basis", "section_47"},
                         {"relevant", "yes"},
                         {"tell_family", "no"},
                         {"police_words", "Two call-outs this year."}})
                  .status,
              200);
    EXPECT_NE(officer.get(contact).body.find("Two call-outs this year."), std::string::npos);
    EXPECT_EQ(officer.send(Method::post, contact + "/send").status, 303);

    auto manager = visit("mash_manager");
    EXPECT_NE(manager.get("/front-door").body.find("Awaiting your decision"), std::string::npos);
    const auto deciding = manager.get(contact + "/write/contact_decision");
    ASSERT_EQ(deciding.status, 200);
    // The levels of the continuum with their criteria, and the version of the document in force.
    EXPECT_NE(deciding.body.find("Continuum of Need, version 2026.1"), std::string::npos);
    EXPECT_NE(deciding.body.find("Many or complex needs."), std::string::npos);
    const std::string child =
        after(deciding.body, "name=\"people\" type=\"checkbox\" value=\"", 13);
    ASSERT_EQ(child.size(), 13U);
    const auto decided = manager.send(Method::post, manager.at + "/sign",
                                      {{"edition", "1"},
                                       {"people", child},
                                       {"level", "4"},
                                       {"outcome", "assessment"},
                                       {"reason", "Neglect that help has not changed."},
                                       {"primary_need", "N1"},
                                       {"dissent", "no"},
                                       {"family_is", "new"},
                                       {"family_name", "Ashworth family"},
                                       {"district", district()},
                                       {"to_team", house_->safeguarding.text()},
                                       {"message", "A social worker will visit this week."},
                                       {"tell_now", "yes"}});
    ASSERT_EQ(decided.status, 200) << decided.body;
    EXPECT_NE(decided.body.find("Ashworth family"), std::string::npos);
    static constexpr store::Sql kKept{"t_kept_threshold", R"(
SELECT threshold_document || ', level ' || level_at_decision FROM contact
WHERE status = 'decided' AND superseded_at = '9999-12-31T23:59:59.999Z')"};
    EXPECT_EQ(db().read([](store::Session& session) {
        return session.one(kKept, {},
                           [](const store::Row& row) { return std::string(row.text(0)); });
    }),
              "Continuum of Need, version 2026.1, level 4");

    const auto told = school.get(contact);
    EXPECT_EQ(told.status, 200);
    EXPECT_NE(told.body.find("A social worker will visit this week."), std::string::npos);
    EXPECT_EQ(told.body.find("Two call-outs"), std::string::npos);
    EXPECT_EQ(told.body.find("Neglect that help"), std::string::npos);
}

TEST_P(FrontDoorPages, two_devices_typing_in_one_draft_lose_neither_text) {
    auto school = visit("school");
    school.get("/front-door/new");
    const std::string draft = school.at;
    const auto first = school.send(Method::put, draft, {{"worries", "One"}}, {{"if-match", "1"}});
    EXPECT_EQ(first.status, 200);
    // The other device began from the same edition and wrote something else.
    const auto second = school.send(Method::put, draft, {{"worries", "Two"}}, {{"if-match", "1"}});
    EXPECT_EQ(second.status, 409);
    const auto both = school.send(Method::post, draft, {{"edition", "1"}, {"worries", "Two"}});
    EXPECT_EQ(both.status, 409);
    EXPECT_NE(both.body.find("One"), std::string::npos);
    EXPECT_NE(both.body.find("Two"), std::string::npos);
    const auto kept = school.get(draft);
    EXPECT_NE(kept.body.find("Also written"), std::string::npos);
    EXPECT_EQ(visit("police").get(draft).status, 404);
}

TEST_P(FrontDoorPages, what_is_typed_before_a_time_out_is_saved_and_found_after_signing_in) {
    auto school = visit("school");
    school.get("/front-door/new");
    const std::string draft = school.at;
    clock().advance(std::chrono::hours(1));
    const auto late =
        school.send(Method::post, draft, {{"edition", "1"}, {"worries", "Typed late"}});
    EXPECT_EQ(late.status, 303);
    EXPECT_EQ(Visit::location(late).rfind("/sign-in?return=", 0), 0U);
    EXPECT_EQ(school.send(Method::get, draft).status, 303);  // nothing is shown
    EXPECT_NE(visit("school").get(draft).body.find("Typed late"), std::string::npos);
}

TEST_P(FrontDoorPages, an_impossible_date_is_shown_again_as_it_was_typed) {
    auto school = visit("school");
    school.get("/front-door/new");
    const std::string draft = school.at;
    school.send(Method::post, draft,
                {{"edition", "1"},
                 {"members.count", "1"},
                 {"members.0.role", "child"},
                 {"members.0.born-day", "31"},
                 {"members.0.born-month", "2"},
                 {"members.0.born-year", "2019"},
                 {"add-members", "1"}});
    const auto page = school.get(draft);
    EXPECT_NE(page.body.find("value=\"31\""), std::string::npos);
    EXPECT_NE(page.body.find("members.1.given"), std::string::npos);  // the added person
}

}  // namespace
}  // namespace hearth::web

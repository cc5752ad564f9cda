// Data quality as people meet it: the page, the way from a fault to the form that mends it, what a
// signing shows, and the returns that were made. Through the gate and the router.
#include <gtest/gtest.h>

#include "record/rows.h"
#include "returns/quality/quality_run.h"
#include "web/kit_tokens.h"
#include "web/pages/quality.h"
#include "web/support_app.h"

namespace hearth::web {
namespace {

bool has(std::string_view page, std::string_view words) {
    return page.find(words) != std::string_view::npos;
}

class QualityPages : public test::AppWorld {
  protected:
    void SetUp() override {
        AppWorld::SetUp();
        static const auto rules =
            std::make_shared<const ReturnRules>(std::string(HEARTH_SOURCE_DIR) + "/practice");
        use_return_rules(rules);
        // An assessment of Ava that began before the referral of 1 October.
        assessment = world->write([&](store::Session& session, const record::Context& context) {
            static constexpr store::Sql kReferral{
                "test_referral",
                "SELECT id FROM referral WHERE person_id = :child AND superseded_at = "
                "'9999-12-31T23:59:59.999Z'"};
            const auto referral = session
                                      .one(kReferral, {{"child", world->ava}},
                                           [](const store::Row& row) { return row.int64(0); })
                                      .value();
            record::RowWriter w(session, context);
            return w.insert("assessment", {{"person_id", world->ava},
                                           {"referral_id", referral},
                                           {"start_date", "2026-09-29"}});
        });
    }
    void TearDown() override {
        use_return_rules(nullptr);
        AppWorld::TearDown();
    }
    void run() {
        const auto ran = post("Ann Lister", "/quality/run", {});
        ASSERT_EQ(ran.status, 303) << ran.body;
        clock().set(clock().now() + std::chrono::minutes(1));
    }
    std::string text(const std::string& who, const std::string& target) {
        return tokens::text_of(page(who, target));
    }
    static std::string location(const Response& response) {
        for (const auto& [name, value] : response.headers)
            if (name == "Location") return value;
        return {};
    }
    // Ruth corrects when the assessment began.
    std::string sign_details(const char* day, const char* month) {
        const auto draft = location(
            get("Ruth Hale", "/families/" + world->family.text() + "/write/return_details"));
        EXPECT_TRUE(draft.starts_with("/drafts/"));
        const auto sheet = page("Ruth Hale", draft);
        static constexpr std::string_view kMark = "name=\"edition\" value=\"";
        const auto at = sheet.find(kMark) + kMark.size();
        const auto done = post("Ruth Hale", draft + "/sign",
                               {{"edition", sheet.substr(at, sheet.find('"', at) - at)},
                                {"people", world->ava.text()},
                                {"assessment_started-day", day},
                                {"assessment_started-month", month},
                                {"assessment_started-year", "2026"},
                                {"why", "The letter says so."}});
        EXPECT_EQ(done.status, 200) << done.body;
        return tokens::text_of(done.body);
    }
    std::int64_t assessment = 0;
};
HEARTH_ON_BOTH_DATABASES(QualityPages);

TEST_P(QualityPages, a_worker_goes_from_a_fault_to_the_field_signs_and_it_is_gone) {
    run();
    EXPECT_TRUE(has(text("Ruth Hale", "/my-day"), "See and mend them"));
    EXPECT_FALSE(has(text("Tom Marsh", "/my-day"), "See and mend them"));
    const auto mine = page("Ruth Hale", "/quality");
    EXPECT_TRUE(has(mine, "Rule 1103"));
    EXPECT_TRUE(has(mine, "2026-09-29"));
    EXPECT_TRUE(has(
        mine, "/families/" + world->family.text() + "/write/return_details#assessment_started"));
    EXPECT_TRUE(has(mine, "/people/" + world->ava.text()));
    EXPECT_FALSE(has(mine, "If the census were sent today"));
    EXPECT_FALSE(has(mine, "Run the rules now"));

    const auto signed_ = sign_details("2", "10");
    EXPECT_TRUE(has(signed_, "What the returns’ rules say")) << signed_;
    EXPECT_TRUE(has(signed_, "mended"));
    EXPECT_FALSE(has(page("Ruth Hale", "/quality"), "Rule 1103"));
    EXPECT_TRUE(has(page("Ruth Hale", "/quality?state=mended"), "Rule 1103"));
    clock().set(clock().now() + std::chrono::minutes(10));
    run();
    EXPECT_FALSE(has(page("Ruth Hale", "/quality"), "Rule 1103"));
}

TEST_P(QualityPages, signing_says_what_the_rules_find_with_the_remedy_and_stands_without_them) {
    sign_details("2", "10");
    clock().set(clock().now() + std::chrono::minutes(1));
    const auto wrong = sign_details("28", "9");
    EXPECT_TRUE(has(wrong, "It is signed, and nothing below has to be done now")) << wrong;
    EXPECT_TRUE(has(wrong, "Ava"));
    EXPECT_TRUE(has(page("Ruth Hale", "/quality"), "Rule 1103"));

    // Without rules nothing is checked and signing stands.
    use_return_rules(nullptr);
    clock().set(clock().now() + std::chrono::minutes(1));
    const auto plain = sign_details("1", "10");
    EXPECT_TRUE(has(plain, "Signed"));
    EXPECT_FALSE(has(plain, "What the returns’ rules say"));
}

// part: S0-32, S2-34
// where: /quality
TEST_P(QualityPages, an_analyst_sees_the_whole_and_opens_no_record) {
    EXPECT_TRUE(has(text("Ann Lister", "/quality"), "have not been run"));
    returns::QualityRunOptions yesterday;
    yesterday.as_at = clock().today() - 1;
    ASSERT_TRUE(returns::run_quality(db(), return_rules()->census, app->ids, yesterday).ok());
    run();
    const auto whole = page("Ann Lister", "/quality");
    EXPECT_TRUE(has(whole, "If the census were sent today"));
    EXPECT_TRUE(has(whole, "Run by run"));
    EXPECT_TRUE(has(whole, "<svg"));
    EXPECT_TRUE(has(whole, "expected on 31 July 2027"));
    EXPECT_TRUE(has(whole, "Family Safeguarding North"));
    EXPECT_TRUE(has(whole, "Ava"));
    EXPECT_FALSE(has(whole, "/people/" + world->ava.text()));
    EXPECT_FALSE(has(whole, "2026-09-29"));
    EXPECT_TRUE(has(whole, "href=\"/quality\""));
    // The filters narrow it.
    const auto one = page("Ann Lister", "/quality?rule=1103");
    EXPECT_TRUE(has(one, "1 fault of 1 child"));
    EXPECT_TRUE(has(page("Ann Lister", "/quality?rule=1103&team=" + world->other_team.text()),
                    "No fault fits"));
    EXPECT_TRUE(has(page("Ann Lister", "/quality?by=2026-13-01"), "must be a real date"));
    const auto csv = get("Ann Lister", "/quality/download?rule=1103");
    EXPECT_EQ(csv.status, 200);
    EXPECT_TRUE(has(csv.body, "1103,error,"));
    EXPECT_FALSE(has(csv.body, "2026-09-29"));
    EXPECT_TRUE(has(get("Ruth Hale", "/quality/download").body, "2026-09-29"));
}

TEST_P(QualityPages, whoever_may_not_is_told_there_is_nothing) {
    EXPECT_EQ(get("Sid Root", "/quality").status, 404);
    EXPECT_EQ(get("Ruth Hale", "/quality/returns").status, 404);
    EXPECT_EQ(post("Ruth Hale", "/quality/run", {}).status, 404);
    run();
    EXPECT_FALSE(has(page("Tom Marsh", "/quality?whose=all"), "Rule 1103"));
    EXPECT_FALSE(
        has(page("Tom Marsh", "/quality?whose=all&worker=" + world->workers.at("Ruth Hale").text()),
            "Rule 1103"));
}

TEST_P(QualityPages, a_return_is_made_marked_as_sent_and_made_again) {
    clock().set(clock().now() + std::chrono::minutes(1));
    EXPECT_TRUE(has(text("Ann Lister", "/quality/returns"), "No return has been made here yet"));
    ASSERT_EQ(post("Ann Lister", "/quality/returns", {{"year", "2027"}}).status, 303);
    const auto list = page("Ann Lister", "/quality/returns");
    EXPECT_TRUE(has(list, "Not submitted"));
    const auto at = list.find("/quality/returns/0");
    ASSERT_NE(at, std::string::npos);
    const auto base = list.substr(at, std::string("/quality/returns/").size() + 13);
    const auto file = get("Ann Lister", base + "/file");
    EXPECT_TRUE(has(file.body, "<Message>")) << file.body.substr(0, 200);
    clock().set(clock().now() + std::chrono::minutes(10));
    sign_details("2", "10");
    EXPECT_TRUE(has(text("Ann Lister", base + "/again"), "byte for byte"));
    ASSERT_EQ(post("Ann Lister", base + "/submitted", {}).status, 303);
    EXPECT_TRUE(has(text("Ann Lister", "/quality/returns"), "marked by Ann Lister"));
    const auto wrong = post("Ann Lister", "/quality/returns", {{"year", "1999"}});
    EXPECT_TRUE(has(wrong.body, "Give a census year"));
    EXPECT_EQ(get("Ann Lister", "/quality/returns/0000000000001/file").status, 404);
}

}  // namespace
}  // namespace hearth::web

// Writing that a manager signs: sent with one press, waiting on their My day, signed or returned
// with a reason, and the writer told. Through the gate and the router.
#include <gtest/gtest.h>

#include "record/rows.h"
#include "web/kit_tokens.h"
#include "web/support_app.h"

namespace hearth::web {
namespace {

bool has(std::string_view page, std::string_view words) {
    return page.find(words) != std::string_view::npos;
}

class AuthorisePages : public test::AppWorld {
  protected:
    void SetUp() override {
        AppWorld::SetUp();
        const auto opened =
            get("Ruth Hale", "/families/" + world->family.text() + "/write/plan_review");
        ASSERT_EQ(opened.status, 303);
        for (const auto& [name, value] : opened.headers)
            if (name == "Location") draft = value;
        ASSERT_TRUE(draft.starts_with("/drafts/"));
    }
    Fields review(bool whole = true, const std::string& who = "Ruth Hale") {
        const auto sheet = page(who, draft);
        static constexpr std::string_view kMark = "name=\"edition\" value=\"";
        const auto at = sheet.find(kMark) + kMark.size();
        Fields out{{"edition", sheet.substr(at, sheet.find('"', at) - at)},
                   {"people", world->ava.text()},
                   {"people", world->sam.text()},
                   {"reviewed_on-day", "23"},
                   {"reviewed_on-month", "11"},
                   {"reviewed_on-year", "2026"},
                   {"progress", "Jo is home at bedtime."},
                   {"not_done", "The nursery place."},
                   {"family_view", "They want it to go on."},
                   {"goes_on", "yes"},
                   {"reason", "It works."}};
        if (whole) out.push_back({"child_view", "Ava likes the evenings."});
        return out;
    }
    Response send(bool whole = true) { return post("Ruth Hale", draft + "/send", review(whole)); }
    std::string text(const std::string& who, const std::string& target) {
        return tokens::text_of(page(who, target));
    }
    std::string draft;
};
HEARTH_ON_BOTH_DATABASES(AuthorisePages);

// part: S2-25
// where: /my-day
TEST_P(AuthorisePages, a_worker_sends_a_review_with_one_press_and_the_manager_signs_it) {
    const auto sheet = page("Ruth Hale", draft);
    EXPECT_TRUE(has(sheet, "Send to manager"));
    EXPECT_FALSE(has(sheet, draft + "/sign"));
    EXPECT_FALSE(has(text("Carl Finch", "/my-day"), "Waiting for you"));

    const auto sent = send();
    ASSERT_EQ(sent.status, 303) << sent.body;
    EXPECT_TRUE(has(text("Ruth Hale", draft + "?sent=1"), "Sent to the manager"));
    EXPECT_TRUE(has(text("Ruth Hale", draft), "Sent by Ruth Hale"));

    const auto day = text("Carl Finch", "/my-day");
    EXPECT_TRUE(has(day, "Waiting for you"));
    EXPECT_TRUE(has(day, "Review of the family plan: Ashworth family"));
    EXPECT_TRUE(has(day, "Sent by Ruth Hale"));
    EXPECT_TRUE(
        has(text("Carl Finch", "/teams/" + world->team.text()), "sent by Ruth Hale, today"));
    EXPECT_FALSE(has(text("Dee Okoro", "/my-day"), "Waiting for you"));
    EXPECT_FALSE(has(text("Bea Lunt", "/my-day"), "Waiting for you"));

    const auto theirs = page("Carl Finch", draft);
    EXPECT_TRUE(has(theirs, "Jo is home at bedtime."));
    EXPECT_TRUE(has(theirs, "Sign and decide"));
    const auto signed_ = post("Carl Finch", draft + "/sign", review(true, "Carl Finch"));
    EXPECT_EQ(signed_.status, 200) << signed_.body;
    EXPECT_TRUE(has(signed_.body, "Signed"));
    EXPECT_FALSE(has(text("Carl Finch", "/my-day"), "Waiting for you"));
    const auto hers = text("Ruth Hale", "/my-day");
    EXPECT_TRUE(has(hers, "Review of the family plan was signed by Carl Finch"));
    EXPECT_TRUE(has(hers, "What was signed"));

    // The entry is the writer's, of their discipline; the signature is the manager's.
    static constexpr store::Sql kEntry{"test_entry", R"(
SELECT e.author_id, e.discipline, s.worker_id, s.kind FROM entry e
JOIN entry_signature s ON s.version_id = e.version_id WHERE e.form = 'plan_review')"};
    const auto written = db().read([&](store::Session& session) {
        return session.one(kEntry, {}, [](const store::Row& row) {
            return std::tuple(row.id<WorkerTag>(0), std::string(row.text(1)), row.id<WorkerTag>(2),
                              std::string(row.text(3)));
        });
    });
    ASSERT_TRUE(written);
    EXPECT_EQ(*written, std::tuple(world->workers.at("Ruth Hale"), std::string("social_work"),
                                   world->workers.at("Carl Finch"), std::string("manager")));
}

TEST_P(AuthorisePages, what_is_not_complete_is_not_sent_and_what_was_typed_is_kept) {
    const auto sent = send(false);
    EXPECT_EQ(sent.status, 422);
    EXPECT_TRUE(has(sent.body, "There is a problem"));
    EXPECT_TRUE(has(sent.body, "child_view"));
    EXPECT_TRUE(has(sent.body, "Jo is home at bedtime."));
    EXPECT_FALSE(has(text("Carl Finch", "/my-day"), "Waiting for you"));
    EXPECT_TRUE(has(page("Ruth Hale", draft), "The nursery place."));
}

TEST_P(AuthorisePages, a_manager_returns_it_with_a_reason_and_it_is_sent_again) {
    ASSERT_EQ(send().status, 303);
    const auto without = post("Carl Finch", draft + "/return", {{"return_reason", "  "}});
    EXPECT_EQ(without.status, 422);
    EXPECT_TRUE(has(without.body, "Say what has to change"));
    EXPECT_EQ(post("Ruth Hale", draft + "/return", {{"return_reason", "x"}}).status, 404);
    EXPECT_EQ(
        post("Carl Finch", draft + "/return", {{"return_reason", "Say what Sam thinks."}}).status,
        303);
    EXPECT_FALSE(has(text("Carl Finch", "/my-day"), "Waiting for you"));
    // Nothing is there to return a second time.
    EXPECT_EQ(post("Carl Finch", draft + "/return", {{"return_reason", "Again"}}).status, 404);
    const auto day = text("Ruth Hale", "/my-day");
    EXPECT_TRUE(has(day, "Returned to you"));
    EXPECT_TRUE(has(day, "Carl Finch: Say what Sam thinks."));
    EXPECT_TRUE(has(text("Ruth Hale", draft), "Say what Sam thinks."));
    ASSERT_EQ(send().status, 303);
    EXPECT_FALSE(has(text("Ruth Hale", "/my-day"), "Returned to you"));
    EXPECT_TRUE(has(text("Carl Finch", "/my-day"), "Waiting for you"));
}

TEST_P(AuthorisePages, what_was_sent_is_read_only_to_its_writers_until_it_is_returned) {
    auto later = review();
    for (auto& [name, value] : later)
        if (name == "progress") value = "Jo was out on Friday.";
    ASSERT_EQ(send().status, 303);
    const auto sheet = page("Ruth Hale", draft);
    EXPECT_TRUE(has(sheet, "Jo is home at bedtime."));
    EXPECT_TRUE(has(sheet, "Ava Ashworth"));
    EXPECT_TRUE(has(sheet, "Take it back to change it"));
    for (const auto* way : {"<textarea", "name=\"edition\"", "data-draft", "/discard", "/send"})
        EXPECT_FALSE(has(sheet, way)) << way;
    // From a page that was opened before: not saved, and not lost.
    for (const auto* act : {"", "/send", "/discard", "/sign"}) {
        const auto answer = post("Ruth Hale", draft + act, later);
        EXPECT_EQ(answer.status, 409) << act;
        EXPECT_TRUE(has(answer.body, "Not saved")) << act;
        EXPECT_TRUE(has(answer.body, "Jo was out on Friday.")) << act;
    }
    EXPECT_EQ(AppWorld::send("Ruth Hale", Method::put, draft, later).status, 409);
    EXPECT_FALSE(has(page("Ruth Hale", draft), "Friday"));
    // The manager reads what was sent, and may complete it.
    const auto theirs = page("Carl Finch", draft);
    EXPECT_TRUE(has(theirs, "Jo is home at bedtime."));
    EXPECT_FALSE(has(theirs, "Friday"));
    EXPECT_TRUE(has(theirs, "Return to the writer"));
    EXPECT_FALSE(has(theirs, "/discard"));
    EXPECT_EQ(post("Carl Finch", draft + "/return", {{"return_reason", "More."}}).status, 303);
    later.front().second = review().front().second;  // the edition that stands by now
    EXPECT_EQ(post("Ruth Hale", draft, later).status, 303);
    EXPECT_TRUE(has(page("Ruth Hale", draft), "Jo was out on Friday."));
}

TEST_P(AuthorisePages, taking_back_what_was_sent_is_an_act_of_its_own_for_whoever_sent_it) {
    static constexpr store::Sql kLogged{"test_taken_back", R"(
SELECT COUNT(*) FROM audit_event
WHERE action = 'write' AND object_kind = 'draft_taken_back' AND allowed = 1 AND worker_id = :who)"};
    const auto logged = [&] {
        return db().read([&](store::Session& session) {
            return session.one(kLogged, {{"who", world->workers.at("Ruth Hale")}},
                               [](const store::Row& row) { return row.int64(0); });
        });
    };
    const auto path = draft + "/take-back";
    ASSERT_EQ(send().status, 303);
    // A colleague may write a review of this family too, and did not send this one.
    world->write([&](store::Session& session, const record::Context& context) {
        record::RowWriter w(session, context);
        const WorkerId other{w.insert("worker", {{"agency_id", world->agency},
                                                 {"name", "Ned Fox"},
                                                 {"job_title", "social_worker"},
                                                 {"discipline", "social_work"},
                                                 {"from_date", "2020-01-01"}})};
        world->workers["Ned Fox"] = other;
        w.insert("worker_role",
                 {{"worker_id", other}, {"role", "social_worker"}, {"from_date", "2020-01-01"}});
        world->allocate(w, world->family, "Ned Fox", "social_work", false);
        return Done{};
    });
    EXPECT_TRUE(has(page("Ned Fox", draft), "ask whoever sent it to take it back"));
    EXPECT_FALSE(has(page("Ned Fox", draft), "take-back"));
    EXPECT_EQ(post("Ned Fox", path, {}).status, 404);
    EXPECT_EQ(post("Dee Okoro", path, {}).status, 404);
    EXPECT_EQ(post("Carl Finch", path, {}).status, 404);
    EXPECT_EQ(post("Tom Marsh", path, {}).status, 404);
    EXPECT_TRUE(has(text("Carl Finch", "/my-day"), "Waiting for you"));
    EXPECT_EQ(logged(), 0);

    EXPECT_EQ(post("Ruth Hale", path, {}).status, 303);
    EXPECT_EQ(logged(), 1);
    EXPECT_TRUE(has(text("Ruth Hale", draft + "?back=1"), "Taken back"));
    EXPECT_FALSE(has(text("Carl Finch", "/my-day"), "Waiting for you"));
    EXPECT_TRUE(has(page("Ruth Hale", draft), "Send to manager"));
    EXPECT_EQ(post("Ruth Hale", path, {}).status, 303) << "a second press does no harm";
    EXPECT_EQ(logged(), 1);
    ASSERT_EQ(send().status, 303);
    EXPECT_TRUE(has(text("Carl Finch", "/my-day"), "Waiting for you"));
}

TEST_P(AuthorisePages, a_manager_of_another_team_neither_sees_it_nor_may_return_it) {
    world->write([&](store::Session& session, const record::Context& context) {
        record::RowWriter w(session, context);
        const WorkerId other{w.insert("worker", {{"agency_id", world->agency},
                                                 {"name", "Una Grey"},
                                                 {"job_title", "team_manager"},
                                                 {"discipline", "management"},
                                                 {"from_date", "2020-01-01"}})};
        world->workers["Una Grey"] = other;
        w.insert("worker_role",
                 {{"worker_id", other}, {"role", "team_manager"}, {"from_date", "2020-01-01"}});
        w.insert(
            "team_member",
            {{"team_id", world->other_team}, {"worker_id", other}, {"from_date", "2020-01-01"}});
        return Done{};
    });
    ASSERT_EQ(send().status, 303);
    EXPECT_FALSE(has(text("Una Grey", "/my-day"), "Waiting for you"));
    EXPECT_EQ(get("Una Grey", draft).status, 404);
    EXPECT_EQ(post("Una Grey", draft + "/return", {{"return_reason", "No"}}).status, 404);
    EXPECT_EQ(post("Una Grey", draft + "/sign", review(true, "Carl Finch")).status, 404);
}

TEST_P(AuthorisePages, a_form_that_its_writer_signs_is_not_sent) {
    const auto opened = get("Ruth Hale", "/families/" + world->family.text() + "/write/case_note");
    std::string own;
    for (const auto& [name, value] : opened.headers)
        if (name == "Location") own = value;
    EXPECT_FALSE(has(page("Ruth Hale", own), "Send to manager"));
    EXPECT_EQ(post("Ruth Hale", own + "/send", {}).status, 404);
}

}  // namespace
}  // namespace hearth::web

// Before anybody is made: who on record they may be is offered, with why; a person decides; and a
// candidate whom the worker may not see leaves no trace.
#include <gtest/gtest.h>

#include "record/rows.h"
#include "web/kit_tokens.h"
#include "web/support_app.h"

namespace hearth::web {
namespace {

bool has(std::string_view page, std::string_view words) {
    return page.find(words) != std::string_view::npos;
}

std::string location(const Response& response) {
    for (const auto& [name, value] : response.headers)
        if (name == "Location" || name == "location") return value;
    return {};
}

class Candidates : public test::AppWorld {
  protected:
    void SetUp() override {
        AppWorld::SetUp();
        write([&](record::RowWriter& w) {
            const WorkerId id{w.insert("worker", {{"agency_id", world->agency},
                                                  {"name", "Mel Hart"},
                                                  {"job_title", "MASH manager"},
                                                  {"discipline", "management"},
                                                  {"from_date", "2020-01-01"}})};
            world->workers["Mel Hart"] = id;
            w.insert("worker_role",
                     {{"worker_id", id}, {"role", "mash_manager"}, {"from_date", "2020-01-01"}});
            w.insert("team_member", {{"team_id", world->front_door},
                                     {"worker_id", id},
                                     {"fte", 1.0},
                                     {"from_date", "2020-01-01"}});
        });
    }
    template <class F>
    void write(F f) {
        world->write([&](store::Session& session, const record::Context& context) {
            record::RowWriter w(session, context);
            f(w);
            return Done{};
        });
    }
    struct Request {
        std::string at, named;
    };
    Request request(const char* given, const char* surname, const char* born) {
        Request out;
        world->write([&](store::Session& session, const record::Context& context) {
            record::RowWriter w(session, context);
            const auto contact =
                w.insert("contact", {{"reference", "C-" + std::to_string(++requests_)},
                                     {"received_at", context.now},
                                     {"source_code", "2A"},
                                     {"referrer_name", "A teacher"},
                                     {"district", "burnley"},
                                     {"status", "awaiting_decision"},
                                     {"rag", "amber"}});
            const auto named = w.insert("contact_person", {{"contact_id", contact},
                                                           {"role", "child"},
                                                           {"given", given},
                                                           {"surname", surname},
                                                           {"born", born},
                                                           {"sex", "F"}});
            out = {"/contacts/" + id_to_text(contact), id_to_text(named)};
            return Done{};
        });
        return out;
    }
    int say(const Request& request, const char* verdict, const std::string& person,
            const char* who = "Moira Sand") {
        return post(who, request.at + "/match",
                    {{"named", request.named}, {"person", person}, {"verdict", verdict}})
            .status;
    }
    std::string text(const Request& request, const char* who = "Moira Sand") {
        return tokens::text_of(page(who, request.at));
    }
    std::int64_t count(const store::Sql& sql) {
        return db().read([&](store::Session& session) {
            return session.one(sql, {}, [](const store::Row& row) { return row.int64(0); })
                .value_or(-1);
        });
    }
    // The manager's decision, as the form sends it.
    Response decide(const Request& request, Fields more) {
        const auto opened = get("Mel Hart", request.at + "/write/contact_decision");
        EXPECT_EQ(opened.status, 303);
        Fields fields{{"edition", "1"},
                      {"people", request.named},
                      {"level", "4"},
                      {"reason", "Hungry again."},
                      {"primary_need", "N1"},
                      {"dissent", "no"},
                      {"message", "Thank you."},
                      {"tell_now", "yes"}};
        fields.insert(fields.end(), more.begin(), more.end());
        return post("Mel Hart", location(opened) + "/sign", fields);
    }
    Fields new_family() {
        return {{"outcome", "assessment"},
                {"family_is", "new"},
                {"family_name", "Another family"},
                {"district", test::shipped_practice().code_list("district")->codes.front().id},
                {"to_team", world->team.text()}};
    }

    static constexpr store::Sql kAvas{"t_avas", R"(
SELECT COUNT(*) FROM person
WHERE given = 'Ava' AND surname = 'Ashworth' AND superseded_at = '9999-12-31T23:59:59.999Z')"};

  private:
    int requests_ = 0;
};
HEARTH_ON_BOTH_DATABASES(Candidates);

// where: /contacts/{contact}
TEST_P(Candidates, a_known_child_is_offered_with_how_likely_and_why_field_by_field) {
    const auto words = text(request("Ava", "Ashworth", "2018-04-02"));
    EXPECT_TRUE(has(words, "1 person on record who may be Ava Ashworth")) << words;
    EXPECT_TRUE(has(words, "in 100 like this are the same person")) << words;
    EXPECT_TRUE(has(words, "Speaks for it: ")) << words;
    EXPECT_TRUE(has(words, "Date of birth: the same")) << words;
    EXPECT_TRUE(has(words, "This is the same person: Ava Ashworth")) << words;
    EXPECT_TRUE(has(words, "Not the same person: Ava Ashworth")) << words;
    EXPECT_TRUE(has(words, "Not sure: ask the manager")) << words;
    // Misspelt, and with day and month changed over: it says so.
    const auto wrong = text(request("Eva", "Ashwerth", "2018-02-04"));
    EXPECT_TRUE(has(wrong, "who may be Eva Ashwerth")) << wrong;
    EXPECT_TRUE(has(wrong, "day and month swapped")) << wrong;
}

TEST_P(Candidates, a_twin_is_told_apart_and_does_not_stand_in_the_way) {
    const auto twin = request("Lottie", "Ashworth", "2018-04-02");
    const auto words = text(twin);
    EXPECT_FALSE(has(words, "who may be Lottie Ashworth")) << words;
    EXPECT_TRUE(has(words, "another of the household of Lottie Ashworth")) << words;
    EXPECT_TRUE(has(words, "Perhaps a twin: another person")) << words;
    EXPECT_EQ(decide(twin, new_family()).status, 200);
}

TEST_P(Candidates, nobody_is_made_while_a_likely_match_is_unanswered) {
    const auto one = request("Ava", "Ashworth", "2018-04-02");
    const auto refused = decide(one, new_family());
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(has(refused.body, "somebody on record may be Ava Ashworth")) << refused.body;
    EXPECT_EQ(count(kAvas), 1);
    EXPECT_EQ(say(one, "same", world->ava.text()), 303);
    EXPECT_EQ(decide(one, new_family()).status, 200);
    EXPECT_EQ(count(kAvas), 1);  // joined, not made again

    const auto other = request("Ava", "Ashworth", "2018-04-02");
    EXPECT_EQ(say(other, "not", world->ava.text()), 303);
    EXPECT_EQ(decide(other, new_family()).status, 200);
    EXPECT_EQ(count(kAvas), 2);
}

TEST_P(Candidates, whoever_is_not_sure_asks_the_manager_and_the_answer_ends_the_question) {
    const auto one = request("Ava", "Ashworth", "2018-04-02");
    EXPECT_EQ(say(one, "ask", ""), 303);
    EXPECT_EQ(say(one, "ask", ""), 303);  // asked twice is asked once
    static constexpr store::Sql kOpen{"t_open_questions", R"(
SELECT COUNT(*) FROM task WHERE kind = 'who_is_this' AND role = 'mash_manager' AND done_at IS NULL
  AND superseded_at = '9999-12-31T23:59:59.999Z')"};
    EXPECT_EQ(count(kOpen), 1);
    EXPECT_TRUE(has(text(one), "Moira Sand was not sure who this is and asked the manager"));
    EXPECT_TRUE(has(tokens::text_of(page("Mel Hart", "/my-day")), "Say who Ava Ashworth is"));
    EXPECT_EQ(decide(one, new_family()).status, 422);  // not while nobody has answered
    EXPECT_EQ(say(one, "not", world->ava.text(), "Mel Hart"), 303);
    EXPECT_EQ(count(kOpen), 0);
    EXPECT_FALSE(has(text(one), "was not sure who this is"));
    EXPECT_EQ(
        post("Ruth Hale", one.at + "/match", {{"named", one.named}, {"verdict", "ask"}}).status,
        404);
}

// A candidate whom the worker may not see is not there, in words that are the same for all.
TEST_P(Candidates, nobody_of_a_restricted_family_or_of_one_excluded_from_leaves_a_trace) {
    const auto known = request("Ava", "Ashworth", "2018-04-02");
    const auto nobody = text(request("Zuleika", "Quartermaine", "2018-04-02"));
    EXPECT_TRUE(has(nobody, "Nobody like this is on record."));
    const auto checked = [&](const Request& about) {
        auto words = text(about);
        EXPECT_TRUE(has(words, "Nobody like this is on record.")) << words;
        EXPECT_FALSE(has(words, "on record who may be")) << words;
        EXPECT_FALSE(has(words, "F-Ashworth")) << words;
        EXPECT_FALSE(has(words, "of the household")) << words;
        EXPECT_FALSE(has(words, "Not sure")) << words;
        EXPECT_NE(say(about, "same", world->ava.text()), 303);
    };
    write([&](record::RowWriter& w) {
        w.insert(
            "restriction",
            {{"family_id", world->family}, {"reason", "Kept apart"}, {"from_date", "2026-01-01"}});
    });
    checked(known);
    checked(request("Lottie", "Ashworth", "2018-04-02"));
    EXPECT_EQ(decide(known, new_family()).status, 200);  // nor does it stand in the way
    static constexpr store::Sql kLift{
        "t_lift", "UPDATE restriction SET to_date = '2026-01-02' WHERE worker_id IS NULL"};
    db().write([&](store::Session& session) { session.execute(kLift, {}); });
    write([&](record::RowWriter& w) {
        w.insert("exclusion", {{"worker_id", world->workers.at("Moira Sand")},
                               {"person_id", world->mother},
                               {"reason", "Related"},
                               {"from_date", "2026-01-01"}});
    });
    const auto words = text(request("Sam", "Ashworth", "2021-09-12"));
    EXPECT_FALSE(has(words, "F-Ashworth")) << words;
}

TEST_P(Candidates, each_look_is_in_the_audit_log_with_its_purpose) {
    const auto one = request("Ava", "Ashworth", "2018-04-02");
    text(one);
    static constexpr store::Sql kLooks{"t_looks", R"(
SELECT COUNT(*) FROM audit_event WHERE object_kind = 'contact_checks' AND purpose = 'front_door')"};
    db().sequence_audit();
    EXPECT_EQ(count(kLooks), 1);
}

// where: /families/{family}/members/new
TEST_P(Candidates, somebody_new_to_a_family_is_looked_for_before_they_are_made) {
    world->write([&](store::Session& session, const record::Context& context) {
        record::RowWriter w(session, context);
        world->make_family(session, w, "Brindle");
        return Done{};
    });
    const auto form = "/families/" + world->family.text() + "/members/new";
    Fields jo{{"given", "Jo"}, {"surname", "Brindle"}, {"role", "parent"},
              {"sex", "F"},    {"born-day", ""},       {"born", "1992-03-03"}};
    const auto with = [&](const char* who) {
        auto fields = jo;
        fields.emplace_back("who", who);
        return fields;
    };
    const auto offered = post("Ruth Hale", form, jo);
    EXPECT_EQ(offered.status, 200);
    const auto words = tokens::text_of(offered.body);
    EXPECT_TRUE(has(words, "Is it somebody on record?")) << words;
    EXPECT_TRUE(has(words, "on record who may be Jo Brindle")) << words;
    EXPECT_TRUE(has(offered.body, "value=\"1992-03-03\""));  // what was typed is kept
    static constexpr store::Sql kJos{"t_jos", R"(
SELECT COUNT(*) FROM person
WHERE given = 'Jo' AND surname = 'Brindle' AND superseded_at = '9999-12-31T23:59:59.999Z')"};
    EXPECT_EQ(count(kJos), 1);
    // Not sure: a task, and nobody made.
    EXPECT_EQ(post("Ruth Hale", form, with("ask")).status, 303);
    EXPECT_EQ(count(kJos), 1);
    EXPECT_TRUE(has(tokens::text_of(page("Carl Finch", "/my-day")),
                    "Jo Brindle, born 3 March 1992 is to be added to a family"));
    // It is she: joined.
    static constexpr store::Sql kJo{"t_jo", R"(
SELECT id FROM person
WHERE given = 'Jo' AND surname = 'Brindle' AND superseded_at = '9999-12-31T23:59:59.999Z')"};
    const auto her = id_to_text(count(kJo));
    EXPECT_EQ(post("Ruth Hale", form, with(her.c_str())).status, 303);
    EXPECT_EQ(count(kJos), 1);
    EXPECT_EQ(post("Ruth Hale", form, with(her.c_str())).status, 422);  // she belongs to it already
    EXPECT_TRUE(
        has(page("Ruth Hale", "/families/" + world->family.text() + "/network"), "Jo Brindle"));
    // It is another of that name.
    EXPECT_EQ(post("Ruth Hale", form, with("new")).status, 303);
    EXPECT_EQ(count(kJos), 2);
    // Nobody like them: made at once.
    EXPECT_EQ(post("Ruth Hale", form,
                   {{"given", "Xanthe"}, {"surname", "Oldcorn"}, {"role", "other"}, {"sex", "F"}})
                  .status,
              303);
}

// where: /contacts/{contact}
TEST_P(Candidates, a_contact_about_an_open_family_is_work_for_whoever_leads_it) {
    const auto one = request("Ava", "Ashworth", "2018-04-02");
    EXPECT_EQ(say(one, "same", world->ava.text()), 303);
    ASSERT_EQ(decide(one, {{"outcome", "existing_case"},
                           {"family_is", "known"},
                           {"known_family", world->family.text()}})
                  .status,
              200);
    EXPECT_TRUE(has(tokens::text_of(page("Ruth Hale", "/my-day")),
                    "A contact about a family that you lead: read it and act"));
    // Nobody leads it: the manager's.
    static constexpr store::Sql kEnd{
        "t_end_allocations", "UPDATE allocation SET to_date = '2026-11-01' WHERE to_date IS NULL"};
    db().write([&](store::Session& session) { session.execute(kEnd, {}); });
    const auto next = request("Ava", "Ashworth", "2018-04-02");
    EXPECT_EQ(say(next, "same", world->ava.text()), 303);
    ASSERT_EQ(decide(next, {{"outcome", "existing_case"},
                            {"family_is", "known"},
                            {"known_family", world->family.text()}})
                  .status,
              200);
    EXPECT_TRUE(has(tokens::text_of(page("Carl Finch", "/my-day")),
                    "A contact about a family that nobody leads: read it and act"));
}

}  // namespace
}  // namespace hearth::web

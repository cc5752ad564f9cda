// Looked after, moving, leaving care, and the court: the shipped forms, signed, on both databases.
#include <gtest/gtest.h>

#include <map>

#include "record/entries.h"
#include "record/family_steps.h"
#include "support/small_world.h"

namespace hearth::record {
namespace {

class Care : public test::DatabaseTest {
  protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        world = std::make_unique<test::SmallWorld>(db(), clock());
        world->write([&](store::Session& session, const Context& context) {
            RowWriter writer(session, context);
            const WorkerId chair{writer.insert("worker", {{"agency_id", world->agency},
                                                          {"name", "Iris Vane"},
                                                          {"job_title", "Reviewing officer"},
                                                          {"discipline", "reviewing"},
                                                          {"from_date", "2020-01-01"}})};
            writer.insert(
                "worker_role",
                {{"worker_id", chair}, {"role", "conference_chair"}, {"from_date", "2020-01-01"}});
            world->workers["Iris Vane"] = chair;
            return Done{};
        });
    }
    Result<Signed> sign(const std::string& who, const Submission& submission) {
        return world->write_as(who, [&](store::Session& session, const Context& context) {
            return sign_entry(session, context, submission);
        });
    }
    Submission form(const char* id,
                    std::initializer_list<std::pair<const char*, const char*>> answers,
                    std::vector<PersonId> people = {}) {
        Submission s;
        s.form = id;
        s.family = world->family;
        s.people = people.empty() ? std::vector{world->ava} : std::move(people);
        std::vector<std::string> ticked;
        for (const auto person : s.people) ticked.push_back(person.text());
        s.answers.set("people", ticked);
        for (const auto& [field, text] : answers) s.answers.set(field, text);
        return s;
    }
    Submission entry_to_care() {
        return form("entry_to_care",
                    {{"began_on", "2026-11-24"},
                     {"status", "L2"},
                     {"court_order", "Westmere Family Court, 24 November"},
                     {"need", "N1"},
                     {"why", "Nobody at home could keep Ava safe tonight."},
                     {"tried", "Her aunt was asked and has no room."},
                     {"type", "U6"},
                     {"provider", "PR1"},
                     {"miles", "4.5"},
                     {"cost", "620"},
                     {"postcode", "FY9 1AA"},
                     {"told", "Ava took her rabbit and asked when Mum can ring."}});
    }
    // Running clocks of Ava: rule and due day.
    std::map<std::string, std::string> clocks() {
        static constexpr store::Sql kClocks{"care_test_clocks", R"(
SELECT rule, date_part_of(due_at) FROM clock
WHERE person_id = :person AND stopped_at IS NULL AND superseded_at = '9999-12-31T23:59:59.999Z')"};
        return db().read([&](store::Session& session) {
            std::map<std::string, std::string> out;
            session.each(kClocks, {{"person", world->ava}},
                         [&](const store::Row& row) { out.emplace(row.text(0), row.text(1)); });
            return out;
        });
    }
    std::string one(const store::Sql& sql) {
        return db().read([&](store::Session& session) {
            return session
                .one(sql, {{"person", world->ava}},
                     [](const store::Row& row) { return std::string(row.text(0)); })
                .value_or("");
        });
    }
    std::unique_ptr<test::SmallWorld> world;
};
HEARTH_ON_BOTH_DATABASES(Care);

constexpr store::Sql kOpenPlacement{"care_test_placement", R"(
SELECT type || ' ' || start_date FROM placement
WHERE person_id = :person AND end_date IS NULL AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr store::Sql kStatus{"care_test_status", R"(
SELECT status FROM legal_status
WHERE person_id = :person AND end_date IS NULL AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr store::Sql kEpisode{"care_test_episode", R"(
SELECT start_date || ' ' || coalesce(end_date, '-') || ' ' || coalesce(end_reason, '-') FROM cla_episode
WHERE person_id = :person AND superseded_at = '9999-12-31T23:59:59.999Z')"};

// The clocks of the first weeks of care (Care Planning, Placement and Case Review Regulations
// 2010).
TEST_P(Care, becoming_looked_after_starts_every_clock_of_the_first_weeks) {
    ASSERT_TRUE(sign("Carl Finch", entry_to_care()).ok());
    const auto running = clocks();
    EXPECT_EQ(running.at("placement_plan"), "2026-12-01");     // 5 working days
    EXPECT_EQ(running.at("cla_visit_first"), "2026-12-01");    // a week
    EXPECT_EQ(running.at("care_plan"), "2026-12-08");          // 10 working days
    EXPECT_EQ(running.at("cla_review_first"), "2026-12-22");   // 20 working days
    EXPECT_EQ(running.at("health_assessment"), "2026-12-22");  // in time for the review
    EXPECT_EQ(one(kOpenPlacement), "U6 2026-11-24");
    EXPECT_EQ(one(kStatus), "L2");
    EXPECT_EQ(one(kEpisode), "2026-11-24 - -");
}

TEST_P(Care, a_child_cannot_become_looked_after_twice) {
    ASSERT_TRUE(sign("Carl Finch", entry_to_care()).ok());
    const auto again = sign("Carl Finch", entry_to_care());
    ASSERT_FALSE(again.ok());
    const auto* wrong = std::get_if<Invalid>(&again.failure());
    ASSERT_NE(wrong, nullptr);
    EXPECT_EQ(wrong->errors.front().code, "already_open");
}

TEST_P(Care, a_move_ends_the_placement_and_the_visits_begin_again_within_a_week) {
    ASSERT_TRUE(sign("Carl Finch", entry_to_care()).ok());
    clock().set(Instant::parse("2026-12-15T10:00:00Z").value());
    ASSERT_TRUE(sign("Carl Finch",
                     form("placement_change", {{"moved_on", "2026-12-15"},
                                               {"planned", "yes"},
                                               {"reviewed", "no"},
                                               {"not_reviewed", "The aunt can take Ava today."},
                                               {"reason", "CARPL"},
                                               {"why", "Her aunt has moved to a bigger home."},
                                               {"type", "U3"},
                                               {"provider", "PR1"},
                                               {"postcode", "FY9 1AB"},
                                               {"voice", "Ava is glad to be with her cousins."}}))
                    .ok());
    EXPECT_EQ(one(kOpenPlacement), "U3 2026-12-15");
    EXPECT_EQ(clocks().at("cla_visit_first"), "2026-12-22");
}

// part: S3-38
// where: /families/{family}/steps
TEST_P(Care, the_first_review_leads_to_the_second_three_months_on_and_then_every_six) {
    ASSERT_TRUE(sign("Carl Finch", entry_to_care()).ok());
    const auto review = [&](const char* day, const char* now) {
        clock().set(Instant::parse(now).value());
        return sign("Iris Vane",
                    form("cla_review", {{"held_on", day},
                                        {"attended", "Ava, her carer, her mother, her teacher"},
                                        {"participation", "PN1"},
                                        {"spoke_alone", "yes"},
                                        {"progress", "Ava sleeps and eats well."},
                                        {"plan_right", "yes"},
                                        {"permanence_agreed", "yes"},
                                        {"dispute", "no"},
                                        {"next_on", "2027-03-15"},
                                        {"voice", "I want to see Mum on Sundays."}}));
    };
    ASSERT_TRUE(review("2026-12-18", "2026-12-18T15:00:00Z").ok());
    auto running = clocks();
    EXPECT_FALSE(running.contains("cla_review_first"));
    EXPECT_EQ(running.at("cla_review_second"), "2027-03-18");
    ASSERT_TRUE(review("2027-03-15", "2027-03-15T15:00:00Z").ok());
    running = clocks();
    EXPECT_FALSE(running.contains("cla_review_second"));
    EXPECT_EQ(running.at("cla_review"), "2027-09-15");
}

TEST_P(Care, ceasing_to_be_looked_after_closes_everything_on_one_day) {
    ASSERT_TRUE(sign("Carl Finch", entry_to_care()).ok());
    clock().set(Instant::parse("2026-12-20T10:00:00Z").value());
    const auto answers = [&](const char* reason) {
        return form("leaving_care", {{"ended_on", "2026-12-20"},
                                     {"reason", reason},
                                     {"reviewed", "yes"},
                                     {"support", "A family help plan and weekly visits."},
                                     {"leaver", "no"},
                                     {"voice", "Home!"}});
    };
    EXPECT_FALSE(sign("Carl Finch", answers("X1")).ok()) << "X1 means that care goes on";
    ASSERT_TRUE(sign("Carl Finch", answers("E4A")).ok());
    EXPECT_EQ(one(kEpisode), "2026-11-24 2026-12-20 E4A");
    EXPECT_EQ(one(kOpenPlacement), "");
    EXPECT_EQ(one(kStatus), "");
    EXPECT_TRUE(clocks().empty());
}

// The law's stop: family group decision-making is offered before any application (Children Act
// 1989, section 31ZA).
// part: S1-11
// where: /families/{family}/steps
TEST_P(Care, an_application_is_refused_without_an_offer_of_family_group_decision_making) {
    const auto issue = [&](std::initializer_list<std::pair<const char*, const char*>> more) {
        auto s = form("legal_planning", {{"decided_on", "2026-11-24"},
                                         {"decision", "issue"},
                                         {"threshold", "yes"},
                                         {"reason", "The risk has not changed in six months."},
                                         {"application_on", "2026-11-24"},
                                         {"short_notice", "no"}});
        for (const auto& [field, text] : more) s.answers.set(field, text);
        return sign("Carl Finch", s);
    };
    const auto refused = [&](const Result<Signed>& result, const char* field) {
        if (result.ok()) return false;
        const auto* wrong = std::get_if<Invalid>(&result.failure());
        return wrong != nullptr && wrong->errors.front().field == field &&
               !wrong->errors.front().message.empty();
    };
    EXPECT_TRUE(refused(issue({}), "fgdm_offered"));
    EXPECT_TRUE(
        refused(issue({{"fgdm_offered", "2026-11-01"}, {"fgdm_accepted", "yes"}}), "fgdm_held"));
    EXPECT_TRUE(clocks().empty()) << "a refused application starts nothing";
    ASSERT_TRUE(
        issue(
            {{"fgdm_offered", "2026-11-01"}, {"fgdm_accepted", "yes"}, {"fgdm_held", "2026-11-17"}})
            .ok());
    EXPECT_EQ(clocks().at("care_proceedings"), "2027-05-25");  // 26 weeks
}

// part: S3-119, S4-34
// where: /families/{family}/steps
TEST_P(Care, the_talk_on_return_is_due_seventy_two_hours_after_the_return) {
    auto missing = form("missing_episode", {{"kind", "M"},
                                            {"missing_from", "2026-11-23T21:00:00Z"},
                                            {"reported", "yes"},
                                            {"known", "Seen at the station."},
                                            {"back_at", "2026-11-24T06:30:00Z"},
                                            {"found", "Came back alone."},
                                            {"safe_well", "yes"},
                                            {"offered", "yes"},
                                            {"accepted", "yes"}});
    ASSERT_TRUE(sign("Ruth Hale", missing).ok());
    static constexpr store::Sql kDue{"care_test_return", R"(
SELECT due_at FROM clock WHERE person_id = :person AND rule = 'return_interview' AND superseded_at = '9999-12-31T23:59:59.999Z')"};
    EXPECT_EQ(one(kDue), "2026-11-27T06:30:00.000Z");
}

// The page of steps offers what the reader may write, and says what has been written.
// part: S0-46
// where: /families/{family}/steps
TEST_P(Care, the_steps_of_a_family_offer_a_worker_the_forms_that_the_worker_writes) {
    const auto steps = [&](const std::string& who) {
        auto read = world->read_as(who, [&](store::Session& session, const Context& context) {
            return read_family_steps(session, context, world->family);
        });
        std::map<std::string, FamilyStep> out;
        if (read.ok())
            for (const auto& group : read->groups)
                for (const auto& step : group.steps) out.emplace(step.form, step);
        return out;
    };
    ASSERT_TRUE(sign("Carl Finch", entry_to_care()).ok());
    const auto worker = steps("Ruth Hale");
    ASSERT_TRUE(worker.contains("care_plan"));
    EXPECT_TRUE(worker.at("care_plan").may_write);
    EXPECT_EQ(worker.at("entry_to_care").written, 1);
    EXPECT_EQ(worker.at("entry_to_care").last, Date::parse("2026-11-24"));
    EXPECT_FALSE(steps("Dee Okoro").contains("legal_planning"))
        << "a recovery worker neither writes nor reads it";
    EXPECT_TRUE(steps("Sid Root").empty()) << "a system administrator sees no family";
}

}  // namespace
}  // namespace hearth::record

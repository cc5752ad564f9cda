// The daily collection from the record to the receiver, over loopback: days, failures,
// interruptions.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "record/small_authority.h"
#include "returns/dfe_api/daily_flow.h"
#include "returns/stand_in_receiver.h"
#include "support/test_database.h"

namespace hearth::returns::dfe {
namespace {

namespace fs = std::filesystem;
using test::StandInReceiver;
using Reply = StandInReceiver::Reply;
using record::Values;

constexpr store::Sql kState{"test_dfe_state",
                            "SELECT state, status, coalesce(answer, ''), sent_payload IS NULL "
                            "FROM dfe_submission WHERE person_id = :person"};
constexpr store::Sql kRows{"test_dfe_rows", "SELECT count(*) FROM dfe_submission"};

class DailyFlow : public test::DatabaseTest {
  protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        clock().set(Instant::parse("2026-11-23T06:00:00Z").value());
        authority.emplace(db());
    }
    template <class F>
    auto rows(F&& f) {
        return authority->as("social_worker",
                             [&](store::Session& session, const record::Context& context) {
                                 record::RowWriter writer(session, context);
                                 return f(writer);
                             });
    }
    std::int64_t insert(const char* table, const Values& values) {
        return rows([&](record::RowWriter& w) { return w.insert(table, values); });
    }
    void revise(const char* table, std::int64_t id, const Values& values) {
        ASSERT_TRUE(rows([&](record::RowWriter& w) { return w.revise(table, id, values); }));
    }
    // A child of ten with a referral that is open; known to returns as `number`.
    std::int64_t child(const std::string& number, const Values& more = {}) {
        return rows([&](record::RowWriter& w) {
            Values person{
                {"given", "Sinéad"}, {"surname", "O'Brien"}, {"sex", "F"}, {"born", "2016-02-29"}};
            for (const auto& [key, value] : more) person[key] = value;
            const auto id = w.insert("person", person);
            w.insert("person_identifier", {{"person_id", id},
                                           {"kind", "la_child_id"},
                                           {"value", number},
                                           {"from_date", "2026-01-05"}});
            referrals[id] = w.insert(
                "referral",
                {{"person_id", id}, {"referral_date", "2026-01-05"}, {"source_code", "2A"}});
            return id;
        });
    }
    void children(int count) {
        for (int i = 0; i < count; ++i) people.push_back(child("N" + std::to_string(1000 + i)));
    }

    FlowReport run(bool everything = false, const fs::path& out = {}) {
        const auto transport =
            https_transport({.ca_file = {}, .connect = std::chrono::seconds(5), .whole = patience});
        Sender sender(*transport, receiver(), clock(), [&](std::chrono::seconds time) {
            waits.push_back(time.count());
            clock().advance(time);
        });
        return run_daily_flow(db(), {everything, out, &sender, {}});
    }
    Receiver receiver() const {
        return {stand_in.endpoint(),       stand_in.token_url(), "hearth", "s/cret&",
                "api://receiver/.default", "supplier-key-1",     "888"};
    }
    void next_day() { clock().advance(std::chrono::hours(24)); }
    // Every batch that came since the last look, as its children.
    std::vector<boost::json::array> came() {
        std::vector<boost::json::array> out;
        for (const auto& batch : stand_in.batches())
            out.push_back(boost::json::parse(batch.body).as_array());
        stand_in.forget_batches();
        return out;
    }
    std::string state(std::int64_t person) {
        return db().read([&](store::Session& session) {
            return session
                .one(kState, {{"person", person}},
                     [](const store::Row& row) {
                         return std::string(row.text(0)) + " " + std::string(row.text(1));
                     })
                .value_or("none");
        });
    }
    std::string answer(std::int64_t person) {
        return db().read([&](store::Session& session) {
            return session
                .one(kState, {{"person", person}},
                     [](const store::Row& row) { return std::string(row.text(2)); })
                .value_or("");
        });
    }

    std::optional<test::SmallAuthority> authority;
    StandInReceiver stand_in;
    std::map<std::int64_t, std::int64_t> referrals;  // by child
    std::vector<std::int64_t> people;
    std::vector<std::int64_t> waits;
    std::chrono::milliseconds patience{20'000};  // with the receiver
};
HEARTH_ON_BOTH_DATABASES(DailyFlow);

TEST_P(DailyFlow, every_request_has_the_token_the_supplier_key_and_at_most_a_hundred_children) {
    children(203);
    const auto report = run();
    EXPECT_EQ(stand_in.complaints(), std::vector<std::string>{});
    EXPECT_EQ(stand_in.tokens(), 1);
    std::vector<std::size_t> sizes;
    for (const auto& batch : came()) sizes.push_back(batch.size());
    EXPECT_EQ(sizes, (std::vector<std::size_t>{100, 100, 3}));
    EXPECT_EQ(report.counts, (Counts{203, 0, 0, 0, 0}));
    EXPECT_EQ(report.accepted, 203u);
    EXPECT_EQ(report.waiting, 0u);
    EXPECT_EQ(stand_in.held().size(), 203u);
}

// three days
TEST_P(DailyFlow, three_days_new_then_updated_then_deleted) {
    const auto stays = child("A1"), changes = child("A2"), leaves = child("A3");
    EXPECT_EQ(run().counts, (Counts{3, 0, 0, 0, 0}));
    EXPECT_EQ(state(changes), "new sent");
    came();

    next_day();
    insert("cin_plan", {{"person_id", changes},
                        {"referral_id", referrals[changes]},
                        {"start_date", "2026-11-23"}});
    EXPECT_EQ(run().counts, (Counts{0, 1, 0, 2, 0}));
    EXPECT_EQ(state(changes), "updated sent");
    EXPECT_EQ(state(stays), "unchanged sent");
    const auto second = came();
    ASSERT_EQ(second.size(), 1u);
    ASSERT_EQ(second[0].size(), 1u);
    EXPECT_EQ(second[0][0].at("la_child_id"), "A2");
    EXPECT_EQ(second[0][0].at("child_details").at("surname"), "O'Brien");
    EXPECT_FALSE(
        second[0][0].at("social_care_episodes").at(0).as_object().contains("referral_date"));

    next_day();
    revise("referral", referrals[leaves],
           {{"referral_date", "2020-01-05"}, {"close_date", "2020-02-05"}});
    EXPECT_EQ(run().counts, (Counts{0, 0, 1, 2, 0}));
    EXPECT_EQ(state(leaves), "deleted sent");
    const auto third = came();
    ASSERT_EQ(third.size(), 1u);
    EXPECT_EQ(boost::json::serialize(third[0]), R"([{"la_child_id":"A3","mis_child_id":")" +
                                                    std::to_string(leaves) + R"(","purge":true}])");
    EXPECT_EQ(stand_in.held().size(), 2u);

    next_day();
    EXPECT_EQ(run().counts, (Counts{0, 0, 0, 2, 0})) << "a purge is sent once";
    EXPECT_TRUE(came().empty());

    next_day();
    revise("referral", referrals[leaves], {{"close_date", nullptr}});
    EXPECT_EQ(run().counts, (Counts{1, 0, 0, 2, 0})) << "who comes back is new, and sent whole";
    EXPECT_EQ(stand_in.held().size(), 3u);
}

TEST_P(DailyFlow, everything_sends_all_children_whole) {
    const auto a = child("A1");
    child("A2");
    const auto plan =
        insert("cin_plan",
               {{"person_id", a}, {"referral_id", referrals[a]}, {"start_date", "2026-11-20"}});
    run();
    const auto first = came();
    next_day();
    EXPECT_EQ(run(true).counts, (Counts{0, 2, 0, 0, 0}));
    EXPECT_EQ(came(), first);
    next_day();
    revise("cin_plan", plan, {{"end_date", "2026-11-24"}});
    EXPECT_EQ(run().accepted, 1u);
}

TEST_P(DailyFlow, without_a_sender_or_a_folder_nothing_is_changed) {
    child("A1");
    const auto report = run_daily_flow(db(), {});
    EXPECT_EQ(report.counts, (Counts{1, 0, 0, 0, 0}));
    const auto rows = db().read([&](store::Session& session) {
        return session.one(kRows, {}, [](const store::Row& row) { return row.int64(0); });
    });
    EXPECT_EQ(rows, 0);
}

TEST_P(DailyFlow, batches_are_written_as_files_and_an_earlier_run_leaves_none_behind) {
    children(101);
    const test::TempFolder folder;
    FlowOptions options;
    options.out = folder.path();
    EXPECT_EQ(run_daily_flow(db(), options).batches, 2u);
    const auto read = [&](const char* name) {
        std::ifstream in(folder.path() / name);
        std::ostringstream text;
        text << in.rdbuf();
        return boost::json::parse(text.str()).as_array();
    };
    EXPECT_EQ(read("batch-0001.json").size(), 100u);
    EXPECT_EQ(read("batch-0002.json").size(), 1u);
    EXPECT_EQ(state(people.front()), "new pending");
    EXPECT_EQ(run().accepted, 101u);
    run_daily_flow(db(), options);
    EXPECT_TRUE(fs::is_empty(folder.path())) << "nothing has changed, so nothing is to be sent";
}

TEST_P(DailyFlow,
       the_receivers_words_are_kept_with_the_child_they_are_about_and_the_others_are_sent) {
    children(5);
    stand_in.next({400, R"({"errors":{"[1].child_details.unique_pupil_number":["is not known"],)"
                        R"("[3].social_care_episodes[0].referral_date":["lies ahead"]}})"});
    const auto report = run();
    EXPECT_EQ(report.accepted, 3u);
    ASSERT_EQ(report.refused.size(), 2u);
    EXPECT_EQ(state(people[1]), "new error");
    EXPECT_NE(answer(people[1]).find("is not known"), std::string::npos);
    EXPECT_NE(answer(people[3]).find("lies ahead"), std::string::npos);
    EXPECT_EQ(state(people[0]), "new sent");
    EXPECT_EQ(waits, std::vector<std::int64_t>{}) << "a 400 is not retried";
    auto batches = came();
    ASSERT_EQ(batches.size(), 2u);
    EXPECT_EQ(batches[1].size(), 3u);

    // The next day they are tried again, apart from the others.
    next_day();
    child("B1");
    stand_in.next(Reply{200, stand_in.acknowledgements(1), "", true, false, {}});
    stand_in.next(Reply{400, "Record [0] is wrong", "", false, false, {}});
    EXPECT_EQ(run().accepted, 2u);
    EXPECT_EQ(state(people[1]), "new error");
    EXPECT_EQ(state(people[3]), "new sent");
}

TEST_P(DailyFlow, a_400_that_names_nobody_and_a_204_refuse_the_batch_without_retrying) {
    children(2);
    stand_in.next({400, "Bad request"});
    EXPECT_EQ(run().refused.size(), 2u);
    EXPECT_EQ(came().size(), 1u);
    EXPECT_EQ(state(people[0]), "new error");
    stand_in.next({204});
    EXPECT_EQ(run().refused.size(), 2u);
    EXPECT_EQ(came().size(), 1u);
    EXPECT_TRUE(waits.empty());
    EXPECT_EQ(run().accepted, 2u);
}

TEST_P(DailyFlow, a_batch_that_is_too_large_is_halved_until_it_passes) {
    children(5);
    stand_in.next({413});
    stand_in.next({413});
    stand_in.next({413});  // one child alone
    const auto report = run();
    EXPECT_EQ(report.accepted, 4u);
    EXPECT_EQ(report.refused.size(), 1u);
    std::vector<std::size_t> sizes;
    for (const auto& batch : came()) sizes.push_back(batch.size());
    EXPECT_EQ(sizes, (std::vector<std::size_t>{5, 2, 1, 1, 3}));
}

TEST_P(DailyFlow, too_few_acknowledgements_fail_the_whole_batch) {
    children(3);
    stand_in.next(Reply{200, stand_in.acknowledgements(2), "", true, false, {}});
    const auto report = run();
    EXPECT_EQ(report.accepted, 0u);
    EXPECT_EQ(report.refused.size(), 3u);
    EXPECT_EQ(state(people[0]), "new error");
    next_day();
    EXPECT_EQ(run().accepted, 3u);
}

TEST_P(DailyFlow, a_429_is_tried_again_when_the_receiver_asks_for_it) {
    children(1);
    stand_in.next({429, "", "Retry-After: 17\r\n"});
    stand_in.next({429});
    EXPECT_EQ(run().accepted, 1u);
    EXPECT_EQ(waits, (std::vector<std::int64_t>{17, 15}));
}

TEST_P(DailyFlow, a_403_is_tried_four_times_in_all_and_then_ends_the_run) {
    children(101);
    for (int i = 0; i < 4; ++i) stand_in.next({403, "Not today"});
    const auto report = run();
    EXPECT_EQ(waits, (std::vector<std::int64_t>{5, 15, 30}));
    EXPECT_EQ(came().size(), 4u);
    EXPECT_NE(report.stopped.find("Not today"), std::string::npos);
    EXPECT_EQ(report.waiting, 101u);
    EXPECT_EQ(state(people[0]), "new pending");
    EXPECT_EQ(run().accepted, 101u);
}

TEST_P(DailyFlow, a_401_renews_the_token_once) {
    children(101);
    stand_in.next([&](const StandInReceiver::Request&) {
        stand_in.end_tokens();
        return Reply{200, stand_in.acknowledgements(100), "", true, false, {}};
    });
    EXPECT_EQ(run().accepted, 101u);
    EXPECT_EQ(stand_in.tokens(), 2);
    EXPECT_EQ(waits, (std::vector<std::int64_t>{5}));

    next_day();
    child("B1");
    for (int i = 0; i < 4; ++i) stand_in.next({401});
    waits.clear();
    EXPECT_FALSE(run().stopped.empty());
    EXPECT_EQ(stand_in.tokens(), 4) << "one at the start, one renewed";
    EXPECT_EQ(waits.size(), 3u);
}

TEST_P(DailyFlow, a_wrong_secret_sends_nothing_and_is_not_repeated_in_words) {
    children(1);
    const auto transport = https_transport({});
    auto to = receiver();
    to.client_secret = "hush-hush";
    Sender sender(*transport, to, clock(), [](std::chrono::seconds) {});
    const auto report = run_daily_flow(db(), {false, {}, &sender, {}});
    EXPECT_FALSE(report.stopped.empty());
    EXPECT_EQ(report.stopped.find("hush"), std::string::npos);
    EXPECT_TRUE(came().empty());
    EXPECT_EQ(state(people[0]), "new pending");
}

// interruption
TEST_P(DailyFlow, a_run_that_was_cut_off_is_run_again_and_sends_what_was_not_acknowledged) {
    children(250);
    stand_in.next(Reply{200, stand_in.acknowledgements(100), "", true, false, {}});
    stand_in.next(Reply{0, "", "", true, true, {}});  // taken, and then the line is cut
    const auto first = run();
    EXPECT_EQ(first.accepted, 100u);
    EXPECT_EQ(first.waiting, 150u);
    EXPECT_FALSE(first.stopped.empty());
    const auto acknowledged = came().front();

    const auto second = run();
    EXPECT_EQ(second.accepted, 150u);
    for (const auto& batch : came())
        for (const auto& child : batch)
            for (const auto& before : acknowledged)
                EXPECT_NE(child.at("la_child_id"), before.at("la_child_id"));
    EXPECT_EQ(stand_in.held().size(), 250u);
    EXPECT_EQ(run().batches, 0u);
}

TEST_P(DailyFlow, what_was_posted_without_an_answer_is_taken_back_when_the_record_has_it_no_more) {
    const auto a = child("A1"), b = child("B1");
    run();
    const auto whole = stand_in.held();
    next_day();
    const auto plan =
        insert("cin_plan",
               {{"person_id", a}, {"referral_id", referrals[a]}, {"start_date", "2026-11-23"}});
    const auto fresh = child("C1");
    static_cast<void>(b);
    stand_in.next(Reply{0, "", "", true, true, {}});
    EXPECT_FALSE(run().stopped.empty());
    EXPECT_EQ(stand_in.held().size(), 3u);

    // Entered on the wrong child, and a referral that was a mistake.
    next_day();
    revise("cin_plan", plan, {{"person_id", std::int64_t{1}}});
    revise("referral", referrals[fresh],
           {{"referral_date", "2020-01-01"}, {"close_date", "2020-01-02"}});
    const auto report = run();
    EXPECT_EQ(report.counts.deleted, 1u);
    EXPECT_EQ(stand_in.held(), whole);
}

TEST_P(DailyFlow, a_receiver_that_is_too_slow_is_taken_for_one_that_did_not_answer) {
    children(1);
    stand_in.next(
        Reply{200, stand_in.acknowledgements(1), "", true, false, std::chrono::seconds(3)});
    patience = std::chrono::milliseconds(1000);
    const auto report = run();
    EXPECT_FALSE(report.stopped.empty());
    EXPECT_EQ(report.waiting, 1u);
    patience = std::chrono::seconds(20);
    EXPECT_EQ(run().accepted, 1u);
}

TEST_P(DailyFlow, a_receiver_that_is_broken_is_left_alone_until_the_next_run) {
    children(101);
    stand_in.next({503, "Down"});
    const auto report = run();
    EXPECT_EQ(came().size(), 1u);
    EXPECT_NE(report.stopped.find("503"), std::string::npos);
    EXPECT_EQ(report.waiting, 101u);
}

TEST_P(DailyFlow, a_child_whose_number_changes_is_purged_under_the_old_and_sent_under_the_new) {
    const auto a = child("A1");
    run();
    next_day();
    insert(
        "person_identifier",
        {{"person_id", a}, {"kind", "la_child_id"}, {"value", "Z9"}, {"from_date", "2026-11-23"}});
    const auto report = run();
    EXPECT_EQ(report.accepted, 2u);
    EXPECT_FALSE(report.again);
    const auto held = stand_in.held();
    ASSERT_EQ(held.size(), 1u);
    EXPECT_EQ(held.begin()->first, "Z9");
}

TEST_P(DailyFlow, two_children_under_one_number_are_refused_until_it_is_mended) {
    const auto a = child("A1");
    child("A1");
    const auto report = run();
    EXPECT_EQ(report.counts.refused, 2u);
    EXPECT_EQ(report.refused.size(), 2u);
    EXPECT_TRUE(came().empty());
    EXPECT_EQ(state(a), "new error");
}

TEST_P(DailyFlow, the_cohort_is_children_of_the_window_with_a_reason) {
    child("open");
    child("aged-26", {{"born", "1998-03-31"}});
    child("aged-25", {{"born", "1998-04-02"}});
    child("unborn", {{"born", nullptr}, {"expected", "2026-11-01"}});
    child("unborn-old", {{"born", nullptr}, {"expected", "2024-03-31"}});
    const auto closed = child("closed-before");
    revise("referral", referrals[closed],
           {{"referral_date", "2023-01-01"}, {"close_date", "2024-03-31"}});
    const auto late = child("closed-in");
    revise("referral", referrals[late],
           {{"referral_date", "2023-01-01"}, {"close_date", "2024-04-01"}});
    const auto planned = child("plan-in");
    revise("referral", referrals[planned],
           {{"referral_date", "2023-01-01"}, {"close_date", "2024-03-31"}});
    insert("cin_plan", {{"person_id", planned},
                        {"referral_id", referrals[planned]},
                        {"start_date", "2023-02-01"},
                        {"end_date", "2024-04-02"}});
    run();
    std::set<std::string> numbers;
    for (const auto& [number, held] : stand_in.held()) numbers.insert(number);
    EXPECT_EQ(numbers,
              (std::set<std::string>{"open", "aged-25", "unborn", "closed-in", "plan-in"}));
}

// Everything that the record holds for the collection, from its rows to the payload.
TEST_P(DailyFlow, a_childs_rows_become_the_items_of_the_collection) {
    const auto a = child("A1", {{"ethnicity", "WIRI"}});
    const auto r = referrals[a];
    rows([&](record::RowWriter& w) {
        for (const auto& [kind, value] : std::map<std::string, std::string>{
                 {"upn", "A123456789012"}, {"former_upn", "B123456789012"}})
            w.insert(
                "person_identifier",
                {{"person_id", a}, {"kind", kind}, {"value", value}, {"from_date", "2020-01-01"}});
        w.insert("disability", {{"person_id", a}, {"code", "VIS"}});
        w.insert("person_address", {{"person_id", a},
                                    {"kind", "home"},
                                    {"line1", "1 High Street"},
                                    {"postcode", "FY1 1AA"},
                                    {"from_date", "2026-01-01"}});
        w.insert("immigration_status", {{"person_id", a},
                                        {"status", "UASC"},
                                        {"start_date", "2026-01-01"},
                                        {"end_date", "2026-02-01"}});
        w.insert("sdq_score", {{"person_id", a}, {"completed_on", "2026-03-01"}, {"score", 14}});
        const auto assessment = w.insert("assessment", {{"person_id", a},
                                                        {"referral_id", r},
                                                        {"start_date", "2026-01-06"},
                                                        {"authorised_date", "2026-02-06"}});
        w.insert("assessment_factor",
                 {{"assessment_id", assessment}, {"factor", "4A"}, {"position", 2}});
        w.insert("assessment_factor",
                 {{"assessment_id", assessment}, {"factor", "1C"}, {"position", 1}});
        w.insert("cin_plan", {{"person_id", a}, {"referral_id", r}, {"start_date", "2026-02-07"}});
        const auto enquiry = w.insert("s47_enquiry", {{"person_id", a},
                                                      {"referral_id", r},
                                                      {"start_date", "2026-05-01"},
                                                      {"end_date", "2026-05-12"},
                                                      {"outcome", "icpc"}});
        w.insert("initial_conference", {{"person_id", a},
                                        {"referral_id", r},
                                        {"s47_enquiry_id", enquiry},
                                        {"conference_date", "2026-05-20"}});
        w.insert("cp_plan", {{"person_id", a}, {"referral_id", r}, {"start_date", "2026-05-20"}});
        const auto care = w.insert("cla_episode", {{"person_id", a},
                                                   {"referral_id", r},
                                                   {"start_date", "2026-06-01"},
                                                   {"start_reason", "S"},
                                                   {"end_date", "2026-09-01"},
                                                   {"end_reason", "E4A"}});
        w.insert("placement", {{"person_id", a},
                               {"cla_episode_id", care},
                               {"type", "U4"},
                               {"start_date", "2026-06-01"},
                               {"end_date", "2026-07-01"},
                               {"change_reason", "CARPL"},
                               {"postcode", "FY2 2BB"}});
        w.insert("placement", {{"person_id", a},
                               {"cla_episode_id", care},
                               {"type", "U1"},
                               {"start_date", "2026-07-01"},
                               {"end_date", "2026-09-01"}});
        w.insert("permanence", {{"person_id", a}, {"decision_date", "2026-08-01"}});
        w.insert("care_leaver", {{"person_id", a},
                                 {"eligibility", "relevant"},
                                 {"latest_contact", "2026-10-01"},
                                 {"activity", "F1"},
                                 {"accommodation", "B"}});
        const auto family = w.insert("family", {{"name", "O'Brien"},
                                                {"reference", "F-1"},
                                                {"district", "Hodder"},
                                                {"from_date", "2026-01-05"}});
        w.insert("family_member", {{"family_id", family},
                                   {"person_id", a},
                                   {"role", "child"},
                                   {"from_date", "2026-01-05"}});
        const auto worker = authority->workers.at("social_worker");
        EXPECT_TRUE(w.revise("worker", worker.value, {{"registration_no", "SW123456"}}));
        w.insert("allocation", {{"family_id", family},
                                {"worker_id", worker},
                                {"discipline", "social_work"},
                                {"lead", true},
                                {"from_date", "2026-01-10"}});
        return Done{};
    });
    run();
    // Ids are made as the test runs; they are replaced by their kind here.
    auto text = boost::json::serialize(came().at(0).at(0));
    for (auto at = text.find("_id\":\""); at != std::string::npos;
         at = text.find("_id\":\"", at + 6)) {
        const auto begin = at + 6, end = text.find('"', begin);
        if (end - begin > 12) text.replace(begin, end - begin, "#");
    }
    EXPECT_EQ(
        text,
        R"({"la_child_id":"A1","mis_child_id":"#","purge":false,"child_details":{"unique_pupil_number":"A123456789012",)"
        R"("former_unique_pupil_number":"B123456789012","first_name":"Sinéad","surname":"O'Brien","date_of_birth":"2016-02-29",)"
        R"("sex":"F","ethnicity":"WIRI","disabilities":["VIS"],"postcode":"FY1 1AA","uasc_flag":true,"uasc_end_date":"2026-02-01","purge":false},)"
        R"("health_and_wellbeing":{"sdq_assessments":[{"date":"2026-03-01","score":14}],"purge":false},)"
        R"("social_care_episodes":[{"social_care_episode_id":"#","referral_date":"2026-01-05","referral_source":"2A",)"
        R"("referral_no_further_action_flag":false,"child_and_family_assessments":[{"child_and_family_assessment_id":"#",)"
        R"("start_date":"2026-01-06","authorisation_date":"2026-02-06","factors":["1C","4A"],"purge":false}],)"
        R"("child_in_need_plans":[{"child_in_need_plan_id":"#","start_date":"2026-02-07","purge":false}],)"
        R"("section_47_assessments":[{"section_47_assessment_id":"#","start_date":"2026-05-01","icpc_required_flag":true,)"
        R"("icpc_date":"2026-05-20","end_date":"2026-05-12","purge":false}],)"
        R"("child_protection_plans":[{"child_protection_plan_id":"#","start_date":"2026-05-20","purge":false}],)"
        R"("child_looked_after_placements":[{"child_looked_after_placement_id":"#","start_date":"2026-06-01","start_reason":"S",)"
        R"("postcode":"FY2 2BB","placement_type":"U4","end_date":"2026-07-01","end_reason":"X1","change_reason":"CARPL","purge":false},)"
        R"({"child_looked_after_placement_id":"#","start_date":"2026-07-01","start_reason":"P","placement_type":"U1",)"
        R"("end_date":"2026-09-01","end_reason":"E4A","purge":false}],)"
        R"("adoption":{"initial_decision_date":"2026-08-01","purge":false},)"
        R"("care_leavers":{"contact_date":"2026-10-01","activity":"F1","accommodation":"B","purge":false},)"
        R"("care_worker_details":[{"worker_id":"SW123456","start_date":"2026-01-10"}],"purge":false}]})");
}

TEST(DfeAddress, plain_http_goes_to_this_machine_only) {
    EXPECT_TRUE(check_address("--endpoint", "https://receiver.example/1"));
    EXPECT_TRUE(check_address("--endpoint", "http://127.0.0.1:8080/1"));
    EXPECT_TRUE(check_address("--endpoint", "http://[::1]:8080/1"));
    EXPECT_FALSE(check_address("--endpoint", "http://receiver.example/1"));
    EXPECT_FALSE(check_address("--endpoint", "http://127.0.0.1.receiver.example/1"));
    EXPECT_FALSE(check_address("--endpoint", "file:///etc/passwd"));
    EXPECT_FALSE(check_address("--endpoint", "https://user:word@receiver.example/1"));
    EXPECT_FALSE(check_address("--endpoint", "receiver.example/1"));
}

}  // namespace
}  // namespace hearth::returns::dfe

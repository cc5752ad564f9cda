// Escalated work, the service board, moved due dates, leaving care and what is measured, as pages.
#include <gtest/gtest.h>

#include <algorithm>

#include "practice/clock.h"
#include "record/clock_moves.h"
#include "record/rows.h"
#include "web/support_app.h"

namespace hearth::test {
namespace {

bool has(const std::string& page, std::string_view words) {
    return page.find(words) != std::string::npos;
}

class ServicePages : public AppWorld {
  protected:
    void SetUp() override {
        AppWorld::SetUp();
        late = start("cp_visit", "2026-10-01", world->ava);
    }
    ClockId start(const char* rule, const char* day, PersonId child) {
        return world->write([&](store::Session& session, const record::Context& context) {
            const Instant from = instant_of(Date::parse(day).value(), 540);
            const auto due =
                practice::due(shipped_practice().clocks.at(rule), from, shipped_practice());
            record::RowWriter w(session, context);
            return ClockId{w.insert("clock", {{"rule", rule},
                                              {"rule_words", due->words},
                                              {"family_id", world->family},
                                              {"person_id", child},
                                              {"owner_id", world->workers.at("Ruth Hale")},
                                              {"team_id", world->team},
                                              {"started_at", from},
                                              {"due_at", due->due_at}})};
        });
    }
    ClockId late;
};
HEARTH_ON_BOTH_DATABASES(ServicePages);

// where: /my-day, /escalations
TEST_P(ServicePages, a_late_visit_comes_up_to_the_manager_is_read_and_says_so_to_the_worker) {
    const auto day = page("Carl Finch", "/my-day");
    EXPECT_TRUE(has(day, "Escalated to you"));
    EXPECT_TRUE(has(day, "Read and answer"));
    EXPECT_TRUE(has(day, "The clock stops when the child is seen"));
    EXPECT_TRUE(has(day, "What an inspector would see: not done"));
    EXPECT_FALSE(has(page("Ruth Hale", "/my-day"), "Escalated to you"));
    EXPECT_TRUE(has(page("Ruth Hale", "/my-day"), "Not read yet"));

    const std::string one = "/escalations/" + late.text();
    EXPECT_TRUE(has(page("Carl Finch", one), "What have you decided, or asked for?"));
    EXPECT_EQ(get("Ruth Hale", one).status, 404);
    const auto empty = post("Carl Finch", one, {{"note", " "}});
    EXPECT_EQ(empty.status, 422);
    EXPECT_TRUE(has(empty.body, "There is a problem"));
    EXPECT_EQ(post("Ruth Hale", one, {{"note", "Mine"}}).status, 404);
    EXPECT_EQ(post("Carl Finch", one, {{"note", "Ruth visits today"}}).status, 303);
    EXPECT_EQ(post("Carl Finch", one, {{"note", "Again"}}).status, 404);  // never twice
    EXPECT_TRUE(has(page("Carl Finch", "/escalations"), "Nothing late waits for you"));
    EXPECT_TRUE(has(page("Carl Finch", "/escalations?show=read"), "Ruth visits today"));
    EXPECT_TRUE(has(page("Ruth Hale", "/my-day"), "Ruth visits today"));
    EXPECT_TRUE(has(page("Carl Finch", "/teams/" + world->team.text()), "Ruth visits today"));
}

// where: /service-board
TEST_P(ServicePages, the_service_board_counts_and_leads_to_the_teams) {
    const auto board = page("Carl Finch", "/service-board");
    EXPECT_TRUE(has(board, "Family Safeguarding North"));
    EXPECT_TRUE(has(board, "Child protection visit"));
    EXPECT_TRUE(has(board, "100% (1 of 1)"));
    EXPECT_TRUE(has(board, "/teams/" + world->team.text() + "?show=late"));
    EXPECT_FALSE(has(board, "Ashworth"));  // figures, nobody's record
    EXPECT_FALSE(has(page("Ann Lister", "/service-board"), "?show=late"));  // may open no team
    EXPECT_EQ(get("Ruth Hale", "/service-board").status, 404);
    EXPECT_TRUE(has(page("Carl Finch", "/teams"), "/service-board"));
}

// where: /clock-changes
TEST_P(ServicePages, an_added_bank_holiday_is_told_on_a_page_and_beside_the_date) {
    start("cp_visit", "2026-11-17", world->sam);
    practice::Practice changed = shipped_practice();
    const auto look = [&] {
        clock().advance(std::chrono::minutes(1));
        access::Subject system;
        system.at = clock().now();
        EXPECT_TRUE(db().write([&](store::Session& session) {
            const record::Context context{changed, shipped_policy(), system, system.at,
                                          world->ids()};
            return record::recompute_clocks(session, context, true);
        }));
    };
    look();
    auto& calendar = changed.calendars.at("england-and-wales");
    auto days = calendar.published_days();
    days.push_back(Date::parse("2026-11-27").value());
    std::sort(days.begin(), days.end());
    calendar = BankHolidays::make(days, calendar.first_year(), calendar.published_until()).value();
    look();
    const auto list = page("Ruth Hale", "/clock-changes");
    EXPECT_TRUE(has(list, "Bank holiday added: 27 November 2026"));
    const auto at = list.find("/clock-changes/");
    ASSERT_NE(at, std::string::npos);
    const auto run = list.substr(at, list.find('"', at) - at);
    const auto moved = page("Ruth Hale", run);
    EXPECT_TRUE(has(moved, "1 December 2026"));
    EXPECT_TRUE(has(moved, "2 December 2026"));
    EXPECT_TRUE(has(moved, "Ashworth family"));
    EXPECT_FALSE(has(page("Tom Marsh", run), "Ashworth family"));
    EXPECT_TRUE(
        has(page("Carl Finch", "/teams/" + world->team.text()), "It was due 1 December 2026"));
}

// where: /leaving-care, /looked-after
TEST_P(ServicePages, leaving_care_and_looked_after_open_with_and_without_anybody) {
    EXPECT_TRUE(has(page("Ruth Hale", "/leaving-care"), "There is no care leaver here"));
    EXPECT_TRUE(has(page("Ruth Hale", "/looked-after"), "There is no looked-after child here"));
    world->write([&](store::Session& session, const record::Context& context) {
        record::RowWriter w(session, context);
        const PersonId lee{w.insert(
            "person",
            {{"given", "Lee"}, {"surname", "Vale"}, {"sex", "F"}, {"born", "2008-12-24"}})};
        w.insert("family_member", {{"family_id", world->family},
                                   {"person_id", lee},
                                   {"role", "child"},
                                   {"from_date", "2026-01-05"}});
        w.insert("care_leaver", {{"person_id", lee},
                                 {"eligibility", "relevant"},
                                 {"start_date", "2026-06-01"},
                                 {"in_touch", "YES"},
                                 {"activity", "F4"},
                                 {"accommodation", "D"},
                                 {"suitable", 1},
                                 {"latest_contact", "2026-11-01"}});
        w.insert("cla_episode", {{"person_id", world->ava}, {"start_date", "2026-01-05"}});
        w.insert("cla_review", {{"person_id", world->ava}, {"review_date", "2026-02-01"}});
        return Done{};
    });
    const auto board = page("Ruth Hale", "/leaving-care");
    EXPECT_TRUE(has(board, "Relevant (16 or 17 and no longer looked after)"));
    EXPECT_TRUE(has(board, "In education, training or work"));
    EXPECT_TRUE(has(board, "Burnley"));
    EXPECT_TRUE(has(board, "Semi-independent, with support"));
    EXPECT_TRUE(has(board, "Lee Vale"));  // turns 18 on Christmas Eve
    EXPECT_TRUE(has(page("Ruth Hale", "/leaving-care?show=work"), "Apprenticeship, full time"));
    EXPECT_FALSE(has(page("Ruth Hale", "/leaving-care?show=work&who=not"), "Lee Vale"));
    EXPECT_TRUE(has(page("Ruth Hale", "/leaving-care?show=plan&who=not"), "Lee Vale"));
    EXPECT_FALSE(has(page("Ruth Hale", "/leaving-care?district=pendle"), "Lee Vale"));
    const auto looked = page("Ruth Hale", "/looked-after");
    EXPECT_TRUE(has(looked, "Ava Ashworth"));
    EXPECT_TRUE(has(looked, "Not looked for"));
    EXPECT_EQ(get("Ann Lister", "/leaving-care").status, 404);
}

// where: /families/{family}/assessments/compare
TEST_P(ServicePages, pages_of_what_is_measured_say_what_to_do_when_there_is_nothing) {
    const std::string family = "/families/" + world->family.text();
    EXPECT_TRUE(has(page("Ruth Hale", family + "/assessments"), "side by side"));
    EXPECT_TRUE(has(page("Ruth Hale", family + "/assessments/compare"), "has been signed"));
    EXPECT_TRUE(has(page("Ruth Hale", family + "/care-graded"), "has been graded"));
    EXPECT_TRUE(has(page("Ruth Hale", family + "/progress"), "Nothing has been measured"));
    world->write([&](store::Session& session, const record::Context& context) {
        record::RowWriter w(session, context);
        for (const auto& [day, grade] : {std::pair("2026-09-01", 4), std::pair("2026-11-20", 2)})
            for (const char* item : {"food", "home"})
                w.insert("neglect_grade", {{"person_id", world->ava},
                                           {"carer_id", world->mother},
                                           {"area", "physical"},
                                           {"item", item},
                                           {"grade", grade},
                                           {"graded_on", day}});
        const auto measure = [&](const char* day, const char* point, double value) {
            w.insert("measure", {{"family_id", world->family},
                                 {"person_id", world->mother},
                                 {"kind", "parenting"},
                                 {"value", value},
                                 {"measured_on", day},
                                 {"class", "general"},
                                 {"point", point}});
        };
        measure("2026-09-01", "start", 3);
        measure("2026-11-20", "close", 7);
        return Done{};
    });
    const auto care = page("Ruth Hale", family + "/care-graded");
    EXPECT_TRUE(has(care, "<svg"));
    EXPECT_TRUE(has(care, "Food and drink"));
    EXPECT_TRUE(has(care, "Better"));
    const auto progress = page("Ruth Hale", family + "/progress");
    EXPECT_TRUE(has(progress, "Jo Ashworth"));
    EXPECT_TRUE(has(progress, "Twelve months after"));
    EXPECT_TRUE(has(progress, "Not measured"));
    EXPECT_TRUE(has(progress, "<svg"));
}

}  // namespace
}  // namespace hearth::test

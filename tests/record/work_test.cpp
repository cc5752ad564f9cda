// My day, lists of families and the team's board, on both databases.
#include <gtest/gtest.h>

#include "record/clocks.h"
#include "record/my_day.h"
#include "record/team_board.h"
#include "support/small_world.h"

namespace hearth::record {
namespace {

class Work : public test::DatabaseTest {
  protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        world = std::make_unique<test::SmallWorld>(db(), clock());
    }
    FamilyList list(const std::string& worker, FamilyFilter filter = {}) {
        return world->read_as(worker, [&](store::Session& session, const Context& context) {
            return list_families(session, context, filter);
        });
    }
    MyDay day(const std::string& worker) {
        return world->read_as(worker, [](store::Session& session, const Context& context) {
            return my_day(session, context);
        });
    }
    // A clock of the family that began on the day.
    void start(const char* rule, PersonId child, const char* from) {
        world->write_as("Carl Finch", [&](store::Session& session, const Context& context) {
            RowWriter writer(session, context);
            const auto started =
                start_clock(session, context, writer, rule,
                            {.subject = {.person = child,
                                         .family = world->family,
                                         .contact = 0,
                                         .by_contact = false,
                                         .row = 0},
                             .from = instant_of(Date::parse(from).value(), 0),
                             .owner = child ? world->workers.at("Ruth Hale") : WorkerId{},
                             .team = world->team});
            EXPECT_TRUE(started.ok());
            return Done{};
        });
    }
    std::vector<Caseload> load(const char* discipline) {
        return world->read_as("Carl Finch", [&](store::Session& session, const Context& context) {
            return caseloads(session, context, world->team, discipline);
        });
    }
    std::unique_ptr<test::SmallWorld> world;
};
HEARTH_ON_BOTH_DATABASES(Work);

TEST_P(Work, my_families_are_those_i_am_allocated_to_today) {
    const auto mine = list("Ruth Hale");
    ASSERT_EQ(mine.families.size(), 1U);
    const auto& family = mine.families.front();
    EXPECT_EQ(family.id, world->family);
    EXPECT_EQ(family.lead, "Ruth Hale");
    EXPECT_EQ(family.team, "Family Safeguarding North");
    EXPECT_EQ(family.basis, "assessment");
    ASSERT_EQ(family.children.size(), 2U);
    EXPECT_EQ(family.children.front().given, "Ava");
    EXPECT_EQ(family.cycle, 1);
    EXPECT_TRUE(list("Tom Marsh").families.empty());
    EXPECT_TRUE(list("Mina Roy").families.empty());  // of the team, but not allocated
}

TEST_P(Work, another_teams_worker_finds_no_family_of_ours_in_any_list) {
    FamilyFilter filter;
    filter.scope = FamilyScope::all;
    EXPECT_TRUE(list("Tom Marsh", filter).families.empty());
    EXPECT_EQ(list("Mina Roy", filter).families.size(), 1U);
    filter.team = world->team;
    EXPECT_TRUE(list("Tom Marsh", filter).families.empty());
    EXPECT_TRUE(list("Sid Root", filter).families.empty());
}

TEST_P(Work, an_analyst_sees_that_a_family_is_there_and_nothing_beside_its_name) {
    FamilyFilter filter;
    filter.scope = FamilyScope::all;
    const auto all = list("Ann Lister", filter);
    ASSERT_EQ(all.families.size(), 1U);
    EXPECT_FALSE(all.families.front().viewable);
    EXPECT_TRUE(all.families.front().children.empty());
    filter.basis = "assessment";
    EXPECT_TRUE(list("Ann Lister", filter).families.empty());
}

TEST_P(Work, lists_go_twenty_at_a_time_by_name_and_lose_none) {
    world->write([&](store::Session& session, const Context& context) {
        RowWriter writer(session, context);
        for (int i = 0; i < 44; ++i)
            world->make_family(session, writer, "Same");  // of one name: the id decides
        return Done{};
    });
    FamilyFilter filter;
    filter.scope = FamilyScope::team;
    filter.team = world->team;
    std::vector<FamilyId> seen;
    std::vector<std::size_t> sizes;
    do {
        const auto page = list("Carl Finch", filter);
        sizes.push_back(page.families.size());
        for (const auto& family : page.families) seen.push_back(family.id);
        filter.after = page.next;
    } while (filter.after);
    EXPECT_EQ(sizes, (std::vector<std::size_t>{20, 20, 5}));
    std::sort(seen.begin(), seen.end());
    EXPECT_EQ(std::adjacent_find(seen.begin(), seen.end()), seen.end());
    EXPECT_EQ(seen.size(), 45U);
}

TEST_P(Work, a_list_can_be_narrowed_to_a_legal_basis_and_a_district) {
    FamilyFilter filter;
    filter.scope = FamilyScope::team;
    filter.team = world->team;
    filter.basis = "s47";
    EXPECT_TRUE(list("Carl Finch", filter).families.empty());
    world->write([&](store::Session& session, const Context& context) {
        RowWriter writer(session, context);
        writer.insert(
            "cp_plan",
            {{"person_id", world->sam}, {"referral_id", 1}, {"start_date", "2026-11-02"}});
        return Done{};
    });
    const auto found = list("Carl Finch", filter);
    ASSERT_EQ(found.families.size(), 1U);
    EXPECT_EQ(found.families.front().basis, "s47");
    EXPECT_EQ(found.families.front().children.front().basis, "assessment");
    filter.district = "preston";
    EXPECT_TRUE(list("Carl Finch", filter).families.empty());
}

// part: S0-16
// where: /my-day
TEST_P(Work, a_visit_due_for_two_children_is_one_line_with_its_rule_and_the_form_that_stops_it) {
    start("cp_visit", world->ava, "2026-11-02");
    start("cp_visit", world->sam, "2026-11-02");
    const auto today = day("Ruth Hale");
    ASSERT_EQ(today.late.size(), 1U);
    const auto& item = today.late.front();
    EXPECT_EQ(item.names, (std::vector<std::string>{"Ava", "Sam"}));
    EXPECT_EQ(item.due, Date::parse("2026-11-16"));
    EXPECT_EQ(item.words.rfind("10 working days from 2 November 2026", 0), 0U);
    EXPECT_EQ(item.form, "visit");
    EXPECT_TRUE(today.today.empty());
}

TEST_P(Work, the_link_beside_a_clock_leads_to_the_form_by_which_its_work_is_done) {
    const auto form = [&](const char* who, const char* rule, const char* discipline = "") {
        return world->read_as(who, [&](store::Session&, const Context& context) {
            const auto* found = form_that_stops(context, rule, discipline);
            return found == nullptr ? std::string() : found->id;
        });
    };
    EXPECT_EQ(form("Ruth Hale", "cp_visit"), "visit");
    EXPECT_EQ(form("Ruth Hale", "s47_visit"), "visit");           // not the outcome of the enquiry
    EXPECT_EQ(form("Ruth Hale", "workbook_open"), "engagement");  // first in the workbook
    EXPECT_EQ(form("Carl Finch", "group_supervision"), "group_supervision");
    EXPECT_EQ(form("Carl Finch", "assessment_day_10"), "assessment_checkpoint");
    EXPECT_EQ(form("Ruth Hale", "first_plan_meeting"), "family_plan");
    EXPECT_EQ(form("Ruth Hale", "cin_review"), "plan_review");
    // The assessment stops its checkpoints as not required; so does closing the case others.
    EXPECT_EQ(form("Ruth Hale", "assessment_day_10"), "");
    EXPECT_EQ(form("Ruth Hale", "icpc"), "");
    // A specialist's own first session is written in their own part of the workbook.
    EXPECT_EQ(form("Dee Okoro", "adult_first_session", "recovery"), "substance");
    EXPECT_EQ(form("Ruth Hale", "adult_first_session", "mental_health"), "mental_health");
}

TEST_P(Work, what_is_due_falls_under_late_today_or_soon) {
    start("cp_visit", world->ava, "2026-11-10");  // ten working days: today, 24 November
    start("cp_visit", world->sam, "2026-11-12");
    const auto today = day("Ruth Hale");
    ASSERT_EQ(today.today.size(), 1U);
    EXPECT_EQ(today.today.front().names, std::vector<std::string>{"Ava"});
    ASSERT_EQ(today.soon.size(), 1U);
    EXPECT_TRUE(today.late.empty());
    EXPECT_TRUE(day("Tom Marsh").today.empty());
    EXPECT_TRUE(day("Sid Root").today.empty());
}

TEST_P(Work, a_task_is_its_owners_to_finish_once) {
    TaskId task;
    world->write([&](store::Session& session, const Context& context) {
        RowWriter writer(session, context);
        task = TaskId{writer.insert("task", {{"kind", "read"},
                                             {"title", "Read the conference report"},
                                             {"family_id", world->family},
                                             {"owner_id", world->workers.at("Ruth Hale")}})};
        return Done{};
    });
    const auto finish = [&](const char* who) {
        return world
            ->write_as(who,
                       [&](store::Session& session, const Context& context) {
                           return finish_task(session, context, task);
                       })
            .ok();
    };
    ASSERT_EQ(day("Ruth Hale").tasks.size(), 1U);
    EXPECT_TRUE(day("Dee Okoro").tasks.empty());
    EXPECT_FALSE(finish("Dee Okoro"));
    EXPECT_TRUE(finish("Ruth Hale"));
    EXPECT_FALSE(finish("Ruth Hale"));
    EXPECT_TRUE(day("Ruth Hale").tasks.empty());
}

// part: S0-26
// where: /teams
TEST_P(Work, caseload_counts_allocations_in_force_today) {
    world->write([&](store::Session& session, const Context& context) {
        RowWriter writer(session, context);
        const auto second = world->make_family(session, writer, "Bell");
        world->allocate(writer, second, "Ruth Hale", "social_work", true, "2026-11-24");
        const auto ended = world->make_family(session, writer, "Cole");
        world->allocate(writer, ended, "Ruth Hale", "social_work", true, "2026-10-05",
                        "2026-11-23");
        const auto later = world->make_family(session, writer, "Dunn");
        world->allocate(writer, later, "Ruth Hale", "social_work", true, "2026-11-25");
        return Done{};
    });
    const auto social = load("social_work");
    ASSERT_EQ(social.size(), 1U);
    EXPECT_EQ(social.front().families, 2);
    EXPECT_EQ(social.front().children, 4);
    EXPECT_EQ(social.front().load(), 4);
    EXPECT_DOUBLE_EQ(social.front().target, 15.0);
    const auto recovery = load("recovery");
    ASSERT_EQ(recovery.size(), 1U);
    EXPECT_EQ(recovery.front().load(), 1);  // families, for a specialist
}

// where: /teams
// proves: S4-50
// part: S0-39, S3-28, S2-42
TEST_P(Work, a_board_shows_every_running_clock_and_what_waits) {
    start("cp_visit", world->ava, "2026-11-02");
    start("group_supervision", PersonId{}, "2026-10-05");
    world->write([&](store::Session& session, const Context& context) {
        RowWriter writer(session, context);
        world->make_family(session, writer, "Bell");
        writer.insert("post", {{"team_id", world->team},
                               {"discipline", "mental_health"},
                               {"fte", 0.6},
                               {"from_date", "2026-09-01"}});
        return Done{};
    });
    const auto board_of = [&](const char* who, TeamId team) {
        return world->read_as(who, [&](store::Session& session, const Context& context) {
            TeamDueFilter filter;
            filter.team = team;
            return team_board(session, context, filter);
        });
    };
    const auto board = board_of("Carl Finch", world->team);
    ASSERT_TRUE(board.ok());
    EXPECT_EQ(board->team.figures.running, 2);
    EXPECT_EQ(board->team.figures.late, 2);
    EXPECT_EQ(board->team.figures.families, 2);
    EXPECT_EQ(board->team.figures.workbooks, 2);
    EXPECT_EQ(board->team.figures.unallocated, 1);
    EXPECT_EQ(board->team.figures.supervised, 0);
    ASSERT_EQ(board->unallocated.size(), 1U);
    EXPECT_EQ(board->unallocated.front().name, "Bell family");
    ASSERT_EQ(board->vacancies.size(), 1U);
    EXPECT_EQ(board->vacancies.front().discipline, "mental_health");
    EXPECT_EQ(board->vacancies.front().since, Date::parse("2026-09-01"));
    ASSERT_EQ(board->due.size(), 2U);
    EXPECT_EQ(board->due.front().title, "Group supervision");
    ASSERT_EQ(board->supervision.size(), 1U);
    EXPECT_EQ(board->supervision.front().due, Date::parse("2026-11-05"));
    EXPECT_FALSE(board_of("Tom Marsh", world->team).ok());
    EXPECT_TRUE(board_of("Tom Marsh", world->other_team).ok());
    EXPECT_TRUE(board_of("Moira Sand", world->front_door).ok());
}

}  // namespace
}  // namespace hearth::record

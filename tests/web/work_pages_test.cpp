// My day, the list of families and the team's board as pages: what is due in plain words, whose it
// is, who set it, and where it is done.
#include <gtest/gtest.h>

#include "record/clocks.h"
#include "record/rows.h"
#include "web/kit_tokens.h"
#include "web/support_app.h"

namespace hearth::web {
namespace {

using record::RowWriter;

class WorkPages : public test::AppWorld {
  protected:
    // A clock of the family's child that began on the day; nobody's own without an owner.
    void start(const char* rule, PersonId child, const char* from, const char* owner = nullptr) {
        world->write_as("Carl Finch", [&](store::Session& session, const record::Context& context) {
            RowWriter writer(session, context);
            const auto started = record::start_clock(
                session, context, writer, rule,
                {.subject = {.person = child,
                             .family = world->family,
                             .contact = 0,
                             .by_contact = false,
                             .row = 0},
                 .from = instant_of(Date::parse(from).value(), 0),
                 .owner = owner == nullptr ? WorkerId{} : world->workers.at(owner),
                 .team = world->team});
            EXPECT_TRUE(started.ok());
            return Done{};
        });
    }
    // An action as group supervision sets it: by the manager, for a worker, in an entry.
    void act(const char* what, const char* owner, const char* due,
             const char* action_class = "general", const char* entry_class = "general") {
        world->write_as("Carl Finch", [&](store::Session& session, const record::Context& context) {
            RowWriter writer(session, context);
            const auto entry = writer.insert(
                "entry", {{"form", "group_supervision"},
                          {"form_version", 1},
                          {"family_id", world->family},
                          {"author_id", world->workers.at("Carl Finch")},
                          {"discipline", "management"},
                          {"agency_id", world->agency},
                          {"class", entry_class},
                          {"status", "signed"},
                          {"happened_at", Instant::parse("2026-11-03T10:00:00Z").value()},
                          {"title", "Group supervision"},
                          {"summary", "Group supervision"}});
            RowWriter by(session, context, EntryId{entry});
            by.insert("action", {{"family_id", world->family},
                                 {"person_id", world->ava},
                                 {"what", what},
                                 {"child_will_know", "Mum is home at bedtime"},
                                 {"owner_id", world->workers.at(owner)},
                                 {"due_on", due},
                                 {"status", "open"},
                                 {"class", action_class}});
            return Done{};
        });
    }
    std::string text(const std::string& who, const std::string& target) {
        return tokens::text_of(page(who, target));
    }
};
HEARTH_ON_BOTH_DATABASES(WorkPages);

bool has(std::string_view page, std::string_view words) {
    return page.find(words) != std::string_view::npos;
}

// part: S3-15
// where: /my-day
TEST_P(WorkPages, my_day_shows_my_actions_with_who_set_them_and_why) {
    act("Ring the nursery", "Ruth Hale", "2026-11-21");
    act("Take Jo to the clinic", "Ruth Hale", "2026-11-26");
    act("Review the safety plan", "Ruth Hale", "2026-12-20");  // not this week
    act("Call the landlord", "Dee Okoro", "2026-11-24");
    const auto mine = text("Ruth Hale", "/my-day");
    EXPECT_TRUE(has(mine, "Action: Ring the nursery"));
    EXPECT_TRUE(has(mine, "3 days late"));
    EXPECT_TRUE(has(mine, "Set by Carl Finch in Group supervision, 3 November 2026"));
    EXPECT_TRUE(has(mine, "How the child will know: Mum is home at bedtime"));
    EXPECT_TRUE(has(mine, "Action: Take Jo to the clinic"));
    EXPECT_TRUE(has(mine, "due in 2 days"));
    EXPECT_FALSE(has(mine, "Review the safety plan"));
    EXPECT_FALSE(has(mine, "Call the landlord"));
    const auto hers = text("Dee Okoro", "/my-day");
    EXPECT_TRUE(has(hers, "Call the landlord"));
    EXPECT_TRUE(has(hers, "Due today"));
    EXPECT_FALSE(has(hers, "Ring the nursery"));
}

TEST_P(WorkPages, what_set_an_action_is_named_only_to_those_who_may_know_of_it) {
    // A recovery worker does not read workers' reflection: the action is theirs, its source is not.
    act("Call the clinic", "Dee Okoro", "2026-11-24", "general", "supervision");
    const auto hers = text("Dee Okoro", "/my-day");
    EXPECT_TRUE(has(hers, "Call the clinic"));
    EXPECT_TRUE(has(hers, "Set by Carl Finch"));
    EXPECT_FALSE(has(hers, "Group supervision, 3 November"));
    EXPECT_TRUE(has(text("Carl Finch", "/teams/" + world->team.text()),
                    "Set by Carl Finch in Group supervision, 3 November 2026"));
}

TEST_P(WorkPages, an_action_of_a_class_that_i_may_not_read_is_not_shown_to_me) {
    act("Move Jo to the refuge", "Owen Pike", "2026-11-24", "survivor");
    EXPECT_FALSE(has(text("Owen Pike", "/my-day"), "Move Jo to the refuge"));
}

// part: S4-07
// where: /teams
TEST_P(WorkPages, a_manager_sees_the_teams_actions_on_the_board_and_is_told_of_them_on_my_day) {
    act("Ring the nursery", "Ruth Hale", "2026-11-21");
    act("Call the landlord", "Dee Okoro", "2026-11-30");
    EXPECT_TRUE(
        has(text("Carl Finch", "/my-day"), "2 actions are open in your team’s families, 1 late."));
    EXPECT_FALSE(has(text("Ruth Hale", "/my-day"), "in your team’s families"));
    const auto at = "/teams/" + world->team.text();
    const auto board = text("Carl Finch", at);
    EXPECT_TRUE(has(board, "Ring the nursery"));
    EXPECT_TRUE(has(board, "Ruth Hale"));
    EXPECT_TRUE(has(board, "3 days late"));
    EXPECT_TRUE(has(board, "due in 6 days"));
    EXPECT_TRUE(has(board, "Who must act"));
    const auto late = text("Carl Finch", at + "?show=late");
    EXPECT_TRUE(has(late, "Ring the nursery"));
    EXPECT_FALSE(has(late, "Call the landlord"));
    EXPECT_EQ(get("Tom Marsh", at).status, 404);
}

TEST_P(WorkPages, a_done_action_leaves_my_day) {
    act("Ring the nursery", "Ruth Hale", "2026-11-21");
    const auto plan = page("Ruth Hale", "/families/" + world->family.text() + "/plan");
    const auto start_at = plan.find("/actions/");
    ASSERT_NE(start_at, std::string::npos);
    const auto target = plan.substr(start_at, plan.find('"', start_at) - start_at);
    const auto done = post("Ruth Hale", target, {{"evidence", "Rang them today"}, {"end", "done"}});
    EXPECT_EQ(done.status, 303);
    EXPECT_FALSE(has(text("Ruth Hale", "/my-day"), "Ring the nursery"));
}

// proves: S4-06
// part: S0-26
// where: /teams
TEST_P(WorkPages, the_board_says_in_plain_words_what_is_late_what_is_due_and_who_must_act) {
    start("cp_visit", world->ava, "2026-11-05", "Ruth Hale");  // due 19 November
    start("cp_visit", world->sam, "2026-11-12", "Ruth Hale");  // due 26 November
    start("group_supervision", PersonId{}, "2026-10-24");      // due today
    start("assessment", world->ava, "2026-10-01", "Ruth Hale");
    start("cla_review", world->sam, "2026-05-25", "Ruth Hale");
    start("return_interview", world->sam, "2026-11-22", "Ruth Hale");
    const auto board = text("Carl Finch", "/teams/" + world->team.text());
    EXPECT_TRUE(has(board, "Child and family assessment"));
    EXPECT_TRUE(has(board, "Review of a looked-after child"));
    EXPECT_TRUE(has(board, "Talk on return from missing"));
    EXPECT_TRUE(has(board, "Caseloads"));
    EXPECT_TRUE(has(board, "The target is 15"));
    EXPECT_TRUE(has(board, "5 days late"));
    EXPECT_TRUE(has(board, "due in 2 days"));
    EXPECT_TRUE(has(board, "Due today"));
    EXPECT_TRUE(has(board, "Child protection visit"));
    EXPECT_TRUE(has(board, "Ruth Hale"));
    EXPECT_TRUE(has(board, "The team manager"));
    EXPECT_TRUE(has(board, "10 working days from 5 November 2026"));
}

// where: /my-day
TEST_P(WorkPages, my_day_puts_what_is_late_first_and_links_to_what_stops_it) {
    start("cp_visit", world->ava, "2026-11-05", "Ruth Hale");
    start("workbook_open", PersonId{}, "2026-11-18", "Ruth Hale");  // due 25 November
    const auto mine = page("Ruth Hale", "/my-day");
    const auto words = tokens::text_of(mine);
    EXPECT_LT(words.find("5 days late"), words.find("due tomorrow"));
    EXPECT_TRUE(has(mine, "/families/" + world->family.text() + "/write/visit"));
    EXPECT_TRUE(has(mine, "/families/" + world->family.text() + "/write/engagement"));
    EXPECT_FALSE(has(mine, "/write/analysis"));
}

// where: /families/{family}/write/visit
TEST_P(WorkPages, a_visit_offers_children_where_it_means_children_and_refuses_an_adult_there) {
    const auto opened = get("Ruth Hale", "/families/" + world->family.text() + "/write/visit");
    std::string draft;
    for (const auto& [name, value] : opened.headers)
        if (name == "Location") draft = value;
    const auto form = page("Ruth Hale", draft);
    const auto offered = [&](const std::string& field, PersonId person) {
        const auto input = [&](const std::string& value) {
            return form.find("name=\"" + field + "\" type=\"checkbox\" value=\"" + value) !=
                   std::string::npos;
        };
        return input(person.text());
    };
    EXPECT_TRUE(offered("seen", world->ava));
    EXPECT_TRUE(offered("seen", world->sam));
    EXPECT_FALSE(offered("seen", world->mother));
    EXPECT_TRUE(offered("adults", world->mother));
    EXPECT_FALSE(offered("adults", world->ava));
    const auto signed_ = post("Ruth Hale", draft + "/sign",
                              {{"edition", "1"},
                               {"people", world->ava.text()},
                               {"visited_on-day", "23"},
                               {"visited_on-month", "11"},
                               {"visited_on-year", "2026"},
                               {"purpose", "planned"},
                               {"place", "home"},
                               {"seen", world->mother.text()},
                               {"what", "Tea and a story."}});
    EXPECT_EQ(signed_.status, 422);
    EXPECT_TRUE(has(signed_.body, "Choose children of the family only."))
        << tokens::text_of(signed_.body);
}

// where: /families
TEST_P(WorkPages, the_list_of_families_says_what_is_next_for_each) {
    start("cp_visit", world->ava, "2026-11-12", "Ruth Hale");
    const auto list = text("Ruth Hale", "/families?list=mine");
    EXPECT_TRUE(has(list, "Ashworth family"));
    EXPECT_TRUE(has(list, "Child protection visit"));
    EXPECT_TRUE(has(list, "due in 2 days"));
    EXPECT_TRUE(has(list, "No visit recorded"));
    EXPECT_TRUE(has(text("Tom Marsh", "/families?list=mine"), "No family is allocated to you."));
}

}  // namespace
}  // namespace hearth::web

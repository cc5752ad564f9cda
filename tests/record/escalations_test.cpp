// Late clocks that come up to somebody, once; and due dates that move when the practice does.
#include "record/escalations.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "practice/clock.h"
#include "record/clock_moves.h"
#include "record/due.h"
#include "record/my_day.h"
#include "record/service_board.h"
#include "support/small_world.h"

namespace hearth::test {
namespace {

using record::EscalationsShown;

class Escalations : public DatabaseTest {
  protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        world = std::make_unique<SmallWorld>(db(), clock());
        add("Vera Stone", "management", "service_manager", {});
        add("Ivo Lang", "reviewing", "conference_chair", {});
        add("Hal Roy", "management", "team_manager", world->other_team);
    }
    void TearDown() override {
        world.reset();
        DatabaseTest::TearDown();
    }
    void add(const std::string& name, const char* discipline, const char* role, TeamId in) {
        world->write([&](store::Session& session, const record::Context& context) {
            record::RowWriter w(session, context);
            const WorkerId id{w.insert("worker", {{"agency_id", world->agency},
                                                  {"name", name},
                                                  {"job_title", role},
                                                  {"discipline", discipline},
                                                  {"from_date", "2020-01-01"}})};
            world->workers[name] = id;
            w.insert("worker_role",
                     {{"worker_id", id}, {"role", role}, {"from_date", "2020-01-01"}});
            if (in)
                w.insert("team_member", {{"team_id", in},
                                         {"worker_id", id},
                                         {"fte", 1.0},
                                         {"from_date", "2020-01-01"}});
            return Done{};
        });
    }
    // A clock of the family that began on this day at nine, for this child.
    ClockId start(const char* rule, const char* day, PersonId child = {}) {
        return world->write([&](store::Session& session, const record::Context& context) {
            const auto& definition = shipped_practice().clocks.at(rule);
            const Instant from = instant_of(Date::parse(day).value(), 540);
            const auto due = practice::due(definition, from, shipped_practice());
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
    record::EscalationList unread(const std::string& who) {
        return world->read_as(who, [](store::Session& session, const record::Context& context) {
            return record::escalations_to(session, context, EscalationsShown::unread, 1, 20);
        });
    }
    Result<Done> answer(const std::string& who, ClockId id, std::string_view note) {
        return world->write_as(who, [&](store::Session& session, const record::Context& context) {
            return record::acknowledge_escalation(session, context, id, note);
        });
    }
    void on(const char* at) { clock().set(Instant::parse(at).value()); }

    std::unique_ptr<SmallWorld> world;
};
HEARTH_ON_BOTH_DATABASES(Escalations);

// A child protection visit: due ten working days after 2 November is Monday 16 November. The team
// manager is told a working day later, the service manager after five.
TEST_P(Escalations, come_up_to_each_role_after_the_working_days_that_the_practice_says) {
    start("cp_visit", "2026-11-02", world->ava);
    on("2026-11-16T23:00:00Z");  // the last hour of the day: not late
    EXPECT_TRUE(unread("Carl Finch").lines.empty());
    on("2026-11-17T08:00:00Z");
    ASSERT_EQ(unread("Carl Finch").lines.size(), 1U);
    EXPECT_EQ(unread("Carl Finch").lines[0].standing.since.iso(), "2026-11-17");
    EXPECT_TRUE(unread("Vera Stone").lines.empty());
    on("2026-11-22T08:00:00Z");  // Sunday: the fourth working day was Friday
    EXPECT_TRUE(unread("Vera Stone").lines.empty());
    on("2026-11-23T00:00:00Z");
    ASSERT_EQ(unread("Vera Stone").lines.size(), 1U);
    EXPECT_EQ(unread("Vera Stone").lines[0].standing.since.iso(), "2026-11-23");
    EXPECT_EQ(unread("Vera Stone").lines[0].stops_when, "the child is seen");
}

TEST_P(Escalations, go_to_nobody_who_may_not_see_the_family_or_holds_another_role) {
    const auto clock_id = start("cp_visit", "2026-10-01", world->ava);
    EXPECT_EQ(unread("Carl Finch").lines.size(), 1U);
    for (const char* who : {"Ruth Hale", "Hal Roy", "Bea Lunt", "Ann Lister", "Sid Root"}) {
        EXPECT_TRUE(unread(who).lines.empty()) << who;
        EXPECT_FALSE(answer(who, clock_id, "Seen")) << who;
    }
    // The chair is told of late conferences, not of late visits.
    EXPECT_TRUE(unread("Ivo Lang").lines.empty());
    start("review_conference", "2026-04-01", world->ava);
    ASSERT_EQ(unread("Ivo Lang").lines.size(), 1U);
    EXPECT_EQ(unread("Ivo Lang").lines[0].rule, "review_conference");
    // An exclusion beats the role.
    world->write([&](store::Session& session, const record::Context& context) {
        record::RowWriter w(session, context);
        w.insert("exclusion", {{"person_id", world->ava},
                               {"worker_id", world->workers.at("Carl Finch")},
                               {"reason", "A relative"},
                               {"from_date", "2026-01-01"}});
        return Done{};
    });
    EXPECT_TRUE(unread("Carl Finch").lines.empty());
    EXPECT_FALSE(answer("Carl Finch", clock_id, "Seen"));
}

TEST_P(Escalations, are_read_once_with_a_note_that_stays_beside_the_due_date) {
    const auto ava = start("cp_visit", "2026-10-01", world->ava);
    start("cp_visit", "2026-10-01", world->sam);
    auto lines = unread("Carl Finch");
    ASSERT_EQ(lines.lines.size(), 1U);  // brother and sister, one line
    EXPECT_EQ(lines.lines[0].names.size(), 2U);
    EXPECT_EQ(lines.clocks, 2);

    const auto empty = answer("Carl Finch", ava, "  \n");
    ASSERT_FALSE(empty);
    ASSERT_TRUE(std::holds_alternative<Invalid>(empty.failure()));
    EXPECT_EQ(std::get<Invalid>(empty.failure()).errors[0].field, "note");

    ASSERT_TRUE(answer("Carl Finch", ava, "Ruth visits tomorrow at four"));
    EXPECT_TRUE(unread("Carl Finch").lines.empty());
    EXPECT_FALSE(answer("Carl Finch", ava, "Again"));  // one escalation, never twice
    // Later is later, and still not again; the next role has not read it.
    clock().advance(std::chrono::hours(24 * 10));
    EXPECT_TRUE(unread("Carl Finch").lines.empty());
    EXPECT_EQ(unread("Vera Stone").lines.size(), 1U);

    const auto due =
        world->read_as("Ruth Hale", [](store::Session& session, const record::Context& context) {
            return record::due_for_worker(session, context, 21);
        });
    ASSERT_EQ(due.size(), 1U);
    ASSERT_EQ(due[0].escalated.size(), 2U);
    ASSERT_TRUE(due[0].escalated[0].read);
    EXPECT_EQ(due[0].escalated[0].role, "team_manager");
    EXPECT_EQ(due[0].escalated[0].read->by, "Carl Finch");
    EXPECT_EQ(due[0].escalated[0].read->note, "Ruth visits tomorrow at four");
    EXPECT_FALSE(due[0].escalated[1].read);
    const auto read =
        world->read_as("Carl Finch", [](store::Session& session, const record::Context& context) {
            return record::escalations_to(session, context, EscalationsShown::read, 1, 20);
        });
    ASSERT_EQ(read.lines.size(), 1U);
    EXPECT_EQ(read.lines[0].clocks.size(), 2U);
}

TEST_P(Escalations, end_when_the_clock_stops) {
    const auto clock_id = start("cp_visit", "2026-10-01", world->ava);
    EXPECT_EQ(unread("Carl Finch").lines.size(), 1U);
    world->write([&](store::Session& session, const record::Context& context) {
        record::RowWriter w(session, context);
        EXPECT_TRUE(w.revise("clock", clock_id.value,
                             {{"stopped_at", context.now}, {"stop_reason", "done"}}));
        return Done{};
    });
    EXPECT_TRUE(unread("Carl Finch").lines.empty());
    EXPECT_FALSE(answer("Carl Finch", clock_id, "Too late"));
}

// where: /my-day
TEST_P(Escalations, and_reminders_are_on_the_day_of_those_whom_they_concern) {
    start("icpc", "2026-11-06", world->ava);  // due 27 November, reminded of from the 20th
    start("cp_visit", "2026-10-01", world->ava);
    const auto day =
        world->read_as("Ruth Hale", [](store::Session& session, const record::Context& context) {
            return record::my_day(session, context);
        });
    ASSERT_EQ(day.soon.size(), 1U);
    ASSERT_TRUE(day.soon[0].reminds_from);
    EXPECT_EQ(day.soon[0].reminds_from->iso(), "2026-11-20");
    EXPECT_FALSE(day.escalates);
    ASSERT_EQ(day.late.size(), 1U);
    EXPECT_FALSE(day.late[0].reminds_from);
    const auto managers =
        world->read_as("Carl Finch", [](store::Session& session, const record::Context& context) {
            return record::my_day(session, context);
        });
    EXPECT_TRUE(managers.escalates);
    EXPECT_EQ(managers.escalated.lines.size(), 1U);
}

// where: /service-board
TEST_P(Escalations, are_counted_on_the_service_board_by_team_and_clock) {
    start("cp_visit", "2026-10-01", world->ava);
    const auto sam = start("cp_visit", "2026-10-02", world->sam);
    start("cp_visit", "2026-11-17", world->sam);
    start("icpc", "2026-11-06", world->ava);
    const auto done = start("core_group", "2026-09-01");
    const auto late = start("core_group", "2026-08-01");
    world->write([&](store::Session& session, const record::Context& context) {
        record::RowWriter w(session, context);
        const auto stop = [&](ClockId id, const char* at) {
            EXPECT_TRUE(w.revise("clock", id.value, {{"stopped_at", at}, {"stop_reason", "done"}}));
        };
        stop(done, "2026-10-01T10:00:00.000Z");
        stop(late, "2026-10-01T10:00:00.000Z");
        return Done{};
    });
    ASSERT_TRUE(answer("Carl Finch", sam, "Ruth is on it"));
    const auto board = [&](const record::ServiceFilter& filter) {
        return world->read_as("Vera Stone",
                              [&](store::Session& session, const record::Context& context) {
                                  return record::service_board(session, context, filter);
                              });
    };
    const auto whole = board({});
    ASSERT_TRUE(whole);
    EXPECT_EQ(whole->all.running, 4);
    EXPECT_EQ(whole->all.late, 2);
    EXPECT_EQ(whole->all.soon, 2);
    EXPECT_EQ(whole->all.done, 2);
    EXPECT_EQ(whole->all.done_in_time, 1);
    ASSERT_EQ(whole->teams.size(), 1U);
    EXPECT_EQ(whole->teams[0].name, "Family Safeguarding North");
    EXPECT_TRUE(whole->teams[0].may_open);
    EXPECT_EQ(whole->teams[0].counts.oldest_late->iso(), "2026-10-15");
    // Two late visits, each come up to the team manager and the service manager; one was read.
    EXPECT_EQ(whole->teams[0].escalated.standing, 4);
    EXPECT_EQ(whole->teams[0].escalated.read, 1);
    ASSERT_EQ(whole->rules.front().id, "cp_visit");
    EXPECT_EQ(whole->rules.front().counts.late, 2);
    EXPECT_EQ(whole->rules.front().counts.running, 3);
    const auto conferences = board({.team = {}, .rule = "icpc"});
    EXPECT_EQ(conferences->all.running, 1);
    EXPECT_EQ(conferences->all.late, 0);
    EXPECT_GT(conferences->rules.size(), 1U);  // the others can still be chosen
    // Whoever has no right to the figures of the authority has no service board.
    EXPECT_FALSE(
        world->read_as("Ruth Hale", [](store::Session& session, const record::Context& context) {
            return record::service_board(session, context, {});
        }));
}

// ---- a changed calendar or rule

class MovedClocks : public Escalations {
  protected:
    Result<record::ClockLook> look(const practice::Practice& practice, bool keep = true,
                                   std::vector<record::ClockMove>* moves = nullptr) {
        access::Subject system;
        system.at = clock().now();
        return db().write([&](store::Session& session) {
            const record::Context context{practice, shipped_policy(), system, clock().now(),
                                          world->ids()};
            return record::recompute_clocks(session, context, keep, moves);
        });
    }
    static practice::Practice with_holiday(const char* day) {
        practice::Practice out = shipped_practice();
        auto& calendar = out.calendars.at("england-and-wales");
        auto days = calendar.published_days();
        days.push_back(Date::parse(day).value());
        std::sort(days.begin(), days.end());
        calendar =
            BankHolidays::make(days, calendar.first_year(), calendar.published_until()).value();
        return out;
    }
    std::string due_of(ClockId id) {
        return db().read([&](store::Session& session) {
            static constexpr store::Sql kDue{"test_due", R"(SELECT due_at FROM clock WHERE id = :id
AND superseded_at = '9999-12-31T23:59:59.999Z')"};
            return *session.one(kDue, {{"id", id}}, [](const store::Row& row) {
                return date_of(row.instant(0).value()).iso();
            });
        });
    }
};
HEARTH_ON_BOTH_DATABASES(MovedClocks);

TEST_P(MovedClocks, by_an_added_bank_holiday_are_the_open_ones_only) {
    const auto open = start("cp_visit", "2026-11-17", world->ava);  // due Tuesday 1 December
    const auto weeks = start("cin_visit", "2026-11-17");            // in weeks: no holiday counts
    const auto early = start("first_core_group", "2026-11-02");     // due before the holiday
    const auto stopped = start("cp_visit", "2026-11-17", world->sam);
    world->write([&](store::Session& session, const record::Context& context) {
        record::RowWriter w(session, context);
        EXPECT_TRUE(w.revise("clock", stopped.value,
                             {{"stopped_at", context.now}, {"stop_reason", "done"}}));
        return Done{};
    });
    ASSERT_EQ(due_of(open), "2026-12-01");
    auto first = look(shipped_practice());
    ASSERT_TRUE(first);
    EXPECT_TRUE(first->changed);  // never looked before
    EXPECT_EQ(first->moved, 0);
    clock().advance(std::chrono::hours(1));
    EXPECT_FALSE(look(shipped_practice())->changed);

    const Instant before = clock().now();
    clock().advance(std::chrono::hours(1));
    const auto changed = with_holiday("2026-11-27");
    std::vector<record::ClockMove> shown;
    ASSERT_EQ(look(changed, false, &shown)->moved, 1);  // only shown
    EXPECT_EQ(due_of(open), "2026-12-01");
    ASSERT_EQ(shown.size(), 1U);

    std::vector<record::ClockMove> moves;
    const auto done = look(changed, true, &moves);
    ASSERT_TRUE(done);
    EXPECT_EQ(done->why, "Calendar england-and-wales: Bank holiday added: 27 November 2026");
    ASSERT_EQ(moves.size(), 1U);
    EXPECT_EQ(moves[0].clock, open);
    EXPECT_EQ(moves[0].from.iso(), "2026-12-01");
    EXPECT_EQ(moves[0].to.iso(), "2026-12-02");
    EXPECT_EQ(moves[0].why, "Bank holiday added: 27 November 2026");
    EXPECT_EQ(due_of(open), "2026-12-02");
    EXPECT_EQ(due_of(stopped), "2026-12-01");
    EXPECT_EQ(due_of(weeks), "2026-12-29");
    EXPECT_EQ(due_of(early), "2026-11-16");
    // What was known before is known still.
    const auto known = db().read_as_known(before, [&](store::Session& session) {
        static constexpr store::Sql kKnown{"test_due_known", R"(SELECT due_at FROM clock
WHERE id = :id AND recorded_at <= known_at() AND superseded_at > known_at())"};
        return session.one(kKnown, {{"id", open}}, [](const store::Row& row) {
            return date_of(row.instant(0).value()).iso();
        });
    });
    EXPECT_EQ(known, "2026-12-01");
    clock().advance(std::chrono::hours(1));
    EXPECT_FALSE(look(changed)->changed);  // not twice
}

TEST_P(MovedClocks, by_a_changed_rule_say_so_on_the_page_of_changes_and_beside_the_date) {
    const auto open = start("cp_visit", "2026-11-17", world->ava);
    ASSERT_TRUE(look(shipped_practice()));
    clock().advance(std::chrono::hours(1));
    practice::Practice changed = shipped_practice();
    changed.clocks.at("cp_visit").length = 5;
    const auto done = look(changed);
    ASSERT_TRUE(done);
    ASSERT_EQ(done->moved, 1);
    EXPECT_EQ(due_of(open), "2026-11-24");
    const auto moves = [&](const std::string& who) {
        return world->read_as(who, [&](store::Session& session, const record::Context& context) {
            return record::clock_moves(session, context, done->id, 1);
        });
    };
    ASSERT_EQ(moves("Ruth Hale")->moves.size(), 1U);
    EXPECT_EQ(moves("Ruth Hale")->moves[0].why,
              "Was 10 working days, counting from the day after, by the calendar "
              "england-and-wales; is now 5 working days, counting from the day after, by the "
              "calendar england-and-wales");
    EXPECT_TRUE(moves("Tom Marsh")->moves.empty());  // not his family
    const auto due =
        world->read_as("Ruth Hale", [](store::Session& session, const record::Context& context) {
            return record::due_for_worker(session, context, 21);
        });
    ASSERT_EQ(due.size(), 1U);
    ASSERT_TRUE(due[0].moved_from);
    EXPECT_EQ(due[0].moved_from->iso(), "2026-12-01");
    EXPECT_EQ(due[0].moved_on->iso(), "2026-11-24");
    // Its own way back, when the rule goes back.
    clock().advance(std::chrono::hours(1));
    ASSERT_EQ(look(shipped_practice())->moved, 1);
    EXPECT_EQ(due_of(open), "2026-12-01");
}

TEST_P(MovedClocks, whose_calendar_no_longer_reaches_them_stop_the_change) {
    const auto open = start("cp_visit", "2026-11-17", world->ava);
    ASSERT_TRUE(look(shipped_practice()));
    clock().advance(std::chrono::hours(1));
    practice::Practice changed = shipped_practice();
    auto& calendar = changed.calendars.at("england-and-wales");
    std::vector<Date> days;
    for (const Date day : calendar.days())
        if (day.year() < 2026) days.push_back(day);
    calendar = BankHolidays::make(days, calendar.first_year(), 2025).value();
    const auto failed = look(changed);
    ASSERT_FALSE(failed);
    EXPECT_TRUE(std::holds_alternative<Invalid>(failed.failure()));
    EXPECT_EQ(due_of(open), "2026-12-01");
}

}  // namespace
}  // namespace hearth::test

// The workbook, group supervision, the plan and allocation, signed through the shipped practice.
#include "record/workbook.h"

#include <gtest/gtest.h>

#include <set>

#include "base/text.h"
#include "record/allocate.h"
#include "record/clocks.h"
#include "record/drafts.h"
#include "record/family_plan.h"
#include "record/meetings.h"
#include "record/supervision_prefill.h"
#include "support/small_world.h"

namespace hearth::record {
namespace {

class Workbooks : public test::DatabaseTest {
  protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        world = std::make_unique<test::SmallWorld>(db(), clock());
    }
    Workbook book(const std::string& worker, int cycle = 0, WorkbookUse use = WorkbookUse::read) {
        auto read = world->read_as(worker, [&](store::Session& session, const Context& context) {
            return read_workbook(session, context, world->family, cycle, use);
        });
        EXPECT_TRUE(read.ok());
        return read.ok() ? std::move(read).value() : Workbook{};
    }
    static const WorkbookPart* part(const Workbook& book, std::string_view id) {
        for (const auto& p : book.parts)
            if (p.id == id) return &p;
        return nullptr;
    }
    static std::vector<EntryId> entries_of(const Workbook& book) {
        std::vector<EntryId> out;
        for (const auto& p : book.parts)
            for (const auto& e : p.entries) out.push_back(e.id);
        return out;
    }

    EntryId visit(const char* what = "Ava showed me her drawings and Sam slept.") {
        Submission s;
        s.form = "visit";
        s.people = {world->ava, world->sam};
        s.answers.set("visited_on", clock().today().iso());
        s.answers.set("purpose", "planned");
        s.answers.set("place", "home");
        s.answers.set("seen", std::vector{world->ava.text(), world->sam.text()});
        s.answers.set("what", what);
        s.answers.set("words.0.child", world->ava.text());
        s.answers.set("words.0.said", "I like it when Dad is calm.");
        return world->sign("Ruth Hale", s).entry;
    }
    Submission session_of(const char* form, PersonId adult, const std::string& words) {
        Submission s;
        s.form = form;
        s.people = {adult};
        for (const auto& [field, text] : std::initializer_list<std::pair<const char*, const char*>>{
                 {"attended", "yes"},
                 {"assessed", "no"},
                 {"ended", "no"},
                 {"effect", "Calmer evenings"},
                 {"risk_now", "less"},
                 {"importance", "7"},
                 {"confidence", "5"}})
            s.answers.set(field, text);
        s.answers.set("on", clock().today().iso());
        s.answers.set("summary_words", words);
        return s;
    }
    EntryId recovery(const std::string& words) {
        auto s = session_of("substance", world->father, words);
        s.answers.set("pattern", "Weekends");
        s.answers.set("treatment", "engaged");
        s.answers.set("relapse_plan", "Calls his brother");
        s.answers.set("storage", "yes");
        return world->sign("Dee Okoro", s).entry;
    }
    EntryId survivor(const std::string& words) {
        auto s = session_of("survivor", world->mother, words);
        s.answers.set("told", "SECRET-TOLD");
        s.answers.set("high_risk", "no");
        s.answers.set("safety_plan", "SECRET-PLAN");
        return world->sign("Priya Nair", s).entry;
    }
    EntryId poses_risk(const std::string& words) {
        auto s = session_of("poses_risk", world->father, words);
        s.answers.set("responsibility", "SECRET-OFFICER");
        return world->sign("Owen Pike", s).entry;
    }
    MeetingId plan(const char* worker = "Bea Lunt") {
        auto planned = world->write_as(worker, [&](store::Session& session, const Context& c) {
            return plan_meeting(session, c, world->family, "group_supervision", c.now);
        });
        EXPECT_TRUE(planned.ok());
        return planned.ok() ? planned.value() : MeetingId{};
    }
    Submission sheet(MeetingId meeting) {
        Submission s;
        s.form = "group_supervision";
        s.meeting = meeting;
        s.people = {world->ava, world->sam};
        auto& a = s.answers;
        a.set("held_at", clock().now().iso());
        a.set("mode", "in_person");
        a.set("attendees.0.attendee", "Ruth Hale");
        a.set("attendees.0.attendee_discipline", "social_work");
        a.set("attendees.0.attendance", "attended");
        a.set("contributions.0.worker", world->workers.at("Dee Okoro").text());
        a.set("contributions.0.discipline", "recovery");
        a.set("contributions.0.changed", "Lee has had three dry weeks.");
        a.set("voice", "Ava likes calm evenings.");
        a.set("strengths", "Grandmother near");
        a.set("worries", "Money");
        a.set("hypothesis", "Drink follows stress");
        a.set("readiness.0.parent", world->father.text());
        a.set("readiness.0.importance", "8");
        a.set("readiness.0.confidence", "6");
        a.set("readiness.0.ready", "7");
        a.set("risk.0.child", world->ava.text());
        a.set("risk.0.risk_now", "4");
        a.set("decision", "continue");
        a.set("decision_reason", "It is getting better.");
        a.set("dissent", "no");
        a.set("next_at", "2026-12-21T10:00:00Z");
        a.set("actions.0.what", "Visit at bedtime");
        a.set("actions.0.person", world->ava.text());
        a.set("actions.0.owner", world->workers.at("Ruth Hale").text());
        a.set("actions.0.due_on", "2026-12-04");
        a.set("actions.0.child_will_know", "Ruth comes in pyjama time");
        return s;
    }
    std::unique_ptr<test::SmallWorld> world;
};
HEARTH_ON_BOTH_DATABASES(Workbooks);

// proves: S2-23
// part: S2-22, S0-15
// where: /families/{family}/workbook
TEST_P(
    Workbooks,
    a_recovery_workers_paragraph_and_a_social_workers_visit_appear_in_one_workbook_and_nowhere_twice) {
    const auto seen = visit();
    const auto session = recovery("Lee kept his appointments.");
    const auto read = book("Ruth Hale");
    ASSERT_NE(part(read, "child_experience"), nullptr);
    ASSERT_EQ(part(read, "child_experience")->entries.size(), 1U);
    EXPECT_EQ(part(read, "child_experience")->entries.front().id, seen);
    EXPECT_EQ(part(read, "child_experience")->entries.front().people,
              (std::vector<std::string>{"Ava", "Sam"}));
    ASSERT_EQ(part(read, "substance")->entries.size(), 1U);
    const auto& entry = part(read, "substance")->entries.front();
    EXPECT_EQ(entry.id, session);
    EXPECT_EQ(entry.author, "Dee Okoro");
    EXPECT_EQ(entry.cycle, 1);
    const auto all = entries_of(read);
    EXPECT_EQ(all.size(), 2U);
    EXPECT_EQ(std::set<EntryId>(all.begin(), all.end()).size(), all.size());
    ASSERT_EQ(part(read, "substance")->last.size(), 1U);
    EXPECT_EQ(part(read, "substance")->last.front().on, clock().today());
}

// where: /families/{family}/workbook
TEST_P(Workbooks,
       a_domestic_abuse_officers_workbook_has_no_survivor_section_and_the_other_way_round) {
    survivor("She is planning.");
    poses_risk("He came to the group.");
    const auto officers = book("Owen Pike");
    EXPECT_EQ(part(officers, "survivor"), nullptr);
    EXPECT_NE(part(officers, "poses_risk"), nullptr);
    EXPECT_EQ(entries_of(officers).size(), 1U);
    const auto practitioners = book("Priya Nair");
    EXPECT_EQ(part(practitioners, "poses_risk"), nullptr);
    EXPECT_EQ(entries_of(practitioners).size(), 1U);
    const auto leads = book("Ruth Hale");
    EXPECT_EQ(entries_of(leads).size(), 2U);
    // The rulers of her session are as hidden from him as the session.
    for (const auto& series : officers.measures) EXPECT_EQ(series.person, world->father);
    EXPECT_FALSE(officers.measures.empty());
    for (const auto& series : practitioners.measures) EXPECT_EQ(series.person, world->mother);
    // On paper nobody's copy holds both; it holds neither.
    const auto printed = book("Ruth Hale", 0, WorkbookUse::print);
    EXPECT_EQ(part(printed, "survivor"), nullptr);
    EXPECT_EQ(part(printed, "poses_risk"), nullptr);
    EXPECT_TRUE(printed.measures.empty());
}

TEST_P(Workbooks, nobody_of_another_team_opens_the_workbook) {
    const auto refused =
        world->read_as("Tom Marsh", [&](store::Session& session, const Context& context) {
            return read_workbook(session, context, world->family);
        });
    ASSERT_FALSE(refused.ok());
    EXPECT_TRUE(std::holds_alternative<Refusal>(refused.failure()));
}

// proves: S2-24
// part: S2-26, S0-13
// where: /meetings/{meeting}
TEST_P(Workbooks, signing_the_supervision_closes_the_cycle_and_opens_the_next) {
    visit();
    const auto meeting = plan();
    clock().advance(std::chrono::hours(1));
    const auto refused =
        world->write_as("Bea Lunt", [&](store::Session& session, const Context& context) {
            auto s = sheet(meeting);
            s.family = world->family;
            return sign_entry(session, context, s);
        });
    EXPECT_FALSE(refused.ok());  // business support drafts; the manager decides
    const auto done = world->sign("Carl Finch", sheet(meeting));
    const auto read = book("Ruth Hale");
    ASSERT_EQ(read.cycles.size(), 2U);
    EXPECT_EQ(read.cycles[0].cycle, 2);
    EXPECT_FALSE(read.cycles[0].closed);
    EXPECT_EQ(read.cycles[1].closed, clock().today());
    EXPECT_EQ(read.cycles[1].supervision, meeting);
    EXPECT_EQ(read.shown, 2);
    // The signed sheet belongs to the cycle that it closed, once.
    const auto first = book("Ruth Hale", 1);
    ASSERT_EQ(part(first, "supervision")->entries.size(), 1U);
    EXPECT_EQ(part(first, "supervision")->entries.front().id, done.entry);
    EXPECT_EQ(part(first, "supervision")->entries.front().cycle, 1);
    EXPECT_FALSE(first.newest);

    const auto page =
        world->read_as("Carl Finch", [&](store::Session& session, const Context& context) {
            return read_meeting(session, context, meeting);
        });
    ASSERT_TRUE(page.ok());
    EXPECT_EQ(page->meeting.status, "signed");
    EXPECT_EQ(page->meeting.decision, "continue");
    EXPECT_EQ(page->decided_by, "Carl Finch");
    EXPECT_EQ(page->meeting.cycle, 1);
    EXPECT_EQ(page->entry, done.entry);
    EXPECT_EQ(page->attendees.size(), 1U);
    EXPECT_EQ(page->contributions.size(), 1U);
    EXPECT_TRUE(read.next_supervision);
    EXPECT_NE(read.next_supervision, meeting);

    const auto plan_now =
        world->read_as("Ruth Hale", [&](store::Session& session, const Context& context) {
            return read_family_plan(session, context, world->family);
        });
    ASSERT_EQ(plan_now->open.size(), 1U);
    EXPECT_EQ(plan_now->open.front().what, "Visit at bedtime");
    EXPECT_EQ(plan_now->open.front().owner, "Ruth Hale");
    bool readiness = false;
    for (const auto& series : read.measures) readiness = readiness || series.kind == "readiness";
    EXPECT_TRUE(readiness);
}

// part: S2-34
// where: /meetings/{meeting}/write/group_supervision
TEST_P(Workbooks, the_sheet_begins_with_what_everyone_wrote_and_nothing_that_must_not_cross) {
    visit();
    std::string long_words = "Lee kept his appointments.";
    for (int i = 0; i < 200; ++i) long_words += " and more";
    recovery(long_words.substr(0, 1500));
    survivor("SECRET-SURVIVOR");
    poses_risk("SECRET-RISK");
    const auto meeting = plan();
    const auto draft =
        world->write_as("Bea Lunt", [&](store::Session& session, const Context& context) {
            return open_draft(session, context, {.form = "group_supervision", .meeting = meeting});
        });
    ASSERT_TRUE(draft.ok());
    const Answers& a = draft->answers;
    EXPECT_EQ(a.to_json().find("SECRET"), std::string::npos);
    EXPECT_NE(a.get("voice").find("I like it when Dad is calm"), std::string_view::npos);
    std::map<std::string, std::string> said;
    for (const int i : a.groups("contributions"))
        said[std::string(a.get(Answers::key("contributions", i, "worker")))] =
            a.get(Answers::key("contributions", i, "changed"));
    EXPECT_EQ(said.size(), 4U);  // each allocated worker, whoever has written
    const auto& ruth = said[world->workers.at("Ruth Hale").text()];
    EXPECT_NE(ruth.find("Ava showed me her drawings"), std::string::npos);
    const auto& dee = said[world->workers.at("Dee Okoro").text()];
    EXPECT_NE(dee.find("Lee kept his appointments"), std::string::npos);
    EXPECT_LE(split(dee, ' ').size(), 150U);
    EXPECT_EQ(said[world->workers.at("Priya Nair").text()], "");
    EXPECT_EQ(a.groups("attendees").size(), 6U);  // the four, the manager and business support
    EXPECT_EQ(a.groups("risk").size(), 2U);
    EXPECT_EQ(a.all("people").size(), 2U);
    // The manager opens the same sheet.
    const auto again =
        world->write_as("Carl Finch", [&](store::Session& session, const Context& context) {
            return open_draft(session, context, {.form = "group_supervision", .meeting = meeting});
        });
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again->id, draft->id);
}

TEST_P(Workbooks, the_workbook_can_be_seen_as_it_was_known_on_a_day) {
    visit();
    const Instant before = clock().now() + std::chrono::minutes(1);
    clock().advance(std::chrono::hours(30));
    recovery("Lee kept his appointments.");
    EXPECT_EQ(entries_of(book("Ruth Hale")).size(), 2U);
    auto subject = db().read([&](store::Session& session) {
        return access::load_subject(session, world->workers.at("Ruth Hale"), "direct_work",
                                    clock().now())
            .value();
    });
    const Context context{test::shipped_practice(), test::shipped_policy(), subject, clock().now(),
                          world->ids()};
    const auto then = db().read_as_known(before, [&](store::Session& session) {
        return read_workbook(session, context, world->family);
    });
    ASSERT_TRUE(then.ok());
    EXPECT_EQ(entries_of(then.value()).size(), 1U);
}

TEST_P(Workbooks, a_supervision_is_listed_until_it_is_planned) {
    world->write([&](store::Session& session, const Context& context) {
        RowWriter writer(session, context);
        ClockStart start;
        start.subject.family = world->family;
        start.from = context.now - std::chrono::hours(24 * 28);
        start.team = world->team;
        EXPECT_TRUE(start_clock(session, context, writer, "group_supervision", start).ok());
        return Done{};
    });
    const auto unplanned = [&](const char* who) {
        return world->read_as(who, [](store::Session& session, const Context& context) {
            return unplanned_supervisions(session, context);
        });
    };
    EXPECT_EQ(unplanned("Bea Lunt").size(), 1U);
    EXPECT_EQ(unplanned("Ruth Hale").size(), 1U);
    EXPECT_TRUE(unplanned("Tom Marsh").empty());
    plan();
    EXPECT_TRUE(unplanned("Bea Lunt").empty());
    const auto listed = world->read_as("Dee Okoro", [&](store::Session& s, const Context& c) {
        return list_meetings(s, c, {false, instant_of(c.today(), 0), instant_of(c.today() + 1, 0)});
    });
    EXPECT_EQ(listed.size(), 1U);
}

// proves: S3-72
// where: /families/{family}/plan
TEST_P(Workbooks, an_action_is_finished_once_with_its_evidence) {
    ActionId action, hidden;
    world->write([&](store::Session& session, const Context& context) {
        RowWriter writer(session, context);
        const auto add = [&](const char* what, const char* cls) {
            return ActionId{writer.insert("action", {{"family_id", world->family},
                                                     {"what", what},
                                                     {"owner_name", "Grandmother"},
                                                     {"due_on", "2026-12-01"},
                                                     {"status", "open"},
                                                     {"class", cls}})};
        };
        action = add("School run on Mondays", "general");
        hidden = add("Change the locks", "survivor");
        return Done{};
    });
    const auto plan_of = [&](const char* who, PlanUse use = PlanUse::read) {
        return world->read_as(who, [&](store::Session& session, const Context& context) {
            return read_family_plan(session, context, world->family, use);
        });
    };
    EXPECT_EQ(plan_of("Ruth Hale")->open.size(), 2U);
    EXPECT_EQ(plan_of("Owen Pike")->open.size(), 1U);
    EXPECT_EQ(plan_of("Ruth Hale", PlanUse::print)->open.size(), 1U);
    const auto finish = [&](const char* who, ActionId which, const char* evidence) {
        return world->write_as(who, [&](store::Session& session, const Context& context) {
            return finish_action(session, context, which, evidence, false);
        });
    };
    EXPECT_TRUE(std::holds_alternative<Refusal>(finish("Owen Pike", hidden, "x").failure()));
    EXPECT_TRUE(std::holds_alternative<Invalid>(finish("Ruth Hale", action, " ").failure()));
    EXPECT_TRUE(finish("Ruth Hale", action, "School says so").ok());
    EXPECT_TRUE(std::holds_alternative<Invalid>(finish("Ruth Hale", action, "again").failure()));
    const auto after = plan_of("Ruth Hale");
    ASSERT_EQ(after->finished.size(), 1U);
    EXPECT_EQ(after->finished.front().evidence, "School says so");
}

// where: /families/{family}/plan
// part: S2-47
// where: /families/{family}/plan
TEST_P(Workbooks, the_basis_of_each_child_tells_when_it_was_stepped_up_and_down) {
    world->write([&](store::Session& session, const Context& context) {
        RowWriter writer(session, context);
        writer.insert("cin_plan", {{"person_id", world->ava},
                                   {"referral_id", 1},
                                   {"start_date", "2026-01-10"},
                                   {"end_date", "2026-03-31"}});
        writer.insert("cp_plan", {{"person_id", world->ava},
                                  {"referral_id", 1},
                                  {"start_date", "2026-04-01"},
                                  {"end_date", "2026-09-30"}});
        writer.insert(
            "cin_plan",
            {{"person_id", world->ava}, {"referral_id", 1}, {"start_date", "2026-10-01"}});
        return Done{};
    });
    const auto plan =
        world->read_as("Ruth Hale", [&](store::Session& session, const Context& context) {
            return read_family_plan(session, context, world->family);
        });
    ASSERT_EQ(plan->children.size(), 2U);
    const auto& ava = plan->children.front();
    EXPECT_EQ(ava.now, "s17");
    ASSERT_EQ(ava.steps.size(), 3U);
    EXPECT_EQ(ava.steps[0].move, BasisMove::down);
    EXPECT_EQ(ava.steps[0].on, Date::parse("2026-10-01"));
    EXPECT_EQ(ava.steps[1].move, BasisMove::up);
    EXPECT_EQ(ava.steps[2].move, BasisMove::began);
    EXPECT_TRUE(plan->children.back().steps.empty());
}

// proves: S2-69, S0-29
// where: /families/{family}/allocate
TEST_P(Workbooks, a_new_lead_ends_the_old_one_with_a_reason_and_the_history_stays) {
    Submission s;
    s.form = "allocation";
    s.people = {world->ava, world->sam};
    s.answers.set("allocated_on", clock().today().iso());
    s.answers.set("team", world->team.text());
    s.answers.set("lead_worker", world->workers.at("Tom Marsh").text());
    s.answers.set("change_reason", "LEFTRL");
    s.answers.set("mh_practitioner", world->workers.at("Mina Roy").text());
    s.answers.set("mh_for", world->mother.text());
    world->sign("Carl Finch", s);
    const auto page_of = [&](const char* who) {
        return world->read_as(who, [&](store::Session& session, const Context& context) {
            return allocation_page(session, context, world->family, {});
        });
    };
    EXPECT_FALSE(page_of("Ruth Hale").ok());  // a manager allocates
    const auto page = page_of("Carl Finch");
    ASSERT_TRUE(page.ok());
    ASSERT_FALSE(page->lines.empty());
    EXPECT_EQ(page->lines.front().name, "Tom Marsh");
    EXPECT_TRUE(page->lines.front().lead);
    const auto& old = page->lines.back();
    EXPECT_EQ(old.name, "Ruth Hale");
    EXPECT_EQ(old.change_reason, "LEFTRL");
    EXPECT_FALSE(old.now);
    std::int64_t mental_health = 0;
    for (const auto& line : page->lines)
        if (line.name == "Mina Roy") mental_health = line.id;
    ASSERT_NE(mental_health, 0);
    const auto end = [&](std::int64_t line, const char* reason) {
        return world->write_as("Carl Finch", [&](store::Session& session, const Context& context) {
            return end_allocation(session, context, world->family, line, reason);
        });
    };
    EXPECT_FALSE(end(page->lines.front().id, "LEFTRL").ok());
    EXPECT_FALSE(end(mental_health, "nonsense").ok());
    EXPECT_TRUE(end(mental_health, "LEFTRL").ok());
}

}  // namespace
}  // namespace hearth::record

// What the forms of the work with a family leave in its record: the plan of the whole family, the
// programme, each parent's part, school, and the events of the chronology. On both databases.
#include <gtest/gtest.h>

#include <algorithm>

#include "record/chronology.h"
#include "record/entries.h"
#include "record/family_plan.h"
#include "record/workbook.h"
#include "support/small_world.h"

namespace hearth::record {
namespace {

class FamilyWork : public test::DatabaseTest {
  protected:
    using Fields = std::vector<std::pair<std::string, std::string>>;
    void SetUp() override {
        DatabaseTest::SetUp();
        world = std::make_unique<test::SmallWorld>(db(), clock());
    }
    EntryId sign(const char* worker, const char* form, std::vector<PersonId> people,
                 const Fields& fields) {
        Submission s;
        s.form = form;
        s.people = std::move(people);
        for (const auto& [field, text] : fields) s.answers.set(field, text);
        return world->sign(worker, s).entry;
    }
    // "person kind value class", current ones, in the order they were made.
    std::vector<std::string> measures(std::string_view kind) {
        static constexpr store::Sql kMeasures{"t_family_work_measures", R"(
SELECT p.given, CAST(m.value AS INTEGER), m.class FROM measure m
JOIN person p ON p.id = m.person_id AND p.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE m.kind = :kind AND m.superseded_at = '9999-12-31T23:59:59.999Z' ORDER BY p.given)"};
        std::vector<std::string> out;
        db().read([&](store::Session& session) {
            session.each(kMeasures, {{"kind", kind}}, [&](const store::Row& row) {
                out.push_back(std::string(row.text(0)) + " " + std::to_string(row.int64(1)) + " " +
                              std::string(row.text(2)));
            });
        });
        return out;
    }
    template <class F>
    auto read(const char* worker, F&& f) {
        return world->read_as(worker, std::forward<F>(f));
    }
    std::unique_ptr<test::SmallWorld> world;
};
HEARTH_ON_BOTH_DATABASES(FamilyWork);

using Lines = std::vector<std::string>;

// proves: S2-40
// where: /families/{family}/plan
TEST_P(FamilyWork, one_plan_of_the_whole_family_has_each_childs_basis_and_each_childs_actions) {
    sign("Carl Finch", "family_plan", {world->ava, world->sam},
         {{"agreed_on", "2026-11-24"},
          {"basis", "s17"},
          {"goal", "Both are fed, rested and at school."},
          {"danger", "Nobody wakes up when Lee drinks."},
          {"strengths", "Jo asks for help."},
          {"contingency", "We meet again at once and think about a strategy discussion."},
          {"family_view", "They agree."},
          {"child_view", "Ava wants Dad to come to the play."},
          {"actions.0.what", "Breakfast club every day"},
          {"actions.0.person", world->ava.text()},
          {"actions.0.owner", world->workers.at("Ruth Hale").text()},
          {"actions.0.due_on", "2026-12-01"},
          {"actions.0.child_will_know", "I eat with my friends"},
          {"actions.1.what", "Nursery three mornings"},
          {"actions.1.person", world->sam.text()},
          {"actions.1.owner_name", "Grandmother"},
          {"actions.1.due_on", "2026-12-08"},
          {"actions.1.child_will_know", "Nana takes me"},
          {"actions.2.what", "Recovery group on Tuesdays"},
          {"actions.2.person", world->father.text()},
          {"actions.2.owner", world->workers.at("Dee Okoro").text()},
          {"actions.2.due_on", "2026-12-15"},
          {"actions.2.child_will_know", "Dad is awake when I come home"}});
    const auto plan = read("Ruth Hale", [&](store::Session& session, const Context& context) {
        return read_family_plan(session, context, world->family);
    });
    ASSERT_TRUE(plan.ok());
    EXPECT_TRUE(plan->plan);
    EXPECT_EQ(plan->versions.size(), 1U);
    EXPECT_EQ(plan->danger, "Nobody wakes up when Lee drinks.");
    ASSERT_EQ(plan->children.size(), 2U);
    for (const auto& child : plan->children) EXPECT_EQ(child.now, "s17") << child.name;
    ASSERT_EQ(plan->open.size(), 3U);  // by the day they are due
    EXPECT_EQ(plan->open[0].what, "Breakfast club every day");
    EXPECT_NE(plan->open[0].person.find("Ava"), std::string::npos);
    EXPECT_EQ(plan->open[0].owner, "Ruth Hale");
    EXPECT_EQ(plan->open[0].child_will_know, "I eat with my friends");
    EXPECT_NE(plan->open[1].person.find("Sam"), std::string::npos);
    EXPECT_EQ(plan->open[1].owner, "Grandmother");
    EXPECT_NE(plan->open[2].person.find("Lee"), std::string::npos);
}

// proves: S2-28
// part: S2-43, S0-12, S0-13
// where: /families/{family}/workbook
TEST_P(FamilyWork, the_programme_is_kept_module_by_module_with_its_rulers_by_who_coordinates) {
    const auto module = [&](const Fields& more) {
        Fields fields{{"on", "2026-11-24"}, {"module", "3"}};
        fields.insert(fields.end(), more.begin(), more.end());
        sign("Ruth Hale", "parenting_programme", {world->mother}, fields);
    };
    module({{"state", "offered"}});
    clock().advance(std::chrono::hours(1));
    module({{"state", "started"},
            {"evidence", "Jo drew Ava's morning."},
            {"importance_before", "6"},
            {"confidence_before", "3"}});
    clock().advance(std::chrono::hours(1));
    module({{"state", "ended"},
            {"outcome", "completed"},
            {"evidence", "Jo sat with Ava at bedtime on four days."},
            {"importance_after", "9"},
            {"confidence_after", "6"}});
    const auto book = read("Carl Finch", [&](store::Session& session, const Context& context) {
        return read_workbook(session, context, world->family);
    });
    ASSERT_TRUE(book.ok());
    EXPECT_EQ(book->head.lead_name, "Ruth Hale");  // who coordinates the plan
    ASSERT_EQ(book->modules.size(), 8U);
    const auto card = std::find_if(book->modules.begin(), book->modules.end(),
                                   [](const ModuleCard& m) { return m.id == "3"; });
    ASSERT_NE(card, book->modules.end());
    EXPECT_EQ(card->offered, Date::parse("2026-11-24"));
    EXPECT_EQ(card->started, Date::parse("2026-11-24"));
    EXPECT_EQ(card->ended, Date::parse("2026-11-24"));
    EXPECT_EQ(card->outcome, "completed");
    EXPECT_EQ(card->confidence_before, 3);
    EXPECT_EQ(card->confidence_after, 6);
    for (const auto& m : book->modules) EXPECT_TRUE(m.id == "3" || !m.offered) << m.id;
}

// part: S2-62, S2-75
// where: /families/{family}/write/engagement
TEST_P(FamilyWork, each_parents_part_and_work_are_kept_over_time_fathers_too) {
    const auto engagement = [&](const char* on, const char* lees) {
        sign("Ruth Hale", "engagement", {world->mother, world->father},
             {{"on", on},
              {"purpose", "Ava came to school hungry."},
              {"family_words", "Jo: we want to manage."},
              {"consent", "given"},
              {"consent_person", world->mother.text()},
              {"parents.0.whose_part", world->mother.text()},
              {"parents.0.part", "full"},
              {"parents.1.whose_part", world->father.text()},
              {"parents.1.part", lees}});
    };
    engagement("2026-11-23", "unknown");
    EXPECT_EQ(measures("involvement"), (Lines{"Jo 2 general"}));  // not known is no number
    clock().advance(std::chrono::hours(1));
    engagement("2026-11-24", "absent");
    EXPECT_EQ(measures("involvement"), (Lines{"Jo 2 general", "Jo 2 general", "Lee 0 general"}));
    sign("Ruth Hale", "network_home_money", {world->mother},
         {{"on", "2026-11-24"},
          {"network", "Gran."},
          {"fgdm_offered", "no"},
          {"home", "Warm."},
          {"parents_work.0.whose_work", world->mother.text()},
          {"parents_work.0.work_is", "training"},
          {"parents_work.1.whose_work", world->father.text()},
          {"parents_work.1.work_is", "looking"}});
    EXPECT_EQ(measures("in_work"), (Lines{"Jo 1 general", "Lee 0 general"}));
}

// part: S2-74, S0-23, S3-70
// where: /families/{family}/write/child_experience
TEST_P(FamilyWork, a_childs_day_words_and_school_are_written_once_and_attendance_is_counted) {
    const auto entry = sign("Ruth Hale", "child_experience", {world->ava},
                            {{"on", "2026-11-24"},
                             {"day", "Up at six, alone until eight."},
                             {"words", "“I make my own toast.”"},
                             {"wishes", "Dad at the play."},
                             {"how", "play"},
                             {"education", "Reads well when she is there."},
                             {"attendance", "84"}});
    EXPECT_EQ(measures("attendance"), (Lines{"Ava 84 education"}));
    const auto book = read("Ruth Hale", [&](store::Session& session, const Context& context) {
        return read_workbook(session, context, world->family);
    });
    ASSERT_TRUE(book.ok());
    std::string words;
    for (const auto& part : book->parts)
        for (const auto& e : part.entries)
            if (e.id == entry)
                for (const auto& section : e.sections) words += section.id + " ";
    EXPECT_NE(words.find("voice"), std::string::npos) << words;
    EXPECT_NE(words.find("day"), std::string::npos) << words;
}

// part: S0-22, S3-71
// where: /families/{family}/chronology
TEST_P(FamilyWork, an_event_is_significant_in_the_chronology_of_the_child_it_is_about) {
    const auto entry = sign("Ruth Hale", "significant_event", {world->ava},
                            {{"happened", "2026-11-23T19:00:00Z"},
                             {"kind", "injury"},
                             {"what", "Ava burnt her hand on the cooker."},
                             {"source", "The emergency department"},
                             {"effect", "It hurt, and nobody was in the room."},
                             {"done", "Seen by a doctor; visited the same evening."}});
    sign("Ruth Hale", "case_note", {world->ava},
         {{"at", "2026-11-24T09:00:00Z"},
          {"kind", "out"},
          {"with", "School"},
          {"note", "Ava is at school."}});
    const auto lines = [&](PersonId person, bool significant) {
        const auto got = read("Carl Finch", [&](store::Session& session, const Context& context) {
            ChronologyFilter filter;
            filter.person = person;
            filter.significant = significant;
            return family_chronology(session, context, world->family, filter);
        });
        EXPECT_TRUE(got.ok());
        std::vector<EntryId> out;
        for (const auto& line : got->chronology.lines)
            if (line.is_entry) out.push_back(line.entry);
        return out;
    };
    EXPECT_EQ(lines(world->ava, false).size(), 2U);
    EXPECT_EQ(lines(world->ava, true), (std::vector<EntryId>{entry}));
    EXPECT_TRUE(lines(world->sam, false).empty());
}

// proves: S2-18
// where: /families/{family}/allocate
TEST_P(FamilyWork, an_adult_specialist_is_allocated_to_a_family_of_early_help_too) {
    TeamId hub;
    world->write([&](store::Session& session, const Context& context) {
        RowWriter writer(session, context);
        hub = TeamId{writer.insert("team", {{"agency_id", world->agency},
                                            {"name", "Family hub"},
                                            {"kind", "early_help"},
                                            {"from_date", "2020-01-01"}})};
        return Done{};
    });
    sign("Carl Finch", "allocation", {world->ava, world->sam},
         {{"allocated_on", "2026-11-24"},
          {"team", hub.text()},
          {"lead_worker", world->workers.at("Ruth Hale").text()},
          {"change_reason", "TSPROC"},
          {"mh_practitioner", world->workers.at("Mina Roy").text()},
          {"mh_for", world->mother.text()}});
    static constexpr store::Sql kHelp{"t_family_work_help", R"(
SELECT g.kind || ' ' || a.discipline || ' ' || q.requested_on || ' ' || k.rule FROM family_team t
JOIN team g ON g.id = t.team_id AND g.superseded_at = '9999-12-31T23:59:59.999Z'
JOIN allocation a ON a.family_id = t.family_id AND a.to_date IS NULL AND a.worker_id = :worker
  AND a.superseded_at = '9999-12-31T23:59:59.999Z'
JOIN adult_service_request q ON q.family_id = t.family_id AND q.discipline = a.discipline
  AND q.superseded_at = '9999-12-31T23:59:59.999Z'
JOIN clock k ON k.subject_id = q.id AND k.stopped_at IS NULL
  AND k.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE t.to_date IS NULL AND t.superseded_at = '9999-12-31T23:59:59.999Z')"};
    EXPECT_EQ(db().read([&](store::Session& session) {
        return session.one(kHelp, {{"worker", world->workers.at("Mina Roy")}},
                           [](const store::Row& row) { return std::string(row.text(0)); });
    }),
              "early_help mental_health 2026-11-24 adult_first_session");
}

// part: S3-68, S2-46
// where: /families/{family}/write/analysis
TEST_P(FamilyWork, an_analysis_says_what_harms_and_protects_and_who_sees_it_differently) {
    const Fields fields{{"on", "2026-11-24"},
                        {"harm", "Burnt hand; four nights alone."},
                        {"danger", "A fire at night."},
                        {"protective", "Gran next door."},
                        {"missing", "How often Lee drinks."},
                        {"motivation", "Jo came to five of six sessions."},
                        {"ability", "Jo wakes at the alarm."},
                        {"timescale", "By Christmas."},
                        {"must_change", "Somebody is awake."},
                        {"so_what", "Ava looks after Sam at night."},
                        {"change", "more"},
                        {"risk", "7"},
                        {"dissent", "yes"},
                        {"dissent_words", "Dee thinks it is less."}};
    for (const char* left_out : {"harm", "protective", "motivation", "dissent_words"}) {
        Submission s;
        s.form = "analysis";
        s.family = world->family;
        s.answers.set("people", std::vector<std::string>{world->ava.text()});
        for (const auto& [field, text] : fields)
            if (field != left_out) s.answers.set(field, text);
        const auto done =
            world->write_as("Ruth Hale", [&](store::Session& session, const Context& context) {
                return sign_entry(session, context, s);
            });
        EXPECT_FALSE(done.ok()) << left_out;
    }
    sign("Ruth Hale", "analysis", {world->ava}, fields);
    EXPECT_EQ(measures("risk"), (Lines{"Ava 7 general"}));
}

}  // namespace
}  // namespace hearth::record

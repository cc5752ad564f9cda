// What each discipline writes in its part of the workbook, signed through the shipped practice: the
// words under their own class, the measures, and how long the family waited.
#include <gtest/gtest.h>

#include "record/chronology.h"
#include "record/rows.h"
#include "support/small_world.h"

namespace hearth::record {
namespace {

using store::Sql;

class Sections : public test::DatabaseTest {
  protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        world = std::make_unique<test::SmallWorld>(db(), clock());
    }
    using Fields = std::vector<std::pair<const char*, const char*>>;
    EntryId session(const char* worker, const char* form, std::vector<PersonId> people,
                    const Fields& fields) {
        Submission s;
        s.form = form;
        s.people = std::move(people);
        s.answers.set("on", "2026-11-23");
        for (const auto& [field, text] : fields) s.answers.set(field, text);
        return world->sign(worker, s).entry;
    }
    static Fields specialist(const Fields& more) {
        Fields all{
            {"minutes", "50"},   {"attended", "yes"},  {"assessed", "yes"},
            {"ended", "no"},     {"effect", "Calmer"}, {"risk_now", "less"},
            {"importance", "8"}, {"confidence", "4"},  {"why_not_lower", "For the children"}};
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
    // "section|class" of each stored section, and whether some section of the class holds the
    // words.
    std::vector<std::string> sections(EntryId entry) {
        static constexpr Sql kAll{"t_sections", R"(
SELECT s.section, s.class FROM entry_section s JOIN entry e ON e.version_id = s.version_id
WHERE e.id = :entry ORDER BY s.section)"};
        return lines(kAll, {{"entry", entry}});
    }
    bool holds(EntryId entry, const char* cls, std::string_view words) {
        static constexpr Sql kAnswers{"t_answers", R"(
SELECT s.answers FROM entry_section s JOIN entry e ON e.version_id = s.version_id
WHERE e.id = :entry AND s.class = :class)"};
        for (const auto& line : lines(kAnswers, {{"entry", entry}, {"class", cls}}, 1))
            if (line.find(words) != std::string::npos) return true;
        return false;
    }
    std::vector<std::string> lines(const Sql& sql, const store::Params& params, int columns = 2) {
        std::vector<std::string> out;
        db().read([&](store::Session& session) {
            session.each(sql, params, [&](const store::Row& row) {
                std::string line(row.text(0));
                if (columns > 1) line += "|" + std::string(row.text(1));
                out.push_back(std::move(line));
            });
            return Done{};
        });
        return out;
    }
    double measure(PersonId person, const char* kind) {
        static constexpr Sql kMeasure{"t_measure", R"(
SELECT value FROM measure WHERE person_id = :person AND kind = :kind
  AND superseded_at = '9999-12-31T23:59:59.999Z')"};
        return db().read([&](store::Session& session) {
            return session
                .one(kMeasure, {{"person", person}, {"kind", kind}},
                     [](const store::Row& row) { return row.real(0); })
                .value_or(-1);
        });
    }
    void ask_specialist(PersonId person, const char* discipline) {
        world->write([&](store::Session& session, const Context& context) {
            RowWriter w(session, context);
            w.insert("adult_service_request", {{"family_id", world->family},
                                               {"person_id", person},
                                               {"discipline", discipline},
                                               {"requested_on", "2026-11-02"}});
            return Done{};
        });
    }
    std::vector<std::string> waits() {
        static constexpr Sql kWaits{"t_waits", R"(
SELECT first_session_on, assessed_on FROM adult_service_request
WHERE superseded_at = '9999-12-31T23:59:59.999Z')"};
        return lines(kWaits, {});
    }
    bool in_chronology(const char* worker, PersonId person, EntryId entry) {
        return world->read_as(worker, [&](store::Session& session, const Context& context) {
            ChronologyFilter filter;
            filter.person = person;
            const auto read = family_chronology(session, context, world->family, filter);
            EXPECT_TRUE(read.ok());
            if (!read) return false;
            for (const auto& line : read->chronology.lines)
                if (line.entry == entry) return true;
            return false;
        });
    }
    std::unique_ptr<test::SmallWorld> world;
};
HEARTH_ON_BOTH_DATABASES(Sections);

// proves: S2-29
// part: S0-14, S3-70
// where: /families/{family}/write/direct_work
TEST_P(Sections, a_family_practitioners_direct_work_is_written_once_with_the_childrens_words) {
    world->write([&](store::Session& session, const Context& context) {
        RowWriter w(session, context);
        const WorkerId jan{w.insert("worker", {{"agency_id", world->agency},
                                               {"name", "Jan Poole"},
                                               {"job_title", "Family practitioner"},
                                               {"discipline", "family_practice"},
                                               {"from_date", "2020-01-01"}})};
        world->workers["Jan Poole"] = jan;
        w.insert(
            "worker_role",
            {{"worker_id", jan}, {"role", "family_practitioner"}, {"from_date", "2020-01-01"}});
        w.insert("team_member",
                 {{"team_id", world->team}, {"worker_id", jan}, {"from_date", "2020-01-01"}});
        return Done{};
    });
    const auto entry = session("Jan Poole", "direct_work", {world->ava, world->sam},
                               {{"minutes", "45"},
                                {"aim", "A day in my life"},
                                {"tools", "day_in_my_life"},
                                {"happened", "They drew their evening."},
                                {"meaning", "Bedtime is the hard part."},
                                {"words", "I hide when it is loud."}});
    ASSERT_TRUE(entry);
    EXPECT_TRUE(holds(entry, "general", "They drew their evening."));
    EXPECT_TRUE(holds(entry, "voice", "I hide when it is loud."));
    EXPECT_FALSE(holds(entry, "general", "I hide when it is loud."));
    EXPECT_TRUE(in_chronology("Ruth Hale", world->ava, entry));
    EXPECT_TRUE(in_chronology("Ruth Hale", world->sam, entry));
    EXPECT_FALSE(in_chronology("Ruth Hale", world->mother, entry));
}

// proves: S2-30
// part: S0-11, S0-12
// where: /families/{family}/write/substance
TEST_P(Sections, recovery_work_keeps_use_screening_treatment_and_motivation) {
    ask_specialist(world->father, "recovery");
    const auto entry = session("Dee Okoro", "substance", {world->father},
                               specialist({{"summary_words", "First session."},
                                           {"used", "alcohol"},
                                           {"pattern", "Weekends, alone"},
                                           {"audit", "22"},
                                           {"treatment", "engaged"},
                                           {"goal", "Dry by Christmas"},
                                           {"relapse_plan", "Calls his brother"},
                                           {"storage", "yes"}}));
    ASSERT_TRUE(entry);
    for (const char* words : {"alcohol", "Weekends, alone", "22", "engaged", "Calls his brother"})
        EXPECT_TRUE(holds(entry, "substance", words)) << words;
    EXPECT_FALSE(holds(entry, "general", "Weekends"));
    EXPECT_TRUE(holds(entry, "general", "Calmer"));
    EXPECT_EQ(measure(world->father, "importance"), 8);
    EXPECT_EQ(measure(world->father, "confidence"), 4);
    EXPECT_EQ(waits(), std::vector<std::string>{"2026-11-23|2026-11-23"});
}

// proves: S2-33
// where: /families/{family}/write/mental_health
TEST_P(Sections, mental_health_work_keeps_scores_a_crisis_plan_and_how_long_they_waited) {
    ask_specialist(world->mother, "mental_health");
    const Fields low{{"summary_words", "Low for some weeks."},
                     {"presentation", "Tired, tearful"},
                     {"mood_score", "17"},
                     {"anxiety_score", "11"},
                     {"treatment", "referred"},
                     {"wellbeing", "3"},
                     {"self_harm", "yes"},
                     {"crisis_plan", "Rings the night line; Nan has the children"}};
    const auto entry = session("Mina Roy", "mental_health", {world->mother}, specialist(low));
    ASSERT_TRUE(entry);
    for (const char* words : {"17", "11", "Nan has the children", "referred"})
        EXPECT_TRUE(holds(entry, "mental_health", words)) << words;
    EXPECT_EQ(measure(world->mother, "wellbeing"), 3);
    EXPECT_EQ(waits(), std::vector<std::string>{"2026-11-23|2026-11-23"});
}

// proves: S2-31
// where: /families/{family}/write/survivor
TEST_P(Sections, a_survivors_safety_plan_and_marac_are_hers_and_unknown_on_the_other_side) {
    const auto entry = session("Priya Nair", "survivor", {world->mother},
                               specialist({{"summary_words", "She spoke of the summer."},
                                           {"told", "canary-told"},
                                           {"checklist", "16"},
                                           {"high_risk", "yes"},
                                           {"marac_on", "2026-11-23"},
                                           {"safety_plan", "canary-plan"}}));
    ASSERT_TRUE(entry);
    EXPECT_TRUE(holds(entry, "survivor", "canary-plan"));
    for (const auto& line : sections(entry)) EXPECT_TRUE(line.ends_with("|survivor")) << line;
    static constexpr Sql kFlag{"t_flag", R"(
SELECT kind, class FROM flag WHERE superseded_at = '9999-12-31T23:59:59.999Z')"};
    EXPECT_EQ(lines(kFlag, {}), std::vector<std::string>{"marac|survivor"});
    EXPECT_TRUE(in_chronology("Priya Nair", world->mother, entry));
    EXPECT_FALSE(in_chronology("Owen Pike", world->mother, entry));
}

// proves: S2-32
// where: /families/{family}/write/poses_risk
TEST_P(Sections, work_with_the_person_who_poses_risk_keeps_its_own_words_programme_and_orders) {
    const auto entry = session("Owen Pike", "poses_risk", {world->father},
                               specialist({{"summary_words", "Second session."},
                                           {"responsibility", "Says that he frightened them"},
                                           {"change_talk", "I do not want to be my dad"},
                                           {"programme", "Group, week 3 of 26"},
                                           {"orders", "Licence until 1 March 2027; probation"},
                                           {"contact_children", "Supervised, Saturdays"}}));
    ASSERT_TRUE(entry);
    for (const char* words : {"Group, week 3", "Licence until", "frightened them"})
        EXPECT_TRUE(holds(entry, "poses_risk", words)) << words;
    for (const auto& line : sections(entry)) EXPECT_TRUE(line.ends_with("|poses_risk")) << line;
    EXPECT_TRUE(in_chronology("Owen Pike", world->father, entry));
    EXPECT_FALSE(in_chronology("Priya Nair", world->father, entry));
}

// proves: S0-10
// part: S4-05
TEST_P(Sections, workers_of_two_agencies_write_one_record_each_in_their_own_section) {
    world->write([&](store::Session& session, const Context& context) {
        RowWriter w(session, context);
        const auto trust = w.insert(
            "agency",
            {{"name", "Westmere NHS Trust"}, {"kind", "health"}, {"agreement_from", "2020-01-01"}});
        const WorkerId nia{w.insert("worker", {{"agency_id", trust},
                                               {"name", "Nia Fox"},
                                               {"job_title", "Recovery worker"},
                                               {"discipline", "recovery"},
                                               {"from_date", "2020-01-01"}})};
        world->workers["Nia Fox"] = nia;
        w.insert("worker_role",
                 {{"worker_id", nia}, {"role", "recovery_worker"}, {"from_date", "2020-01-01"}});
        w.insert("team_member",
                 {{"team_id", world->team}, {"worker_id", nia}, {"from_date", "2020-01-01"}});
        return Done{};
    });
    const Fields use{{"summary_words", "Met at the clinic."},
                     {"pattern", "Evenings"},
                     {"treatment", "engaged"},
                     {"relapse_plan", "Rings the clinic"},
                     {"storage", "yes"}};
    const auto hers = session("Nia Fox", "substance", {world->father}, specialist(use));
    const auto note = session("Ruth Hale", "direct_work", {world->ava},
                              {{"minutes", "30"},
                               {"aim", "Play"},
                               {"tools", "play"},
                               {"happened", "Blocks"},
                               {"meaning", "Settled"}});
    ASSERT_TRUE(hers && note);
    EXPECT_TRUE(in_chronology("Ruth Hale", world->father, hers));
    EXPECT_TRUE(in_chronology("Nia Fox", world->ava, note));
    Submission not_hers;
    not_hers.form = "survivor";
    not_hers.family = world->family;
    not_hers.people = {world->mother};
    const auto refused =
        world->write_as("Nia Fox", [&](store::Session& session, const Context& context) {
            return sign_entry(session, context, not_hers);
        });
    ASSERT_FALSE(refused.ok());
    EXPECT_TRUE(std::holds_alternative<Refusal>(refused.failure()));
}

}  // namespace
}  // namespace hearth::record

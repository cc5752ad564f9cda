// What is asked again and again: assessments beside each other, graded care, parents' progress.
#include <gtest/gtest.h>

#include <algorithm>

#include "record/compare_entries.h"
#include "record/entries.h"
#include "record/family_measures.h"
#include "support/small_world.h"

namespace hearth::test {
namespace {

using record::Changed;
using Fields = std::initializer_list<std::pair<const char*, const char*>>;

class Measures : public DatabaseTest {
  protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        world = std::make_unique<SmallWorld>(db(), clock());
        add("Vera Stone", "management", "service_manager");
        add("Omar Reid", "management", "mash_manager");
    }
    void add(const std::string& name, const char* discipline, const char* role) {
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
            return Done{};
        });
    }
    void TearDown() override {
        world.reset();
        DatabaseTest::TearDown();
    }
    void on(const char* at) { clock().set(Instant::parse(at).value()); }
    record::Signed write(const std::string& who, const char* form, std::vector<PersonId> people,
                         Fields fields) {
        record::Submission submission;
        submission.form = form;
        submission.people = std::move(people);
        for (const auto& [field, text] : fields) submission.answers.set(field, text);
        return world->sign(who, std::move(submission));
    }
    record::FamilyProgress progress(const std::string& who) {
        auto read =
            world->read_as(who, [&](store::Session& session, const record::Context& context) {
                return record::family_progress(session, context, world->family);
            });
        EXPECT_TRUE(read);
        return std::move(read).value();
    }
    static const record::ProgressSeries* of(const record::FamilyProgress& progress,
                                            std::string_view kind) {
        for (const auto& parent : progress.parents)
            for (const auto& series : parent.series)
                if (series.kind == kind) return &series;
        return nullptr;
    }

    std::unique_ptr<SmallWorld> world;
};
HEARTH_ON_BOTH_DATABASES(Measures);

// The whole of it: the same questions at the start, at each supervision, at the end, and six and
// twelve months after, each number on the page at its point.
// proves: S0-13
// where: /families/{family}/progress
TEST_P(Measures, a_parents_progress_is_one_page_from_the_start_to_a_year_after_the_end) {
    write("Ruth Hale", "parent_progress", {world->mother},
          {{"on", "2026-11-24"},
           {"point", "start"},
           {"words", "I want the rows to stop."},
           {"parenting", "4"},
           {"importance", "8"},
           {"confidence", "3"},
           {"substance_use", "8"},
           {"wellbeing", "3"},
           {"safety", "2"}});
    // What a survivor says of safety is for those who read that class, and nobody else.
    const auto now = [&](const char* who) { return progress(who); };
    EXPECT_NE(of(now("Priya Nair"), "abuse_safety"), nullptr);
    EXPECT_EQ(of(now("Owen Pike"), "abuse_safety"), nullptr);
    EXPECT_EQ(of(now("Dee Okoro"), "abuse_safety"), nullptr);
    EXPECT_NE(of(now("Dee Okoro"), "substance_use"), nullptr);
    for (const char* day : {"2026-12-22T10:00:00Z", "2027-01-19T10:00:00Z"}) {
        on(day);
        const Date today = date_of(clock().now());
        record::Submission s;
        s.form = "parent_progress";
        s.people = {world->mother};
        s.answers.set("on", today.iso());
        s.answers.set("point", "supervision");
        s.answers.set("words", "Better days.");
        s.answers.set("parenting", today.month() == 12 ? "5" : "6");
        s.answers.set("substance_use", today.month() == 12 ? "6" : "4");
        world->sign("Ruth Hale", s);
    }
    on("2027-04-06T10:00:00Z");
    write("Ruth Hale", "parent_progress", {world->mother},
          {{"on", "2027-04-06"},
           {"point", "close"},
           {"words", "We manage."},
           {"parenting", "8"},
           {"substance_use", "2"}});
    write("Carl Finch", "case_closure", {world->ava, world->sam},
          {{"closed_on", "2027-04-06"},
           {"reason_code", "RC7"},
           {"reason", "Better."},
           {"remaining", "None."},
           {"to_early_help", "no"},
           {"family_told", "In person."},
           {"letter_on", "2027-04-06"},
           {"close_family", "yes"},
           {"voice", "Good."}});
    // Nobody works with the family any more: the head of the service asks.
    on("2027-10-06T10:00:00Z");
    write("Vera Stone", "parent_progress", {world->mother},
          {{"on", "2027-10-06"},
           {"point", "after_6"},
           {"words", "Still."},
           {"parenting", "7"},
           {"substance_use", "2"}});
    on("2028-04-06T10:00:00Z");
    write("Vera Stone", "parent_progress", {world->mother},
          {{"on", "2028-04-06"},
           {"point", "after_12"},
           {"words", "Still."},
           {"parenting", "8"},
           {"substance_use", "1"}});

    const auto read = progress("Vera Stone");
    ASSERT_EQ(read.parents.size(), 1U);
    EXPECT_EQ(read.parents[0].name, "Jo Ashworth");
    const auto* use = of(read, "substance_use");
    ASSERT_NE(use, nullptr);
    ASSERT_EQ(use->points.size(), 6U);
    EXPECT_EQ(use->at("start")->value, 8);
    EXPECT_EQ(use->at("supervision")->value, 4);  // the last of two
    EXPECT_EQ(use->at("supervision")->on.iso(), "2027-01-19");
    EXPECT_EQ(use->at("close")->value, 2);
    EXPECT_EQ(use->at("after_6")->value, 2);
    EXPECT_EQ(use->at("after_12")->value, 1);
    EXPECT_TRUE(record::smaller_is_better("substance_use"));
    EXPECT_FALSE(record::smaller_is_better("parenting"));
    EXPECT_EQ(of(read, "parenting")->at("after_12")->value, 8);
    EXPECT_NE(of(read, "abuse_safety"), nullptr);
    // The front door reads neither what a survivor says nor what is substance or mental health.
    const auto duty = progress("Omar Reid");
    EXPECT_NE(of(duty, "parenting"), nullptr);
    EXPECT_EQ(of(duty, "abuse_safety"), nullptr);
    EXPECT_EQ(of(duty, "substance_use"), nullptr);
}

// where: /families/{family}/care-graded
TEST_P(Measures, graded_care_is_kept_by_carer_area_and_item_over_time) {
    const auto grade = [&](const char* day, const char* at, const char* food, const char* warmth) {
        on(at);
        record::Submission s;
        s.form = "neglect_profile";
        s.people = {world->ava};
        for (const auto& [field, text] : Fields{{"on", day},
                                                {"seen", "Four visits."},
                                                {"food", food},
                                                {"clothing", "3"},
                                                {"washing", "3"},
                                                {"home", "2"},
                                                {"warmth", warmth},
                                                {"physical_words", "x"},
                                                {"safety_words", "x"},
                                                {"affection_words", "x"},
                                                {"esteem_words", "x"},
                                                {"meaning", "x"},
                                                {"carer_view", "x"},
                                                {"next", "x"},
                                                {"voice", "x"}})
            s.answers.set(field, text);
        s.answers.set("carer", world->mother.text());
        world->sign("Ruth Hale", s);
    };
    grade("2026-11-24", "2026-11-24T10:00:00Z", "4", "1");
    grade("2027-02-22", "2027-02-22T10:00:00Z", "2", "1");
    const auto profiles = [&](const std::string& who) {
        return world->read_as(who, [&](store::Session& session, const record::Context& context) {
            return record::care_profiles(session, context, world->family);
        });
    };
    const auto read = profiles("Ruth Hale");
    ASSERT_TRUE(read);
    ASSERT_EQ(read->profiles.size(), 1U);
    const auto& profile = read->profiles[0];
    EXPECT_EQ(profile.child, world->ava);
    EXPECT_EQ(profile.carer_name, "Jo Ashworth");
    ASSERT_EQ(profile.days.size(), 2U);
    EXPECT_EQ(profile.items.size(), 5U);
    EXPECT_EQ(profile.worst("physical", profile.days[0]), 4);
    EXPECT_EQ(profile.worst("physical", profile.days[1]), 3);
    EXPECT_EQ(profile.worst("affection", profile.days[1]), 1);
    EXPECT_EQ(profile.worst("esteem", profile.days[1]), std::nullopt);  // not seen
    EXPECT_FALSE(profiles("Tom Marsh"));
}

// where: /families/{family}/assessments/compare
TEST_P(Measures, two_assessments_stand_beside_each_other_question_by_question) {
    const auto assess = [&](const char* at, const char* health, const char* history,
                            const char* outside, const char* voice) {
        on(at);
        record::Submission s;
        s.form = "child_and_family_assessment";
        s.people = {world->ava};
        const auto* form = shipped_practice().form("child_and_family_assessment");
        // Every question that must be answered, in one way; those below in another.
        for (const auto& section : form->sections) {
            const auto key = [&](const std::string& field) {
                return section.repeat.empty() ? field : Answers::key(section.repeat, 0, field);
            };
            for (const auto& field : section.fields) {
                if (!field.required || field.when) continue;
                using practice::FieldType;
                if (field.type == FieldType::person || field.type == FieldType::people)
                    s.answers.set(key(field.id), world->ava.text());
                else if (field.type == FieldType::date)
                    s.answers.set(key(field.id), date_of(clock().now()).iso());
                else if (field.type == FieldType::yes_no)
                    s.answers.set(key(field.id), "yes");
                else if (field.type == FieldType::choice || field.type == FieldType::choices)
                    s.answers.set(key(field.id),
                                  shipped_practice().code_list(field.codes)->codes.front().id);
                else if (field.type == FieldType::scale || field.type == FieldType::number)
                    s.answers.set(key(field.id), "3");
                else
                    s.answers.set(key(field.id), "As before.");
            }
        }
        s.answers.set("delay_reason", "A new worker");
        s.answers.set("children.0.health", health);
        s.answers.set("history", history);
        if (*outside != '\0') s.answers.set("outside", outside);
        s.answers.set("voices.0.voice", voice);
        return world->sign("Carl Finch", s).entry;
    };
    const auto first = assess("2026-11-24T10:00:00Z", "Asthma, not treated.", "Known.",
                              "Followed from school.", "I am hungry.");
    const auto second =
        assess("2027-03-02T10:00:00Z", "Asthma, treated.", "Known.", "", "I like breakfast club.");
    const auto compare = [&](const std::string& who, EntryId now = {}, EntryId before = {}) {
        return world->read_as(who, [&](store::Session& session, const record::Context& context) {
            return record::compare_entries(session, context, world->family,
                                           "child_and_family_assessment", now, before);
        });
    };
    const auto read = compare("Ruth Hale");
    ASSERT_TRUE(read);
    ASSERT_TRUE(read->now && read->before);
    EXPECT_EQ(read->now->id, second);
    EXPECT_EQ(read->before->id, first);
    const auto line = [&](std::string_view label) -> const record::ComparedLine* {
        for (const auto& section : read->sections)
            for (const auto& group : section.groups)
                for (const auto& one : group.lines)
                    if (one.label == label) return &one;
        return nullptr;
    };
    ASSERT_NE(line("Health"), nullptr);
    EXPECT_EQ(line("Health")->how, Changed::changed);
    EXPECT_EQ(line("Health")->before, "Asthma, not treated.");
    EXPECT_EQ(line("Health")->now, "Asthma, treated.");
    EXPECT_EQ(line("Family history")->how, Changed::same);
    EXPECT_EQ(line("Harm outside the home")->how, Changed::gone);
    EXPECT_EQ(read->gone, 1);
    EXPECT_GE(read->changed, 2);
    EXPECT_GT(read->same, 5);
    // Each child's own group says whose it is.
    bool named = false;
    for (const auto& section : read->sections)
        for (const auto& group : section.groups) named = named || group.about.starts_with("Ava");
    EXPECT_TRUE(named);
    // The other way round; and an entry of no such kind is refused.
    EXPECT_EQ(compare("Ruth Hale", first, second)->added, 1);
    EXPECT_FALSE(compare("Ruth Hale", EntryId{99}, first));
    EXPECT_FALSE(compare("Tom Marsh"));
    // A section of a class that the reader does not see is in neither.
    const auto supported = compare("Bea Lunt");
    ASSERT_TRUE(supported);
}

}  // namespace
}  // namespace hearth::test

// The pathway as stories in files: tests/record/stories/*.yaml sign the shipped forms one after the
// other on both databases, and say what must then run, have stopped, be refused and be kept. A
// story is added or changed without compiling.
//
// Every story is told in both profiles; a step may change it (profile:), as an authority would that
// moves from one to the other with open families.
//
// A step: now (an instant, kept until the next), as (a worker of the small authority), form,
// people, answers; then refused (the field), clocks (rule: due day, of the first one ticked or the
// family), stopped (rules that do not run), rows (table, of, has; '*' for anything). $ava, $sam,
// $mother, $father stand for ids.
//
// tests/browser/pathway.test.mjs plays the same files through the pages; a few words are for it.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "practice/yaml.h"
#include "record/entries.h"
#include "support/small_world.h"

namespace hearth::record {
namespace {

using practice::Node;

const practice::Practice& shipped(const std::string& profile) {
    static std::map<std::string, practice::Loaded> known;
    auto found = known.find(profile);
    if (found == known.end())
        found = known
                    .emplace(profile, practice::load_practice(
                                          std::string(HEARTH_SOURCE_DIR) + "/practice", profile))
                    .first;
    if (!found->second.ok())
        throw std::runtime_error(practice::to_text(found->second.problems.front()));
    return found->second.practice;
}

// A database and a small authority of its own for one story.
class Story {
  public:
    Story(test::Server server, const std::string& profile)
        : practice_(&shipped(profile)),
          clock_(*Instant::parse("2026-11-22T09:00:00.000Z")),
          files_(server) {
        auto config = files_.config();
        config.clock = &clock_;
        db_ = store::Database::open(config);
        world = std::make_unique<test::SmallWorld>(db(), clock());
        world->write([&](store::Session& session, const Context& context) {
            RowWriter writer(session, context);
            add(writer, "Iris Vane", "reviewing", "conference_chair");
            add(writer, "Sue Hart", "management", "service_manager");
            return Done{};
        });
        who = {{"$ava", world->ava},
               {"$sam", world->sam},
               {"$mother", world->mother},
               {"$father", world->father}};
    }
    void tell(const std::string& name, const Node& steps) {
        for (const Node& one : steps.items) {
            SCOPED_TRACE(name + ".yaml:" + std::to_string(one.line));
            step(one);
        }
    }

  private:
    store::Database& db() { return *db_; }
    ManualClock& clock() { return clock_; }
    void add(RowWriter& writer, const char* name, const char* discipline, const char* role) {
        const WorkerId id{writer.insert("worker", {{"agency_id", world->agency},
                                                   {"name", name},
                                                   {"job_title", role},
                                                   {"discipline", discipline},
                                                   {"from_date", "2020-01-01"}})};
        writer.insert("worker_role",
                      {{"worker_id", id}, {"role", role}, {"from_date", "2020-01-01"}});
        writer.insert("team_member", {{"team_id", world->team},
                                      {"worker_id", id},
                                      {"fte", 1.0},
                                      {"from_date", "2020-01-01"}});
        world->workers[name] = id;
    }

    std::string filled(const std::string& text) const {
        const auto person = who.find(text);
        return person == who.end() ? text : person->second.text();
    }
    static std::string said(const Node& step, const char* key) {
        const Node* node = step.get(key);
        return node == nullptr ? std::string() : node->text;
    }
    void step(const Node& step) {
        for (const auto& entry : step.entries)
            EXPECT_TRUE(kKnown.contains(entry.key)) << "no such word in a step: " << entry.key;
        if (const auto now = said(step, "now"); !now.empty()) {
            const auto at = Instant::parse(now);
            ASSERT_TRUE(at) << now;
            clock().set(*at);
        }
        if (const auto profile = said(step, "profile"); !profile.empty())
            practice_ = &shipped(profile);
        PersonId subject = world->ava;
        if (const auto form = said(step, "form"); !form.empty()) subject = sign(step, form);
        const auto running = clocks(subject);
        if (const Node* due = step.get("clocks"))
            for (const auto& entry : due->entries) {
                const auto found = running.find(entry.key);
                if (found == running.end()) {
                    ADD_FAILURE() << entry.key << " does not run";
                } else {
                    EXPECT_EQ(found->second, entry.value.text) << entry.key;
                }
            }
        if (const Node* stopped = step.get("stopped")) {
            for (const Node& rule : stopped->items)
                EXPECT_FALSE(running.contains(rule.text)) << rule.text << " still runs";
        }
        if (const Node* rows = step.get("rows"))
            for (const Node& row : rows->items) kept(row);
    }
    PersonId sign(const Node& step, const std::string& form) {
        Submission s;
        s.form = form;
        s.family = world->family;
        if (const Node* people = step.get("people"))
            for (const Node& person : people->items) s.people.push_back(who.at(person.text));
        if (s.people.empty()) s.people = {world->ava};
        std::vector<std::string> ticked;
        for (const auto person : s.people) ticked.push_back(person.text());
        s.answers.set("people", ticked);
        if (const Node* answers = step.get("answers"))
            for (const auto& entry : answers->entries) {
                std::vector<std::string> texts;
                if (entry.value.kind == Node::Kind::list)
                    for (const Node& item : entry.value.items) texts.push_back(filled(item.text));
                else
                    texts.push_back(filled(entry.value.text));
                s.answers.set(entry.key, texts);
            }
        const auto done =
            world->write_as(said(step, "as"), [&](store::Session& session, const Context& context) {
                const Context here{*practice_, context.policy, context.subject, context.now,
                                   context.ids};
                return sign_entry(session, here, s);
            });
        const Node* refused = step.get("refused");
        if (refused == nullptr) {
            EXPECT_TRUE(done.ok()) << form << ": " << why(done);
            return s.people.front();
        }
        if (done.ok()) {
            ADD_FAILURE() << form << " was not refused";
            return s.people.front();
        }
        const auto* wrong = std::get_if<Invalid>(&done.failure());
        EXPECT_TRUE(wrong != nullptr && wrong->errors.size() == 1 &&
                    wrong->errors.front().field == refused->text)
            << form << " was refused for something else: " << why(done);
        return s.people.front();
    }
    static std::string why(const Result<Signed>& done) {
        if (done.ok()) return "signed";
        if (const auto* wrong = std::get_if<Invalid>(&done.failure())) {
            std::string out;
            for (const auto& error : wrong->errors)
                out += error.field + " (" + error.code + "): " + error.message + "; ";
            return out;
        }
        if (const auto* no = std::get_if<Refusal>(&done.failure()))
            return "not allowed: " + no->rule;
        return std::get<Fault>(done.failure()).what;
    }
    // Running clocks of the person and of the family: rule and due day.
    std::map<std::string, std::string> clocks(PersonId person) {
        static constexpr store::Sql kClocks{"pathway_stories_clocks", R"(
SELECT rule, date_part_of(due_at) FROM clock
WHERE (person_id = :person OR (person_id IS NULL AND family_id = :family)) AND stopped_at IS NULL
  AND superseded_at = '9999-12-31T23:59:59.999Z')"};
        return db().read([&](store::Session& session) {
            std::map<std::string, std::string> out;
            session.each(kClocks, {{"person", person}, {"family", world->family}},
                         [&](const store::Row& row) { out.emplace(row.text(0), row.text(1)); });
            return out;
        });
    }
    // The last row of a table that is this person's, or else the family's.
    void kept(const Node& row) {
        const auto table = said(row, "table");
        const auto of = said(row, "of");
        const std::string key = of == "family" ? "family_id" : "person_id";
        const store::Value id =
            of == "family" ? store::Value(world->family) : store::Value(who.at(of));
        const Node* has = row.get("has");
        ASSERT_NE(has, nullptr);
        for (const auto& entry : has->entries) {
            const auto sql =
                store::Sql::trusted("pathway_stories_" + table + "_" + entry.key + "_" + key,
                                    "SELECT coalesce(CAST(" + entry.key + " AS TEXT), '') FROM " +
                                        table + " WHERE " + key +
                                        " = :id AND superseded_at = '9999-12-31T23:59:59.999Z' "
                                        "ORDER BY id DESC LIMIT 1");
            const auto found = db().read([&](store::Session& session) {
                return session.one(sql, {{"id", id}},
                                   [](const store::Row& one) { return std::string(one.text(0)); });
            });
            if (!found) {
                ADD_FAILURE() << "no row of " << table << " for " << of;
            } else if (entry.value.text == "*") {
                EXPECT_NE(*found, "") << table << "." << entry.key;
            } else {
                // In the table a person is the number itself.
                const auto person = who.find(entry.value.text);
                EXPECT_EQ(*found, person == who.end() ? entry.value.text
                                                      : std::to_string(person->second.value))
                    << table << "." << entry.key;
            }
        }
    }
    inline static const std::set<std::string> kKnown{
        "now", "as", "form", "people", "answers", "refused", "clocks", "stopped", "rows", "profile",
        // for the browser, tests/browser/lib/pathway.mjs
        "says", "sees", "written_by", "returned"};
    const practice::Practice* practice_;
    ManualClock clock_;
    test::TestDatabase files_;
    std::unique_ptr<store::Database> db_;
    std::unique_ptr<test::SmallWorld> world;
    std::map<std::string, PersonId> who;
};

class PathwayStories : public testing::TestWithParam<test::Server> {
  protected:
    // All stories of one file.
    void tell(const std::string& name) {
        const std::string path =
            std::string(HEARTH_SOURCE_DIR) + "/tests/record/stories/" + name + ".yaml";
        std::ifstream in(path);
        std::ostringstream text;
        text << in.rdbuf();
        ASSERT_TRUE(in) << path;
        std::vector<practice::Problem> problems;
        const auto file = practice::parse_yaml(name + ".yaml", text.str(), problems);
        for (const auto& problem : problems) ADD_FAILURE() << practice::to_text(problem);
        ASSERT_TRUE(file && file->kind == Node::Kind::list && !file->items.empty()) << path;
        for (const Node& story : file->items) {
            const Node* title = story.get("story");
            const Node* steps = story.get("steps");
            ASSERT_TRUE(title != nullptr && steps != nullptr) << path << ":" << story.line;
            SCOPED_TRACE(title->text);
            for (const char* profile : {"family-help", "cin-early-help"}) {
                SCOPED_TRACE(profile);
                Story(GetParam(), profile).tell(name, *steps);
            }
        }
    }
};
HEARTH_ON_BOTH_DATABASES(PathwayStories);

// proves: S1-08, S1-09
// part: S1-10, S4-20, S4-26
// where: /families/{family}/steps
TEST_P(PathwayStories, a_service_has_criteria_and_intensity_and_is_asked_about_months_later) {
    tell("services");
}

// proves: S1-11
// where: /families/{family}/write/family_group_conference
TEST_P(PathwayStories,
       family_group_decision_making_is_offered_held_reviewed_and_fills_the_court_step) {
    tell("family_group");
}

// proves: S3-61
// part: S2-47, S3-59, S3-64, S2-79
// where: /families/{family}/write/step_change
TEST_P(PathwayStories, stepping_up_or_down_is_one_action_that_is_answered_and_checked_later) {
    tell("steps_up_and_down");
}

// part: S2-67
// where: /families/{family}/steps
TEST_P(PathwayStories, an_enquiry_leads_to_a_conference_in_time_and_never_at_a_weekend) {
    tell("protection");
}

// where: /families/{family}/meetings
TEST_P(PathwayStories, a_protection_plan_is_worked_by_core_group_and_visit_until_a_review_ends_it) {
    tell("core_group");
}

// where: /families/{family}/plan
TEST_P(PathwayStories, a_plan_for_a_child_in_need_is_visited_reviewed_and_closed) {
    tell("child_in_need");
}

// where: /families/{family}/steps
TEST_P(PathwayStories, a_placement_is_planned_health_and_school_are_seen_to_and_adoption_ends_it) {
    tell("placement");
}

// part: S2-23
// where: /families/{family}/write/child_and_family_assessment
TEST_P(PathwayStories, an_assessment_has_a_section_and_the_words_of_each_child) {
    tell("assessment");
}

// proves: S3-38
// part: S3-42, S3-90, S2-12
// where: /families/{family}/steps
TEST_P(PathwayStories, a_looked_after_child_is_visited_as_regulation_28_says_and_does_not_drift) {
    tell("looked_after");
}

// proves: S3-52
// where: /families/{family}/write/legal_planning
TEST_P(PathwayStories, pre_proceedings_run_sixteen_weeks_and_step_down_or_go_to_the_court) {
    tell("court");
}

// part: S1-19
// where: /families/{family}/write/neglect_profile
TEST_P(PathwayStories, care_is_graded_by_area_and_carer_over_time) {
    tell("neglect");
}

// part: S0-13, S2-31
// where: /families/{family}/write/parent_progress
TEST_P(PathwayStories,
       parents_progress_and_a_survivors_risk_are_measured_in_the_same_way_each_time) {
    tell("parents");
}

// part: S0-46, S3-43
// where: /families/{family}/steps
TEST_P(PathwayStories, a_young_person_leaves_care_with_a_plan_an_adviser_and_visits) {
    tell("leaving_care");
}

TEST_P(PathwayStories, an_authority_moves_between_profiles_with_open_families) {
    tell("profiles");
}

// where: /families/{family}/write/case_closure
TEST_P(PathwayStories, work_ends_when_nothing_is_open_and_moves_between_authorities) {
    tell("endings");
}

}  // namespace
}  // namespace hearth::record

// What the check says of outputs that cannot be made, and what a comparison says of two.
#include <gtest/gtest.h>

#include "practice/output.h"

namespace hearth::practice {
namespace {

const Files& shipped() {
    static const Files files = read_files(std::string(HEARTH_SOURCE_DIR) + "/practice");
    return files;
}
const Practice& practice_of() {
    static const Practice practice = load_practice(shipped(), "family-help").practice;
    return practice;
}
// Whether the check of these files, one of them replaced, says these words.
testing::AssertionResult says(const std::string& path, const std::string& text,
                              const std::string& words) {
    Files files = shipped();
    files[path] = text;
    const auto loaded = load_outputs(files, practice_of());
    std::string all;
    for (const auto& problem : loaded.problems) {
        if (problem.file != path) continue;
        all += to_text(problem) + "\n";
        if (problem.what.find(words) != std::string::npos && problem.line > 0)
            return testing::AssertionSuccess();
    }
    return testing::AssertionFailure() << "not said: " << words << "\n" << all;
}
std::string output_with(const std::string& parts, const std::string& readers = "[parent]") {
    return "id: mine\nversion: 1\ntitle: Mine\nguidance: None\nabout: family\nfor: " + readers +
           "\nparts:\n" + parts;
}
const std::string kMine = "family-help/outputs/mine.yaml";

TEST(Outputs, those_that_are_shipped_have_nothing_wrong_in_either_profile) {
    for (const auto& profile : profiles(shipped())) {
        const auto practice = load_practice(shipped(), profile).practice;
        const auto loaded = load_outputs(shipped(), practice);
        EXPECT_TRUE(loaded.ok()) << to_text(loaded.problems.front());
        EXPECT_GE(loaded.outputs.outputs.size(), 12U);
    }
}

TEST(Outputs, a_reader_of_both_sides_is_refused) {
    EXPECT_TRUE(says("family-help/outputs/readers.yaml",
                     "- id: everyone\n  title: E\n  is: outside\n  people: family\n"
                     "  classes: [identity, survivor, poses_risk]\n",
                     "never stand in one document"));
}

TEST(Outputs, what_does_not_exist_is_named_with_its_line) {
    EXPECT_TRUE(
        says(kMine, output_with("  - {id: a, words: 'Dear {redaer}'}\n"), "no fact \"redaer\""));
    EXPECT_TRUE(says(kMine, output_with("  - {id: a, rows: actoin, line: '{what}'}\n"),
                     "no rows \"actoin\""));
    EXPECT_TRUE(says(kMine, output_with("  - {id: a, rows: people, line: '{nmae}'}\n"),
                     "no column \"nmae\""));
    EXPECT_TRUE(
        says(kMine, output_with("  - {id: a, answers: family_paln}\n"), "no form \"family_paln\""));
    EXPECT_TRUE(says(kMine, output_with("  - {id: a, answers: family_plan, fields: [gaol]}\n"),
                     "no field \"gaol\""));
    EXPECT_TRUE(says(kMine, output_with("  - {id: a, draw: sociogram}\n"), "no drawing"));
    EXPECT_TRUE(
        says(kMine, output_with("  - {id: a, words: Hello}\n", "[judge]"), "no reader \"judge\""));
}

TEST(Outputs, a_part_that_no_reader_could_be_told_is_named) {
    EXPECT_TRUE(
        says(kMine, output_with("  - {id: a, rows: voice, line: '{said}'}\n"), "always be empty"));
    EXPECT_TRUE(says(kMine, output_with("  - {id: a, rows: legal_status, line: '{status}'}\n"),
                     "always be empty"));
    EXPECT_TRUE(says(kMine, output_with("  - {id: a, rows: meeting_attendee, line: '{name}'}\n"),
                     "do not belong"));
}

TEST(Outputs, a_part_is_one_thing) {
    EXPECT_TRUE(says(kMine, output_with("  - {id: a, words: Hello, draw: genogram}\n"),
                     "exactly one thing"));
    EXPECT_TRUE(says(kMine, output_with("  - {id: a, rows: people}\n"), "how its rows read"));
}

TEST(Outputs, a_profile_replaces_an_output_whole_and_the_comparison_says_what_changed) {
    Files files = shipped();
    std::string text = files.at("common/outputs/plan_for_child.yaml");
    text.replace(text.find("title: My plan"), 14, "title: Our pact");
    files["family-help/outputs/plan_for_child.yaml"] = text;
    const auto before = load_outputs(shipped(), practice_of());
    const auto after = load_outputs(files, practice_of());
    ASSERT_TRUE(after.ok());
    const auto changes = difference(before.outputs, after.outputs);
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(changes.front().kind, "output");
    EXPECT_EQ(changes.front().id, "plan_for_child");
    EXPECT_EQ(changes.front().after, "Our pact");
    EXPECT_NE(before.outputs.find("plan_for_child")->hash,
              after.outputs.find("plan_for_child")->hash);
}

}  // namespace
}  // namespace hearth::practice

// What two profiles do differently, told before an authority moves from one to the other.
#include "practice/difference.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "practice/loader.h"

namespace hearth::practice {
namespace {

const Practice& shipped(const char* profile) {
    static const Loaded now =
        load_practice(std::string(HEARTH_SOURCE_DIR) + "/practice", "family-help");
    static const Loaded before =
        load_practice(std::string(HEARTH_SOURCE_DIR) + "/practice", "cin-early-help");
    return std::string_view(profile) == "family-help" ? now.practice : before.practice;
}

const Change* find(const std::vector<Change>& changes, std::string_view kind, std::string_view id,
                   std::string_view part) {
    const auto found = std::find_if(changes.begin(), changes.end(), [&](const Change& one) {
        return one.kind == kind && one.id == id && one.part == part;
    });
    return found == changes.end() ? nullptr : &*found;
}

TEST(Difference, a_profile_does_not_differ_from_itself) {
    EXPECT_TRUE(difference(shipped("family-help"), shipped("family-help")).empty());
}

// part: S0-17
// where: hearth practice diff
TEST(Difference, the_two_shipped_profiles_differ_in_words_and_not_in_steps) {
    const auto changes = difference(shipped("cin-early-help"), shipped("family-help"));
    const Change* plan = find(changes, "term", "plan", "");
    ASSERT_NE(plan, nullptr);
    EXPECT_EQ(plan->how, Differs::changed);
    EXPECT_EQ(plan->before, "Child in need plan");
    EXPECT_EQ(plan->after, "Family help plan");
    ASSERT_NE(find(changes, "clock", "cin_visit", ""), nullptr);
    EXPECT_EQ(find(changes, "clock", "cin_visit", "")->after, "Family help visit");
    EXPECT_NE(find(changes, "codes", "conference_outcome", "code cin"), nullptr);
    EXPECT_NE(find(changes, "profile", "", "threshold document"), nullptr);
    for (const Change& change : changes) {
        EXPECT_NE(change.kind, "step") << change.id;
        EXPECT_NE(change.kind, "role") << change.id;
    }
}

TEST(Difference, tells_of_a_changed_length_a_new_field_and_a_thing_that_is_gone) {
    Practice changed = shipped("family-help");
    changed.clocks.at("icpc").length = 10;
    changed.clocks.erase("dental_check");
    Field more;
    more.id = "weather";
    more.label = "The weather";
    changed.forms.at("visit").back().sections.front().fields.push_back(more);
    changed.forms.at("visit").back().effects.pop_back();
    const auto changes = difference(shipped("family-help"), changed);
    const Change* icpc = find(changes, "clock", "icpc", "length");
    ASSERT_NE(icpc, nullptr);
    EXPECT_EQ(icpc->after, "10 working days, counting from the day after, never at a weekend");
    const Change* gone = find(changes, "clock", "dental_check", "");
    ASSERT_NE(gone, nullptr);
    EXPECT_EQ(gone->how, Differs::removed);
    EXPECT_EQ(find(changes, "clock", "dental_check", "length"), nullptr) << "not part by part";
    const Change* field = find(changes, "form", "visit", "field weather");
    ASSERT_NE(field, nullptr);
    EXPECT_EQ(field->how, Differs::added);
    EXPECT_EQ(field->after, "The weather; text");
    EXPECT_EQ(changes.size(), 4U) << "and the effect that is gone";
}

TEST(Difference, tells_of_a_changed_escalation) {
    Practice changed = shipped("family-help");
    auto& steps = changed.clocks.at("icpc").escalates;
    steps.back().after = 7;
    const std::string to = "escalates to " + steps.back().to;
    const auto changes = difference(shipped("family-help"), changed);
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(changes[0].part, to);
    EXPECT_EQ(changes[0].after, "7 working days after it was due");
}

}  // namespace
}  // namespace hearth::practice

#include "base/answers.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "base/random.h"

namespace hearth {
namespace {

using Texts = std::vector<std::string>;

TEST(FormAnswers, a_field_has_one_text_several_or_none) {
    Answers answers;
    answers.set("summary", "Seen at home");
    answers.add("worries", "neglect");
    answers.add("worries", "school");
    EXPECT_EQ(answers.get("summary"), "Seen at home");
    EXPECT_EQ(answers.all("worries"), (Texts{"neglect", "school"}));
    EXPECT_EQ(answers.get("worries"), "neglect");
    EXPECT_TRUE(answers.contains("worries", "school"));
    EXPECT_FALSE(answers.contains("worries", "home"));
    EXPECT_FALSE(answers.has("absent"));
    EXPECT_EQ(answers.get("absent"), "");
    EXPECT_TRUE(answers.all("absent").empty());
    answers.set("worries", Texts{});
    EXPECT_FALSE(answers.has("worries"));
    answers.set("summary", "");
    EXPECT_TRUE(answers.has("summary"));
    answers.remove("summary");
    EXPECT_TRUE(answers.empty());
}

TEST(FormAnswers, repeated_groups_are_found_by_their_numbers) {
    Answers answers;
    for (const int i : {10, 0, 2}) answers.set(Answers::key("people", i, "given"), "x");
    answers.set("people.2.family", "x");
    for (const auto* stray : {"people.01.given", "people.-1.given", "people.x.given", "people.3",
                              "people.10000.given", "people..given", "people2.4.given", "people"}) {
        answers.set(stray, "x");
    }
    EXPECT_EQ(answers.groups("people"), (std::vector<int>{0, 2, 10}));
    EXPECT_TRUE(answers.groups("pets").empty());
    answers.set("people.0.schools.1.name", "x");
    EXPECT_EQ(answers.groups("people.0.schools"), std::vector<int>{1});
}

TEST(FormAnswers, equal_answers_give_equal_json) {
    Answers a;
    a.set("b", "2 \"quoted\"\n");
    a.set("a", Texts{"1", "2"});
    Answers b;
    b.set("a", Texts{"1", "2"});
    b.set("b", "2 \"quoted\"\n");
    EXPECT_EQ(a.to_json(), R"({"a":["1","2"],"b":"2 \"quoted\"\n"})");
    EXPECT_EQ(a.to_json(), b.to_json());
    EXPECT_EQ(Answers{}.to_json(), "{}");
    EXPECT_EQ(Answers::from_json(R"( {"b":["x"],"a":[],"c":""} )")->to_json(),
              R"({"b":"x","c":""})");
}

TEST(FormAnswers, json_of_any_other_shape_is_refused) {
    for (const auto* bad :
         {"", "[]", "null", "\"a\"", R"({"a":1})", R"({"a":null})", R"({"a":true})", R"({"a":{}})",
          R"({"a":[1]})", R"({"a":[["x"]]})", R"({"a":"x","a":"y"})", R"({"a":"x"} x)",
          R"({"a":"x",})", "{\"a\":\"\xFF\"}", R"({"a":"x")", R"({"a":["x",null]})"}) {
        EXPECT_FALSE(Answers::from_json(bad)) << bad;
    }
    EXPECT_FALSE(Answers::from_json(R"({"a":")" + std::string(5 << 20, 'x') + "\"}"));
}

Answers some_answers(Random& random) {
    Answers answers;
    const std::string fields[] = {"a", "b", "people.0.given", "people.1.given", "\xC3\xA9"};
    const std::string texts[] = {"", "x", "y", "line\nbreak", "\"\\", "\xE2\x80\x9C", "\t\x01"};
    for (const auto& field : fields) {
        const int n = random.uniform(0, 3);
        for (int i = 0; i < n; ++i) answers.add(field, random.pick(texts));
    }
    return answers;
}

TEST(FormAnswers, answers_survive_the_round_trip_through_json) {
    Random random(1);
    for (int i = 0; i < 2'000; ++i) {
        const Answers answers = some_answers(random);
        ASSERT_EQ(Answers::from_json(answers.to_json()).value(), answers) << answers.to_json();
    }
}

TEST(ThreeWayMerge, each_side_keeps_what_it_alone_changed) {
    Answers base;
    base.set("summary", "old");
    base.set("plan", "old");
    base.set("gone", "old");
    Answers mine = base;
    mine.set("summary", "mine");
    Answers theirs = base;
    theirs.set("plan", "theirs");
    theirs.remove("gone");
    theirs.set("new", "theirs");
    const Merge merge = merge3(base, mine, theirs);
    EXPECT_TRUE(merge.conflicts.empty());
    EXPECT_EQ(merge.merged.to_json(), R"({"new":"theirs","plan":"theirs","summary":"mine"})");
}

TEST(ThreeWayMerge, two_texts_for_one_field_are_a_conflict_that_holds_both) {
    Answers base;
    base.set("summary", "old");
    Answers mine;
    mine.set("summary", "mine");
    Answers theirs;
    theirs.set("summary", "theirs");
    const Merge merge = merge3(base, mine, theirs);
    ASSERT_EQ(merge.conflicts.size(), 1U);
    EXPECT_EQ(merge.conflicts[0], (AnswerConflict{"summary", {"mine"}, {"theirs"}, {"old"}}));
    EXPECT_EQ(merge.merged.get("summary"), "mine");
    // One side clears what the other rewrites: also a conflict.
    EXPECT_EQ(merge3(base, Answers{}, theirs).conflicts.size(), 1U);
}

TEST(ThreeWayMerge, an_empty_box_that_the_browser_posts_is_no_change) {
    Answers mine;
    mine.set("summary", "");
    Answers theirs;
    theirs.set("summary", "theirs");
    const Merge merge = merge3(Answers{}, mine, theirs);
    EXPECT_TRUE(merge.conflicts.empty());
    EXPECT_EQ(merge.merged.get("summary"), "theirs");
}

TEST(ThreeWayMerge, no_text_that_either_side_wrote_is_ever_lost) {
    Random random(99);
    for (int i = 0; i < 5'000; ++i) {
        const Answers base = some_answers(random);
        const Answers mine = random.chance(0.1) ? base : some_answers(random);
        const Answers theirs = random.chance(0.1) ? mine : some_answers(random);
        const Merge merge = merge3(base, mine, theirs);
        const auto kept = [&](const Answers::Field& field) {
            if (merge.merged.all(field.name) == field.texts) return true;
            return std::any_of(merge.conflicts.begin(), merge.conflicts.end(), [&](const auto& c) {
                return c.field == field.name && (c.mine == field.texts || c.theirs == field.texts);
            });
        };
        for (const Answers* side : {&mine, &theirs}) {
            for (const auto& field : side->fields()) {
                const bool blank = std::all_of(field.texts.begin(), field.texts.end(),
                                               [](const auto& text) { return text.empty(); });
                const bool changed = base.all(field.name) != field.texts;
                ASSERT_TRUE(!changed || blank || kept(field)) << field.name;
            }
        }
        ASSERT_EQ(merge3(base, mine, base).merged.to_json(),
                  merge3(base, mine, mine).merged.to_json());
        ASSERT_TRUE(merge3(base, mine, mine).conflicts.empty());
        ASSERT_EQ(merge3(base, theirs, mine).conflicts.size(), merge.conflicts.size());
    }
}

}  // namespace
}  // namespace hearth

// Reading answers through the forms that ship.
#include "practice/answers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "practice/loader.h"

namespace hearth::practice {
namespace {

const Practice& shipped() {
    static const Loaded loaded =
        load_practice(std::string(HEARTH_SOURCE_DIR) + "/practice", "family-help");
    return loaded.practice;
}

ExprValue context(std::string_view name) {
    if (name == "today") return {"2026-11-22"};
    if (name == "person") return {"7"};
    if (name == "check.class") return {"police"};
    return {};
}

std::string name_of(FieldType, std::string_view id) {
    return id == "7" ? "Amira" : id == "8" ? "Noah" : "somebody";
}

Answers visit() {
    Answers a;
    a.set("people", std::vector<std::string>{"7", "8"});
    a.set("visited_on", "2026-11-20");
    a.set("purpose", "planned");
    a.set("place", "home");
    a.set("seen", std::vector<std::string>{"7", "8"});
    a.set("what", "Both were having tea.");
    a.set("actions.0.action", "Ring the school");
    a.set("actions.0.owner_name", "Mum");
    a.set("actions.0.due_on", "2026-11-27");
    return a;
}

std::vector<std::string> wrong(const Form& form, const Answers& answers) {
    std::vector<std::string> out;
    for (const auto& error : problems_before_signing(shipped(), form, answers, context)) {
        out.push_back(error.field + " " + error.code);
    }
    return out;
}

TEST(Answers, a_whole_visit_may_be_signed) {
    EXPECT_EQ(wrong(*shipped().form("visit"), visit()), std::vector<std::string>{});
}

TEST(Answers, a_child_ticked_but_not_seen_needs_the_reason) {
    Answers a = visit();
    a.set("seen", "7");
    EXPECT_EQ(wrong(*shipped().form("visit"), a), std::vector<std::string>{"not_seen required"});
    a.set("not_seen", "At his grandmother's. I will see him tomorrow.");
    EXPECT_EQ(wrong(*shipped().form("visit"), a), std::vector<std::string>{});
}

TEST(Answers, that_are_wrong_are_told_by_field) {
    Answers a = visit();
    a.remove("people");
    a.set("visited_on", "2026-11-31");
    a.set("purpose", "holiday");
    a.set("minutes", "700");
    a.remove("actions.0.due_on");
    a.set("words.0.child", "7");
    const auto all = wrong(*shipped().form("visit"), a);
    for (const char* expected :
         {"people required", "visited_on not_a_date", "purpose unknown_code", "minutes too_large",
          "actions.0.due_on required", "words.0.said required"}) {
        EXPECT_NE(std::find(all.begin(), all.end(), expected), all.end()) << expected;
    }
}

TEST(Answers, a_visit_in_the_future_is_refused_by_the_rule) {
    Answers a = visit();
    a.set("visited_on", "2026-11-23");
    EXPECT_EQ(wrong(*shipped().form("visit"), a), std::vector<std::string>{"visited_on rule"});
}

TEST(Answers, factor_21_stands_alone) {
    const Form& form = *shipped().form("child_and_family_assessment");
    const auto told = [&](std::vector<std::string> factors) {
        Answers a;
        a.set("factors", std::move(factors));
        const auto all = wrong(form, a);
        return std::find(all.begin(), all.end(), "factors rule") != all.end();
    };
    EXPECT_FALSE(told({"21"}));
    EXPECT_FALSE(told({"2B", "3B"}));
    EXPECT_TRUE(told({"2B", "21"}));
}

TEST(Answers, effects_see_each_child_and_each_group) {
    const Form& form = *shipped().form("visit");
    const Answers a = visit();
    ExprError error;
    const auto seen = Expression::parse("seen contains $person", error);
    EXPECT_EQ(seen->value(context_of(shipped(), form, a, context)), ExprValue{"yes"});
    const auto action = Expression::parse("action", error);
    EXPECT_EQ(action->value(context_of(shipped(), form, a, context, {}, "actions", 0)),
              ExprValue{"Ring the school"});
    EXPECT_EQ(action->value(context_of(shipped(), form, a, context)), ExprValue{});
    const auto all = Expression::parse("actions.action", error);
    EXPECT_EQ(all->value(context_of(shipped(), form, a, context)), ExprValue{"Ring the school"});
    const auto count = Expression::parse("count(actions)", error);
    EXPECT_EQ(count->value(context_of(shipped(), form, a, context)), ExprValue{"1"});
}

TEST(Answers, a_summary_reads_as_a_sentence) {
    const Form& form = *shipped().form("visit");
    const Answers a = visit();
    const ExprContext c = context_of(shipped(), form, a, context, name_of);
    EXPECT_EQ(summary_of(form.summary, c), "Visit to Amira and Noah. Both were having tea.");
    EXPECT_EQ(summary_of("{purpose} at {place} on {visited_on}. {parent_view}", c),
              "Planned visit at At home on 20 November 2026.");
    EXPECT_EQ(summary_of("{parent_view}: {place}", c), "At home");
    EXPECT_EQ(summary_of("no place {", c), "no place");
}

TEST(Answers, that_the_form_does_not_show_are_dropped_and_show_nothing_further_down) {
    const Form& form = *shipped().form("contact_decision");
    Answers a;
    a.set("people", "7");
    a.set("outcome", "nfa");
    a.set("family_is", "new");  // typed while the outcome was another
    a.set("family_name", "Ashworth");
    a.set("threshold_document", "mine");  // calculated
    a.set("stray", "x");
    const Answers shown = shown_answers(shipped(), form, a, context);
    EXPECT_TRUE(shown.has("people"));
    EXPECT_TRUE(shown.has("outcome"));
    EXPECT_EQ(shown.size(), 2U);
    a.set("outcome", "assessment");
    EXPECT_TRUE(shown_answers(shipped(), form, a, context).has("family_name"));
}

TEST(Answers, a_new_visit_begins_with_today) {
    const Answers first = first_answers(shipped(), *shipped().form("visit"), context);
    EXPECT_EQ(first.get("visited_on"), "2026-11-22");
    EXPECT_EQ(first.size(), 1U);
}

TEST(ShippedPractice, has_no_clock_that_nothing_starts_or_nothing_stops) {
    std::set<std::string> started;
    std::set<std::string> stopped;
    for (const auto& [id, versions] : shipped().forms) {
        for (const Effect& effect : versions.back().effects) {
            if (effect.kind == EffectKind::starts) started.insert(effect.target);
            if (effect.kind == EffectKind::stops) stopped.insert(effect.target);
            if (effect.kind == EffectKind::makes && effect.target == "partner_check") {
                started.insert("partner_check");
            }
        }
    }
    for (const auto& [id, rule] : shipped().clocks) {
        if (!rule.then.empty()) started.insert(rule.then);
    }
    for (const auto& [id, rule] : shipped().clocks) {
        EXPECT_EQ(started.count(id), 1U) << "nothing starts " << id;
        EXPECT_EQ(stopped.count(id), 1U) << "nothing stops " << id;
    }
}

TEST(Answers, police_words_are_asked_only_of_the_police) {
    const Form& form = *shipped().form("partner_check_answer");
    Answers a;
    a.set("response", "declined");
    a.set("basis", "live_investigation");
    EXPECT_EQ(wrong(form, a), std::vector<std::string>{"police_words required"});
}

// proves: S2-23
TEST(ShippedPractice, keeps_survivor_and_person_who_poses_risk_apart) {
    for (const auto& [id, versions] : shipped().forms) {
        for (const Form& form : versions) {
            bool survivor = form.field_class == "survivor";
            bool poses_risk = form.field_class == "poses_risk";
            for (const Section& section : form.sections) {
                survivor = survivor || section.field_class == "survivor";
                poses_risk = poses_risk || section.field_class == "poses_risk";
            }
            EXPECT_FALSE(survivor && poses_risk) << id;
            for (const std::string& role : form.roles) {
                EXPECT_FALSE(survivor && role == "domestic_abuse_officer") << id;
                EXPECT_FALSE(poses_risk && role == "domestic_abuse_practitioner") << id;
            }
        }
    }
}

TEST(ShippedPractice, has_what_the_main_job_needs_in_both_profiles) {
    for (const char* profile : {"family-help", "cin-early-help"}) {
        const Loaded loaded = load_practice(std::string(HEARTH_SOURCE_DIR) + "/practice", profile);
        const Practice& practice = loaded.practice;
        EXPECT_EQ(practice.programme.size(), 8U);
        EXPECT_EQ(practice.workbook.size(), 12U);
        EXPECT_EQ(practice.caseload_target, 15);
        EXPECT_EQ(practice.codes.at("district").codes.size(), 12U);
        EXPECT_EQ(practice.meetings.at("group_supervision").every_months, 1);
        EXPECT_FALSE(practice.threshold_document.empty());
        for (const char* form :
             {"request_for_support", "contact_screening", "partner_check_answer",
              "contact_decision", "allocation", "visit", "group_supervision", "family_plan"}) {
            EXPECT_NE(practice.form(form), nullptr) << form;
        }
    }
    const auto plan = [](const char* profile) {
        return load_practice(std::string(HEARTH_SOURCE_DIR) + "/practice", profile)
            .practice.term("plan");
    };
    EXPECT_EQ(plan("family-help"), "Family help plan");
    EXPECT_EQ(plan("cin-early-help"), "Child in need plan");
}

}  // namespace
}  // namespace hearth::practice

// The shipped indicators of timescales, of children looked after, of care leavers and of children
// who go missing, over the tiny authority of world.h; each figure worked out by hand.
#include <gtest/gtest.h>

#include "insight/indicators.h"
#include "insight/world.h"

namespace hearth::insight {
namespace {

class CareFigures : public FigureTest {
  public:
    void review(std::int64_t child, const char* on, const char* due = "", bool cancelled = false) {
        Values values{{"person_id", child}, {"review_date", on}, {"cancelled", cancelled}};
        if (*due != '\0') values["due_date"] = due;
        put("cla_review", values);
    }
    void visit(std::int64_t child, const char* kind, const char* on, bool seen = true) {
        put("visit", {{"person_id", child}, {"kind", kind}, {"visit_date", on}, {"seen", seen}});
    }
    void wrote(std::int64_t child, const char* form, const char* at) {
        const auto id = put("entry", {{"form", form},
                                      {"form_version", 1},
                                      {"family_id", ash},
                                      {"author_id", 10},
                                      {"discipline", "social_work"},
                                      {"agency_id", 1},
                                      {"class", "general"},
                                      {"status", "signed"},
                                      {"happened_at", at},
                                      {"title", "Title"},
                                      {"summary", "Summary"}});
        db().write([&](store::Session& session) {
            session.execute({"care_figures_person",
                             "INSERT INTO entry_person (entry_id, person_id) VALUES (:e, :p)"},
                            {{"e", id}, {"p", child}});
        });
    }
    std::int64_t born(const char* given, const char* on) {
        const auto id = child(given, ash);
        change("person", id, {{"born", on}});
        return id;
    }
};
HEARTH_ON_BOTH_DATABASES(CareFigures);

// proves: S3-92
// where: /scorecard
TEST_P(CareFigures, a_review_is_in_time_within_20_working_days_then_3_then_6_months) {
    care(ann, "2026-01-05");    // a Monday: 20 working days end on Monday 2 February
    review(ann, "2026-02-02");  // in time
    review(ann, "2026-05-02");  // three months to the day
    review(ann, "2026-11-03");  // six months and a day: late
    care(ben, "2026-01-05");
    review(ben, "2026-02-03");                      // a day late
    review(ben, "2026-03-01", "2026-02-20");        // later than the record's own day
    review(ben, "2026-04-01", "2026-04-01", true);  // not held
    care(cat, "2026-10-01");                        // none held: late since 29 October
    care(dan, "2026-11-10");                        // not due yet
    // Held: Ann 3 of which 2 in time, Ben 2 of which none. Late now: Cat, and Ben, whose third was
    // due six months after 1 March. 2 of 7.
    EXPECT_EQ(says("care_reviews_in_time", "2026-11-22"), "28.6% | 2 of 7");
    // On 1 September Ben's third is due that day, so not late: Ann's two of four held.
    EXPECT_EQ(says("care_reviews_in_time", "2026-09-01"), "50.0% | 2 of 4");
    EXPECT_EQ(indicator("care_reviews_in_time").target, 93);
}

// part: S2-77, S4-06
// where: /scorecard
TEST_P(CareFigures, conferences_are_in_time_by_their_day_and_then_3_and_6_months) {
    const auto r = referral(ann, "2026-01-05");
    const auto conference = [&](std::int64_t child, const char* target, const char* held,
                                bool moved_in = false) {
        put("initial_conference", {{"person_id", child},
                                   {"referral_id", r},
                                   {"target_date", target},
                                   {"conference_date", held},
                                   {"transfer_in", moved_in}});
    };
    conference(ann, "2026-02-10", "2026-02-10");
    conference(ben, "2026-02-10", "2026-02-11");
    conference(cat, "2026-02-10", "2026-02-20", true);
    EXPECT_EQ(says("initial_conferences_in_time", "2026-11-22"), "50.0% | 1 of 2");
    const auto plan = [&](std::int64_t child, const char* from) {
        return put("cp_plan", {{"person_id", child}, {"referral_id", r}, {"start_date", from}});
    };
    const auto reviewed = [&](std::int64_t child, std::int64_t of, const char* on) {
        put("cp_review", {{"person_id", child}, {"cp_plan_id", of}, {"review_date", on}});
    };
    const auto anns = plan(ann, "2026-02-10"), bens = plan(ben, "2026-02-11");
    reviewed(ann, anns, "2026-05-10");  // three months to the day
    reviewed(ann, anns, "2026-11-10");  // six months after it
    reviewed(ben, bens, "2026-05-12");  // a day late; the next was due on 12 November
    plan(cat, "2026-08-21");            // the first was due yesterday
    plan(dan, "2026-08-22");            // today
    EXPECT_EQ(says("review_conferences_in_time", "2026-11-22"), "40.0% | 2 of 5");
}

// part: S3-39, S4-06
// where: /scorecard
TEST_P(CareFigures, children_are_seen_within_the_weeks_of_their_plan) {
    const auto r = referral(ann, "2026-01-05");
    const auto plan = [&](const char* table, std::int64_t child, const char* from) {
        put(table, {{"person_id", child}, {"referral_id", r}, {"start_date", from}});
    };
    plan("cp_plan", ann, "2026-01-05");
    plan("cp_plan", ben, "2026-01-05");
    plan("cp_plan", cat, "2026-01-05");
    plan("cp_plan", dan, "2026-11-20");     // two days: not counted yet
    visit(ann, "cp", "2026-11-09");         // 13 days ago
    visit(ben, "cp", "2026-11-08");         // 14
    visit(cat, "cp", "2026-11-20", false);  // visited and not seen
    EXPECT_EQ(says("protection_visits", "2026-11-22"), "33.3% | 1 of 3");
    EXPECT_EQ(says("protection_visits", "2026-11-21"), "66.7% | 2 of 3");
    plan("cin_plan", ann, "2026-01-05");
    plan("cin_plan", ben, "2026-01-05");
    visit(ann, "cin", "2026-10-12");  // 41 days ago
    visit(ben, "cin", "2026-10-11");  // 42
    EXPECT_EQ(says("need_visits", "2026-11-22"), "50.0% | 1 of 2");
    care(ann, "2026-01-05");
    visit(ann, "cla", "2026-11-01");
    care(ben, "2026-01-05");
    visit(ben, "cin", "2026-11-01");  // another kind of visit
    EXPECT_EQ(says("care_visits", "2026-11-22"), "50.0% | 1 of 2");
}

// part: S2-12, S0-23
// where: /scorecard
TEST_P(CareFigures, dental_health_and_feelings_of_children_looked_after_for_a_year) {
    care(ann, "2025-11-22");  // a year to the day
    care(ben, "2025-01-01");
    care(cat, "2025-11-23");  // a day less: not counted
    const auto checked = [&](std::int64_t child, const char* kind, const char* on,
                             const char* status) {
        put("health_check",
            {{"person_id", child}, {"kind", kind}, {"checked_on", on}, {"status", status}});
    };
    checked(ann, "dental", "2026-05-01", "completed");
    checked(ann, "health_assessment", "2026-05-01", "refused");
    checked(ben, "dental", "2025-11-22", "completed");  // before the twelve months
    checked(ben, "health_assessment", "2025-11-23", "completed");
    checked(cat, "dental", "2026-05-01", "completed");
    EXPECT_EQ(says("dental_checks", "2026-11-22"), "50.0% | 1 of 2");
    EXPECT_EQ(says("health_assessments", "2026-11-22"), "50.0% | 1 of 2");
    put("sdq_score", {{"person_id", ann}, {"completed_on", "2026-05-01"}, {"score", 14}});
    put("sdq_score", {{"person_id", ben}, {"completed_on", "2026-05-01"}, {"reason", "SDQ2"}});
    EXPECT_EQ(says("emotional_health_scores", "2026-11-22"), "50.0% | 1 of 2");
}

// proves: S3-44
// where: /scorecard
TEST_P(CareFigures, a_personal_education_plan_is_in_date_for_four_months) {
    care(ann, "2026-01-05");
    care(ben, "2026-01-05");
    const auto small = born("Small", "2021-11-23");  // four until tomorrow
    care(small, "2026-01-05");
    wrote(ann, "personal_education_plan", "2026-07-22T09:00:00.000Z");
    wrote(ben, "personal_education_plan", "2026-07-21T09:00:00.000Z");
    wrote(cat, "personal_education_plan", "2026-11-01T09:00:00.000Z");  // not looked after
    EXPECT_EQ(says("education_plans", "2026-11-22"), "50.0% | 1 of 2");
    EXPECT_EQ(says("education_plans", "2026-11-21"), "100.0% | 2 of 2");
    EXPECT_EQ(figure("education_plans", "2026-11-23").of, 3);
}

// proves: S3-42
// part: S3-38
// where: /scorecard
TEST_P(CareFigures, drift_is_more_than_four_months_of_care_without_a_plan_for_permanence) {
    care(ann, "2026-07-21");  // four months and a day
    care(ben, "2026-07-22");  // four months to the day: not yet
    care(cat, "2026-01-01");
    care(dan, "2026-01-01");
    put("care_plan",
        {{"person_id", cat}, {"start_date", "2026-03-01"}, {"permanence", "adoption"}});
    put("care_plan", {{"person_id", dan}, {"start_date", "2026-03-01"}});  // says nothing of it
    EXPECT_EQ(says("without_permanence", "2026-11-22"), "66.7% | 2 of 3");
    // The list of the children is behind the figure.
    subject().roles = {{"performance_analyst", ""}};
    const auto behind = db().read([&](store::Session& session) {
        const auto context = make_context();
        return children_behind(session, context, indicator("without_permanence"), day("2026-11-22"),
                               Behind::numerator);
    });
    ASSERT_TRUE(behind.ok());
    ASSERT_EQ(behind->children.size(), 2U);
    EXPECT_EQ(behind->children[0].name, "Ann Tester");
    EXPECT_EQ(behind->children[1].name, "Dan Tester");
}

// part: S2-11, S4-19, S4-37, S4-24
// where: /scorecard
TEST_P(CareFigures, placements_have_a_distance_and_a_cost) {
    const auto placed = [&](std::int64_t child, const char* to, double miles, double cost) {
        Values values{{"person_id", child},
                      {"cla_episode_id", care(child, "2026-01-05")},
                      {"start_date", "2026-01-05"},
                      {"type", "U1"}};
        if (*to != '\0') values["end_date"] = to;
        if (miles >= 0) values["distance_miles"] = miles;
        if (cost >= 0) values["weekly_cost"] = cost;
        put("placement", values);
    };
    placed(ann, "", 20, 500);
    placed(ben, "", 20.5, 1500);
    placed(cat, "", -1, -1);
    placed(dan, "2026-11-22", 90, 9000);  // ended today
    EXPECT_EQ(says("placements_far", "2026-11-22"), "50.0% | 1 of 2");
    EXPECT_EQ(figure("placement_cost", "2026-11-22").n, 2);
    EXPECT_EQ(figure("placement_cost", "2026-11-22").of, 3);
    EXPECT_DOUBLE_EQ(*figure("placement_cost", "2026-11-22").value, 1000);
}

// proves: S3-50
// where: /scorecard
TEST_P(CareFigures, care_orders_end_at_18_or_are_discharged) {
    const auto order = [&](std::int64_t child, const char* status, const char* from,
                           const char* to) {
        Values values{{"person_id", child}, {"status", status}, {"start_date", from}};
        if (*to != '\0') values["end_date"] = to;
        put("legal_status", values);
    };
    const auto old = born("Old", "2008-06-01");
    order(old, "C2", "2020-01-01", "2026-06-01");  // on the eighteenth birthday
    order(ann, "C1", "2025-01-01", "2026-02-01");  // the interim order became a full one
    order(ann, "C2", "2026-02-01", "2026-09-01");  // discharged
    order(ben, "V2", "2026-01-01", "2026-03-01");  // no order
    order(cat, "C2", "2020-01-01", "2025-11-22");  // before the twelve months
    order(dan, "C2", "2020-01-01", "");
    EXPECT_EQ(says("care_orders_ended", "2026-11-22"), "50.0% | 1 of 2");
}

// proves: S3-47, S3-48
// part: S4-31, S4-36, S0-46
// where: /scorecard
TEST_P(CareFigures, care_leavers_are_as_their_last_contact_up_to_any_day_found_them) {
    const auto old = born("Old", "2007-06-01"), young = born("Young", "2008-01-01");
    const auto grown = born("Grown", "2004-11-22");  // 22 today
    const auto leaver = [&](std::int64_t person, const char* category) {
        return put(
            "care_leaver",
            {{"person_id", person}, {"start_date", "2025-06-01"}, {"eligibility", category}});
    };
    const auto met = [&](std::int64_t row, const char* on_day, const char* activity,
                         const char* home, int suitable) {
        on(on_day);
        change("care_leaver", row,
               {{"latest_contact", on_day},
                {"in_touch", "YES"},
                {"activity", activity},
                {"accommodation", home},
                {"suitable", suitable}});
    };
    on("2025-06-01");
    const auto olds = leaver(old, "former_relevant"), youngs = leaver(young, "relevant");
    const auto growns = leaver(grown, "former_relevant");
    leaver(ann, "eligible");  // still looked after: no care leaver yet
    met(olds, "2026-03-01", "F4", "U", 1);
    met(youngs, "2026-04-01", "F2", "D", 1);
    met(growns, "2026-04-01", "F5", "U", 1);
    met(olds, "2026-09-01", "G5", "V", 2);  // lost the apprenticeship and the home
    on("2026-11-22");
    EXPECT_EQ(says("care_leavers_in_work", "2026-11-22"), "50.0% | 1 of 2");
    EXPECT_EQ(says("care_leavers_in_work", "2026-08-31"), "100.0% | 3 of 3");
    EXPECT_EQ(says("care_leavers_in_work", "2026-03-31"), "33.3% | 1 of 3");  // two not yet met
    EXPECT_EQ(says("care_leavers_homes", "2026-11-22"), "50.0% | 1 of 2");
    EXPECT_EQ(says("care_leavers_in_touch", "2026-11-22"), "100.0% | 2 of 2");
    EXPECT_EQ(says("care_leavers_homeless", "2026-11-22"), "50.0% | 1 of 2");
    // By district, with its n and N; and hidden from readers who may not see so few.
    auto split = evaluation("care_leavers_in_work", "2026-11-22");
    ASSERT_EQ(split.districts.size(), 1U);
    EXPECT_EQ(split.districts[0].name, "Burnley");
    EXPECT_EQ(counts_words(indicator("care_leavers_in_work"), split.districts[0].figure), "1 of 2");
    EXPECT_TRUE(few_cases(indicator("care_leavers_in_work"), split.districts[0].figure));
    suppress(indicator("care_leavers_in_work"), split);
    EXPECT_TRUE(split.districts[0].figure.suppressed);
}

// proves: S4-34
// where: /scorecard
TEST_P(CareFigures, missing_episodes_their_days_and_the_talk_on_return_within_72_hours) {
    const auto missing = [&](std::int64_t child, const char* from, const char* back, bool offered,
                             bool accepted, const char* kind = "M") {
        Values values{{"person_id", child}, {"kind", kind}, {"started_at", from}};
        if (*back != '\0') {
            values["ended_at"] = back;
            values["interview_offered"] = offered;
            values["interview_accepted"] = accepted;
        }
        put("missing_episode", values);
    };
    missing(ann, "2026-05-01T20:00:00.000Z", "2026-05-04T08:00:00.000Z", true, true);
    missing(ann, "2026-06-01T20:00:00.000Z", "2026-06-02T08:00:00.000Z", true, false);
    missing(ben, "2026-06-01T20:00:00.000Z", "2026-06-02T08:00:00.000Z", false, false);
    missing(cat, "2026-11-21T20:00:00.000Z", "", false, false);  // not back
    missing(dan, "2026-06-01T20:00:00.000Z", "2026-06-02T08:00:00.000Z", true, true, "A");
    wrote(ann, "return_interview", "2026-05-07T08:00:00.000Z");  // 72 hours to the minute
    wrote(ann, "return_interview", "2026-06-05T08:00:01.000Z");  // a second more
    EXPECT_EQ(figure("missing_episodes", "2026-11-22").n, 4);
    // 3 days, 1 and 1; Cat is not back.
    EXPECT_EQ(says("missing_days", "2026-11-22"), "1 day | 3 of 4 measured");
    EXPECT_EQ(says("return_talks_offered", "2026-11-22"), "66.7% | 2 of 3");
    EXPECT_EQ(says("return_talks_accepted", "2026-11-22"), "33.3% | 1 of 3");
    EXPECT_EQ(says("return_talks_in_time", "2026-11-22"), "33.3% | 1 of 3");
}

// part: S1-08, S1-10, S3-57, S4-19
// where: /scorecard
TEST_P(CareFigures, services_and_steps_down_are_followed_to_what_came_of_them) {
    const auto service = [&](std::int64_t child, const char* from, const char* kind) {
        put("service_episode", {{"person_id", child}, {"service", kind}, {"start_date", from}});
    };
    service(ann, "2025-03-01", "edge_of_care");
    service(ben, "2025-03-01", "edge_of_care");
    service(cat, "2025-03-01", "outreach");
    service(dan, "2026-03-01", "edge_of_care");  // not a year ago yet
    care(ann, "2026-03-01");                     // twelve months to the day
    EXPECT_EQ(says("edge_of_care_home", "2026-11-22"), "50.0% | 1 of 2");
    const auto check = [&](std::int64_t child, const char* after, int at_home) {
        Values values{{"person_id", child},
                      {"after", after},
                      {"months", "m3"},
                      {"asked_on", "2026-06-01"},
                      {"how", "same"}};
        if (at_home >= 0) values["at_home"] = at_home;
        put("outcome_check", values);
    };
    check(ann, "service", 0);
    check(ben, "service", 1);
    check(cat, "service", -1);  // not known
    check(dan, "closure", 1);   // not a service
    EXPECT_EQ(says("home_after_service", "2026-11-22"), "50.0% | 1 of 2");
    const auto step = [&](std::int64_t child, const char* direction, const char* answer) {
        put("step_change", {{"person_id", child},
                            {"direction", direction},
                            {"to_basis", "early_help"},
                            {"decision_date", "2026-06-01"},
                            {"answer", answer},
                            {"answered_on", "2026-06-03"},
                            {"reason", "The plan is done."}});
    };
    step(ann, "down", "accepted");
    step(ben, "down", "declined");
    step(cat, "down", "accepted");
    step(dan, "up", "accepted");
    EXPECT_EQ(says("step_downs_accepted", "2026-11-22"), "66.7% | 2 of 3");
}

}  // namespace
}  // namespace hearth::insight

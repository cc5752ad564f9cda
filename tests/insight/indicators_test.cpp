// The shipped indicators over a tiny authority: each figure worked out by hand in the comment
// beside it. Burnley has 10,000 people aged 0 to 17, Preston 30,000. Ann and Ben are of the Ash
// family in Burnley; Cat and Dan of the Birch family in Preston.
#include "insight/indicators.h"

#include <gtest/gtest.h>

#include "insight/world.h"

namespace hearth::insight {
namespace {

class Indicators : public FigureTest {};
HEARTH_ON_BOTH_DATABASES(Indicators);

TEST(Periods, the_twelve_months_end_on_the_day_and_neither_overlap_nor_leave_a_gap) {
    using practice::PeriodKind;
    const auto day = [](const char* iso) { return *Date::parse(iso); };
    const auto year = [&](const char* iso) {
        return indicator_period(PeriodKind::rolling_year, day(iso)).from.iso();
    };
    EXPECT_EQ(year("2026-03-31"), "2025-04-01");
    EXPECT_EQ(year("2026-11-22"), "2025-11-23");
    EXPECT_EQ(year("2025-02-28"), "2024-03-01");
    EXPECT_EQ(year("2024-02-29"), "2023-03-01");
    EXPECT_EQ(year("2024-02-28"), "2023-03-01");
    EXPECT_EQ(indicator_period(PeriodKind::year_to_date, day("2026-03-31")).from.iso(),
              "2025-04-01");
    EXPECT_EQ(indicator_period(PeriodKind::year_to_date, day("2026-04-01")).from.iso(),
              "2026-04-01");
    EXPECT_EQ(indicator_period(PeriodKind::month, day("2026-11-22")).from.iso(), "2026-11-01");
    EXPECT_EQ(indicator_period(PeriodKind::point, day("2026-11-22")).from.iso(), "2026-11-22");
}

TEST(Periods, a_trend_ends_each_month_on_its_last_day_and_then_on_the_day_itself) {
    const auto dates = trend_dates(*Date::parse("2026-03-15"), 3);
    ASSERT_EQ(dates.size(), 4U);
    EXPECT_EQ(dates[0].iso(), "2025-12-31");
    EXPECT_EQ(dates[1].iso(), "2026-01-31");
    EXPECT_EQ(dates[2].iso(), "2026-02-28");
    EXPECT_EQ(dates[3].iso(), "2026-03-15");
}

// proves: S2-51
TEST_P(Indicators, a_child_with_two_applications_moves_into_proceedings_once) {
    const auto application = [&](std::int64_t child, const char* on) {
        put("pre_proceedings",
            {{"person_id", child}, {"decision_date", "2025-01-01"}, {"application_date", on}});
    };
    application(ann, "2026-01-10");
    application(ann, "2026-06-10");
    application(ben, "2025-11-23");  // the first day of the year up to 22 November 2026
    application(cat, "2025-11-22");  // the day before it
    put("pre_proceedings",
        {{"person_id", dan}, {"decision_date", "2026-02-01"}});  // no application
    // 2 children of 40,000: 0.5
    EXPECT_EQ(says("care_proceedings", "2026-11-22"),
              "0.5 per 10,000 | 2 among 40,000 people aged 0 to 17");
    // The year up to 21 November begins a day earlier: Ann, Ben and Cat.
    EXPECT_EQ(figure("care_proceedings", "2026-11-21").n, 3);
    EXPECT_EQ(figure("care_proceedings", "2025-11-22").n, 1);  // Cat
}

// proves: S2-52
TEST_P(Indicators,
       a_child_is_looked_after_up_to_the_day_before_care_ends_and_not_on_a_short_break) {
    care(ann, "2026-01-10");
    care(ben, "2026-01-10", "2026-11-22", "E4A");
    care(cat, "2026-11-22");
    care(dan, "2026-02-01");
    put("legal_status", {{"person_id", dan}, {"status", "V4"}, {"start_date", "2026-02-01"}});
    // On 21 November: Ann and Ben. On the 22nd Ben has gone home and Cat has come: Ann and Cat.
    EXPECT_EQ(figure("looked_after", "2026-11-21").n, 2);
    const auto now = evaluation("looked_after", "2026-11-22");
    EXPECT_EQ(now.all.n, 2);
    EXPECT_DOUBLE_EQ(*now.all.value, 0.5);
    ASSERT_EQ(now.districts.size(), 2U);
    EXPECT_EQ(now.districts[0].name, "Burnley");
    EXPECT_DOUBLE_EQ(*now.districts[0].figure.value, 1.0);  // 1 of 10,000
    EXPECT_EQ(now.districts[1].name, "Preston");
    EXPECT_NEAR(*now.districts[1].figure.value, 0.3333, 0.0001);  // 1 of 30,000
    ASSERT_EQ(now.teams.size(), 2U);
    EXPECT_EQ(now.teams[0].name, "Burnley Family Safeguarding");
    EXPECT_EQ(now.teams[0].figure.n, 1);
    EXPECT_FALSE(now.teams[0].figure.value.has_value());  // a team has no population
    EXPECT_EQ(figure("looked_after", "2026-01-09").n, 0);
}

// proves: S2-53
TEST_P(Indicators, time_in_care_counts_from_the_start_of_the_period_and_not_of_its_last_episode) {
    care(ann, "2026-01-01", "2026-03-01", "X1");
    care(ann, "2026-03-01", "", "", "2026-01-01");  // a new episode of the same period
    care(ben, "2026-10-01");
    care(cat, "2026-11-12");
    // On 22 November: Ann 325 days (1 January is day 1 of the year, 22 November day 326), Ben 52,
    // Cat 10. The middle one is 52.
    EXPECT_EQ(says("time_in_care", "2026-11-22"), "52 days | 3 of 3 measured");
    // On 11 November there are two, 314 and 41 days: the mean of both.
    EXPECT_DOUBLE_EQ(*figure("time_in_care", "2026-11-11").value, (314.0 + 41.0) / 2);
}

// proves: S2-53
TEST_P(Indicators, care_days_of_a_month_count_the_day_of_coming_and_not_that_of_leaving) {
    care(ann, "2026-01-01");                       // 1 to 22 November: 22 days
    care(ben, "2026-10-01", "2026-11-03", "E4A");  // 1 and 2 November: 2 days
    care(cat, "2026-11-20");                       // 20, 21, 22: 3 days
    care(dan, "2026-05-01", "2026-11-01", "E4A");  // left on the first: none
    const auto f = figure("care_days", "2026-11-22");
    EXPECT_EQ(f.n, 27);
    EXPECT_EQ(f.of, 3);
    EXPECT_EQ(figure("care_days", "2026-10-31").n, 31 + 31 + 31);  // Ann, Ben and Dan
}

// proves: S2-53, S2-54
TEST_P(Indicators, those_who_left_care_went_home_or_elsewhere_and_had_been_there_so_long) {
    care(ann, "2026-01-01", "2026-03-02", "E4A");  // 60 days, home
    care(ben, "2026-01-01", "2026-04-11", "E11");  // 100 days, adopted
    care(cat, "2026-01-01", "2026-02-01", "X1");   // one period of two episodes, 50 days,
    care(cat, "2026-02-01", "2026-02-20", "E13", "2026-01-01");  // with a relative
    care(dan, "2025-01-01", "2025-11-22", "E4A");                // before the twelve months
    EXPECT_EQ(says("returned_home", "2026-11-22"), "66.7% | 2 of 3");
    EXPECT_EQ(says("time_in_care_leavers", "2026-11-22"), "60 days | 3 of 3 measured");
}

// proves: S2-54
TEST_P(Indicators, a_child_who_comes_back_within_a_year_did_not_stay_at_home) {
    care(ann, "2025-01-01", "2025-05-10", "E4A");
    care(ann, "2026-05-10");  // twelve months to the day: back
    care(ben, "2025-01-01", "2025-05-10", "E4A");
    care(ben, "2026-05-11");  // a day later: stayed
    care(cat, "2025-01-01", "2025-06-01", "E4B");
    EXPECT_EQ(says("returned_home_stayed", "2026-11-22"), "66.7% | 2 of 3");
}

// proves: S2-55
TEST_P(Indicators, a_referral_within_twelve_months_of_an_earlier_one_is_a_re_referral) {
    referral(ann, "2025-03-10", "2025-04-01");
    referral(ann, "2026-03-10", "2026-04-01");  // twelve months to the day: counts
    referral(ann, "2026-06-01");                // again: counts for itself too
    referral(ben, "2025-03-10", "2025-04-01");
    referral(ben, "2026-03-11");  // a day more: does not
    referral(cat, "2026-01-01");  // the first
    // Referrals from 23 November 2025: Ann's two, Ben's, Cat's. 2 of 4.
    EXPECT_EQ(says("re_referrals", "2026-11-22"), "50.0% | 2 of 4");
    const auto split = evaluation("re_referrals", "2026-11-22");
    ASSERT_EQ(split.districts.size(), 2U);
    EXPECT_EQ(split.districts[0].figure.n, 2);
    EXPECT_EQ(split.districts[0].figure.of, 3);
    EXPECT_EQ(split.districts[1].figure.n, 0);
    EXPECT_EQ(split.districts[1].figure.of, 1);
    // As at 31 March 2026 the twelve months begin on 1 April 2025: Ann's, Ben's, Cat's. 1 of 3.
    EXPECT_EQ(says("re_referrals", "2026-03-31"), "33.3% | 1 of 3");
}

// proves: S2-56
TEST_P(Indicators, the_time_to_a_plan_runs_from_the_contact_to_the_first_plan_of_the_episode) {
    const auto contact = put("contact", {{"reference", "C-1"},
                                         {"received_at", "2026-03-01T10:00:00.000Z"},
                                         {"decided_at", "2026-03-02T15:00:00.000Z"},
                                         {"source_code", "6"},
                                         {"status", "decided"}});
    put("contact_person", {{"contact_id", contact},
                           {"person_id", ann},
                           {"role", "child"},
                           {"given", "Ann"},
                           {"surname", "Tester"}});
    put("contact_person",
        {{"contact_id", contact}, {"role", "parent"}, {"given", "Pat"}, {"surname", "Tester"}});
    const auto first = put("referral", {{"person_id", ann},
                                        {"contact_id", contact},
                                        {"referral_date", "2026-03-02"},
                                        {"source_code", "6"}});
    put("cp_plan", {{"person_id", ann}, {"referral_id", first}, {"start_date", "2026-05-01"}});
    put("cin_plan", {{"person_id", ann}, {"referral_id", first}, {"start_date", "2026-04-10"}});
    const auto second = referral(cat, "2026-06-01");
    put("cin_plan", {{"person_id", cat}, {"referral_id", second}, {"start_date", "2026-06-21"}});
    // Ann: 1 March to 10 April, 40 days. Cat, without a contact: 1 to 21 June, 20. Median 30.
    EXPECT_EQ(says("time_to_services", "2026-11-22"), "30 days | 2 of 2 measured");
    EXPECT_EQ(says("time_to_decision", "2026-11-22"), "1 day | 1 of 1 measured");
}

// proves: S2-57
TEST_P(Indicators, a_family_still_waiting_for_a_specialist_counts_but_has_no_time_yet) {
    const auto request = [&](std::int64_t family, const char* on, const char* seen,
                             const char* assessed) {
        Values values{{"family_id", family}, {"discipline", "recovery"}, {"requested_on", on}};
        if (*seen != '\0') values["first_session_on"] = seen;
        if (*assessed != '\0') values["assessed_on"] = assessed;
        put("adult_service_request", values);
    };
    request(ash, "2026-03-01", "2026-03-11", "2026-04-10");    // 10 and 40 days
    request(birch, "2026-03-01", "2026-03-21", "2026-12-01");  // 20; assessed after the day
    request(birch, "2026-11-01", "", "");                      // waits
    EXPECT_EQ(says("time_to_specialist", "2026-11-22"), "15 days | 2 of 3 measured");
    EXPECT_EQ(says("time_to_specialist_assessment", "2026-11-22"), "40 days | 1 of 3 measured");
    const auto split = evaluation("time_to_specialist", "2026-11-22");
    ASSERT_EQ(split.districts.size(), 2U);
    EXPECT_DOUBLE_EQ(*split.districts[0].figure.value, 10);
    EXPECT_DOUBLE_EQ(*split.districts[1].figure.value, 20);
    EXPECT_EQ(split.districts[1].figure.of, 2);
    EXPECT_EQ(figure("time_to_specialist", "2025-01-01").value, std::nullopt);
}

// proves: S2-58, S2-59
TEST_P(Indicators, a_child_in_need_is_counted_once_and_not_for_a_referral_without_action) {
    referral(ann, "2026-01-05");
    referral(ann, "2026-02-05");  // a second open episode: still one child
    referral(ben, "2026-01-05", "2026-11-22", false, "N4");  // closed on the day
    referral(cat, "2026-11-22", "", false, "N2");            // opened on the day
    referral(dan, "2026-01-05", "", true);                   // no further action
    // 22 November: Ann and Cat. 2 of 40,000; one of two has N1.
    EXPECT_EQ(says("children_in_need", "2026-11-22"),
              "0.5 per 10,000 | 2 among 40,000 people aged 0 to 17");
    EXPECT_EQ(says("abuse_or_neglect", "2026-11-22"), "50.0% | 1 of 2");
    // The day before: Ann and Ben.
    EXPECT_EQ(figure("children_in_need", "2026-11-21").n, 2);
    EXPECT_EQ(figure("children_in_need", "2026-01-04").n, 0);
}

// proves: S2-60, S2-61
TEST_P(Indicators, factors_count_from_the_latest_authorised_assessment_of_a_child_in_need) {
    const auto a = referral(ann, "2026-01-05");
    const auto b = referral(ben, "2026-01-05");
    referral(cat, "2026-01-05");  // not assessed yet
    const auto gone = referral(dan, "2026-01-05", "2026-06-01");
    factor(assessment(ann, a, "2026-01-05", "2026-02-05"), "2B");
    const auto later = assessment(ann, a, "2026-05-05", "2026-06-05");
    factor(later, "4B");
    factor(later, "3B");
    const auto bens = assessment(ben, b, "2026-01-05", "2026-02-10");
    factor(bens, "1C");
    factor(bens, "2C");  // two factors, one child
    factor(bens, "4A");  // his own mental health, not a parent's
    factor(assessment(dan, gone, "2026-01-05", "2026-02-10"), "1B");
    // November: Ann, Ben, Cat. Substance: Ben. Mental health: Ann.
    EXPECT_EQ(says("substance_misuse", "2026-11-22"), "33.3% | 1 of 3");
    EXPECT_EQ(says("parental_mental_health", "2026-11-22"), "33.3% | 1 of 3");
    // At the end of March: Ann's first assessment, Ben's and Dan's. 3 of 4, and none.
    EXPECT_EQ(says("substance_misuse", "2026-03-31"), "75.0% | 3 of 4");
    EXPECT_EQ(says("parental_mental_health", "2026-03-31"), "0.0% | 0 of 4");
}

// proves: S2-63
TEST_P(Indicators, early_help_again_within_a_year_of_its_end_is_a_return) {
    const auto episode = [&](std::int64_t child, const char* from, const char* to) {
        Values values{{"person_id", child}, {"start_date", from}};
        if (*to != '\0') values["end_date"] = to;
        put("early_help_episode", values);
    };
    episode(ann, "2025-01-01", "2025-06-01");
    episode(ann, "2026-06-01", "");  // twelve months to the day
    episode(cat, "2024-01-01", "2024-06-01");
    episode(cat, "2026-06-01", "");
    EXPECT_EQ(says("early_help_returns", "2026-11-22"), "50.0% | 1 of 2");
}

// proves: S2-64
TEST_P(Indicators, no_further_action_is_counted_for_referrals_and_for_assessments) {
    const auto a = referral(ann, "2026-01-05");
    referral(ben, "2026-01-05", "", true);
    referral(cat, "2026-01-05", "", true);
    referral(dan, "2025-11-22", "", true);  // a day before the twelve months
    assessment(ann, a, "2026-01-05", "2026-02-05", "nfa");
    assessment(ann, a, "2026-03-05", "2026-04-05", "early_help");
    EXPECT_EQ(says("referrals_no_further_action", "2026-11-22"), "66.7% | 2 of 3");
    EXPECT_EQ(says("assessments_no_further_action", "2026-11-22"), "50.0% | 1 of 2");
}

// proves: S2-66, S2-67
TEST_P(Indicators, a_strategy_meeting_about_two_children_is_one_and_needs_all_three_partners) {
    const auto strategy = [&](std::int64_t child, std::int64_t meeting, const char* on, bool police,
                              bool health) {
        Values values{{"person_id", child},
                      {"held_on", on},
                      {"local_authority", 1},
                      {"police", police},
                      {"health", health}};
        if (meeting != 0) values["meeting_id"] = meeting;
        put("strategy_discussion", values);
    };
    strategy(ann, 501, "2026-05-01", true, true);
    strategy(ben, 501, "2026-05-01", true, true);
    strategy(cat, 502, "2026-05-02", true, false);
    strategy(dan, 0, "2026-05-03", true, true);
    const auto s47 = [&](std::int64_t child) {
        put("s47_enquiry",
            {{"person_id", child}, {"referral_id", 1}, {"start_date", "2026-05-01"}});
    };
    s47(ann);
    s47(ben);
    s47(cat);
    // Meetings 501, 502 and Dan's: 3 of 40,000; all three partners in two of the three.
    EXPECT_EQ(says("strategy_rate", "2026-11-22"),
              "0.8 per 10,000 | 3 among 40,000 people aged 0 to 17");
    EXPECT_EQ(says("strategy_three_partners", "2026-11-22"), "66.7% | 2 of 3");
    EXPECT_EQ(figure("section_47_rate", "2026-11-22").n, 3);
}

// part: S2-68
TEST_P(Indicators, a_workbook_is_open_between_its_opening_and_the_day_it_is_closed) {
    put("workbook", {{"family_id", ash},
                     {"cycle", 1},
                     {"opened_on", "2026-02-01"},
                     {"closed_on", "2026-03-01"}});
    put("workbook", {{"family_id", ash}, {"cycle", 2}, {"opened_on", "2026-03-01"}});
    family("Cedar", "E07000117", team("Burnley Early Help", "early_help"));  // not counted
    EXPECT_EQ(says("workbooks_open", "2026-11-22"), "50.0% | 1 of 2");
    EXPECT_EQ(says("workbooks_open", "2026-03-01"), "50.0% | 1 of 2");
    EXPECT_EQ(says("workbooks_open", "2026-01-31"), "0.0% | 0 of 2");
}

// proves: S2-69
// proves: S3-35
TEST_P(Indicators, a_new_lead_social_worker_is_a_change_and_the_first_is_not) {
    const auto lead = [&](std::int64_t family, std::int64_t worker, const char* from,
                          const char* discipline = "social_work", bool leads = true) {
        put("allocation", {{"family_id", family},
                           {"worker_id", worker},
                           {"discipline", discipline},
                           {"lead", leads},
                           {"from_date", from}});
    };
    lead(ash, 10, "2025-01-01");
    lead(ash, 11, "2026-01-01");
    lead(ash, 12, "2026-06-01");
    lead(ash, 13, "2026-06-01", "recovery", false);
    lead(birch, 20, "2026-02-01");
    referral(ann, "2025-01-01");
    referral(ben, "2025-01-01");
    referral(cat, "2026-02-01");
    // Ann 2, Ben 2, Cat 0: the mean is 4 / 3.
    EXPECT_EQ(says("changes_of_social_worker", "2026-11-22"), "1.3 | 3 of 3 measured");
}

// part: S3-46
TEST_P(Indicators, forty_five_working_days_end_on_the_day_that_the_calendar_says) {
    // From Monday 2 March 2026 the 45th working day is Thursday 7 May (Good Friday, Easter Monday
    // and 4 May are holidays).
    const auto a = referral(ann, "2026-03-02");
    const auto b = referral(ben, "2026-03-02");
    assessment(ann, a, "2026-03-03", "2026-05-07");
    assessment(ben, b, "2026-03-03", "2026-05-08");  // a day late from referral, in time from start
    EXPECT_EQ(says("assessments_in_time", "2026-11-22"), "50.0% | 1 of 2");
    EXPECT_EQ(says("assessments_in_time_from_start", "2026-11-22"), "100.0% | 2 of 2");
}

TEST_P(Indicators, a_figure_can_be_asked_as_it_was_known_on_a_past_day) {
    on("2026-06-01");
    const auto id = referral(ann, "2026-05-01");
    on("2026-07-01");
    referral(ben, "2026-05-15");  // recorded late
    on("2026-08-01");
    change("referral", id, {{"nfa", 1}});  // and this turned out to be none
    // As at 31 May: known at the end of May nothing, of June Ann, of July both, now Ben.
    EXPECT_EQ(figure_known("children_in_need", "2026-05-31", "2026-05-31").n, 0);
    EXPECT_EQ(figure_known("children_in_need", "2026-05-31", "2026-06-30").n, 1);
    EXPECT_EQ(figure_known("children_in_need", "2026-05-31", "2026-07-31").n, 2);
    EXPECT_EQ(figure("children_in_need", "2026-05-31").n, 1);
}

TEST_P(Indicators, a_child_of_two_families_counts_once_in_the_family_joined_last) {
    referral(ann, "2026-05-01");
    put("family_member",
        {{"family_id", birch}, {"person_id", ann}, {"role", "child"}, {"from_date", "2026-01-01"}});
    const auto e = evaluation("children_in_need", "2026-11-22");
    EXPECT_EQ(e.all.n, 1);
    EXPECT_EQ(e.districts[0].figure.n, 0);
    EXPECT_EQ(e.districts[1].figure.n, 1);
    ASSERT_EQ(e.teams.size(), 1U);
    EXPECT_EQ(e.teams[0].name, "Preston Family Safeguarding");
}

// part: S2-07
TEST_P(Indicators, every_shipped_indicator_runs_and_its_trend_agrees_with_its_figure) {
    const auto a = referral(ann, "2026-01-05");
    assessment(ann, a, "2026-01-05", "2026-02-05");
    care(cat, "2026-01-01");
    ASSERT_GE(shipped_practice().indicators.size(), 12U);
    for (const auto& indicator : shipped_practice().indicators) {
        SCOPED_TRACE(indicator.id);
        db().read([&](store::Session& session) {
            const auto whole = evaluate(session, indicator, day("2026-11-22"));
            const auto point = figure_at(session, indicator, day("2026-11-22"));
            EXPECT_EQ(whole.all.n, point.n);
            EXPECT_EQ(whole.all.of, point.of);
            EXPECT_EQ(whole.all.value, point.value);
            std::int64_t by_district = 0, by_team = 0;
            for (const auto& split : whole.districts) by_district += split.figure.n;
            for (const auto& split : whole.teams) by_team += split.figure.n;
            EXPECT_EQ(by_district, whole.all.n);
            EXPECT_EQ(by_team, whole.all.n);
        });
    }
}

// part: S3-99
TEST_P(Indicators, the_authoritys_own_target_counts_from_its_day) {
    run({"own_target",
         "INSERT INTO authority_target (indicator, from_date, target) VALUES ('re_referrals', "
         "'2026-06-01', 18.5)"});
    db().read([&](store::Session& session) {
        const auto& it = indicator("re_referrals");
        EXPECT_EQ(target_at(session, it, day("2026-05-31")), it.target);
        EXPECT_EQ(target_at(session, it, day("2026-06-01")), 18.5);
    });
}

TEST_P(Indicators, the_children_behind_a_figure_are_those_whom_the_reader_may_list) {
    referral(ann, "2026-01-05");
    referral(ben, "2026-01-05", "", false, "N4");
    referral(cat, "2026-01-05");
    put("family_member",
        {{"family_id", ash}, {"person_id", 77}, {"role", "parent"}, {"from_date", "2022-01-01"}});
    const auto behind = [&](Behind which) {
        return db().read([&](store::Session& session) {
            const auto context = make_context();
            return children_behind(session, context, indicator("abuse_or_neglect"),
                                   day("2026-11-22"), which);
        });
    };
    EXPECT_FALSE(behind(Behind::all).ok());  // no role, no figures

    subject().roles = {{"performance_analyst", ""}};
    auto all = behind(Behind::all);
    ASSERT_TRUE(all.ok());
    EXPECT_EQ(all->all, 3);
    EXPECT_EQ(all->open_to_reader, 3);
    ASSERT_EQ(all->children.size(), 3U);
    EXPECT_EQ(all->children[0].name, "Ann Tester");
    EXPECT_EQ(all->children[0].family_name, "Ash");
    EXPECT_EQ(behind(Behind::numerator)->all, 2);

    // A manager of the Burnley team sees who is behind it in Burnley, and how many in all.
    subject().roles = {{"team_manager", ""}};
    put("team_member",
        {{"team_id", burnley}, {"worker_id", 1}, {"fte", 1.0}, {"from_date", "2020-01-01"}});
    subject().teams = {TeamId{burnley}};
    all = behind(Behind::all);
    ASSERT_TRUE(all.ok());
    EXPECT_EQ(all->all, 3);
    EXPECT_EQ(all->open_to_reader, 2);

    // An exclusion beats everything.
    put("exclusion", {{"worker_id", 1},
                      {"person_id", ben},
                      {"reason", "Neighbour"},
                      {"from_date", "2020-01-01"}});
    EXPECT_EQ(behind(Behind::all)->open_to_reader, 0);

    // A board member has figures and no children.
    subject().roles = {{"board_member", ""}};
    all = behind(Behind::all);
    ASSERT_TRUE(all.ok());
    EXPECT_EQ(all->all, 3);
    EXPECT_TRUE(all->children.empty());
}

// ---- suppression, without a database ---------------------------------------------------------

practice::Indicator percent() {
    practice::Indicator out;
    out.unit = practice::IndicatorUnit::percent;
    return out;
}
Figure of(std::int64_t n, std::int64_t all) {
    return {n, all, 100.0 * static_cast<double>(n) / static_cast<double>(all), false};
}

TEST(Suppression, one_to_four_are_hidden_and_none_and_five_are_shown) {
    for (const auto& [n, hidden] :
         std::vector<std::pair<std::int64_t, bool>>{{0, false}, {1, true}, {4, true}, {5, false}}) {
        Figure f = of(n, 100);
        suppress(percent(), f);
        EXPECT_EQ(f.suppressed, hidden) << n;
        if (hidden) {
            EXPECT_EQ(f.n, 0);
            EXPECT_FALSE(f.value);
        }
    }
}

TEST(Suppression, all_but_a_few_points_at_the_few) {
    Figure f = of(97, 100);
    suppress(percent(), f);
    EXPECT_TRUE(f.suppressed);
    Figure all = of(100, 100);
    suppress(percent(), all);
    EXPECT_FALSE(all.suppressed);
}

TEST(Suppression, a_hidden_district_cannot_be_found_by_taking_away_the_others) {
    Evaluation e;
    e.all = of(40, 100);
    e.districts = {{"a", "A", of(3, 30)}, {"b", "B", of(12, 30)}, {"c", "C", of(25, 40)}};
    suppress(percent(), e);
    EXPECT_TRUE(e.districts[0].figure.suppressed);
    EXPECT_TRUE(e.districts[1].figure.suppressed);
    EXPECT_FALSE(e.districts[2].figure.suppressed);
    EXPECT_FALSE(e.all.suppressed);
}

}  // namespace
}  // namespace hearth::insight

// The shipped indicators of the front door, of those who do the work and of what became of
// children afterwards, over the tiny authority of world.h; each figure worked out by hand.
#include <gtest/gtest.h>

#include "insight/indicators.h"
#include "insight/world.h"

namespace hearth::insight {
namespace {

class FrontDoorFigures : public FigureTest {
  public:
    std::int64_t contact(const char* reference, const char* received, const char* decided,
                         const char* outcome, const char* referrers = "3",
                         const char* level = "3") {
        Values values{{"reference", reference},
                      {"received_at", received},
                      {"source_code", "6"},
                      {"district", "E07000117"},
                      {"level_at_referral", referrers},
                      {"status", *decided == '\0' ? "screening" : "decided"}};
        if (*decided != '\0') {
            values["decided_at"] = decided;
            values["outcome"] = outcome;
            values["level_at_decision"] = level;
        }
        return put("contact", values);
    }
    std::int64_t agency(const char* name, const char* kind) {
        return put("agency", {{"name", name}, {"kind", kind}});
    }
    std::int64_t worker(const char* name, std::int64_t team, const char* from,
                        const char* left = "", bool agency_worker = false,
                        const char* discipline = "social_work") {
        Values values{{"agency_id", council_}, {"name", name},
                      {"job_title", "Worker"}, {"discipline", discipline},
                      {"from_date", from},     {"agency_worker", agency_worker}};
        if (*left != '\0') values["to_date"] = left;
        const auto id = put("worker", values);
        Values member{{"team_id", team}, {"worker_id", id}, {"fte", 1.0}, {"from_date", from}};
        if (*left != '\0') member["to_date"] = left;
        put("team_member", member);
        return id;
    }
    void post(std::int64_t team, const char* discipline, std::int64_t worker) {
        Values values{{"team_id", team},
                      {"discipline", discipline},
                      {"fte", 1.0},
                      {"from_date", "2020-01-01"}};
        if (worker != 0) values["worker_id"] = worker;
        put("post", values);
    }

  protected:
    void SetUp() override {
        FigureTest::SetUp();
        council_ = agency("Council", "local_authority");
    }
    std::int64_t council_ = 0;
};
HEARTH_ON_BOTH_DATABASES(FrontDoorFigures);

// part: S3-12, S3-121
// where: /scorecard
TEST_P(FrontDoorFigures, a_contact_is_decided_in_time_until_the_end_of_the_next_working_day) {
    contact("C-1", "2026-11-06T15:00:00.000Z", "2026-11-09T17:00:00.000Z", "nfa");  // Fri, Mon
    contact("C-2", "2026-11-06T15:00:00.000Z", "2026-11-10T09:00:00.000Z", "nfa");  // Tuesday
    contact("C-3", "2026-11-18T09:00:00.000Z", "", "");  // Wednesday, not decided
    contact("C-4", "2026-11-20T09:00:00.000Z", "", "");  // Friday: due on Monday the 23rd
    // On Sunday 22 November: C-1 in time, C-2 not, C-3 late, C-4 not yet.
    EXPECT_EQ(says("contacts_decided_in_time", "2026-11-22"), "33.3% | 1 of 3");
    EXPECT_EQ(says("contacts_decided_in_time", "2026-11-24"), "25.0% | 1 of 4");
    // On the 9th C-2 was not late yet: due that day.
    EXPECT_EQ(says("contacts_decided_in_time", "2026-11-09"), "100.0% | 1 of 1");
    EXPECT_EQ(indicator("contacts_decided_in_time").target, 100);
}

// proves: S3-60
// part: S3-58, S3-111, S2-47
// where: /scorecard
TEST_P(FrontDoorFigures, what_contacts_led_to_and_whether_the_referrers_level_held) {
    contact("C-1", "2026-10-01T09:00:00.000Z", "2026-10-02T09:00:00.000Z", "early_help", "4", "3");
    contact("C-2", "2026-10-01T09:00:00.000Z", "2026-10-02T09:00:00.000Z", "assessment", "4", "4");
    contact("C-3", "2026-10-01T09:00:00.000Z", "2026-10-02T09:00:00.000Z", "strategy", "3", "4");
    contact("C-4", "2026-10-01T09:00:00.000Z", "2026-10-02T09:00:00.000Z", "advice", "2", "2");
    contact("C-5", "2025-11-20T09:00:00.000Z", "2025-11-21T09:00:00.000Z", "early_help");  // before
    contact("C-6", "2026-11-20T09:00:00.000Z", "", "");                                    // open
    EXPECT_EQ(says("contacts_early_help", "2026-11-22"), "25.0% | 1 of 4");
    EXPECT_EQ(says("contacts_social_care", "2026-11-22"), "50.0% | 2 of 4");
    // C-1 went down a level and C-3 up.
    EXPECT_EQ(says("contacts_level_changed", "2026-11-22"), "50.0% | 2 of 4");
    EXPECT_EQ(evaluation("contacts_early_help", "2026-11-22").districts[0].name, "Burnley");
}

// part: S3-121, S3-113
// where: /scorecard
TEST_P(FrontDoorFigures, each_partners_answers_are_counted_when_they_fall_due) {
    const auto police = agency("Police", "police"), health = agency("Health", "health"),
               probation = agency("Probation", "probation");
    const auto about = contact("C-1", "2026-10-01T09:00:00.000Z", "", "");
    const auto check = [&](std::int64_t whom, const char* due, const char* answered) {
        Values values{{"contact_id", about},
                      {"agency_id", whom},
                      {"question", "What is known?"},
                      {"lawful_basis", "public_task"},
                      {"asked_by", 1},
                      {"asked_at", "2026-10-01T09:00:00.000Z"},
                      {"due_at", due},
                      {"class", "general"}};
        if (*answered != '\0') values["answered_at"] = answered;
        put("partner_check", values);
    };
    check(police, "2026-10-01T13:00:00.000Z", "2026-10-01T13:00:00.000Z");  // to the minute
    check(police, "2026-10-01T13:00:00.000Z", "2026-10-01T13:00:01.000Z");  // a second late
    check(police, "2026-11-22T13:00:00.000Z", "");                          // due today
    check(health, "2026-10-01T13:00:00.000Z", "2026-10-01T10:00:00.000Z");
    check(probation, "2026-10-01T13:00:00.000Z", "");  // never answered
    EXPECT_EQ(says("checks_police", "2026-11-22"), "50.0% | 1 of 2");
    EXPECT_EQ(says("checks_health", "2026-11-22"), "100.0% | 1 of 1");
    EXPECT_EQ(says("checks_others", "2026-11-22"), "0.0% | 0 of 1");
    EXPECT_EQ(says("checks_police", "2026-11-23"), "33.3% | 1 of 3");
}

// proves: S3-09, S3-53
// where: /scorecard
TEST_P(FrontDoorFigures, re_referrals_are_told_apart_by_how_the_work_ended_before) {
    // The year before the last twelve months: 23 November 2024 to 22 November 2025.
    const auto a = referral(ann, "2024-06-01", "2025-03-01");
    put("early_help_episode", {{"person_id", ann}, {"start_date", "2025-03-20"}});
    referral(ann, "2026-03-01");  // within a year of 1 March 2025 to the day: back
    const auto b = referral(ben, "2024-06-01", "2025-03-01");
    change("referral", b, {{"close_reason", "RC9"}});  // stepped down by its reason
    referral(ben, "2026-03-02");                       // a day more: not back
    referral(cat, "2024-06-01", "2025-03-01");         // closed without a step down
    put("early_help_episode", {{"person_id", cat}, {"start_date", "2025-04-02"}});  // 32 days later
    referral(dan, "2024-06-01", "2025-06-01");
    referral(dan, "2025-07-01", "2025-12-01");  // back; its own end is in the last twelve months
    EXPECT_NE(a, b);
    EXPECT_EQ(says("returned_after_step_down", "2026-11-22"), "50.0% | 1 of 2");
    EXPECT_EQ(says("returned_after_closure", "2026-11-22"), "50.0% | 1 of 2");
}

// part: S2-10
// where: /scorecard
TEST_P(FrontDoorFigures, early_help_is_a_partners_when_a_partner_of_that_name_leads_it) {
    agency("St Anne's School", "school");
    const auto episode = [&](std::int64_t child, const char* organisation) {
        put("early_help_episode",
            {{"person_id", child}, {"start_date", "2026-05-01"}, {"organisation", organisation}});
    };
    episode(ann, "st anne's school");
    episode(ben, "Council");
    episode(cat, "Somebody else");
    EXPECT_EQ(says("early_help_led_by_partners", "2026-11-22"), "33.3% | 1 of 3");
}

// ---- those who do the work

// proves: S4-50
// part: S2-70, S2-20, S0-39, S2-38
// where: /scorecard
TEST_P(FrontDoorFigures, vacant_posts_and_the_filled_posts_of_specialists_against_three_quarters) {
    post(burnley, "social_work", 10);
    post(burnley, "recovery", 11);
    post(burnley, "mental_health", 12);
    post(burnley, "domestic_abuse_risk", 13);
    post(preston, "domestic_abuse_survivor", 0);
    const auto gone = put("post", {{"team_id", preston},
                                   {"discipline", "recovery"},
                                   {"fte", 1.0},
                                   {"from_date", "2020-01-01"},
                                   {"to_date", "2026-11-22"}});  // no longer a post today
    EXPECT_EQ(says("posts_vacant", "2026-11-22"), "20.0% | 1 of 5");
    EXPECT_EQ(says("specialist_posts_filled", "2026-11-22"), "75.0% | 3 of 4");
    EXPECT_EQ(indicator("specialist_posts_filled").target, 75);
    EXPECT_EQ(says("specialist_posts_filled", "2026-11-21"), "60.0% | 3 of 5");
    const auto vacant = evaluation("posts_vacant", "2026-11-22");
    ASSERT_EQ(vacant.teams.size(), 2U);
    EXPECT_EQ(vacant.teams[1].figure.n, 1);  // Preston's
    EXPECT_NE(gone, 0);
}

// part: S2-16, S2-70
// where: /scorecard
TEST_P(FrontDoorFigures, agency_social_workers_and_workers_who_left) {
    worker("A", burnley, "2020-01-01");
    worker("B", burnley, "2020-01-01", "", true);
    worker("C", preston, "2020-01-01", "2026-03-01");  // left within the year
    worker("D", preston, "2026-01-01");                // came within it
    worker("E", preston, "2020-01-01", "", false, "recovery");
    worker("F", preston, "2020-01-01", "2025-11-22");  // left the day before it
    // Social workers now: A, B, D; B is of an agency. In post on 23 November 2025: A, B, C, E.
    EXPECT_EQ(says("agency_social_workers", "2026-11-22"), "33.3% | 1 of 3");
    EXPECT_EQ(says("turnover", "2026-11-22"), "25.0% | 1 of 4");
    EXPECT_EQ(indicator("agency_social_workers").target, 15);
}

// proves: S3-73
// part: S1-05, S0-26
// where: /scorecard
TEST_P(FrontDoorFigures, caseloads_are_children_of_each_social_worker_month_by_month) {
    const auto a = worker("A", burnley, "2020-01-01"), b = worker("B", preston, "2020-01-01");
    worker("C", preston, "2020-01-01", "", false, "recovery");  // no social worker
    const auto works = [&](std::int64_t family, std::int64_t who, const char* from,
                           const char* to = "") {
        Values values{{"family_id", family},
                      {"worker_id", who},
                      {"discipline", "social_work"},
                      {"lead", 1},
                      {"from_date", from}};
        if (*to != '\0') values["to_date"] = to;
        put("allocation", values);
    };
    works(ash, a, "2026-01-01");
    works(birch, a, "2026-06-01", "2026-11-22");
    const auto many = family("Many", "E07000123", preston);
    for (int n = 0; n < 16; ++n) child("Child", many);
    works(many, b, "2026-11-22");
    // Today A has the two children of Ash and B sixteen: 9 on average, one of two over fifteen. On
    // 30 June A had Birch's two as well, and B none.
    EXPECT_EQ(says("caseload", "2026-11-22"), "9.0 | 2 of 2 measured");
    EXPECT_EQ(says("caseload_over", "2026-11-22"), "50.0% | 1 of 2");
    EXPECT_EQ(says("caseload", "2026-06-30"), "2.0 | 2 of 2 measured");
    EXPECT_EQ(indicator("caseload").target, 15);
    const auto now = evaluation("caseload", "2026-11-22");
    ASSERT_EQ(now.teams.size(), 2U);
    EXPECT_DOUBLE_EQ(*now.teams[0].figure.value, 2.0);
    EXPECT_DOUBLE_EQ(*now.teams[1].figure.value, 16.0);
    EXPECT_EQ(trend_dates(day("2026-11-22"), 12).size(), 13U);  // what the page draws it over
}

// ---- the workbook and its supervision

// proves: S2-42
// part: S3-75
// where: /scorecard
TEST_P(FrontDoorFigures, group_supervision_is_counted_in_the_last_whole_month) {
    const auto held = [&](std::int64_t family, const char* at) {
        put("meeting", {{"kind", "group_supervision"},
                        {"family_id", family},
                        {"planned_at", at},
                        {"held_at", at},
                        {"status", "signed"}});
    };
    held(ash, "2026-10-31T10:00:00.000Z");
    held(birch, "2026-11-01T10:00:00.000Z");  // in November: not in the last whole month
    const auto cedar = family("Cedar", "E07000117");
    put("family_team", {{"family_id", cedar},
                        {"team_id", burnley},
                        {"from_date", "2026-10-02"}});  // not all month
    EXPECT_EQ(says("group_supervision_held", "2026-11-22"), "50.0% | 1 of 2");
    // In December the month is November, and Cedar counts.
    EXPECT_EQ(says("group_supervision_held", "2026-12-05"), "33.3% | 1 of 3");
}

// proves: S2-68
// where: /scorecard
TEST_P(FrontDoorFigures, a_workbook_begins_with_the_first_writing_after_allocation) {
    const auto lead = [&](std::int64_t family, const char* from) {
        put("allocation", {{"family_id", family},
                           {"worker_id", 10},
                           {"discipline", "social_work"},
                           {"lead", 1},
                           {"from_date", from}});
    };
    const auto wrote = [&](std::int64_t family, const char* form, const char* at) {
        put("entry", {{"form", form},
                      {"form_version", 1},
                      {"family_id", family},
                      {"author_id", 10},
                      {"discipline", "social_work"},
                      {"agency_id", 1},
                      {"class", "general"},
                      {"status", "signed"},
                      {"happened_at", at},
                      {"title", "Title"},
                      {"summary", "Summary"}});
    };
    lead(ash, "2026-03-02");
    lead(ash, "2026-08-01");                              // a later lead does not begin it again
    wrote(ash, "case_note", "2026-03-03T10:00:00.000Z");  // no section of the workbook
    wrote(ash, "engagement", "2026-03-12T10:00:00.000Z");
    wrote(ash, "analysis", "2026-04-12T10:00:00.000Z");
    lead(birch, "2026-05-01");  // nobody has written
    EXPECT_EQ(says("time_to_workbook", "2026-11-22"), "10 days | 1 of 2 measured");
    EXPECT_EQ(figure("time_to_workbook", "2026-03-11").value, std::nullopt);
}

// ---- what became of children

// proves: S2-48
// part: S0-03, S4-08
// where: /scorecard
TEST_P(FrontDoorFigures, protection_plans_and_entries_to_care_are_counted_as_they_begin) {
    const auto r = referral(ann, "2025-01-01");
    const auto plan = [&](std::int64_t child, const char* from) {
        put("cp_plan", {{"person_id", child}, {"referral_id", r}, {"start_date", from}});
    };
    plan(ann, "2025-11-23");
    plan(ann, "2026-06-01");  // a second plan counts for itself
    plan(ben, "2025-11-22");  // the day before
    care(ann, "2026-01-01", "2026-02-01", "X1");
    care(ann, "2026-02-01", "", "", "2026-01-01");  // a new episode, the same period
    care(cat, "2026-03-01");
    care(dan, "2026-03-01");
    put("legal_status", {{"person_id", dan}, {"status", "V4"}, {"start_date", "2026-03-01"}});
    // 2 of 40,000 each; Dan's are short breaks.
    EXPECT_EQ(says("cp_plan_starts", "2026-11-22"),
              "0.5 per 10,000 | 2 among 40,000 people aged 0 to 17");
    EXPECT_EQ(says("care_entries", "2026-11-22"),
              "0.5 per 10,000 | 2 among 40,000 people aged 0 to 17");
    // By the team that works with the family: the cohort of a team.
    const auto entries = evaluation("care_entries", "2026-11-22");
    ASSERT_EQ(entries.teams.size(), 2U);
    EXPECT_EQ(entries.teams[0].name, "Burnley Family Safeguarding");
    EXPECT_EQ(entries.teams[0].figure.n, 1);
}

// proves: S0-08
// part: S2-76
// where: /scorecard
TEST_P(FrontDoorFigures, children_of_a_family_taken_on_remained_home_for_a_year_or_did_not) {
    const auto cedar = family("Cedar", "E07000117");
    put("family_team", {{"family_id", cedar}, {"team_id", burnley}, {"from_date", "2025-03-01"}});
    const auto eve = child("Eve", cedar), fay = child("Fay", cedar), gus = child("Gus", cedar),
               hal = child("Hal", cedar);
    care(eve, "2026-03-01");                       // twelve months to the day: did not remain
    care(fay, "2026-03-02");                       // a day later: did
    care(gus, "2025-01-01", "2025-06-01", "E4A");  // looked after when the family was taken on
    EXPECT_NE(hal, 0);                             // never looked after
    // Ash and Birch were taken on in 2022. Eve, Fay and Hal: two of three.
    EXPECT_EQ(says("remained_home", "2026-11-22"), "66.7% | 2 of 3");
    const auto teams = evaluation("remained_home", "2026-11-22").teams;
    ASSERT_EQ(teams.size(), 1U);
    EXPECT_EQ(teams[0].name, "Burnley Family Safeguarding");
    // The other branches of the tree are in care_entries and returned_home.
    EXPECT_EQ(figure("care_entries", "2026-11-22").n, 2);
    EXPECT_EQ(figure("returned_home", "2025-11-22").n, 1);
}

// part: S0-21
// where: /scorecard
TEST_P(FrontDoorFigures, children_at_high_risk_at_first_are_followed_for_a_year) {
    const auto risk = [&](std::int64_t child, const char* on, double value) {
        put("measure", {{"family_id", ash},
                        {"person_id", child},
                        {"kind", "risk"},
                        {"value", value},
                        {"measured_on", on}});
    };
    risk(ann, "2025-03-01", 7);
    risk(ann, "2025-06-01", 2);  // later and lower: the first counts
    risk(ben, "2025-03-01", 9);
    care(ben, "2025-09-01");
    risk(cat, "2025-03-01", 6);   // not high
    risk(dan, "2024-03-01", 10);  // two years before
    EXPECT_EQ(says("high_risk_at_home", "2026-11-22"), "50.0% | 1 of 2");
}

// part: S2-09, S1-19
// where: /scorecard
TEST_P(FrontDoorFigures, domestic_abuse_and_neglect_in_the_latest_assessment_and_long_plans) {
    const auto a = referral(ann, "2026-01-05"), b = referral(ben, "2026-01-05");
    referral(cat, "2026-01-05");
    factor(assessment(ann, a, "2026-01-05", "2026-02-05"), "3B");
    factor(assessment(ben, b, "2026-01-05", "2026-02-05"), "16A");
    EXPECT_EQ(says("domestic_abuse", "2026-11-22"), "33.3% | 1 of 3");
    EXPECT_EQ(says("neglect", "2026-11-22"), "33.3% | 1 of 3");
    const auto plan = [&](std::int64_t child, const char* from, const char* category) {
        put("cp_plan", {{"person_id", child},
                        {"referral_id", a},
                        {"start_date", from},
                        {"initial_category", category},
                        {"latest_category", category}});
    };
    plan(ann, "2025-11-22", "NEG");  // a year to the day
    plan(ben, "2025-11-23", "NEG");
    plan(cat, "2024-01-01", "EMO");
    EXPECT_EQ(says("neglect_plan_year", "2026-11-22"), "50.0% | 1 of 2");
}

// part: S3-39, S3-89, S4-07
// where: /scorecard
TEST_P(FrontDoorFigures, drift_plans_and_basic_details_can_be_listed_before_an_inspection) {
    const auto wrote = [&](std::int64_t family, const char* at) {
        put("entry", {{"form", "case_note"},
                      {"form_version", 1},
                      {"family_id", family},
                      {"author_id", 10},
                      {"discipline", "social_work"},
                      {"agency_id", 1},
                      {"class", "general"},
                      {"status", "signed"},
                      {"happened_at", at},
                      {"title", "Title"},
                      {"summary", "Summary"}});
    };
    wrote(ash, "2026-10-26T09:00:00.000Z");    // 27 days ago
    wrote(birch, "2026-10-25T09:00:00.000Z");  // 28
    EXPECT_EQ(says("no_recent_work", "2026-11-22"), "50.0% | 1 of 2");
    EXPECT_EQ(says("no_recent_work", "2026-11-21"), "0.0% | 0 of 2");

    // 45 working days before Friday 20 November 2026 is Friday 18 September.
    const auto r = referral(ann, "2026-09-18");
    referral(ben, "2026-09-18");
    referral(cat, "2026-09-18");
    referral(dan, "2026-09-21");
    put("cin_plan", {{"person_id", ann}, {"referral_id", r}, {"start_date", "2026-10-01"}});
    care(ben, "2026-10-01");
    EXPECT_EQ(says("children_with_plan", "2026-11-20"), "66.7% | 2 of 3");
    EXPECT_EQ(figure("children_with_plan", "2026-11-19").of, 0);

    change("person", ann, {{"ethnicity", "WBRI"}, {"first_language", "English"}});
    change("person", ben, {{"ethnicity", "WBRI"}, {"first_language", "English"}});
    put("relationship", {{"from_person", 900},
                         {"to_person", ann},
                         {"kind", "birth_parent"},
                         {"parental_responsibility", 1}});
    put("relationship", {{"from_person", 900},
                         {"to_person", ben},
                         {"kind", "birth_parent"},
                         {"parental_responsibility", 0}});
    EXPECT_EQ(says("basic_details", "2026-11-22"), "25.0% | 1 of 4");
}

// proves: S2-62, S2-75
// part: S2-74
// where: /scorecard
TEST_P(FrontDoorFigures, parents_and_school_are_as_the_workbook_last_found_them) {
    const auto parent = [&](const char* given, std::int64_t family) {
        const auto id = put("person", {{"given", given}, {"surname", "Tester"}, {"sex", "U"}});
        put("family_member", {{"family_id", family},
                              {"person_id", id},
                              {"role", "parent"},
                              {"from_date", "2022-01-01"}});
        return id;
    };
    const auto jo = parent("Jo", ash), lee = parent("Lee", ash), kit = parent("Kit", birch);
    const auto measure = [&](std::int64_t person, const char* kind, const char* on, double value) {
        put("measure", {{"family_id", ash},
                        {"person_id", person},
                        {"kind", kind},
                        {"value", value},
                        {"measured_on", on}});
    };
    measure(jo, "involvement", "2026-03-01", 2);
    measure(lee, "involvement", "2026-03-01", 0);
    measure(lee, "involvement", "2026-09-01", 1);  // now takes part in some of it
    EXPECT_NE(kit, 0);                             // not known: not counted
    EXPECT_EQ(says("absent_parents", "2026-06-30"), "50.0% | 1 of 2");
    EXPECT_EQ(says("absent_parents", "2026-11-22"), "0.0% | 0 of 2");
    measure(jo, "in_work", "2026-03-01", 1);
    measure(lee, "in_work", "2026-03-01", 0);
    EXPECT_EQ(says("parents_in_work", "2026-11-22"), "50.0% | 1 of 2");
    EXPECT_EQ(figure("parents_in_work", "2026-02-28").of, 0);
    referral(ann, "2026-01-05");
    referral(ben, "2026-01-05");
    referral(cat, "2026-01-05");
    measure(ann, "attendance", "2026-08-01", 70);
    measure(ann, "attendance", "2026-11-01", 95);  // the last one counts
    measure(ben, "attendance", "2026-11-01", 89);
    measure(cat, "attendance", "2026-07-22", 60);  // more than a term ago
    EXPECT_EQ(says("school_attendance", "2026-11-22"), "92.0 | 2 of 2 measured");
    EXPECT_EQ(says("persistent_absence", "2026-11-22"), "50.0% | 1 of 2");
}

}  // namespace
}  // namespace hearth::insight

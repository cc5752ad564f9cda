// The Standard Safeguarding Dataset comes in and goes out again, the same, on both databases.
// proves: S0-45
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/encoding.h"
#include "record/demo/demonstration.h"
#include "returns/cin_import_support.h"
#include "returns/list_returns.h"
#include "returns/ssd/ssd_import.h"
#include "returns/ssd/ssd_map.h"

namespace hearth::returns {
namespace {

namespace fs = std::filesystem;
using store::Sql;

constexpr Sql kVersions{"t_ssd_versions", R"(
SELECT (SELECT count(*) FROM person) + (SELECT count(*) FROM referral) + (SELECT count(*) FROM assessment)
     + (SELECT count(*) FROM assessment_factor) + (SELECT count(*) FROM cp_plan) + (SELECT count(*) FROM visit)
     + (SELECT count(*) FROM family) + (SELECT count(*) FROM family_member) + (SELECT count(*) FROM allocation)
     + (SELECT count(*) FROM contact) + (SELECT count(*) FROM person_identifier) + (SELECT count(*) FROM placement)
     + (SELECT count(*) FROM person_address) + (SELECT count(*) FROM foreign_key) + (SELECT count(*) FROM immunisation))"};
constexpr Sql kFamilies{"t_ssd_families", "SELECT count(*) FROM family"};
constexpr Sql kConfidential{"t_ssd_confidential",
                            "SELECT count(*) FROM person_address WHERE confidential = 0"};
constexpr Sql kWords{"t_ssd_words", "SELECT count(*) FROM name_word WHERE word = 'ashdown'"};
constexpr Sql kPlansOfGirl{"t_ssd_plans", R"(
SELECT count(*) FROM cp_plan p JOIN referral r ON r.id = p.referral_id JOIN person c ON c.id = p.person_id
WHERE c.given = 'Ada' AND p.latest_category = 'EMO' AND r.primary_need = 'N1')"};

std::map<std::string, std::string> contents_of(const fs::path& folder) {
    std::map<std::string, std::string> out;
    for (const auto& entry : fs::directory_iterator(folder)) {
        std::ifstream in(entry.path(), std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        out[entry.path().filename().string()] = text.str();
    }
    return out;
}

// An extract of another system: ids with letters, dates and flags as such systems write them.
const std::map<std::string, std::string> kForeign{
    {"ssd_department",
     "dept_team_id,dept_team_name,dept_team_parent_id,dept_team_parent_name\r\n"
     "T-1,North,D-1,Children's services\r\nT-2,South,,\r\n"},
    {"ssd_professionals",
     "prof_professional_id,prof_staff_id,prof_professional_name,"
     "prof_social_worker_registration_no,prof_professional_job_title,"
     "prof_professional_caseload,prof_professional_department,prof_full_time_equivalency,"
     "prof_agency_worker_flag\r\n"
     "W-1,HR77,Sam Okafor,SW12345,Social worker,17,North,0.8,N\r\n"},
    {"ssd_person",
     "\xEF\xBB\xBFpers_surname,pers_person_id,pers_forename,pers_sex,pers_ethnicity,pers_dob,"
     "pers_common_child_id,pers_legacy_id,pers_upn_unknown,pers_send_flag,pers_expected_dob,"
     "pers_death_date,pers_is_mother,pers_nationality,colour_of_hair\r\n"
     "Ashdown,P-001,Ada,F,WBRI,27/03/2015,9434765919,,,Y,,,N,GBR,brown\r\n"
     "Ashdown,P-002,Tomos,M,WBRI,2016-02-29T00:00:00,,,UN1,N,,,N,,\r\n"
     "Ashdown,P-003,Mair,F,WBRI,1988-01-04,,,,,,,Y,,\r\n"
     "\"Qu\xE9ry, \"\"Q\"\"\",P-004,'=Lee,M,OOTH,2010-05-05,,OLD9,,,,,N,,\r\n"},
    {"ssd_family",
     "fami_table_id,fami_family_id,fami_person_id\r\n"
     "F-a,FAM1,P-001\r\nF-b,FAM1,P-002\r\nF-c,FAM1,P-003\r\n"},
    {"ssd_mother",
     "moth_table_id,moth_person_id,moth_childs_person_id,moth_childs_dob\r\n"
     "M1,P-003,P-001,2015-03-27\r\n"},
    {"ssd_address",
     "addr_table_id,addr_address_json,addr_person_id,addr_address_type,addr_address_start_date,"
     "addr_address_end_date,addr_address_postcode\r\n"
     "A1,\"{\"\"ROOM\"\": \"\"\"\", \"\"HOUSE\"\": \"\"12\"\", \"\"STREET\"\": \"\"Mill Lane\"\", "
     "\"\"TOWN\"\": \"\"Ambleford\"\"}\",P-001,Home,2020-01-01,,FY1 1AA\r\n"},
    {"ssd_linked_identifiers",
     "link_table_id,link_person_id,link_identifier_type,link_identifier_value,"
     "link_valid_from_date,link_valid_to_date\r\n"
     "L1,P-001,Unique Pupil Number,A123456789012,,\r\nL2,P-001,Court Case Number,CC1,,\r\n"},
    {"ssd_contacts",
     "cont_contact_id,cont_person_id,cont_contact_date,cont_contact_source_code,"
     "cont_contact_source_desc,cont_contact_outcome_json\r\n"
     "C-1,P-001,01/06/2025 09:30,6,Police,\"{\"\"NEW_REFERRAL_FLAG\"\":\"\"Y\"\",\"\"NFA_FLAG\"\":"
     "\"\"N\"\"}\"\r\n"},
    {"ssd_cin_episodes",
     "cine_referral_id,cine_person_id,cine_referral_date,cine_cin_primary_need_code,"
     "cine_referral_source_code,cine_referral_source_desc,cine_referral_outcome_json,"
     "cine_referral_nfa,cine_close_reason,cine_close_date,cine_referral_team,"
     "cine_referral_worker_id\r\n"
     "R-1,P-001,2025-06-02,N1,6,Police,,N,,,T-1,W-1\r\n"
     "R-2,P-002,2025-06-02,N1,6,Police,,No,RC1,2025-09-01,T-1,W-9\r\n"},
    {"ssd_cin_assessments",
     "cina_assessment_id,cina_person_id,cina_referral_id,cina_assessment_start_date,"
     "cina_assessment_child_seen,cina_assessment_auth_date,cina_assessment_outcome_json,"
     "cina_assessment_outcome_nfa,cina_assessment_team,cina_assessment_worker_id\r\n"
     "S-1,P-001,R-1,2025-06-03,Y,2025-07-01,\"{\"\"LEGAL_ACTION_FLAG\"\":\"\"Y\"\","
     "\"\"PROV_OF_SERVICES_FLAG\"\":\"\"Y\"\"}\",N,T-1,W-1\r\n"},
    {"ssd_assessment_factors",
     "cinf_table_id,cinf_assessment_id,cinf_assessment_factors_json\r\n"
     "FX1,S-1,\"[\"\"2B\"\", \"\"1B\"\"]\"\r\n"},
    {"ssd_cp_plans",
     "cppl_cp_plan_id,cppl_referral_id,cppl_icpc_id,cppl_person_id,cppl_cp_plan_start_date,"
     "cppl_cp_plan_end_date,cppl_cp_plan_initial_category,cppl_cp_plan_ola,"
     "cppl_cp_plan_latest_category\r\n"
     "PL1,R-1,,P-001,2025-07-20,,NEG,N,Emotional abuse\r\n"},
    // The same number for a visit of either kind: two systems' tables need not agree.
    {"ssd_cp_visits",
     "cppv_cp_visit_id,cppv_person_id,cppv_cp_plan_id,cppv_cp_visit_date,cppv_cp_visit_seen,"
     "cppv_cp_visit_seen_alone,cppv_cp_visit_bedroom\r\n"
     "55,P-001,PL1,2025-08-01,Y,Y,N\r\n"},
    {"ssd_cin_visits",
     "cinv_cin_visit_id,cinv_person_id,cinv_cin_visit_date,cinv_cin_visit_seen,"
     "cinv_cin_visit_seen_alone,cinv_cin_visit_bedroom\r\n"
     "55,P-002,2025-06-20,Y,N,N\r\n"},
    {"ssd_cla_episodes",
     "clae_cla_episode_id,clae_person_id,clae_cla_episode_start_date,"
     "clae_cla_episode_start_reason,clae_cla_primary_need_code,clae_cla_episode_ceased_date,"
     "clae_cla_episode_ceased_reason,clae_cla_id,clae_referral_id,clae_cla_placement_id,"
     "clae_entered_care_date,clae_cla_last_iro_contact_date\r\n"
     "E-1,P-004,2024-01-10,S,N1,,,CLA-7,,PM-1,2024-01-10,2025-02-03\r\n"},
    {"ssd_cla_placement",
     "clap_cla_placement_id,clap_cla_placement_start_date,clap_cla_placement_type,"
     "clap_cla_placement_urn,clap_cla_placement_distance,clap_cla_id,"
     "clap_cla_placement_provider,clap_cla_placement_postcode,clap_cla_placement_end_date,"
     "clap_cla_placement_change_reason,clap_person_id\r\n"
     "PM-1,2024-01-10,U1,SC1,12.5,CLA-7,PR1,FY1 1AB,,,P-004\r\n"},
    {"ssd_cla_reviews",
     "clar_cla_review_id,clar_cla_id,clar_cla_review_due_date,clar_cla_review_date,"
     "clar_cla_review_cancelled,clar_cla_review_participation\r\n"
     "V-1,CLA-7,2024-02-07,2024-02-06,N,PN1\r\n"},
    {"ssd_cla_immunisations",
     "clai_person_id,clai_immunisations_status,clai_immunisations_status_date\r\n"
     "P-004,Y,2025-01-01\r\n"},
    {"ssd_involvements",
     "invo_involvements_id,invo_professional_id,invo_professional_role_id,"
     "invo_professional_team,invo_involvement_start_date,invo_involvement_end_date,"
     "invo_worker_change_reason,invo_person_id,invo_referral_id\r\n"
     "I-1,W-1,CW,T-1,2025-06-02,,,P-001,R-1\r\nI-2,W-1,CW,T-1,2025-06-02,,,P-002,R-2\r\n"},
};

class SsdImport : public test::DatabaseTest {
  protected:
    fs::path write(const std::map<std::string, std::string>& files, const std::string& name) {
        const auto folder = this->files().folder() / name;
        fs::create_directories(folder);
        for (const auto& [table, text] : files)
            std::ofstream(folder / (table + ".csv"), std::ios::binary) << text;
        return folder;
    }
    Result<SsdImportReport> import_into(store::Database& database, const fs::path& folder,
                                        std::size_t batch = 500,
                                        std::function<void(std::uint64_t)> at_step = {}) {
        const auto& practice = testing::shipped_practice();
        const access::Policy policy(practice.roles);
        SsdImportOptions options;
        options.folder = folder;
        options.authority = authority_;
        options.profile = "family-help";
        options.batch = batch;
        if (at_step) options.on_progress = [at_step](auto done, auto) { at_step(done); };
        auto report = import_ssd(database, practice, policy, options);
        clock().advance(std::chrono::seconds(5));
        return report;
    }
    Result<SsdImportReport> import(const fs::path& folder, std::size_t batch = 500) {
        return import_into(db(), folder, batch);
    }
    std::map<std::string, std::string> exported(store::Database& database,
                                                const std::string& name) {
        const auto folder = files().folder() / name;
        export_ssd(database, {}, folder);
        return contents_of(folder);
    }
    // What comes out of this database, brought into an empty one and out of it again.
    void expect_round_trip(std::size_t batch = 500) {
        const auto first = exported(db(), "first");
        const test::TestDatabase other(GetParam());
        auto config = other.config();
        config.clock = &clock();
        const auto second_db = store::Database::open(config);
        const auto report = import_into(*second_db, files().folder() / "first", batch);
        ASSERT_TRUE(report.ok());
        const auto second = exported(*second_db, "second");
        ASSERT_EQ(first.size(), second.size());
        for (const auto& [name, text] : first)
            EXPECT_EQ(text == second.at(name), true)
                << name << ": " << first_difference(text, second.at(name));
    }
    static std::string first_difference(const std::string& a, const std::string& b) {
        std::istringstream left(a), right(b);
        std::string one, other;
        do {
            one.clear();
            other.clear();
            std::getline(left, one);
            std::getline(right, other);
        } while (one == other && (left || right));
        return one + "\n   is now   " + other;
    }
    std::string authority_ = "Testshire";
    std::int64_t count(const Sql& sql) {
        return db().read([&](store::Session& session) {
            return session.one(sql, {}, [](const store::Row& row) { return row.int64(0); })
                .value_or(-1);
        });
    }
};
INSTANTIATE_TEST_SUITE_P(on, SsdImport, ::testing::ValuesIn(test::servers()), test::server_name);

std::string words_of(const SsdImportReport& report) {
    return to_text(report);
}

TEST_P(SsdImport, an_extract_of_another_system_becomes_a_record) {
    const auto report = import(write(kForeign, "in"));
    ASSERT_TRUE(report.ok());
    EXPECT_TRUE(report->made_authority);
    EXPECT_EQ(report->counts.people_new, 4U);
    EXPECT_EQ(report->counts.held, 0U) << words_of(report.value());
    EXPECT_EQ(count(kFamilies), 2) << "one of the file, one for the child without";
    EXPECT_EQ(count(kWords), 3) << "people are found by name";
    EXPECT_EQ(count(kPlansOfGirl), 1);
    EXPECT_EQ(count(kConfidential), 0) << "no address is shown outside until somebody has looked";
    EXPECT_EQ(report->kinds.at("unknown_id"), 1U) << "W-9 is nobody: " << words_of(report.value());
    EXPECT_EQ(report->kinds.at("column_unknown"), 1U);
    EXPECT_EQ(report->kinds.at("several_outcomes"), 1U);
}

TEST_P(SsdImport, ids_of_the_other_system_and_what_the_record_cannot_hold_are_exported_again) {
    ASSERT_TRUE(import(write(kForeign, "in")).ok());
    const auto out = exported(db(), "out");
    EXPECT_NE(out.at("ssd_person.csv").find("P-001,F,,WBRI,2015-03-27,9434765919,,,Y,,,N,GBR,Ada"),
              std::string::npos)
        << out.at("ssd_person.csv");
    EXPECT_NE(out.at("ssd_person.csv").find("'=Lee,\"Qu\xC3\xA9ry, \"\"Q\"\"\""),
              std::string::npos);
    EXPECT_NE(out.at("ssd_professionals.csv").find("W-1,HR77,Sam Okafor,SW12345,Social worker,17"),
              std::string::npos);
    EXPECT_EQ(out.at("ssd_professionals.csv").find("Records manager"), std::string::npos);
    EXPECT_NE(out.at("ssd_cin_episodes.csv").find("R-2,P-002"), std::string::npos);
    EXPECT_NE(out.at("ssd_cin_episodes.csv").find(",T-1,W-9"), std::string::npos);
    EXPECT_NE(out.at("ssd_cla_reviews.csv").find("V-1,CLA-7,2024-02-07"), std::string::npos);
    EXPECT_NE(out.at("ssd_involvements.csv").find("I-2,W-1,CW,T-1,2025-06-02,,,P-002,R-2"),
              std::string::npos)
        << out.at("ssd_involvements.csv");
    EXPECT_NE(out.at("ssd_cp_visits.csv").find("55,P-001,PL1,2025-08-01,Y,Y,N"), std::string::npos);
    EXPECT_NE(out.at("ssd_cin_visits.csv").find("55,P-002"), std::string::npos);
}

TEST_P(SsdImport, export_import_export_gives_the_same_files_for_ids_of_another_system) {
    ASSERT_TRUE(import(write(kForeign, "in")).ok());
    expect_round_trip(2);
}

// Numbers, every kind of work, and the faults that the demonstration makes on purpose.
TEST_P(SsdImport, the_demonstration_comes_back_the_same_byte_for_byte) {
    record::DemoOptions options;
    options.children = 15;
    options.seed = 3;
    options.as_at = db().clock().today();
    ASSERT_TRUE(
        record::make_demonstration(db(), testing::shipped_practice(), options, no_progress()).ok());
    expect_round_trip();
    EXPECT_FALSE(import(files().folder() / "first").ok()) << "it is another authority's";
    authority_.clear();
    const auto again = import(files().folder() / "first");
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again->counts.added + again->counts.changed, 0U) << words_of(again.value());
}

TEST_P(SsdImport, importing_the_same_files_twice_changes_nothing) {
    const auto folder = write(kForeign, "in");
    ASSERT_TRUE(import(folder).ok());
    const auto before = count(kVersions);
    const auto out = exported(db(), "out");
    const auto again = import(folder);
    ASSERT_TRUE(again.ok());
    EXPECT_TRUE(again->seen_before);
    // Other files that say the same: compared row by row, with the same outcome.
    const auto alike = import(files().folder() / "out");
    ASSERT_TRUE(alike.ok());
    EXPECT_FALSE(alike->seen_before);
    EXPECT_EQ(alike->counts.added + alike->counts.changed, 0U) << words_of(alike.value());
    EXPECT_EQ(count(kVersions), before);
    EXPECT_EQ(exported(db(), "third"), out);
}

TEST_P(SsdImport, a_later_extract_changes_what_it_says_otherwise_and_nothing_else) {
    ASSERT_TRUE(import(write(kForeign, "in")).ok());
    auto later = kForeign;
    auto& plans = later["ssd_cp_plans"];
    plans.replace(plans.find("2025-07-20,,NEG"), 15, "2025-07-20,2026-01-05,NEG");
    const auto report = import(write(later, "later"));
    ASSERT_TRUE(report.ok());
    EXPECT_EQ(report->counts.changed, 1U) << words_of(report.value());
    EXPECT_NE(exported(db(), "out").at("ssd_cp_plans.csv").find("2025-07-20,2026-01-05,NEG"),
              std::string::npos);
}

TEST_P(SsdImport, bad_rows_are_said_with_line_and_remedy_and_kept_and_the_good_ones_come_in) {
    auto files = kForeign;
    files["ssd_disability"] =
        "disa_person_id,disa_table_id,disa_disability_code\r\n"
        "P-001,D1,HAND\r\nP-099,D2,HEAR\r\n\"P-001\"x,D3,HEAR\r\nP-002,D4,HEAR,more\r\n"
        "P-002,D1,VIS\r\nP-002,D5,VIS\r\n";
    files["ssd_cla_health"] =
        "clah_health_check_id,clah_person_id,clah_health_check_type,clah_health_check_date,"
        "clah_health_check_status\r\n"
        "H1,P-004,Dental Check,31/02/2025,Completed\r\nH2,P-004,Dental Check,2025-03-01,"
        "Completed\r\n";
    const auto report = import(write(files, "in"));
    ASSERT_TRUE(report.ok());
    const auto said = [&](const std::string& code, std::uint32_t line, const std::string& table) {
        for (const auto& issue : report->issues)
            if (issue.code == code && issue.line == line && issue.table == table)
                return !issue.message.empty() && !issue.remedy.empty();
        return false;
    };
    EXPECT_TRUE(said("unknown_id", 3, "ssd_disability")) << words_of(report.value());
    EXPECT_TRUE(said("csv_syntax", 4, "ssd_disability")) << words_of(report.value());
    EXPECT_TRUE(said("row_too_wide", 5, "ssd_disability")) << words_of(report.value());
    EXPECT_TRUE(said("same_id_twice", 6, "ssd_disability")) << words_of(report.value());
    EXPECT_TRUE(said("not_a_date", 2, "ssd_cla_health")) << words_of(report.value());
    EXPECT_TRUE(said("missing_required", 2, "ssd_cla_health")) << words_of(report.value());
    const auto out = exported(db(), "out");
    EXPECT_EQ(out.at("ssd_disability.csv"),
              "disa_person_id,disa_table_id,disa_disability_code\r\n"
              "P-001,D1,HAND\r\nP-002,D1,VIS\r\nP-099,D2,HEAR\r\nP-002,D5,VIS\r\n");
    EXPECT_NE(out.at("ssd_cla_health.csv").find("H1,P-004,Dental Check,31/02/2025,Completed"),
              std::string::npos);
    EXPECT_NE(to_json(report.value()).find("\"line\":3"), std::string::npos);
    expect_round_trip();
}

TEST_P(SsdImport, an_import_that_was_cut_off_goes_on_where_it_stopped) {
    const auto folder = write(kForeign, "in");
    struct Cut {};
    int steps = 0;
    EXPECT_THROW((void)import_into(db(), folder, 1,
                                   [&](std::uint64_t) {
                                       if (++steps == 12) throw Cut{};
                                   }),
                 Cut);
    const auto rest = import(folder, 1);
    ASSERT_TRUE(rest.ok());
    EXPECT_TRUE(rest->resumed);
    const auto cut = exported(db(), "cut");
    const test::TestDatabase other(GetParam());
    auto config = other.config();
    config.clock = &clock();
    const auto whole = store::Database::open(config);
    ASSERT_TRUE(import_into(*whole, folder).ok());
    const auto in_one = exported(*whole, "whole");
    for (const auto& [table, text] : kForeign)
        EXPECT_EQ(cut.at(table + ".csv"), in_one.at(table + ".csv")) << table;
}

TEST_P(SsdImport, what_is_no_dataset_is_refused_with_words) {
    const auto empty = import(write({}, "none"));
    ASSERT_FALSE(empty.ok());
    const auto utf16 =
        import(write({{"ssd_person", std::string("\xFF\xFEp\0e\0r\0s\0", 10)}}, "wide"));
    ASSERT_FALSE(utf16.ok());
    const auto* wrong = std::get_if<Invalid>(&utf16.failure());
    ASSERT_NE(wrong, nullptr);
    EXPECT_NE(wrong->errors.front().message.find("UTF-16"), std::string::npos);
}

TEST(SsdText, days_are_read_as_extracts_write_them_and_never_guessed) {
    EXPECT_EQ(ssd_day("2025-06-01"), "2025-06-01");
    EXPECT_EQ(ssd_day("2025-06-01T00:00:00"), "2025-06-01");
    EXPECT_EQ(ssd_day("2025-06-01 09:30:00.000"), "2025-06-01");
    EXPECT_EQ(ssd_day("1/6/2025"), "2025-06-01");
    EXPECT_EQ(ssd_day("01/06/2025 09:30"), "2025-06-01");
    EXPECT_EQ(ssd_day("31/02/2025"), std::nullopt);
    EXPECT_EQ(ssd_day("01/06/25"), std::nullopt);
    EXPECT_EQ(ssd_day("2025-06-01x"), std::nullopt);
    EXPECT_EQ(ssd_day("June 2025"), std::nullopt);
}

TEST(SsdText, windows_1252_is_read_and_utf_8_left_alone) {
    EXPECT_EQ(utf8_from_mixed("O\x92"
                              "Brien"),
              "O\xE2\x80\x99"
              "Brien");
    EXPECT_EQ(utf8_from_mixed("Qu\xC3\xA9ry"), "Qu\xC3\xA9ry");
}

}  // namespace
}  // namespace hearth::returns

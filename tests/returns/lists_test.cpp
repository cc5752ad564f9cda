// The returns that are lists of rows: their files, and what they make of a small record.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "record/small_authority.h"
#include "returns/list_returns.h"
#include "returns/ssd_tables.h"
#include "support/test_database.h"

namespace hearth::returns {
namespace {

namespace fs = std::filesystem;

const fs::path kPractice = fs::path(HEARTH_SOURCE_DIR) / "practice";

std::string contents(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

class Lists : public test::DatabaseTest {
  protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        authority.emplace(db());
    }
    // A boy looked after since October 2025, moved to other carers in February, under an interim
    // order since March.
    std::int64_t boy_in_care() {
        return authority->as(
            "social_worker", [&](store::Session& session, const record::Context& context) {
                record::RowWriter rows(session, context);
                const auto family = rows.insert("family", {{"name", "Ashdown"},
                                                           {"reference", "F-1"},
                                                           {"district", "Hodder"},
                                                           {"from_date", "2025-10-01"}});
                const auto boy = rows.insert("person", {{"given", "Tomos"},
                                                        {"surname", "Ashdown"},
                                                        {"sex", "M"},
                                                        {"ethnicity", "WBRI"},
                                                        {"born", "2016-02-29"}});
                rows.insert("family_member", {{"family_id", family},
                                              {"person_id", boy},
                                              {"role", "child"},
                                              {"from_date", "2025-10-01"}});
                rows.insert("person_identifier", {{"person_id", boy},
                                                  {"kind", "la_child_id"},
                                                  {"value", "NS42"},
                                                  {"from_date", "2025-10-01"}});
                const auto care = rows.insert("cla_episode", {{"person_id", boy},
                                                              {"start_date", "2025-10-06"},
                                                              {"start_reason", "S"},
                                                              {"primary_need", "N1"},
                                                              {"entered_care_date", "2025-10-06"}});
                rows.insert("legal_status", {{"person_id", boy},
                                             {"status", "V2"},
                                             {"start_date", "2025-10-06"},
                                             {"end_date", "2026-03-10"}});
                rows.insert("legal_status",
                            {{"person_id", boy}, {"status", "C1"}, {"start_date", "2026-03-10"}});
                rows.insert("placement", {{"person_id", boy},
                                          {"cla_episode_id", care},
                                          {"start_date", "2025-10-06"},
                                          {"end_date", "2026-02-02"},
                                          {"type", "U4"},
                                          {"provider", "PR1"},
                                          {"change_reason", "CARPL"},
                                          {"postcode", "FY9 1AA"}});
                rows.insert("placement", {{"person_id", boy},
                                          {"cla_episode_id", care},
                                          {"start_date", "2026-02-02"},
                                          {"type", "U1"},
                                          {"provider", "PR1"},
                                          {"postcode", "FY9 1AB"}});
                rows.insert(
                    "cla_review",
                    {{"person_id", boy}, {"review_date", "2025-10-30"}, {"participation", "PN1"}});
                rows.insert("cla_review",
                            {{"person_id", boy}, {"due_date", "2026-01-20"}, {"cancelled", 1}});
                rows.insert("health_check", {{"person_id", boy},
                                             {"kind", "dental"},
                                             {"checked_on", "2025-12-01"},
                                             {"status", "completed"}});
                return boy;
            });
    }
    std::optional<test::SmallAuthority> authority;
};
HEARTH_ON_BOTH_DATABASES(Lists);

TEST_P(Lists, every_list_of_annex_a_runs_and_gives_the_columns_that_it_names) {
    const test::TempFolder folder;
    const auto lists = export_annex_a(db(), kPractice, *Date::parse("2026-03-31"), {},
                                      folder.path() / "annex.xlsx");
    ASSERT_TRUE(lists);
    EXPECT_EQ(lists->size(), 11u);
    EXPECT_EQ(contents(folder.path() / "annex.xlsx").substr(0, 2), "PK");
    EXPECT_FALSE(fs::exists(folder.path() / "annex.xlsx.part"));
}

TEST_P(Lists, a_looked_after_child_is_in_list_8_once_and_only_while_looked_after) {
    boy_in_care();
    const test::TempFolder folder;
    const auto rows_on = [&](const char* day) {
        const auto lists =
            export_annex_a(db(), kPractice, *Date::parse(day), {}, folder.path() / "annex.xlsx");
        return lists ? lists->at(7).rows : 99;
    };
    EXPECT_EQ(rows_on("2025-10-05"), 0u);
    EXPECT_EQ(rows_on("2026-03-31"), 1u);
}

// A new SSDA903 episode begins on each day on which the placement or the legal status changes.
TEST_P(Lists, a_move_and_an_order_each_begin_a_new_episode_of_the_looked_after_return) {
    boy_in_care();
    const test::TempFolder folder;
    ASSERT_TRUE(export_ssda903(db(), kPractice, 2026, {}, folder.path()));
    EXPECT_EQ(contents(folder.path() / "episodes.csv"),
              "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,"
              "PL_POST,URN\r\n"
              "NS42,06/10/2025,S,V2,N1,U4,PR1,02/02/2026,X1,CARPL,,FY9 1AA,\r\n"
              "NS42,02/02/2026,P,V2,N1,U1,PR1,10/03/2026,X1,,,FY9 1AB,\r\n"
              "NS42,10/03/2026,L,C1,N1,U1,PR1,,,,,FY9 1AB,\r\n");
    EXPECT_EQ(contents(folder.path() / "reviews.csv"),
              "CHILD,DOB,REVIEW,REVIEW_CODE\r\nNS42,29/02/2016,30/10/2025,PN1\r\n");
}

TEST_P(Lists, what_happened_after_the_year_is_not_in_its_return) {
    boy_in_care();
    const test::TempFolder folder;
    ASSERT_TRUE(export_ssda903(db(), kPractice, 2025, {}, folder.path()));
    const auto text = contents(folder.path() / "header.csv");
    EXPECT_EQ(text, "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\r\n");
    EXPECT_FALSE(fs::exists(folder.path() / "dolo.csv")) << "asked only from the 2027 return on";
}

// proves: S0-45
TEST_P(Lists, the_record_is_written_as_all_tables_of_the_dataset) {
    boy_in_care();
    const test::TempFolder folder;
    const auto tables = export_ssd(db(), {}, folder.path());
    ASSERT_EQ(tables.size(), kSsdTables.size());
    for (const auto& table : kSsdTables) {
        const auto text = contents(folder.path() / (std::string(table.name) + ".csv"));
        std::string header(table.fields);
        std::replace(header.begin(), header.end(), ' ', ',');
        EXPECT_EQ(text.substr(0, header.size() + 2), header + "\r\n") << table.name;
    }
    EXPECT_NE(
        contents(folder.path() / "ssd_cla_health.csv").find("Dental Check,2025-12-01,Completed"),
        std::string::npos);
}

TEST_P(Lists, the_dataset_as_known_before_the_child_was_recorded_does_not_hold_the_child) {
    const auto before = db().clock().now() - std::chrono::hours(1);
    boy_in_care();
    const test::TempFolder folder;
    const auto rows = [&](std::optional<Instant> known) {
        std::uint64_t found = 0;
        for (const auto& table : export_ssd(db(), known, folder.path()))
            if (table.makes == "ssd_cla_episodes") found = table.rows;
        return found;
    };
    EXPECT_EQ(rows({}), 1u);
    EXPECT_EQ(rows(before), 0u);
}

TEST(ListFiles, a_header_with_a_fault_is_refused_with_its_line) {
    const test::TempFolder folder;
    std::ofstream(folder.path() / "x.sql") << "-- sheet: X\n-- colour: red\nSELECT 1\n";
    const auto list = read_list(folder.path() / "x.sql");
    ASSERT_FALSE(list);
    const auto* wrong = std::get_if<Invalid>(&list.failure());
    ASSERT_NE(wrong, nullptr);
    EXPECT_NE(wrong->errors.front().message.find("x.sql:2:"), std::string::npos);
}

TEST(ListFiles, a_table_begun_and_not_finished_leaves_no_file) {
    const test::TempFolder folder;
    {
        const auto sink = csv_folder(folder.path());
        sink->begin("episodes.csv", {{"CHILD", CellKind::text}});
        sink->row({"=cmd()"});
    }
    EXPECT_TRUE(fs::is_empty(folder.path()));
    const auto sink = csv_folder(folder.path());
    sink->begin("episodes.csv", {{"CHILD", CellKind::text}});
    sink->row({"=cmd()"});
    sink->finish();
    EXPECT_EQ(contents(folder.path() / "episodes.csv"), "CHILD\r\n'=cmd()\r\n")
        << "a formula must not run";
}

}  // namespace
}  // namespace hearth::returns

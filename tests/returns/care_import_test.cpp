// Returns on children looked after of several years become their histories, and come out again.
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "base/csv.h"
#include "returns/care/care_history.h"
#include "returns/care/care_import.h"
#include "returns/cin_import_support.h"
#include "returns/list_returns.h"

namespace hearth::returns {
namespace {

namespace fs = std::filesystem;
using store::Sql;

const fs::path kPractice = testing::source_path("practice");
const fs::path kShared = fs::path(HEARTH_SOURCE_DIR) / ".." / ".." / "shared" / "data" / "ssda903";

constexpr Sql kRows{"t_care_rows", R"(
SELECT (SELECT count(*) FROM person) + (SELECT count(*) FROM cla_episode) + (SELECT count(*) FROM placement)
     + (SELECT count(*) FROM legal_status) + (SELECT count(*) FROM cla_review) + (SELECT count(*) FROM allocation)
     + (SELECT count(*) FROM immunisation) + (SELECT count(*) FROM care_leaver) + (SELECT count(*) FROM permanence)
     + (SELECT count(*) FROM person_address) + (SELECT count(*) FROM clock) + (SELECT count(*) FROM family)
     + (SELECT count(*) FROM return_kept))"};
constexpr Sql kPeriod{"t_care_period", R"(
SELECT count(*) FROM hearth_care_period p JOIN hearth_return_child k ON k.child_id = p.child_id
WHERE k.la_child_id = 'A1' AND p.start_date = '2023-06-01' AND p.end_date = '2025-01-10' AND p.end_reason = 'E4A')"};
constexpr Sql kPlacements{"t_care_placements", R"(
SELECT count(*) FROM hearth_placement p JOIN hearth_return_child k ON k.child_id = p.person_id
WHERE k.la_child_id = 'A1' AND p.type = 'U4' AND p.provider = 'PR4' AND p.start_date = '2023-09-01'
  AND p.end_date = '2025-01-10')"};
constexpr Sql kStatuses{"t_care_statuses", R"(
SELECT count(*) FROM hearth_legal_status l JOIN hearth_return_child k ON k.child_id = l.person_id
WHERE k.la_child_id = 'A1')"};
constexpr Sql kClock{"t_care_clock", R"(
SELECT count(*) FROM clock c JOIN hearth_return_child k ON k.child_id = c.person_id
WHERE k.la_child_id = 'A2' AND c.rule = 'cla_review_second' AND c.stopped_at IS NULL
  AND c.superseded_at = '9999-12-31T23:59:59.999Z' AND c.due_at LIKE '2024-06-2%')"};
constexpr Sql kMother{"t_care_mother", R"(
SELECT count(*) FROM hearth_relationship r JOIN hearth_person b ON b.id = r.to_person
JOIN hearth_return_child k ON k.child_id = r.from_person
WHERE k.la_child_id = 'A2' AND r.kind = 'birth_parent' AND b.born = '2024-01-05')"};
constexpr Sql kFamilies{"t_care_families", "SELECT count(*) FROM family"};

using Files = std::map<std::string, std::string>;

// Two years of three children: A1 moves, comes under an order and goes home; A2 is a mother who
// stays; A3 left care before.
const Files k2024{
    {"header.csv",
     "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
     "A1,1,04/05/2012,WBRI,A123456789012,,\n"
     "A2,2,30/11/2007,BCRB,UN2,1,05/01/2024\n"
     "A3,2,17/08/2004,AIND,UN3,,\n"},
    {"episodes.csv",
     "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,"
     "URN\n"
     "A1,01/06/2023,S,V2,N1,U1,PR1,01/09/2023,X1,CARPL,FY1 1AA,FY2 2BB,SC000001\n"
     "A1,01/09/2023,P,V2,N1,U4,PR4,15/01/2024,X1,,FY1 1AA,PR1 1CC,SC000002\n"
     "A1,15/01/2024,L,C1,N1,U4,PR4,,,,FY1 1AA,PR1 1CC,SC000002\n"
     "A2,20/02/2024,S,V2,N4,K2,PR4,,,,BB1 1AA,BB1 2BB,SC000003\n"},
    {"reviews.csv",
     "CHILD,DOB,REVIEW,REVIEW_CODE\n"
     "A1,04/05/2012,25/06/2023,PN1\n"
     "A1,04/05/2012,20/09/2023,PN3\n"
     "A2,30/11/2007,20/03/2024,PN2\n"},
    {"missing.csv", "CHILD,DOB,MISSING,MIS_START,MIS_END\nA2,30/11/2007,M,01/03/2024,03/03/2024\n"},
    {"oc3.csv", "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\nA3,17/08/2004,YES,F2,B1\n"},
    {"uasc.csv", "CHILD,SEX,DOB,DUC\nA2,2,30/11/2007,30/11/2025\n"},
    {"prev_perm.csv",
     "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\nA1,04/05/2012,P2,888,zz/05/2016\n"
     "A2,30/11/2007,Z1,,\n"},
    {"placed.csv",
     "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n"
     "A1,04/05/2012,02/02/2024,01/03/2024,RD1\n"},
    {"workers.csv",
     "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n"
     "A1,04/05/2012,SWE11,01/06/2023,01/10/2023,ORGRST\n"
     "A1,04/05/2012,SWE12,01/10/2023,,\n"
     "A2,30/11/2007,SWE12,20/02/2024,,\n"}};
const Files k2025{
    {"2025-header.csv",
     "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
     "A1,M,04/05/2012,WBRI,A123456789012,,\n"
     "A2,F,30/11/2007,BCRB,B123456789012,1,05/01/2024\n"
     "A3,F,17/08/2004,AIND,UN3,,\n"},
    {"2025-episodes.csv",
     "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,"
     "URN\n"
     "A1,15/01/2024,L,C1,N1,U4,PR4,01/08/2024,X1,,FY1 1AA,PR1 1CC,SC000002\n"
     "A1,01/08/2024,L,C2,N1,U4,PR4,10/01/2025,E4A,,FY1 1AA,PR1 1CC,SC000002\n"
     "A2,20/02/2024,S,V2,N4,K2,PR4,,,,BB1 1AA,BB1 2BB,SC000003\n"},
    {"2025-oc2.csv",
     "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,"
     "HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED\n"
     "A2,30/11/2007,,SDQ2,1,,1,1,0,1,0,1\n"},
    {"2025-oc3.csv", "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\nA3,17/08/2004,REFU,0,0\n"}};

std::vector<std::vector<std::string>> csv_rows(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    const std::string all = text.str();
    CsvReader reader(all);
    std::vector<std::vector<std::string>> out;
    while (reader.next() == CsvStep::row)
        out.emplace_back(reader.row().begin(), reader.row().end());
    return out;
}

// A file's rows by column, as both ways of writing say them.
std::multiset<std::map<std::string, std::string>> content(const fs::path& file) {
    std::multiset<std::map<std::string, std::string>> out;
    const auto rows = csv_rows(file);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        std::map<std::string, std::string> row;
        for (std::size_t c = 0; c < rows[0].size() && c < rows[i].size(); ++c) {
            auto text = rows[i][c];
            if (text.starts_with("'")) text.erase(0, 1);
            if (rows[0][c] == "SEX" && (text == "1" || text == "2")) text = text == "1" ? "M" : "F";
            for (char& letter : text)
                if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
            row[rows[0][c]] = text;
        }
        out.insert(std::move(row));
    }
    return out;
}

class CareImport : public test::DatabaseTest {
  protected:
    fs::path folder(const std::string& name, const Files& all) {
        const auto out = files().folder() / name;
        fs::create_directories(out);
        for (const auto& [file, text] : all) std::ofstream(out / file, std::ios::binary) << text;
        return out;
    }
    Result<CareImportReport> import(const std::vector<fs::path>& folders) {
        const auto& practice = testing::shipped_practice();
        const access::Policy policy(practice.roles);
        auto report = import_ssda903(db(), practice, policy,
                                     {folders, kPractice, "Testshire", "family-help", {}});
        clock().advance(std::chrono::seconds(5));
        return report;
    }
    fs::path exported(int year) {
        const auto out = files().folder() / ("out" + std::to_string(++made_));
        const auto done = export_ssda903(db(), kPractice, year, {}, out);
        EXPECT_TRUE(done.ok());
        return out;
    }
    std::int64_t count(const Sql& sql) {
        return db().read([&](store::Session& session) {
            return session.one(sql, {}, [](const store::Row& row) { return row.int64(0); })
                .value_or(-1);
        });
    }

  private:
    int made_ = 0;
};
INSTANTIATE_TEST_SUITE_P(on, CareImport, ::testing::ValuesIn(test::servers()), test::server_name);

void expect_same(const Files& files, const fs::path& folder, const fs::path& out,
                 const std::map<std::string, std::string>& names) {
    for (const auto& [file, list] : names) {
        if (!files.contains(file)) continue;
        EXPECT_EQ(content(folder / file), content(out / (list + ".csv"))) << file;
    }
}
const std::map<std::string, std::string> kLists{{"header.csv", "header"},
                                                {"episodes.csv", "episodes"},
                                                {"reviews.csv", "reviews"},
                                                {"missing.csv", "missing"},
                                                {"oc3.csv", "oc3"},
                                                {"uasc.csv", "uasc"},
                                                {"prev_perm.csv", "prev_perm"},
                                                {"placed.csv", "placed_adoption"},
                                                {"workers.csv", "social_worker"}};
const std::map<std::string, std::string> kLater{{"2025-header.csv", "header"},
                                                {"2025-episodes.csv", "episodes"},
                                                {"2025-oc2.csv", "oc2"},
                                                {"2025-oc3.csv", "oc3"}};

// proves: S0-45
TEST_P(CareImport, two_years_of_files_become_one_history_and_come_out_again) {
    const auto first = folder("2024", k2024);
    const auto second = folder("next", k2025);
    const auto report = import({first, second});
    ASSERT_TRUE(report.ok());
    EXPECT_EQ(report->years, (std::vector{2024, 2025}));
    EXPECT_EQ(report->record.counts.errors, 0U) << to_text(report.value());
    EXPECT_EQ(count(kPeriod), 1) << "one period of care, from admission to going home";
    EXPECT_EQ(count(kPlacements), 1) << "a change of the legal status is no move";
    EXPECT_EQ(count(kStatuses), 3);
    EXPECT_EQ(count(kClock), 1) << "the second review, three months after the first";
    EXPECT_EQ(count(kMother), 1);
    expect_same(k2024, first, exported(2024), kLists);
    expect_same(k2025, second, exported(2025), kLater);
}

TEST_P(CareImport, next_years_files_extend_the_same_children_and_the_same_again_change_nothing) {
    const auto first = folder("2024", k2024);
    const auto second = folder("next", k2025);
    ASSERT_TRUE(import({first}).ok());
    const auto families = count(kFamilies);
    const auto later = import({second});
    ASSERT_TRUE(later.ok());
    EXPECT_EQ(later->record.counts.people_new, 0U);
    EXPECT_EQ(count(kFamilies), families);
    EXPECT_EQ(count(kPeriod), 1) << to_text(later.value());
    EXPECT_EQ(count(kPlacements), 1);
    EXPECT_EQ(count(kStatuses), 3);
    expect_same(k2024, first, exported(2024), kLists);
    expect_same(k2025, second, exported(2025), kLater);
    const auto before = count(kRows);
    const auto again = import({second});
    ASSERT_TRUE(again.ok());
    EXPECT_TRUE(again->record.seen_before);
    EXPECT_EQ(count(kRows), before);
}

TEST_P(CareImport, a_bad_cell_is_reported_with_its_place_and_costs_nothing_else) {
    auto bad = k2024;
    bad["episodes.csv"] =
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,"
        "URN\n"
        "A1,01/06/2023,S,V2,N1,U1,PR1,31/09/2023,X1,CARPL,FY1 1AA,FY2 2BB,SC000001\n"
        "A1,01/09/2023,*,V2,N1,U4,PR4,,,,FY1 1AA,PR1 1CC,SC000002\n"
        ",01/09/2023,S,V2,N1,U4,PR4,,,,FY1 1AA,PR1 1CC,SC000002\n"
        "A2,soon,S,V2,N4,K2,PR4,,,,BB1 1AA,BB1 2BB,SC000003\n"
        "A2,20/02/2024,S,V2,N4,K2,PR4,,,,BB1 1AA,BB1 2BB,SC000003\n";
    const auto report = import({folder("bad", bad)});
    ASSERT_TRUE(report.ok());
    const auto said = [&](const std::string& code, const std::string& field, std::uint32_t line) {
        for (const auto& issue : report->record.issues)
            if (issue.code == code && issue.field == field && issue.line == line &&
                issue.path == "bad/episodes.csv")
                return !issue.message.empty() && !issue.remedy.empty();
        return false;
    };
    EXPECT_TRUE(said("not_a_date", "DEC", 2)) << to_text(report.value());
    EXPECT_TRUE(said("code_unknown", "RNE", 3)) << to_text(report.value());
    EXPECT_TRUE(said("no_id", "CHILD", 4)) << to_text(report.value());
    EXPECT_TRUE(said("not_a_date", "DECOM", 5)) << to_text(report.value());
    const auto rows = content(exported(2024) / "episodes.csv");
    EXPECT_EQ(rows.size(), 3U) << "A1's two and A2's one";
}

TEST_P(CareImport, what_the_record_says_later_is_told_and_not_what_the_files_said) {
    ASSERT_TRUE(import({folder("2024", k2024), folder("next", k2025)}).ok());
    // 2024's answer about the care leaver is beside the record, which holds the later one.
    const auto before = content(exported(2024) / "oc3.csv");
    ASSERT_EQ(before.size(), 1U);
    EXPECT_EQ(before.begin()->at("IN_TOUCH"), "YES");
    db().write([&](store::Session& session) {
        session.execute(Sql{"t_care_change", "UPDATE care_leaver SET in_touch = 'NO'"}, {});
    });
    EXPECT_EQ(content(exported(2024) / "oc3.csv").begin()->at("IN_TOUCH"), "NO");
}

TEST_P(CareImport, files_of_real_years_give_their_children_back) {
    const auto real = kShared / "cs_demand_model_2017_2021";
    if (!fs::exists(real)) GTEST_SKIP() << "the files of real form are not here";
    if (GetParam() != test::Server::sqlite) GTEST_SKIP() << "measured on one database";
    const auto report = import({real});
    ASSERT_TRUE(report.ok());
    EXPECT_EQ(report->years, (std::vector{2018, 2019, 2020, 2021, 2022}));
    const std::pair<const char*, const char*> files[] = {
        {"header", "header"},   {"episodes", "episodes"},
        {"reviews", "reviews"}, {"uasc", "uasc"},
        {"oc2", "oc2"},         {"oc3", "oc3"},
        {"missing", "missing"}, {"previous_permanence", "prev_perm"}};
    const auto out = exported(2019);
    for (const auto& [file, list] : files) {
        const auto theirs = csv_rows(real / (std::string("2018-") + file + ".csv"));
        const auto ours = csv_rows(out / (std::string(list) + ".csv"));
        EXPECT_NEAR(static_cast<double>(ours.size()), static_cast<double>(theirs.size()),
                    static_cast<double>(theirs.size()) * 0.01 + 1)
            << file;
    }
}

TEST(CareHistory, a_placement_lasts_over_a_change_of_the_legal_status_and_ends_with_a_move) {
    std::vector<std::string> said;
    const auto history = care_history(
        {{"2024-01-01",
          "S",
          "V2",
          "N1",
          "U1",
          "PR1",
          "2024-02-01",
          "X1",
          "",
          "",
          "",
          "",
          nullptr,
          {}},
         {"2024-02-01",
          "L",
          "C1",
          "N1",
          "U1",
          "PR1",
          "2024-03-01",
          "X1",
          "CARPL",
          "",
          "",
          "",
          nullptr,
          {}},
         {"2024-03-01", "P", "C1", "N1", "U1", "PR1", "", "X1", "", "", "", "", nullptr, {}},
         {"2024-05-01",
          "S",
          "V2",
          "N1",
          "U1",
          "PR1",
          "2024-04-01",
          "E4A",
          "",
          "",
          "",
          "",
          nullptr,
          {}}},
        [&](const void*, std::string_view column, std::string code, IssueSeverity, std::string,
            std::string) { said.push_back(std::string(column) + " " + code); });
    ASSERT_EQ(history.placements.size(), 3U);
    EXPECT_EQ(history.placements[0].start, "2024-01-01");
    EXPECT_EQ(history.placements[0].end, "2024-03-01");
    EXPECT_EQ(history.placements[0].change, "CARPL");
    EXPECT_EQ(history.placements[1].end, "2024-05-01") << "ended where the next period begins";
    ASSERT_EQ(history.statuses.size(), 3U);
    EXPECT_EQ(history.statuses[1].start, "2024-02-01");
    EXPECT_EQ(history.episodes[2].period, "2024-01-01");
    EXPECT_EQ(history.episodes[3].period, "2024-05-01");
    EXPECT_EQ(said, (std::vector<std::string>{"DEC end_missing", "DEC ends_before_start",
                                              "REC end_reason_alone"}));
}

}  // namespace
}  // namespace hearth::returns

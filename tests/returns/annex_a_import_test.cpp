// Annex A workbooks as councils write them, and files that only call themselves workbooks.
#include <gtest/gtest.h>
#include <zip.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "returns/annex/annex_a_read.h"
#include "returns/annex/annex_import.h"
#include "returns/cin_import_support.h"
#include "returns/list_returns.h"
#include "returns/lists/table_sink.h"
#include "returns/lists/xlsx_read.h"

namespace hearth::returns {
namespace {

namespace fs = std::filesystem;
using store::Sql;

constexpr Sql kChildren{"t_annex_children", "SELECT count(*) FROM person"};
constexpr Sql kReferral{"t_annex_referral", R"(
SELECT count(*) FROM referral WHERE referral_date = '2025-06-02' AND source_code = '6' AND nfa = 0
AND primary_need = 'N1' AND close_date IS NULL)"};
constexpr Sql kPlacement{"t_annex_placement", R"(
SELECT count(*) FROM placement p JOIN cla_episode e ON e.id = p.cla_episode_id
WHERE p.type = 'U6' AND p.provider = 'PR1' AND e.entered_care_date = '2024-01-10')"};
constexpr Sql kReviews{"t_annex_reviews", "SELECT count(*) FROM cla_review"};
constexpr Sql kAdopters{"t_annex_adopters", R"(
SELECT count(*) FROM adopter WHERE family_reference = 'H9' AND approved_on = '2025-11-01' AND ffa = 1 AND disability = 0)"};
constexpr Sql kWorkers{"t_annex_workers", R"(
SELECT count(*) FROM hearth_return_child WHERE la_child_id = 'A1' AND worker = 'Ines Ward')"};
constexpr Sql kPlan{"t_annex_plan", R"(
SELECT count(*) FROM care_plan WHERE permanence = 'long_term_fostering' AND start_date = '2026-03-31')"};
constexpr Sql kRows{"t_annex_rows", R"(
SELECT (SELECT count(*) FROM person) + (SELECT count(*) FROM referral) + (SELECT count(*) FROM assessment)
     + (SELECT count(*) FROM cla_episode) + (SELECT count(*) FROM placement) + (SELECT count(*) FROM cla_review)
     + (SELECT count(*) FROM legal_status) + (SELECT count(*) FROM family))"};

struct Sheet {
    std::string name;
    std::vector<ListColumn> columns;
    std::vector<std::vector<std::string>> rows;
};
ListColumn text(std::string name) {
    return {std::move(name), CellKind::text};
}
ListColumn date(std::string name) {
    return {std::move(name), CellKind::date};
}

void write_workbook(const fs::path& file, const std::vector<Sheet>& sheets) {
    const auto sink = xlsx_file(file);
    for (const auto& sheet : sheets) {
        sink->begin(sheet.name, sheet.columns);
        for (const auto& row : sheet.rows) {
            Cells cells;
            for (const auto& cell : row)
                cells.push_back(cell.empty() ? std::nullopt
                                             : std::optional<std::string_view>(cell));
            sink->row(cells);
        }
    }
    sink->finish();
}

std::string bytes_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

// As councils write them: spellings, spaces that do not break, letters before the code.
const std::vector<Sheet> kSheets{
    {"List 3",
     {text("Child Unique ID"), text("Gender"), text("Ethnicity"), date("Date of Birth"),
      text("Age"), date("Date of referral"), text("Referral Source"), text("Referral NFA?"),
      text("Allocated Team")},
     {{"C1", "b) Female", "WBRI", "2015-03-27", "10", "2025-06-02", "q) 6: Police", "No", "North"},
      {"C2", "a) Male", "a) White", "2012-01-01", "13", "2025-07-01", "d) Health Services", "Y",
       ""},
      {"C3", "F", "", "31/02/2014", "", "2025-07-02", "a) Individual", "#N/A", ""}}},
    // Known by its columns.
    {"CIN cases",
     {text("Child Unique ID"), text("Gender"), text("Ethnicity"), date("Date of Birth"),
      text("Age of Child (Years)"), text("Does the Child have a Disability"),
      date("CIN Start Date"), text("Primary Need Code"), date("Date Child Was Last Seen"),
      date("CIN Closure Date"), text("Reason for Closure"), text("Case Status"), text("Colour")},
     {{"C1", "b) Female", "", "2015-03-27", "10", "b) No", "2025-06-02",
       "N1\xC2\xA0- Abuse or Neglect", "", "", "", "open", "red"}}},
    {"List 8 looked after",
     {text("Child Unique ID"), text("Gender"), text("Ethnicity"), date("Date of Birth"),
      date("Date Started to be Looked After"), text("Child\xE2\x80\x99s Category of Need"),
      date("Start date of current legal status"), text("Child's Legal Status"),
      date("Date of Latest Statutory Review"), date("Start Date of Most Recent Placement"),
      text("Placement Type"), text("Placement Provider"), text("Placement postcode")},
     {{"C4", "Male", "BAFR", "2010-05-05", "2024-01-10", "a) Abuse or neglect", "2024-01-12",
       "b) Full care orders", "2024-02-06", "2024-01-10",
       "f) U6: Foster placement with other foster carer", "b) PR1", "FY1 1AB"}}},
};

// Every list, with words of Annex A that mean one code, several, or nothing that the record holds.
const std::vector<Sheet> kAll{
    {"List 1",
     {text("Child Unique ID"), text("Gender"), text("Ethnicity"), date("Date of Birth"),
      text("Age of Child (Years)"), date("Date of Contact"), text("Contact Source")},
     {{"A1", "b) Female", "a) White", "2014-03-05", "12", "2026-02-03", "d) Health Services"}}},
    {"List 2",
     {text("Child Unique ID"), text("Gender"), text("Ethnicity"), date("Date of Birth"),
      text("Age of Child (Years)"), date("Assessment start date"),
      date("Assessment completion date"), text("Organisation completing assessment")},
     {{"A1", "b) Female", "a) White", "2014-03-05", "12", "2025-11-03", "", "Larch Primary"}}},
    {"List 3",
     {text("Child Unique ID"), text("Gender"), text("Ethnicity"), date("Date of Birth"),
      text("Age of Child (Years)"), date("Date of referral"), text("Referral Source"),
      text("Referral NFA?"), text("Number of Referrals in Last 12 Months"), text("Allocated Team"),
      text("Allocated Worker")},
     {{"A1", "b) Female", "a) White", "2014-03-05", "12", "2026-02-04", "g) Police", "No", "1",
       "North", "Ines Ward"}}},
    {"List 4",
     {text("Child Unique ID"), text("Gender"), text("Ethnicity"), date("Date of Birth"),
      text("Age of Child (Years)"), text("Does the Child have a Disability"),
      date("Continuous Assessment Start Date"), text("Child Seen During Continuous Assessment"),
      date("Continuous Assessment Date of Authorisation"),
      text("Was the child assessed as requiring LA children's social care support?"),
      text("Allocated Team"), text("Allocated Worker")},
     {{"A1", "b) Female", "a) White", "2014-03-05", "12", "Yes", "2026-02-05", "Yes", "2026-03-10",
       "Yes", "North", "Ines Ward"}}},
    {"List 5",
     {text("Child Unique ID"), text("Gender"), text("Ethnicity"), date("Date of Birth"),
      text("Age of Child (Years)"), text("Does the Child have a Disability"),
      date("Strategy discussion initiating Section 47 Enquiry Start Date"),
      text("Was an Initial Child Protection Conference deemed unnecessary?"),
      date("Date of Initial Child Protection Conference"),
      text("Did the Initial Child Protection Conference Result in a Child Protection Plan"),
      text("Number of Section 47 Enquiries in the last 12 months"),
      text("Number of ICPCs in the last 12 months"), text("Allocated Team"),
      text("Allocated Worker")},
     {{"A1", "b) Female", "a) White", "2014-03-05", "12", "Yes", "2026-02-10", "No", "2026-02-25",
       "Yes", "1", "1", "North", "Ines Ward"},
      {"A2", "a) Male", "WBRI", "2013-01-01", "13", "No", "2026-03-01", "Yes", "", "", "1", "0",
       "South", "Col Moss"}}},
    {"List 6",
     {text("Child Unique ID"), text("Gender"), text("Ethnicity"), date("Date of Birth"),
      text("Age of Child (Years)"), text("Does the Child have a Disability"),
      date("CIN Start Date"), text("Primary Need Code"), date("Date Child Was Last Seen"),
      date("CIN Closure Date"), text("Reason for Closure"), text("Case Status"),
      text("Allocated Team"), text("Allocated Worker")},
     {{"A1", "b) Female", "a) White", "2014-03-05", "12", "Yes", "2026-02-04",
       "a) Abuse or neglect", "2026-03-20", "", "", "b) Child Protection plan", "North",
       "Ines Ward"},
      {"A2", "a) Male", "WBRI", "2013-01-01", "13", "No", "2025-05-01", "h) Absent parenting",
       "2025-12-20", "2026-01-15", "h) Child not in need after assessment", "e) Closed episode",
       "South", "Col Moss"}}},
    {"List 7",
     {text("Child Unique ID"), text("Gender"), text("Ethnicity"), date("Date of Birth"),
      text("Age of Child (Years)"), text("Does the Child have a Disability"),
      date("Child Protection Plan Start Date"), text("Initial Category of Abuse"),
      text("Latest Category of Abuse"), date("Date of the Last Statutory Visit"),
      text("Was the Child Seen Alone?"), date("Date of latest review conference"),
      date("Child Protection Plan End Date"),
      text("Subject to Emergency Protection Order or Protected Under Police Powers in Last Six "
           "Months (Y/N)"),
      text("Number of Previous Child Protection Plans"), text("Allocated Team"),
      text("Allocated Worker")},
     {{"A1", "b) Female", "a) White", "2014-03-05", "12", "Yes", "2026-02-25", "a) Neglect",
       "d) Emotional Abuse", "2026-03-20", "Yes", "", "", "No", "2", "North", "Ines Ward"}}},
    {"List 8",
     {text("Child Unique ID"),
      text("Gender"),
      text("Ethnicity"),
      date("Date of Birth"),
      text("Age of Child (Years)"),
      text("Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)"),
      text("Does the Child have a Disability"),
      date("Date Started to be Looked After"),
      text("Child's Category of Need"),
      text("Is this a second or subsequent period of being a Looked After Child within the last 12 "
           "months (Y/N)"),
      date("Start date of current legal status"),
      text("Child's Legal Status"),
      date("Date of Latest Statutory Review"),
      date("Date of Last Social Work Visit"),
      text("What is the permanence plan for this child?"),
      date("Date of Last IRO Visit / Contact to the Child"),
      date("Date of Last Health Assessment"),
      date("Date of Last Dental Check"),
      text("Number of Placements in the Last 12 months"),
      date("Date Ceased to be Looked After"),
      text("Reason Ceased to be Looked After"),
      date("Start Date of Most Recent Placement"),
      text("Placement Type"),
      text("Placement Provider"),
      text("Placement postcode"),
      text("URN of Placement"),
      text("Placement Location"),
      text("LA of Placement"),
      text("Number of Episodes the Child has been 'Missing' from their Placement in the last 12 "
           "months"),
      text("Number of Episodes the Child has been 'Absent' from their Placement in the last 12 "
           "months"),
      text("Was the child offered a Return Interview after their last missing episode (Y/N)?"),
      text("Did the child accept a Return Interview after their last missing episode (Y/N)?"),
      text("Allocated Team"),
      text("Allocated Worker")},
     {{"A3",
       "a) Male",
       "f) Not stated",
       "2010-09-09",
       "15",
       "No",
       "Yes",
       "2024-06-01",
       "j) Not stated",
       "No",
       "2024-06-01",
       "b) Full care orders",
       "2026-01-12",
       "2026-03-02",
       "f) Long-term fostering",
       "2026-02-01",
       "2025-10-10",
       "2025-11-11",
       "1",
       "",
       "",
       "2024-06-01",
       "a) Foster Placement",
       "b) Private",
       "PR1 2AB",
       "SC012345",
       "b) Out",
       "888: Lancashire",
       "2",
       "0",
       "Yes",
       "No",
       "North",
       "Ines Ward"}}},
    {"List 9",
     {text("Child Unique ID"), text("Gender"), text("Ethnicity"), date("Date of Birth"),
      text("Age of Child (Years)"),
      text("Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)"),
      text("Does the Child have a Disability"), text("Allocated Team"), text("Allocated Worker"),
      text("Allocated Personal Advisor"), text("Eligibility Category"),
      date("Latest Pathway Plan Review Date"), text("LA in Touch"), date("Latest Date of Contact"),
      text("Type of Accommodation"), text("Suitability of Accommodation"), text("Activity Status")},
     {{"A4", "b) Female", "d) Black or black British", "2006-02-02", "20", "No", "No",
       "Leaving care", "Joy Hall", "Bea Rowe", "b) Former relevant", "2026-01-05", "a) In touch",
       "2026-03-01", "k) Independent living", "a) Suitable",
       "F2: Full time in education other than higher"}}},
    {"List 10",
     {text("Child Unique ID"), text("Family identifier"), text("Gender"), text("Ethnicity"),
      date("Date of Birth"), text("Age of Child (Years)"), text("Does the Child have a Disability"),
      date("Date the Child Entered Care"),
      date("Date of Decision that Child Should be Placed for Adoption"),
      date("Date of Placement Order"), date("Date of Matching Child and Prospective Adopters"),
      date("Date Placed for Adoption"), date("Date of Adoption Order"),
      date("Date of Decision that Child Should No Longer be Placed for Adoption"),
      text("Reason Why Child No Longer Placed for Adoption"),
      date("Date the child was placed for fostering in FFA or concurrent planning placement")},
     {{"A3", "F77", "a) Male", "f) Not stated", "2010-09-09", "15", "Yes", "2024-06-01",
       "2025-06-06", "2025-08-01", "", "", "", "", "", "2025-07-01"}}},
    {"List 11",
     {text("Individual adopter identifier"), text("Family identifier"), text("Gender"),
      text("Ethnicity"), text("Disability"),
      text("Is the (prospective) adopter fostering for adoption?"), date("Date enquiry received"),
      date("Date Stage 1 started"), date("Date Stage 1 ended"), date("Date Stage 2 started"),
      date("Date Stage 2 ended"), date("Date application submitted"),
      date("Date application approved"), date("Date adopter matched with child(ren)"),
      date("Date child/children placed with adopter(s)"), text("No. of children placed"),
      date("Date of Adoption Order"), date("Date of leaving adoption process"),
      text("Reason for leaving adoption process")},
     {{"P7", "H9", "b) Female", "c) Asian or Asian British", "No", "Yes", "2025-04-01",
       "2025-05-01", "2025-07-01", "2025-07-02", "2025-10-01", "2025-10-02", "2025-11-01",
       "2026-01-09", "", "", "", "", ""}}},
};

class AnnexAImport : public test::DatabaseTest {
  protected:
    fs::path workbook(const std::vector<Sheet>& sheets, const std::string& name = "annex.xlsx") {
        const auto file = files().folder() / name;
        write_workbook(file, sheets);
        return file;
    }
    Result<SsdImportReport> import(const fs::path& file) {
        const auto& practice = testing::shipped_practice();
        const access::Policy policy(practice.roles);
        auto report = import_annex_a(db(), practice, policy,
                                     {file,
                                      "Testshire",
                                      "family-help",
                                      {},
                                      testing::source_path("practice"),
                                      Date::parse("2026-03-31")});
        clock().advance(std::chrono::seconds(5));
        return report;
    }
    std::int64_t count(const Sql& sql) {
        return db().read([&](store::Session& session) {
            return session.one(sql, {}, [](const store::Row& row) { return row.int64(0); })
                .value_or(-1);
        });
    }
};
INSTANTIATE_TEST_SUITE_P(on, AnnexAImport, ::testing::ValuesIn(test::servers()), test::server_name);

TEST_P(AnnexAImport, lists_as_councils_write_them_become_a_record_and_nothing_is_guessed) {
    const auto report = import(workbook(kSheets));
    ASSERT_TRUE(report.ok());
    EXPECT_EQ(count(kChildren), 4) << to_text(report.value());
    EXPECT_EQ(count(kReferral), 1) << "lists 3 and 6 tell of one referral";
    EXPECT_EQ(count(kPlacement), 1) << to_text(report.value());
    EXPECT_EQ(count(kReviews), 1) << to_text(report.value());
    const auto said = [&](const std::string& code, const std::string& field,
                          const std::string& sheet, std::uint32_t line) {
        for (const auto& issue : report->issues)
            if (issue.code == code && issue.field == field && issue.path == sheet &&
                issue.line == line)
                return !issue.message.empty() && !issue.remedy.empty();
        return false;
    };
    EXPECT_TRUE(said("code_unknown", "Referral Source", "List 3", 3))
        << "a health service may be any of six: " << to_text(report.value());
    EXPECT_TRUE(said("code_unknown", "Ethnicity", "List 3", 3));
    EXPECT_TRUE(said("not_a_date", "Date of Birth", "List 3", 4));
    EXPECT_TRUE(said("column_unknown", "Colour", "CIN cases", 1));
}

TEST_P(AnnexAImport, the_same_workbook_and_one_that_says_the_same_change_nothing) {
    ASSERT_TRUE(import(workbook(kSheets)).ok());
    const auto before = count(kRows);
    const auto again = import(workbook(kSheets, "again.xlsx"));
    ASSERT_TRUE(again.ok());
    auto more = kSheets;
    more[0].rows.push_back(more[0].rows[0]);
    more[0].rows.back()[0] = "C1";
    const auto later = import(workbook(more, "later.xlsx"));
    ASSERT_TRUE(later.ok());
    EXPECT_EQ(count(kRows), before);
    EXPECT_EQ(later->counts.changed, 0U) << to_text(later.value());
}

// Sheet by sheet, the rows below the first.
std::map<std::string, std::multiset<std::vector<std::string>>> sheets_of(const fs::path& file) {
    std::map<std::string, std::multiset<std::vector<std::string>>> out;
    std::map<std::string, std::vector<std::string>> names;
    const auto read = read_xlsx(file, [&](const std::string& sheet, XlsxRow&& row) {
        auto cells = row.cells;
        const auto [head, first] = names.emplace(sheet, cells);
        if (first) return;
        cells.resize(head->second.size());
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (head->second[i].find("ate") != std::string::npos)
                if (const auto day = xlsx_day(cells[i])) cells[i] = *day;
        out[sheet].insert(std::move(cells));
    });
    EXPECT_TRUE(read.ok());
    return out;
}

// proves: S0-45
TEST_P(AnnexAImport, all_eleven_lists_come_out_as_they_came_in) {
    const auto file = workbook(kAll);
    const auto report = import(file);
    ASSERT_TRUE(report.ok());
    EXPECT_EQ(report->counts.errors, 0U) << to_text(report.value());
    const auto again = files().folder() / "again.xlsx";
    const auto day = *Date::parse("2026-03-31");
    ASSERT_TRUE(export_annex_a(db(), testing::source_path("practice"), day, {}, again).ok());
    const auto before = sheets_of(file), after = sheets_of(again);
    for (const auto& [sheet, rows] : before) {
        // A White British child is White; nothing else is said otherwise.
        std::multiset<std::vector<std::string>> said;
        for (auto row : rows) {
            for (auto& cell : row)
                if (cell == "WBRI") cell = "a) White";
            said.insert(row);
        }
        const auto found = after.find(sheet);
        ASSERT_NE(found, after.end()) << sheet;
        EXPECT_EQ(said, found->second) << sheet << to_text(report.value());
    }
    EXPECT_EQ(count(kAdopters), 1);
    EXPECT_EQ(count(kWorkers), 1) << "the child’s worker holds the family in the record";
    EXPECT_EQ(count(kPlan), 1);
}

TEST_P(AnnexAImport, what_the_record_says_later_takes_the_place_of_what_a_list_said) {
    ASSERT_TRUE(import(workbook(kAll)).ok());
    db().write([&](store::Session& session) {
        session.execute(Sql{"t_annex_type", "UPDATE placement SET type = 'K2'"}, {});
    });
    const auto again = files().folder() / "again.xlsx";
    const auto day = *Date::parse("2026-03-31");
    ASSERT_TRUE(export_annex_a(db(), testing::source_path("practice"), day, {}, again).ok());
    const auto rows = sheets_of(again).at("List 8");
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_NE(std::find(rows.begin()->begin(), rows.begin()->end(), "h) Children’s Homes"),
              rows.begin()->end());
}

std::optional<std::string> why_not(const std::string& bytes) {
    const auto read = read_annex_a_text(bytes);
    if (read) return std::nullopt;
    const auto* wrong = std::get_if<Invalid>(&read.failure());
    return wrong == nullptr ? "a fault" : wrong->errors.front().code;
}

// A zip of one part, beside what a workbook must have.
std::string zipped(const fs::path& folder, const std::string& part, const std::string& content) {
    const auto file = folder / "made.xlsx";
    fs::remove(file);
    int error = 0;
    zip_t* archive = zip_open(file.c_str(), ZIP_CREATE, &error);
    const std::map<std::string, std::string> parts{
        {"xl/workbook.xml",
         "<workbook xmlns:r=\"r\"><sheets><sheet name=\"List 1\" r:id=\"a\"/></sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         "<Relationships><Relationship Id=\"a\" Target=\"worksheets/s.xml\"/></Relationships>"},
        {"xl/worksheets/s.xml", "<worksheet><sheetData/></worksheet>"}};
    for (const auto& [name, text] : parts) {
        const std::string& bytes = name == part ? content : text;
        zip_file_add(archive, name.c_str(),
                     zip_source_buffer(archive, bytes.data(), bytes.size(), 0), 0);
    }
    zip_close(archive);
    return bytes_of(file);
}

TEST(Xlsx, what_is_no_workbook_or_a_trap_is_refused_with_words_and_bounded_work) {
    const test::TempFolder folder;
    write_workbook(folder.path() / "good.xlsx", kSheets);
    const auto good = bytes_of(folder.path() / "good.xlsx");
    EXPECT_EQ(why_not(good), std::nullopt);
    EXPECT_EQ(why_not(good.substr(0, good.size() / 2)), "not_xlsx");
    EXPECT_EQ(why_not("CHILD,SEX\r\n"), "not_xlsx");
    EXPECT_EQ(why_not(""), "not_xlsx");
    const std::string sheet = "xl/worksheets/s.xml";
    EXPECT_EQ(why_not(zipped(folder.path(), sheet,
                             "<worksheet>" + std::string(8 << 20, ' ') + "</worksheet>")),
              "xlsx_bomb");
    EXPECT_EQ(why_not(zipped(folder.path(), sheet,
                             "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>"
                             "<worksheet>&b;</worksheet>")),
              "xlsx_xml");
    EXPECT_EQ(why_not(zipped(folder.path(), sheet,
                             "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><worksheet/>")),
              "xlsx_xml");
    std::string deep;
    for (int i = 0; i < 5'000; ++i) deep += "<a>";
    EXPECT_EQ(why_not(zipped(folder.path(), sheet, "<worksheet>" + deep)), "xlsx_xml");
    EXPECT_EQ(why_not(zipped(folder.path(), sheet, "<worksheet><sheetData><row>")), "xlsx_xml");
    EXPECT_EQ(why_not(zipped(folder.path(), sheet, "<worksheet><sheetData/></worksheet>")),
              "not_annex_a");
    // Any byte changed: an answer, never a crash.
    for (std::size_t i = 0; i < good.size(); i += 97) {
        auto bad = good;
        bad[i] = static_cast<char>(bad[i] ^ 0x55);
        (void)read_annex_a_text(bad);
    }
}

TEST(Xlsx, days_are_dates_serials_or_text) {
    EXPECT_EQ(xlsx_day("45809"), "2025-06-01");
    EXPECT_EQ(xlsx_day("45809.5"), "2025-06-01");
    EXPECT_EQ(xlsx_day("01/06/2025"), "2025-06-01");
    EXPECT_EQ(xlsx_day("61"), "1900-03-01");
    EXPECT_EQ(xlsx_day("60"), std::nullopt) << "a day that never was";
    EXPECT_EQ(xlsx_day("tomorrow"), std::nullopt);
    EXPECT_EQ(xlsx_day("1e300"), std::nullopt);
}

TEST(AnnexACodes, a_code_is_known_by_letter_number_or_words_and_never_guessed) {
    constexpr std::string_view kCodes = "5A=LA Services|5B=LA Services|6=Police|U6=Foster|N1=Abuse";
    EXPECT_EQ(annex_code(kCodes, "q) 6: Police"), "6");
    EXPECT_EQ(annex_code(kCodes, "g) Police"), "6");
    EXPECT_EQ(annex_code(kCodes, "6"), "6");
    EXPECT_EQ(annex_code(kCodes, "f) U6: Foster placement with other"), "U6");
    EXPECT_EQ(annex_code(kCodes, "N1 - Abuse or Neglect"), "N1");
    EXPECT_EQ(annex_code(kCodes, "f) LA Services"), std::nullopt);
    EXPECT_EQ(annex_code(kCodes, "something else"), std::nullopt);
}

}  // namespace
}  // namespace hearth::returns

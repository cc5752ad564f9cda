// Annex A workbooks as councils write them, and files that only call themselves workbooks.
#include <gtest/gtest.h>
#include <zip.h>

#include <fstream>
#include <sstream>

#include "returns/annex/annex_a_read.h"
#include "returns/annex/annex_import.h"
#include "returns/cin_import_support.h"
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
        auto report =
            import_annex_a(db(), practice, policy, {file, "Testshire", "family-help", {}});
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

// Validating whole files: what is told of each fault, and that no file, however odd, does harm.
#include <algorithm>

#include "base/json.h"
#include "returns/lists/table_sink.h"
#include "returns/rules/delimited.h"
#include "returns/rules/postcodes.h"
#include "returns/rules/ssda903_reader.h"
#include "returns/rules/validate.h"
#include "rules_support.h"

namespace hearth::returns {
namespace {

using testing::Folder;
using testing::kit_of;

const Date kToday = *Date::parse("2026-11-22");

// "rule child table.field row line value"
std::vector<std::string> told(const RuleReport& report, const std::string& rule) {
    std::vector<std::string> out;
    report.each_issue([&](const ReturnIssue& i) {
        if (i.code != rule) return;
        out.push_back(i.la_child_id + " " + i.table + "." + i.field + " " + std::to_string(i.row) +
                      " line " + std::to_string(i.line) + " [" + i.value + "]");
    });
    return out;
}
std::string json_of(const RuleReport& report) {
    std::string out;
    write_json(report, true, [&](std::string_view piece) { out += piece; });
    return out;
}

RuleReport census(const std::string& xml, int year = 2026) {
    Folder folder;
    folder.write("census.xml", xml);
    ValidateOptions options;
    options.year = year;
    options.today = kToday;
    options.codes = &testing::codes();
    auto report = validate_cin(folder.path("census.xml"), kit_of("cin"), options);
    EXPECT_TRUE(report);
    // Whatever was read, every rule of the Department's was run, and the report is JSON.
    EXPECT_EQ(report.value().rules_run, static_cast<int>(kit_of("cin").rules.of(year).size()));
    EXPECT_TRUE(report.value().rules_not_run.empty());
    EXPECT_TRUE(Json::parse(json_of(report.value())));
    return std::move(report.value());
}

std::string census_of(const std::string& children) {
    return "<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year>"
           "<ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails></Header><Children>" +
           children + "</Children></Message>";
}
const std::string kChild =
    "<Child>\n<ChildIdentifiers><LAchildID>A1</LAchildID><PersonBirthDate>2015-01-01</"
    "PersonBirthDate>"
    "</ChildIdentifiers>\n<CINdetails><CINreferralDate>2026-01-02</CINreferralDate>\n<Assessments>"
    "<AssessmentActualStartDate>2026-01-01</AssessmentActualStartDate></Assessments></CINdetails>"
    "</Child>\n";

TEST(ValidateCensus, a_fault_is_told_with_its_child_place_line_and_value) {
    const RuleReport report = census(census_of(kChild));
    EXPECT_EQ(told(report, "1103"),
              (std::vector<std::string>{
                  "A1 CINdetails.CINreferralDate 0 line 3 [2026-01-02]",
                  "A1 Assessments.AssessmentActualStartDate 0 line 4 [2026-01-01]"}));
    std::vector<std::string> paths;
    report.each_issue([&](const ReturnIssue& i) {
        if (i.code == "1103") paths.push_back(i.path);
    });
    EXPECT_EQ(paths.back(),
              "/Message/Children/Child[1]/CINdetails[1]/Assessments[1]/AssessmentActualStartDate");
}

TEST(ValidateCensus, issues_come_in_the_order_of_the_children) {
    std::string second = kChild;
    second.replace(second.find("A1"), 2, "A2");
    const RuleReport report = census(census_of(kChild + second));
    std::vector<std::string> children;
    report.each_issue([&](const ReturnIssue& i) {
        if (children.empty() || children.back() != i.la_child_id) children.push_back(i.la_child_id);
    });
    if (!children.empty() && children.front().empty()) children.erase(children.begin());
    EXPECT_EQ(children, (std::vector<std::string>{"A1", "A2"}));
}

TEST(ValidateCensus, damaged_files_are_read_as_far_as_they_go) {
    const std::string whole = census_of(kChild + kChild);
    for (std::size_t cut = 0; cut < whole.size(); cut += 37) census(whole.substr(0, cut));
    const RuleReport cut = census(census_of(kChild + "<Child><ChildIdentifiers><LAchildID>"));
    EXPECT_FALSE(cut.complete);
    EXPECT_TRUE(cut.readable);
    EXPECT_FALSE(told(cut, "1103").empty());  // of the child that is whole
    EXPECT_FALSE(census("").readable);
    EXPECT_FALSE(census("a,b,c\n1,2,3\n").readable);
    EXPECT_FALSE(census("<Other/>").readable);
}

TEST(ValidateCensus, bombs_and_outside_entities_are_refused) {
    const std::string bomb =
        "<!DOCTYPE m [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>" +
        census_of("<Child><ChildIdentifiers><LAchildID>&b;</LAchildID></ChildIdentifiers></Child>");
    EXPECT_EQ(told(census(bomb), "doctype").size(), 1U);
    const std::string outside = "<!DOCTYPE m [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" +
                                census_of("<Child>&x;</Child>");
    EXPECT_EQ(json_of(census(outside)).find("root:"), std::string::npos);
    std::string deep;
    for (int i = 0; i < 5000; ++i) deep += "<a>";
    EXPECT_FALSE(census(census_of(deep)).complete);
}

TEST(ValidateCensus, cells_that_a_spreadsheet_would_run_are_guarded) {
    std::string child = kChild;
    child.replace(child.find("A1"), 2, "=1+1");
    std::string out;
    write_csv(census(census_of(child)), [&](std::string_view piece) { out += piece; });
    EXPECT_NE(out.find(",'=1+1,"), std::string::npos);
    EXPECT_EQ(out.find(",=1+1,"), std::string::npos);
    std::string page;
    child.replace(child.find("=1+1"), 4, "&lt;b&gt;");
    write_html(census(census_of(child)), [&](std::string_view piece) { page += piece; });
    EXPECT_EQ(page.find("<b>"), std::string::npos);
}

// --- SSDA903 ---

struct Looked {
    Folder folder;
    Ssda903Options options;
    Looked() {
        options.year = 2026;
        options.today = kToday;
    }
    RuleReport run() {
        auto report = validate_ssda903(folder.path(), kit_of("ssda903"), options);
        EXPECT_TRUE(report);
        EXPECT_TRUE(Json::parse(json_of(report.value())));
        return std::move(report.value());
    }
};

TEST(ValidateSsda903, files_are_known_by_their_columns_whatever_their_names_and_order) {
    Looked looked;
    looked.folder.write("one.csv",
                        "dob,CHILD,Sex,ETHNIC,UPN,MOTHER,MC_DOB\r\n01/02/2010,a1,Q,WBRI,UN1,,");
    looked.folder.write("two.txt", "CHILD;DECOM;RNE;LS\n\"a1\";01/05/2025;S;C2\n");
    looked.folder.write("three.csv", "a,b\n1,2\n");
    looked.folder.write("prev/x.csv", "CHILD,DECOM,RNE,LS\nA1,01/05/2024,S,C2\n");
    const RuleReport report = looked.run();
    EXPECT_EQ(report.children, 1U);
    EXPECT_EQ(told(report, "101"), std::vector<std::string>{"A1 Header.SEX 0 line 2 [Q]"});
    EXPECT_EQ(told(report, "file_unknown").size(), 1U);
    EXPECT_TRUE(told(report, "column_missing").size() > 5);
}

TEST(ValidateSsda903, rows_keep_their_numbers_and_lines) {
    Looked looked;
    looked.folder.write("header.csv",
                        "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
                        "1,M,01/02/2010,WBRI,UN1,,\n,,,,,,\n2,\"X\ny\",01/02/2010,WBRI,UN1,,\n"
                        "3,Z,01/02/2010,WBRI,UN1,,\n");
    EXPECT_EQ(told(looked.run(), "101"),
              (std::vector<std::string>{" Header.SEX 1 line 3 []", "2 Header.SEX 2 line 4 [X\nY]",
                                        "3 Header.SEX 3 line 6 [Z]"}));
}

TEST(ValidateSsda903, a_malformed_date_is_a_fault_of_its_own_cell_and_loses_no_rule) {
    Looked looked;
    std::string header = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n";
    const std::vector<std::string> dates{"19/05/19", "soon", "2010-01-01", "31/02/2020",
                                         "01/01/0203"};
    for (std::size_t i = 0; i < dates.size(); ++i) {
        header += std::to_string(i) + ",M," + dates[i] + ",WBRI,UN1,,\n";
    }
    looked.folder.write("header.csv", header + "9,Q,01/01/2010,WBRI,UN1,,\n");
    const RuleReport report = looked.run();
    EXPECT_EQ(told(report, "102").size(), dates.size());
    EXPECT_EQ(told(report, "101").size(), 1U);
}

TEST(ValidateSsda903, other_encodings_are_read) {
    const std::string plain = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,Q,01/02/2010,WBRI,UN1,,\n";
    std::string wide = "\xFF\xFE";
    for (const char c : plain) wide += std::string(1, c) + std::string(1, '\0');
    std::string latin = plain;
    latin.replace(latin.find("WBRI"), 4, "WBR\xC9");
    for (const std::string& text : {plain, "\xEF\xBB\xBF" + plain, wide, latin}) {
        Looked looked;
        looked.folder.write("h.csv", text);
        EXPECT_EQ(told(looked.run(), "101"), std::vector<std::string>{"1 Header.SEX 0 line 2 [Q]"});
    }
}

TEST(ValidateSsda903, odd_files_do_no_harm) {
    const std::string head = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n";
    for (const std::string& text :
         {std::string(), std::string("\n\n"), head, head + "\"1,M", head + "1,M,,,,,,,,,\n",
          head + std::string(100000, '"'), head + std::string("1\0,M\n", 5), std::string(64, '\0'),
          head + "1,\"a\"b,c\n"}) {
        Looked looked;
        looked.folder.write("header.csv", text);
        looked.run();
    }
}

TEST(ValidateSsda903, the_xml_form_fills_the_same_tables) {
    Looked looked;
    looked.folder.write(
        "r.xml",
        "<EXPSSDA903><CHILD><HEADER><CHILDID>7</CHILDID><SEX>Q</SEX><DOB>01/02/2010"
        "</DOB><UASC>0</UASC><IN_TOUCH>MAYBE</IN_TOUCH><AMISSING><MISSING>X</MISSING>"
        "<MIS_START>01/06/2025</MIS_START></AMISSING></HEADER><EPISODE><DECOM>"
        "01/05/2025</DECOM><RNE>S</RNE><LS>Q9</LS><PL>U1</PL></EPISODE></CHILD>"
        "</EXPSSDA903>");
    const RuleReport report = looked.run();
    EXPECT_EQ(told(report, "101"), std::vector<std::string>{"7 Header.SEX 0 line 1 [Q]"});
    EXPECT_EQ(told(report, "131"), std::vector<std::string>{"7 OC3.IN_TOUCH 0 line 1 [MAYBE]"});
    EXPECT_EQ(told(report, "1006"), std::vector<std::string>{"7 Missing.MISSING 0 line 1 [X]"});
}

TEST(ValidateSsda903, the_year_is_that_in_which_things_happen) {
    Looked looked;
    looked.options.year = 0;
    looked.folder.write("e.csv",
                        "CHILD,DECOM,RNE,LS,DEC\n1,01/05/2023,S,C2,02/06/2024\n"
                        "2,01/05/2024,S,C2,\n3,01/05/2204,S,C2,\n");
    EXPECT_EQ(looked.run().year, 2025);
}

TEST(ValidateSsda903, the_name_tells_where_the_columns_do_not) {
    Looked looked;
    looked.folder.write("AD1.csv", "CHILD,DOB,SEX\n1,01/05/2020,F\n1,01/05/2020,F\n");
    looked.folder.write("Header.csv", "CHILD,DOB,SEX\n1,01/05/2020,F\n");
    const auto report = looked.run();
    EXPECT_EQ(told(report, "INT31").size(), 2U) << "a child who is twice in AD1";
    const Frames frames(kit_of("ssda903").schema.tables);
    EXPECT_EQ(ssda903_table(frames, {"CHILD", "DOB"}, "SWEpisodes.csv"), "SWEpisodes");
    EXPECT_EQ(ssda903_table(frames, {"CHILD", "DOB", "SEX"}, "903 UASC 2026.csv"), "UASC");
    EXPECT_EQ(ssda903_table(frames, {"CHILD", "DOB", "SEX"}, "x.csv"), "Header");
    EXPECT_EQ(ssda903_table(frames, {"CHILD", "DECOM"}, "header.csv"), "Episodes");
    EXPECT_EQ(report.children, 1U);
}

TEST(ValidateSsda903, one_row_without_any_value_is_a_row_and_several_together_are_none) {
    Looked looked;
    looked.folder.write("header.csv",
                        "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
                        "1,M,01/05/2015,WBRI,UN1,,\n,,,,,,\n"
                        "2,M,31/02/2015,WBRI,UN1,,\n,,,,,,\n,,,,,,\n"
                        "3,M,01/05/2015,WBRI,UN1,,\n,,,,,,\n");
    const std::vector<std::string> wanted{" Header.DOB 1 line 3 []", " Header.DOB 6 line 8 []",
                                          "2 Header.DOB 2 line 4 [31/02/2015]"};
    EXPECT_EQ(told(looked.run(), "102"), wanted);
}

TEST(ValidateSsda903, providers_come_as_a_workbook_or_as_csv) {
    Looked looked;
    looked.folder.write("episodes.csv",
                        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,"
                        "HOME_POST,PL_POST,URN\n"
                        "1,01/05/2025,S,C2,N1,K2,PR4,,,,,,1234567\n"
                        "2,01/05/2025,S,C2,N1,U1,PR4,,,,,,1234567\n"
                        "3,01/05/2025,S,C2,N1,K2,PR4,,,,,,SC000009\n");
    looked.options.providers = looked.folder.path("list.csv");
    looked.folder.write("list.csv",
                        "URN,Placement code,Placement provider code,Reg end\n1234567,K2,PR4,\n"
                        "SC000009,K2,PR4,01/01/2020\n");
    const auto by_csv = looked.run();
    looked.options.providers = looked.folder.path("list.xlsx");
    {
        const auto sink = xlsx_file(looked.folder.path("list.xlsx"));
        sink->begin("About", {{"A title above"}});
        sink->row({std::string_view("words")});
        sink->begin("Providers", {{"Setting name"},
                                  {"URN"},
                                  {"Placement code"},
                                  {"Placement provider code"},
                                  {"Reg end", CellKind::date}});
        sink->row({"One", "1234567", "K2", "PR4", std::nullopt});
        sink->row({"Two", "SC000009", "K2", "PR4", "2020-01-01"});
        sink->finish();
    }
    const auto by_workbook = looked.run();
    EXPECT_EQ(told(by_csv, "219").size(), 1U);
    for (const auto* rule : {"219", "227", "228", "1008", "224"})
        EXPECT_EQ(told(by_workbook, rule), told(by_csv, rule)) << rule;
    EXPECT_FALSE(told(by_workbook, "227").empty()) << "registration ended before the placement";
    looked.folder.write("none.csv", "NAME\nx\n");
    looked.options.providers = looked.folder.path("none.csv");
    EXPECT_FALSE(validate_ssda903(looked.folder.path(), kit_of("ssda903"), looked.options));
}

TEST(Postcodes, are_imported_found_and_measured) {
    Folder folder;
    folder.write("p.csv",
                 "postcode,easting,northing,local_authority\n"
                 "SW1A 1AA,529090.0,179645.0,E09000033\nAB1 0AA,385386.0,801193.0,S12000033\n"
                 "ZZ99 9ZZ,,,E07000066\nnonsense!,1,1,E1\n");
    const auto made = import_postcodes(folder.path("p.csv"), folder.path("p.bin"));
    ASSERT_TRUE(made);
    EXPECT_EQ(made.value().kept, 3U);
    EXPECT_EQ(made.value().refused, 1U);
    EXPECT_EQ(made.value().without_place, 1U);
    const auto postcodes = Postcodes::open(folder.path("p.bin"));
    ASSERT_TRUE(postcodes);
    const auto here = postcodes.value().find("sw1a1aa");
    const auto there = postcodes.value().find("AB10AA");
    ASSERT_TRUE(here && there);
    EXPECT_EQ(here->authority, "E09000033");
    EXPECT_DOUBLE_EQ(miles_between(*here, *there), 396.4);
    EXPECT_FALSE(postcodes.value().find("SW1A 1AB"));
    EXPECT_FALSE(postcodes.value().find("ZZ99 9ZZ")->placed);
    folder.write("bad.bin", "HPOST01\nnot this");
    EXPECT_FALSE(Postcodes::open(folder.path("bad.bin")));
    EXPECT_FALSE(import_postcodes(folder.path("bad.bin"), folder.path("x.bin")));
}

}  // namespace
}  // namespace hearth::returns

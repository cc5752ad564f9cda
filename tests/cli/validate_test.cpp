// hearth validate as it is called: what it prints in each format, and how it ends.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/csv.h"
#include "base/json.h"
#include "cli/commands.h"

namespace hearth::cli {
namespace {

namespace fs = std::filesystem;

struct Ran {
    int code = -1;
    std::string out, err;
};

class Validate : public ::testing::Test {
  protected:
    void SetUp() override {
        ::setenv("HEARTH_SHARE", HEARTH_SOURCE_DIR, 1);
        folder_ = fs::temp_directory_path() / ("hearth_validate_" + std::to_string(::getpid()));
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }
    std::string write(const std::string& name, const std::string& text) const {
        fs::create_directories((folder_ / name).parent_path());
        std::ofstream(folder_ / name, std::ios::binary) << text;
        return (folder_ / name).string();
    }
    std::string path(const std::string& name = {}) const { return (folder_ / name).string(); }
    static Ran run(std::vector<std::string> words) {
        words.insert(words.begin(), "hearth");
        std::vector<char*> argv;
        for (std::string& word : words) argv.push_back(word.data());
        ::testing::internal::CaptureStdout();
        ::testing::internal::CaptureStderr();
        Ran ran;
        ran.code = run_program(static_cast<int>(argv.size()), argv.data(), {});
        std::fflush(stdout);
        ran.out = ::testing::internal::GetCapturedStdout();
        ran.err = ::testing::internal::GetCapturedStderr();
        return ran;
    }
    // A census that no rule speaks against, with one child; `start` is when the assessment began.
    std::string census(const std::string& start) const {
        return write(
            "census.xml",
            "<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year>"
            "<ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails><Source>"
            "<SourceLevel>L</SourceLevel><LEA>890</LEA><SoftwareCode>X</SoftwareCode>"
            "<Release>1</Release><SerialNo>001</SerialNo><DateTime>2026-05-01T09:00:00</DateTime>"
            "</Source></Header><Children><Child><ChildIdentifiers><LAchildID>A1</LAchildID>"
            "<UPNunknown>UN3</UPNunknown><PersonBirthDate>2015-01-05</PersonBirthDate>"
            "<Sex>F</Sex></ChildIdentifiers><ChildCharacteristics><Ethnicity>WBRI</Ethnicity>"
            "<Disabilities><Disability>NONE</Disability></Disabilities></ChildCharacteristics>"
            "<CINdetails><CINreferralDate>2026-03-02</CINreferralDate>"
            "<ReferralSource>6</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode><Assessments>"
            "<AssessmentActualStartDate>" +
                start +
                "</AssessmentActualStartDate></Assessments><ReferralNFA>0</ReferralNFA>"
                "</CINdetails></Child></Children></Message>");
    }
    fs::path folder_;
};

TEST_F(Validate, a_census_without_an_error_ends_with_0) {
    const auto file = census("2026-03-03");
    const auto ran = run({"validate", "cin", file, "--year", "2026", "--format", "json"});
    EXPECT_EQ(ran.code, 0) << ran.out;
    const auto json = Json::parse(ran.out);
    ASSERT_TRUE(json) << ran.out;
    EXPECT_EQ(json->at("rules_run").integer(), 109);
}

TEST_F(Validate, errors_end_with_1_and_every_format_names_them) {
    const auto file = census("2026-03-01");  // the day before the referral: rule 1103
    const auto json = run({"validate", "cin", file, "--format", "json"});
    EXPECT_EQ(json.code, 1);
    const auto parsed = Json::parse(json.out);
    ASSERT_TRUE(parsed);
    bool found = false;
    for (const Json& issue : parsed->at("issues").items()) {
        if (issue.at("rule").text() != "1103") continue;
        found = true;
        for (const auto* key : {"severity", "la_child_id", "table", "field", "row", "path", "line",
                                "value", "message", "remedy"})
            EXPECT_NE(issue.at(key).kind(), Json::Kind::null) << key;
        EXPECT_EQ(issue.at("la_child_id").text(), "A1");
    }
    EXPECT_TRUE(found);
    const auto text = run({"validate", "cin", file});
    EXPECT_EQ(text.code, 1);
    EXPECT_NE(text.out.find("1103"), std::string::npos);
    const auto csv = run({"validate", "cin", file, "--format", "csv"});
    EXPECT_EQ(csv.code, 1);
    const auto table = read_csv(csv.out);
    ASSERT_TRUE(table.ok()) << csv.out;
    EXPECT_NE(csv.out.find("1103"), std::string::npos);
    const auto html = run({"validate", "cin", file, "--format", "html"});
    EXPECT_EQ(html.code, 1);
    EXPECT_NE(html.out.find("<html lang=\"en"), std::string::npos) << html.out.substr(0, 200);
    EXPECT_NE(html.out.find("1103"), std::string::npos);
}

TEST_F(Validate, what_cannot_be_read_and_wrong_usage_end_with_2) {
    EXPECT_EQ(run({"validate", "cin", path("nothing.xml")}).code, 2);
    EXPECT_EQ(run({"validate", "ssda903", path("nothing")}).code, 2);
    EXPECT_EQ(run({"validate", "cin", write("not.xml", "this is no census")}).code, 2);
    EXPECT_EQ(run({"validate", "cin", census("2026-03-03"), "--format", "pdf"}).code, 2);
    EXPECT_EQ(run({"validate", "cin", census("2026-03-03"), "--rules", path("none")}).code, 2);
    fs::create_directories(folder_ / "empty");
    const auto empty = run({"validate", "ssda903", path("empty"), "--format", "json"});
    EXPECT_EQ(empty.code, 2) << empty.out;
    EXPECT_TRUE(Json::parse(empty.out)) << "the report is there all the same";
}

TEST_F(Validate, children_looked_after_come_in_every_format_too) {
    write("return/header.csv",
          "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nA1,M,31/02/2015,WBRI,UN1,,\n");
    for (const auto* format : {"text", "json", "csv", "html"}) {
        const auto ran =
            run({"validate", "ssda903", path("return"), "--year", "2026", "--format", format});
        EXPECT_EQ(ran.code, 1) << format;
        EXPECT_NE(ran.out.find("102"), std::string::npos) << format;
        EXPECT_NE(ran.out.find("31/02/2015"), std::string::npos) << format;
    }
}

TEST_F(Validate, the_authoritys_own_rules_are_those_that_its_configuration_names) {
    const auto file = census("2026-03-03");
    write("own/cin/L1.sql",
          "-- rule: L1\n-- severity: error\n-- fields: CINdetails.ReferralSource\n"
          "-- message: Police.\n-- remedy: Look.\n-- source: ours\n"
          "SELECT c.row AS \"CINdetails.ReferralSource\" FROM CINdetails c "
          "WHERE c.ReferralSource = '6';\n");
    EXPECT_EQ(run({"validate", "cin", file, "--data", path()}).code, 0);
    write("hearth.toml", "[quality]\nrules = \"" + path("own") + "\"\n");
    const auto ran = run({"validate", "cin", file, "--data", path(), "--format", "json"});
    EXPECT_EQ(ran.code, 1);
    EXPECT_NE(ran.out.find("\"L1\""), std::string::npos);
    EXPECT_EQ(run({"validate", "cin", file, "--rules", path("own")}).code, 1);
}

}  // namespace
}  // namespace hearth::cli

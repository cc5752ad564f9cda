// The census files of councils and the worked cases of the rules, when they lie beside the project
// (../shared).
#include <gtest/gtest.h>

#include "returns/cin_compare.h"
#include "returns/cin_support.h"

namespace hearth::returns {
namespace {

using namespace testing;
namespace fs = std::filesystem;

std::vector<std::string> xml_files(const std::string& folder) {
    std::vector<std::string> out;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() == ".xml") out.push_back(entry.path());
    }
    std::sort(out.begin(), out.end());
    return out;
}

// Real files are read whole, and read, write, read gives the same message
TEST(CinFiles, every_real_file_reads_whole_and_comes_back_equal) {
    const auto shared = shared_folder();
    if (!shared) GTEST_SKIP() << "../shared is not there";
    int files = 0;
    for (const std::string& folder : {*shared + "/data/cin", *shared + "/corpus/cin_xml"}) {
        for (const std::string& file : xml_files(folder)) {
            SCOPED_TRACE(file);
            ++files;
            auto read = read_cin_file(file, {.codes = &codes()});
            ASSERT_TRUE(read.ok());
            EXPECT_TRUE(read->report.complete) << all(read->report.issues);
            EXPECT_EQ(read->report.damaged_children, 0U);
            const CinMessage& message = read->message;
            const Doc doc = parsed(slurp(file));
            for (const ReturnIssue& issue : read->report.issues) {
                // A value that an issue quotes stands where its path says.
                if (issue.code == "stray_text" || issue.value.empty()) continue;
                EXPECT_EQ(at_xpath(doc.get(), issue.path), issue.value) << issue.path;
            }
            // Everything that was read can be written in the year that has a place for it.
            const int year =
                message.children.empty() || message.children[0].identifiers.gender_current.present()
                    ? 2024
                    : kCinDraftYear;
            const CinRead again = read_text(written(year, message));
            EXPECT_TRUE(again.report.complete) << all(again.report.issues);
            const auto differences = cin_differences(message, again.message, CinOrder::matters);
            EXPECT_TRUE(differences.empty())
                << (differences.empty() ? "" : differences.front() + differences.back());
        }
    }
    EXPECT_GE(files, 7);
}

// Counted in the files by hand, not by the reader.
TEST(CinFiles, the_made_up_authority_has_its_three_hundred_and_thirty_one_children) {
    const auto shared = shared_folder();
    if (!shared) GTEST_SKIP() << "../shared is not there";
    const std::string text = slurp(*shared + "/data/cin/fake_CIN_data.xml");
    const auto count = [&](const std::string& what) {
        std::size_t n = 0;
        for (std::size_t at = text.find(what); at != std::string::npos;
             at = text.find(what, at + 1)) {
            ++n;
        }
        return n;
    };
    const CinRead read = read_text(text);
    EXPECT_EQ(read.message.children.size(), count("<Child>"));
    std::size_t episodes = 0;
    for (const CinChild& child : read.message.children) episodes += child.details.size();
    EXPECT_EQ(episodes, count("<CINdetails>"));
    EXPECT_TRUE(read.report.issues.empty()) << all(read.report.issues);
}

TEST(CinFiles, code_lists_are_those_of_the_schemas) {
    const auto shared = shared_folder();
    if (!shared) GTEST_SKIP() << "../shared is not there";
    // Every enumeration of the year's schema, by its type, against the list in force.
    const std::map<std::string, std::string> lists{{"unknownupntype", "upn_unknown"},
                                                   {"gendertype", "gender"},
                                                   {"sextype", "sex"},
                                                   {"ethnicitytype", "ethnicity"},
                                                   {"disabilitytype", "disability"},
                                                   {"referralsourcetype", "referral_source"},
                                                   {"primaryneedcodetype", "primary_need"},
                                                   {"reasonforclosuretype", "closure_reason"},
                                                   {"categoryofabusetype", "category_of_abuse"},
                                                   {"assessmentfactorstype", "assessment_factor"}};
    for (int year = 2022; year <= 2026; ++year) {
        const std::string schema =
            slurp(*shared + "/standards/schemas/CIN_schema_" + std::to_string(year) + ".xsd");
        for (const auto& [type, list] : lists) {
            const std::size_t from = schema.find("<xs:simpleType name=\"" + type + "\"");
            std::vector<std::string> theirs;
            if (from != std::string::npos) {
                const std::string body =
                    schema.substr(from, schema.find("</xs:simpleType>", from) - from);
                static const std::regex value("enumeration value=\"([^\"]+)\"");
                for (std::sregex_iterator it(body.begin(), body.end(), value), end; it != end;
                     ++it) {
                    theirs.push_back((*it)[1]);
                }
            }
            std::vector<std::string> ours;
            for (const ListedCode& code : codes().find(list)->codes()) {
                if (code.in(year)) ours.push_back(code.code);
            }
            std::sort(ours.begin(), ours.end());
            std::sort(theirs.begin(), theirs.end());
            EXPECT_EQ(ours, theirs) << year << " " << list;
        }
    }
}

TEST(CodeLists, a_broken_file_names_its_line) {
    const auto error = [](const std::string& csv) {
        const auto parsed = CodeLists::parse(csv);
        if (parsed.ok()) return std::string("none");
        const FieldError& first = std::get<Invalid>(parsed.failure()).errors.at(0);
        return first.field.substr(0, first.field.find(',')) + " " + first.code;
    };
    const std::string head = "list,code,label,from_year,to_year\n";
    EXPECT_EQ(error(head + "sex,M,\"Male, or so\",2025,\n"), "none");
    EXPECT_EQ(error("list,code\n"), "line 1 columns");
    EXPECT_EQ(error(head + "sex,M,Male,2025\n"), "line 2 csv_width");
    EXPECT_EQ(error(head + "sex,M,Male,2025,\nsex,M,Male,2025,\n"), "line 3 twice");
    EXPECT_EQ(error(head + "sex,M,Male,25,\n"), "line 2 years");
    EXPECT_EQ(error(head + "sex,,Male,2025,\n"), "line 2 empty");
    EXPECT_EQ(error(head + "sex,M,\"Male,2025,\n"), "line 2 csv_syntax");
    EXPECT_FALSE(CodeLists::load("/nowhere.csv").ok());
}

}  // namespace
}  // namespace hearth::returns

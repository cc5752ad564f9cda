// The report of an import: counts and issues, as a value, as JSON and as text.
#include "returns/cin_report.h"

#include <gtest/gtest.h>

#include "returns/cin_support.h"

namespace hearth::returns {
namespace {

using namespace testing;

std::uint64_t records(const CinReport& report, std::string_view table) {
    for (const auto& t : report.tables) {
        if (t.name == table) return t.records;
    }
    ADD_FAILURE() << table;
    return 0;
}

TEST(CinReport, it_counts_the_records_of_each_table) {
    const CinReport report =
        cin_report("census.xml", read_text(fixture("cin_2026_every_element.xml")));
    EXPECT_TRUE(report.complete);
    EXPECT_EQ(report.authority, "999");
    EXPECT_EQ(report.children, 2U);
    EXPECT_EQ(records(report, "Header"), 1U);
    EXPECT_EQ(records(report, "ChildIdentifiers"), 2U);
    EXPECT_EQ(records(report, "Disabilities"), 2U);
    EXPECT_EQ(records(report, "CINdetails"), 3U);
    EXPECT_EQ(records(report, "Assessments"), 2U);
    EXPECT_EQ(records(report, "CINplanDates"), 1U);
    EXPECT_EQ(records(report, "Section47"), 2U);
    EXPECT_EQ(records(report, "ChildProtectionPlans"), 1U);
    EXPECT_EQ(records(report, "Reviews"), 2U);
    EXPECT_EQ(records(report, "PreProceedings"), 0U);
}

TEST(CinReport, json_and_text_name_every_issue_with_its_remedy) {
    const CinReport report =
        cin_report("council.xml", read_text(fixture("cin_2023_as_councils_write.xml")));
    ASSERT_EQ(report.issues.size(), 9U);
    EXPECT_EQ(report.errors + report.queries, 9U);
    const std::string json = to_json(report);
    EXPECT_NE(json.find(R"("rule":"not_a_date","severity":"error","la_child_id":"A&B",)"
                        R"("table":"Assessments","field":"AssessmentActualStartDate","row":0,)"),
              std::string::npos)
        << json;
    const std::string text = to_text(report);
    for (const ReturnIssue& issue : report.issues) {
        EXPECT_NE(text.find(issue.message), std::string::npos) << issue.code;
        EXPECT_NE(text.find(issue.remedy), std::string::npos) << issue.code;
        EXPECT_FALSE(issue.remedy.empty());
    }
    EXPECT_NE(text.find("line 14: query child A&B: "), std::string::npos) << text;
}

}  // namespace
}  // namespace hearth::returns

// The census comes into the record and out of it again, the same, on both databases.
#include <gtest/gtest.h>

#include "returns/cin_compare.h"
#include "returns/cin_import_support.h"

namespace hearth::returns {
namespace {

using namespace testing;
using store::Sql;

constexpr Sql kPeople{"t_people", "SELECT count(*) FROM person"};
constexpr Sql kIssueRows{"t_issues", "SELECT count(*) FROM import_issue"};
constexpr Sql kVersions{"t_versions", R"(
SELECT (SELECT count(*) FROM person) + (SELECT count(*) FROM referral) + (SELECT count(*) FROM assessment)
     + (SELECT count(*) FROM assessment_factor) + (SELECT count(*) FROM cp_plan) + (SELECT count(*) FROM cp_review)
     + (SELECT count(*) FROM s47_enquiry) + (SELECT count(*) FROM initial_conference) + (SELECT count(*) FROM disability)
     + (SELECT count(*) FROM person_identifier) + (SELECT count(*) FROM family) + (SELECT count(*) FROM clock)
     + (SELECT count(*) FROM import_issue))"};
constexpr Sql kOpenClocks{"t_clocks", R"(
SELECT count(*) FROM clock WHERE stopped_at IS NULL AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kOpenFamilies{"t_families", R"(
SELECT count(*) FROM family WHERE to_date IS NULL AND superseded_at = '9999-12-31T23:59:59.999Z')"};

std::string message(const std::string& children, int year = 2026) {
    return "<?xml version=\"1.0\"?><Message><Header><CollectionDetails><Collection>CIN</Collection>"
           "<Year>" +
           std::to_string(year) + "</Year><ReferenceDate>" + std::to_string(year) +
           "-03-31</ReferenceDate></CollectionDetails><Source><SourceLevel>L</SourceLevel><LEA>201"
           "</LEA><SoftwareCode>Test</SoftwareCode><Release>1</Release><SerialNo>001</SerialNo>"
           "<DateTime>" +
           std::to_string(year) +
           "-05-23T11:14:05</DateTime></Source></Header>"
           "<Children>" +
           children + "</Children></Message>";
}
std::string child(const std::string& id, const std::string& details,
                  const std::string& more = "<Sex>F</Sex>") {
    return "<Child><ChildIdentifiers><LAchildID>" + id +
           "</LAchildID><UPN>A123456789123</UPN><PersonBirthDate>2015-03-27</PersonBirthDate>" +
           more +
           "</ChildIdentifiers><ChildCharacteristics><Ethnicity>WBRI</Ethnicity>"
           "<Disabilities><Disability>HAND</Disability><Disability>HEAR</Disability>"
           "</Disabilities></ChildCharacteristics>" +
           details + "</Child>";
}
std::string episode(const std::string& inside, const std::string& closure = {},
                    const std::string& date = "2025-06-02") {
    return "<CINdetails><CINreferralDate>" + date +
           "</CINreferralDate><ReferralSource>1A</ReferralSource><PrimaryNeedCode>N1"
           "</PrimaryNeedCode>" +
           closure + inside + "</CINdetails>";
}
const std::string kNoNfa = "<ReferralNFA>0</ReferralNFA>";
const std::string kAssessment =
    "<Assessments><AssessmentActualStartDate>2025-06-03</AssessmentActualStartDate>"
    "<AssessmentAuthorisationDate>2025-07-01</AssessmentAuthorisationDate>"
    "<FactorsIdentifiedAtAssessment><AssessmentFactors>2B</AssessmentFactors>"
    "<AssessmentFactors>1B</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>";
const std::string kPlan =
    "<ChildProtectionPlans><CPPstartDate>2025-07-20</CPPstartDate><InitialCategoryOfAbuse>NEG"
    "</InitialCategoryOfAbuse><LatestCategoryOfAbuse>EMO</LatestCategoryOfAbuse>"
    "<NumberOfPreviousCPP>1</NumberOfPreviousCPP><Reviews><CPPreviewDate>2025-10-10</CPPreviewDate>"
    "</Reviews><Reviews><CPPreviewDate>2026-03-01</CPPreviewDate></Reviews></ChildProtectionPlans>";
const std::string kSection47 =
    "<Section47><S47ActualStartDate>2025-07-02</S47ActualStartDate><InitialCPCtarget>2025-07-23"
    "</InitialCPCtarget><DateOfInitialCPC>2025-07-20</DateOfInitialCPC><ICPCnotRequired>false"
    "</ICPCnotRequired></Section47>";

class CinImport : public ImportTest {
  protected:
    void expect_equal(const CinMessage& a, const CinMessage& b) {
        const auto differences = cin_differences(a, b, CinOrder::does_not_matter, false);
        EXPECT_TRUE(differences.empty()) << joined(differences);
    }
};
INSTANTIATE_TEST_SUITE_P(on, CinImport, ::testing::ValuesIn(test::servers()), test::server_name);

TEST_P(CinImport, a_whole_child_comes_back_as_it_went_in) {
    const auto xml = message(child("7001", episode(kAssessment + kSection47 + kNoNfa + kPlan)));
    auto report = import_text(xml);
    ASSERT_TRUE(report.ok());
    EXPECT_TRUE(report->complete);
    EXPECT_TRUE(report->made_authority);
    EXPECT_EQ(report->counts.made, 1U);
    EXPECT_EQ(report->counts.errors, 0U);
    expect_equal(read_text(xml).message, recorded(2026));
    CinExportReport out;
    const auto written = exported(2026, &out);
    EXPECT_EQ(out.children, 1U);
    EXPECT_TRUE(out.left_out.empty()) << all(out.issues);
    EXPECT_EQ(joined(structural_faults(written, 2026)), "");
    if (const auto faults = schema_faults(written, 2026)) {
        EXPECT_EQ(joined(*faults), "");
    }
    expect_equal(read_text(xml).message, read_text(written).message);
    // The order of factors is the order recorded.
    EXPECT_EQ(read_text(written).message.children[0].details[0].assessments[0].factors[0].text,
              "2B");
    // The same record gives the same bytes.
    EXPECT_EQ(exported(2026).size(), written.size());
}

TEST_P(CinImport, importing_the_same_file_twice_changes_nothing_and_says_so) {
    const auto xml = message(child("7001", episode(kAssessment + kSection47 + kNoNfa + kPlan)) +
                             child("7002", episode("<ReferralNFA>maybe</ReferralNFA>")));
    ASSERT_TRUE(import_text(xml).ok());
    const auto before = count(kVersions);
    auto same = import_text(xml);
    ASSERT_TRUE(same.ok());
    EXPECT_TRUE(same->seen_before);
    EXPECT_NE(to_text(same.value()).find("nothing was changed"), std::string::npos);
    // Another file that says the same is compared child by child, with the same outcome.
    auto alike = import_text(xml + "\n<!-- written again -->");
    ASSERT_TRUE(alike.ok());
    EXPECT_FALSE(alike->seen_before);
    EXPECT_EQ(alike->counts.unchanged, 2U);
    EXPECT_EQ(alike->counts.changed + alike->counts.made, 0U);
    EXPECT_EQ(alike->counts.rows_added + alike->counts.rows_changed, 0U);
    EXPECT_EQ(count(kVersions), before);
}

TEST_P(CinImport, a_later_file_makes_new_versions_and_keeps_what_it_does_not_say) {
    const auto first = message(child("7001", episode(kAssessment + kSection47 + kNoNfa + kPlan)));
    ASSERT_TRUE(import_text(first).ok());
    const Instant then = clock().now();
    clock().advance(std::chrono::hours(1));
    EXPECT_EQ(count(kOpenFamilies), 1);
    EXPECT_EQ(count(kOpenClocks), 1);  // the next review conference
    const auto closed = episode(kNoNfa,
                                "<CINclosureDate>2026-05-01</CINclosureDate><ReasonForClosure>RC3"
                                "</ReasonForClosure>");
    auto report = import_text(message(child("7001", closed), 2027));
    ASSERT_TRUE(report.ok());
    EXPECT_EQ(report->counts.changed, 1U);
    EXPECT_EQ(count(kPeople), 1);
    const auto now = recorded(2027);
    ASSERT_EQ(now.children.size(), 1U);
    EXPECT_EQ(now.children[0].details[0].closure_date.text, "2026-05-01");
    EXPECT_EQ(now.children[0].details[0].protection_plans.size(), 1U);
    EXPECT_EQ(count(kOpenFamilies), 0);
    EXPECT_EQ(count(kOpenClocks), 0);
    // The year before had ended before it was closed, whoever asks and whenever.
    EXPECT_TRUE(recorded(2026).children[0].details[0].closure_date.empty());
    EXPECT_TRUE(recorded(2027, true, then).children[0].details[0].closure_date.empty());
}

TEST_P(CinImport, an_older_file_adds_and_never_replaces) {
    ASSERT_TRUE(import_text(message(child("7001", episode(kNoNfa + kPlan)))).ok());
    auto old = child("7001", episode(kNoNfa, {}, "2024-05-01") + episode(kNoNfa + kPlan));
    const auto at = old.find("EMO");
    old.replace(at, 3, "SAB");
    old.replace(old.find("WBRI"), 4, "WOTH");
    auto report = import_text(message(old, 2025));
    ASSERT_TRUE(report.ok());
    EXPECT_EQ(report->counts.changed, 1U);
    const auto all_of_it = recorded(2026, true);
    const auto& c = all_of_it.children[0];
    EXPECT_EQ(c.characteristics.ethnicity.text, "WBRI");
    ASSERT_EQ(c.details.size(), 2U);
    EXPECT_EQ(c.details[1].protection_plans[0].latest_category.text, "EMO");
}

TEST_P(CinImport, bad_values_are_told_kept_and_given_back) {
    std::string bad = child("7001", episode(kAssessment + kSection47 + kNoNfa + kPlan));
    const auto change = [&](const std::string& from, const std::string& to) {
        const auto at = bad.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        bad.replace(at, from.size(), to);
    };
    change("WBRI", "MARS");              // no code
    change(">HEAR<", ">EARS<");          // one of a list
    change(">1B<", ">77Z<");             // a factor
    change("2025-07-01", "01/07/2025");  // a date
    change("<ReferralNFA>0", "<ReferralNFA>perhaps");
    change("<NumberOfPreviousCPP>1", "<NumberOfPreviousCPP>one");
    change("2026-03-01", "2026-02-30");  // a review
    change("<Sex>F", "<Sex>X");
    change("2015-03-27", "2015-13-27");
    change(">NEG<", ">BAD<");
    change("2025-07-23", "soon");
    const auto xml = message(bad);
    auto report = import_text(xml);
    ASSERT_TRUE(report.ok());
    EXPECT_EQ(report->counts.errors, 11U) << all(report->issues);
    for (const ReturnIssue& issue : report->issues) {
        EXPECT_GT(issue.line, 0U);
        EXPECT_FALSE(issue.remedy.empty());
        const Doc doc = parsed(xml);
        EXPECT_EQ(at_xpath(doc.get(), issue.path), issue.value) << issue.path;
    }
    expect_equal(read_text(xml).message, recorded(2026));
    // The schema forbids them, so the child is named and left out of the file.
    CinExportReport out;
    exported(2026, &out);
    EXPECT_EQ(out.left_out, std::vector<std::string>{"7001"});
    EXPECT_EQ(out.errors, 12U) << all(out.issues);  // and that nobody is left
    // Good values take their place.
    auto mended =
        import_text(message(child("7001", episode(kAssessment + kSection47 + kNoNfa + kPlan))));
    ASSERT_TRUE(mended.ok());
    EXPECT_EQ(mended->counts.changed, 1U);
    exported(2026, &out);
    EXPECT_TRUE(out.left_out.empty()) << all(out.issues);
    const auto now = read_text(exported(2026)).message.children.at(0);
    EXPECT_EQ(now.characteristics.ethnicity.text, "WBRI");
    EXPECT_EQ(now.identifiers.sex.text, "F");
    EXPECT_EQ(now.details[0].assessments[0].factors.size(), 2U);
    EXPECT_EQ(now.details[0].protection_plans[0].initial_category.text, "NEG");
}

TEST_P(CinImport, a_record_without_a_beginning_is_kept_aside_whole) {
    const auto xml = message(
        child("7001",
              episode("<Assessments><AssessmentActualStartDate>June</AssessmentActualStartDate>"
                      "<AssessmentAuthorisationDate>2025-07-01</AssessmentAuthorisationDate>"
                      "<FactorsIdentifiedAtAssessment><AssessmentFactors>2B</AssessmentFactors>"
                      "</FactorsIdentifiedAtAssessment></Assessments>" +
                      kNoNfa) +
                  episode(kAssessment + kNoNfa, {}, "31.6.2025")) +
        child("", episode(kNoNfa)));
    auto report = import_text(xml);
    ASSERT_TRUE(report.ok());
    EXPECT_EQ(report->counts.made, 1U);
    EXPECT_EQ(report->counts.held, 1U);
    expect_equal(read_text(xml).message, recorded(2026));
    const auto issues = count(kIssueRows);
    auto again = import_text(xml + " ");
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again->counts.unchanged, 2U);
    EXPECT_EQ(count(kIssueRows), issues);
}

TEST_P(CinImport, what_happened_after_the_year_is_not_told_in_its_census) {
    ASSERT_TRUE(
        import_text(message(child("7001", episode(kAssessment + kNoNfa + kPlan)), 2026)).ok());
    // 2025: the episode had not begun. 2027: the plan is still in force; the assessment is history.
    EXPECT_TRUE(recorded(2025).children.empty());
    const auto next = recorded(2027);
    ASSERT_EQ(next.children.size(), 1U);
    EXPECT_TRUE(next.children[0].details[0].assessments.empty());
    ASSERT_EQ(next.children[0].details[0].protection_plans.size(), 1U);
    EXPECT_TRUE(next.children[0].details[0].protection_plans[0].reviews.empty());
}

TEST_P(CinImport, small_batches_and_a_reading_cut_off_come_to_the_same) {
    std::string children;
    for (int i = 0; i < 25; ++i)
        children += child(std::to_string(8000 + i), episode(kAssessment + kNoNfa + kPlan));
    children += child("8000", episode(kNoNfa, {}, "2025-09-01"));  // twice in one file
    const auto xml = message(children);
    const auto path = files().folder() / "cut.xml";
    std::ofstream(path, std::ios::binary) << xml;
    // The same file, of which the first ten children are in the record already.
    ASSERT_TRUE(import_file(path, 10).ok());
    const auto whole = recorded(2026);
    ASSERT_EQ(whole.children.size(), 25U);
    EXPECT_EQ(whole.children[0].details.size(), 2U);
    db().write([](store::Session& session) {
        constexpr Sql kBack{"t_back",
                            "UPDATE import_file SET status = 'running', children_done = 10"};
        session.execute(kBack, {});
    });
    const auto before = count(kVersions);
    auto resumed = import_file(path, 7);
    ASSERT_TRUE(resumed.ok());
    EXPECT_TRUE(resumed->resumed);
    EXPECT_EQ(resumed->skipped, 10U);
    EXPECT_EQ(resumed->counts.unchanged, 16U);
    EXPECT_EQ(count(kVersions), before);
}

TEST_P(CinImport, a_file_of_another_authority_or_of_nothing_is_refused) {
    EXPECT_FALSE(import_text("not xml at all").ok());
    EXPECT_EQ(count(kPeople), 0);
    ASSERT_TRUE(import_text(message(child("7001", episode(kNoNfa)))).ok());
    const auto& practice = shipped_practice();
    const access::Policy policy(practice.roles);
    CinImportOptions options;
    options.path = (files().folder() / "census2.xml").string();
    options.authority = "Othershire";
    const auto other = import_cin(db(), practice, policy, codes(), options);
    ASSERT_FALSE(other.ok());
    EXPECT_EQ(std::get<Invalid>(other.failure()).errors[0].code, "other_authority");
}

TEST_P(CinImport, a_file_cut_in_the_middle_keeps_the_children_before) {
    const auto xml = message(child("7001", episode(kNoNfa)) + child("7002", episode(kNoNfa)));
    auto report = import_text(xml.substr(0, xml.size() - 200));
    ASSERT_TRUE(report.ok());
    EXPECT_FALSE(report->complete);
    EXPECT_EQ(report->counts.made, 1U);
    EXPECT_EQ(report->kinds.count("truncated"), 1U) << to_text(report.value());
}

TEST_P(CinImport, every_real_file_comes_back_equal) {
    const auto shared = shared_folder();
    if (!shared) GTEST_SKIP() << "../shared is not there";
    for (const auto& entry : std::filesystem::directory_iterator(*shared + "/data/cin")) {
        SCOPED_TRACE(entry.path());
        const auto read = read_cin_file(entry.path(), {.codes = &codes()});
        ASSERT_TRUE(read.ok());
        test::TestDatabase own(GetParam());
        auto database = store::Database::open(own.config());
        const auto& practice = shipped_practice();
        const access::Policy policy(practice.roles);
        CinImportOptions options;
        options.path = entry.path();
        options.authority = "Testshire";
        auto report = import_cin(*database, practice, policy, codes(), options);
        ASSERT_TRUE(report.ok());
        const int year = report->year;
        CinMessage out;
        each_census_child(*database, {.year = year}, {},
                          [&](CinChild&& c) { out.children.push_back(std::move(c)); });
        const auto differences =
            cin_differences(read->message, out, CinOrder::does_not_matter, false);
        EXPECT_TRUE(differences.empty()) << joined(differences);
        std::ostringstream file;
        auto done = export_cin(*database, codes(), {.year = year}, {}, file);
        ASSERT_TRUE(done.ok());
        EXPECT_EQ(done->children + done->left_out.size(), read->message.children.size());
        EXPECT_TRUE(done->left_out.empty()) << all(done->issues);
        // What the schema forbids is the only thing that the file lacks: one factor, in two files.
        const auto lacking =
            cin_differences(out, read_text(file.str()).message, CinOrder::does_not_matter, false);
        const bool whole =
            done->items_left_out == 0 &&
            std::none_of(done->issues.begin(), done->issues.end(),
                         [](const ReturnIssue& i) { return i.code == "not_in_year"; });
        EXPECT_EQ(lacking.empty(), whole) << joined(lacking);
        EXPECT_EQ(joined(structural_faults(file.str(), year)), "");
        if (const auto faults = schema_faults(file.str(), year)) {
            EXPECT_EQ(joined(*faults), "");
        }
    }
}

}  // namespace
}  // namespace hearth::returns

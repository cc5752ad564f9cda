// Writing a census: strict order, only the year's elements, valid, and equal when read back.
#include "returns/cin_writer.h"

#include <gtest/gtest.h>

#include <random>

#include "returns/cin_check.h"
#include "returns/cin_compare.h"
#include "returns/cin_support.h"

namespace hearth::returns {
namespace {

using namespace testing;

const Instant kNow = *Instant::parse("2026-05-23T10:14:05.250Z");

std::string join(const std::vector<std::string>& lines) {
    std::string out;
    for (const std::string& line : lines) out += line + "\n";
    return out;
}

// Everything that the year can hold, with values that the year allows, chosen by the seed.
class Maker {
  public:
    Maker(int year, unsigned seed) : year_(year), random_(seed) {}

    CinMessage message(int children) {
        CinMessage out;
        out.header = cin_header(year_, {"999", "Test & Co", "1.0", "001"}, kNow);
        for (int i = 0; i < children; ++i) out.children.push_back(child(i));
        return out;
    }

  private:
    int pick(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
    bool maybe() { return pick(2) == 0; }
    std::string date() { return (Date::from(year_ - 1, 4, 1).value() + pick(365)).iso(); }
    CinCell maybe_date() { return maybe() ? CinCell(date()) : CinCell(); }
    CinCell yes_no() {
        static const char* const kSpellings[] = {"0", "1", "true", "false"};
        return kSpellings[pick(4)];
    }
    CinCell code(const char* list) {
        std::vector<std::string> valid;
        for (const ListedCode& c : codes().find(list)->codes()) {
            if (c.in(year_)) valid.push_back(c.code);
        }
        return valid.at(static_cast<std::size_t>(pick(static_cast<int>(valid.size()))));
    }

    CinChild child(int i) {
        CinChild c;
        c.identifiers.la_child_id = "<child> & \"" + std::to_string(i) + "\" \xC3\xA9";
        if (maybe()) c.identifiers.upn = "A12345678901B";
        if (maybe()) c.identifiers.upn_unknown = code("upn_unknown");
        c.identifiers.birth_date = maybe_date();
        c.identifiers.expected_birth_date = maybe_date();
        c.identifiers.death_date = maybe_date();
        if (year_ >= 2025 || maybe()) {
            c.identifiers.sex = std::string(1, "MFU"[pick(3)]);
        } else {
            c.identifiers.gender_current = code("gender");
        }
        c.characteristics.ethnicity = code("ethnicity");
        for (int n = pick(3); n > 0; --n) {
            c.characteristics.disabilities.push_back(code("disability"));
        }
        for (int n = 1 + pick(3); n > 0; --n) c.details.push_back(details());
        return c;
    }

    CinDetails details() {
        CinDetails d;
        d.referral_date = date();
        d.referral_source = code("referral_source");
        if (maybe()) d.primary_need = code("primary_need");
        d.closure_date = maybe_date();
        if (maybe()) d.closure_reason = code("closure_reason");
        d.conference_date = maybe_date();
        d.referral_nfa = yes_no();
        for (int n = pick(3); n > 0; --n) {
            CinAssessment a;
            a.start_date = date();
            a.internal_review_date = maybe_date();
            a.authorisation_date = maybe_date();
            for (int f = pick(4); f > 0; --f) a.factors.push_back(code("assessment_factor"));
            d.assessments.push_back(a);
        }
        if (year_ >= 2022) {
            for (int n = pick(3); n > 0; --n) {
                CinPlan p;
                p.start_date = date();
                p.end_date = maybe_date();
                d.plans.push_back(p);
            }
        }
        for (int n = pick(3); n > 0; --n) {
            CinSection47 s;
            s.start_date = date();
            s.conference_target = maybe_date();
            s.conference_date = maybe_date();
            s.conference_not_required = yes_no();
            d.section47.push_back(s);
        }
        for (int n = pick(3); n > 0; --n) {
            CinProtectionPlan p;
            p.start_date = date();
            p.end_date = maybe_date();
            p.initial_category = code("category_of_abuse");
            p.latest_category = code("category_of_abuse");
            p.previous_plans = std::to_string(pick(4));
            for (int g = pick(3); g > 0; --g) {
                CinReviews r;
                for (int f = pick(3); f > 0; --f) r.dates.push_back(CinCell(date()));
                p.reviews.push_back(r);
            }
            d.protection_plans.push_back(p);
        }
        if (year_ >= 2027 && maybe()) {
            CinPreProceedings p;
            p.start_date = date();
            p.meeting_offered = yes_no();
            p.review_meetings = "3";
            p.outcome = code("pre_proceedings_outcome");
            p.care_proceedings_letter_date = maybe_date();
            d.pre_proceedings.push_back(p);
        }
        return d;
    }

    int year_;
    std::mt19937 random_;
};

// A census of every year is written in the order of its structure and reads back equal
TEST(CinWriter, every_year_is_written_in_order_and_reads_back_equal) {
    for (int year = kCinFirstYear; year <= kCinDraftYear; ++year) {
        for (unsigned seed = 0; seed < 8; ++seed) {
            const CinMessage message = Maker(year, seed + 1).message(12);
            const std::string xml = written(year, message);
            const auto faults = structural_faults(xml, year);
            ASSERT_TRUE(faults.empty()) << year << "\n" << join(faults);
            const CinRead back = read_text(xml);
            ASSERT_TRUE(back.report.issues.empty()) << year << "\n" << all(back.report.issues);
            const auto differences = cin_differences(message, back.message, CinOrder::matters);
            ASSERT_TRUE(differences.empty()) << year << "\n" << join(differences);
            ASSERT_EQ(xml, written(year, back.message)) << "the same bytes again";
            std::vector<ReturnIssue> missing;
            const CinChecker checker(year, &codes(), CinStrictness::writing);
            for (const CinChild& c : message.children) {
                checker.check(c, [&](ReturnIssue&& i) { missing.push_back(std::move(i)); });
            }
            ASSERT_TRUE(missing.empty()) << all(missing);
        }
    }
}

TEST(CinWriter, what_the_checks_pass_is_valid_against_the_departments_schema) {
    int schemas = 0;
    for (int year = kCinFirstYear; year <= kCinLatestYear; ++year) {
        for (unsigned seed = 0; seed < 4; ++seed) {
            const auto faults =
                schema_faults(written(year, Maker(year, 100 + seed).message(40)), year);
            if (!faults) break;
            ++schemas;
            ASSERT_TRUE(faults->empty()) << year << "\n" << join(*faults);
        }
    }
    if (schemas == 0) GTEST_SKIP() << "the schemas are not beside the project";
}

TEST(CinWriter, the_structural_check_finds_what_it_should) {
    const std::string good = written(2026, Maker(2026, 1).message(3));
    const auto broken = [&](const std::string& what, const std::string& with) {
        std::string bad = good;
        const std::size_t at = bad.find(what);
        EXPECT_NE(at, std::string::npos) << what;
        bad.replace(at, what.size(), with);
        return structural_faults(bad, 2026).size();
    };
    EXPECT_EQ(structural_faults(good, 2026).size(), 0U);
    EXPECT_GE(structural_faults(good, 2024).size(), 3U) << "Sex is not of 2024";
    EXPECT_GE(broken("<ReferralSource>", "<Section47/><ReferralSource>"), 1U);
    EXPECT_GE(broken("<Ethnicity>",
                     "<!--"
                     "--><X/><Ethnicity>"),
              1U);
    EXPECT_GE(broken("-03-31</ReferenceDate>", "/03/31</ReferenceDate>"), 1U);
}

TEST(CinWriter, sex_is_written_in_the_years_own_element_and_code) {
    CinMessage message = Maker(2026, 1).message(1);
    auto& identifiers = message.children[0].identifiers;
    const auto element = [&](int year) {
        const Doc doc = parsed(written(year, message));
        const std::string at = "/Message/Children/Child[1]/ChildIdentifiers/";
        return at_xpath(doc.get(), at + "Sex").value_or("-") +
               at_xpath(doc.get(), at + "GenderCurrent").value_or("-");
    };
    identifiers.sex = "F";
    identifiers.gender_current = {};
    EXPECT_EQ(element(2026), "F-");
    EXPECT_EQ(element(2024), "-2");
    identifiers.sex = {};
    identifiers.gender_current = "9";
    EXPECT_EQ(element(2026), "U-");
    EXPECT_EQ(element(2024), "-9") << "what was given is kept";
    identifiers.gender_current = "X";
    EXPECT_EQ(element(2026), "X-") << "a wrong value is not hidden";
}

TEST(CinWriter, what_the_year_has_no_place_for_is_left_out_and_told) {
    const CinMessage message = read_text(fixture("cin_2026_every_element.xml")).message;
    std::vector<ReturnIssue> issues;
    const std::string xml = written(2021, message, &issues);
    EXPECT_TRUE(structural_faults(xml, 2021).empty()) << join(structural_faults(xml, 2021));
    ASSERT_EQ(issues.size(), 1U) << all(issues);
    EXPECT_EQ(issues[0].code, "not_in_year");
    EXPECT_EQ(issues[0].table, "CINplanDates");
}

TEST(CinWriter, a_missing_element_is_told_before_it_is_sent) {
    CinMessage message = Maker(2026, 1).message(1);
    message.children[0].identifiers.sex = {};
    message.children[0].characteristics.ethnicity = {};
    message.children[0].details[0].referral_nfa = {};
    std::vector<ReturnIssue> issues;
    CinChecker(2026, &codes(), CinStrictness::writing)
        .check(message.children[0], [&](ReturnIssue&& i) { issues.push_back(std::move(i)); });
    ASSERT_EQ(issues.size(), 3U) << all(issues);
    for (const ReturnIssue& issue : issues) EXPECT_EQ(issue.code, "missing_required");
}

TEST(CinWriter, characters_that_xml_cannot_hold_are_replaced_and_told) {
    CinMessage message = Maker(2026, 1).message(1);
    message.children[0].identifiers.la_child_id = std::string(
        "a\x01"
        "b\xFF"
        "c]]>\r\n",
        10);
    std::vector<ReturnIssue> issues;
    const std::string xml = written(2026, message, &issues);
    ASSERT_EQ(issues.size(), 1U);
    EXPECT_EQ(issues[0].code, "bad_character");
    const CinRead back = read_text(xml);
    EXPECT_TRUE(back.report.complete);
    EXPECT_EQ(back.message.children[0].identifiers.la_child_id.text,
              "a\xEF\xBF\xBD"
              "b\xEF\xBF\xBD"
              "c]]>");
}

TEST(CinWriter, the_header_states_year_authority_and_the_english_time) {
    const CinHeader header = cin_header(2026, {"888", "Hearth", "2.1", "007"}, kNow);
    EXPECT_EQ(header.reference_date.text, "2026-03-31");
    EXPECT_EQ(header.sources[0].date_time.text, "2026-05-23T11:14:05") << "summer time";
    EXPECT_EQ(header.sources[0].serial_no.text, "007");
}

TEST(CinWriter, a_stream_that_fails_is_reported) {
    std::ostringstream out;
    out.setstate(std::ios::badbit);
    EXPECT_FALSE(write_cin(out, 2026, Maker(2026, 1).message(1)));
}

TEST(CinCompare, order_matters_only_when_asked) {
    const CinMessage message = Maker(2026, 5).message(6);
    CinMessage turned = message;
    std::reverse(turned.children.begin(), turned.children.end());
    for (CinChild& c : turned.children) {
        std::reverse(c.details.begin(), c.details.end());
        for (CinDetails& d : c.details) std::reverse(d.assessments.begin(), d.assessments.end());
    }
    EXPECT_TRUE(cin_differences(message, turned, CinOrder::does_not_matter).empty());
    EXPECT_FALSE(cin_differences(message, turned, CinOrder::matters).empty());
    turned.children[0].details[0].referral_date = "2001-01-01";
    const auto found = cin_differences(message, turned, CinOrder::does_not_matter);
    EXPECT_EQ(found.size(), 2U) << join(found);
    turned.children.pop_back();
    EXPECT_EQ(cin_differences(message, turned, CinOrder::does_not_matter).size(), 3U);
}

}  // namespace
}  // namespace hearth::returns

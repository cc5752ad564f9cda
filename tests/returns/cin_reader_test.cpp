// Reading a census file: what is kept, what is tolerated, what is said.
#include "returns/cin_reader.h"

#include <gtest/gtest.h>

#include "returns/cin_check.h"
#include "returns/cin_compare.h"
#include "returns/cin_path.h"
#include "returns/cin_support.h"

namespace hearth::returns {
namespace {

using namespace testing;

// A file of the census year around the children given.
std::string census(const std::string& children, int year = 2026) {
    const std::string y = std::to_string(year);
    return "<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>" + y +
           "</Year><ReferenceDate>" + y +
           "-03-31</ReferenceDate></CollectionDetails></Header>\n<Children>" + children +
           "</Children></Message>";
}
std::string child(const std::string& id, const std::string& details =
                                             "<CINdetails><CINreferralDate>2025-05-01"
                                             "</CINreferralDate></CINdetails>") {
    return "<Child><ChildIdentifiers><LAchildID>" + id +
           "</LAchildID></ChildIdentifiers>\n<ChildCharacteristics/>" + details + "</Child>\n";
}
std::vector<std::string> ids(const CinRead& read) {
    std::vector<std::string> out;
    for (const CinChild& c : read.message.children) out.push_back(c.identifiers.la_child_id.text);
    return out;
}
using Ids = std::vector<std::string>;

TEST(CinReader, a_good_file_gives_every_value_and_no_issue) {
    const CinRead read = read_text(fixture("cin_2026_every_element.xml"));
    EXPECT_TRUE(read.report.complete);
    EXPECT_TRUE(read.report.issues.empty()) << all(read.report.issues);
    EXPECT_EQ(read.report.year, 2026);
    ASSERT_EQ(read.message.children.size(), 2U);
    EXPECT_EQ(read.message.header.sources.at(0).lea.text, "999");
    const CinChild& first = read.message.children[0];
    EXPECT_EQ(first.identifiers.la_child_id.text, "O'Brien & Sons <7>");
    EXPECT_EQ(first.identifiers.la_child_id.line, 21U);
    EXPECT_EQ(first.characteristics.disabilities.size(), 2U);
    ASSERT_EQ(first.details.size(), 1U);
    EXPECT_EQ(first.details[0].assessments.size(), 2U);
    EXPECT_EQ(first.details[0].assessments[0].factors[1].text, "4B");
    EXPECT_FALSE(first.details[0].assessments[1].authorisation_date.present());
    EXPECT_EQ(first.details[0].section47[0].conference_not_required.text, "0");
    EXPECT_EQ(first.details[0].protection_plans[0].reviews[0].dates[1].text, "2025-12-12");
    EXPECT_EQ(read.message.children[1].details[1].place.index, 2U);
    EXPECT_EQ(cin_sex(read.message.children[1].identifiers), 'U');
}

TEST(CinReader, rows_are_counted_in_document_order_over_the_whole_file) {
    const CinRead read = read_text(fixture("cin_2026_every_element.xml"));
    const auto& children = read.message.children;
    EXPECT_EQ(children[1].identifiers.place.row, 1U);
    EXPECT_EQ(children[1].details[0].place.row, 1U);
    EXPECT_EQ(children[1].details[1].place.row, 2U);
    EXPECT_EQ(children[0].details[0].section47[0].place.row, 0U);
    EXPECT_EQ(children[1].details[1].section47[0].place.row, 1U);
    const std::string two = census(
        child("a",
              "<CINdetails><ChildProtectionPlans><Reviews><CPPreviewDate>2025-01-01</CPPreviewDate>"
              "<CPPreviewDate>2025-02-01</CPPreviewDate></Reviews></ChildProtectionPlans></"
              "CINdetails>") +
        child("b",
              "<CINdetails><ChildProtectionPlans><Reviews/></ChildProtectionPlans></CINdetails>") +
        child(
            "c",
            "<CINdetails><ChildProtectionPlans><Reviews><CPPreviewDate>x</CPPreviewDate></Reviews>"
            "</ChildProtectionPlans></CINdetails>"));
    const CinRead reviews = read_text(two);
    const auto plan = [&](std::size_t i) {
        return reviews.message.children[i].details[0].protection_plans[0].reviews[0].place.row;
    };
    EXPECT_EQ(plan(0), 0U);
    EXPECT_EQ(plan(1), 2U) << "a group without a date has a row of its own";
    EXPECT_EQ(plan(2), 3U);
    const auto wrong = with_code(reviews.report, "not_a_date");
    ASSERT_EQ(wrong.size(), 1U);
    EXPECT_EQ(wrong[0]->row, 3);
    EXPECT_EQ(wrong[0]->table, "Reviews");
    EXPECT_EQ(wrong[0]->path,
              "/Message/Children/Child[3]/CINdetails[1]/ChildProtectionPlans[1]/Reviews[1]/"
              "CPPreviewDate[1]");
}

TEST(CinReader, the_path_of_every_value_leads_back_to_it) {
    const std::string xml = fixture("cin_2026_every_element.xml");
    const CinRead read = read_text(xml);
    const Doc doc = parsed(xml);
    int checked = 0;
    const auto expect = [&](const CinAt& at, std::string_view field, const CinCell& cell) {
        if (cell.empty()) return;
        ++checked;
        EXPECT_EQ(at_xpath(doc.get(), cin_xpath(at, field)), cell.text) << cin_xpath(at, field);
    };
    const auto values = [&](const auto& record, const CinAt& at) {
        for (const auto& field : cin_fields<std::decay_t<decltype(record)>>()) {
            expect(at, field.element, record.*field.cell);
        }
    };
    values(read.message.header, {});
    values(read.message.header.sources[0], {.record = 1});
    for (const CinChild& c : read.message.children) {
        const std::uint32_t n = c.place.index;
        values(c.identifiers, {.table = CinTable::child_identifiers, .child = n});
        values(c.characteristics, {.table = CinTable::child_characteristics, .child = n});
        for (std::uint32_t i = 0; i < c.characteristics.disabilities.size(); ++i) {
            expect({.table = CinTable::disabilities, .child = n, .item = i + 1}, "Disability",
                   c.characteristics.disabilities[i]);
        }
        for (const CinDetails& d : c.details) {
            CinAt at{.table = CinTable::cin_details, .child = n, .details = d.place.index};
            values(d, at);
            for (const CinAssessment& a : d.assessments) {
                at.table = CinTable::assessments;
                at.record = a.place.index;
                values(a, at);
                for (at.item = 0; at.item < a.factors.size();) {
                    const CinCell& factor = a.factors[at.item++];
                    expect(at, "AssessmentFactors", factor);
                }
                at.item = 0;
            }
            at.record = 1;
            at.table = CinTable::cin_plan_dates;
            for (const CinPlan& p : d.plans) values(p, at);
            at.table = CinTable::section47;
            for (const CinSection47& s : d.section47) values(s, at);
            for (const CinProtectionPlan& p : d.protection_plans) {
                at.table = CinTable::child_protection_plans;
                values(p, at);
                at.table = CinTable::reviews;
                at.group = 1;
                for (const CinCell& date : p.reviews[0].dates) {
                    ++at.item;
                    expect(at, "CPPreviewDate", date);
                }
            }
        }
    }
    // As many as there are elements with text in the file.
    static const std::regex leaf("<([A-Za-z0-9]+)>[^<]+</\\1>");
    EXPECT_EQ(checked, std::distance(std::sregex_iterator(xml.begin(), xml.end(), leaf),
                                     std::sregex_iterator()));
}

TEST(CinReader, what_councils_files_hold_is_tolerated_and_told) {
    const CinRead read = read_text(fixture("cin_2023_as_councils_write.xml"));
    EXPECT_TRUE(read.report.complete) << all(read.report.issues);
    EXPECT_EQ(read.report.year, 2023);
    ASSERT_EQ(read.message.children.size(), 2U);
    const CinChild& first = read.message.children[0];
    EXPECT_EQ(first.identifiers.la_child_id.text, "A&B");
    EXPECT_EQ(first.identifiers.birth_date.text, "2012-07-01");
    EXPECT_EQ(cin_sex(first.identifiers), 'M');
    EXPECT_EQ(first.characteristics.ethnicity.text, "WBRI");
    ASSERT_EQ(first.details.size(), 1U);
    EXPECT_EQ(cin_yes_no(first.details[0].referral_nfa.text), false);
    EXPECT_EQ(first.details[0].referral_source.text, "1A");
    EXPECT_EQ(first.details[0].protection_plans[0].reviews.size(), 3U);
    EXPECT_EQ(read.message.header.collection.text, "CIN");
    EXPECT_TRUE(cin_date(read.message.header.reference_date.text));

    const auto stray = with_code(read.report, "stray_text");
    ASSERT_EQ(stray.size(), 1U);
    EXPECT_EQ(stray[0]->value, "PersonBirthDate");
    EXPECT_EQ(stray[0]->line, 14U) << "blank lines before the declaration are counted";
    EXPECT_EQ(stray[0]->la_child_id, "A&B");
    EXPECT_EQ(with_code(read.report, "element_name_case").size(), 1U);
    const auto unknown = with_code(read.report, "unknown_element");
    ASSERT_EQ(unknown.size(), 1U);
    EXPECT_EQ(unknown[0]->field, "TeamName");
    EXPECT_EQ(unknown[0]->severity, IssueSeverity::query);

    const auto dates = with_code(read.report, "not_a_date");
    ASSERT_EQ(dates.size(), 2U);
    EXPECT_EQ(dates[0]->value, "06/10/2022");
    EXPECT_EQ(dates[0]->table, "Assessments");
    EXPECT_NE(dates[0]->remedy.find("2022-10-06"), std::string::npos);
    EXPECT_EQ(dates[1]->value, "2023-02-30");
    EXPECT_EQ(read.message.children[1].details[0].referral_date.text, "2023-02-30") << "kept";
    EXPECT_EQ(with_code(read.report, "code_case").size(), 1U);
    EXPECT_EQ(with_code(read.report, "code_unknown").size(), 1U);
    EXPECT_EQ(with_code(read.report, "not_a_number").size(), 1U);
    const auto key = with_code(read.report, "missing_key");
    ASSERT_EQ(key.size(), 1U);
    EXPECT_EQ(key[0]->field, "LAchildID");
    EXPECT_EQ(key[0]->row, 1);
    EXPECT_EQ(read.report.issues.size(), 9U) << all(read.report.issues);
}

TEST(CinReader, one_review_group_of_two_dates_says_the_same_as_two_groups) {
    const auto plan = [](const std::string& reviews) {
        return read_text(census(child("a", "<CINdetails><ChildProtectionPlans>" + reviews +
                                               "</ChildProtectionPlans></CINdetails>")))
            .message;
    };
    const std::string d1 = "<CPPreviewDate>2025-06-01</CPPreviewDate>";
    const std::string d2 = "<CPPreviewDate>2025-09-01</CPPreviewDate>";
    const CinMessage one = plan("<Reviews>" + d1 + d2 + "</Reviews>");
    const CinMessage two = plan("<Reviews>" + d1 + "</Reviews><Reviews>" + d2 + "</Reviews>");
    EXPECT_TRUE(cin_differences(one, two, CinOrder::matters).empty());
    const CinMessage less = plan("<Reviews>" + d1 + "</Reviews>");
    EXPECT_EQ(cin_differences(one, less, CinOrder::matters).size(), 2U);
}

TEST(CinReader, a_code_is_judged_by_the_list_of_the_files_year) {
    const std::string one = child("a",
                                  "<CINdetails><CINreferralDate>2021-05-01</CINreferralDate>"
                                  "<ReferralSource>5D</ReferralSource></CINdetails>");
    const auto before = read_text(census(one, 2022)).report;
    ASSERT_EQ(with_code(before, "code_not_in_year").size(), 1U);
    EXPECT_NE(with_code(before, "code_not_in_year")[0]->remedy.find("2023"), std::string::npos);
    EXPECT_TRUE(read_text(census(one, 2023)).report.issues.empty());
    // The caller's year goes before the header's.
    EXPECT_EQ(read_text(census(one, 2022), {.year = 2024}).report.year, 2024);
    EXPECT_TRUE(read_text(census(one, 2022), {.year = 2024}).report.issues.empty());
}

TEST(CinReader, elements_of_another_year_are_kept_and_queried) {
    const std::string with_sex =
        "<Child><ChildIdentifiers><LAchildID>a</LAchildID><Sex>M</Sex></ChildIdentifiers>"
        "<ChildCharacteristics/><CINdetails><CINreferralDate>2021-05-01</CINreferralDate>"
        "<CINPlanDates><CINPlanStartDate>2021-06-01</CINPlanStartDate></CINPlanDates>"
        "<PreProceedingsandFGDM><PPOutcome>A</PPOutcome></PreProceedingsandFGDM>"
        "</CINdetails></Child>";
    for (int year = 2017; year <= 2027; ++year) {
        const CinRead read = read_text(census(with_sex, year));
        const std::size_t expected =
            (year < 2025 ? 1U : 0U) + (year < 2022 ? 1U : 0U) + (year < 2027 ? 1U : 0U);
        EXPECT_EQ(with_code(read.report, "not_in_year").size(), expected) << year;
        EXPECT_EQ(read.message.children[0].details[0].plans.size(), 1U) << year;
        EXPECT_EQ(read.message.children[0].details[0].pre_proceedings[0].outcome.text, "A");
    }
}

TEST(CinReader, a_value_given_twice_keeps_the_first_and_shows_the_second) {
    const CinRead read =
        read_text(census(child("a",
                               "<CINdetails><CINreferralDate>2025-05-01</CINreferralDate>"
                               "<CINreferralDate>2025-05-02</CINreferralDate></CINdetails>")));
    EXPECT_EQ(read.message.children[0].details[0].referral_date.text, "2025-05-01");
    const auto twice = with_code(read.report, "repeated_element");
    ASSERT_EQ(twice.size(), 1U);
    EXPECT_EQ(twice[0]->value, "2025-05-02");
    EXPECT_EQ(twice[0]->severity, IssueSeverity::error);
}

// --- Damage
// ---------------------------------------------------------------------------------------------------------

TEST(CinReader, a_truncated_file_gives_every_child_before_the_break) {
    const std::string whole = fixture("cin_2026_every_element.xml");
    const std::size_t end_of_first = whole.find("</Child>");
    for (std::size_t cut = 0; cut < whole.size(); cut += 7) {
        const CinRead read = read_text(whole.substr(0, cut));
        const std::size_t second = whole.find("</Child>", end_of_first + 1);
        const std::size_t expected = cut >= second + 8 ? 2U : cut >= end_of_first + 8 ? 1U : 0U;
        EXPECT_EQ(read.message.children.size(), expected) << cut;
        EXPECT_FALSE(read.report.complete) << cut;
        EXPECT_FALSE(read.report.issues.empty()) << cut;
    }
    const CinRead read = read_text(whole.substr(0, end_of_first - 50));
    const auto cut = with_code(read.report, "truncated");
    ASSERT_EQ(cut.size(), 1U) << all(read.report.issues);
    EXPECT_EQ(cut[0]->la_child_id, "O'Brien & Sons <7>");
    EXPECT_GT(cut[0]->line, 0U);
}

TEST(CinReader, broken_tags_in_one_child_do_not_hide_the_children_after_it) {
    const std::string broken =
        "<Child><ChildIdentifiers><LAchildID>b</LAchildID></ChildIdentifiers>"
        "<CINdetails><Assessments><AssessmentActualStartDate>2025-05-01</Assessments>"
        "</CINdetails></Child>\n";
    const CinRead read =
        read_text(census(child("a") + broken + child("c") + child("d") + broken + child("e")));
    EXPECT_EQ(ids(read), (Ids{"a", "c", "d", "e"})) << all(read.report.issues);
    EXPECT_EQ(read.report.damaged_children, 2U);
    EXPECT_FALSE(read.report.complete);
    const auto damaged = with_code(read.report, "child_damaged");
    ASSERT_EQ(damaged.size(), 2U) << all(read.report.issues);
    EXPECT_EQ(damaged[0]->la_child_id, "b");
    EXPECT_EQ(damaged[0]->line, 4U);
    // Positions and rows still count the child that was left out.
    EXPECT_EQ(read.message.children[1].place.index, 3U);
}

TEST(CinReader, a_tag_closed_once_too_often_costs_only_its_own_child) {
    const CinRead read = read_text(census(child("a") +
                                          "<Child><ChildIdentifiers><LAchildID>b</LAchildID></"
                                          "ChildIdentifiers></CINdetails></Child>\n" +
                                          child("c") + child("d")));
    EXPECT_EQ(ids(read), (Ids{"a", "c", "d"})) << all(read.report.issues);
}

TEST(CinReader, a_stray_ampersand_loses_one_character_not_the_child) {
    const CinRead read =
        read_text(census(child("A & B") + child("x &nbsp; y") + child("p &amp; q")));
    ASSERT_EQ(read.message.children.size(), 3U) << all(read.report.issues);
    EXPECT_EQ(with_code(read.report, "bad_character").size(), 2U) << all(read.report.issues);
    EXPECT_EQ(with_code(read.report, "bad_character")[0]->field, "LAchildID");
    EXPECT_EQ(read.message.children[2].identifiers.la_child_id.text, "p & q")
        << "an error must not spoil the entities after it";
}

TEST(CinReader, windows_1252_bytes_in_a_utf8_file_are_mended_and_told) {
    const CinRead read =
        read_text(census(child("Zo\xEB \x93q\x94") + child("Ren\xC3\xA9 &amp; co")));
    ASSERT_EQ(read.message.children.size(), 2U) << all(read.report.issues);
    EXPECT_EQ(read.message.children[0].identifiers.la_child_id.text,
              "Zo\xC3\xAB \xE2\x80\x9Cq\xE2\x80\x9D");
    EXPECT_EQ(read.message.children[1].identifiers.la_child_id.text, "Ren\xC3\xA9 & co");
    const auto encoding = with_code(read.report, "encoding");
    ASSERT_GE(encoding.size(), 1U);
    EXPECT_EQ(encoding[0]->severity, IssueSeverity::error);
}

TEST(CinReader, declared_encodings_and_byte_order_marks_are_understood) {
    const std::string utf8 = census(child("Ren\xC3\xA9"));
    EXPECT_EQ(ids(read_text("\xEF\xBB\xBF" + utf8)), Ids{"Ren\xC3\xA9"});
    EXPECT_EQ(ids(read_text("<?xml version=\"1.0\" encoding=\"windows-1252\"?>" +
                            census(child("Ren\xE9 \x80")))),
              Ids{"Ren\xC3\xA9 \xE2\x82\xAC"});
    for (const bool little : {true, false}) {
        std::string utf16 = little ? std::string("\xFF\xFE") : std::string("\xFE\xFF");
        for (const char c : "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + census(child("abc"))) {
            if (little) {
                utf16 += {c, '\0'};
            } else {
                utf16 += {'\0', c};
            }
        }
        EXPECT_EQ(ids(read_text(utf16)), Ids{"abc"}) << little;
    }
    const CinRead unknown =
        read_text("<?xml version=\"1.0\" encoding=\"klingon\"?>" + census(child("a")));
    EXPECT_FALSE(with_code(unknown.report, "encoding").empty());
}

TEST(CinReader, a_document_type_is_refused_and_nothing_is_fetched) {
    const std::string bomb =
        "<?xml version=\"1.0\"?><!DOCTYPE Message [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">"
        "<!ENTITY x SYSTEM \"file:///etc/hostname\">]>" +
        census(child("&b;&x;"));
    const CinRead read = read_text(bomb);
    EXPECT_TRUE(read.message.children.empty());
    EXPECT_EQ(with_code(read.report, "doctype").size(), 1U) << all(read.report.issues);
    EXPECT_FALSE(read.report.complete);
}

TEST(CinReader, nesting_size_children_and_values_are_bounded) {
    std::string deep;
    for (int i = 0; i < 5000; ++i) deep += "<x>";
    EXPECT_EQ(with_code(read_text(census(deep)).report, "too_deep").size(), 1U);

    CinReadOptions small;
    small.limits.bytes = 300;
    std::string many;
    for (int i = 0; i < 50; ++i) many += child(std::to_string(i));
    EXPECT_EQ(with_code(read_text(census(many), small).report, "too_large").size(), 1U);

    CinReadOptions few;
    few.limits.children = 3;
    const CinRead three = read_text(census(many), few);
    EXPECT_EQ(three.message.children.size(), 3U);
    EXPECT_EQ(with_code(three.report, "too_many_children").size(), 1U);

    const CinRead long_value = read_text(census(child(std::string(200'000, 'a'))));
    ASSERT_EQ(long_value.message.children.size(), 1U);
    EXPECT_EQ(long_value.message.children[0].identifiers.la_child_id.text.size(), 65536U);
    EXPECT_EQ(with_code(long_value.report, "value_too_long").size(), 1U);

    CinReadOptions quiet;
    quiet.limits.issues = 5;
    std::string bad;
    for (int i = 0; i < 50; ++i) {
        bad += child("c", "<CINdetails><CINreferralDate>soon</CINreferralDate></CINdetails>");
    }
    const CinReadReport report = read_text(census(bad), quiet).report;
    EXPECT_EQ(report.issues.size(), 6U);
    EXPECT_EQ(report.counts.at("not_a_date"), 50U) << "all are counted";
    EXPECT_EQ(report.issues.back().code, "too_many_issues");
}

TEST(CinReader, what_is_not_a_census_is_said_to_be_none) {
    EXPECT_EQ(read_text("").report.issues.at(0).code, "not_xml");
    EXPECT_EQ(read_text("CHILD,SEX,DOB\n1,M,01/01/2010\n").report.issues.at(0).code, "not_xml");
    EXPECT_EQ(read_text("<html><body/></html>").report.issues.at(0).code, "not_a_cin_census");
    EXPECT_EQ(read_text(std::string("\0\0\0\0\0\0", 6)).report.complete, false);
    const auto empty = read_text("<Message><Children/></Message>").report;
    EXPECT_EQ(with_code(empty, "no_children").size(), 1U);
    EXPECT_EQ(with_code(empty, "header_missing").size(), 1U);
    const auto other = read_text(
        "<Message><Header><CollectionDetails><Collection>SC</Collection></CollectionDetails></"
        "Header>"
        "<Children/></Message>");
    EXPECT_EQ(with_code(other.report, "wrong_collection").size(), 1U);
}

// --- Streaming
// ------------------------------------------------------------------------------------------------------

TEST(CinReader, the_size_of_the_blocks_does_not_matter) {
    std::string many;
    for (int i = 0; i < 300; ++i) {
        many += child("Ren\xC3\xA9 " + std::to_string(i) + std::string(400, 'x') + " &amp; " +
                      std::string(250, 'y')) +
                "stray text here";
    }
    const std::string xml = census(many);
    const CinRead whole = read_text(xml);
    EXPECT_EQ(whole.message.children.size(), 300U);
    ASSERT_GT(xml.size(), std::size_t{64} << 10) << "more than one block";
    // Shifting the text by a byte at a time moves every block's edge over every byte of a child.
    for (std::size_t shift = 0; shift < 900; shift += 13) {
        std::string shifted = xml;
        shifted.insert(shifted.find("<Children>"), "<!--" + std::string(shift, '.') + "-->");
        const CinRead read = read_text(shifted);
        ASSERT_TRUE(cin_differences(whole.message, read.message, CinOrder::matters).empty())
            << shift;
        ASSERT_EQ(read.report.counts, whole.report.counts) << shift;
    }
}

TEST(CinReader, children_come_one_by_one_and_the_reading_can_be_stopped) {
    std::string many;
    for (int i = 0; i < 5000; ++i) many += child(std::to_string(i));
    const std::string xml = census(many);
    std::istringstream in(xml);
    std::vector<std::uint64_t> progress;
    int seen = 0;
    CinReadOptions options;
    options.on_progress = [&](std::uint64_t done, std::uint64_t) {
        progress.push_back(done);
        return progress.size() < 3;
    };
    const CinReadReport report = read_cin(in, options, [&](CinChild&& c, const CinHeader& header) {
        EXPECT_EQ(c.identifiers.la_child_id.text, std::to_string(seen));
        EXPECT_EQ(header.year.text, "2026");
        ++seen;
    });
    EXPECT_EQ(progress.size(), 3U);
    EXPECT_GT(seen, 100);
    EXPECT_LT(seen, 5000);
    EXPECT_EQ(report.counts.count("cancelled"), 1U);
    EXPECT_FALSE(report.complete);
}

TEST(CinReader, an_exception_of_the_callers_ends_the_reading_and_reaches_the_caller) {
    std::istringstream in(census(child("a") + child("b")));
    int seen = 0;
    EXPECT_THROW(read_cin(in, {},
                          [&](CinChild&&, const CinHeader&) {
                              ++seen;
                              throw std::runtime_error("full");
                          }),
                 std::runtime_error);
    EXPECT_EQ(seen, 1);
}

TEST(CinReader, a_file_that_is_not_there_is_a_fault) {
    const auto read = read_cin_file("/nowhere/census.xml");
    ASSERT_FALSE(read.ok());
    EXPECT_TRUE(std::holds_alternative<Fault>(read.failure()));
}

}  // namespace
}  // namespace hearth::returns

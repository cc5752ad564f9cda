#include "insight/genogram.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "insight/genogram_families.h"

namespace hearth::insight {
namespace {

using families::Family;

const GenogramRow& row(const Genogram& g, const std::string& name) {
    for (const auto& r : g.table)
        if (r.name == name) return r;
    throw std::runtime_error("no row for " + name);
}
std::size_t placed(const Genogram& g, PersonId id) {
    for (std::size_t i = 0; i < g.layout.people.size(); ++i)
        if (g.layout.people[i].id == id) return i;
    throw std::runtime_error("not placed");
}
bool says(const std::string& text, const std::string& words) {
    return text.find(words) != std::string::npos;
}

TEST(Genogram, a_half_sister_hangs_on_her_own_parents_and_not_on_the_first_couple) {
    const auto f = families::told_family();
    const auto g = draw_genogram(f);
    ASSERT_TRUE(g.drawn) << g.notice;
    EXPECT_EQ(violations(g.layout, f), std::vector<std::string>());
    EXPECT_TRUE(says(row(g, "Dee O'Connor").relationship,
                     "Half-sister of Amy Harper, Ben Harper and Callum Harper."));
    EXPECT_TRUE(says(row(g, "Dee O'Connor").relationship,
                     "Daughter of Lee O'Connor-Fairweather and Anna Kowalska."));
}

TEST(Genogram, the_picture_says_in_words_what_it_is_and_carries_no_style_script_or_comment) {
    const auto g = draw_genogram(families::told_family());
    const std::string& s = g.svg.text();
    EXPECT_TRUE(says(s, "role=\"img\""));
    EXPECT_TRUE(says(s, "<title>Genogram of the Harper family</title>"));
    EXPECT_TRUE(says(s, "<desc>12 people in 3 generations."));
    EXPECT_TRUE(says(s,
                     "Daniel Harper and Anna Kowalska, separated: children Amy Harper, Ben Harper "
                     "and Callum Harper."));
    for (const char* banned : {"style=", "<style", "<script", "<!--", "href", "onload"})
        EXPECT_FALSE(says(s, banned)) << banned;
    // No words smaller than 14 pixels, at one unit to the pixel.
    for (std::size_t at = s.find("font-size=\""); at != std::string::npos;
         at = s.find("font-size=\"", at + 1))
        EXPECT_GE(std::stod(s.substr(at + 11)), 14.0);
}

TEST(Genogram, names_from_the_record_cannot_become_markup) {
    Family f("<script>alert(1)</script>");
    const auto a = f.add("</text><script>x</script>", Sex::female, 1990);
    const auto b = f.add("\"><img src=x onerror=y>\xff\x01", Sex::male, 1990);
    f.join(a, b, UnionKind::married);
    f.house("h", "<b>home</b>", {a, b});
    const auto g = draw_genogram(f.get());
    ASSERT_TRUE(g.drawn);
    EXPECT_FALSE(says(g.svg.text(), "<script"));
    EXPECT_FALSE(says(g.svg.text(), "<img"));
    EXPECT_FALSE(says(g.svg.text(), "<b>"));
    EXPECT_TRUE(says(g.svg.text(), "&lt;script&gt;alert(1)"));
}

TEST(Genogram, twins_share_one_point_on_their_parents_bar) {
    const auto f = families::told_family();
    const auto g = draw_genogram(f);
    ASSERT_TRUE(g.drawn);
    std::vector<Point> starts;
    for (const auto& s : g.layout.segments)
        if (s.child && s.a.x != s.b.x) starts.push_back(s.a);
    ASSERT_EQ(starts.size(), 2U);
    EXPECT_EQ(starts[0].x, starts[1].x);
    EXPECT_EQ(starts[0].y, starts[1].y);
    EXPECT_TRUE(says(row(g, "Ben Harper").relationship, "Twin brother of Callum Harper."));
}

TEST(Genogram, an_unborn_child_is_a_triangle_and_comes_last) {
    const auto f = families::told_family();
    const auto g = draw_genogram(f);
    const auto& baby = g.layout.people[placed(g, f.people.back().id)];
    EXPECT_EQ(baby.shape, Shape::triangle);
    EXPECT_EQ(row(g, "Unborn baby O'Connor").age, "due 3 March 2027");
    for (const auto& p : g.layout.people)
        EXPECT_TRUE(p.row != baby.row || p.centre.x <= baby.centre.x);
}

TEST(Genogram, a_parent_who_is_not_recorded_is_shown_as_such_and_nobody_is_called_half_on_a_guess) {
    Family f;
    const auto mum = f.add("Mum", Sex::female, 1990);
    const auto dad = f.add("Dad", Sex::male, 1988);
    f.child("One", Sex::female, 2012, {mum, dad});
    f.child("Two", Sex::male, 2015, {mum});
    const auto g = draw_genogram(f.get());
    ASSERT_TRUE(g.drawn) << g.notice;
    EXPECT_EQ(std::count_if(g.layout.people.begin(), g.layout.people.end(),
                            [](const PlacedPerson& p) { return p.shape == Shape::not_recorded; }),
              1);
    EXPECT_TRUE(says(row(g, "Two").relationship, "Son of Mum; other parent not recorded."));
    EXPECT_TRUE(says(row(g, "Two").relationship, "Full or half-brother of One."));
}

TEST(Genogram, a_mother_with_three_partners_is_drawn_and_the_foster_carers_are_in_the_table) {
    const auto f = families::three_fathers();
    const auto g = draw_genogram(f);
    ASSERT_TRUE(g.drawn) << g.notice;
    EXPECT_TRUE(says(g.notice, "carers"));
    EXPECT_TRUE(says(row(g, "Mason Tull").relationship, "Fostered by Pat Moss and Gordon Moss."));
    EXPECT_EQ(row(g, "Mason Tull").household, "Foster home");
}

TEST(Genogram, two_mothers_with_an_adopted_child_are_drawn) {
    const auto f = families::two_mothers();
    const auto g = draw_genogram(f);
    ASSERT_TRUE(g.drawn) << g.notice;
    EXPECT_TRUE(says(row(g, "Noor").relationship, "Adopted by Helen Reid and Priya Nair."));
    EXPECT_TRUE(says(row(g, "Priya Nair").relationship, "Adoptive mother of Noor."));
}

TEST(Genogram, parents_who_are_both_the_eldest_of_their_families_are_joined_beneath_the_younger) {
    const auto g = draw_genogram(families::both_eldest());
    EXPECT_TRUE(g.drawn) << g.notice;
}

TEST(Genogram, a_family_married_among_itself_has_a_notice_and_the_whole_table) {
    const auto f = families::intermarried();
    const auto g = draw_genogram(f);
    EXPECT_FALSE(g.drawn);
    EXPECT_TRUE(g.svg.empty());
    EXPECT_TRUE(says(g.notice, "not drawn"));
    EXPECT_EQ(g.table.size(), f.people.size());
}

TEST(Genogram, contradictory_records_have_a_notice_and_the_whole_table) {
    Family f;
    const auto a = f.add("A", Sex::male, 1990), b = f.add("B", Sex::female, 1991);
    f.parent(a, b), f.parent(b, a);
    EXPECT_FALSE(draw_genogram(f.get()).drawn);
    Family three;
    const auto c = three.add("C", Sex::male, 2020);
    for (int i = 0; i < 3; ++i) three.parent(c, three.add("P", Sex::female, 1990));
    EXPECT_FALSE(draw_genogram(three.get()).drawn);
    EXPECT_EQ(draw_genogram(three.get()).table.size(), 4U);
    EXPECT_FALSE(draw_genogram(GenogramFamily{}).drawn);
}

TEST(Genogram, ages_are_told_in_months_for_the_very_young_and_at_death_for_the_dead) {
    Family f;
    f.at(f.add("Baby", Sex::female)).born = Date::from(2026, 6, 30);
    f.at(f.add("New", Sex::female)).born = Date::from(2026, 11, 20);
    f.at(f.add("Gran", Sex::female, 1950)).died = Date::from(2019, 1, 1);
    f.add("Nobody knows", Sex::male);
    const auto g = draw_genogram(f.get());
    EXPECT_EQ(row(g, "Baby").age, "4 months");
    EXPECT_EQ(row(g, "New").age, "under 1 month");
    EXPECT_EQ(row(g, "Gran").age, "died 2019 aged 68");
    EXPECT_EQ(row(g, "Nobody knows").age, "age not recorded");
}

// ---- the check itself: each kind of falsehood is put into a true drawing and must be found ----

class FalseDrawing : public ::testing::Test {
  protected:
    void SetUp() override {
        family_ = families::told_family();
        const auto g = draw_genogram(family_);
        ASSERT_TRUE(g.drawn);
        layout_ = g.layout;
    }
    bool found(const std::string& words) const {
        for (const auto& v : violations(layout_, family_))
            if (says(v, words)) return true;
        return false;
    }
    std::size_t index(const std::string& name) const {
        for (const auto& p : family_.people)
            if (p.name == name)
                for (std::size_t i = 0; i < layout_.people.size(); ++i)
                    if (layout_.people[i].id == p.id) return i;
        throw std::runtime_error("nobody");
    }
    GenogramFamily family_;
    GenogramLayout layout_;
};

TEST_F(FalseDrawing, a_child_hung_on_another_couple_is_found) {
    const std::size_t dee = index("Dee O'Connor"), amy = index("Amy Harper");
    for (auto& u : layout_.unions) {
        std::replace(u.children.begin(), u.children.end(), dee, std::size_t{999});
        std::replace(u.children.begin(), u.children.end(), amy, dee);
        std::replace(u.children.begin(), u.children.end(), std::size_t{999}, amy);
    }
    EXPECT_TRUE(found("Dee O'Connor hangs on parents that are not theirs"));
}
TEST_F(FalseDrawing, a_bar_drawn_into_another_couples_children_is_found) {
    for (auto& s : layout_.segments)
        if (s.part == LinePart::bar && s.b.x - s.a.x > 100) s.b.x = layout_.width;
    EXPECT_TRUE(found("lines of different unions touch"));
}
TEST_F(FalseDrawing, brothers_and_sisters_out_of_order_are_found) {
    std::swap(layout_.people[index("Amy Harper")].id, layout_.people[index("Ben Harper")].id);
    EXPECT_TRUE(found("Amy Harper is older than Ben Harper and stands to the right"));
}
TEST_F(FalseDrawing, a_person_drawn_twice_or_left_out_is_found) {
    auto copy = layout_.people.front();
    layout_.people.push_back(copy);
    EXPECT_TRUE(found("drawn more than once"));
    layout_.people.pop_back();
    layout_.people[index("Ruth Harper")].id = PersonId{};
    EXPECT_TRUE(found("not drawn: Ruth Harper"));
}
TEST_F(FalseDrawing, a_stranger_between_partners_is_found) {
    auto& ruth = layout_.people[index("Ruth Harper")];
    auto& dan = layout_.people[index("Daniel Harper")];
    auto& anna = layout_.people[index("Anna Kowalska")];
    ruth.centre.x = (dan.centre.x + anna.centre.x) / 2;
    layout_.unions.push_back(
        {index("Ruth Harper"), index("Maria Kowalska"), UnionKind::other, false, {}, {}});
    EXPECT_TRUE(found("stands between partners"));
}
TEST_F(FalseDrawing, words_that_overlap_and_lines_through_words_are_found) {
    auto& amy = layout_.people[index("Amy Harper")];
    amy.label.right += 300;
    EXPECT_TRUE(found("overlap"));
    layout_.segments.push_back({{amy.label.left - 5, amy.label.top + 5},
                                {amy.label.right, amy.label.top + 5},
                                LinePart::bar,
                                0,
                                std::nullopt,
                                true});
    EXPECT_TRUE(found("a line runs through the words under Amy Harper"));
}
TEST_F(FalseDrawing, a_cut_line_is_found) {
    std::erase_if(layout_.segments, [](const Segment& s) { return s.part == LinePart::drop; });
    EXPECT_TRUE(found("in pieces"));
}
TEST_F(FalseDrawing, an_outline_round_somebody_from_elsewhere_is_found) {
    family_.people[0].household = "A";
    EXPECT_TRUE(found("inside a household that is not theirs"));
}
TEST_F(FalseDrawing, a_couple_that_is_not_recorded_is_found) {
    family_.unions.clear();
    EXPECT_TRUE(found("a couple is drawn otherwise than recorded"));
}

TEST(Genogram, several_threads_may_draw_at_once) {
    const auto f = families::told_family();
    const std::string alone = draw_genogram(f).svg.text();
    std::vector<std::string> drawn(4);
    std::vector<std::thread> threads;
    for (auto& d : drawn)
        threads.emplace_back([&] {
            for (int i = 0; i < 25; ++i) d = draw_genogram(f).svg.text();
        });
    for (auto& t : threads) t.join();
    for (const auto& d : drawn) EXPECT_EQ(d, alone);
}

}  // namespace
}  // namespace hearth::insight

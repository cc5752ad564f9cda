// The shipped indicators of lasting change, family group decision-making, graded care and
// papers, over the tiny authority of world.h; each figure worked out by hand.
#include <gtest/gtest.h>

#include "insight/indicators.h"
#include "insight/world.h"

namespace hearth::insight {
namespace {

class ServiceFigures : public FigureTest {
  public:
    void paper(std::int64_t child, const char* kind, bool held, const char* on) {
        put("child_document",
            {{"person_id", child}, {"kind", kind}, {"held", held}, {"checked_on", on}});
    }
    void check(std::int64_t child, const char* how, const char* on) {
        put("outcome_check", {{"person_id", child},
                              {"after", "step_change"},
                              {"months", "m3"},
                              {"asked_on", on},
                              {"how", how}});
    }
    void grade(std::int64_t child, const char* item, int grade, const char* on) {
        put("neglect_grade", {{"person_id", child},
                              {"carer_id", 77},
                              {"area", "physical"},
                              {"item", item},
                              {"grade", grade},
                              {"graded_on", on}});
    }
};
HEARTH_ON_BOTH_DATABASES(ServiceFigures);

// part: S3-90
// where: /scorecard
TEST_P(ServiceFigures, a_paper_counts_as_missing_until_it_is_found) {
    for (const auto child : {ann, ben, cat}) care(child, "2026-01-05");
    paper(ann, "passport", false, "2026-02-01");
    paper(ann, "order", true, "2026-02-01");
    paper(ben, "passport", false, "2026-02-01");
    paper(ben, "passport", true, "2026-05-01");
    // Nobody has looked at Cat's papers; Dan is not looked after.
    paper(dan, "passport", false, "2026-02-01");
    EXPECT_EQ(says("papers_missing", "2026-11-22"), "66.7% | 2 of 3");
    EXPECT_EQ(says("papers_missing", "2026-03-01"), "100.0% | 3 of 3");
}

// part: S3-61
// where: /scorecard
TEST_P(ServiceFigures, change_lasts_when_the_family_says_so_months_later) {
    check(ann, "better", "2026-08-01");
    check(ben, "same", "2026-09-01");
    check(cat, "back", "2026-09-01");
    check(dan, "not_reached", "2026-09-01");
    EXPECT_EQ(says("lasting_change", "2026-11-22"), "66.7% | 2 of 3");
}

// part: S1-11
// where: /scorecard
TEST_P(ServiceFigures, a_family_group_is_counted_once_whatever_the_number_of_children) {
    const auto offered = [&](std::int64_t child, std::int64_t family, int accepted) {
        put("family_group_conference", {{"family_id", family},
                                        {"person_id", child},
                                        {"offered_on", "2026-04-01"},
                                        {"accepted", accepted}});
    };
    offered(ann, ash, 1);
    offered(ben, ash, 1);
    offered(cat, birch, 0);
    EXPECT_EQ(says("family_group_accepted", "2026-11-22"), "50.0% | 1 of 2");
}

// part: S1-19
// where: /scorecard
TEST_P(ServiceFigures, graded_care_improves_when_its_last_average_is_better_than_its_first) {
    grade(ann, "food", 4, "2026-01-10");
    grade(ann, "home", 4, "2026-01-10");
    grade(ann, "food", 2, "2026-07-10");  // one item was not seen: the average is of what was
    grade(ben, "food", 3, "2026-01-10");
    grade(ben, "food", 4, "2026-07-10");
    grade(cat, "food", 5, "2026-07-10");  // once only
    EXPECT_EQ(says("neglect_improving", "2026-11-22"), "50.0% | 1 of 2");
}

}  // namespace
}  // namespace hearth::insight

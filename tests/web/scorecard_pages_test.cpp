// The scorecard, its heat map by district, an indicator's own page and the files, as their readers
// see them.
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "web/kit_tokens.h"
#include "web/support_app.h"

namespace hearth::web {
namespace {

bool has(std::string_view page, std::string_view words) {
    return page.find(words) != std::string_view::npos;
}

class ScorecardPages : public test::AppWorld {
  protected:
    void SetUp() override {
        AppWorld::SetUp();
        world->write([&](store::Session& session, const record::Context& context) {
            record::RowWriter w(session, context);
            const WorkerId member{w.insert("worker", {{"agency_id", world->agency},
                                                      {"name", "Lou Board"},
                                                      {"job_title", "Councillor"},
                                                      {"discipline", "governance"},
                                                      {"from_date", "2020-01-01"}})};
            w.insert(
                "worker_role",
                {{"worker_id", member}, {"role", "board_member"}, {"from_date", "2020-01-01"}});
            world->workers["Lou Board"] = member;
            for (const auto team : {world->team, world->other_team})
                for (const char* discipline : {"social_work", "recovery"})
                    w.insert("post",
                             {{"team_id", team},
                              {"discipline", discipline},
                              {"fte", 1.0},
                              {"from_date", "2020-01-01"},
                              {"worker_id", team == world->team
                                                ? store::Value(world->workers.at("Ruth Hale"))
                                                : store::Value{}}});
            return Done{};
        });
        db().write([&](store::Session& session) {
            session.execute({"t_scorecard_district",
                             "INSERT INTO district (code, name) VALUES ('burnley', 'Burnley')"});
            session.execute({"t_scorecard_people",
                             "INSERT INTO population (district, year, age_from, age_to, people) "
                             "VALUES ('burnley', 2024, 0, 17, 10000)"});
        });
    }
    // The figures are worked out behind the page, which asks again by itself: so do we.
    std::string ready(const std::string& who, const std::string& target) {
        for (int tries = 0; tries < 120; ++tries) {
            auto response = get(who, target);
            if (response.status == 200 && !has(response.body, "being worked out. The page"))
                return response.body;
            if (response.status != 200 && response.status != 503) {
                ADD_FAILURE() << who << " " << target << ": " << response.status;
                return {};
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(500));
        }
        ADD_FAILURE() << target << " was never worked out";
        return {};
    }
};
HEARTH_ON_BOTH_DATABASES(ScorecardPages);

// proves: S3-91, S3-54, S3-10
// part: S2-15, S2-07, S3-12, S3-99
// where: /scorecard/districts
TEST_P(ScorecardPages, every_figure_has_its_n_and_N_and_any_measure_stands_beside_any_district) {
    const auto card = tokens::text_of(ready("Lou Board", "/scorecard"));
    EXPECT_TRUE(has(card, "Re-referrals"));
    EXPECT_TRUE(has(card, "Vacant posts"));
    EXPECT_TRUE(has(card, "Target"));
    const auto words = tokens::text_of(ready("Ann Lister", "/scorecard/districts"));
    EXPECT_TRUE(has(words, "Burnley"));
    EXPECT_TRUE(has(words, "Authority"));
    for (const char* measure : {"Vacant posts", "Workers who left", "Agency social workers",
                                "Caseload of a social worker", "Children in need"})
        EXPECT_TRUE(has(words, measure)) << measure;
    EXPECT_TRUE(has(words, "50.0%"));           // two of the four posts are vacant
    EXPECT_TRUE(has(words, "2 of 4"));          // the n and the N beside it
    EXPECT_TRUE(has(words, "2.0 per 10,000"));  // two children in need of 10,000
}

// part: S2-15, S2-13, S2-77
// where: /scorecard/{indicator}
TEST_P(ScorecardPages, an_indicator_says_what_it_counts_where_it_comes_from_and_who_is_behind_it) {
    const auto page = ready("Ann Lister", "/scorecard/children_in_need");
    const auto words = tokens::text_of(page);
    EXPECT_TRUE(has(words, "Children in need"));
    EXPECT_TRUE(has(words, "Blackpool indicator 8"));
    EXPECT_TRUE(has(words, "2 among 10,000"));
    EXPECT_TRUE(has(page, "<svg"));  // the months, and their table
    EXPECT_TRUE(has(words, "Family Safeguarding North"));
    const auto behind =
        tokens::text_of(ready("Ann Lister", "/scorecard/children_in_need?children=counted"));
    EXPECT_TRUE(has(behind, "Ava Ashworth"));
    // A board member has the figure and no child.
    const auto board =
        tokens::text_of(ready("Lou Board", "/scorecard/children_in_need?children=counted"));
    EXPECT_FALSE(has(board, "Ava Ashworth"));
    // As at another day: nobody had been referred yet.
    const auto before =
        tokens::text_of(ready("Ann Lister", "/scorecard/children_in_need?as_at=2026-09-30"));
    EXPECT_TRUE(has(before, "0 among 10,000"));
    EXPECT_EQ(get("Ann Lister", "/scorecard/no_such_indicator").status, 404);
    EXPECT_EQ(get("Dee Okoro", "/scorecard").status, 404);
}

// part: S0-06, S2-01
// where: /scorecard/download
TEST_P(ScorecardPages, the_figures_go_out_as_a_file_for_a_paper) {
    const auto csv = ready("Lou Board", "/scorecard/download?format=csv");
    EXPECT_TRUE(has(csv, "children_in_need")) << csv.substr(0, 300);
    EXPECT_TRUE(has(csv, "posts_vacant"));
    EXPECT_FALSE(has(csv, "Ashworth"));
}

}  // namespace
}  // namespace hearth::web

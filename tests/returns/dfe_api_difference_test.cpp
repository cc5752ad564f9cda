// The daily collection's payload of one child, and the difference between two of them.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <sstream>

#include "returns/dfe_api/difference.h"
#include "returns/dfe_api/payload.h"
#include "returns/dfe_api/window.h"
#include "returns/stand_in_receiver.h"

namespace hearth::returns::dfe {
namespace {

Child maximal() {
    Child c;
    c.person = 1234567890123456789;
    c.la_child_id = "NS-42";
    c.upn = "A123456789012";
    c.former_upn = "B123456789012";
    c.upn_unknown = "UN1";
    c.given = "Niamh";
    c.surname = "O’Brien-O'Hara";
    c.born = "2010-02-28";
    c.expected = "2010-03-01";
    c.sex = "F";
    c.ethnicity = "WIRI";
    c.disabilities = {"HAND", "VIS"};
    c.postcode = "FY1 1AA";
    c.uasc = true;
    c.uasc_end = "2026-01-02";
    c.sdqs = {{"2026-03-01", 14}};
    Episode e;
    e.id = 71;
    e.referred = "2025-06-02";
    e.source = "1C";
    e.closed = "2026-09-01";
    e.close_reason = "RC7";
    e.assessments = {{81, "2025-06-03", "2025-07-01", {"1C", "4A"}}};
    e.cin_plans = {{91, "2025-07-02", "2025-09-01"}};
    e.enquiries = {{101, "2025-08-01", "2025-08-15", true, "2025-08-20"}};
    e.cp_plans = {{111, "2025-08-20", "2026-02-01"}};
    e.placements = {{121, "2026-02-02", "S", "FY2 2BB", "U4", "2026-05-01", "E3", "CARPL"}};
    e.adoption = Adoption{"2026-02-10", "2026-03-10", "2026-04-10"};
    e.care_leaver = CareLeaver{"2026-08-01", "F2", "D"};
    e.workers = {{"SW123456", "2025-06-02", "2026-04-30"}};
    c.episodes = {e};
    return c;
}

std::string json_of(const Child& child) {
    std::vector<LeftOut> left_out;
    return payload_of(child, left_out).json;
}
boost::json::object partial(const Child& before, const Child& now) {
    const auto text =
        difference(Json::parse(json_of(before)).value(), Json::parse(json_of(now)).value());
    return boost::json::parse(text).as_object();
}
boost::json::object episode_of(const boost::json::object& child) {
    return child.at("social_care_episodes").as_array().at(0).as_object();
}
std::set<std::string> keys_of(const boost::json::object& object) {
    std::set<std::string> out;
    for (const auto& [key, value] : object) out.emplace(key);
    return out;
}
using Keys = std::set<std::string>;

void collect(const boost::json::value& value, const std::string& path, Keys& out) {
    if (value.is_array())
        for (const auto& item : value.as_array()) collect(item, path + "[]", out);
    if (!value.is_object()) return;
    for (const auto& [key, inner] : value.as_object()) {
        out.insert(path + "." + std::string(key));
        collect(inner, path + "." + std::string(key), out);
    }
}

// items
TEST(DfePayload, a_child_of_whom_everything_is_held_has_all_items_in_their_order) {
    EXPECT_EQ(
        json_of(maximal()),
        R"({"la_child_id":"NS-42","mis_child_id":"1234567890123456789","purge":false,)"
        R"("child_details":{"unique_pupil_number":"A123456789012","former_unique_pupil_number":"B123456789012",)"
        R"("unique_pupil_number_unknown_reason":"UN1","first_name":"Niamh","surname":"O’Brien-O'Hara",)"
        R"("date_of_birth":"2010-02-28","expected_date_of_birth":"2010-03-01","sex":"F","ethnicity":"WIRI",)"
        R"("disabilities":["HAND","VIS"],"postcode":"FY1 1AA","uasc_flag":true,"uasc_end_date":"2026-01-02","purge":false},)"
        R"("health_and_wellbeing":{"sdq_assessments":[{"date":"2026-03-01","score":14}],"purge":false},)"
        R"("social_care_episodes":[{"social_care_episode_id":"71","referral_date":"2025-06-02","referral_source":"1C",)"
        R"("closure_date":"2026-09-01","closure_reason":"RC7","referral_no_further_action_flag":false,)"
        R"("child_and_family_assessments":[{"child_and_family_assessment_id":"81","start_date":"2025-06-03",)"
        R"("authorisation_date":"2025-07-01","factors":["1C","4A"],"purge":false}],)"
        R"("child_in_need_plans":[{"child_in_need_plan_id":"91","start_date":"2025-07-02","end_date":"2025-09-01","purge":false}],)"
        R"("section_47_assessments":[{"section_47_assessment_id":"101","start_date":"2025-08-01",)"
        R"("icpc_required_flag":true,"icpc_date":"2025-08-20","end_date":"2025-08-15","purge":false}],)"
        R"("child_protection_plans":[{"child_protection_plan_id":"111","start_date":"2025-08-20","end_date":"2026-02-01","purge":false}],)"
        R"("child_looked_after_placements":[{"child_looked_after_placement_id":"121","start_date":"2026-02-02",)"
        R"("start_reason":"S","postcode":"FY2 2BB","placement_type":"U4","end_date":"2026-05-01","end_reason":"E3",)"
        R"("change_reason":"CARPL","purge":false}],)"
        R"("adoption":{"initial_decision_date":"2026-02-10","matched_date":"2026-03-10","placed_date":"2026-04-10","purge":false},)"
        R"("care_leavers":{"contact_date":"2026-08-01","activity":"F2","accommodation":"D","purge":false},)"
        R"("care_worker_details":[{"worker_id":"SW123456","start_date":"2025-06-02","end_date":"2026-04-30"}],)"
        R"("purge":false}]})");
}

// The given samples, where they are to be had: every name of the fullest is one of ours, and ours
// are all in it.
TEST(DfePayload, the_names_are_those_of_the_fullest_sample) {
    const std::filesystem::path root(HEARTH_SOURCE_DIR);
    std::ifstream in(root / "../shared/data/dfe_api/sample_p0.json");
    if (!in) in.open(root / "../../shared/data/dfe_api/sample_p0.json");
    if (!in) GTEST_SKIP() << "the samples are not beside this checkout";
    std::ostringstream text;
    text << in.rdbuf();
    Keys theirs, ours;
    collect(boost::json::parse(text.str()), "", theirs);
    collect(boost::json::parse(json_of(maximal())), "", ours);
    EXPECT_EQ(ours, theirs);
}

TEST(DfePayload, what_is_not_held_is_left_out) {
    Child c;
    c.person = 7;
    c.la_child_id = "7";
    c.sex = "X";
    Episode e;
    e.id = 3;
    e.referred = "2026-01-05";
    c.episodes = {e};
    EXPECT_EQ(json_of(c), R"({"la_child_id":"7","mis_child_id":"7","purge":false,"child_details":)"
                          R"({"sex":"U","uasc_flag":false,"purge":false},"social_care_episodes":[{)"
                          R"("social_care_episode_id":"3","referral_date":"2026-01-05",)"
                          R"("referral_no_further_action_flag":false,"purge":false}]})");
}

TEST(DfePayload, a_value_that_the_collection_cannot_take_is_left_out_and_named) {
    auto c = maximal();
    c.upn = "A12345";
    c.postcode = "FY1  1AAA";
    c.disabilities = {"NONE", "HAND", "TOOLONG"};
    c.episodes[0].care_leaver->activity = "0";
    c.episodes[0].placements[0].type = "Z11";
    c.episodes[0].workers[0].worker = "SW 1234567890123";
    std::vector<LeftOut> left_out;
    const auto json = boost::json::parse(payload_of(c, left_out).json).as_object();
    Keys items;
    for (const auto& item : left_out) items.insert(item.item);
    EXPECT_EQ(items, (Keys{"child_details.unique_pupil_number", "child_details.postcode",
                           "child_details.disabilities", "care_leavers.activity",
                           "child_looked_after_placements.placement_type",
                           "care_worker_details.worker_id"}));
    EXPECT_EQ(json.at("child_details").at("disabilities"), (boost::json::array{"HAND"}));
    EXPECT_FALSE(episode_of(json).contains("care_worker_details"));
}

TEST(DfePayload, a_child_whose_number_cannot_be_sent_is_refused_before_it_is) {
    auto c = maximal();
    c.la_child_id = "NS 42";
    std::vector<LeftOut> left_out;
    EXPECT_FALSE(payload_of(c, left_out).refused.empty());
    c.la_child_id = std::string(37, '4');
    EXPECT_FALSE(payload_of(c, left_out).refused.empty());
    c.la_child_id = std::string(36, '4');
    EXPECT_TRUE(payload_of(c, left_out).refused.empty());
}

// The peer's hash passes over these, so that a change in one alone is never sent.
TEST(DfePayload, every_item_counts_in_the_hash) {
    std::vector<LeftOut> none;
    const auto hash = [&](auto change) {
        auto c = maximal();
        change(c);
        return payload_of(c, none).hash;
    };
    const std::vector<std::function<void(Child&)>> changes{
        [](Child& c) { c.upn = "C123456789012"; },
        [](Child& c) { c.former_upn = "C123456789012"; },
        [](Child& c) { c.episodes[0].assessments[0].factors = {"1C"}; },
        [](Child& c) { c.episodes[0].enquiries[0].conference_required = false; },
        [](Child& c) { c.episodes[0].placements[0].start = "2026-02-03"; },
        [](Child& c) { c.episodes[0].placements[0].end = "2026-05-02"; },
        [](Child& c) { c.episodes[0].placements[0].start_reason = "P"; },
        [](Child& c) { c.episodes[0].placements[0].end_reason = "E4"; },
        [](Child& c) { c.episodes[0].placements[0].change_reason = "CHILD"; },
        [](Child& c) { c.uasc_end.clear(); },
        [](Child& c) { c.surname = "Hara"; },
    };
    std::set<std::string> hashes{hash([](Child&) {})};
    for (const auto& change : changes) hashes.insert(hash(change));
    EXPECT_EQ(hashes.size(), changes.size() + 1);
}

TEST(DfeDifference, it_has_the_ids_and_child_details_whole_and_nothing_else_that_stands) {
    auto now = maximal();
    now.upn = "C123456789012";
    const auto p = partial(maximal(), now);
    EXPECT_EQ(keys_of(p), (Keys{"la_child_id", "mis_child_id", "purge", "child_details"}));
    EXPECT_EQ(p.at("child_details"), boost::json::parse(json_of(now)).at("child_details"));
}

TEST(DfeDifference, a_changed_step_has_its_id_and_what_changed_and_its_siblings_are_not_sent) {
    auto before = maximal();
    before.episodes[0].cin_plans.push_back({92, "2026-01-05", ""});
    auto now = before;
    now.episodes[0].cin_plans[1].end = "2026-03-05";
    const auto episode = episode_of(partial(before, now));
    EXPECT_EQ(keys_of(episode), (Keys{"social_care_episode_id", "purge", "child_in_need_plans"}));
    EXPECT_EQ(boost::json::serialize(episode.at("child_in_need_plans")),
              R"([{"child_in_need_plan_id":"92","purge":false,"end_date":"2026-03-05"}])");
}

// The peer sends an empty list and no purge, so that the Department keeps the plan.
TEST(DfeDifference, a_removed_step_is_purged_by_its_id) {
    auto now = maximal();
    now.episodes[0].cp_plans.clear();
    EXPECT_EQ(boost::json::serialize(episode_of(partial(maximal(), now))),
              R"({"social_care_episode_id":"71","purge":false,"child_protection_plans":)"
              R"([{"child_protection_plan_id":"111","purge":true}]})");
    now = maximal();
    now.episodes.clear();
    EXPECT_EQ(boost::json::serialize(partial(maximal(), now).at("social_care_episodes")),
              R"([{"social_care_episode_id":"71","purge":true}])");
}

TEST(DfeDifference, what_there_is_once_is_purged_when_it_goes_and_partly_sent_when_it_changes) {
    auto now = maximal();
    now.episodes[0].adoption.reset();
    now.episodes[0].care_leaver->activity = "P2";
    now.sdqs.clear();
    const auto p = partial(maximal(), now);
    EXPECT_EQ(boost::json::serialize(p.at("health_and_wellbeing")), R"({"purge":true})");
    EXPECT_EQ(boost::json::serialize(episode_of(p).at("adoption")), R"({"purge":true})");
    EXPECT_EQ(boost::json::serialize(episode_of(p).at("care_leavers")),
              R"({"purge":false,"activity":"P2"})");
}

TEST(DfeDifference, a_value_that_goes_is_null_and_a_list_without_ids_is_whole) {
    auto now = maximal();
    now.uasc_end.clear();
    now.episodes[0].closed.clear();
    now.episodes[0].assessments[0].factors = {"4A"};
    now.episodes[0].workers.push_back({"SW9", "2026-03-01", ""});
    const auto p = partial(maximal(), now);
    EXPECT_TRUE(p.at("child_details").at("uasc_end_date").is_null());
    EXPECT_TRUE(episode_of(p).at("closure_date").is_null());
    EXPECT_EQ(boost::json::serialize(
                  episode_of(p).at("child_and_family_assessments").at(0).at("factors")),
              R"(["4A"])");
    EXPECT_EQ(episode_of(p).at("care_worker_details").as_array().size(), 2u);
}

// The peer stores O''Brien.
TEST(DfeDifference, an_apostrophe_stays_one) {
    auto now = maximal();
    now.postcode = "FY3 3CC";
    EXPECT_EQ(partial(maximal(), now).at("child_details").at("surname"), "O’Brien-O'Hara");
}

// A record changed at random, the way records change.
class Chance {
  public:
    explicit Chance(unsigned seed) : random_(seed) {}
    Child child() {
        auto c = maximal();
        change(c, 12);
        return c;
    }
    void change(Child& c, int times) {
        while (times-- > 0) once(c);
    }
    bool coin() { return below(2) == 0; }

  private:
    unsigned below(unsigned n) {
        return std::uniform_int_distribution<unsigned>(0, n - 1)(random_);
    }
    std::string day() {
        return coin() ? ""
                      : "2026-0" + std::to_string(1 + below(9)) + "-1" + std::to_string(below(9));
    }
    template <class T>
    void add_or_remove(std::vector<T>& list, T made) {
        if (!list.empty() && coin())
            list.erase(list.begin() + below(static_cast<unsigned>(list.size())));
        else if (std::none_of(list.begin(), list.end(),
                              [&](const T& t) { return t.id == made.id; }))
            list.push_back(std::move(made));
    }
    void once(Child& c) {
        const auto id = static_cast<std::int64_t>(1 + below(4));
        if (below(6) == 0) {
            Episode e;
            e.id = id;
            e.referred = "2026-02-0" + std::to_string(id);
            add_or_remove(c.episodes, std::move(e));
        }
        if (c.episodes.empty()) return;
        auto& e = c.episodes[below(static_cast<unsigned>(c.episodes.size()))];
        switch (below(14)) {
            case 0:
                c.upn = coin() ? "" : "D12345678901" + std::to_string(id);
                break;
            case 1:
                c.sdqs = coin() ? std::vector<Sdq>{} : std::vector<Sdq>{{"2026-03-01", id}};
                break;
            case 2:
                e.closed = day();
                break;
            case 3:
                add_or_remove(e.assessments, {id, "2026-02-01", day(), {"1A"}});
                break;
            case 4:
                add_or_remove(e.cin_plans, {id, "2026-02-01", day()});
                break;
            case 5:
                add_or_remove(e.enquiries, {id, "2026-02-01", day(), coin(), ""});
                break;
            case 6:
                add_or_remove(e.cp_plans, {id, "2026-02-01", day()});
                break;
            case 7:
                add_or_remove(e.placements, {id, "2026-02-01", "S", "", "U1", day(), "", ""});
                break;
            case 8:
                e.adoption = coin() ? std::nullopt : std::optional(Adoption{"", day(), ""});
                break;
            case 9:
                e.care_leaver =
                    coin() ? std::nullopt
                           : std::optional(CareLeaver{"2026-03-03", coin() ? "" : "F1", "B"});
                break;
            case 10:
                e.workers = coin() ? std::vector<CareWorker>{}
                                   : std::vector<CareWorker>{{"SW1", "2026-01-01", day()}};
                break;
            case 11:
                if (!e.assessments.empty())
                    e.assessments[0].factors =
                        coin() ? std::vector<std::string>{} : std::vector<std::string>{"2B", "3C"};
                break;
            case 12:
                if (!e.cp_plans.empty()) e.cp_plans[0].end = day();
                break;
            default:
                c.disabilities =
                    coin() ? std::vector<std::string>{} : std::vector<std::string>{"MOB"};
                break;
        }
    }
    std::mt19937 random_;
};

void expect_same(boost::json::object held, boost::json::object wanted, unsigned seed) {
    // Order of keys and of the items of a list does not matter to a receiver.
    const std::function<void(boost::json::value&)> sort = [&](boost::json::value& v) {
        if (v.is_object()) {
            std::vector<std::string> empty;
            for (auto& [key, inner] : v.as_object()) {
                sort(inner);
                if (inner.is_object() && inner.as_object().empty()) empty.emplace_back(key);
            }
            for (const auto& key : empty) v.as_object().erase(key);
        }
        if (!v.is_array()) return;
        for (auto& item : v.as_array()) sort(item);
        std::sort(v.as_array().begin(), v.as_array().end(), [](const auto& a, const auto& b) {
            return boost::json::serialize(a) < boost::json::serialize(b);
        });
    };
    boost::json::value a = std::move(held), b = std::move(wanted);
    sort(a);
    sort(b);
    EXPECT_EQ(a, b) << "seed " << seed;
}

// delta
TEST(DfeDifference, a_receiver_that_merges_it_holds_the_child_as_the_record_has_it) {
    for (unsigned seed = 0; seed < 400; ++seed) {
        Chance chance(seed);
        const auto before = chance.child();
        auto now = before;
        chance.change(now, 8);
        auto held = test::held_of(json_of(before));
        test::merge(held, partial(before, now));
        expect_same(held, test::held_of(json_of(now)), seed);
    }
}

// A payload whose answer never came is posted again as it was.
TEST(DfeDifference, applied_twice_it_is_the_same_as_once) {
    for (unsigned seed = 0; seed < 200; ++seed) {
        Chance chance(seed);
        const auto before = chance.child();
        auto now = before;
        chance.change(now, 8);
        auto held = test::held_of(json_of(before));
        test::merge(held, partial(before, now));
        test::merge(held, partial(before, now));
        expect_same(held, test::held_of(json_of(now)), seed);
    }
}

TEST(DfeDifference, everything_has_every_key_and_still_purges_what_is_gone) {
    auto now = maximal();
    now.episodes[0].cp_plans.clear();
    const auto text = difference(Json::parse(json_of(maximal())).value(),
                                 Json::parse(json_of(now)).value(), Extent::everything);
    auto p = boost::json::parse(text).as_object();
    auto& episode = p.at("social_care_episodes").at(0).as_object();
    EXPECT_EQ(boost::json::serialize(episode.at("child_protection_plans")),
              R"([{"child_protection_plan_id":"111","purge":true}])");
    episode.erase("child_protection_plans");
    EXPECT_EQ(p, boost::json::parse(json_of(now)));
}

TEST(DfeWindow, it_begins_on_the_first_of_april_of_the_financial_year_two_years_ago) {
    const auto starts = [](const char* today) {
        return window_on(Date::parse(today).value()).starts.iso();
    };
    EXPECT_EQ(starts("2026-11-22"), "2024-04-01");
    EXPECT_EQ(starts("2026-03-31"), "2023-04-01");
    EXPECT_EQ(starts("2026-04-01"), "2024-04-01");
}

TEST(DfeWindow, a_census_day_is_a_31_march_of_the_window) {
    const auto window = window_on(Date::parse("2026-11-22").value());
    const auto on = [&](const char* from, const char* to) {
        return on_a_census_day(window, Date::parse(from).value(), Date::parse(to).value());
    };
    EXPECT_TRUE(on("2025-03-31", "2025-03-31"));
    EXPECT_FALSE(on("2025-04-01", "2026-03-30"));
    EXPECT_FALSE(on("2024-03-31", "2024-03-31")) << "before the window";
    EXPECT_FALSE(on("2026-04-01", "9999-12-31")) << "the next one is still to come";
    EXPECT_TRUE(on("2010-01-01", "9999-12-31"));
}

}  // namespace
}  // namespace hearth::returns::dfe

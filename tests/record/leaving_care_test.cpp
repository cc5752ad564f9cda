// Leaving care: who stands on the dashboard, for whom, and that a figure is those behind it.
#include "record/leaving_care.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "record/entries.h"
#include "support/small_world.h"

namespace hearth::test {
namespace {

using record::Leaver;

class LeavingCare : public DatabaseTest {
  protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        world = std::make_unique<SmallWorld>(db(), clock());
        add("Joy Lane", "leaving_care", "personal_adviser");
        add("Vera Stone", "management", "service_manager");
        world->write([&](store::Session& session, const record::Context& context) {
            record::RowWriter w(session, context);
            // Lee Ashworth is 18, Kim 19 of another family, Pat 16 and still looked after.
            lee = young(w, world->family, "Lee", "2008-06-01");
            other = world->make_family(session, w, "Bright");
            kim = young(w, other, "Kim", "2007-01-20");
            pat = young(w, world->family, "Pat", "2010-02-02");
            world->allocate(w, world->family, "Joy Lane", "leaving_care", false);
            leaver(w, lee, "former_relevant");
            leaver(w, kim, "former_relevant");
            leaver(w, pat, "eligible");
            return Done{};
        });
    }
    void TearDown() override {
        world.reset();
        DatabaseTest::TearDown();
    }
    void add(const std::string& name, const char* discipline, const char* role) {
        world->write([&](store::Session& session, const record::Context& context) {
            record::RowWriter w(session, context);
            const WorkerId id{w.insert("worker", {{"agency_id", world->agency},
                                                  {"name", name},
                                                  {"job_title", role},
                                                  {"discipline", discipline},
                                                  {"from_date", "2020-01-01"}})};
            world->workers[name] = id;
            w.insert("worker_role",
                     {{"worker_id", id}, {"role", role}, {"from_date", "2020-01-01"}});
            return Done{};
        });
    }
    static PersonId young(record::RowWriter& w, FamilyId family, const char* given,
                          const char* born) {
        const PersonId id{w.insert(
            "person", {{"given", given}, {"surname", "Vale"}, {"sex", "F"}, {"born", born}})};
        w.insert("family_member", {{"family_id", family},
                                   {"person_id", id},
                                   {"role", "child"},
                                   {"from_date", "2026-01-05"}});
        return id;
    }
    static void leaver(record::RowWriter& w, PersonId person, const char* category) {
        w.insert("care_leaver",
                 {{"person_id", person}, {"eligibility", category}, {"start_date", "2026-06-01"}});
    }
    record::LeavingCare seen_by(const std::string& who) {
        return world->read_as(who, [](store::Session& session, const record::Context& context) {
            return record::leaving_care(session, context);
        });
    }
    static const Leaver* of(const record::LeavingCare& care, PersonId person) {
        const auto found = std::find_if(care.leavers.begin(), care.leavers.end(),
                                        [&](const Leaver& one) { return one.person == person; });
        return found == care.leavers.end() ? nullptr : &*found;
    }
    record::LeaverCount count(const record::LeavingCare& care, const char* measure) {
        return record::count_leavers(care.leavers, *record::leaver_measure(measure),
                                     date_of(clock().now()));
    }

    std::unique_ptr<SmallWorld> world;
    PersonId lee, kim, pat;
    FamilyId other;
};
HEARTH_ON_BOTH_DATABASES(LeavingCare);

// proves: S0-46
// part: S0-48
// where: /leaving-care
TEST_P(LeavingCare, from_plan_to_contact_is_what_the_dashboard_says_of_the_young_person) {
    record::Submission plan;
    plan.form = "pathway_plan";
    plan.people = {lee};
    for (const auto& [field, text] :
         std::initializer_list<std::pair<const char*, const char*>>{{"agreed_on", "2026-11-20"},
                                                                    {"category", "former_relevant"},
                                                                    {"adviser", "Joy Lane"},
                                                                    {"goals", "My own flat."},
                                                                    {"home", "A flat in town"},
                                                                    {"work", "College"},
                                                                    {"money", "The allowance"},
                                                                    {"people_around", "Gran"},
                                                                    {"contingency", "Gran"},
                                                                    {"documents", "no"},
                                                                    {"health", "Well"},
                                                                    {"passport", "yes"}})
        plan.answers.set(field, text);
    world->sign("Carl Finch", plan);
    record::Submission contact;
    contact.form = "care_leaver_contact";
    contact.people = {lee};
    for (const auto& [field, text] :
         std::initializer_list<std::pair<const char*, const char*>>{{"contact_on", "2026-11-23"},
                                                                    {"visit", "yes"},
                                                                    {"in_touch", "YES"},
                                                                    {"what", "Saw the flat."},
                                                                    {"accommodation", "U"},
                                                                    {"suitable", "no"},
                                                                    {"unsuitable_why", "Damp"},
                                                                    {"activity", "F4"},
                                                                    {"grant", "1200"}})
        contact.answers.set(field, text);
    world->sign("Joy Lane", contact);  // the adviser's own to write
    record::Submission said;
    said.form = "leaver_views";
    said.people = {lee};
    for (const auto& [field, text] : std::initializer_list<std::pair<const char*, const char*>>{
             {"asked_on", "2026-11-23"},
             {"theme", "adviser"},
             {"said", "One adviser who stays."},
             {"did", "Joy stays until 21."}})
        said.answers.set(field, text);
    world->sign("Joy Lane", said);

    const auto care = seen_by("Joy Lane");
    const auto* l = of(care, lee);
    ASSERT_NE(l, nullptr);
    EXPECT_EQ(l->age, 18);
    EXPECT_EQ(l->adviser, "Joy Lane");
    EXPECT_EQ(l->plan_on->iso(), "2026-11-20");
    EXPECT_EQ(l->plan_due->iso(), "2027-05-20");  // the clock that signing started
    EXPECT_EQ(l->contact_on->iso(), "2026-11-23");
    EXPECT_EQ(l->in_touch, "YES");
    EXPECT_FALSE(*l->suitable);
    EXPECT_TRUE(record::in_work(*l));
    EXPECT_EQ(*l->grant, 1200.0);
    EXPECT_TRUE(*l->passport);
    EXPECT_FALSE(*l->papers);
    EXPECT_TRUE(l->mine);
    ASSERT_EQ(care.voices.size(), 1U);
    EXPECT_EQ(care.voices[0].theme, "adviser");
    EXPECT_EQ(care.voices[0].did, "Joy stays until 21.");
    EXPECT_EQ(l->asked_on->iso(), "2026-11-23");

    // A figure is those behind it.
    EXPECT_EQ(count(care, "in_touch").n, 1);
    EXPECT_EQ(count(care, "in_touch").of, 1);  // Lee; Pat is still looked after
    EXPECT_EQ(count(care, "home").n, 0);
    EXPECT_EQ(count(care, "work").n, 1);
    EXPECT_EQ(count(care, "plan").of, 2);
    EXPECT_EQ(count(care, "plan").n, 1);
    EXPECT_EQ(count(care, "papers").n, 0);
    EXPECT_EQ(count(care, "grant").n, 1);
    EXPECT_EQ(count(care, "passport").n, 1);
    EXPECT_EQ(count(care, "asked").n, 1);
    // Six months on the plan wants its review.
    clock().advance(std::chrono::hours(24 * 200));
    EXPECT_EQ(count(seen_by("Joy Lane"), "review").n, 0);
    EXPECT_EQ(count(seen_by("Joy Lane"), "review").of, 1);
}

TEST_P(LeavingCare, shows_each_reader_those_whom_the_policy_allows) {
    EXPECT_EQ(seen_by("Joy Lane").leavers.size(), 2U);    // her family's
    EXPECT_EQ(seen_by("Vera Stone").leavers.size(), 3U);  // the head of the service
    EXPECT_EQ(seen_by("Tom Marsh").leavers.size(), 0U);   // of another team
    EXPECT_EQ(seen_by("Ann Lister").leavers.size(), 0U);  // figures, no records
    EXPECT_EQ(of(seen_by("Joy Lane"), kim), nullptr);
    // Health and voice are classes of their own: an officer for risk sees no health history.
    const auto officer = seen_by("Owen Pike");
    ASSERT_NE(of(officer, lee), nullptr);
    EXPECT_FALSE(of(officer, lee)->health);
    EXPECT_TRUE(of(officer, lee)->voice);
    EXPECT_EQ(count(officer, "passport").of, 0);
    EXPECT_TRUE(of(seen_by("Joy Lane"), lee)->health);
}

TEST_P(LeavingCare, two_rows_of_one_young_person_are_one_young_person) {
    world->write([&](store::Session& session, const record::Context& context) {
        record::RowWriter w(session, context);
        w.insert("care_leaver", {{"person_id", pat},
                                 {"eligibility", "relevant"},
                                 {"start_date", "2026-11-01"},
                                 {"adviser_name", "Joy Lane"}});
        return Done{};
    });
    const auto care = seen_by("Joy Lane");
    ASSERT_EQ(care.leavers.size(), 2U);
    EXPECT_EQ(of(care, pat)->category, "relevant");  // the later row
    EXPECT_EQ(of(care, pat)->adviser, "Joy Lane");
}

TEST_P(LeavingCare, ends_at_25_and_on_the_day_when_it_is_ended) {
    clock().set(Instant::parse("2033-01-19T10:00:00Z").value());  // Kim is 25
    EXPECT_NE(of(seen_by("Vera Stone"), kim), nullptr);
    EXPECT_EQ(record::birthday(*of(seen_by("Vera Stone"), kim), 25).iso(), "2032-01-20");
    clock().set(Instant::parse("2033-01-20T10:00:00Z").value());
    EXPECT_EQ(of(seen_by("Vera Stone"), kim), nullptr);
}

// ---- looked after

// proves: S3-90
// where: /looked-after
TEST_P(LeavingCare, looked_after_children_without_a_plan_for_good_or_their_papers_are_listed) {
    world->write([&](store::Session& session, const record::Context& context) {
        record::RowWriter w(session, context);
        const auto enter = [&](PersonId child, const char* status) {
            w.insert("cla_episode", {{"person_id", child}, {"start_date", "2026-05-01"}});
            w.insert("legal_status",
                     {{"person_id", child}, {"status", status}, {"start_date", "2026-05-01"}});
        };
        const auto review = [&](PersonId child, const char* on) {
            w.insert("cla_review", {{"person_id", child}, {"review_date", on}});
        };
        enter(world->ava, "C2");
        enter(world->sam, "V2");
        enter(pat, "C1");
        review(world->ava, "2026-05-28");
        review(world->ava, "2026-08-20");
        review(world->sam, "2026-05-28");
        review(world->sam, "2026-08-20");
        review(pat, "2026-10-20");
        w.insert(
            "care_plan",
            {{"person_id", world->sam}, {"start_date", "2026-05-08"}, {"permanence", "return"}});
        return Done{};
    });
    record::Submission papers;
    papers.form = "child_documents";
    papers.people = {world->ava};
    papers.answers.set("on", "2026-11-23");
    papers.answers.set("held", std::vector<std::string>{"birth_certificate", "nhs_number"});
    papers.answers.set("missing", std::vector<std::string>{"order"});
    papers.answers.set("next", "Ruth asks the court");
    world->sign("Ruth Hale", papers);
    const auto children =
        world->read_as("Ruth Hale", [](store::Session& session, const record::Context& context) {
            return record::looked_after_children(session, context);
        });
    ASSERT_EQ(children.size(), 3U);
    const Date today = date_of(clock().now());
    for (const auto& child : children) {
        if (child.person == world->ava) {
            EXPECT_EQ(child.reviews, 2);
            EXPECT_TRUE(child.drifts(today));
            EXPECT_EQ(child.missing, std::vector<std::string>{"order"});
            EXPECT_EQ(child.held.size(), 2U);
            // A full care order needs the plan that was filed; every child the consents.
            EXPECT_EQ(child.unknown,
                      (std::vector<std::string>{"passport", "parental_consent", "care_plan"}));
        }
        if (child.person == world->sam) {
            EXPECT_FALSE(child.drifts(today));  // there is a plan
            EXPECT_EQ(child.unknown.size(), 5U);
            EXPECT_NE(std::find(child.unknown.begin(), child.unknown.end(), "section_20"),
                      child.unknown.end());
        }
        if (child.person == pat) {
            EXPECT_FALSE(child.drifts(today));  // the second review is due in January
            EXPECT_TRUE(child.drifts(Date::parse("2027-01-21").value()));
        }
    }
    EXPECT_TRUE(world
                    ->read_as("Tom Marsh",
                              [](store::Session& session, const record::Context& context) {
                                  return record::looked_after_children(session, context);
                              })
                    .empty());
}

}  // namespace
}  // namespace hearth::test

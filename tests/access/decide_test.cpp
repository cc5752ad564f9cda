// The order of judgement of decide(), one step at a time, and the guards that ask it.
#include <gtest/gtest.h>

#include <stdexcept>

#include "access/guard.h"
#include "access/world.h"
#include "practice/loader.h"
#include "support/test_database.h"

namespace hearth::test {
namespace {

using access::Action;
using access::Decision;
using access::Facts;
using access::ObjectKind;
using access::Policy;
using access::Relation;
using access::Subject;
using store::Sql;

const practice::Roles& shipped() {
    static const practice::Roles roles = [] {
        auto loaded =
            practice::load_practice(std::string(HEARTH_SOURCE_DIR) + "/practice", "family-help");
        if (!loaded.ok()) throw std::runtime_error("the shipped practice is broken");
        return loaded.practice.roles;
    }();
    return roles;
}
const Policy& policy() {
    static const Policy one(shipped());
    return one;
}

Subject worker(std::initializer_list<const char*> roles, std::string agency = "local_authority") {
    Subject s;
    s.worker = WorkerId{7};
    s.agency = AgencyId{8};
    s.agency_kind = std::move(agency);
    s.agreement_in_force = true;
    s.at = *Instant::parse("2026-11-22T09:00:00.000Z");
    for (const auto* role : roles) s.roles.push_back({role, ""});
    return s;
}

Facts related(std::initializer_list<Relation> relations) {
    Facts facts;
    facts.district = "E07000117";
    for (const auto r : relations) facts.relations.add(r);
    if (facts.relations.has(Relation::break_glass)) facts.broke_glass = true;
    return facts;
}

Decision ask(const Subject& s, Action action, const Facts& facts, const char* cls = nullptr) {
    return policy().decide(
        s, action, {ObjectKind::family, facts, cls == nullptr ? -1 : policy().class_index(cls)});
}

bool has(const Decision& d, const char* cls) {
    return d.classes.has(policy().class_index(cls));
}

TEST(Decide, an_allocated_social_worker_reads_the_family) {
    const auto d = ask(worker({"social_worker"}), Action::view, related({Relation::allocated}));
    EXPECT_TRUE(d.allowed);
    EXPECT_EQ(d.rule, "social_worker.allocated");
    EXPECT_TRUE(has(d, "survivor"));
    EXPECT_FALSE(has(d, "adoption"));
}

TEST(Decide, a_worker_without_a_relation_reads_nothing_but_may_search_for_a_name) {
    const auto s = worker({"social_worker"});
    EXPECT_EQ(ask(s, Action::view, related({})).rule, "refused.no_grant");
    const auto found = ask(s, Action::search, related({}));
    EXPECT_TRUE(found.allowed);
    EXPECT_TRUE(has(found, "identity"));
    EXPECT_FALSE(has(found, "address"));
}

// part: S0-45
TEST(Decide, an_exclusion_beats_allocation_the_list_and_a_broken_glass) {
    auto facts =
        related({Relation::allocated, Relation::team, Relation::duty, Relation::break_glass});
    facts.on_list = true;
    facts.excluded = true;
    for (const auto& role : shipped().roles)
        for (int a = 0; a < access::kActions; ++a)
            for (const auto kind : {ObjectKind::family, ObjectKind::contact, ObjectKind::check}) {
                const auto d = policy().decide(worker({role.id.c_str()}, role.agencies.front()),
                                               static_cast<Action>(a), {kind, facts, -1});
                EXPECT_EQ(d.rule, "refused.exclusion") << role.id;
                EXPECT_FALSE(d.allowed);
                EXPECT_TRUE(d.classes.empty());
            }
}

TEST(Decide, an_exclusion_is_named_before_a_lapsed_agreement) {
    auto s = worker({"social_worker"});
    s.agreement_in_force = false;
    auto facts = related({Relation::allocated});
    EXPECT_EQ(ask(s, Action::view, facts).rule, "refused.agreement");
    facts.excluded = true;
    EXPECT_EQ(ask(s, Action::view, facts).rule, "refused.exclusion");
}

// part: S0-24, S3-112
TEST(Decide, without_an_agreement_in_force_nothing_is_shown_to_anybody_of_the_agency) {
    for (const auto& role : shipped().roles) {
        auto s = worker({role.id.c_str()}, role.agencies.front());
        s.agreement_in_force = false;
        for (int a = 0; a < access::kActions; ++a)
            for (int k = 0; k < access::kObjectKinds; ++k) {
                const auto action = static_cast<Action>(a);
                const auto kind = static_cast<ObjectKind>(k);
                EXPECT_FALSE(policy().could(s, action, kind)) << role.id;
                EXPECT_FALSE(
                    policy()
                        .decide(s, action,
                                {kind, related({Relation::allocated, Relation::asked}), -1})
                        .allowed);
            }
    }
}

TEST(Decide, a_restricted_family_is_for_those_on_its_list) {
    const auto s = worker({"social_worker"});
    auto facts = related({Relation::allocated});
    facts.restricted = true;
    EXPECT_EQ(ask(s, Action::view, facts).rule, "refused.restriction");
    facts.on_list = true;
    EXPECT_TRUE(ask(s, Action::view, facts).allowed);
    // The list opens nothing by itself.
    facts.relations = {};
    EXPECT_EQ(ask(s, Action::view, facts).rule, "refused.no_grant");
}

TEST(Decide, breaking_the_glass_opens_a_restricted_family_and_only_the_classes_for_that) {
    const auto s = worker({"social_worker"});
    auto facts = related({});
    facts.restricted = true;
    EXPECT_TRUE(ask(s, Action::break_glass, facts).allowed) << "the act itself is not barred";
    EXPECT_FALSE(ask(s, Action::view, facts).allowed);
    facts.broke_glass = true;
    facts.relations.add(Relation::break_glass);
    const auto d = ask(s, Action::view, facts);
    EXPECT_EQ(d.rule, "social_worker.break_glass");
    EXPECT_TRUE(has(d, "police"));
    EXPECT_FALSE(has(d, "survivor"));
    EXPECT_FALSE(has(d, "legal"));
    EXPECT_FALSE(ask(s, Action::write, facts).allowed) << "reading only";
    EXPECT_FALSE(ask(worker({"recovery_worker"}), Action::break_glass, facts).allowed);
}

TEST(Decide, a_contact_of_a_restricted_family_is_not_opened_by_asking_to_break_the_glass) {
    practice::Roles roles;
    roles.classes = {"identity"};
    practice::Role role;
    role.id = "r";
    role.agencies = {"local_authority"};
    role.grants.push_back({"contact", {"break_glass"}, {"any"}, {"identity"}, {}});
    roles.roles.push_back(role);
    Facts facts;
    facts.restricted = true;
    EXPECT_EQ(Policy(roles)
                  .decide(worker({"r"}), Action::break_glass, {ObjectKind::contact, facts, -1})
                  .rule,
              "refused.restriction");
}

TEST(Decide, a_class_that_the_relation_does_not_open_is_refused_by_name) {
    const auto s = worker({"family_practitioner"});
    const auto facts = related({Relation::team});
    EXPECT_TRUE(ask(s, Action::view, facts, "health").allowed);
    EXPECT_EQ(ask(s, Action::view, facts, "police").rule, "refused.class");
    EXPECT_EQ(ask(s, Action::view, facts, "adoption").rule, "refused.class");
}

TEST(Decide, a_role_counts_only_in_an_agency_that_may_hold_it) {
    const auto facts = related({Relation::allocated});
    EXPECT_FALSE(ask(worker({"social_worker"}, "police"), Action::view, facts).allowed);
    EXPECT_FALSE(ask(worker({"no_such_role"}), Action::view, facts).allowed);
}

// part: S1-04
TEST(Decide, a_role_over_one_district_covers_that_district_only) {
    auto s = worker({});
    s.roles = {{"service_manager", "E07000117"}};
    auto facts = related({});
    EXPECT_EQ(ask(s, Action::view, facts).rule, "service_manager.area");
    facts.district = "E07000118";
    EXPECT_FALSE(ask(s, Action::view, facts).allowed);
    facts.district.clear();
    EXPECT_FALSE(ask(s, Action::view, facts).allowed);
    s.roles = {{"service_manager", ""}};
    EXPECT_TRUE(ask(s, Action::view, facts).allowed);
}

// part: S0-45
TEST(Decide, a_system_administrator_sees_no_content_whatever_the_relation) {
    const auto s = worker({"system_administrator"});
    const auto facts = related({Relation::allocated, Relation::team, Relation::duty,
                                Relation::break_glass, Relation::asked, Relation::referred});
    for (int a = 0; a < access::kActions; ++a)
        for (int k = 0; k < access::kObjectKinds; ++k) {
            const auto kind = static_cast<ObjectKind>(k);
            const auto d = policy().decide(s, static_cast<Action>(a), {kind, facts, -1});
            EXPECT_EQ(d.allowed,
                      kind == ObjectKind::system && static_cast<Action>(a) == Action::configure);
        }
    // Whatever roles.yaml grants a role without content.
    practice::Roles roles;
    roles.classes = {"identity"};
    practice::Role role;
    role.id = "r";
    role.content = false;
    role.agencies = {"local_authority"};
    for (const char* object : {"family", "contact", "check", "team", "authority", "audit"})
        role.grants.push_back({object, {"view", "list"}, {"any"}, {"identity"}, {}});
    roles.roles.push_back(role);
    const Policy generous(roles);
    for (int k = 0; k < access::kObjectKinds; ++k)
        EXPECT_FALSE(
            generous.decide(worker({"r"}), Action::view, {static_cast<ObjectKind>(k), facts, -1})
                .allowed);
}

TEST(Decide, no_shipped_role_that_is_not_for_both_sides_reads_across_a_line) {
    ASSERT_FALSE(shipped().never_cross.empty());
    for (const auto& [one, other] : shipped().never_cross)
        for (const auto& role : shipped().roles) {
            if (std::find(shipped().both_sides.begin(), shipped().both_sides.end(), role.id) !=
                shipped().both_sides.end())
                continue;
            bool reads_one = false, reads_other = false;
            for (const auto& grant : role.grants)
                for (const auto& cls : grant.classes) {
                    reads_one = reads_one || cls == one;
                    reads_other = reads_other || cls == other;
                }
            EXPECT_FALSE(reads_one && reads_other) << role.id;
        }
}

TEST(Decide, two_roles_on_either_side_of_a_line_open_neither_side) {
    const auto facts = related({Relation::allocated});
    const auto survivor_only = worker({"domestic_abuse_practitioner"});
    EXPECT_TRUE(ask(survivor_only, Action::view, facts, "survivor").allowed);
    const auto both = worker({"domestic_abuse_practitioner", "domestic_abuse_officer"});
    EXPECT_EQ(ask(both, Action::view, facts, "survivor").rule, "refused.class");
    EXPECT_EQ(ask(both, Action::view, facts, "poses_risk").rule, "refused.class");
    EXPECT_TRUE(ask(both, Action::view, facts, "voice").allowed);
    const auto manager = worker({"domestic_abuse_practitioner", "team_manager"});
    EXPECT_TRUE(ask(manager, Action::view, facts, "poses_risk").allowed);
}

TEST(Decide, a_policy_with_a_relation_that_the_object_cannot_have_is_not_served) {
    practice::Roles roles;
    roles.classes = {"identity"};
    practice::Role role;
    role.id = "r";
    role.agencies = {"local_authority"};
    role.grants.push_back({"contact", {"view"}, {"allocated"}, {"identity"}, {}});
    roles.roles.push_back(role);
    EXPECT_THROW(Policy{roles}, std::logic_error);
}

// ---- the guards, over a database
// ------------------------------------------------------------------

class Guards : public DatabaseTest {
  public:
    static constexpr std::int64_t kFamily = 110, kOtherFamily = 111, kPerson = 120, kContact = 130,
                                  kCheck = 135, kTeam = 104;
    World world;
    Life life;

    void SetUp() override {
        DatabaseTest::SetUp();
        const Date today = date_of(clock().now());
        life.now = clock().now();
        life.subject = worker({"social_worker"});
        life.subject.at = clock().now();
        life.subject.purpose = "direct_work";
        life.agreement_from = today - 10;
        world.base = 100;
        world.now = life.now;
        world.families = {kFamily, kOtherFamily};
        world.districts = {"E07000117", "E07000118"};
        world.members = {{kFamily, kPerson, today, {}, true}};
        world.memberships = {{kTeam, 7, today, {}, true}};
        world.family_teams = {{kFamily, kTeam, today, {}, true}};
        world.contacts = {kContact};
        world.contact_rows = {{kContact, kFamily, 9, 0, 0, kPerson, "decided"}};
        world.check_rows = {{kCheck, kContact, 8, "police"}};
        put();
    }
    void put() {
        db().write([&](store::Session& session) { store_worlds(session, {life}, {world}); });
    }
    // As a request does it: the worker is loaded afresh.
    Result<Decision> look(FamilyId family, Action action = Action::view) {
        return db().read([&](store::Session& session) -> Result<Decision> {
            const auto s = access::load_subject(session, WorkerId{7}, "direct_work", clock().now());
            if (!s) return Refusal{"not in post"};
            return access::guard_family(session, policy(), *s, action, family);
        });
    }
    struct Logged {
        std::string kind, rule, role, purpose;
        std::int64_t object, family;
        bool allowed;
    };
    std::vector<Logged> log() {
        static constexpr Sql kLog{"test_log",
                                  "SELECT object_kind, rule, role, purpose, object_id, family_id, "
                                  "allowed FROM audit_event ORDER BY audit_id"};
        std::vector<Logged> rows;
        db().sequence_audit();
        db().read([&](store::Session& session) {
            session.each(kLog, {}, [&](const store::Row& row) {
                rows.push_back({std::string(row.text(0)), std::string(row.text(1)),
                                std::string(row.text(2)), std::string(row.text(3)), row.int64(4),
                                row.int64(5), row.yes(6)});
            });
        });
        return rows;
    }
};
HEARTH_ON_BOTH_DATABASES(Guards);

TEST_P(Guards, a_look_at_a_family_is_logged_with_its_rule_before_the_answer) {
    ASSERT_TRUE(look(FamilyId{kFamily}).ok());
    const auto rows = log();
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_TRUE(rows[0].allowed);
    EXPECT_EQ(rows[0].rule, "social_worker.team");
    EXPECT_EQ(rows[0].role, "social_worker");
    EXPECT_EQ(rows[0].purpose, "direct_work");
    EXPECT_EQ(rows[0].object, kFamily);
    EXPECT_EQ(rows[0].family, kFamily);
}

TEST_P(Guards, refused_and_absent_are_the_same_to_the_asker_and_told_apart_in_the_log) {
    const auto refused = look(FamilyId{kOtherFamily});
    const auto absent = look(FamilyId{999});
    ASSERT_FALSE(refused.ok());
    ASSERT_FALSE(absent.ok());
    EXPECT_TRUE(std::holds_alternative<Refusal>(refused.failure()));
    EXPECT_TRUE(std::holds_alternative<Refusal>(absent.failure()));
    const auto rows = log();
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].rule, "refused.no_grant");
    EXPECT_EQ(rows[1].rule, "absent");
    for (const auto& row : rows) EXPECT_FALSE(row.allowed);
}

// part: S0-45
TEST_P(Guards, a_change_of_team_restriction_agreement_or_exclusion_counts_at_the_next_look) {
    const Date today = date_of(clock().now());
    EXPECT_TRUE(look(FamilyId{kFamily}).ok());
    world.memberships[0].to = today - 1;
    put();
    EXPECT_FALSE(look(FamilyId{kFamily}).ok()) << "left the team";
    world.allocations = {{kFamily, 7, today, {}, true}};
    put();
    EXPECT_TRUE(look(FamilyId{kFamily}).ok()) << "allocated";
    world.restrictions = {{kFamily, 0, today, {}, true}};
    put();
    EXPECT_FALSE(look(FamilyId{kFamily}).ok()) << "restricted";
    world.glasses = {{kFamily, 7, clock().now(), clock().now() + std::chrono::minutes(60), true}};
    put();
    EXPECT_TRUE(look(FamilyId{kFamily}).ok()) << "broke the glass";
    clock().advance(std::chrono::minutes(60));
    EXPECT_FALSE(look(FamilyId{kFamily}).ok()) << "the time is up";
    world.restrictions.push_back({kFamily, 7, today, {}, true});
    put();
    EXPECT_TRUE(look(FamilyId{kFamily}).ok()) << "on the list";
    world.exclusions = {{7, kPerson, today, {}, true}};
    put();
    EXPECT_FALSE(look(FamilyId{kFamily}).ok()) << "excluded from somebody in the family";
    world.exclusions[0].current = false;
    put();
    EXPECT_TRUE(look(FamilyId{kFamily}).ok()) << "the exclusion was recorded in error";
    life.agreement_to = today - 1;
    put();
    EXPECT_FALSE(look(FamilyId{kFamily}).ok()) << "the agreement has lapsed";
    EXPECT_EQ(log().back().rule, "refused.agreement");
    life.agreement_to.reset();
    life.subject.roles.clear();
    put();
    EXPECT_FALSE(look(FamilyId{kFamily}).ok()) << "no role any more";
}

TEST_P(Guards, a_reader_of_the_audit_log_sees_who_looked_at_any_family_but_their_own_kin) {
    const Date today = date_of(clock().now());
    life.subject = worker({"information_guardian"});
    life.subject.at = clock().now();
    world.memberships.clear();
    world.restrictions = {{kFamily, 0, today, {}, true}};
    put();
    const auto ask = [&](auto of) {
        return db().read([&](store::Session& session) -> Result<Decision> {
            const auto s = access::load_subject(session, WorkerId{7}, "", clock().now());
            return access::guard_log_of(session, policy(), *s, of, {"who_has_looked", 0});
        });
    };
    EXPECT_FALSE(look(FamilyId{kFamily}).ok()) << "the record itself stays shut";
    const auto family = ask(FamilyId{kFamily});
    ASSERT_TRUE(family.ok()) << "restricted or not";
    EXPECT_TRUE(family->classes.empty()) << "nothing follows about the record";
    EXPECT_TRUE(ask(PersonId{kPerson}).ok());
    EXPECT_FALSE(ask(FamilyId{999}).ok());
    EXPECT_FALSE(ask(PersonId{999}).ok());

    world.exclusions = {{7, kPerson, today, {}, true}};
    put();
    EXPECT_FALSE(ask(FamilyId{kFamily}).ok());
    EXPECT_FALSE(ask(PersonId{kPerson}).ok());
    EXPECT_TRUE(ask(FamilyId{kOtherFamily}).ok());
    const auto rows = log();
    EXPECT_EQ(rows[1].rule, "information_guardian.any");
    EXPECT_EQ(rows[1].family, kFamily) << "who looked at who looked shows there too";
    EXPECT_EQ(rows[3].rule, "absent");
    EXPECT_EQ(rows[5].rule, "refused.exclusion");
    EXPECT_EQ(rows[6].rule, "refused.exclusion");

    life.subject = worker({"social_worker"});
    life.subject.at = clock().now();
    world.exclusions.clear();
    world.memberships = {{kTeam, 7, today, {}, true}};
    put();
    EXPECT_FALSE(ask(FamilyId{kFamily}).ok()) << "working with the family is another right";
}

TEST_P(Guards, a_person_is_reached_through_a_family_that_allows_it_and_the_log_names_that_family) {
    const Date today = date_of(clock().now());
    // First of two families refuses, the second allows.
    world.members = {{kFamily, kPerson, today, {}, true}, {kOtherFamily, kPerson, today, {}, true}};
    world.family_teams = {{kOtherFamily, kTeam, today, {}, true}};
    put();
    const auto person = [&] {
        return db().read([&](store::Session& session) {
            const auto s = access::load_subject(session, WorkerId{7}, "", clock().now());
            return access::guard_person(session, policy(), *s, Action::view, PersonId{kPerson});
        });
    };
    ASSERT_TRUE(person().ok());
    EXPECT_EQ(log().back().family, kOtherFamily);
    EXPECT_EQ(log().back().kind, "person");
    world.exclusions = {{7, kPerson, today, {}, true}};
    put();
    EXPECT_FALSE(person().ok());
    EXPECT_EQ(log().back().rule, "refused.exclusion");
}

TEST_P(Guards, a_partner_sees_the_checks_that_its_agency_was_asked_and_their_class_only) {
    life.subject.roles = {{"partner_police", ""}};
    life.subject.agency_kind = "police";
    put();
    const auto check = [&](std::int64_t id) {
        return db().read([&](store::Session& session) {
            const auto s = access::load_subject(session, WorkerId{7}, "", clock().now());
            return access::guard_check(session, policy(), *s, Action::view, id);
        });
    };
    EXPECT_TRUE(check(kCheck).ok());
    EXPECT_FALSE(look(FamilyId{kFamily}).ok());
    world.check_rows[0].cls = "health";
    put();
    EXPECT_FALSE(check(kCheck).ok());
    EXPECT_EQ(log().back().rule, "refused.class");
    world.check_rows[0].cls = "police";
    world.exclusions = {{7, kPerson, date_of(clock().now()), {}, true}};
    put();
    EXPECT_FALSE(check(kCheck).ok());
    EXPECT_EQ(log().back().rule, "refused.exclusion");
    EXPECT_FALSE(check(999).ok());
    EXPECT_EQ(log().back().rule, "absent");
}

TEST_P(Guards, somebody_not_in_post_is_nobody) {
    db().read([&](store::Session& session) {
        EXPECT_FALSE(access::load_subject(session, WorkerId{12345}, "", clock().now()));
    });
    clock().advance(-std::chrono::hours(24 * 400));
    db().read([&](store::Session& session) {
        EXPECT_FALSE(access::load_subject(session, WorkerId{7}, "", clock().now()));
    });
}

TEST_P(Guards, a_question_about_an_unknown_class_is_a_bug_and_not_an_answer) {
    EXPECT_THROW(db().read([&](store::Session& session) {
        const auto s = access::load_subject(session, WorkerId{7}, "", clock().now());
        (void)access::guard_family(session, policy(), *s, Action::view, FamilyId{kFamily},
                                   "no_such_class");
    }),
                 std::logic_error);
}

}  // namespace
}  // namespace hearth::test

// The forms that ship, signed in the order of the story, on both databases: what each signing does
// to the record.
#include <gtest/gtest.h>

#include "record/drafts.h"
#include "record/entries.h"
#include "record/small_authority.h"

namespace hearth::record {
namespace {

using store::Sql;
using test::SmallAuthority;

Answers answers(std::initializer_list<std::pair<std::string, std::vector<std::string>>> fields) {
    Answers out;
    for (const auto& [name, texts] : fields) out.set(name, texts);
    return out;
}

std::string problems(const Failure& failure) {
    if (const auto* bad = std::get_if<Invalid>(&failure)) {
        std::string out;
        for (const auto& e : bad->errors) out += e.field + " " + e.code + ": " + e.message + "\n";
        return out;
    }
    if (const auto* refused = std::get_if<Refusal>(&failure)) return "refused: " + refused->rule;
    return "fault: " + std::get<Fault>(failure).what;
}

class FrontDoorStory : public test::DatabaseTest {
  protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        clock().set(*Instant::parse("2026-11-23T10:00:00Z"));  // a Monday
        house_ = std::make_unique<SmallAuthority>(db());
    }
    void TearDown() override { house_.reset(); }

    Signed sign(const std::string& who, const Submission& submission) {
        clock().advance(std::chrono::minutes(1));
        auto done = house_->as(who, [&](store::Session& session, const Context& context) {
            return sign_entry(session, context, submission);
        });
        if (!done) {
            ADD_FAILURE() << submission.form << " by " << who << ": " << problems(done.failure());
            return {};
        }
        return done.value();
    }
    Failure refuse(const std::string& who, const Submission& submission) {
        auto done = house_->as(who, [&](store::Session& session, const Context& context) {
            return sign_entry(session, context, submission);
        });
        EXPECT_FALSE(done.ok());
        return done.ok() ? Failure(Fault{"it was signed"}) : done.failure();
    }
    // One text for each row, "a|b|c".
    std::vector<std::string> rows(const Sql& sql, const store::Params& params = {}) {
        std::vector<std::string> out;
        db().read([&](store::Session& session) {
            session.each(sql, params, [&](const store::Row& row) {
                std::string line;
                for (int i = 0; i < row.columns(); ++i) {
                    if (i > 0) line += "|";
                    line += row.is_null(i) ? "-" : std::string(row.text(i));
                }
                out.push_back(line);
            });
        });
        return out;
    }

    Submission request() {
        Submission s;
        s.form = "request_for_support";
        s.answers = answers({{"referrer_name", {"Priya Shah, safeguarding lead"}},
                             {"referrer_contact", {"01200 000000"}},
                             {"source", {"2A"}},
                             {"district", {district()}},
                             {"danger", {"no"}},
                             {"members.0.role", {"child"}},
                             {"members.0.given", {"Ava"}},
                             {"members.0.surname", {"Ashworth"}},
                             {"members.0.born", {"2019-05-03"}},
                             {"members.0.sex", {"F"}},
                             {"members.0.line1", {"4 Mill Lane"}},
                             {"members.0.postcode", {"FY1 1AA"}},
                             {"members.1.role", {"child"}},
                             {"members.1.given", {"Ben"}},
                             {"members.1.surname", {"Ashworth"}},
                             {"members.1.born", {"2022-01-20"}},
                             {"members.1.sex", {"M"}},
                             {"members.2.role", {"parent"}},
                             {"members.2.given", {"Carla"}},
                             {"members.2.surname", {"Ashworth"}},
                             {"members.2.sex", {"F"}},
                             {"members.2.relationship", {"birth_parent"}},
                             {"members.2.to_all", {"yes"}},
                             {"worries", {"Ava came to school hungry again."}},
                             {"working_well", {"Gran helps."}},
                             {"hopes", {"Help at home."}},
                             {"level", {"3"}},
                             {"consent", {"given"}},
                             {"consent_whom", {"Carla"}},
                             {"safe_contact", {"phone"}}});
        return s;
    }
    std::string district() { return house_->practice().code_list("district")->codes.front().id; }
    std::int64_t contact_ = 0;
    std::unique_ptr<SmallAuthority> house_;

    Submission screening(std::int64_t contact) {
        Submission s;
        s.form = "contact_screening";
        s.contact = contact;
        s.answers = answers({{"known", {"no"}},
                             {"open_case", {"no"}},
                             {"early_help", {"no"}},
                             {"siblings", {"no"}},
                             {"address", {"no"}},
                             {"earlier_contacts", {"no"}},
                             {"rag", {"amber"}},
                             {"rag_reason", {"Hungry at school three times."}},
                             {"consent", {"dispensed"}},
                             {"consent_reason", {"Asking could raise the risk."}},
                             {"asks.0.agency", {house_->agencies["police"].text()}},
                             {"asks.0.question", {"What do you know?"}},
                             {"asks.0.lawful_basis", {"public_task"}},
                             {"asks.1.agency", {house_->agencies["health"].text()}},
                             {"asks.1.question", {"What do you know?"}},
                             {"asks.1.lawful_basis", {"public_task"}}});
        return s;
    }
    Submission decision(std::int64_t contact, const std::vector<PersonId>& children) {
        Submission s;
        s.form = "contact_decision";
        s.contact = contact;
        s.people = children;
        s.answers = answers({{"level", {"4"}},
                             {"outcome", {"assessment"}},
                             {"reason", {"Neglect that help has not changed."}},
                             {"primary_need", {"N1"}},
                             {"dissent", {"no"}},
                             {"family_is", {"new"}},
                             {"family_name", {"Ashworth family"}},
                             {"district", {district()}},
                             {"to_team", {house_->safeguarding.text()}},
                             {"message", {"A social worker will visit this week."}},
                             {"tell_now", {"yes"}}});
        return s;
    }
    std::vector<PersonId> named_children(std::int64_t contact) {
        std::vector<PersonId> out;
        db().read([&](store::Session& session) {
            session.each(kChildren, {{"contact", contact}},
                         [&](const store::Row& row) { out.push_back(row.id<PersonTag>(0)); });
        });
        return out;
    }
    std::vector<PersonId> family_children(FamilyId family) { return members(family, "child"); }
    PersonId parent_of(FamilyId family) { return members(family, "parent").at(0); }
    std::vector<PersonId> members(FamilyId family, const char* role) {
        std::vector<PersonId> out;
        db().read([&](store::Session& session) {
            session.each(kOfRole, {{"family", family}, {"role", role}},
                         [&](const store::Row& row) { out.push_back(row.id<PersonTag>(0)); });
        });
        return out;
    }
    static constexpr Sql kOfRole{"t_of_role", R"(
SELECT person_id FROM family_member WHERE family_id = :family AND role = :role
  AND superseded_at = '9999-12-31T23:59:59.999Z' ORDER BY person_id)"};
    static constexpr Sql kChildren{"t_children", R"(
SELECT id FROM contact_person WHERE contact_id = :contact AND role = 'child'
  AND superseded_at = '9999-12-31T23:59:59.999Z' ORDER BY id)"};
};
HEARTH_ON_BOTH_DATABASES(FrontDoorStory);

constexpr Sql kContact{"t_contact", R"(
SELECT status, rag, level_at_referral, level_at_decision, outcome,
       CASE WHEN referrer_told_at IS NULL THEN 'not told' ELSE 'told' END,
       CASE WHEN family_id IS NULL THEN 'no family' ELSE 'family' END
FROM contact WHERE id = :contact AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kClocks{"t_clocks", R"(
SELECT rule, due_at, CASE WHEN stopped_at IS NULL THEN 'running' ELSE stop_reason END FROM clock
WHERE superseded_at = '9999-12-31T23:59:59.999Z' ORDER BY rule, id)"};
constexpr Sql kChecks{"t_checks", R"(
SELECT p.class, p.response, p.response_basis, p.response_words FROM partner_check p
WHERE p.superseded_at = '9999-12-31T23:59:59.999Z' ORDER BY p.class)"};
constexpr Sql kSharing{"t_sharing", R"(
SELECT direction, decision, basis FROM sharing
WHERE superseded_at = '9999-12-31T23:59:59.999Z' ORDER BY id)"};
constexpr Sql kConsent{"t_consent", R"(
SELECT purpose, decision, reason FROM consent
WHERE superseded_at = '9999-12-31T23:59:59.999Z' ORDER BY id)"};
constexpr Sql kMembers{"t_members", R"(
SELECT p.given, m.role, m.household FROM family_member m
JOIN person p ON p.id = m.person_id AND p.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE m.superseded_at = '9999-12-31T23:59:59.999Z' ORDER BY p.given)"};
constexpr Sql kReferrals{"t_referrals", R"(
SELECT p.given, r.referral_date, r.source_code, r.primary_need, a.start_date FROM referral r
JOIN person p ON p.id = r.person_id AND p.superseded_at = '9999-12-31T23:59:59.999Z'
JOIN assessment a ON a.referral_id = r.id AND a.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE r.superseded_at = '9999-12-31T23:59:59.999Z' ORDER BY p.given)"};
constexpr Sql kRelated{"t_related", R"(
SELECT a.given, r.kind, b.given FROM relationship r
JOIN person a ON a.id = r.from_person AND a.superseded_at = '9999-12-31T23:59:59.999Z'
JOIN person b ON b.id = r.to_person AND b.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE r.superseded_at = '9999-12-31T23:59:59.999Z' ORDER BY b.given)"};
constexpr Sql kAllocations{"t_allocations", R"(
SELECT w.name, al.discipline, al.lead FROM allocation al
JOIN worker w ON w.id = al.worker_id AND w.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE al.superseded_at = '9999-12-31T23:59:59.999Z' AND al.to_date IS NULL ORDER BY w.name)"};
constexpr Sql kWorkbook{"t_workbook", R"(
SELECT cycle, opened_on FROM workbook WHERE superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kCheckOf{"t_check_of", R"(
SELECT id FROM partner_check WHERE class = :class AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kAudit{"t_audit", R"(
SELECT action, object_kind, allowed FROM audit_event WHERE object_kind = 'entry' ORDER BY 1, 3)"};

using Lines = std::vector<std::string>;

TEST_P(FrontDoorStory, a_request_becomes_a_contact_with_its_clock) {
    const auto sent = sign("school", request());
    ASSERT_NE(sent.contact, 0);
    EXPECT_EQ(rows(kContact, {{"contact", sent.contact}}),
              (Lines{"new|-|3|-|-|not told|no family"}));
    EXPECT_EQ(rows(kClocks), (Lines{"contact_decision|2026-11-24T23:59:59.999Z|running"}));
    EXPECT_EQ(rows(kConsent), (Lines{"request_for_support|given|Carla"}));
    EXPECT_EQ(named_children(sent.contact).size(), 2U);
}

TEST_P(FrontDoorStory, a_request_without_a_child_is_not_sent) {
    auto s = request();
    s.answers.set("members.0.role", "other");
    s.answers.set("members.1.role", "other");
    const auto failure = refuse("school", s);
    ASSERT_TRUE(std::holds_alternative<Invalid>(failure));
    EXPECT_NE(problems(failure).find("members rule"), std::string::npos) << problems(failure);
    EXPECT_TRUE(rows(kClocks).empty());
}

constexpr Sql kContinues{"t_continues", R"(
SELECT DISTINCT CASE WHEN c.started_at = k.received_at THEN 'since it was received'
    ELSE c.started_at END, t.name
FROM clock c
JOIN contact k ON k.superseded_at = '9999-12-31T23:59:59.999Z'
JOIN team t ON t.id = c.team_id AND t.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE c.rule = 'assessment' AND c.superseded_at = '9999-12-31T23:59:59.999Z')"};

// proves: S0-49, S0-29, S3-107
// part: S0-24, S3-62
TEST_P(FrontDoorStory, from_a_request_to_an_allocated_family) {
    const auto sent = sign("school", request());
    const auto contact = sent.contact;

    // Rated, and two partners asked: each with a clock of its own, each logged.
    sign("mash_officer", screening(contact));
    EXPECT_EQ(rows(kContact, {{"contact", contact}}),
              (Lines{"checking|amber|3|-|-|not told|no family"}));
    EXPECT_EQ(rows(kClocks), (Lines{"contact_decision|2026-11-24T23:59:59.999Z|running",
                                    "partner_check|2026-11-23T14:02:00.000Z|running",
                                    "partner_check|2026-11-23T14:02:00.000Z|running",
                                    "rag_amber|2026-11-24T23:59:59.999Z|running"}));
    EXPECT_EQ(rows(kConsent), (Lines{"request_for_support|given|Carla",
                                     "checks|dispensed|Asking could raise the risk."}));
    EXPECT_EQ(rows(kSharing), (Lines{"out|shared|duty_to_share", "out|shared|duty_to_share"}));

    // The police share, health decline: words go into the class of the agency.
    const auto check = [&](const char* cls) {
        return db().read([&](store::Session& session) {
            return session
                .one(kCheckOf, {{"class", cls}}, [](const store::Row& row) { return row.int64(0); })
                .value_or(0);
        });
    };
    Submission police;
    police.form = "partner_check_answer";
    police.check = check("police");
    police.answers = answers({{"response", {"known"}},
                              {"basis", {"section_47"}},
                              {"relevant", {"yes"}},
                              {"tell_family", {"no"}},
                              {"police_words", {"Two call-outs this year."}}});
    sign("police", police);
    Submission health;
    health.form = "partner_check_answer";
    health.check = check("health");
    health.answers = answers({{"response", {"declined"}},
                              {"basis", {"not_necessary"}},
                              {"health_words", {"Nothing that bears on this."}}});
    sign("health", health);
    EXPECT_EQ(rows(kChecks), (Lines{"health|declined|not_necessary|Nothing that bears on this.",
                                    "police|known|section_47|Two call-outs this year."}));
    EXPECT_EQ(rows(kSharing), (Lines{"out|shared|duty_to_share", "out|shared|duty_to_share",
                                     "in|shared|section_47", "in|declined|not_necessary"}));
    // Somebody else's question is not there for them.
    health.check = check("police");
    EXPECT_TRUE(std::holds_alternative<Refusal>(refuse("health", health)));

    // The manager decides: a family, a referral and an assessment for each child, the referrer
    // told.
    const auto children = named_children(contact);
    const auto decided = sign("mash_manager", decision(contact, children));
    ASSERT_TRUE(decided.family);
    EXPECT_EQ(rows(kContact, {{"contact", contact}}),
              (Lines{"decided|amber|3|4|assessment|told|family"}));
    EXPECT_EQ(rows(kMembers), (Lines{"Ava|child|Ava’s home", "Ben|child|-", "Carla|parent|-"}));
    EXPECT_EQ(rows(kRelated), (Lines{"Carla|birth_parent|Ava", "Carla|birth_parent|Ben"}));
    EXPECT_EQ(rows(kReferrals),
              (Lines{"Ava|2026-11-23|2A|N1|2026-11-23", "Ben|2026-11-23|2A|N1|2026-11-23"}));
    Lines running;
    for (const auto& line : rows(kClocks))
        if (line.ends_with("running")) running.push_back(line.substr(0, line.find('|')));
    EXPECT_EQ(running, (Lines{"assessment", "assessment", "assessment_day_10", "assessment_day_10",
                              "assessment_day_20", "assessment_day_20", "assessment_visit",
                              "assessment_visit"}));
    // The family has gone from triage to the team, and the time since the request has not begun
    // again.
    EXPECT_EQ(rows(kContinues), (Lines{"since it was received|Family Safeguarding 1"}));

    // Allocated by the team's manager: specialists, workbook, clocks of the team.
    Submission allocation;
    allocation.form = "allocation";
    allocation.family = decided.family;
    allocation.people = family_children(decided.family);
    ASSERT_EQ(allocation.people.size(), 2U);
    allocation.answers = answers({{"allocated_on", {"2026-11-23"}},
                                  {"team", {house_->safeguarding.text()}},
                                  {"lead_worker", {house_->workers["social_worker"].text()}},
                                  {"recovery_worker", {house_->workers["recovery_worker"].text()}},
                                  {"recovery_for", {parent_of(decided.family).text()}}});
    sign("team_manager", allocation);
    EXPECT_EQ(rows(kAllocations), (Lines{"Kit Moss|recovery|0", "Tom Ellis|social_work|1"}));
    EXPECT_EQ(rows(kWorkbook), (Lines{"1|2026-11-23"}));
    // The social worker may now write; another team's may not.
    Submission note;
    note.form = "case_note";
    note.family = decided.family;
    EXPECT_TRUE(std::holds_alternative<Refusal>(refuse("second_social_worker", note)));
    db().sequence_audit();
    for (const auto& line : rows(kAudit)) EXPECT_NE(line.find("entry"), std::string::npos);
    EXPECT_GE(rows(kAudit).size(), 7U);
}

constexpr Sql kThreshold{"t_threshold", R"(
SELECT level_at_referral, level_at_decision, threshold_document FROM contact
WHERE id = :contact AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr Sql kEarlyHelp{"t_early_help", R"(
SELECT p.given, e.start_date, e.end_date FROM early_help_episode e
JOIN person p ON p.id = e.person_id AND p.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE e.superseded_at = '9999-12-31T23:59:59.999Z' ORDER BY p.given)"};
constexpr Sql kTasks{"t_tasks", R"(
SELECT kind, role FROM task WHERE superseded_at = '9999-12-31T23:59:59.999Z' ORDER BY kind)"};
constexpr Sql kSource{"t_source", R"(
SELECT source_code, referrer_name, level_at_referral FROM contact
WHERE superseded_at = '9999-12-31T23:59:59.999Z' ORDER BY source_code)"};
constexpr Sql kNotes{"t_notes", R"(
SELECT form, CASE WHEN contact_id = :contact THEN 'this contact' ELSE 'another' END, summary
FROM entry WHERE form = 'contact_note'
  AND superseded_at = '9999-12-31T23:59:59.999Z')"};

// proves: S3-111
// part: S3-127, S3-62, S0-38
// where: /contacts/{contact}/write/contact_decision
TEST_P(FrontDoorStory, early_help_is_an_outcome_of_its_own_and_the_threshold_in_force_is_kept) {
    const auto sent = sign("school", request());
    sign("mash_officer", screening(sent.contact));
    auto s = decision(sent.contact, named_children(sent.contact));
    s.answers.set("outcome", "early_help");
    s.answers.set("level", "3");
    const auto decided = sign("mash_manager", s);
    ASSERT_TRUE(decided.family);
    EXPECT_EQ(rows(kEarlyHelp), (Lines{"Ava|2026-11-23|-", "Ben|2026-11-23|-"}));
    EXPECT_TRUE(rows(kReferrals).empty());  // no social care
    EXPECT_EQ(rows(kTasks), (Lines{"allocation|team_manager"}));
    EXPECT_EQ(rows(kThreshold, {{"contact", sent.contact}}),
              (Lines{"3|3|" + house_->practice().threshold_document}));
    EXPECT_NE(house_->practice().threshold_document.find("2026.1"), std::string::npos);
}

constexpr Sql kClockTeams{"t_clock_teams", R"(
SELECT t.name FROM clock c JOIN team t ON t.id = c.team_id
  AND t.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE c.rule = 'rag_amber' AND c.superseded_at = '9999-12-31T23:59:59.999Z' ORDER BY c.id)"};

// part: S3-103, S3-104
// where: /front-door
TEST_P(FrontDoorStory,
       a_contact_goes_to_the_front_door_of_its_locality_or_else_to_the_one_for_all) {
    house_->as("mash_manager", [&](store::Session& session, const Context& context) {
        RowWriter writer(session, context);
        writer.insert("team", {{"agency_id", house_->agencies["local_authority"]},
                               {"name", "Front door North"},
                               {"kind", "front_door"},
                               {"district", district()},
                               {"from_date", "2020-01-01"}});
        return Done{};
    });
    const auto here = sign("school", request());
    auto other = request();
    other.answers.set("district", house_->practice().code_list("district")->codes.back().id);
    const auto there = sign("school", other);
    sign("mash_officer", screening(here.contact));
    sign("mash_officer", screening(there.contact));
    EXPECT_EQ(rows(kClockTeams), (Lines{"Front door North", "Front door"}));
}

// part: S3-101, S3-102
// where: /front-door/new
TEST_P(FrontDoorStory,
       a_call_answered_in_the_mash_and_requests_of_partners_are_one_kind_of_contact) {
    auto call = request();
    call.answers.set("source", "1A");
    call.answers.set("referrer_name", "An aunt, by phone");
    call.answers.set("level", "2");
    call.answers.set("consent", "refused");
    call.answers.set("consent_reason", "A child may be at risk tonight.");
    const auto taken = sign("mash_officer", call);
    ASSERT_NE(taken.contact, 0);
    auto notice = request();
    notice.answers.set("source", "6");
    notice.answers.set("referrer_name", "Officer 1234");
    sign("police", notice);
    // The same table, the same clock, the same level of need, whoever sent it.
    EXPECT_EQ(rows(kSource), (Lines{"1A|An aunt, by phone|2", "6|Officer 1234|3"}));
    EXPECT_EQ(rows(kClocks), (Lines{"contact_decision|2026-11-24T23:59:59.999Z|running",
                                    "contact_decision|2026-11-24T23:59:59.999Z|running"}));
    EXPECT_NE(rows(kConsent).front().find("refused"), std::string::npos);
    Submission note;
    note.form = "contact_note";
    note.contact = taken.contact;
    note.answers = answers({{"at", {"2026-11-23T10:00:00Z"}},
                            {"kind", {"out"}},
                            {"with", {"The aunt"}},
                            {"note", {"Advised to ring the family hub."}}});
    sign("mash_officer", note);
    ASSERT_EQ(rows(kNotes, {{"contact", taken.contact}}).size(), 1U);
    EXPECT_NE(rows(kNotes, {{"contact", taken.contact}}).front().find("family hub"),
              std::string::npos);
    EXPECT_NE(rows(kNotes, {{"contact", taken.contact}}).front().find("this contact"),
              std::string::npos);
}

}  // namespace
}  // namespace hearth::record

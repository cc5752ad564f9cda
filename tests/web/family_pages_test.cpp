// The family's and the person's pages, search and emergency access, through the gate and the
// router: what each worker is shown, and what nobody of their kind ever is. Canary strings stand
// for words that must not appear.
#include <gtest/gtest.h>

#include "record/family_overview.h"
#include "record/rows.h"
#include "web/support_app.h"

namespace hearth::web {
namespace {

using record::RowWriter;
using testing::Test;

constexpr const char* kGeneral = "canary-general";
constexpr const char* kSurvivor = "canary-survivor";
constexpr const char* kRisk = "canary-poses-risk";
constexpr const char* kHealth = "canary-health-section";
constexpr const char* kRefuge = "99 Canary Refuge Road";

bool has(const std::string& page, std::string_view words) {
    return page.find(words) != std::string::npos;
}

class FamilyPages : public test::AppWorld {
  protected:
    void SetUp() override {
        AppWorld::SetUp();
        family = world->family;
        world->write([&](store::Session& session, const record::Context& context) {
            RowWriter w(session, context);
            auditor = add_worker(w, "Gita Vale", "information_guardian");
            w.insert("flag", {{"person_id", world->mother},
                              {"kind", "injunction"},
                              {"words", std::string(kSurvivor) + "-flag"},
                              {"class", "survivor"},
                              {"from_date", "2026-10-10"}});
            w.insert("person_address", {{"person_id", world->mother},
                                        {"kind", "home"},
                                        {"line1", "1 Plain Street"},
                                        {"postcode", "BB1 1AA"},
                                        {"from_date", "2020-01-01"},
                                        {"to_date", "2026-09-30"}});
            w.insert("person_address", {{"person_id", world->mother},
                                        {"kind", "refuge"},
                                        {"line1", kRefuge},
                                        {"postcode", "BB9 9ZZ"},
                                        {"confidential", 1},
                                        {"from_date", "2026-10-01"}});
            w.insert("person_identifier",
                     {{"person_id", world->ava}, {"kind", "nhs_number"}, {"value", "9434765919"}});
            w.insert("person_name", {{"person_id", world->mother},
                                     {"kind", "former"},
                                     {"given", "Jo"},
                                     {"surname", "Thompson"}});
            record::index_names(session, world->mother);
            w.insert("relationship", {{"from_person", world->mother},
                                      {"to_person", world->ava},
                                      {"kind", "birth_parent"},
                                      {"parental_responsibility", 1}});
            w.insert("measure", {{"family_id", family},
                                 {"kind", "risk"},
                                 {"value", 7.0},
                                 {"measured_on", "2026-10-10"}});
            w.insert("visit", {{"person_id", world->ava},
                               {"kind", "cin"},
                               {"visit_date", "2026-10-20"},
                               {"seen", 1}});
            put_entry(session, context, family, "general", kGeneral, "significant_event", kGeneral,
                      "general");
            put_entry(session, context, family, "survivor", kSurvivor, "survivor", kSurvivor,
                      "survivor");
            put_entry(session, context, family, "poses_risk", kRisk, "poses_risk", kRisk,
                      "poses_risk");
            // One entry that all may read, with a section that not all may.
            mixed = put_entry(session, context, family, "general", "mixed entry",
                              "child_experience", kHealth, "health", world->ava);
            return Done{};
        });
    }
    WorkerId add_worker(RowWriter& w, const std::string& name, const std::string& role) {
        const WorkerId id{w.insert("worker", {{"agency_id", world->agency},
                                              {"name", name},
                                              {"job_title", role},
                                              {"discipline", "governance"},
                                              {"from_date", "2020-01-01"}})};
        world->workers[name] = id;
        w.insert("worker_role", {{"worker_id", id}, {"role", role}, {"from_date", "2020-01-01"}});
        return id;
    }
    EntryId put_entry(store::Session& session, const record::Context& context, FamilyId of,
                      const char* cls, const std::string& summary, const char* form,
                      const std::string& words, const char* section_class, PersonId person = {}) {
        static constexpr store::Sql kSection{
            "test_section",
            "INSERT INTO entry_section (version_id, section, class, answers) VALUES (:version, "
            ":section, :class, :answers)"};
        static constexpr store::Sql kPerson{
            "test_entry_person",
            "INSERT INTO entry_person (entry_id, person_id) VALUES (:entry, :person)"};
        static constexpr store::Sql kVersion{
            "test_version",
            "SELECT version_id FROM entry WHERE id = :id AND superseded_at = "
            "'9999-12-31T23:59:59.999Z'"};
        RowWriter w(session, context);
        const EntryId id{w.insert("entry", {{"form", form},
                                            {"form_version", 1},
                                            {"family_id", of},
                                            {"author_id", world->workers.at("Ruth Hale")},
                                            {"discipline", "social_work"},
                                            {"agency_id", world->agency},
                                            {"class", cls},
                                            {"status", "signed"},
                                            {"happened_at", "2026-11-01T10:00:00.000Z"},
                                            {"title", "Entry"},
                                            {"summary", summary}})};
        const auto version =
            session.one(kVersion, {{"id", id}}, [](const store::Row& r) { return r.int64(0); });
        const auto* known = context.practice.form(form, 1);
        std::string section = "extra", field = "words";
        if (known != nullptr)
            for (const auto& s : known->sections)
                for (const auto& f : s.fields)
                    if (s.field_class == section_class && f.type == practice::FieldType::longtext &&
                        section == "extra") {
                        section = s.id;
                        field = f.id;
                    }
        session.execute(kSection, {{"version", version},
                                   {"section", section},
                                   {"class", section_class},
                                   {"answers", "{\"" + field + "\":\"" + words + "\"}"}});
        if (person) session.execute(kPerson, {{"entry", id}, {"person", person}});
        return id;
    }
    std::string at(std::string_view rest = {}) {
        return "/families/" + family.text() + std::string(rest);
    }
    void restrict_family() {
        world->write([&](store::Session& session, const record::Context& context) {
            RowWriter w(session, context);
            w.insert("restriction",
                     {{"family_id", family}, {"reason", "staff"}, {"from_date", "2026-11-01"}});
            return Done{};
        });
    }
    void exclude(const std::string& worker) {
        world->write([&](store::Session& session, const record::Context& context) {
            RowWriter w(session, context);
            w.insert("exclusion", {{"worker_id", world->workers.at(worker)},
                                   {"person_id", world->father},
                                   {"reason", "cousin"},
                                   {"from_date", "2026-11-01"}});
            return Done{};
        });
    }
    FamilyId family;
    EntryId mixed;
    WorkerId auditor;
};
HEARTH_ON_BOTH_DATABASES(FamilyPages);

// proves: S4-42
// part: S3-31
// where: /families/{family}
TEST_P(FamilyPages, the_lead_worker_meets_the_whole_family_on_one_page) {
    const auto page = this->page("Ruth Hale", at());
    for (const auto* words : {"What now", "Ava Ashworth", "Sam Ashworth", "Ruth Hale", "Lead",
                              "Who works with this family", kGeneral, "Readiness and risk"})
        EXPECT_TRUE(has(page, words)) << words;
}

TEST_P(FamilyPages, every_page_of_the_family_and_of_its_people_answers_the_lead_worker) {
    for (const auto* rest : {"", "/chronology", "/chronology?print=yes", "/chronology?page=3",
                             "/network", "/assessments", "/looked", "/members/new"})
        page("Ruth Hale", at(rest));
    const std::string person = "/people/" + world->mother.text();
    for (const auto* rest : {"", "/chronology", "/chronology?print=yes", "/looked"})
        page("Ruth Hale", person + rest);
    page("Ruth Hale", "/entries/" + mixed.text());
    page("Ruth Hale", "/account");
    EXPECT_TRUE(has(page("Ruth Hale", at("/network")), "Jo Ashworth"));
}

// part: S2-31
// where: /families/{family}/chronology
TEST_P(FamilyPages, survivor_and_person_who_poses_risk_never_cross_on_any_page) {
    for (const auto* rest : {"", "/chronology", "/network", "/assessments", "/looked"}) {
        EXPECT_FALSE(has(page("Owen Pike", at(rest)), kSurvivor)) << rest;
        EXPECT_FALSE(has(page("Priya Nair", at(rest)), kRisk)) << rest;
        const auto recovery = page("Dee Okoro", at(rest));
        EXPECT_FALSE(has(recovery, kSurvivor) || has(recovery, kRisk)) << rest;
    }
    EXPECT_TRUE(has(page("Priya Nair", at("/chronology")), kSurvivor));
    EXPECT_TRUE(has(page("Owen Pike", at("/chronology")), kRisk));
    const std::string mother = "/people/" + world->mother.text();
    EXPECT_FALSE(has(page("Owen Pike", mother), kSurvivor));
    EXPECT_FALSE(has(page("Owen Pike", mother + "/chronology"), kSurvivor));
    EXPECT_TRUE(has(page("Priya Nair", mother), kSurvivor));
}

TEST_P(FamilyPages, nothing_of_domestic_abuse_work_is_ever_printed_whoever_prints) {
    for (const auto* worker : {"Ruth Hale", "Carl Finch", "Priya Nair", "Owen Pike"}) {
        const auto paper = page(worker, at("/chronology?print=yes"));
        EXPECT_FALSE(has(paper, kSurvivor) || has(paper, kRisk)) << worker;
        EXPECT_TRUE(has(paper, kGeneral)) << worker;
    }
    EXPECT_TRUE(has(page("Ruth Hale", at("/chronology")), kSurvivor));
    // Business support may not print.
    EXPECT_EQ(get("Bea Lunt", at("/chronology?print=yes")).status, 404);
}

TEST_P(FamilyPages, a_section_of_another_class_is_left_out_of_an_entry_without_a_word) {
    const auto path = "/entries/" + mixed.text();
    EXPECT_TRUE(has(page("Ruth Hale", path), kHealth));
    // The domestic abuse officer may read the entry, not its health section.
    const auto officer = page("Owen Pike", path);
    EXPECT_TRUE(has(officer, "mixed entry") || has(officer, "Happened"));
    EXPECT_FALSE(has(officer, kHealth));
    EXPECT_FALSE(has(officer, "not shown"));
}

TEST_P(FamilyPages, an_entry_leads_to_its_revision_exactly_for_those_who_may_revise_it) {
    record::Submission note;
    note.form = "case_note";
    note.people = {world->ava};
    note.answers.set("at", "2026-11-20T10:00:00.000Z");
    note.answers.set("kind", "out");
    note.answers.set("with", "School");
    note.answers.set("note", "Ava was in school.");
    const auto own = world->sign("Ruth Hale", note).entry;
    static constexpr store::Sql kEntries{"test_entries", R"(
SELECT id FROM entry WHERE family_id = :family AND superseded_at = '9999-12-31T23:59:59.999Z')"};
    std::vector<std::string> entries;
    db().read([&](store::Session& session) {
        session.each(kEntries, {{"family", family}}, [&](const store::Row& row) {
            entries.push_back("/entries/" + row.id<EntryTag>(0).text());
        });
    });
    ASSERT_GE(entries.size(), 5U);
    int led = 0, not_led = 0;
    for (const auto& [worker, id] : world->workers) {
        for (const auto& entry : entries) {
            const auto shown = get(worker, entry);
            if (shown.status != 200) continue;
            const bool leads = has(shown.body, entry + "/revise");
            ++(leads ? led : not_led);
            EXPECT_EQ(get(worker, entry + "/revise").status, leads ? 303 : 404)
                << worker << " " << entry;
        }
    }
    EXPECT_GT(led, 0);
    EXPECT_GT(not_led, 0);
    const auto path = "/entries/" + own.text();
    EXPECT_TRUE(has(page("Ruth Hale", path), "Correct this entry"));
    // An analyst of the audit log, a colleague of another team, whoever reads part of it only: not.
    EXPECT_FALSE(has(page("Owen Pike", "/entries/" + mixed.text()), "/revise"));
}

TEST_P(FamilyPages, a_form_posted_without_its_hidden_key_is_answered_400_and_does_nothing) {
    const auto opened = get("Ruth Hale", at("/write/case_note"));
    std::string draft;
    for (const auto& [name, value] : opened.headers)
        if (name == "Location") draft = value;
    keyed = false;
    const std::vector<std::pair<std::string, Fields>> posts = {
        {draft + "/sign", {{"edition", "1"}, {"note", "Not kept"}}},
        {draft + "/send", {{"edition", "1"}, {"note", "Not kept"}}},
        {at("/members/new"), {{"given", "Pat"}, {"surname", "New"}}},
        {draft + "/sign", {{"once", "short"}, {"note", "Not kept"}}}};
    for (const auto& [path, fields] : posts) {
        const auto answer = post("Ruth Hale", path, fields);
        EXPECT_EQ(answer.status, 400) << path;
        EXPECT_TRUE(
            has(answer.body, "nothing was done. Go back, reload the page and send it again"))
            << path;
    }
    EXPECT_FALSE(has(page("Ruth Hale", draft), "Not kept"));
    EXPECT_FALSE(has(page("Ruth Hale", at("/network")), "Pat New"));
    // Refused all the same to whoever may not be there.
    EXPECT_EQ(post("Ann Lister", draft + "/sign", {}).status, 400);
    EXPECT_EQ(post("Ann Lister", at("/members/new"), {{"given", "Pat"}}).status, 404);
}

TEST_P(FamilyPages, only_those_who_may_break_the_glass_are_offered_it_where_nothing_is_found) {
    for (const auto& [worker, id] : world->workers) {
        const auto absent = get(worker, "/families/" + FamilyId{424242}.text());
        ASSERT_EQ(absent.status, 404) << worker;
        EXPECT_TRUE(has(absent.body, "Page not found")) << worker;
        const bool offered = has(absent.body, "/break-glass");
        EXPECT_EQ(get(worker, "/break-glass").status, offered ? 200 : 404) << worker;
        const auto refused = get(worker, at());
        if (refused.status == 404) {
            EXPECT_EQ(refused.body, absent.body) << worker;
        }
    }
    EXPECT_TRUE(has(get("Tom Marsh", at()).body, "/break-glass"));
    for (const auto* worker : {"Ann Lister", "Sid Root", "Bea Lunt"})
        EXPECT_FALSE(has(get(worker, "/break-glass").body, "href=\"/break-glass\"")) << worker;
}

TEST_P(FamilyPages, a_measure_is_as_private_as_the_section_and_the_entry_that_it_stands_in) {
    const auto measure = [&](const char* cls, const char* kind, PersonId whom, EntryId from) {
        world->write([&](store::Session& session, const record::Context& context) {
            RowWriter w(session, context, from);
            w.insert("measure", {{"family_id", world->family},
                                 {"person_id", whom},
                                 {"kind", kind},
                                 {"value", 4.0},
                                 {"measured_on", "2026-11-01"},
                                 {"class", cls}});
            return Done{};
        });
    };
    const auto names = [&](const char* who) {
        return world->read_as(who, [&](store::Session& session, const record::Context& context) {
            const auto shown = record::family_overview(session, context, world->family);
            std::vector<std::string> out;
            for (const auto& m : shown->measures) out.push_back(m.kind);
            return out;
        });
    };
    const auto has_kind = [&](const char* who, const std::string& kind) {
        const auto all = names(who);
        return std::find(all.begin(), all.end(), kind) != all.end();
    };
    measure("poses_risk", "confidence", world->father, {});
    EXPECT_TRUE(has_kind("Ruth Hale", "confidence"));
    EXPECT_TRUE(has_kind("Owen Pike", "confidence"));
    EXPECT_FALSE(has_kind("Priya Nair", "confidence")) << "works with the survivor";
    EXPECT_FALSE(has_kind("Dee Okoro", "confidence"));
    // Of a section that all may read, in an entry that not all may.
    EntryId hidden;
    world->write([&](store::Session& session, const record::Context& context) {
        hidden = put_entry(session, context, world->family, "survivor", "s", "survivor", "s",
                           "survivor");
        return Done{};
    });
    measure("general", "importance", world->mother, hidden);
    EXPECT_TRUE(has_kind("Priya Nair", "importance"));
    EXPECT_FALSE(has_kind("Owen Pike", "importance"));
}

TEST_P(FamilyPages, a_score_written_in_the_health_section_of_a_form_is_kept_as_health) {
    record::Submission s;
    s.form = "child_experience";
    s.people = {world->ava};
    s.answers.set("on", "2026-11-20");
    s.answers.set("sdq", "14");
    for (const auto& section : test::shipped_practice().form("child_experience")->sections)
        for (const auto& field : section.fields)
            if (field.required && field.type == practice::FieldType::longtext)
                s.answers.set(field.id, "Words.");
    ASSERT_TRUE(world->sign("Ruth Hale", s).entry);
    const auto cls = db().read([&](store::Session& session) {
        static constexpr store::Sql kClass{"test_measure_class",
                                           "SELECT class FROM measure WHERE kind = 'sdq'"};
        return session.one(kClass, {},
                           [](const store::Row& row) { return std::string(row.text(0)); });
    });
    EXPECT_EQ(cls.value_or(""), "health");
}

TEST_P(FamilyPages, the_information_guardian_sees_who_looked_and_nothing_of_the_family) {
    page("Ruth Hale", at());
    const auto looked = page("Gita Vale", at("/looked"));
    EXPECT_TRUE(has(looked, "Ruth Hale"));
    EXPECT_TRUE(has(looked, "F-Ashworth")) << "by its reference";
    EXPECT_FALSE(has(looked, "Ashworth family"));
    EXPECT_FALSE(has(looked, "Ava"));
    EXPECT_TRUE(has(page("Gita Vale", "/people/" + world->ava.text() + "/looked"), "Ruth Hale"));
    EXPECT_EQ(get("Gita Vale", at()).status, 404);
}

TEST_P(FamilyPages, a_worker_of_another_team_finds_no_page_of_the_family) {
    for (const auto* worker : {"Tom Marsh", "Sid Root", "Ann Lister"}) {
        for (const auto* rest : {"", "/chronology", "/network", "/assessments", "/looked"})
            EXPECT_EQ(get(worker, at(rest)).status, 404) << worker << rest;
        EXPECT_EQ(get(worker, "/people/" + world->ava.text()).status, 404) << worker;
        EXPECT_EQ(get(worker, "/people/" + world->ava.text() + "/chronology").status, 404);
        EXPECT_EQ(get(worker, "/people/" + world->ava.text() + "/looked").status, 404);
        EXPECT_EQ(get(worker, "/entries/" + mixed.text()).status, 404) << worker;
    }
}

TEST_P(FamilyPages, exclusion_shuts_every_page_even_to_the_lead_worker) {
    exclude("Ruth Hale");
    for (const auto* rest : {"", "/chronology", "/network", "/assessments", "/looked"})
        EXPECT_EQ(get("Ruth Hale", at(rest)).status, 404) << rest;
    EXPECT_EQ(get("Ruth Hale", "/people/" + world->ava.text()).status, 404);
    EXPECT_EQ(get("Ruth Hale", "/entries/" + mixed.text()).status, 404);
    EXPECT_FALSE(has(page("Ruth Hale", "/search?q=ashworth"), "Ava Ashworth"));
    EXPECT_EQ(get("Ruth Hale", "/break-glass?family=" + family.text()).status, 404);
}

TEST_P(FamilyPages, a_restricted_family_is_shut_and_never_found_by_search) {
    EXPECT_TRUE(has(page("Tom Marsh", "/search?q=ashworth"), "Ava Ashworth"));
    restrict_family();
    for (const auto* q : {"ashworth", "ava+ashworth", "thompson", "9434765919", "2+4+2018"})
        EXPECT_FALSE(has(page("Tom Marsh", std::string("/search?q=") + q), "Ava Ashworth")) << q;
    EXPECT_EQ(get("Ruth Hale", at()).status, 404);
    EXPECT_EQ(get("Ruth Hale", "/people/" + world->ava.text()).status, 404);
}

// where: /people/{person}
TEST_P(FamilyPages, a_confidential_address_shows_only_to_the_authoritys_workers_with_the_class) {
    const std::string mother = "/people/" + world->mother.text();
    EXPECT_TRUE(has(page("Ruth Hale", mother), kRefuge));
    EXPECT_FALSE(has(page("Owen Pike", mother), kRefuge));  // no class address
    EXPECT_FALSE(has(page("Owen Pike", mother), "1 Plain Street"));
    // A mental health practitioner of the hospital's has the class, and is not the authority's.
    world->write([&](store::Session& session, const record::Context& context) {
        RowWriter w(session, context);
        const auto hospital = w.insert(
            "agency",
            {{"name", "Hospital trust"}, {"kind", "health"}, {"agreement_from", "2020-01-01"}});
        EXPECT_TRUE(
            w.revise("worker", world->workers.at("Mina Roy").value, {{"agency_id", hospital}})
                .ok());
        return Done{};
    });
    const auto partner = page("Mina Roy", mother);
    EXPECT_TRUE(has(partner, "1 Plain Street"));
    EXPECT_FALSE(has(partner, kRefuge));
    for (const auto* rest : {"", "/network"})
        EXPECT_FALSE(has(page("Mina Roy", at(rest)), kRefuge)) << rest;
}

// where: /search
TEST_P(FamilyPages, one_box_finds_by_part_order_former_name_sound_birth_number_and_reference) {
    const auto finds = [&](const std::string& q, const char* name) {
        return has(page("Ruth Hale", "/search?q=" + q), name);
    };
    EXPECT_TRUE(finds("ashworth+ava", "Ava Ashworth"));
    EXPECT_TRUE(finds("ashw", "Ava Ashworth"));
    EXPECT_TRUE(finds("thompson", "Also known as Jo Thompson"));
    EXPECT_TRUE(finds("thomson", "Jo Ashworth"));
    EXPECT_TRUE(finds("2/4/2018", "Ava Ashworth"));
    EXPECT_TRUE(finds("2+April+2018", "Ava Ashworth"));
    EXPECT_TRUE(finds("2+4+2018", "Ava Ashworth"));
    EXPECT_TRUE(finds("ashworth+2+4+2018", "Ava Ashworth"));
    world->write([&](store::Session& session, const record::Context& context) {
        RowWriter w(session, context);
        EXPECT_TRUE(w.revise("family", family.value, {{"reference", "F-1042337"}}).ok());
        return Done{};
    });
    EXPECT_TRUE(finds("f-1042337", "Families with this reference"));
    EXPECT_TRUE(finds("943+476+5919", "Ava Ashworth"));
    EXPECT_TRUE(finds("zzyzx", "Nobody was found"));
    EXPECT_EQ(get("Ruth Hale", "/search?q=a").status, 422);
    // Of what does not all fit, that which fits is shown and said to fit in part.
    EXPECT_TRUE(finds("ava+zzyzx", "Nobody fits everything"));
    // A confidential address is not found by its postcode.
    EXPECT_FALSE(finds("BB9+9ZZ", "Jo Ashworth"));
}

TEST_P(FamilyPages, a_search_is_logged_with_a_hash_of_what_was_typed) {
    page("Tom Marsh", "/search?q=ashworth");
    db().sequence_audit();
    constexpr store::Sql kLogged{
        "test_search_log",
        "SELECT COUNT(*) FROM audit_event WHERE action = 'search' AND worker_id = :worker AND "
        "detail_hash <> ''"};
    EXPECT_EQ(db().read([&](store::Session& session) {
        return session.one(kLogged, {{"worker", world->workers.at("Tom Marsh")}},
                           [](const store::Row& row) { return row.int64(0); });
    }),
              1);
}

// where: /families/{family}/looked
TEST_P(FamilyPages, who_has_looked_names_the_reader_and_shows_refusals_only_to_managers) {
    get("Tom Marsh", at());
    page("Dee Okoro", at());
    const auto worker = page("Ruth Hale", at("/looked"));
    EXPECT_TRUE(has(worker, "Dee Okoro"));
    EXPECT_FALSE(has(worker, "Tom Marsh"));
    const auto manager = page("Carl Finch", at("/looked"));
    EXPECT_TRUE(has(manager, "Tom Marsh"));
    EXPECT_TRUE(has(manager, "Refused"));
    // Looking here is itself looked at.
    EXPECT_TRUE(has(page("Ruth Hale", at("/looked")), "Carl Finch"));
}

// where: /break-glass
TEST_P(FamilyPages, breaking_the_glass_opens_for_an_hour_tells_others_and_is_reviewed_by_another) {
    EXPECT_EQ(get("Tom Marsh", at()).status, 404);
    EXPECT_TRUE(has(page("Tom Marsh", "/break-glass?family=" + family.text()), "Ashworth family"));
    const std::string reason = "Police have the children at the station and ask who may collect";
    const auto open = [&](const std::string& password, const std::string& why) {
        return post("Tom Marsh", "/break-glass",
                    {{"family", family.text()},
                     {"reason_code", "police_or_hospital"},
                     {"reason", why},
                     {"password", password}});
    };
    EXPECT_EQ(open("not the password", reason).status, 422);
    EXPECT_EQ(get("Tom Marsh", at()).status, 404);
    EXPECT_EQ(open(std::string(test::kTestPassword), "urgent").status, 422);
    EXPECT_EQ(open(std::string(test::kTestPassword), reason).status, 303);
    const auto inside = page("Tom Marsh", at());
    EXPECT_TRUE(has(inside, "Emergency access is open"));
    EXPECT_FALSE(has(inside, kSurvivor) || has(inside, kRisk));
    EXPECT_FALSE(has(page("Tom Marsh", at("/chronology")), kSurvivor));

    constexpr store::Sql kNotices{
        "test_notices",
        "SELECT COUNT(*), SUM(CASE WHEN owner_id = :lead THEN 1 ELSE 0 END), SUM(CASE WHEN role = "
        "'information_guardian' THEN 1 ELSE 0 END) FROM task WHERE kind = 'notice_break_glass'"};
    db().read([&](store::Session& session) {
        session.each(kNotices, {{"lead", world->workers.at("Ruth Hale")}},
                     [&](const store::Row& row) {
                         EXPECT_EQ(row.int64(0), 2);
                         EXPECT_EQ(row.int64(1), 1);
                         EXPECT_EQ(row.int64(2), 1);
                     });
        return Done{};
    });

    // Somebody else reviews; a worker without the grant finds no page.
    EXPECT_EQ(get("Tom Marsh", "/break-glass/review").status, 404);
    const auto review = page("Gita Vale", "/break-glass/review");
    EXPECT_TRUE(has(review, "Tom Marsh"));
    EXPECT_TRUE(has(review, reason));

    clock().advance(std::chrono::minutes(61));
    EXPECT_EQ(get("Tom Marsh", at()).status, 404);
    EXPECT_FALSE(has(page("Tom Marsh", "/search"), "Emergency access is open"));
}

TEST_P(FamilyPages, a_worker_ends_emergency_access_early_and_nobody_reviews_their_own) {
    // A manager of another family's team breaks the glass, and may review others' but not this.
    world->write([&](store::Session& session, const record::Context& context) {
        RowWriter w(session, context);
        add_worker(w, "Nell Ford", "team_manager");
        return Done{};
    });
    EXPECT_EQ(post("Nell Ford", "/break-glass",
                   {{"family", family.text()},
                    {"reason_code", "immediate_risk"},
                    {"reason", "A neighbour rang: the children are alone in the house"},
                    {"password", std::string(test::kTestPassword)}})
                  .status,
              303);
    page("Nell Ford", at());
    const auto own = page("Nell Ford", "/break-glass/review");
    EXPECT_TRUE(has(own, "somebody else reviews it"));
    constexpr store::Sql kId{"test_glass_id", "SELECT MAX(id) FROM break_glass"};
    const auto id = db().read([&](store::Session& session) {
        return session.one(kId, {}, [](const store::Row& row) { return row.int64(0); }).value();
    });
    const std::string path = "/break-glass/review/" + RowId{id}.text();
    const Fields finding{{"outcome", "justified"}, {"note", "Spoke to the duty manager"}};
    EXPECT_EQ(post("Nell Ford", path, finding).status, 404);
    EXPECT_EQ(post("Gita Vale", path, {{"outcome", ""}, {"note", ""}}).status, 422);
    EXPECT_EQ(post("Gita Vale", path, finding).status, 303);
    EXPECT_EQ(post("Carl Finch", path, finding).status, 422);  // reviewed meanwhile
    EXPECT_EQ(post("Nell Ford", "/break-glass/end", {}).status, 303);
    EXPECT_EQ(get("Nell Ford", at()).status, 404);
}

TEST_P(FamilyPages, a_restricted_family_opens_by_its_exact_reference_in_an_emergency_only) {
    restrict_family();
    world->write([&](store::Session& session, const record::Context& context) {
        RowWriter w(session, context);
        EXPECT_TRUE(w.revise("family", family.value, {{"reference", "F-104233"}}).ok());
        return Done{};
    });
    EXPECT_FALSE(has(page("Tom Marsh", "/search?q=F-104233"), "Ashworth family"));
    EXPECT_TRUE(has(page("Tom Marsh", "/break-glass?reference=F-104233"), "Ashworth family"));
    EXPECT_EQ(get("Tom Marsh", "/break-glass?reference=F-999999").status, 422);
}

// where: /families/{family}/network
TEST_P(FamilyPages, a_member_and_a_relationship_are_corrected_and_the_past_is_kept) {
    EXPECT_EQ(post("Ruth Hale", at("/members/new"), {{"given", "Rose"}}).status, 422);
    EXPECT_EQ(post("Ruth Hale", at("/members/new"),
                   {{"given", "Rose"},
                    {"surname", "Ashworth"},
                    {"sex", "F"},
                    {"role", "other"},
                    {"born", "1960-05-01"}})
                  .status,
              303);
    EXPECT_TRUE(has(page("Ruth Hale", at("/network")), "Rose Ashworth"));
    EXPECT_EQ(post("Ruth Hale", at("/members/" + world->ava.text()),
                   {{"role", "child"}, {"household", "Gran’s home"}})
                  .status,
              303);
    EXPECT_TRUE(has(page("Ruth Hale", at("/network")), "Gran’s home"));
    EXPECT_EQ(post("Owen Pike", at("/members/" + world->ava.text()), {{"role", "child"}}).status,
              303);  // may write identity
    EXPECT_EQ(post("Tom Marsh", at("/members/new"), {{"given", "X"}}).status, 404);
    constexpr store::Sql kVersions{"test_versions",
                                   "SELECT COUNT(*) FROM family_member WHERE person_id = :person"};
    EXPECT_EQ(db().read([&](store::Session& session) {
        return session.one(kVersions, {{"person", world->ava}},
                           [](const store::Row& row) { return row.int64(0); });
    }),
              3);
}

TEST_P(FamilyPages, a_person_of_two_families_shows_only_what_belongs_to_the_one_i_work_with) {
    FamilyId other;
    world->write([&](store::Session& session, const record::Context& context) {
        RowWriter w(session, context);
        other = FamilyId{w.insert("family", {{"name", "Canary other family"},
                                             {"reference", "F-555555"},
                                             {"district", "wyre"},
                                             {"from_date", "2026-01-05"}})};
        w.insert(
            "family_team",
            {{"family_id", other}, {"team_id", world->other_team}, {"from_date", "2026-01-05"}});
        w.insert("family_member", {{"family_id", other},
                                   {"person_id", world->father},
                                   {"role", "parent"},
                                   {"from_date", "2026-01-05"}});
        const auto half = record::create_person(session, w,
                                                {{"given", "Canaryhalf"},
                                                 {"surname", "Sibling"},
                                                 {"sex", "M"},
                                                 {"born", "2020-01-01"}});
        w.insert("family_member", {{"family_id", other},
                                   {"person_id", half},
                                   {"role", "child"},
                                   {"from_date", "2026-01-05"}});
        w.insert("relationship",
                 {{"from_person", world->father}, {"to_person", half}, {"kind", "birth_parent"}});
        put_entry(session, context, other, "general", "canary-other-entry", "significant_event",
                  "canary-other-entry", "general", world->father);
        return Done{};
    });
    const std::string father = "/people/" + world->father.text();
    for (const auto& path : {father, father + "/chronology", father + "/looked", at("/network")}) {
        const auto seen = page("Ruth Hale", path);
        EXPECT_FALSE(has(seen, "Canary other family")) << path;
        EXPECT_FALSE(has(seen, "canary-other-entry")) << path;
        EXPECT_FALSE(has(seen, "Canaryhalf")) << path;
    }
    EXPECT_TRUE(has(page("Tom Marsh", father + "/chronology"), "canary-other-entry"));
    EXPECT_FALSE(has(page("Tom Marsh", father + "/chronology"), kGeneral));
}

// where: /people/{person}
TEST_P(FamilyPages, care_is_told_in_words_and_not_in_codes) {
    world->write([&](store::Session& session, const record::Context& context) {
        RowWriter w(session, context);
        const auto episode = w.insert("cla_episode", {{"person_id", world->ava},
                                                      {"start_date", "2026-03-02"},
                                                      {"start_reason", "S"},
                                                      {"end_date", "2026-09-01"},
                                                      {"end_reason", "E4A"}});
        w.insert("legal_status",
                 {{"person_id", world->ava}, {"status", "C1"}, {"start_date", "2026-03-02"}});
        w.insert("placement", {{"person_id", world->ava},
                               {"cla_episode_id", episode},
                               {"start_date", "2026-03-02"},
                               {"end_date", "2026-09-01"},
                               {"type", "U3"},
                               {"provider", "PR1"},
                               {"change_reason", "CARPL"}});
        return Done{};
    });
    const auto person = page("Ruth Hale", "/people/" + world->ava.text());
    for (const char* words : {"Came into care", "Went home, as planned", "Interim care order",
                              "Foster care with a relative or friend",
                              "Provided by: This authority", "Changed because: The care plan"})
        EXPECT_TRUE(has(person, words)) << words;
    for (const char* code : {">C1<", ">C1.", "Type U3", "CARPL", "E4A", "Provider PR1"})
        EXPECT_FALSE(has(person, code)) << code;
}

}  // namespace
}  // namespace hearth::web

// "Is this child known?": what a partner is told, and that everything else is one answer.
#include <gtest/gtest.h>

#include "identity/is_known.h"
#include "record/rows.h"
#include "web/kit_tokens.h"
#include "web/support_app.h"

namespace hearth::web {
namespace {

bool has(std::string_view page, std::string_view words) {
    return page.find(words) != std::string_view::npos;
}

class IsKnown : public test::AppWorld {
  protected:
    void SetUp() override {
        AppWorld::SetUp();
        write([&](record::RowWriter& w) {
            EXPECT_TRUE(w.revise("team", world->team.value, {{"phone", "01632 960201"}}).ok());
            EXPECT_TRUE(
                w.revise("team", world->front_door.value, {{"phone", "01632 960200"}}).ok());
            school = partner(w, "Hannah Threlfall", "school", "partner_referrer");
            partner(w, "Hugh Beck", "health", "partner_health");
            partner(w, "Pam Cross", "police", "partner_police");
        });
    }
    template <class F>
    void write(F f) {
        world->write([&](store::Session& session, const record::Context& context) {
            record::RowWriter w(session, context);
            f(w);
            return Done{};
        });
    }
    AgencyId partner(record::RowWriter& w, const char* name, const char* kind, const char* role) {
        const AgencyId agency{
            w.insert("agency", {{"name", kind}, {"kind", kind}, {"agreement_from", "2020-01-01"}})};
        const WorkerId id{w.insert("worker", {{"agency_id", agency},
                                              {"name", name},
                                              {"job_title", "Lead"},
                                              {"discipline", "partner"},
                                              {"from_date", "2020-01-01"}})};
        world->workers[name] = id;
        w.insert("worker_role", {{"worker_id", id}, {"role", role}, {"from_date", "2020-01-01"}});
        return agency;
    }
    static Fields about(const char* given, const char* surname, const char* day, const char* month,
                        const char* year) {
        return {{"given", given},        {"surname", surname}, {"born-day", day},
                {"born-month", month},   {"born-year", year},  {"purpose", "worry"},
                {"basis", "public_task"}};
    }
    static Fields ava() { return about("Ava", "Ashworth", "2", "4", "2018"); }
    Response ask(const char* who, Fields fields) { return post(who, "/known", std::move(fields)); }
    // What is said, without the name that was typed.
    std::string said(const char* who, const Fields& fields) {
        const auto response = ask(who, fields);
        EXPECT_EQ(response.status, 200) << response.body;
        auto words = tokens::text_of(response.body);
        for (const char* heading : {"Nothing can be said here", "Known: somebody"})
            if (const auto at = words.find(heading); at != std::string::npos)
                return words.substr(at);
        ADD_FAILURE() << words;
        return {};
    }
    std::int64_t count(const store::Sql& sql) {
        return db().read([&](store::Session& session) {
            return session.one(sql, {}, [](const store::Row& row) { return row.int64(0); })
                .value_or(-1);
        });
    }
    AgencyId school;
};
HEARTH_ON_BOTH_DATABASES(IsKnown);

// where: /known
TEST_P(IsKnown, a_partner_is_told_to_whom_to_speak_as_far_as_the_agreement_goes) {
    const auto school_hears = said("Hannah Threlfall", ava());
    EXPECT_TRUE(has(school_hears, "Known: somebody works with the family now")) << school_hears;
    EXPECT_TRUE(has(school_hears, "Family Safeguarding North"));
    EXPECT_TRUE(has(school_hears, "01632 960201"));
    EXPECT_FALSE(has(school_hears, "Ruth Hale"));
    for (const char* who : {"Hugh Beck", "Pam Cross"}) {
        const auto hears = said(who, ava());
        EXPECT_TRUE(has(hears, "Ruth Hale")) << hears;
        EXPECT_FALSE(has(hears, "F-Ashworth"));
    }
    // As people write and say a name.
    EXPECT_TRUE(has(said("Hugh Beck", about(" ava ", "ASHWORTH", "2", "4", "2018")), "Ruth Hale"));
}

TEST_P(IsKnown, everything_else_is_one_answer) {
    const auto nothing = said("Hugh Beck", about("Zuleika", "Quartermaine", "2", "4", "2018"));
    EXPECT_TRUE(has(nothing, "Nothing can be said here"));
    EXPECT_TRUE(has(nothing, "Ring Front door on 01632 960200")) << nothing;
    // Nearly right is nobody: an adult too.
    EXPECT_EQ(said("Hugh Beck", about("Ava", "Ashworth", "3", "4", "2018")), nothing);
    EXPECT_EQ(said("Hugh Beck", about("Ava", "Ashwerth", "2", "4", "2018")), nothing);
    EXPECT_EQ(said("Hugh Beck", about("Av", "Ashworth", "2", "4", "2018")), nothing);
    EXPECT_EQ(said("Hugh Beck", about("Ashworth", "Ava", "2", "4", "2018")), nothing);
    // Excluded from anybody of the family.
    write([&](record::RowWriter& w) {
        w.insert("exclusion", {{"worker_id", world->workers.at("Hugh Beck")},
                               {"person_id", world->mother},
                               {"reason", "Related"},
                               {"from_date", "2026-01-01"}});
    });
    EXPECT_EQ(said("Hugh Beck", ava()), nothing);
    EXPECT_TRUE(has(said("Pam Cross", ava()), "Ruth Hale"));
    // Restricted, for everybody: on its list too.
    write([&](record::RowWriter& w) {
        w.insert("restriction",
                 {{"family_id", world->family}, {"reason", "Apart"}, {"from_date", "2026-01-01"}});
        w.insert("restriction", {{"family_id", world->family},
                                 {"worker_id", world->workers.at("Pam Cross")},
                                 {"reason", "Apart"},
                                 {"from_date", "2026-01-01"}});
    });
    EXPECT_EQ(said("Pam Cross", ava()), nothing);
}

TEST_P(IsKnown, a_closed_family_and_two_of_one_name_and_birth_are_not_told) {
    const auto nothing = said("Pam Cross", about("Zuleika", "Quartermaine", "2", "4", "2018"));
    world->write([&](store::Session& session, const record::Context& context) {
        record::RowWriter w(session, context);
        const auto person = record::create_person(
            session, w,
            {{"given", "Ava"}, {"surname", "Ashworth"}, {"sex", "F"}, {"born", "2018-04-02"}});
        (void)person;
        return Done{};
    });
    EXPECT_EQ(said("Pam Cross", ava()), nothing);
    const auto sam = about("Sam", "Ashworth", "12", "9", "2021");
    EXPECT_TRUE(has(said("Pam Cross", sam), "Ruth Hale"));
    write([&](record::RowWriter& w) {
        EXPECT_TRUE(w.revise("family", world->family.value, {{"to_date", "2026-11-20"}}).ok());
    });
    EXPECT_EQ(said("Pam Cross", sam), nothing);
}

TEST_P(IsKnown, both_names_the_date_the_purpose_and_the_basis_are_needed) {
    EXPECT_EQ(ask("Pam Cross", {}).status, 422);
    for (const char* missing : {"given", "surname", "born-year", "purpose", "basis"}) {
        auto fields = ava();
        for (auto& [name, value] : fields)
            if (name == missing) value.clear();
        EXPECT_EQ(ask("Pam Cross", fields).status, 422) << missing;
    }
    EXPECT_EQ(ask("Pam Cross", about("Jo", "Ashworth", "3", "3", "1992")).status, 422);  // an adult
}

TEST_P(IsKnown, only_partners_ask_and_only_under_an_agreement) {
    for (const char* who : {"Ruth Hale", "Moira Sand", "Sid Root", "Ann Lister"})
        EXPECT_EQ(get(who, "/known").status, 404) << who;
    EXPECT_EQ(get("Hannah Threlfall", "/known").status, 200);
    write([&](record::RowWriter& w) {
        EXPECT_TRUE(w.revise("agency", school.value, {{"agreement_to", "2026-11-20"}}).ok());
    });
    EXPECT_EQ(get("Hannah Threlfall", "/known").status, 404);
    EXPECT_EQ(ask("Hannah Threlfall", ava()).status, 404);
}

TEST_P(IsKnown, whoever_fishes_is_stopped_and_told_nothing_by_it) {
    const auto wrong = about("Zuleika", "Quartermaine", "2", "4", "2018");
    for (std::int64_t i = 0; i < identity::kAskedInAnHour; ++i)
        ASSERT_EQ(ask("Pam Cross", i % 2 == 0 ? wrong : ava()).status, 200) << i;
    const auto stopped = ask("Pam Cross", ava());
    EXPECT_EQ(stopped.status, 429);
    EXPECT_FALSE(has(stopped.body, "Ruth Hale"));
    EXPECT_EQ(tokens::text_of(stopped.body).substr(0, 200),
              tokens::text_of(ask("Pam Cross", ava()).body).substr(0, 200));
    EXPECT_EQ(ask("Hugh Beck", ava()).status, 200);  // of another agency
    // An hour later more may be asked; not when too many were in vain.
    clock().advance(std::chrono::minutes(61));
    for (std::int64_t i = 0; i < identity::kAskedInAnHour; ++i)
        ASSERT_EQ(ask("Pam Cross", wrong).status, 200) << i;
    clock().advance(std::chrono::minutes(61));
    EXPECT_EQ(ask("Pam Cross", ava()).status, 429);
}

TEST_P(IsKnown, each_question_is_logged_with_its_purpose_and_the_person_it_was_about) {
    said("Pam Cross", ava());
    said("Pam Cross", about("Zuleika", "Quartermaine", "2", "4", "2018"));
    static constexpr store::Sql kLogged{"t_known_logged", R"(
SELECT COUNT(*) FROM audit_event WHERE object_kind = 'is_known' AND purpose = 'worry' AND allowed = 1
  AND detail_hash <> '')"};
    static constexpr store::Sql kOfFamily{"t_known_family", R"(
SELECT COUNT(*) FROM audit_event WHERE object_kind = 'is_known' AND purpose = 'worry' AND family_id <> 0)"};
    static constexpr store::Sql kKept{"t_known_kept",
                                      "SELECT 10 * COUNT(*) + SUM(said) FROM known_question"};
    db().sequence_audit();
    EXPECT_EQ(count(kLogged), 2);
    EXPECT_EQ(count(kOfFamily), 1);
    EXPECT_EQ(count(kKept), 21);
}

}  // namespace
}  // namespace hearth::web

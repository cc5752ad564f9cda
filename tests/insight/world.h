// A tiny authority, made by hand, row by row: what figures are computed over in tests, and by hand
// beside them.
#pragma once
#include <memory>
#include <string>

#include "access/policy.h"
#include "insight/indicators.h"
#include "practice/loader.h"
#include "record/rows.h"
#include "support/test_database.h"

namespace hearth::insight {

inline const practice::Practice& shipped_practice() {
    static const practice::Practice practice = [] {
        auto loaded =
            practice::load_practice(std::string(HEARTH_SOURCE_DIR) + "/practice", "family-help");
        if (!loaded.ok()) throw std::runtime_error(practice::to_text(loaded.problems.front()));
        return std::move(loaded.practice);
    }();
    return practice;
}

class FigureTest : public test::DatabaseTest {
  public:
    using Values = record::Values;

    // From here on what is recorded is recorded at this day, at noon.
    void on(const char* day) {
        now_ = instant_of(*Date::parse(day), 12 * 60);
        subject_.at = now_;
        clock().set(now_);
    }
    static Date day(const char* iso) { return *Date::parse(iso); }
    // What was known at the end of the day.
    static Instant end_of(const char* iso) { return instant_of(day(iso) + 1, 0); }

    std::int64_t put(const char* table, const Values& values, std::int64_t id = 0) {
        return db().write([&](store::Session& session) {
            const auto context = make_context();
            record::RowWriter writer(session, context);
            return id == 0 ? writer.insert(table, values) : writer.insert_as(table, id, values);
        });
    }
    void change(const char* table, std::int64_t id, const Values& values) {
        db().write([&](store::Session& session) {
            const auto context = make_context();
            record::RowWriter writer(session, context);
            ASSERT_TRUE(writer.revise(table, id, values).ok());
        });
    }
    void run(const store::Sql& sql) {
        db().write([&](store::Session& session) { session.execute(sql); });
    }

    void district(const char* code, const char* name, int children) {
        db().write([&](store::Session& session) {
            session.execute({"world_district", "INSERT INTO district (code, name) VALUES (:c, :n)"},
                            {{"c", code}, {"n", name}});
            session.execute({"world_population",
                             "INSERT INTO population (district, year, age_from, age_to, people) "
                             "VALUES (:c, 2024, 0, 17, :p)"},
                            {{"c", code}, {"p", children}});
        });
    }
    std::int64_t team(const char* name, const char* kind = "family_safeguarding") {
        return put("team",
                   {{"agency_id", 1}, {"name", name}, {"kind", kind}, {"from_date", "2020-01-01"}});
    }
    std::int64_t family(const char* name, const char* district, std::int64_t team_id = 0) {
        const auto id = put("family", {{"name", name},
                                       {"reference", name},
                                       {"district", district},
                                       {"from_date", "2022-01-01"}});
        if (team_id != 0)
            put("family_team",
                {{"family_id", id}, {"team_id", team_id}, {"from_date", "2022-01-01"}});
        return id;
    }
    std::int64_t child(const char* given, std::int64_t family_id) {
        const auto id =
            put("person",
                {{"given", given}, {"surname", "Tester"}, {"sex", "F"}, {"born", "2015-05-05"}});
        put("family_member", {{"family_id", family_id},
                              {"person_id", id},
                              {"role", "child"},
                              {"from_date", "2022-01-01"}});
        return id;
    }
    // An episode of need. `closed` "" while open.
    std::int64_t referral(std::int64_t child, const char* date, const char* closed = "",
                          bool nfa = false, const char* need = "N1") {
        Values values{{"person_id", child},
                      {"referral_date", date},
                      {"source_code", "6"},
                      {"primary_need", need},
                      {"nfa", nfa}};
        if (*closed != '\0') values["close_date"] = closed;
        return put("referral", values);
    }
    std::int64_t assessment(std::int64_t child, std::int64_t referral_id, const char* start,
                            const char* authorised, const char* outcome = "family_help_plan") {
        return put("assessment", {{"person_id", child},
                                  {"referral_id", referral_id},
                                  {"start_date", start},
                                  {"authorised_date", authorised},
                                  {"outcome", outcome}});
    }
    void factor(std::int64_t assessment_id, const char* code) {
        put("assessment_factor",
            {{"assessment_id", assessment_id}, {"factor", code}, {"position", 0}});
    }
    std::int64_t care(std::int64_t child, const char* start, const char* end = "",
                      const char* reason = "", const char* entered = "") {
        Values values{{"person_id", child}, {"start_date", start}, {"start_reason", "S"}};
        values["entered_care_date"] = *entered != '\0' ? entered : start;
        if (*end != '\0') values["end_date"] = end;
        if (*reason != '\0') values["end_reason"] = reason;
        return put("cla_episode", values);
    }

    static const practice::Indicator& indicator(std::string_view id) {
        const auto* found = find_indicator(shipped_practice(), id);
        if (found == nullptr) throw std::runtime_error("no indicator " + std::string(id));
        return *found;
    }
    Evaluation evaluation(std::string_view id, const char* as_at) {
        return db().read(
            [&](store::Session& session) { return evaluate(session, indicator(id), day(as_at)); });
    }
    Figure figure(std::string_view id, const char* as_at) { return evaluation(id, as_at).all; }
    Figure figure_known(std::string_view id, const char* as_at, const char* known) {
        return db().read_as_known(end_of(known), [&](store::Session& session) {
            return figure_at(session, indicator(id), day(as_at));
        });
    }
    std::string says(std::string_view id, const char* as_at) {
        const auto f = figure(id, as_at);
        return figure_words(indicator(id), f) + " | " + counts_words(indicator(id), f);
    }

    record::Context make_context() { return {shipped_practice(), *policy_, subject_, now_, ids_}; }
    access::Subject& subject() { return subject_; }

  protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        policy_ = std::make_unique<access::Policy>(shipped_practice().roles);
        subject_.worker = WorkerId{1};
        subject_.agency = AgencyId{1};
        subject_.agency_kind = "local_authority";
        subject_.agreement_in_force = true;
        subject_.purpose = "performance";
        on("2026-11-22");
        const auto& days = shipped_practice().calendars.at("england-and-wales");
        db().write([&](store::Session& session) {
            for (const auto& holiday : days.days())
                session.execute(
                    {"world_holiday", "INSERT INTO bank_holiday (day, name) VALUES (:d, :n)"},
                    {{"d", holiday}, {"n", "Bank holiday"}});
        });
        district("E07000117", "Burnley", 10'000);
        district("E07000123", "Preston", 30'000);
        burnley = team("Burnley Family Safeguarding");
        preston = team("Preston Family Safeguarding");
        ash = family("Ash", "E07000117", burnley);
        birch = family("Birch", "E07000123", preston);
        ann = child("Ann", ash);
        ben = child("Ben", ash);
        cat = child("Cat", birch);
        dan = child("Dan", birch);
    }

    std::int64_t burnley = 0, preston = 0, ash = 0, birch = 0, ann = 0, ben = 0, cat = 0, dan = 0;

  private:
    std::unique_ptr<access::Policy> policy_;
    access::Subject subject_;
    Instant now_;
    IdMaker ids_;
};

}  // namespace hearth::insight

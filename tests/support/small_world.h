// A small authority for tests: one team with a worker of each discipline, a front door, and one
// family of two children, a mother and a father.
//
// Rows are written through RowWriter, as the record writes them. Header only, because the modules
// below `record` link the other support files.
#pragma once
#include <map>
#include <memory>
#include <string>

#include "access/guard.h"
#include "practice/loader.h"
#include "record/entries.h"
#include "record/people.h"
#include "support/test_database.h"

namespace hearth::test {

inline const practice::Practice& shipped_practice() {
    static const practice::Practice practice = [] {
        auto loaded =
            practice::load_practice(std::string(HEARTH_SOURCE_DIR) + "/practice", "family-help");
        if (!loaded.ok()) throw std::runtime_error(practice::to_text(loaded.problems.front()));
        return std::move(loaded.practice);
    }();
    return practice;
}
inline const access::Policy& shipped_policy() {
    static const access::Policy policy(shipped_practice().roles);
    return policy;
}

class SmallWorld {
    // First, since the constructor uses what its result is deduced from.
    access::Subject subject_of(store::Session& session, const std::string& worker) {
        return access::load_subject(session, workers.at(worker), "direct_work", clock_.now())
            .value();
    }
    record::Context context_of(const access::Subject& subject) {
        return {shipped_practice(), shipped_policy(), subject, clock_.now(), ids_};
    }

  public:
    // f(session, context) as this worker, now.
    template <class F>
    auto read_as(const std::string& worker, F&& f) {
        return db_.read([&](store::Session& session) {
            const auto subject = subject_of(session, worker);
            return f(session, context_of(subject));
        });
    }
    template <class F>
    auto write_as(const std::string& worker, F&& f) {
        return db_.write([&](store::Session& session) {
            const auto subject = subject_of(session, worker);
            return f(session, context_of(subject));
        });
    }
    // As the system, for rows that a test needs.
    template <class F>
    auto write(F&& f) {
        access::Subject nobody;
        nobody.worker = WorkerId{1};
        nobody.at = clock_.now();
        return db_.write([&](store::Session& session) { return f(session, context_of(nobody)); });
    }
    SmallWorld(store::Database& db, ManualClock& clock) : db_(db), clock_(clock) {
        clock_.set(Instant::parse("2026-11-24T10:00:00Z").value());  // a Tuesday
        write([&](store::Session& session, const record::Context& context) {
            record::RowWriter w(session, context);
            agency = AgencyId{w.insert("agency", {{"name", "Westmere Council"},
                                                  {"kind", "local_authority"},
                                                  {"agreement_from", "2020-01-01"}})};
            team = make_team(w, "Family Safeguarding North", "family_safeguarding");
            other_team = make_team(w, "Family Safeguarding South", "family_safeguarding");
            front_door = make_team(w, "Front door", "front_door");
            add(w, "Ruth Hale", "social_work", "social_worker", team);
            add(w, "Tom Marsh", "social_work", "social_worker", other_team);
            add(w, "Dee Okoro", "recovery", "recovery_worker", team);
            add(w, "Priya Nair", "domestic_abuse_survivor", "domestic_abuse_practitioner", team);
            add(w, "Owen Pike", "domestic_abuse_risk", "domestic_abuse_officer", team);
            add(w, "Mina Roy", "mental_health", "mental_health_practitioner", team);
            add(w, "Carl Finch", "management", "team_manager", team);
            add(w, "Bea Lunt", "business_support", "business_support", team);
            add(w, "Moira Sand", "front_door", "mash_officer", front_door);
            add(w, "Ann Lister", "performance", "performance_analyst", TeamId{});
            add(w, "Sid Root", "administration", "system_administrator", TeamId{});
            family = make_family(session, w, "Ashworth", &ava, &sam, &mother, &father);
            allocate(w, family, "Ruth Hale", "social_work", true);
            allocate(w, family, "Dee Okoro", "recovery", false);
            allocate(w, family, "Priya Nair", "domestic_abuse_survivor", false);
            allocate(w, family, "Owen Pike", "domestic_abuse_risk", false);
            return Done{};
        });
    }

    AgencyId agency;
    TeamId team, other_team, front_door;
    std::map<std::string, WorkerId> workers;  // by name
    FamilyId family;
    PersonId ava, sam, mother, father;

    // A family of the team, allocated to nobody.
    FamilyId make_family(store::Session& session, record::RowWriter& w, const std::string& surname,
                         PersonId* first = nullptr, PersonId* second = nullptr,
                         PersonId* parent = nullptr, PersonId* other = nullptr) {
        const FamilyId made{w.insert("family", {{"name", surname + " family"},
                                                {"reference", "F-" + surname},
                                                {"district", "burnley"},
                                                {"from_date", "2026-01-05"}})};
        const auto person = [&](const char* given, const char* born, const char* role,
                                PersonId* out) {
            const PersonId id = record::create_person(
                session, w, {{"given", given}, {"surname", surname}, {"sex", "F"}, {"born", born}});
            w.insert("family_member", {{"family_id", made},
                                       {"person_id", id},
                                       {"role", role},
                                       {"from_date", "2026-01-05"}});
            if (out != nullptr) *out = id;
            return id;
        };
        const PersonId a = person("Ava", "2018-04-02", "child", first);
        const PersonId s = person("Sam", "2021-09-12", "child", second);
        person("Jo", "1992-03-03", "parent", parent);
        person("Lee", "1990-08-21", "parent", other);
        for (const auto child : {a, s})
            w.insert("referral", {{"person_id", child},
                                  {"family_id", made},
                                  {"referral_date", "2026-10-01"},
                                  {"source_code", "2A"}});
        w.insert("family_team",
                 {{"family_id", made}, {"team_id", team}, {"from_date", "2026-10-05"}});
        w.insert("workbook", {{"family_id", made}, {"cycle", 1}, {"opened_on", "2026-10-05"}});
        return made;
    }
    std::int64_t allocate(record::RowWriter& w, FamilyId to, const std::string& worker,
                          const std::string& discipline, bool lead, const char* from = "2026-10-05",
                          const char* until = nullptr) {
        return w.insert("allocation",
                        {{"family_id", to},
                         {"worker_id", workers.at(worker)},
                         {"discipline", discipline},
                         {"lead", lead},
                         {"from_date", from},
                         {"to_date", until == nullptr ? store::Value{} : store::Value(until)}});
    }

    // Signs a form about the family; fails the test, saying why, when it cannot be signed.
    record::Signed sign(const std::string& worker, record::Submission submission) {
        if (!submission.family) submission.family = family;
        std::vector<std::string> people;
        for (const auto person : submission.people) people.push_back(person.text());
        submission.answers.set("people", people);
        auto done = write_as(worker, [&](store::Session& session, const record::Context& context) {
            return record::sign_entry(session, context, submission);
        });
        if (!done) {
            if (const auto* wrong = std::get_if<Invalid>(&done.failure()))
                for (const auto& e : wrong->errors)
                    ADD_FAILURE() << submission.form << ": " << e.field << ": " << e.message;
            else if (const auto* no = std::get_if<Refusal>(&done.failure()))
                ADD_FAILURE() << submission.form << " refused: " << no->rule;
            else
                ADD_FAILURE() << submission.form << ": " << std::get<Fault>(done.failure()).what;
            return {};
        }
        return done.value();
    }
    IdMaker& ids() { return ids_; }

  private:
    TeamId make_team(record::RowWriter& w, const char* name, const char* kind) {
        return TeamId{w.insert("team", {{"agency_id", agency},
                                        {"name", name},
                                        {"kind", kind},
                                        {"district", "burnley"},
                                        {"from_date", "2020-01-01"}})};
    }
    void add(record::RowWriter& w, const std::string& name, const std::string& discipline,
             const std::string& role, TeamId in) {
        const WorkerId id{w.insert("worker", {{"agency_id", agency},
                                              {"name", name},
                                              {"job_title", role},
                                              {"discipline", discipline},
                                              {"from_date", "2020-01-01"}})};
        workers[name] = id;
        w.insert("worker_role", {{"worker_id", id}, {"role", role}, {"from_date", "2020-01-01"}});
        if (in)
            w.insert(
                "team_member",
                {{"team_id", in}, {"worker_id", id}, {"fte", 1.0}, {"from_date", "2020-01-01"}});
    }
    store::Database& db_;
    ManualClock& clock_;
    IdMaker ids_{7};
};

}  // namespace hearth::test

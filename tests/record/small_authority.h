// A small authority for tests: one person of each role that the story needs, each in the team and
// agency that the role belongs to. Header only, so that record and web tests share it.
#pragma once
#include <map>
#include <string>

#include "access/guard.h"
#include "practice/loader.h"
#include "record/accounts.h"
#include "record/context.h"
#include "record/rows.h"
#include "store/database.h"
#include "support/test_database.h"

namespace hearth::test {

inline const practice::Practice& house_practice() {
    static const practice::Loaded loaded = [] {
        auto read =
            practice::load_practice(std::string(HEARTH_SOURCE_DIR) + "/practice", "family-help",
                                    {.catalog = &record::record_catalog(), .today = {}});
        for (const auto& problem : read.problems) ADD_FAILURE() << practice::to_text(problem);
        return read;
    }();
    return loaded.practice;
}

class SmallAuthority {
  public:
    explicit SmallAuthority(store::Database& db)
        : policy(house_practice().roles), db_(db), ids_(7) {
        db.write([&](store::Session& session) { make(session); });
    }

    const practice::Practice& practice() const { return house_practice(); }
    access::Policy policy;
    std::map<std::string, WorkerId> workers;  // by role, and "school", "second_social_worker"
    std::map<std::string, AgencyId> agencies;
    TeamId front_door, safeguarding;

    // Runs f(session, context) as this person, in a write transaction.
    template <class F>
    auto as(const std::string& who, F&& f) {
        return db_.write([&](store::Session& session) {
            const Instant now = db_.clock().now();
            auto subject = access::load_subject(session, workers.at(who), "direct_work", now);
            if (!subject) throw std::runtime_error("nobody in post: " + who);
            const record::Context context{practice(), policy, *subject, now, ids_};
            return f(session, context);
        });
    }

  private:
    void make(store::Session& session) {
        const Instant now = db_.clock().now();
        access::Subject system;
        system.worker = WorkerId{1};
        const record::Context context{practice(), policy, system, now, ids_};
        record::RowWriter rows(session, context);
        const auto agency = [&](const std::string& kind, const std::string& name) {
            agencies[kind] = AgencyId{rows.insert(
                "agency", {{"name", name}, {"kind", kind}, {"agreement_from", "2020-01-01"}})};
        };
        agency("local_authority", "Northshire Council");
        agency("school", "St Mary’s Primary School");
        agency("police", "Northshire Police");
        agency("health", "Northshire NHS Trust");
        agency("probation", "Probation Service");
        const auto team = [&](const std::string& name, const std::string& kind) {
            return TeamId{rows.insert("team", {{"agency_id", agencies["local_authority"]},
                                               {"name", name},
                                               {"kind", kind},
                                               {"from_date", "2020-01-01"}})};
        };
        front_door = team("Front door", "front_door");
        safeguarding = team("Family Safeguarding 1", "family_safeguarding");
        const auto worker = [&](const std::string& key, const std::string& name,
                                const std::string& role, const std::string& discipline,
                                const std::string& kind, TeamId in) {
            const WorkerId id{rows.insert("worker", {{"agency_id", agencies[kind]},
                                                     {"name", name},
                                                     {"job_title", role},
                                                     {"discipline", discipline},
                                                     {"from_date", "2020-01-01"}})};
            rows.insert("worker_role",
                        {{"worker_id", id}, {"role", role}, {"from_date", "2020-01-01"}});
            if (in)
                rows.insert("team_member",
                            {{"team_id", in}, {"worker_id", id}, {"from_date", "2020-01-01"}});
            workers[key] = id;
        };
        worker("school", "Priya Shah", "partner_referrer", "partner", "school", {});
        worker("police", "Dan Ward", "partner_police", "partner", "police", {});
        worker("health", "Joy Abara", "partner_health", "partner", "health", {});
        worker("mash_officer", "Lena Holt", "mash_officer", "front_door", "local_authority",
               front_door);
        worker("mash_manager", "Omar Reid", "mash_manager", "management", "local_authority",
               front_door);
        worker("team_manager", "Grace Bell", "team_manager", "management", "local_authority",
               safeguarding);
        worker("social_worker", "Tom Ellis", "social_worker", "social_work", "local_authority",
               safeguarding);
        worker("second_social_worker", "Ana Ruiz", "social_worker", "social_work",
               "local_authority", {});
        worker("recovery_worker", "Kit Moss", "recovery_worker", "recovery", "local_authority",
               safeguarding);
        worker("da_practitioner", "Sue Marsh", "domestic_abuse_practitioner",
               "domestic_abuse_survivor", "local_authority", safeguarding);
        worker("da_officer", "Neil Frost", "domestic_abuse_officer", "domestic_abuse_risk",
               "local_authority", safeguarding);
        worker("mh_practitioner", "Amy Lowe", "mental_health_practitioner", "mental_health",
               "local_authority", safeguarding);
    }

    store::Database& db_;
    IdMaker ids_;
};

}  // namespace hearth::test

#include "access/guard.h"

namespace hearth::access {
namespace {

using store::Sql;

constexpr Sql kWorker{"subject_worker", R"(
SELECT w.name, w.job_title, w.discipline, w.agency_id, a.name, a.kind,
       CASE WHEN a.agreement_from <= :today AND (a.agreement_to IS NULL OR a.agreement_to >= :today)
            THEN 1 ELSE 0 END
FROM worker w
JOIN agency a ON a.id = w.agency_id AND a.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE w.id = :worker AND w.superseded_at = '9999-12-31T23:59:59.999Z'
  AND w.from_date <= :today AND (w.to_date IS NULL OR w.to_date >= :today))"};

constexpr Sql kRoles{"subject_roles", R"(
SELECT role, area FROM worker_role
WHERE worker_id = :worker AND superseded_at = '9999-12-31T23:59:59.999Z'
  AND from_date <= :today AND (to_date IS NULL OR to_date >= :today)
ORDER BY role, area)"};

constexpr Sql kTeams{"subject_teams", R"(
SELECT team_id FROM team_member
WHERE worker_id = :worker AND superseded_at = '9999-12-31T23:59:59.999Z'
  AND from_date <= :today AND (to_date IS NULL OR to_date >= :today)
ORDER BY team_id)"};

}  // namespace

std::optional<Subject> load_subject(store::Session& session, WorkerId worker,
                                    std::string_view purpose, Instant at) {
    const store::Params params{{"worker", worker}, {"today", date_of(at)}};
    auto subject = session.one(kWorker, params, [&](const store::Row& row) {
        Subject s;
        s.worker = worker;
        s.name = row.text(0);
        s.job_title = row.text(1);
        s.discipline = row.text(2);
        s.agency = row.id<AgencyTag>(3);
        s.agency_name = row.text(4);
        s.agency_kind = row.text(5);
        s.agreement_in_force = row.yes(6);
        s.purpose = purpose;
        s.at = at;
        return s;
    });
    if (!subject) return std::nullopt;
    session.each(kRoles, params, [&](const store::Row& row) {
        subject->roles.push_back({std::string(row.text(0)), std::string(row.text(1))});
    });
    session.each(kTeams, params,
                 [&](const store::Row& row) { subject->teams.push_back(row.id<TeamTag>(0)); });
    return subject;
}

}  // namespace hearth::access

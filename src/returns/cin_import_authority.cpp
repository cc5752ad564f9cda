#include "returns/cin_import_authority.h"

#include "record/accounts.h"
#include "record/bank_holidays.h"
#include "record/rows.h"

namespace hearth::returns {
namespace {

using store::Sql;

constexpr Sql kMake{"make_authority", R"(
INSERT INTO authority (id, name, la_code, profile, demonstration, made_at)
VALUES (1, :name, :la_code, :profile, 0, :now))"};
constexpr Sql kAgency{"import_agency", R"(
SELECT id FROM agency WHERE kind = 'local_authority' AND superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY id LIMIT 1)"};
constexpr Sql kTeam{"import_team", R"(
SELECT id FROM team WHERE name = :name AND superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY id LIMIT 1)"};

}  // namespace

ImportInto import_into(store::Session& session, const record::Context& context,
                       const std::string& name, const std::string& la_code,
                       const std::string& profile) {
    ImportInto out;
    record::RowWriter writer(session, context);
    const Date today = context.today();
    if (!record::authority(session)) {
        out.made = true;
        session.execute(
            kMake,
            {{"name", name}, {"la_code", la_code}, {"profile", profile}, {"now", context.now}});
        record::keep_bank_holidays(session, context.practice);
    }
    const auto id_of = [](const store::Row& row) { return row.int64(0); };
    auto agency = session.one(kAgency, {}, id_of);
    if (!agency)
        agency = writer.insert(
            "agency", {{"name", name}, {"kind", "local_authority"}, {"agreement_from", today}});
    if (const auto team = session.one(kTeam, {{"name", kImportTeam}}, id_of)) {
        out.team = TeamId{*team};
        return out;
    }
    out.team = TeamId{writer.insert("team", {{"agency_id", *agency},
                                             {"name", kImportTeam},
                                             {"kind", "performance"},
                                             {"from_date", today}})};
    if (!out.made) return out;
    const WorkerId worker{writer.insert("worker", {{"agency_id", *agency},
                                                   {"name", "Records manager"},
                                                   {"job_title", "Team manager, imported records"},
                                                   {"discipline", "management"},
                                                   {"from_date", today}})};
    for (const auto* role : {"team_manager", "performance_analyst"})
        writer.insert("worker_role", {{"worker_id", worker}, {"role", role}, {"from_date", today}});
    writer.insert("team_member",
                  {{"team_id", out.team}, {"worker_id", worker}, {"from_date", today}});
    record::Account account;
    account.worker = worker;
    account.sign_in_name = kImportManager;
    account.password_hash = "none";  // no password hashes to this
    const auto saved = record::save_account(session, account, context.now);
    if (!saved) throw std::logic_error("a new authority has an account already");
    return out;
}

}  // namespace hearth::returns

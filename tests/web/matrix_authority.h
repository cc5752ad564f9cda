// An authority in which every relation meets every restriction, with one worker of each role, and
// every piece of information marked with its field class.
//
// Twenty families: five relations times four restrictions, the same for every worker. Each worker
// is allocated to the five-times-four's first row, is in the team of the second, covers the
// district of the third; the fourth has no team (duty); the fifth is nothing to them. The facts are
// known by construction, so that what is expected is worked out from the policy without the
// database. Made of rows, not of use cases: it must not depend on what it tests.
#pragma once
#include <fmt/format.h>

#include <map>
#include <string>
#include <vector>

#include "access/policy.h"
#include "practice/definitions.h"
#include "record/accounts.h"
#include "record/context.h"
#include "record/rows.h"
#include "store/database.h"
#include "web/security/csrf.h"
#include "web/security/token.h"

namespace hearth::test {

enum class Stands { allocated, team, area, duty, none };
enum class Limits { none, restricted, on_list, excluded };
inline constexpr int kStands = 5, kLimits = 4;

struct MatrixFamily {
    Stands stands;
    Limits limits;
    FamilyId id;
    std::string name;  // a word that occurs nowhere else
    PersonId child;
    std::map<std::string, EntryId, std::less<>> entries;  // by class
    MeetingId meeting;
    std::int64_t contact = 0, check = 0, task = 0;

    // What is true between any of the workers and this family.
    access::Facts facts() const {
        access::Facts f;
        f.district = stands == Stands::area ? "E07000117" : "E07000118";
        if (stands == Stands::allocated) f.relations.add(access::Relation::allocated);
        if (stands == Stands::team) f.relations.add(access::Relation::team);
        if (stands == Stands::duty) f.relations.add(access::Relation::duty);
        f.restricted = limits == Limits::restricted || limits == Limits::on_list;
        f.on_list = limits == Limits::on_list;
        f.excluded = limits == Limits::excluded;
        return f;
    }
    // A closed contact about the family, which nobody here sent, held or was asked about.
    access::Facts contact_facts() const {
        access::Facts f = facts();
        f.relations = {};
        return f;
    }
};

struct MatrixWorker {
    std::string role;
    access::Subject subject;
    std::string token, csrf_secret;
};

// What stands in text of that class of that family, and nowhere else.
inline std::string canary(std::string_view cls, const MatrixFamily& family) {
    return fmt::format("Canary{}{}", cls, family.id.text());
}

struct MatrixAuthority {
    std::vector<MatrixFamily> families;
    std::vector<MatrixWorker> workers;
    TeamId team, elsewhere;
    std::int64_t draft = 0;  // somebody else's

    MatrixAuthority(store::Database& db, const practice::Practice& practice,
                    const access::Policy& policy) {
        const Instant now = db.clock().now();
        IdMaker ids;
        access::Subject nobody;
        nobody.at = now;
        nobody.worker = WorkerId{1};
        const record::Context context{practice, policy, nobody, now, ids};
        db.write([&](store::Session& session) {
            record::RowWriter rows(session, context);
            add_workers(session, rows, practice, context);
            for (int s = 0; s < kStands; ++s)
                for (int l = 0; l < kLimits; ++l)
                    add_family(session, rows, practice, context, static_cast<Stands>(s),
                               static_cast<Limits>(l));
            draft = ids.make(now);
            static constexpr store::Sql kDraft{
                "matrix_draft",
                "INSERT INTO draft (id, worker_id, form, form_version, family_id, answers, before, "
                "edition, started_at, saved_at) VALUES (:id, 1, 'case_note', 1, :family, '{}', "
                "'{}', 1, :now, :now)"};
            session.execute(kDraft, {{"id", draft}, {"family", families[0].id}, {"now", now}});
        });
    }

  private:
    static constexpr const char* kDistrict = "E07000117";
    std::map<std::string, std::int64_t> agencies_;

    void add_workers(store::Session& session, record::RowWriter& rows,
                     const practice::Practice& practice, const record::Context& context) {
        const Date from = context.today() - 30;
        const auto agency = [&](const std::string& kind) {
            auto& id = agencies_[kind];
            if (id == 0)
                id = rows.insert(
                    "agency",
                    {{"name", kind + " agency"}, {"kind", kind}, {"agreement_from", from}});
            return id;
        };
        const auto make_team = [&](const char* name) {
            return TeamId{rows.insert("team", {{"agency_id", agency("local_authority")},
                                               {"name", name},
                                               {"kind", "family_safeguarding"},
                                               {"from_date", from}})};
        };
        team = make_team("Ours");
        elsewhere = make_team("Elsewhere");
        for (const auto& role : practice.roles.roles) {
            MatrixWorker w;
            w.role = role.id;
            auto& s = w.subject;
            s.agency_kind = role.agencies.front();
            s.agency = AgencyId{agency(s.agency_kind)};
            s.agreement_in_force = true;
            s.roles = {{role.id, kDistrict}};
            s.at = context.now;
            s.worker = WorkerId{rows.insert("worker", {{"agency_id", s.agency},
                                                       {"name", "Worker " + role.id},
                                                       {"job_title", role.title},
                                                       {"discipline", role.discipline},
                                                       {"from_date", from}})};
            rows.insert("worker_role", {{"worker_id", s.worker},
                                        {"role", role.id},
                                        {"area", kDistrict},
                                        {"from_date", from}});
            rows.insert("team_member",
                        {{"team_id", team}, {"worker_id", s.worker}, {"from_date", from}});
            record::Account account;
            account.worker = s.worker;
            account.sign_in_name = role.id;
            account.password_hash = "none";
            account.demonstration = true;
            if (!record::save_account(session, account, context.now)) std::abort();
            w.token = web::new_token();
            w.csrf_secret = web::new_csrf_secret();
            record::SignIn sign_in;
            sign_in.token_hash = web::token_hash(w.token);
            sign_in.worker = s.worker;
            sign_in.csrf_secret = w.csrf_secret;
            sign_in.created_at = sign_in.seen_at = context.now;
            sign_in.expires_at = context.now + std::chrono::hours(12);
            sign_in.second_factor = true;
            record::start_sign_in(session, sign_in);
            workers.push_back(std::move(w));
        }
    }

    void add_family(store::Session& session, record::RowWriter& rows,
                    const practice::Practice& practice, const record::Context& context,
                    Stands stands, Limits limits) {
        const Date from = context.today() - 20;
        MatrixFamily f;
        f.stands = stands;
        f.limits = limits;
        f.name = fmt::format("Kestrel{}{}", static_cast<int>(stands), static_cast<int>(limits));
        const auto district = stands == Stands::area ? kDistrict : "E07000118";
        f.id = FamilyId{rows.insert("family", {{"name", f.name + " family"},
                                               {"reference", "F-" + f.name},
                                               {"district", district},
                                               {"from_date", from}})};
        f.child = PersonId{rows.insert("person", {{"given", "Robin"},
                                                  {"surname", f.name},
                                                  {"sex", "F"},
                                                  {"born", context.today() - 3000}})};
        rows.insert(
            "family_member",
            {{"family_id", f.id}, {"person_id", f.child}, {"role", "child"}, {"from_date", from}});
        rows.insert("person_address", {{"person_id", f.child},
                                       {"kind", "home"},
                                       {"line1", canary("confidential", f)},
                                       {"postcode", "FY1 1AA"},
                                       {"confidential", 1},
                                       {"from_date", from}});
        if (stands != Stands::duty)
            rows.insert("family_team", {{"family_id", f.id},
                                        {"team_id", stands == Stands::team ? team : elsewhere},
                                        {"from_date", from}});
        const auto list = [&](store::Value worker) {
            rows.insert("restriction", {{"family_id", f.id},
                                        {"worker_id", std::move(worker)},
                                        {"reason", "r"},
                                        {"from_date", from}});
        };
        if (limits == Limits::restricted || limits == Limits::on_list) list({});
        for (const auto& w : workers) {
            if (stands == Stands::allocated)
                rows.insert("allocation", {{"family_id", f.id},
                                           {"worker_id", w.subject.worker},
                                           {"discipline", "social_work"},
                                           {"from_date", from}});
            if (limits == Limits::on_list) list(w.subject.worker);
            if (limits == Limits::excluded)
                rows.insert("exclusion", {{"worker_id", w.subject.worker},
                                          {"person_id", f.child},
                                          {"reason", "r"},
                                          {"from_date", from}});
        }
        f.contact = rows.insert("contact", {{"reference", "C-" + f.name},
                                            {"received_at", context.now},
                                            {"source_code", "2A"},
                                            {"status", "decided"},
                                            {"family_id", f.id}});
        f.check = rows.insert("partner_check", {{"contact_id", f.contact},
                                                {"agency_id", std::int64_t{1}},
                                                {"question", "q"},
                                                {"lawful_basis", "public_task"},
                                                {"asked_by", std::int64_t{1}},
                                                {"asked_at", context.now},
                                                {"due_at", context.now},
                                                {"class", "police"}});
        f.meeting = MeetingId{rows.insert("meeting", {{"kind", "group_supervision"},
                                                      {"family_id", f.id},
                                                      {"planned_at", context.now},
                                                      {"status", "planned"}})};
        f.task = rows.insert("task", {{"kind", "read"},
                                      {"title", canary("general", f)},
                                      {"family_id", f.id},
                                      {"owner_id", std::int64_t{1}}});
        for (const auto& cls : practice.roles.classes) {
            rows.insert("flag", {{"person_id", f.child},
                                 {"kind", "risk_to_staff"},
                                 {"words", canary(cls, f)},
                                 {"class", cls},
                                 {"from_date", from}});
            rows.insert("action", {{"family_id", f.id},
                                   {"what", canary(cls, f)},
                                   {"owner_id", std::int64_t{1}},
                                   {"due_on", context.today()},
                                   {"status", "open"},
                                   {"class", cls}});
            add_entry(session, rows, context, f, cls);
        }
        families.push_back(std::move(f));
    }

    // An entry of the class, with a section of the class.
    static void add_entry(store::Session& session, record::RowWriter& rows,
                          const record::Context& context, MatrixFamily& f, const std::string& cls) {
        const auto id = rows.insert("entry", {{"form", "case_note"},
                                              {"form_version", 1},
                                              {"family_id", f.id},
                                              {"author_id", std::int64_t{1}},
                                              {"discipline", "social_work"},
                                              {"agency_id", std::int64_t{1}},
                                              {"class", cls},
                                              {"status", "signed"},
                                              {"happened_at", context.now},
                                              {"title", canary(cls, f)},
                                              {"summary", canary(cls, f)},
                                              {"significant", 0}});
        f.entries[cls] = EntryId{id};
        static constexpr store::Sql kSection{
            "matrix_section",
            "INSERT INTO entry_section (version_id, section, class, answers) SELECT version_id, "
            "'note', :class, :answers FROM entry WHERE id = :id"};
        session.execute(kSection, {{"class", cls},
                                   {"answers", fmt::format(R"({{"note":"{}"}})", canary(cls, f))},
                                   {"id", id}});
        static constexpr store::Sql kPerson{
            "matrix_entry_person",
            "INSERT INTO entry_person (entry_id, person_id) VALUES (:entry, :person)"};
        session.execute(kPerson, {{"entry", id}, {"person", f.child}});
    }
};

}  // namespace hearth::test

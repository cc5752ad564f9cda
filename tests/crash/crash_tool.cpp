// What tests/crash/run needs that the program does not offer: a small authority to write in, and a
// look at what became of it.
//
//   crash_tool make DATA URL          an authority with one social worker ("worker") and LANES
//   families crash_tool look DATA URL          JSON: integrity, how often each marker was signed,
//   and how often the audit log tells of each search (by the hash of what was typed)
//
// A marker is a word that the harness writes into a note, once for each act.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <map>
#include <regex>

#include "access/policy.h"
#include "base/json_writer.h"
#include "practice/loader.h"
#include "record/accounts.h"
#include "record/context.h"
#include "record/rows.h"
#include "store/database.h"
#include "web/security/password.h"

namespace hearth {
namespace {

constexpr int kLanes = 8;
using store::Sql;

std::unique_ptr<store::Database> open(const std::string& data, const std::string& url) {
    std::filesystem::create_directories(data);
    store::DatabaseConfig config;
    config.url = url;
    config.key_folder = data;
    return store::Database::open(config);
}

void make(store::Database& db) {
    auto loaded =
        practice::load_practice(std::string(HEARTH_SOURCE_DIR) + "/practice", "family-help");
    const access::Policy policy(loaded.practice.roles);
    const Instant now = db.clock().now();
    IdMaker ids;
    access::Subject nobody;
    nobody.worker = WorkerId{1};
    nobody.at = now;
    const record::Context context{loaded.practice, policy, nobody, now, ids};
    const std::string hash = web::Passwords().hash("a long crash password");
    const Date from = context.today() - 30;
    db.write([&](store::Session& session) {
        static constexpr Sql kAuthority{
            "crash_authority",
            "INSERT INTO authority (id, name, la_code, profile, demonstration, made_at) VALUES (1, "
            "'Crashshire', '888', 'family-help', 1, :now)"};
        session.execute(kAuthority, {{"now", now}});
        record::RowWriter rows(session, context);
        const auto agency = rows.insert("agency", {{"name", "Crashshire Council"},
                                                   {"kind", "local_authority"},
                                                   {"agreement_from", from}});
        const auto worker = rows.insert("worker", {{"agency_id", agency},
                                                   {"name", "Wren Ashdown"},
                                                   {"job_title", "Social worker"},
                                                   {"discipline", "social_work"},
                                                   {"from_date", from}});
        rows.insert("worker_role",
                    {{"worker_id", worker}, {"role", "social_worker"}, {"from_date", from}});
        for (int i = 0; i < kLanes; ++i) {
            const auto family = rows.insert("family", {{"name", fmt::format("Lane {} family", i)},
                                                       {"reference", fmt::format("F-{}", i)},
                                                       {"district", "E07000117"},
                                                       {"from_date", from}});
            const auto child = rows.insert("person", {{"given", "Robin"},
                                                      {"surname", fmt::format("Lane{}", i)},
                                                      {"sex", "F"},
                                                      {"born", from - 3000}});
            rows.insert("family_member", {{"family_id", family},
                                          {"person_id", child},
                                          {"role", "child"},
                                          {"from_date", from}});
            rows.insert("allocation", {{"family_id", family},
                                       {"worker_id", worker},
                                       {"discipline", "social_work"},
                                       {"from_date", from}});
            std::puts(id_to_text(family).c_str());
        }
        record::Account account;
        account.worker = WorkerId{worker};
        account.sign_in_name = "worker";
        account.password_hash = hash;
        account.demonstration = true;
        if (!record::save_account(session, account, now)) std::abort();
    });
}

void look(store::Database& db) {
    static constexpr Sql kIntegrity{"integrity", "PRAGMA integrity_check"};
    static constexpr Sql kSigned{
        "signed_notes",
        "SELECT s.answers FROM entry e JOIN entry_section s ON s.version_id = e.version_id WHERE "
        "e.superseded_at = '9999-12-31T23:59:59.999Z' ORDER BY e.id"};
    static constexpr Sql kSearched{"searches_logged",
                                   "SELECT detail_hash, COUNT(*) FROM audit_event WHERE action = "
                                   "'search' GROUP BY detail_hash"};
    std::string integrity = "not asked of PostgreSQL";
    std::map<std::string, int> markers;
    std::map<std::string, std::int64_t> searched;
    db.sequence_audit();  // with what a killed server left in its journal
    db.read([&](store::Session& session) {
        if (session.dialect() == store::Dialect::sqlite) {
            integrity.clear();
            session.each(kIntegrity, {}, [&](const store::Row& row) {
                integrity += (integrity.empty() ? "" : "; ") + std::string(row.text(0));
            });
        }
        const std::regex word("marker[0-9a-z]+");
        session.each(kSigned, {}, [&](const store::Row& row) {
            const std::string text(row.text(0));
            std::smatch found;
            if (std::regex_search(text, found, word)) ++markers[found.str()];
        });
        session.each(kSearched, {}, [&](const store::Row& row) {
            searched[std::string(row.text(0))] = row.int64(1);
        });
    });
    std::string json;
    JsonWriter writer(json);
    writer.begin_object();
    writer.member("integrity", integrity);
    writer.key("signed");
    writer.begin_object();
    for (const auto& [marker, count] : markers) writer.member(marker, count);
    writer.end_object();
    writer.key("searched");
    writer.begin_object();
    for (const auto& [hash, count] : searched) writer.member(hash, count);
    writer.end_object();
    writer.end_object();
    std::puts(json.c_str());
}

}  // namespace
}  // namespace hearth

int main(int argc, char** argv) {
    if (argc != 4) return 2;
    try {
        auto db = hearth::open(argv[2], argv[3]);
        if (std::string_view(argv[1]) == "make")
            hearth::make(*db);
        else
            hearth::look(*db);
    } catch (const std::exception& e) {
        fmt::print(stderr, "crash_tool: {}\n", e.what());
        return 3;
    }
    return 0;
}

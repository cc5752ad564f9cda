// The command `user`: makes, lists and disables accounts. It stands in main because passwords are
// the web's business.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "cli/authority.h"
#include "cli/output.h"
#include "main/serve.h"
#include "record/rows.h"
#include "store/bitemporal.h"
#include "web/security/password.h"

namespace hearth {
namespace {

using store::Sql;

struct Options {
    cli::OpenOptions open;
    std::string name, worker_name, job_title, discipline, role, area;
};

constexpr Sql kOwnAgency{"own_agency", R"(
SELECT id FROM agency WHERE kind = 'local_authority' AND superseded_at = '9999-12-31T23:59:59.999Z' ORDER BY id LIMIT 1)"};
constexpr Sql kList{"list_accounts", R"(
SELECT a.sign_in_name, w.name, w.job_title, a.disabled, CASE WHEN a.totp_secret IS NULL THEN 0 ELSE 1 END
FROM account a JOIN worker w ON w.id = a.worker_id AND w.superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY a.sign_in_name)"};

// From standard input, so that it is in no shell history and no process list.
std::string read_password() {
    if (::isatty(STDIN_FILENO) == 1) std::cerr << "Password (it will be shown): ";
    std::string password;
    std::getline(std::cin, password);
    return password;
}

int list(const Options& options) {
    auto authority = cli::open_authority(options.open);
    std::string out;
    authority.db->read([&](store::Session& session) {
        session.each(kList, {}, [&](const store::Row& row) {
            out += fmt::format("{:<24} {:<28} {:<40} {}{}\n", row.text(0), row.text(1), row.text(2),
                               row.yes(3) ? "disabled" : "", row.yes(4) ? "second factor" : "");
        });
    });
    cli::print(out.empty() ? "There are no accounts." : out);
    return 0;
}

// A worker of the authority itself with one role and an account, or a new password for an account
// that is there.
int add(const Options& options) {
    auto authority = cli::open_authority(options.open);
    if (authority.practice.roles.find(options.role) == nullptr)
        throw cli::UsageError(
            fmt::format("The practice has no role '{}'. See practice/roles.yaml.", options.role));
    const std::string password = read_password();
    const auto weak =
        web::check_new_password(password, {options.name, options.worker_name}, "password");
    if (!weak.empty()) throw cli::UsageError(weak.front().message);
    const std::string hash = web::Passwords().hash(password);
    const Instant now = authority.db->clock().now();
    IdMaker ids;
    access::Subject nobody;
    nobody.at = now;
    const record::Context context{authority.practice, *authority.policy, nobody, now, ids};
    auto done = authority.db->write([&](store::Session& session) -> Result<Done> {
        if (record::find_account(session, options.name))
            return invalid("name", "taken",
                           "Somebody signs in with this name already. Choose another, or use: "
                           "hearth user password.");
        const auto agency =
            session.one(kOwnAgency, {}, [](const store::Row& row) { return row.int64(0); });
        if (!agency)
            return invalid("agency", "absent",
                           "The database has no local authority among its agencies.");
        record::RowWriter writer(session, context);
        const auto worker = writer.insert(
            "worker", {{"agency_id", *agency},
                       {"name", options.worker_name},
                       {"job_title", options.job_title},
                       {"discipline", authority.practice.roles.find(options.role)->discipline},
                       {"from_date", context.today()}});
        writer.insert("worker_role",
                      {{"worker_id", worker},
                       {"role", options.role},
                       {"area", options.area.empty() ? store::Value{} : store::Value(options.area)},
                       {"from_date", context.today()}});
        record::Account account;
        account.worker = WorkerId{worker};
        account.sign_in_name = options.name;
        account.password_hash = hash;
        return record::save_account(session, account, now);
    });
    if (!done) throw cli::UsageError(std::get<Invalid>(done.failure()).errors.front().message);
    cli::print(fmt::format("{} may sign in as {}.", options.worker_name, options.name));
    return 0;
}

int change(const Options& options, bool disable) {
    auto authority = cli::open_authority(options.open);
    const Instant now = authority.db->clock().now();
    std::string hash;
    if (!disable) {
        const std::string password = read_password();
        const auto weak = web::check_new_password(password, {options.name}, "password");
        if (!weak.empty()) throw cli::UsageError(weak.front().message);
        hash = web::Passwords().hash(password);
    }
    const bool found = authority.db->write([&](store::Session& session) {
        auto account = record::find_account(session, options.name);
        if (!account) return false;
        if (disable)
            account->disabled = true;
        else
            account->password_hash = hash;
        record::end_all_sign_ins(session, account->worker);
        return record::save_account(session, *account, now).ok();
    });
    if (!found) throw cli::UsageError(fmt::format("Nobody signs in as {}.", options.name));
    cli::print(disable ? "Disabled; every session of it has ended."
                       : "Changed; every session of it has ended.");
    return 0;
}

void add_open(CLI::App& command, Options& options) {
    command.add_option("--data", options.open.data, "The authority’s data folder")
        ->capture_default_str();
    command.add_option("--database", options.open.database,
                       "Database address, instead of the configuration’s");
}

}  // namespace

void add_user(CLI::App& app, cli::Run& run) {
    auto* group = app.add_subcommand("user", "Accounts: who may sign in");
    group->require_subcommand(1);
    auto o = std::make_shared<Options>();
    auto* list_command = group->add_subcommand("list", "Everybody who has an account");
    add_open(*list_command, *o);
    list_command->callback([o, &run] { run = [o] { return list(*o); }; });

    auto* add_command = group->add_subcommand(
        "add",
        "A worker of the authority, with one role; the password is read from standard input");
    add_open(*add_command, *o);
    add_command->add_option("--name", o->name, "Sign-in name")->required();
    add_command->add_option("--worker", o->worker_name, "The worker’s name")->required();
    add_command->add_option("--job-title", o->job_title, "Job title")->required();
    add_command->add_option("--role", o->role, "Role in practice/roles.yaml")->required();
    add_command->add_option("--area", o->area, "District that the role covers; all when left out");
    add_command->callback([o, &run] { run = [o] { return add(*o); }; });

    auto* password = group->add_subcommand("password", "A new password, read from standard input");
    add_open(*password, *o);
    password->add_option("name", o->name, "Sign-in name")->required();
    password->callback([o, &run] { run = [o] { return change(*o, false); }; });

    auto* disable = group->add_subcommand("disable", "No more sign-in, and every session ends now");
    add_open(*disable, *o);
    disable->add_option("name", o->name, "Sign-in name")->required();
    disable->callback([o, &run] { run = [o] { return change(*o, true); }; });
}

}  // namespace hearth

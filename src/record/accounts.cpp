#include "record/accounts.h"

#include "base/hash.h"

namespace hearth::record {
namespace {

using store::Sql;

constexpr Sql kByName{"account_by_name", R"(
SELECT worker_id, sign_in_name, password_hash, totp_secret, totp_last_counter, disabled, demonstration
FROM account WHERE sign_in_name = :name)"};
constexpr Sql kByWorker{"account_by_worker", R"(
SELECT worker_id, sign_in_name, password_hash, totp_secret, totp_last_counter, disabled, demonstration
FROM account WHERE worker_id = :worker)"};
constexpr Sql kAdd{"add_account", R"(
INSERT INTO account (worker_id, sign_in_name, password_hash, totp_secret, totp_last_counter, disabled, demonstration, changed_at)
VALUES (:worker, :name, :hash, :totp, :counter, :disabled, :demonstration, :now))"};
constexpr Sql kChange{"change_account", R"(
UPDATE account SET sign_in_name = :name, password_hash = :hash, totp_secret = :totp, totp_last_counter = :counter,
       disabled = :disabled, demonstration = :demonstration, changed_at = :now
WHERE worker_id = :worker)"};
constexpr Sql kUseStep{"use_totp_step", R"(
UPDATE account SET totp_last_counter = :step
WHERE worker_id = :worker AND (totp_last_counter IS NULL OR totp_last_counter < :step))"};
constexpr Sql kStart{"start_session", R"(
INSERT INTO session (token_hash, worker_id, csrf_secret, created_at, seen_at, expires_at, second_factor, reauthenticated_at)
VALUES (:token, :worker, :csrf, :created, :seen, :expires, :second, :again))"};
constexpr Sql kFind{"find_session", R"(
SELECT s.worker_id, s.csrf_secret, s.created_at, s.seen_at, s.expires_at, s.second_factor, s.reauthenticated_at, a.demonstration,
       CASE WHEN a.totp_secret IS NULL THEN 0 ELSE 1 END,
       (SELECT MAX(b.until_instant) FROM break_glass b WHERE b.worker_id = s.worker_id
          AND b.superseded_at = '9999-12-31T23:59:59.999Z')
FROM session s JOIN account a ON a.worker_id = s.worker_id AND a.disabled = 0
WHERE s.token_hash = :token)"};
constexpr Sql kTouch{"touch_session",
                     "UPDATE session SET seen_at = :now WHERE token_hash = :token"};
constexpr Sql kPass{"pass_second_factor",
                    "UPDATE session SET second_factor = 1 WHERE token_hash = :token"};
constexpr Sql kRenew{"renew_session",
                     "UPDATE session SET token_hash = :fresh WHERE token_hash = :token"};
constexpr Sql kAgain{"note_reauthentication",
                     "UPDATE session SET reauthenticated_at = :now WHERE token_hash = :token"};
constexpr Sql kEnd{"end_session", "DELETE FROM session WHERE token_hash = :token"};
constexpr Sql kEndAll{"end_all_sessions", "DELETE FROM session WHERE worker_id = :worker"};
constexpr Sql kEndOthers{"end_other_sessions",
                         "DELETE FROM session WHERE worker_id = :worker AND token_hash <> :token"};
constexpr Sql kForget{"forget_sessions", "DELETE FROM session WHERE expires_at < :before"};
constexpr Sql kUsers{"demonstration_users", R"(
SELECT a.sign_in_name, w.name, w.job_title, COALESCE(MIN(r.role), ''), g.name
FROM account a
JOIN worker w ON w.id = a.worker_id AND w.superseded_at = '9999-12-31T23:59:59.999Z'
JOIN agency g ON g.id = w.agency_id AND g.superseded_at = '9999-12-31T23:59:59.999Z'
LEFT JOIN worker_role r ON r.worker_id = w.id AND r.superseded_at = '9999-12-31T23:59:59.999Z'
     AND r.from_date <= :today AND (r.to_date IS NULL OR r.to_date >= :today)
WHERE a.demonstration = 1 AND a.disabled = 0
GROUP BY a.worker_id, a.sign_in_name, w.name, w.job_title, g.name
ORDER BY a.worker_id)"};
constexpr Sql kAuthority{"authority",
                         "SELECT name, la_code, profile, demonstration FROM authority"};

Account read(const store::Row& row) {
    Account a;
    a.worker = row.id<WorkerTag>(0);
    a.sign_in_name = row.text(1);
    a.password_hash = row.text(2);
    a.totp_secret = row.maybe_text(3);
    a.totp_last_counter = row.maybe_int64(4).value_or(0);
    a.disabled = row.yes(5);
    a.demonstration = row.yes(6);
    return a;
}

}  // namespace

std::optional<Account> find_account(store::Session& session, std::string_view name) {
    return session.one(kByName, {{"name", name}}, read);
}

std::optional<Account> account_of(store::Session& session, WorkerId worker) {
    return session.one(kByWorker, {{"worker", worker}}, read);
}

Result<Done> save_account(store::Session& session, const Account& account, Instant now) {
    const auto holder = find_account(session, account.sign_in_name);
    if (holder && holder->worker != account.worker)
        return invalid("sign_in_name", "taken",
                       "Another worker signs in with this name. Choose another.");
    const store::Params params{{"worker", account.worker},
                               {"name", account.sign_in_name},
                               {"hash", account.password_hash},
                               {"totp", account.totp_secret},
                               {"counter", account.totp_last_counter},
                               {"disabled", account.disabled},
                               {"demonstration", account.demonstration},
                               {"now", now}};
    if (session.execute(kChange, params) == 0) session.execute(kAdd, params);
    return Done{};
}

bool use_totp_step(store::Session& session, WorkerId worker, std::int64_t step) {
    return session.execute(kUseStep, {{"worker", worker}, {"step", step}}) == 1;
}

void start_sign_in(store::Session& session, const SignIn& s) {
    session.execute(kStart, {{"token", s.token_hash},
                             {"worker", s.worker},
                             {"csrf", to_hex(s.csrf_secret)},
                             {"created", s.created_at},
                             {"seen", s.seen_at},
                             {"expires", s.expires_at},
                             {"second", s.second_factor},
                             {"again", s.reauthenticated_at}});
}

std::optional<Found> find_sign_in(store::Session& session, std::string_view token_hash) {
    return session.one(kFind, {{"token", token_hash}}, [&](const store::Row& row) {
        Found f;
        f.sign_in.token_hash = token_hash;
        f.sign_in.worker = row.id<WorkerTag>(0);
        f.sign_in.csrf_secret = from_hex(row.text(1)).value_or(std::string());
        f.sign_in.created_at = row.instant(2).value();
        f.sign_in.seen_at = row.instant(3).value();
        f.sign_in.expires_at = row.instant(4).value();
        f.sign_in.second_factor = row.yes(5);
        f.sign_in.reauthenticated_at = row.instant(6);
        f.demonstration = row.yes(7);
        f.has_second_factor = row.yes(8);
        f.glass_until = row.instant(9);
        return f;
    });
}

void touch_sign_in(store::Session& session, std::string_view token_hash, Instant now) {
    session.execute(kTouch, {{"token", token_hash}, {"now", now}});
}

void pass_second_factor(store::Session& session, std::string_view token_hash,
                        std::string_view fresh_hash) {
    session.execute(kPass, {{"token", token_hash}});
    renew_sign_in(session, token_hash, fresh_hash);
}

void renew_sign_in(store::Session& session, std::string_view token_hash,
                   std::string_view fresh_hash) {
    session.execute(kRenew, {{"token", token_hash}, {"fresh", fresh_hash}});
}

void note_reauthentication(store::Session& session, std::string_view token_hash, Instant now) {
    session.execute(kAgain, {{"token", token_hash}, {"now", now}});
}

void end_sign_in(store::Session& session, std::string_view token_hash) {
    session.execute(kEnd, {{"token", token_hash}});
}

std::int64_t end_all_sign_ins(store::Session& session, WorkerId worker) {
    return session.execute(kEndAll, {{"worker", worker}});
}

std::int64_t end_other_sign_ins(store::Session& session, WorkerId worker,
                                std::string_view token_hash) {
    return session.execute(kEndOthers, {{"worker", worker}, {"token", token_hash}});
}

std::int64_t forget_sign_ins(store::Session& session, Instant before) {
    return session.execute(kForget, {{"before", before}});
}

std::vector<DemonstrationUser> demonstration_users(store::Session& session, Date today) {
    std::vector<DemonstrationUser> out;
    session.each(kUsers, {{"today", today}}, [&](const store::Row& row) {
        out.push_back({std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)),
                       std::string(row.text(3)), std::string(row.text(4))});
    });
    return out;
}

std::optional<Authority> authority(store::Session& session) {
    return session.one(kAuthority, {}, [](const store::Row& row) {
        return Authority{std::string(row.text(0)), std::string(row.text(1)),
                         std::string(row.text(2)), row.yes(3)};
    });
}

}  // namespace hearth::record

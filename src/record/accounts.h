// Accounts and sessions: who may sign in, and who is signed in.
//
// Operational rows, not versions of a record: a session lives hours. Secrets are never stored as
// they are: the password as its argon2id hash, the session token as a hash of it. Guarantees that
// ending a session, or disabling an account, counts from the next request. Hashing and comparing
// passwords is the caller's (web/security), since it is slow.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "store/session.h"

namespace hearth::record {

struct Account {
    WorkerId worker;
    std::string sign_in_name;
    std::string password_hash;
    std::optional<std::string> totp_secret;  // base 32
    std::int64_t totp_last_counter = 0;      // the last time step used: no code serves twice
    bool disabled = false;
    bool demonstration = false;
};
std::optional<Account> find_account(store::Session& session, std::string_view sign_in_name);
std::optional<Account> account_of(store::Session& session, WorkerId worker);
// Makes or replaces. Invalid when another worker has the sign-in name.
Result<Done> save_account(store::Session& session, const Account& account, Instant now);
// Refuses (false) a step that is not later than the last.
bool use_totp_step(store::Session& session, WorkerId worker, std::int64_t step);

struct SignIn {  // a session, as kept
    std::string token_hash;
    WorkerId worker;
    std::string csrf_secret;  // raw bytes; kept as hex
    Instant created_at, seen_at, expires_at;
    bool second_factor = false;  // given, or not asked of this account
    std::optional<Instant> reauthenticated_at;
};
void start_sign_in(store::Session& session, const SignIn& sign_in);
// With its account, unless that has been disabled.
struct Found {
    SignIn sign_in;
    bool demonstration = false;
    bool has_second_factor = false;  // the account has one set up
    // The latest end of this worker's emergency accesses, past ones too; nothing when there is
    // none.
    std::optional<Instant> glass_until;
};
std::optional<Found> find_sign_in(store::Session& session, std::string_view token_hash);
void touch_sign_in(store::Session& session, std::string_view token_hash, Instant now);
// The session goes on under the fresh token: whoever knew the one from before the code knows
// nothing.
void pass_second_factor(store::Session& session, std::string_view token_hash,
                        std::string_view fresh_hash);
// The same session under another token, the earlier one ended: after each proof of who somebody is.
void renew_sign_in(store::Session& session, std::string_view token_hash,
                   std::string_view fresh_hash);
void note_reauthentication(store::Session& session, std::string_view token_hash, Instant now);
void end_sign_in(store::Session& session, std::string_view token_hash);
std::int64_t end_all_sign_ins(store::Session& session, WorkerId worker);
// All but the one with this token: "sign me out everywhere else".
std::int64_t end_other_sign_ins(store::Session& session, WorkerId worker,
                                std::string_view token_hash);
// Sessions that ended before `before` may be forgotten. Returns how many were.
std::int64_t forget_sign_ins(store::Session& session, Instant before);

// Those listed on a demonstration's sign-in page, in the order of the tour.
struct DemonstrationUser {
    std::string sign_in_name, name, job_title, role, agency;
};
std::vector<DemonstrationUser> demonstration_users(store::Session& session, Date today);

struct Authority {
    std::string name, la_code, profile;
    bool demonstration = false;
};
std::optional<Authority> authority(store::Session& session);

}  // namespace hearth::record

#include "store/database.h"

#include "store/backends.h"

namespace hearth::store {
namespace {

constexpr Sql kFindKey{
    "idempotency_find",
    "SELECT request_hash, answer FROM idempotency WHERE worker_id = :worker AND key = :key"};
constexpr Sql kKeepAnswer{"idempotency_keep",
                          "INSERT INTO idempotency (worker_id, key, request_hash, answer, made_at) "
                          "VALUES (:worker, :key, :hash, :answer, :now)"};
constexpr Sql kForgetKeys{"idempotency_forget", "DELETE FROM idempotency WHERE made_at < :before"};

}  // namespace

Database::Database(const DatabaseConfig& config)
    : config_(config), clock_(config.clock != nullptr ? config.clock : &system_clock_) {}

std::unique_ptr<Database> Database::open(const DatabaseConfig& config) {
    if (config.url.starts_with("sqlite:")) return open_sqlite(config);
    if (config.url.starts_with("postgresql://") || config.url.starts_with("postgres://")) {
        return open_postgres(config);
    }
    throw DatabaseError(
        "the database's address must begin with sqlite: or postgresql:// (for example "
        "sqlite:/var/lib/hearth/authority.db)");
}

// On PostgreSQL two at once both find nothing; the second's INSERT waits for the first, its
// transaction collides and runs again, and then finds the first's answer.
Result<OnceAnswer> Database::once(Session& session, const IdempotencyKey& key,
                                  FunctionRef<Result<std::string>(Session&)> f) const {
    struct Found {
        std::string hash;
        std::string answer;
    };
    const auto found =
        session.one(kFindKey, {{"worker", key.worker.value}, {"key", key.key}}, [](const Row& row) {
            return Found{std::string(row.text(0)), std::string(row.text(1))};
        });
    if (found) {
        if (found->hash != key.request_hash) {
            return invalid("idempotency_key", "key_used_before",
                           "This form was already sent with other answers. Open it again and send "
                           "it once more.");
        }
        return OnceAnswer{found->answer, true};
    }
    auto answer = f(session);
    if (!answer) return answer.failure();
    session.execute(kKeepAnswer, {{"worker", key.worker.value},
                                  {"key", key.key},
                                  {"hash", key.request_hash},
                                  {"answer", answer.value()},
                                  {"now", clock_->now()}});
    return OnceAnswer{std::move(answer).value(), false};
}

void Database::analyze() {
    constexpr Sql kAnalyze{"analyze", "ANALYZE"};
    write([&](Session& session) { session.execute(kAnalyze); });
}

std::int64_t Database::forget_idempotency_keys(int days) {
    const auto before = clock_->now() - std::chrono::hours{24} * days;
    return write([&](Session& session) {
        return session.execute(kForgetKeys, {{"before", before}});
    });
}

}  // namespace hearth::store

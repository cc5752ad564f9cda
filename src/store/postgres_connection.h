// One connection to PostgreSQL, with its prepared statements. Every exchange has a deadline of the
// client's own: a server that was frozen, not killed, keeps its sockets alive, and only the client
// can decide to leave it. Used by one thread at a time. Internal to the store.
#pragma once
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/error.h"
#include "store/session.h"
#include "store/timings.h"

struct pg_conn;
struct pg_result;

namespace hearth::store {

// Two transactions collided; the same function may be run again. Never leaves the store.
struct Collision final : DatabaseError {
    using DatabaseError::DatabaseError;
};
// The server's disk or files failed. The Database stops.
struct ServerDamage final : DatabaseError {
    using DatabaseError::DatabaseError;
};

class PgConnection {
  public:
    PgConnection(const std::string& url, std::chrono::milliseconds deadline, Timings& timings);
    ~PgConnection();
    PgConnection(const PgConnection&) = delete;
    PgConnection& operator=(const PgConnection&) = delete;

    struct Clear {
        void operator()(pg_result* result) const;
    };
    using Answer = std::unique_ptr<pg_result, Clear>;

    Answer run(const Sql& sql, const Params& params = {});
    Answer run_row(const Sql& sql, std::span<const Value> row);
    void script(const std::string& text);  // several statements
    std::int64_t copy_in(const Sql& sql, const std::string& table, const std::string& columns,
                         const Rows& rows);
    // Rows as COPY's text, straight from or to the server; for backup and restore.
    void copy_out(const std::string& statement, FunctionRef<void(std::string_view)> chunk);
    // `next` fills the buffer with whole lines and says whether there were any.
    void copy_from(const std::string& statement, FunctionRef<bool(std::string&)> next,
                   std::string_view name = "copy");

    // COMMIT. Throws Collision when it certainly did not happen; anything else it throws leaves the
    // outcome unknown.
    void commit();
    void roll_back() noexcept;

    bool broken() const { return broken_; }
    bool in_failed_transaction() const;
    bool collided() const { return collided_; }  // in this transaction
    void begin(std::string_view how);

  private:
    struct Prepared;
    Prepared& prepared(const Sql& sql, std::span<const Value* const> values);
    Prepared& known_statement(const Sql& sql);
    Answer run_bound(const Sql& sql, std::span<const Value* const> values);
    Answer wait(std::string_view name, bool stop_at_copy = false);
    void poll_for(bool writable, std::chrono::steady_clock::time_point until,
                  std::string_view name);
    void put(std::string_view bytes, std::string_view name);
    [[noreturn]] void lost(std::string_view name);
    [[noreturn]] void fail(const Answer& answer, std::string_view name);

    pg_conn* connection_ = nullptr;
    std::chrono::milliseconds deadline_;
    Timings& timings_;
    bool broken_ = false;
    bool collided_ = false;
    std::int64_t next_name_ = 0;
    std::unordered_map<const char*, std::unique_ptr<Prepared>> kept_;
};

// A Session on a connection whose transaction is open.
class PgSession final : public Session {
  public:
    explicit PgSession(PgConnection& connection, std::optional<Instant> known = {});

    std::int64_t execute(const Sql& sql, const Params& params) override;
    std::int64_t insert_many(const Sql& sql, const Rows& rows) override;
    Dialect dialect() const override { return Dialect::postgresql; }
    std::vector<AuditEvent> take_events() { return std::exchange(audit_, {}); }

  private:
    void run_each(const Sql& sql, const Params& params, RowFunction f) override;
    void begin_savepoint() override;
    void end_savepoint(bool keep) override;
    void abandon_savepoint() noexcept override;

    PgConnection& connection_;
};

}  // namespace hearth::store

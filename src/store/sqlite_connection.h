// One connection to a SQLite file, with its prepared statements and the SQL functions that Hearth
// adds. Used by one thread at a time. Internal to the store.
#pragma once
#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "store/audit_log.h"
#include "store/error.h"
#include "store/session.h"
#include "store/timings.h"

struct sqlite3;
struct sqlite3_stmt;

namespace hearth::store {

// What the SQL functions of a connection need: the instant of known_at(), and the bank holidays of
// this transaction.
struct SqliteFunctions {
    std::string known_at;
    struct Holidays {
        int first_year = 0;
        int last_year = -1;
        std::vector<Date> on_weekdays;
    };
    std::optional<Holidays>
        holidays;  // read when first asked for, forgotten when the transaction ends
};
void register_sqlite_functions(sqlite3* db, SqliteFunctions& functions);

// An error that SQLite gave, with its code, so that the Database can tell a full disk from a
// mistake.
struct SqliteCode {
    int code = 0;        // extended
    bool fatal() const;  // of the disk or the file: stop, do not retry
};

class SqliteConnection {
  public:
    enum class Mode { writer, reader };
    SqliteConnection(const std::filesystem::path& file, Mode mode);
    ~SqliteConnection();
    SqliteConnection(const SqliteConnection&) = delete;
    SqliteConnection& operator=(const SqliteConnection&) = delete;

    class Statement;
    // A statement ready to bind, for the time of one use.
    class Use {
      public:
        Use(SqliteConnection& connection, const Sql& sql);
        ~Use();
        Use(const Use&) = delete;
        Use& operator=(const Use&) = delete;
        Statement* operator->() const { return statement_; }
        Statement& operator*() const { return *statement_; }

      private:
        Statement* statement_;
        std::unique_ptr<Statement> own_;  // when the kept one was in use already
    };

    void run(const Sql& sql) { run(sql, {}); }
    std::int64_t run(const Sql& sql, const Params& params);
    void script(const std::string& text);  // several statements, no results (migrations)

    bool in_transaction() const;
    // For each statement from now on; readers only.
    void set_statement_deadline(std::chrono::milliseconds limit) { limit_ = limit; }
    void set_known_at(Instant at);
    void transaction_ended() { functions_.holidays.reset(); }

    // Throws the exception that fits the connection's last error; remembers a fatal one.
    [[noreturn]] void fail(int code, std::string_view statement);
    const std::optional<SqliteCode>& fatal_error() const { return fatal_; }
    sqlite3* handle() const { return db_; }
    const Timings& timings() const { return timings_; }
    Timings& timings() { return timings_; }
    int wal_pages() const { return wal_pages_; }
    int checkpoint();  // gives SQLite's code

  private:
    static int on_progress(void* self);
    static int on_wal(void* self, sqlite3* db, const char* name, int pages);

    sqlite3* db_ = nullptr;
    SqliteFunctions functions_;
    std::unordered_map<const char*, std::unique_ptr<Statement>> kept_;
    std::chrono::milliseconds limit_{0};  // 0: none
    std::chrono::steady_clock::time_point deadline_;
    bool deadline_hit_ = false;
    std::optional<SqliteCode> fatal_;
    int wal_pages_ = 0;
    Timings timings_;
};

// A Session on a connection whose transaction is open.
class SqliteSession final : public Session {
  public:
    explicit SqliteSession(SqliteConnection& connection, std::optional<Instant> known = {});
    ~SqliteSession() override;

    std::int64_t execute(const Sql& sql, const Params& params) override;
    std::int64_t insert_many(const Sql& sql, const Rows& rows) override;
    Dialect dialect() const override { return Dialect::sqlite; }
    std::vector<AuditEvent> take_events() { return std::exchange(audit_, {}); }

  private:
    void run_each(const Sql& sql, const Params& params, RowFunction f) override;
    void begin_savepoint() override;
    void end_savepoint(bool keep) override;
    void abandon_savepoint() noexcept override;

    SqliteConnection& connection_;
};

}  // namespace hearth::store

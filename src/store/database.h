// One authority's database: SQLite (default) or PostgreSQL, behind the same four calls.
//
// read and write give a function a Session, run it in one transaction, and give back what it gave.
// - read sees one consistent snapshot. write returns only when what it wrote is on disk.
// - The function returns a plain value, nothing, or a Result<T>. A failure undoes what the function
// wrote; the audit
//   events that it buffered are written all the same (refusals must be logged). An exception undoes
//   all of it, drops the events and is rethrown.
// - Audit events of a read are on disk before read returns; when they cannot be written, read
// throws.
// - write gives serial order on both databases. On SQLite one writer thread runs the functions one
// after another, many to
//   a commit, each in its own savepoint: the function runs on that thread. On PostgreSQL a function
//   whose transaction collided with another runs again: it must have no effect outside its Session.
// - Neither may be called from inside the other's function; that throws std::logic_error.
//
// After an error of the disk, or of a commit whose outcome is not known, the Database is stopped:
// nothing is retried, every later call throws Stopped, and health() says why.
//
// It is safe to use from many threads. It does not know what a child is.
#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "store/audit.h"
#include "store/error.h"
#include "store/function_ref.h"
#include "store/migrations.h"
#include "store/session.h"

namespace hearth::store {

struct DatabaseConfig {
    // "sqlite:/path/authority.db", or a libpq URL:
    // "postgresql://user@host1,host2/name?target_session_attrs=read-write".
    std::string url;
    int readers = 0;  // SQLite: reader connections; 0 = one a core
    int pool = 6;     // PostgreSQL: connections, 1…32
    std::chrono::milliseconds statement_deadline{30'000};  // reads on both; writes on PostgreSQL
    std::size_t queue_limit = 1024;  // writes that may wait; one more throws Busy
    std::filesystem::path
        key_folder;  // of the audit key; empty: beside the SQLite file, none on PostgreSQL
    const Clock* clock = nullptr;                        // nullptr: the system's
    bool migrate = true;                                 // bring the schema up to date when opening
    const std::vector<Migration>* migrations = nullptr;  // nullptr: those built into the program
};

// A key names one act of one worker, e.g. the hidden field of a form: the same key is the same act.
struct IdempotencyKey {
    std::string key;
    WorkerId worker;
    std::string request_hash;  // of what was asked; the same key with another request is Invalid
};
struct OnceAnswer {
    std::string text;
    bool repeated = false;  // the act had been done before; text is the first answer
};

struct Health {
    bool ready = false;
    std::string why;  // empty when ready
};

// How often a named statement ran, and for how long, since the Database was opened.
struct StatementTiming {
    std::string name;
    std::int64_t count = 0;
    std::int64_t total_us = 0;
    std::int64_t max_us = 0;
};

class Database {
  public:
    // Opens, checks and (unless told not to) migrates. Throws DatabaseError or MigrationError,
    // saying what to do.
    static std::unique_ptr<Database> open(const DatabaseConfig& config);
    virtual ~Database() = default;
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    template <class F>
    auto read(F&& f) -> std::invoke_result_t<F&, Session&> {
        return keep_answer(f, [&](Job job) { run_read(job, std::nullopt); });
    }
    // As read, but with known_at() = `known`: tables of versions are seen as they were known then.
    template <class F>
    auto read_as_known(Instant known, F&& f) -> std::invoke_result_t<F&, Session&> {
        return keep_answer(f, [&](Job job) { run_read(job, known); });
    }
    template <class F>
    auto write(F&& f) -> std::invoke_result_t<F&, Session&> {
        return keep_answer(f, [&](Job job) { run_write(job); });
    }
    // A write that happens once however often it is asked for, also at the same time: f gives the
    // answer's text (a std::string or Result<std::string>), which is stored in the same
    // transaction. A failure stores nothing.
    template <class F>
    Result<OnceAnswer> write_once(const IdempotencyKey& key, F&& f) {
        return write([&](Session& session) -> Result<OnceAnswer> {
            auto act = [&](Session& s) -> Result<std::string> { return f(s); };
            return once(session, key, act);
        });
    }

    virtual Dialect dialect() const = 0;
    virtual Health health() const = 0;
    virtual std::vector<StatementTiming> timings() const = 0;
    const Clock& clock() const { return *clock_; }
    const DatabaseConfig& config() const { return config_; }

    // Turns waiting audit events into leaves now, rather than within 250 ms (PostgreSQL) or 500 ms
    // (SQLite: those of reads, from the journal). Before reading audit_event or the log.
    virtual void sequence_audit() = 0;

    // Lets the database look at its tables to plan queries by; after an import or a demonstration
    // authority.
    void analyze();
    // Rows of idempotency keys older than this many days may go; returns how many did. Call it
    // daily.
    std::int64_t forget_idempotency_keys(int days);

  protected:
    using Job = FunctionRef<bool(Session&)>;  // gives back whether to keep what was written
    explicit Database(const DatabaseConfig& config);
    virtual void run_read(Job job, std::optional<Instant> known) = 0;
    virtual void run_write(Job job) = 0;

    DatabaseConfig config_;
    SystemClock system_clock_;
    const Clock* clock_;

  private:
    Result<OnceAnswer> once(Session& session, const IdempotencyKey& key,
                            FunctionRef<Result<std::string>(Session&)> f) const;

    template <class F, class Run>
    static auto keep_answer(F& f, Run run) -> std::invoke_result_t<F&, Session&> {
        using R = std::invoke_result_t<F&, Session&>;
        if constexpr (std::is_void_v<R>) {
            auto job = [&](Session& session) {
                f(session);
                return true;
            };
            run(Job(job));
        } else {
            std::optional<R> answer;
            auto job = [&](Session& session) {
                answer.emplace(f(session));
                return Session::succeeded(*answer);
            };
            run(Job(job));
            return std::move(*answer);
        }
    }
};

}  // namespace hearth::store

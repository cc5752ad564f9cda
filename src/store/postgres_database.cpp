// Long because: pool, retries and the sequencer of one database, which share their locks.
// A Database that is a PostgreSQL cluster: a pool of connections, serializable writes that run
// again when they collide, and one sequencer (of all servers) that moves audit events under the
// head.
#include <condition_variable>
#include <map>
#include <random>
#include <thread>

#include "store/audit_log.h"
#include "store/backends.h"
#include "store/crash_point.h"
#include "store/migrator.h"
#include "store/postgres_connection.h"
#include "store/views.h"

namespace hearth::store {
namespace {

constexpr auto kSequenceEvery = std::chrono::milliseconds{250};
constexpr int kSequenceAtOnce = 5000;
constexpr int kMostTries = 12;
// A write that has collided this often waits for its turn and then runs alone. Trying again is not
// enough: a long write among short ones, or any among tables so small that each page of an index is
// everybody's, can lose every time.
constexpr int kTriesAmongOthers = 3;
// LOCK comes before the transaction's snapshot is taken, so one that has waited sees what it waited
// for. EXCLUSIVE waits for every write in flight, of all servers and of one that was killed, and
// holds the next ones back, two seconds at most (a long import may be at work); reads go on. The
// table is only the lock's name.
constexpr std::string_view kWriteAmongOthers =
    "ISOLATION LEVEL SERIALIZABLE; LOCK TABLE idempotency IN ROW SHARE MODE";
constexpr std::string_view kWriteAlone =
    "ISOLATION LEVEL SERIALIZABLE; SET LOCAL lock_timeout = '2s'; "
    "LOCK TABLE idempotency IN EXCLUSIVE MODE; SET LOCAL lock_timeout TO DEFAULT";

constexpr Sql kLockSchema{"lock_schema", "SELECT pg_advisory_xact_lock(5207674991)"};
constexpr Sql kLockLog{"audit_lock", "SELECT pg_advisory_xact_lock(5207674992)"};
constexpr Sql kTryLockLog{"audit_try_lock", "SELECT pg_try_advisory_xact_lock(5207674992)"};
constexpr Sql kFacts{"server_facts",
                     "SELECT CAST(current_setting('server_version_num') AS BIGINT), "
                     "current_setting('server_encoding'), "
                     "datcollate FROM pg_database WHERE datname = current_database()"};
constexpr Sql kPending{"audit_pending",
                       "SELECT e.audit_id, e.at, e.worker_id, e.role, e.purpose, e.action, "
                       "e.object_kind, e.object_id, e.family_id, "
                       "e.detail_hash, e.allowed, e.rule FROM audit_pending p JOIN audit_event e "
                       "ON e.audit_id = p.audit_id "
                       "ORDER BY e.audit_id LIMIT :most"};
constexpr Sql kNoLongerPending{
    "audit_no_longer_pending",
    "DELETE FROM audit_pending WHERE audit_id IN (SELECT value FROM each_id(:ids))"};
// All events of one transaction in one exchange, as a list of lists.
constexpr Sql kInsertEvents{
    "audit_insert_events",
    "WITH events AS (INSERT INTO audit_event (at, worker_id, role, purpose, action, object_kind, "
    "object_id, family_id, "
    "detail_hash, allowed, rule) SELECT e ->> 0, CAST(e ->> 1 AS BIGINT), e ->> 2, e ->> 3, e ->> "
    "4, e ->> 5, "
    "CAST(e ->> 6 AS BIGINT), CAST(e ->> 7 AS BIGINT), e ->> 8, CAST(e ->> 9 AS INTEGER), e ->> 10 "
    "FROM json_array_elements(CAST(:events AS json)) WITH ORDINALITY AS j(e, n) ORDER BY n "
    "RETURNING audit_id) "
    "INSERT INTO audit_pending (audit_id) SELECT audit_id FROM events"};

void insert_events(Session& session, const std::vector<AuditEvent>& events) {
    if (events.empty()) return;
    std::string list = "[";
    for (const auto& e : events) {
        if (list.size() > 1) list += ',';
        list +=
            Value(std::vector<std::string>{
                      e.at.iso(), std::to_string(e.worker.value), e.role, e.purpose, e.action,
                      e.object_kind, std::to_string(e.object_id), std::to_string(e.family.value),
                      e.detail_hash, e.allowed ? "1" : "0", e.rule})
                .text();
    }
    list += ']';
    session.execute(kInsertEvents, {{"events", list}});
}

class PgSchema final : public SchemaTarget {
  public:
    explicit PgSchema(PgConnection& connection) : connection_(connection), session_(connection) {}
    void begin() override {
        connection_.begin("");
        connection_.run(kLockSchema);
    }
    void script(const std::string& text) override { connection_.script(text); }
    void commit() override { connection_.commit(); }
    void roll_back() noexcept override { connection_.roll_back(); }
    Session& session() override { return session_; }

  private:
    PgConnection& connection_;
    PgSession session_;
};

class PgDatabase final : public Database {
  public:
    explicit PgDatabase(const DatabaseConfig& config) : Database(config) {
        if (config.pool < 1 || config.pool > 32)
            throw DatabaseError("the pool must have 1 to 32 connections");
        auto first = connect();
        check_server(*first);
        PgSchema schema(*first);
        if (config.migrations != nullptr)
            migrate(schema, *config.migrations, {}, clock_->now(), config.migrate);
        else
            migrate(schema, built_in_migrations(), built_in_views(), clock_->now(), config.migrate);
        idle_.push_back(std::move(first));
        sequencer_ = std::thread([this] { sequence_forever(); });
    }

    ~PgDatabase() override {
        {
            const std::lock_guard lock(mutex_);
            closing_ = true;
        }
        closing_soon_.notify_all();
        sequencer_.join();
    }

    Dialect dialect() const override { return Dialect::postgresql; }

    Health health() const override {
        if (stop_.stopped()) return {false, stop_.why()};
        const std::lock_guard lock(mutex_);
        return {unreachable_.empty(), unreachable_};
    }

    std::vector<StatementTiming> timings() const override {
        std::map<std::string, StatementTiming> sum;
        timings_.add_to(sum);
        std::vector<StatementTiming> out;
        for (auto& [name, t] : sum) out.push_back(std::move(t));
        return out;
    }

    void sequence_audit() override {
        stop_.check();
        while (sequence_once(/*wait_for_lock=*/true) == kSequenceAtOnce) {
        }
    }

  protected:
    void run_read(Job job, std::optional<Instant> known) override {
        stop_.check();
        const Inside inside(*this);
        Lease lease(*this, "ISOLATION LEVEL REPEATABLE READ READ ONLY");
        std::vector<AuditEvent> events;
        try {
            PgSession session(*lease, known);
            job(session);
            events = session.take_events();
            if (lease->in_failed_transaction())
                throw DatabaseError("a statement failed and its error was passed over");
            lease->roll_back();  // it wrote nothing
        } catch (...) {
            end_badly(*lease);
            throw;
        }
        if (events.empty()) return;
        try {
            PgSession session(*lease);
            insert_events(session, events);  // one statement, its own transaction
        } catch (...) {
            end_badly(*lease);
            throw;
        }
    }

    void run_write(Job job) override {
        const Inside inside(*this);
        for (int tried = 1;; ++tried) {
            try {
                try_write(job, tried > kTriesAmongOthers ? kWriteAlone : kWriteAmongOthers);
                return;
            } catch (const Collision& e) {
                if (tried == kMostTries) throw Contention(e.what());
            }
            // Those that collided must not meet again at once.
            thread_local std::minstd_rand random(std::random_device{}());
            const int most = 1 << std::min(tried, 6);
            std::this_thread::sleep_for(
                std::chrono::milliseconds(std::uniform_int_distribution<int>(0, most)(random)));
        }
    }

  private:
    std::unique_ptr<PgConnection> connect() {
        try {
            auto made =
                std::make_unique<PgConnection>(config_.url, config_.statement_deadline, timings_);
            const std::lock_guard lock(mutex_);
            unreachable_.clear();
            return made;
        } catch (const DatabaseError& e) {
            const std::lock_guard lock(mutex_);
            unreachable_ = e.what();
            throw;
        }
    }

    static void check_server(PgConnection& connection) {
        PgSession session(connection);
        session.one(kFacts, {}, [](const Row& row) {
            if (row.int64(0) < 140000) throw DatabaseError("PostgreSQL 14 or newer is needed");
            const auto collation = row.text(2);
            const bool by_code_point = collation == "C" || collation == "POSIX" ||
                                       collation == "C.UTF-8" || collation == "C.utf8";
            if (row.text(1) != "UTF8" || !by_code_point) {
                throw DatabaseError(
                    "the PostgreSQL database must hold UTF-8 and sort by code point: make it with "
                    "CREATE DATABASE name "
                    "TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'");
            }
            return true;
        });
    }

    // A connection with an open transaction, for the time of one read or write. A broken one is not
    // given back.
    class Lease {
      public:
        Lease(PgDatabase& db, std::string_view how) : db_(db) {
            {
                const auto until = std::chrono::steady_clock::now() + db.config_.statement_deadline;
                std::unique_lock lock(db.mutex_);
                if (!db.returned_.wait_until(lock, until,
                                             [&] { return db.leased_ < db.config_.pool; })) {
                    throw Busy("all connections to PostgreSQL are in use");
                }
                ++db.leased_;
                if (!db.idle_.empty()) {
                    connection_ = std::move(db.idle_.back());
                    db.idle_.pop_back();
                }
            }
            try {
                // One that lay idle while the server went away is replaced: nothing has been asked
                // of it yet.
                if (connection_) {
                    try {
                        connection_->begin(how);
                        return;
                    } catch (const ConnectionLost&) {
                        connection_.reset();
                        db.drop_idle();
                    }
                }
                connection_ = db.connect();
                connection_->begin(how);
            } catch (...) {
                if (connection_) connection_->roll_back();  // it may have waited for a lock in vain
                give_back();
                throw;
            }
        }
        ~Lease() { give_back(); }
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        PgConnection* operator->() const { return connection_.get(); }
        PgConnection& operator*() const { return *connection_; }

      private:
        void give_back() {
            {
                const std::lock_guard lock(db_.mutex_);
                --db_.leased_;
                if (connection_ && !connection_->broken())
                    db_.idle_.push_back(std::move(connection_));
            }
            db_.returned_.notify_one();
        }

        PgDatabase& db_;
        std::unique_ptr<PgConnection> connection_;
    };

    // The others were made when it was: they are as dead.
    void drop_idle() {
        std::vector<std::unique_ptr<PgConnection>> dead;
        const std::lock_guard lock(mutex_);
        dead.swap(idle_);
    }

    void end_badly(PgConnection& connection) {
        try {
            throw;
        } catch (const ServerDamage& e) {
            stop_.stop(e.what());
        } catch (...) {
        }
        connection.roll_back();
    }

    void try_write(Job job, std::string_view how) {
        stop_.check();
        Lease lease(*this, how);
        try {
            bool keep = true;
            std::vector<AuditEvent> events;
            {
                PgSession session(*lease);
                keep = job(session);
                events = session.take_events();
            }
            // The function may have caught the error that it was given; the transaction has not
            // forgotten.
            if (lease->collided()) throw Collision("collided");
            if (keep && lease->in_failed_transaction()) {
                throw DatabaseError(
                    "a statement failed and its error was passed over without a savepoint");
            }
            if (!keep) {
                lease->roll_back();
                if (events.empty()) return;
                lease->begin("");
            }
            PgSession session(*lease);
            insert_events(session, events);
        } catch (...) {
            end_badly(*lease);
            throw;
        }
        crash_point("writer_before_commit");
        try {
            lease->commit();
        } catch (const Collision&) {
            lease->roll_back();
            throw;
        } catch (const ConstraintViolation&) {  // a deferred constraint: certainly not committed
            lease->roll_back();
            throw;
        } catch (const DatabaseError& e) {
            const std::string why =
                std::string("the outcome of a commit is not known: ") + e.what();
            stop_.stop(why);
            throw Stopped("the database has stopped: " + why);
        }
        crash_point("writer_after_commit_before_ack");
    }

    // Turns up to kSequenceAtOnce events into leaves; says how many. Not 0 … most when another
    // server is at it.
    int sequence_once(bool wait_for_lock) {
        const std::lock_guard one(sequencing_);
        if (!sequencing_connection_ || sequencing_connection_->broken()) {
            sequencing_connection_.reset();
            sequencing_connection_ = connect();
            log_.forget();
        }
        auto& connection = *sequencing_connection_;
        try {
            connection.begin("ISOLATION LEVEL READ COMMITTED");
            PgSession session(connection);
            if (wait_for_lock) {
                connection.run(kLockLog);
            } else {
                const bool mine =
                    *session.one(kTryLockLog, {}, [](const Row& row) { return row.yes(0); });
                if (!mine) {
                    connection.roll_back();
                    return 0;
                }
            }
            log_.begin(session);
            std::vector<std::int64_t> ids;
            session.each(kPending, {{"most", kSequenceAtOnce}}, [&](const Row& row) {
                log_.append_stored(row.int64(0), event_from(row, 0));
                ids.push_back(row.int64(0));
            });
            if (!ids.empty()) {
                log_.finish(session);
                session.execute(kNoLongerPending, {{"ids", ids}});
            }
            crash_point("sequencer_before_commit");
            connection.commit();
            return static_cast<int>(ids.size());
        } catch (...) {
            log_.forget();
            end_badly(connection);
            throw;
        }
    }

    void sequence_forever() {
        bool closing = false;
        while (!closing) {
            {
                std::unique_lock lock(mutex_);
                closing = closing_soon_.wait_for(lock, kSequenceEvery, [&] { return closing_; });
            }
            if (stop_.stopped()) continue;
            try {
                while (sequence_once(/*wait_for_lock=*/false) == kSequenceAtOnce) {
                }
            } catch (const ConnectionLost&) {
                // Tried again in 250 ms; the events are safe in audit_event.
            } catch (const DeadlineExceeded&) {
            } catch (const Collision&) {
            } catch (const std::exception& e) {
                stop_.stop(std::string("the audit log cannot be continued: ") + e.what());
            }
        }
    }

    StopState stop_;
    Timings timings_;
    mutable std::mutex mutex_;
    std::condition_variable returned_;
    std::condition_variable closing_soon_;
    std::vector<std::unique_ptr<PgConnection>> idle_;
    int leased_ = 0;
    bool closing_ = false;
    std::string unreachable_;

    std::mutex sequencing_;
    std::unique_ptr<PgConnection> sequencing_connection_;
    LogWriter log_;
    std::thread sequencer_;
};

}  // namespace

std::unique_ptr<Database> open_postgres(const DatabaseConfig& config) {
    return std::make_unique<PgDatabase>(config);
}

}  // namespace hearth::store

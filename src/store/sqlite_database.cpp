// A Database that is one SQLite file: a writer thread and a reader connection for each core.
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <condition_variable>
#include <filesystem>
#include <map>
#include <thread>

#include "store/backends.h"
#include "store/migrator.h"
#include "store/sqlite_connection.h"
#include "store/sqlite_writer.h"
#include "store/views.h"

namespace hearth::store {
namespace {

constexpr Sql kBeginRead{"begin_read", "BEGIN"};
constexpr Sql kEndRead{"end_read", "COMMIT"};
constexpr Sql kRollback{"rollback", "ROLLBACK"};

// How often a process without the journal looks whether it may have it now.
constexpr auto kOwnEvery = std::chrono::seconds{1};

class SqliteSchema final : public SchemaTarget {
  public:
    explicit SqliteSchema(SqliteConnection& connection)
        : connection_(connection), session_(connection) {}
    void begin() override { connection_.script("BEGIN IMMEDIATE"); }
    void script(const std::string& text) override { connection_.script(text); }
    void commit() override { connection_.script("COMMIT"); }
    void roll_back() noexcept override {
        if (connection_.in_transaction())
            sqlite3_exec(connection_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
    Session& session() override { return session_; }

  private:
    SqliteConnection& connection_;
    SqliteSession session_;
};

class SqliteDatabase final : public Database {
  public:
    SqliteDatabase(const DatabaseConfig& config, std::filesystem::path file)
        : Database(config),
          file_(std::move(file)),
          writing_(file_, SqliteConnection::Mode::writer) {
        SqliteSchema schema(writing_);
        if (config.migrations != nullptr)
            migrate(schema, *config.migrations, {}, clock_->now(), config.migrate);
        else
            migrate(schema, built_in_migrations(), built_in_views(), clock_->now(), config.migrate);
        const auto cores = std::max(1U, std::thread::hardware_concurrency());
        const int count = config.readers > 0 ? config.readers : static_cast<int>(cores);
        for (int i = 0; i < count; ++i) {
            readers_.push_back(
                std::make_unique<SqliteConnection>(file_, SqliteConnection::Mode::reader));
            readers_.back()->set_statement_deadline(config.statement_deadline);
            idle_.push_back(readers_.back().get());
        }
        name_journal();
        writer_.emplace(*this, writing_, place_, stop_, config.queue_limit);
        // What a process that was killed has left is found before anything is answered.
        if (!place_.name.empty() && std::filesystem::exists(place_.file)) take_ownership();
    }

    ~SqliteDatabase() override {
        writer_.reset();
        if (!stop_.stopped()) {
            // All of it is in the log, so nothing need lie beside the database.
            if (journal_ && journal_->drained() == journal_->synced())
                ::unlink(place_.file.c_str());
            return;
        }
        // Closing would copy the log into the file and sync: after an error of the disk, nobody
        // touches it.
        sqlite3_db_config(writing_.handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        for (auto& r : readers_)
            sqlite3_db_config(r->handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    }

    Dialect dialect() const override { return Dialect::sqlite; }
    Health health() const override { return {!stop_.stopped(), stop_.why()}; }

    void sequence_audit() override {
        Inside::check(*this);
        stop_.check();
        if (const auto* own = place_.own.load()) {
            for (const auto upto = own->synced(); own->drained() < upto;) writer_->take_journal();
        } else if (!place_.name.empty() && std::filesystem::exists(place_.file)) {
            writer_->take_journal();
        }
    }

    std::vector<StatementTiming> timings() const override {
        std::map<std::string, StatementTiming> sum;
        writing_.timings().add_to(sum);
        for (const auto& r : readers_) r->timings().add_to(sum);
        std::vector<StatementTiming> out;
        for (auto& [name, t] : sum) out.push_back(std::move(t));
        return out;
    }

  protected:
    void run_write(Job job) override {
        Inside::check(*this);
        writer_->run(job);
    }

    void run_read(Job job, std::optional<Instant> known) override {
        stop_.check();
        std::vector<AuditEvent> events;
        {
            const Inside inside(*this);
            Reader reader(*this);
            try {
                reader->run(kBeginRead);
                SqliteSession session(*reader, known);
                job(session);
                events = session.take_events();
                reader->run(kEndRead);
            } catch (...) {
                try {
                    if (reader->in_transaction()) reader->run(kRollback);
                } catch (const std::exception& e) {
                    stop_.stop(std::string("a read could not be ended: ") + e.what());
                }
                if (reader->fatal_error()) {
                    stop_.stop("a read failed, SQLite's code " +
                               std::to_string(reader->fatal_error()->code));
                }
                throw;
            }
            // A function may have caught the error that it was given.
            if (reader->fatal_error()) {
                stop_.stop("a read failed, SQLite's code " +
                           std::to_string(reader->fatal_error()->code));
                stop_.check();
            }
        }
        if (events.empty()) return;
        if (auto* journal = own_journal())
            journal->append(std::move(events));
        else
            writer_->append(std::move(events));
    }

  private:
    // Which journal is this database's. None before the migration that makes its row.
    void name_journal() {
        constexpr Sql kThere{"journal_table",
                             "SELECT 1 FROM sqlite_schema WHERE name = 'audit_journal'"};
        constexpr Sql kName{"journal_name", "SELECT journal FROM audit_journal WHERE id = 1"};
        place_.file = journal_path(file_);
        SqliteSession session(writing_);
        if (!session.one(kThere, {}, [](const Row&) { return true; })) return;
        place_.name =
            session.one(kName, {}, [](const Row& row) { return std::string(row.text(0)); })
                .value_or("");
    }

    // Null while another process has it.
    AuditJournal* own_journal() {
        if (auto* own = place_.own.load()) return own;
        if (place_.name.empty()) return nullptr;
        const std::lock_guard lock(owning_);
        const auto now = std::chrono::steady_clock::now();
        if (place_.own.load() == nullptr && now >= own_after_) {
            own_after_ = now + kOwnEvery;
            try {
                take_ownership();
            } catch (const std::exception& e) {
                stop_.stop(e.what());
                stop_.check();
            }
        }
        return place_.own.load();
    }

    void take_ownership() {
        constexpr Sql kDrained{"journal_drained", "SELECT drained FROM audit_journal WHERE id = 1"};
        auto file = own_journal_file(place_.file);
        if (!file) return;
        std::optional<std::int64_t> drained;
        {
            Reader reader(*this);
            SqliteSession session(*reader);
            drained = session.one(kDrained, {}, [](const Row& row) { return row.int64(0); });
        }
        if (!drained) throw DatabaseError("the row of the journal of reads is missing");
        journal_ = std::make_unique<AuditJournal>(std::move(file), place_.name, *drained, stop_);
        place_.own = journal_.get();
    }

    // A reader connection for the time of one read.
    class Reader {
      public:
        explicit Reader(SqliteDatabase& db) : db_(db) {
            const auto until = std::chrono::steady_clock::now() + db.config_.statement_deadline;
            std::unique_lock lock(db.mutex_);
            if (!db.returned_.wait_until(lock, until, [&] { return !db.idle_.empty(); })) {
                throw Busy("too many reads are waiting");
            }
            connection_ = db.idle_.back();
            db.idle_.pop_back();
        }
        ~Reader() {
            {
                const std::lock_guard lock(db_.mutex_);
                db_.idle_.push_back(connection_);
            }
            db_.returned_.notify_one();
        }
        Reader(const Reader&) = delete;
        Reader& operator=(const Reader&) = delete;
        SqliteConnection* operator->() const { return connection_; }
        SqliteConnection& operator*() const { return *connection_; }

      private:
        SqliteDatabase& db_;
        SqliteConnection* connection_ = nullptr;
    };

    std::filesystem::path file_;
    StopState stop_;
    SqliteConnection writing_;
    std::vector<std::unique_ptr<SqliteConnection>> readers_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<SqliteConnection*> idle_;
    JournalPlace place_;
    std::mutex owning_;
    std::chrono::steady_clock::time_point own_after_;
    std::unique_ptr<AuditJournal> journal_;
    std::optional<SqliteWriter> writer_;
};

}  // namespace

std::unique_ptr<Database> open_sqlite(const DatabaseConfig& config) {
    const std::filesystem::path file = config.url.substr(std::string_view("sqlite:").size());
    if (file.empty() || file == ":memory:") {
        throw DatabaseError("a SQLite database needs a file: sqlite:/var/lib/hearth/authority.db");
    }
    if (!std::filesystem::exists(file)) {
        if (!config.migrate) throw DatabaseError("there is no database " + file.string());
        // Readable by its owner only, and so will be the log that SQLite keeps beside it.
        const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (fd >= 0) ::close(fd);
    }
    auto resolved = config;
    if (resolved.key_folder.empty())
        resolved.key_folder = std::filesystem::absolute(file).parent_path();
    return std::make_unique<SqliteDatabase>(resolved, file);
}

}  // namespace hearth::store

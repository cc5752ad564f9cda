// The one writer of a SQLite file: a thread that runs jobs one after another, many to a commit.
//
// Each job runs in a savepoint of its own, so a failing one undoes only itself. A job's caller is
// answered only after the commit that holds it is on disk. Jobs that arrive while a commit is being
// synced make up the next group. Internal to the store.
#pragma once
#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <filesystem>
#include <functional>
#include <future>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "store/audit_journal.h"
#include "store/audit_log.h"
#include "store/backends.h"
#include "store/function_ref.h"
#include "store/sqlite_connection.h"

namespace hearth::store {

// Where the journal of reads is, and who has it.
struct JournalPlace {
    std::filesystem::path file;
    std::string name;                          // empty: this database has none
    std::atomic<AuditJournal*> own = nullptr;  // when it is this process's
};

class SqliteWriter {
  public:
    using Job = FunctionRef<bool(Session&)>;

    SqliteWriter(const Database& owner, SqliteConnection& connection, const JournalPlace& journal,
                 StopState& stop, std::size_t queue_limit);
    ~SqliteWriter();  // finishes what is queued, and takes the journal into the log
    SqliteWriter(const SqliteWriter&) = delete;
    SqliteWriter& operator=(const SqliteWriter&) = delete;

    void run(Job job);  // returns when it is on disk; rethrows what the job threw
    void append(std::vector<AuditEvent> events);  // the same, for events of a read
    // Takes events of the journal, also of another process's, into the log.
    void take_journal();

  private:
    struct Request {
        std::optional<Job> job;
        std::vector<AuditEvent> events;
        bool take_journal = false;
        std::exception_ptr error;
        std::promise<void> done;
    };
    void submit(Request& request);
    void loop();
    void run_group(std::deque<Request*>& waiting);
    void run_one(Request& request);
    bool journal_waits() const;
    std::optional<std::int64_t> add_journal(bool foreign_too, bool may_hold);
    JournalPiece foreign_piece(std::int64_t drained) const;
    void begin_log(Session& session);
    void undo_job() noexcept;
    void checkpoint();

    const Database& owner_;
    SqliteConnection& connection_;
    const JournalPlace& journal_;
    StopState& stop_;
    const std::size_t queue_limit_;

    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<Request*> queue_;
    bool closing_ = false;

    // Only the writer's thread touches these.
    LogWriter log_;
    bool log_begun_ = false;  // in this group
    int next_checkpoint_ = 1000;
    std::thread thread_;
};

}  // namespace hearth::store

#include "store/sqlite_writer.h"

#include <sqlite3.h>

#include <chrono>

#include "store/crash_point.h"

namespace hearth::store {
namespace {

constexpr Sql kBegin{"begin_write", "BEGIN IMMEDIATE"};
constexpr Sql kCommit{"commit", "COMMIT"};
constexpr Sql kRollback{"rollback", "ROLLBACK"};
constexpr Sql kSavepoint{"job_savepoint", "SAVEPOINT job"};
constexpr Sql kRelease{"job_release", "RELEASE job"};
constexpr Sql kRollbackTo{"job_rollback", "ROLLBACK TO job"};

// A group ends when its jobs have run this long, so that the first of them does not wait for the
// last of many.
constexpr auto kGroupTime = std::chrono::milliseconds{20};
// Pages in the log before they are copied into the file (SQLite's own default).
constexpr int kCheckpointPages = 1000;

std::string text_of(const std::exception_ptr& error) {
    try {
        std::rethrow_exception(error);
    } catch (const std::exception& e) {
        return e.what();
    } catch (...) {
        return "an unknown error";
    }
}

}  // namespace

SqliteWriter::SqliteWriter(const Database& owner, SqliteConnection& connection, StopState& stop,
                           std::size_t queue_limit)
    : owner_(owner),
      connection_(connection),
      stop_(stop),
      queue_limit_(queue_limit),
      thread_([this] { loop(); }) {}

SqliteWriter::~SqliteWriter() {
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    arrived_.notify_one();
    thread_.join();
}

void SqliteWriter::run(Job job) {
    Request request;
    request.job = job;
    submit(request);
}

void SqliteWriter::append(std::vector<AuditEvent> events) {
    Request request;
    request.events = std::move(events);
    submit(request);
}

void SqliteWriter::submit(Request& request) {
    auto done = request.done.get_future();
    {
        const std::lock_guard lock(mutex_);
        stop_.check();
        if (closing_) throw Stopped("the database is closing");
        if (queue_.size() >= queue_limit_) throw Busy("too many writes are waiting");
        queue_.push_back(&request);
    }
    arrived_.notify_one();
    done.wait();
    if (request.error) std::rethrow_exception(request.error);
}

void SqliteWriter::loop() {
    std::deque<Request*> waiting;
    for (;;) {
        {
            std::unique_lock lock(mutex_);
            arrived_.wait(lock, [&] { return closing_ || !queue_.empty() || !waiting.empty(); });
            waiting.insert(waiting.end(), queue_.begin(), queue_.end());
            queue_.clear();
            if (waiting.empty()) return;
        }
        if (!stop_.stopped()) run_group(waiting);
        if (stop_.stopped()) {
            const std::lock_guard lock(mutex_);
            waiting.insert(waiting.end(), queue_.begin(), queue_.end());
            queue_.clear();
            for (auto* r : waiting) {
                r->error =
                    std::make_exception_ptr(Stopped("the database has stopped: " + stop_.why()));
                r->done.set_value();
            }
            waiting.clear();
        } else {
            checkpoint();
        }
    }
}

// Takes requests from the front of `waiting`, commits them and answers them.
void SqliteWriter::run_group(std::deque<Request*>& waiting) {
    std::vector<Request*> group;
    const auto end = std::chrono::steady_clock::now() + kGroupTime;
    std::exception_ptr lost;  // why nothing of this group is written
    std::string fatal;        // why the database must stop
    log_begun_ = false;
    try {
        connection_.run(kBegin);
        while (!waiting.empty() && (group.empty() || std::chrono::steady_clock::now() < end)) {
            group.push_back(waiting.front());
            waiting.pop_front();
            run_one(*group.back());
            // Some errors (no memory, a full disk) make SQLite undo the whole transaction, others'
            // jobs with it; and an error of the disk ends everything even when the job caught it.
            if (connection_.fatal_error() || !connection_.in_transaction()) {
                throw DatabaseError("nothing was written: " +
                                    (group.back()->error ? text_of(group.back()->error)
                                                         : "another write ended the transaction"));
            }
        }
        if (log_begun_) {
            SqliteSession session(connection_);
            log_.finish(session);
        }
    } catch (...) {
        lost = std::current_exception();
        log_.forget();
        if (connection_.fatal_error()) {
            fatal = text_of(lost);
        } else if (connection_.in_transaction()) {
            try {
                connection_.run(kRollback);
            } catch (...) {
                fatal = text_of(std::current_exception());
            }
        }
    }
    if (!lost) {
        try {
            crash_point("writer_before_commit");
            connection_.run(kCommit);
            crash_point("writer_after_commit_before_ack");
        } catch (...) {
            // It may be on disk or not. Trying again could report a success that the kernel has
            // forgotten.
            fatal = "the outcome of a commit is not known: " + text_of(std::current_exception());
            lost = std::current_exception();
        }
    }
    if (!fatal.empty()) {
        stop_.stop(fatal);
        lost = std::make_exception_ptr(Stopped("the database has stopped: " + fatal));
    }
    if (lost && group.empty()) {  // BEGIN itself failed: its waiters are told, not kept
        group.assign(waiting.begin(), waiting.end());
        waiting.clear();
    }
    for (auto* r : group) {
        if (lost && (!r->error || !fatal.empty())) r->error = lost;
        r->done.set_value();  // r is gone after this
    }
}

void SqliteWriter::run_one(Request& request) {
    merkle::Edge before = log_.mark();
    try {
        connection_.run(kSavepoint);
        SqliteSession session(connection_);
        if (request.job) {
            const Inside inside(owner_);
            const bool keep = (*request.job)(session);
            if (!keep) connection_.run(kRollbackTo);
            request.events = session.take_events();
        }
        if (!request.events.empty()) {
            if (!log_begun_) {
                log_.begin(session);
                log_begun_ = true;
                before = log_.mark();
            }
            log_.append(session, request.events);
        }
        connection_.run(kRelease);
    } catch (...) {
        request.error = std::current_exception();
        if (log_begun_) log_.back_to(before);
        undo_job();
    }
}

// When this fails the transaction is gone or the disk is; run_group looks.
void SqliteWriter::undo_job() noexcept {
    if (!connection_.in_transaction() || connection_.fatal_error()) return;
    try {
        connection_.run(kRollbackTo);
        connection_.run(kRelease);
    } catch (...) {
        try {
            connection_.run(kRollback);
        } catch (...) {
            stop_.stop("a failed write could not be undone: " + text_of(std::current_exception()));
        }
    }
}

void SqliteWriter::checkpoint() {
    const int pages = connection_.wal_pages();
    if (pages < kCheckpointPages) next_checkpoint_ = kCheckpointPages;
    if (pages < next_checkpoint_) return;
    // A reader can keep the log from starting over; then it is not tried again at every commit.
    next_checkpoint_ = pages + kCheckpointPages;
    const int rc = connection_.checkpoint();
    if (SqliteCode{rc}.fatal())
        stop_.stop("copying the log into the file failed, SQLite's code " + std::to_string(rc));
}

}  // namespace hearth::store

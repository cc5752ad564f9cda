#include "store/sqlite_writer.h"

#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <limits>

#include "store/crash_point.h"

namespace hearth::store {
namespace {

constexpr Sql kBegin{"begin_write", "BEGIN IMMEDIATE"};
constexpr Sql kCommit{"commit", "COMMIT"};
constexpr Sql kRollback{"rollback", "ROLLBACK"};
constexpr Sql kSavepoint{"job_savepoint", "SAVEPOINT job"};
constexpr Sql kRelease{"job_release", "RELEASE job"};
constexpr Sql kRollbackTo{"job_rollback", "ROLLBACK TO job"};
constexpr Sql kDrained{"journal_drained", "SELECT drained FROM audit_journal WHERE id = 1"};
constexpr Sql kDrain{"journal_drain",
                     "UPDATE audit_journal SET drained = :last WHERE id = 1 AND drained = :before"};

// How long an event of a read may be in the journal only while nothing is written. Each time,
// SQLite's readers drop what they hold in memory.
constexpr auto kDrainEvery = std::chrono::milliseconds{500};

// A group ends when its jobs have run this long, so that the first of them does not wait for the
// last of many.
constexpr auto kGroupTime = std::chrono::milliseconds{20};
// When the database closes: what cannot be brought into the log then stays in the journal.
constexpr int kClosingTries = 1000;
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

bool is_busy(const std::exception_ptr& error) {
    try {
        std::rethrow_exception(error);
    } catch (const Busy&) {
        return true;
    } catch (...) {
        return false;
    }
}

}  // namespace

SqliteWriter::SqliteWriter(const Database& owner, SqliteConnection& connection,
                           const JournalPlace& journal, StopState& stop, std::size_t queue_limit)
    : owner_(owner),
      connection_(connection),
      journal_(journal),
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

void SqliteWriter::take_journal() {
    Request request;
    request.take_journal = true;
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
    int closing_tries = 0;
    for (;;) {
        {
            std::unique_lock lock(mutex_);
            arrived_.wait_for(lock, kDrainEvery,
                              [&] { return closing_ || !queue_.empty() || !waiting.empty(); });
            waiting.insert(waiting.end(), queue_.begin(), queue_.end());
            queue_.clear();
            if (waiting.empty()) {
                const bool journal = journal_waits() && !stop_.stopped();
                if (closing_ && (!journal || closing_tries++ == kClosingTries)) return;
                if (!journal) continue;
            }
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
    const bool only_journal = waiting.empty();
    std::optional<std::int64_t> drained;  // the journal's last event that is a leaf after this
    bool adding_journal = false;
    log_begun_ = false;
    try {
        connection_.run(kBegin);
        adding_journal = true;
        drained = add_journal(
            std::any_of(waiting.begin(), waiting.end(), [](auto* r) { return r->take_journal; }),
            only_journal);
        adding_journal = false;
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
        // Nobody waits for it, so nobody else would hear.
        if (adding_journal && only_journal && !is_busy(lost))
            fatal = "the audit log cannot be continued: " + text_of(lost);
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
            if (drained) crash_point("journal_before_drain_commit");
            connection_.run(kCommit);
            if (drained) crash_point("journal_after_drain_commit");
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
    if (auto* own = journal_.own.load()) {
        if (lost)
            own->not_taken();
        else if (drained)
            own->taken(*drained);
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
                begin_log(session);
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

void SqliteWriter::begin_log(Session& session) {
    if (log_begun_) return;
    log_.begin(session);
    log_begun_ = true;
}

bool SqliteWriter::journal_waits() const {
    const auto* own = journal_.own.load();
    return own != nullptr && own->drained() < own->synced();
}

// Writes leaves of what the journal holds into this transaction; says up to which event. Nothing
// when there was nothing to do.
std::optional<std::int64_t> SqliteWriter::add_journal(bool foreign_too, bool may_hold) {
    auto* own = journal_.own.load();
    if (own != nullptr ? !journal_waits() : !foreign_too || journal_.name.empty()) return {};
    SqliteSession session(connection_);
    // Another process may have taken some of it.
    const auto before = session.one(kDrained, {}, [](const Row& row) { return row.int64(0); });
    if (!before) throw DatabaseError("the row of the journal of reads is missing");
    const auto piece = own != nullptr ? own->take(*before, may_hold) : foreign_piece(*before);
    if (piece.events.empty()) return *before;
    begin_log(session);
    log_.append(session, piece.events);
    if (session.execute(kDrain, {{"last", piece.last()}, {"before", *before}}) != 1)
        throw DatabaseError("the row of the journal of reads changed under its writer");
    return piece.last();
}

// What another process's journal holds now. Its owner cannot begin it again at its start because of
// events taken after our transaction began, but it may just be doing so because of earlier ones:
// then what was read does not fit together, and is read again.
JournalPiece SqliteWriter::foreign_piece(std::int64_t drained) const {
    constexpr int kTries = 5;
    for (int tried = 1;; ++tried) {
        const auto file = foreign_journal_file(journal_.file);
        if (!file) return {drained + 1, {}};
        const JournalRead read = [&](std::int64_t offset, std::int64_t size) {
            return file->read(offset, size);
        };
        try {
            const auto batches = scan_journal(read, file->size(), journal_.name, drained);
            return piece_of(read, journal_.name, {batches.begin(), batches.end()}, drained,
                            std::numeric_limits<std::int64_t>::max());
        } catch (const JournalDamaged&) {
            if (tried == kTries) throw;
            std::this_thread::sleep_for(std::chrono::milliseconds{20});
        }
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

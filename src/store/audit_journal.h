// The journal of reads: where the audit events of reads on SQLite are on disk before the answer
// leaves, until they become leaves of the audit log.
//
// Why: a commit to the database makes SQLite drop what its readers hold in memory, so a log that is
// committed to by every page makes every page read its database anew. The journal is a file beside
// the database (its name with "-audit" behind it, mode 0600), written by whichever waiting thread
// comes first for all that wait with it, one write and one sync (fdatasync) a group. The database's
// writer takes its events into the log twice a second, with the next write, and when asked.
//
// Guarantees: append returns only when the events are on disk; each event becomes a leaf exactly
// once (its number is compared with audit_journal.drained in the transaction that writes the leaf);
// leaves keep the journal's order. After an error of the file nothing is retried: the StopState is
// set. What is damaged is reported, never skipped (journal_format.h says what can be told).
//
// One process owns the journal, by a lock on the file that ends with the process. Others write the
// events of their reads into the database as part of a commit, and take the owner's journal into
// the log themselves when they need the whole log: the database's write lock decides between them.
// Internal to the store.
#pragma once
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/backends.h"
#include "store/journal_format.h"

namespace hearth::store {

// The file under the journal; tests put another in its place. Every call throws DatabaseError.
class JournalFile {
  public:
    virtual ~JournalFile() = default;
    virtual void write(std::int64_t offset, std::string_view bytes) = 0;
    virtual void sync() = 0;
    virtual std::string read(std::int64_t offset, std::int64_t size) = 0;
    virtual std::int64_t size() = 0;
};

std::filesystem::path journal_path(const std::filesystem::path& database);
// Opened for writing and locked; made if it is not there. Null when another process has it.
std::unique_ptr<JournalFile> own_journal_file(const std::filesystem::path& file);
// To read what another process owns. Null when there is no file.
std::unique_ptr<JournalFile> foreign_journal_file(const std::filesystem::path& file);

// Events of a journal by number, without a gap.
struct JournalPiece {
    std::int64_t first = 0;
    std::vector<AuditEvent> events;
    std::int64_t last() const { return first + static_cast<std::int64_t>(events.size()) - 1; }
};

// Of `batches`, in order, the events past `drained`: about `most` of them, whole batches.
JournalPiece piece_of(const JournalRead& read, std::string_view journal,
                      const std::deque<JournalBatch>& batches, std::int64_t drained,
                      std::int64_t most);

class AuditJournal {
  public:
    // Finds what an earlier owner left. `drained` as the database has it; `journal` is its name.
    // Throws JournalDamaged.
    AuditJournal(std::unique_ptr<JournalFile> file, std::string journal, std::int64_t drained,
                 StopState& stop);

    // From any thread. Throws Stopped when they could not be put on disk; DatabaseError, and
    // nothing is written, when a text of an event is none that a database stores.
    void append(std::vector<AuditEvent> events);

    std::int64_t synced() const;   // number of the last event on disk
    std::int64_t drained() const;  // number of the last event known to be a leaf

    // The writer's part. take gives events past `drained`; taken says that those up to `last` are
    // leaves, for good; not_taken that the transaction was undone. With `may_hold` a file that has
    // grown large holds back appending from take until either, so that it can begin again at its
    // start.
    JournalPiece take(std::int64_t drained, bool may_hold);
    void taken(std::int64_t last);
    void not_taken();

  private:
    using Lock = std::unique_lock<std::mutex>;
    void lead(Lock& lock);

    const std::unique_ptr<JournalFile> file_;
    const std::string journal_;
    StopState& stop_;
    const JournalRead read_;

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<AuditEvent> queue_;  // of those who wait
    std::uint64_t asked_ = 0;
    std::uint64_t answered_ = 0;
    bool syncing_ = false;
    bool held_ = false;
    std::deque<JournalBatch> batches_;  // on disk and not known to be leaves
    std::int64_t drained_;
    std::int64_t next_ = 1;  // number of the next event
    std::int64_t at_ = 0;    // where the next batch goes
    std::int64_t size_ = 0;  // of the file
};

}  // namespace hearth::store

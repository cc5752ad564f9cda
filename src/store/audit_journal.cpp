#include "store/audit_journal.h"

#include <algorithm>

#include "store/crash_point.h"

namespace hearth::store {
namespace {

// The file grows by this much at a time, in the write of a batch: what is written into space that
// the file has already is synced without the file system's own bookkeeping.
constexpr std::int64_t kGrowBy = 256 * 1024;
// Past this the file begins again at its start, at the next opportunity.
constexpr std::int64_t kLarge = 4 * 1024 * 1024;
constexpr std::int64_t kTakeAtOnce = 5000;

}  // namespace

std::filesystem::path journal_path(const std::filesystem::path& database) {
    return database.string() + "-audit";
}

JournalPiece piece_of(const JournalRead& read, std::string_view journal,
                      const std::deque<JournalBatch>& batches, std::int64_t drained,
                      std::int64_t most) {
    JournalPiece out;
    out.first = drained + 1;
    for (const auto& batch : batches) {
        if (batch.last() <= drained) continue;
        if (static_cast<std::int64_t>(out.events.size()) >= most) break;
        auto events = read_batch(read, journal, batch);
        const auto known = std::max<std::int64_t>(0, drained + 1 - batch.first);
        out.events.insert(out.events.end(), std::make_move_iterator(events.begin() + known),
                          std::make_move_iterator(events.end()));
    }
    return out;
}

AuditJournal::AuditJournal(std::unique_ptr<JournalFile> file, std::string journal,
                           std::int64_t drained, StopState& stop)
    : file_(std::move(file)),
      journal_(std::move(journal)),
      stop_(stop),
      read_([this](std::int64_t offset, std::int64_t size) { return file_->read(offset, size); }),
      drained_(drained),
      next_(drained + 1),
      size_(file_->size()) {
    for (const auto& batch : scan_journal(read_, size_, journal_, drained_)) {
        batches_.push_back(batch);
        next_ = batch.last() + 1;
        at_ = std::max(at_, batch.offset + batch.size);
    }
    // They may be in the system's memory only: an earlier owner can have died before its sync.
    if (!batches_.empty()) file_->sync();
}

void AuditJournal::append(std::vector<AuditEvent> events) {
    for (const auto& e : events) {
        for (const auto* text :
             {&e.role, &e.purpose, &e.action, &e.object_kind, &e.detail_hash, &e.rule}) {
            if (text->find('\0') != std::string::npos)
                throw DatabaseError("an audit event holds a NUL");
        }
    }
    Lock lock(mutex_);
    stop_.check();
    const auto mine = ++asked_;
    queue_.insert(queue_.end(), std::make_move_iterator(events.begin()),
                  std::make_move_iterator(events.end()));
    while (answered_ < mine) {
        stop_.check();
        if (syncing_ || held_) {
            changed_.wait(lock);
        } else {
            lead(lock);
        }
    }
}

// Puts what everybody waits for on disk.
void AuditJournal::lead(Lock& lock) {
    syncing_ = true;
    const auto upto = asked_;
    const auto events = std::exchange(queue_, {});
    const JournalBatch start{next_, static_cast<std::int64_t>(events.size()), at_, 0};
    const auto file_size = size_;
    lock.unlock();
    auto batch = start;
    auto grown = file_size;
    std::string why;
    try {
        auto bytes = encode_batch(journal_, batch.first, events);
        batch.size = static_cast<std::int64_t>(bytes.size());
        if (batch.offset + batch.size > file_size) {
            bytes.resize(static_cast<std::size_t>(batch.size + kGrowBy), '\0');
            grown = batch.offset + batch.size + kGrowBy;
        }
        file_->write(batch.offset, bytes);
        crash_point("journal_after_append_before_sync");
        file_->sync();
        crash_point("journal_after_sync_before_answer");
    } catch (const std::exception& e) {
        // A second sync could report a success that the kernel has forgotten.
        why = std::string("the audit events of a read could not be kept: ") + e.what();
    }
    lock.lock();
    syncing_ = false;
    if (why.empty()) {
        batches_.push_back(batch);
        next_ = batch.last() + 1;
        at_ = batch.offset + batch.size;
        size_ = grown;
        answered_ = upto;
    } else {
        stop_.stop(why);
    }
    changed_.notify_all();
}

std::int64_t AuditJournal::synced() const {
    const std::lock_guard lock(mutex_);
    return next_ - 1;
}

std::int64_t AuditJournal::drained() const {
    const std::lock_guard lock(mutex_);
    return batches_.empty() ? next_ - 1 : drained_;
}

JournalPiece AuditJournal::take(std::int64_t drained, bool may_hold) {
    std::deque<JournalBatch> batches;
    {
        Lock lock(mutex_);
        if (may_hold && at_ > kLarge && !stop_.stopped()) {
            held_ = true;
            changed_.wait(lock, [&] { return !syncing_; });
        }
        std::int64_t events = 0;
        for (const auto& b : batches_) {
            if (events >= kTakeAtOnce) break;
            if (b.last() <= drained) continue;
            batches.push_back(b);
            events += b.count;
        }
    }
    return piece_of(read_, journal_, batches, drained, kTakeAtOnce);
}

void AuditJournal::taken(std::int64_t last) {
    const std::lock_guard lock(mutex_);
    drained_ = std::max(drained_, last);
    while (!batches_.empty() && batches_.front().last() <= drained_) batches_.pop_front();
    if (batches_.empty() && !syncing_) at_ = 0;
    held_ = false;
    changed_.notify_all();
}

void AuditJournal::not_taken() {
    const std::lock_guard lock(mutex_);
    held_ = false;
    changed_.notify_all();
}

}  // namespace hearth::store

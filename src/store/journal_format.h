// How audit events of reads lie in the journal's file, and how they are found there again.
//
// The unit is the batch: what one write and one sync put on disk. It begins on a block of 4 KiB, so
// that writing one never touches the blocks of another, and carries the journal's name, the number
// of its first event, and a SHA-256 over all of it. Batches follow one another by number, wherever
// in the file they lie; the next is written only after the one before was synced.
//
// Hence the rule of reading: of the valid batches with events past `drained`, numbers must go on
// from drained + 1 without a gap. What is missing at the end was never acknowledged (a torn tail);
// a gap before a valid batch is damage to something acknowledged. Damage to the very last batch
// cannot be told from a torn tail. Internal to the store.
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/audit.h"
#include "store/error.h"

namespace hearth::store {

// Something that was acknowledged cannot be read; says what to do.
struct JournalDamaged final : DatabaseError {
    using DatabaseError::DatabaseError;
};

constexpr std::int64_t kJournalBlock = 4096;

// Whole blocks, zeros behind the events. Throws DatabaseError on a text that no database stores.
std::string encode_batch(std::string_view journal, std::int64_t first,
                         std::span<const AuditEvent> events);

struct JournalBatch {
    std::int64_t first = 0;  // number of its first event
    std::int64_t count = 0;
    std::int64_t offset = 0;  // in the file
    std::int64_t size = 0;    // whole blocks
    std::int64_t last() const { return first + count - 1; }
};

// Reads `size` bytes at `offset`; fewer at the end of the file.
using JournalRead = std::function<std::string(std::int64_t offset, std::int64_t size)>;

// The batches that hold events past `drained`, in order. Throws JournalDamaged.
std::vector<JournalBatch> scan_journal(const JournalRead& read, std::int64_t file_size,
                                       std::string_view journal, std::int64_t drained);

// The events of a batch. Throws JournalDamaged when it is not what was scanned.
std::vector<AuditEvent> read_batch(const JournalRead& read, std::string_view journal,
                                   const JournalBatch& batch);

}  // namespace hearth::store

// Named places where a test can make the process die at once, as a power cut would: no destructors,
// no flushing.
//
// Always compiled in, so that what is tested is what runs. Armed only by the environment:
// HEARTH_CRASH_AT=name or name:n (the nth time that it is reached) ends the process with status
// 137. Points: writer_before_commit, writer_after_commit_before_ack, migration_between,
// backup_before_rename, restore_before_rename, sequencer_before_commit; of the journal of reads
// journal_after_append_before_sync, journal_after_sync_before_answer, journal_before_drain_commit
// and journal_after_drain_commit.
#pragma once
#include <string_view>

namespace hearth::store {

void crash_point(std::string_view name);

}  // namespace hearth::store

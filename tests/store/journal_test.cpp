// The journal of reads: on disk before the answer leaves, in the log exactly once, whatever happens
// to the process, the power or the file.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <random>
#include <sstream>
#include <thread>

#include "store/audit_journal.h"
#include "store/backup.h"
#include "support/test_database.h"

namespace hearth::store {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view kName = "0123456789abcdef";

AuditEvent event(std::int64_t object) {
    AuditEvent e;
    e.worker = WorkerId{7};
    e.role = "social_worker";
    e.purpose = "direct_work";
    e.action = "read";
    e.object_kind = "person";
    e.object_id = object;
    e.family = FamilyId{3};
    e.detail_hash = std::string(64, 'a');
    e.allowed = object % 2 == 0;
    e.rule = "social_worker.team";
    e.at = *Instant::parse("2026-11-22T09:00:00.123Z");
    return e;
}

std::vector<AuditEvent> events(std::int64_t first, std::int64_t count) {
    std::vector<AuditEvent> out;
    for (std::int64_t i = 0; i < count; ++i) out.push_back(event(first + i));
    return out;
}

// What a disk does with a file: holds what was synced; of what was not, any blocks or none.
struct Disk {
    std::string written;
    std::string synced;
    int writes_left = 1'000'000;
    int syncs_left = 1'000'000;
    int syncs = 0;

    // Each block that was not synced is there or not.
    void lose_power(std::minstd_rand& random) {
        std::string after = synced;
        for (std::size_t at = 0; at < written.size(); at += kJournalBlock) {
            if (random() % 2 == 0) continue;
            const auto block = written.substr(at, kJournalBlock);
            if (after.size() < at + block.size()) after.resize(at + block.size(), '\0');
            after.replace(at, block.size(), block);
        }
        written = synced = after;
    }
};

class DiskFile final : public JournalFile {
  public:
    explicit DiskFile(Disk& disk) : disk_(disk) {}
    void write(std::int64_t offset, std::string_view bytes) override {
        if (disk_.writes_left-- <= 0) throw DatabaseError("no space left");
        const auto at = static_cast<std::size_t>(offset);
        if (disk_.written.size() < at + bytes.size()) disk_.written.resize(at + bytes.size(), '\0');
        disk_.written.replace(at, bytes.size(), bytes);
    }
    void sync() override {
        if (disk_.syncs_left-- <= 0) throw DatabaseError("an error of the disk");
        disk_.synced = disk_.written;
        ++disk_.syncs;
    }
    std::string read(std::int64_t offset, std::int64_t size) override {
        const auto at = static_cast<std::size_t>(offset);
        if (at >= disk_.written.size()) return {};
        return disk_.written.substr(at, static_cast<std::size_t>(size));
    }
    std::int64_t size() override { return static_cast<std::int64_t>(disk_.written.size()); }

  private:
    Disk& disk_;
};

class Journal : public testing::Test {
  protected:
    std::unique_ptr<AuditJournal> open(std::int64_t drained = 0) {
        return std::make_unique<AuditJournal>(std::make_unique<DiskFile>(disk_), std::string(kName),
                                              drained, stop_);
    }
    std::vector<std::int64_t> objects(const JournalPiece& piece) {
        std::vector<std::int64_t> out;
        for (const auto& e : piece.events) out.push_back(e.object_id);
        return out;
    }
    Disk disk_;
    StopState stop_;
};

TEST_F(Journal, gives_back_every_field_of_an_event) {
    open()->append(events(41, 2));
    const auto piece = open()->take(0, false);
    ASSERT_EQ(piece.events.size(), 2U);
    EXPECT_EQ(piece.first, 1);
    EXPECT_EQ(piece.last(), 2);
    const auto before = event(42);
    const auto& after = piece.events[1];
    EXPECT_EQ(after.at.iso(), before.at.iso());
    EXPECT_EQ(after.worker, before.worker);
    EXPECT_EQ(after.role, before.role);
    EXPECT_EQ(after.purpose, before.purpose);
    EXPECT_EQ(after.action, before.action);
    EXPECT_EQ(after.object_kind, before.object_kind);
    EXPECT_EQ(after.object_id, before.object_id);
    EXPECT_EQ(after.family, before.family);
    EXPECT_EQ(after.detail_hash, before.detail_hash);
    EXPECT_EQ(after.allowed, before.allowed);
    EXPECT_EQ(after.rule, before.rule);
    EXPECT_FALSE(piece.events[0].allowed);
}

TEST_F(Journal, an_event_is_synced_when_append_returns) {
    const auto journal = open();
    for (int i = 1; i <= 20; ++i) {
        journal->append(events(i, 1));
        EXPECT_EQ(disk_.synced, disk_.written);
        EXPECT_EQ(disk_.syncs, i);
    }
}

TEST_F(Journal, those_who_wait_together_share_a_sync) {
    const auto journal = open();
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < 50; ++i) journal->append(events(t * 1000 + i, 1 + i % 3));
        });
    }
    for (auto& t : threads) t.join();
    EXPECT_LE(disk_.syncs, 400);
    // All of them, each worker's in its order.
    std::vector<std::int64_t> seen(8, -1);
    std::int64_t count = 0;
    for (auto piece = journal->take(0, false); !piece.events.empty();
         piece = journal->take(piece.last(), false)) {
        count += static_cast<std::int64_t>(piece.events.size());
        for (const auto& e : piece.events) {
            auto& last = seen[static_cast<std::size_t>(e.object_id / 1000)];
            EXPECT_GE(e.object_id % 1000, last - 2);
            last = e.object_id % 1000;
        }
    }
    EXPECT_EQ(count, journal->synced());
    EXPECT_EQ(count, 8 * (17 * 1 + 17 * 2 + 16 * 3));
}

// proves: S2-54
TEST_F(Journal, power_lost_at_any_moment_loses_nothing_acknowledged_and_doubles_nothing) {
    std::minstd_rand random(20261122);
    std::vector<std::int64_t> leaves;  // what the log has: its transactions are SQLite's affair
    std::int64_t drained = 0;
    std::int64_t acknowledged = 0;  // events, by number
    std::int64_t object = 0;
    for (int round = 0; round < 400; ++round) {
        StopState stop;
        disk_.writes_left = disk_.syncs_left = 1'000'000;
        AuditJournal journal(std::make_unique<DiskFile>(disk_), std::string(kName), drained, stop);
        ASSERT_GE(journal.synced(), acknowledged) << "round " << round;
        const auto drain = [&](bool commit) {
            const auto piece = journal.take(drained, true);
            if (!commit) return journal.not_taken();
            for (const auto& e : piece.events) leaves.push_back(e.object_id);
            drained = std::max(drained, piece.last());
            // The crash may come between the commit and this.
            if (random() % 4 != 0) journal.taken(drained);
        };
        const auto acts = random() % 12;
        for (unsigned i = 0; i < acts; ++i) {
            const auto count = static_cast<std::int64_t>(1 + random() % 60);
            journal.append(events(object + 1, count));
            object += count;
            acknowledged = journal.synced();
            if (random() % 5 == 0) drain(random() % 4 != 0);
        }
        // Written and not synced: the power goes in between.
        disk_.syncs_left = 0;
        EXPECT_THROW(journal.append(events(object + 1, 40)), Stopped);
        disk_.lose_power(random);
        // What was never acknowledged may be there or not; the next process counts on from what is.
        StopState after;
        disk_.syncs_left = 1;
        AuditJournal look(std::make_unique<DiskFile>(disk_), std::string(kName), drained, after);
        ASSERT_TRUE(look.synced() == acknowledged || look.synced() == acknowledged + 40);
        object = look.synced();
        acknowledged = look.synced();
    }
    StopState stop;
    disk_.syncs_left = 1'000'000;
    AuditJournal journal(std::make_unique<DiskFile>(disk_), std::string(kName), drained, stop);
    for (auto piece = journal.take(drained, false); !piece.events.empty();
         piece = journal.take(piece.last(), false)) {
        for (const auto& e : piece.events) leaves.push_back(e.object_id);
    }
    ASSERT_EQ(static_cast<std::int64_t>(leaves.size()), acknowledged);
    for (std::size_t i = 0; i < leaves.size(); ++i)
        ASSERT_EQ(leaves[i], static_cast<std::int64_t>(i) + 1);
}

TEST_F(Journal, a_torn_last_batch_is_dropped_and_its_numbers_used_again) {
    {
        const auto journal = open();
        journal->append(events(1, 3));
        journal->append(events(4, 40));  // more than one block
    }
    disk_.written[static_cast<std::size_t>(2 * kJournalBlock) + 17] ^= 1;
    const auto journal = open();
    EXPECT_EQ(journal->synced(), 3);
    journal->append(events(100, 1));
    EXPECT_EQ(objects(open()->take(0, false)), (std::vector<std::int64_t>{1, 2, 3, 100}));
}

TEST_F(Journal, damage_before_a_later_batch_is_reported_and_not_passed_over) {
    {
        const auto journal = open();
        for (int i = 0; i < 3; ++i) journal->append(events(1 + i, 1));
    }
    const auto whole = disk_.written;
    for (const std::int64_t block : {0, 1}) {
        disk_.written = whole;
        disk_.written[static_cast<std::size_t>(block * kJournalBlock) + 90] ^= 1;
        EXPECT_THROW(open(), JournalDamaged) << block;
        EXPECT_NO_THROW(open(block + 1)) << "what is a leaf already is not needed";
    }
    disk_.written = whole;
    disk_.written.replace(0, kJournalBlock, std::string(kJournalBlock, '\0'));
    EXPECT_THROW(open(), JournalDamaged) << "a batch that is gone";
}

TEST_F(Journal, what_a_running_owner_finds_damaged_is_reported) {
    const auto journal = open();
    journal->append(events(1, 1));
    disk_.written[100] ^= 1;
    EXPECT_THROW(journal->take(0, false), JournalDamaged);
}

TEST_F(Journal, another_databases_journal_is_not_this_ones) {
    open()->append(events(1, 3));
    AuditJournal other(std::make_unique<DiskFile>(disk_), "fedcba9876543210", 0, stop_);
    EXPECT_EQ(other.synced(), 0);
    EXPECT_TRUE(other.take(0, false).events.empty());
}

TEST_F(Journal, a_database_older_than_its_journal_is_reported) {
    {
        const auto journal = open();
        journal->append(events(1, 2));
        journal->taken(2);
        journal->append(events(3, 2));
    }
    EXPECT_THROW(open(0), JournalDamaged) << "a copy of the database from before";
    EXPECT_EQ(objects(open(2)->take(2, false)), (std::vector<std::int64_t>{3, 4}));
}

TEST_F(Journal, begins_again_at_its_start_when_all_is_taken) {
    const auto journal = open();
    for (int i = 0; i < 10; ++i) {
        journal->append(events(1 + i, 1));
        EXPECT_EQ(objects(journal->take(i, false)), (std::vector<std::int64_t>{i + 1}));
        journal->taken(i + 1);
    }
    EXPECT_LT(disk_.written.size(), 300'000U) << "one block and the room that was added once";
    EXPECT_EQ(open(10)->synced(), 10);
}

TEST_F(Journal, one_that_never_comes_to_rest_stays_small_because_appending_is_held_back) {
    const auto journal = open();
    std::atomic<bool> end{false};
    std::vector<std::thread> threads;
    for (int t = 0; t < 3; ++t) {
        threads.emplace_back([&] {
            while (!end) journal->append(events(1, 30));
        });
    }
    std::int64_t drained = 0;
    std::size_t largest = 0;
    while (drained < 60'000) {
        const auto piece = journal->take(drained, true);
        drained = std::max(drained, piece.last());
        journal->taken(drained);
    }
    end = true;
    for (auto& t : threads) t.join();
    largest = disk_.written.size();
    EXPECT_LT(largest, 12U << 20);
}

TEST_F(Journal, after_an_error_of_the_disk_nothing_is_retried) {
    const auto journal = open();
    journal->append(events(1, 1));
    disk_.syncs_left = 0;
    EXPECT_THROW(journal->append(events(2, 1)), Stopped);
    disk_.syncs_left = 10;
    EXPECT_THROW(journal->append(events(3, 1)), Stopped);
    EXPECT_EQ(disk_.syncs, 1);
    EXPECT_TRUE(stop_.stopped());
    EXPECT_NE(stop_.why().find("an error of the disk"), std::string::npos);
}

TEST_F(Journal, a_full_disk_stops_it) {
    const auto journal = open();
    disk_.writes_left = 0;
    EXPECT_THROW(journal->append(events(1, 1)), Stopped);
    EXPECT_TRUE(stop_.stopped());
}

TEST_F(Journal, an_event_that_no_database_stores_is_refused_before_anything_is_written) {
    const auto journal = open();
    auto bad = event(1);
    bad.rule = std::string("nul\0nul", 7);
    EXPECT_THROW(journal->append({bad}), DatabaseError);
    EXPECT_FALSE(stop_.stopped());
    journal->append(events(2, 1));
    EXPECT_EQ(objects(journal->take(0, false)), (std::vector<std::int64_t>{2}));
}

// ---- with its database --------------------------------------------------------------------------

constexpr Sql kObjects{"objects", "SELECT object_id FROM audit_event ORDER BY audit_id"};

std::vector<std::int64_t> logged(Database& db) {
    std::vector<std::int64_t> out;
    db.read([&](Session& s) {
        s.each(kObjects, {}, [&](const Row& row) { out.push_back(row.int64(0)); });
    });
    return out;
}

void look(Database& db, std::int64_t object) {
    db.read([&](Session& s) { s.audit(event(object)); });
}

class JournalOfDatabase : public testing::Test {
  protected:
    std::unique_ptr<Database> open() { return Database::open(files_.config()); }
    fs::path file() const {
        return files_.config().url.substr(std::string_view("sqlite:").size()) + "-audit";
    }
    test::TestDatabase files_{test::Server::sqlite};
};

TEST_F(JournalOfDatabase, lies_beside_it_for_its_owner_only_and_goes_with_an_orderly_end) {
    auto db = open();
    EXPECT_FALSE(fs::exists(file())) << "nobody has looked";
    look(*db, 1);
    EXPECT_EQ(fs::status(file()).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    db.reset();
    EXPECT_FALSE(fs::exists(file()));
    db = open();
    EXPECT_EQ(logged(*db), (std::vector<std::int64_t>{1}));
    EXPECT_EQ(verify_audit(*db).outcome, AuditVerdict::Outcome::intact);
}

TEST_F(JournalOfDatabase, comes_into_the_log_by_itself_with_the_next_write_and_when_asked) {
    const auto db = open();
    look(*db, 1);
    db->write([](Session& s) { s.audit(event(2)); });
    EXPECT_EQ(logged(*db), (std::vector<std::int64_t>{1, 2})) << "in the order of the answers";
    look(*db, 3);
    db->sequence_audit();
    EXPECT_EQ(logged(*db).size(), 3U);
    look(*db, 4);
    for (int i = 0; i < 100 && logged(*db).size() < 4; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
    EXPECT_EQ(logged(*db), (std::vector<std::int64_t>{1, 2, 3, 4}));
}

TEST_F(JournalOfDatabase, of_a_server_is_in_the_log_that_a_command_reads) {
    const auto server = open();
    look(*server, 1);
    const auto command = open();  // as another process: a lock on a file is of its opening
    look(*command, 2);            // not the owner: with a commit
    look(*server, 3);
    const auto verdict = verify_audit(*command);
    EXPECT_EQ(verdict.outcome, AuditVerdict::Outcome::intact) << verdict.why;
    EXPECT_EQ(verdict.size, 3);
    look(*server, 4);
    server->sequence_audit();
    command->sequence_audit();
    EXPECT_EQ(logged(*server).size(), 4U) << "each once, whoever took them";
    EXPECT_EQ(verify_audit(*server).outcome, AuditVerdict::Outcome::intact);
}

TEST_F(JournalOfDatabase, is_taken_over_when_its_owner_has_ended) {
    auto first = open();
    look(*first, 1);
    const auto second = open();
    look(*second, 2);
    first.reset();
    EXPECT_FALSE(fs::exists(file()));
    std::this_thread::sleep_for(std::chrono::milliseconds{1100});
    look(*second, 3);
    EXPECT_TRUE(fs::exists(file()));
    second->sequence_audit();
    EXPECT_EQ(logged(*second).size(), 3U);
}

TEST_F(JournalOfDatabase, that_is_damaged_keeps_the_database_from_opening) {
    auto config = files_.config();
    {
        const auto db = open();
        for (int i = 1; i <= 3; ++i) look(*db, i);
        // As a crash would leave it: copied while it is open.
        fs::copy_file(file(), file().string() + ".kept");
        db->sequence_audit();
    }
    fs::rename(file().string() + ".kept", file());
    EXPECT_EQ(logged(*open()).size(), 3U) << "all of it is in the log: nothing is needed of it";
    {
        const auto db = open();
        db->write(
            [](Session& s) { s.execute(Sql("back", "UPDATE audit_journal SET drained = 0")); });
    }
    fs::remove(file());
    {
        std::string name;
        open()->read([&](Session& s) {
            s.one(Sql("name", "SELECT journal FROM audit_journal"), {},
                  [&](const Row& row) { return name = std::string(row.text(0)); });
        });
        std::ofstream out(file(), std::ios::binary);
        auto bad = encode_batch(name, 1, events(1, 1));
        bad[100] = static_cast<char>(bad[100] ^ 1);
        out << bad << encode_batch(name, 2, events(2, 1));
    }
    try {
        open();
        FAIL() << "it opened";
    } catch (const JournalDamaged& e) {
        EXPECT_NE(std::string(e.what()).find("events 1 to 1"), std::string::npos) << e.what();
    }
    EXPECT_TRUE(fs::exists(file())) << "it is evidence";
}

TEST_F(JournalOfDatabase,
       a_backup_holds_what_was_acknowledged_and_a_restore_refuses_an_old_journal) {
    const auto db = open();
    look(*db, 1);
    const auto manifest = backup(*db, files_.folder() / "copy");
    EXPECT_EQ(manifest.audit.size, 1);
    auto target = files_.config();
    target.url = "sqlite:" + (files_.folder() / "other.db").string();
    std::ofstream(files_.folder() / "other.db-audit") << "left behind";
    EXPECT_THROW(restore(files_.folder() / "copy", target), DatabaseError);
}

// Run in a process of its own by the test below.
TEST(JournalChild, DISABLED_looks_until_it_dies) {
    DatabaseConfig config;
    config.url = std::getenv("CRASH_URL");
    config.key_folder = std::getenv("CRASH_FOLDER");
    const auto db = Database::open(config);
    for (int i = 1; i <= 1'000'000; ++i) {  // drains come twice a second, looks as fast as the disk
        look(*db, i);
        const auto line = std::to_string(i) + "\n";
        if (::write(STDOUT_FILENO, line.data(), line.size()) < 0) std::abort();
    }
}

// The last look that was answered, of a child that dies.
int last_answered(const DatabaseConfig& config, const std::string& crash_at) {
    int pipe_ends[2];
    if (::pipe2(pipe_ends, O_CLOEXEC) != 0) throw std::runtime_error("pipe");
    const pid_t child = ::fork();
    if (child == 0) {
        ::dup2(pipe_ends[1], STDOUT_FILENO);
        ::setenv("CRASH_URL", config.url.c_str(), 1);
        ::setenv("CRASH_FOLDER", config.key_folder.c_str(), 1);
        ::setenv("HEARTH_CRASH_AT", crash_at.c_str(), 1);
        ::execl("/proc/self/exe", "test_store", "--gtest_also_run_disabled_tests",
                "--gtest_filter=JournalChild.DISABLED_looks_until_it_dies", nullptr);
        ::_exit(1);
    }
    ::close(pipe_ends[1]);
    std::string text;
    char buffer[4096];
    for (ssize_t n; (n = ::read(pipe_ends[0], buffer, sizeof buffer)) > 0;)
        text.append(buffer, static_cast<std::size_t>(n));
    ::close(pipe_ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(WIFEXITED(status) ? WEXITSTATUS(status) : -1, 137) << crash_at;
    int last = 0;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) {
        if (!line.empty() && line.find_first_not_of("0123456789") == std::string::npos)
            last = std::stoi(line);
    }
    return last;
}

// proves: S2-54
TEST_F(JournalOfDatabase,
       killed_at_any_of_its_points_loses_no_look_that_was_answered_and_doubles_none) {
    for (const auto* point :
         {"journal_after_append_before_sync:7", "journal_after_sync_before_answer:7",
          "journal_before_drain_commit:1", "journal_before_drain_commit:2",
          "journal_after_drain_commit:1", "journal_after_drain_commit:2"}) {
        SCOPED_TRACE(point);
        test::TestDatabase files(test::Server::sqlite);
        const auto answered = last_answered(files.config(), point);
        const auto db = Database::open(files.config());
        const auto verdict = verify_audit(*db);
        EXPECT_EQ(verdict.outcome, AuditVerdict::Outcome::intact) << verdict.why;
        const auto found = logged(*db);
        ASSERT_GE(static_cast<int>(found.size()), answered) << "a look that was answered is lost";
        EXPECT_LE(static_cast<int>(found.size()), answered + 1);
        EXPECT_GT(answered, 0);
        for (std::size_t i = 0; i < found.size(); ++i)
            EXPECT_EQ(found[i], static_cast<std::int64_t>(i) + 1);
    }
}

}  // namespace
}  // namespace hearth::store

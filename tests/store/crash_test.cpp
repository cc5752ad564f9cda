// Killed, out of disk, cut off at the worst moment: nothing acknowledged is lost, nothing is done
// twice.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <set>
#include <sstream>

#include "store/backup.h"
#include "support/test_database.h"

namespace hearth::store {
namespace {

constexpr Sql kInsert{"holiday", "INSERT INTO bank_holiday (day, name) VALUES (:day, :name)"};
constexpr Sql kDays{"days", "SELECT day FROM bank_holiday"};

OnceAnswer write_day(Database& db, int i) {
    const auto day = (*Date::from(2000, 1, 1) + i).iso();
    const auto answer = db.write_once(
        {"key-" + std::to_string(i), WorkerId{7}, "h"}, [&](Session& s) -> std::string {
            s.execute(kInsert, {{"day", day}, {"name", std::string(2000, 'x')}});
            AuditEvent e;
            e.object_id = i;
            e.at = db.clock().now();
            s.audit(e);
            return day;
        });
    if (!answer) throw std::logic_error("the write was refused");
    return answer.value();
}

void tell(const std::string& line) {
    const auto text = line + "\n";
    if (::write(STDOUT_FILENO, text.data(), text.size()) < 0) std::abort();
}

// Run in a process of its own by the tests below; what it is told comes by its environment.
TEST(CrashChild, DISABLED_writes_until_it_dies) {
    DatabaseConfig config;
    config.url = std::getenv("CRASH_URL");
    config.key_folder = std::getenv("CRASH_FOLDER");
    const std::string what = std::getenv("CRASH_WHAT");
    const auto db = Database::open(config);
    tell("open");
    if (what == "backup") {
        backup(*db, config.key_folder / "copy");
        return;
    }
    if (what == "full") {  // the file may grow no further: writing fails as on a full disk
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{1'500'000, 1'500'000};
        ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &limit), 0);
    }
    try {
        for (int i = 0; i < 2000; ++i) {
            write_day(*db, i);
            tell("done " + std::to_string(i));
        }
    } catch (const Stopped& e) {
        tell(std::string("stopped ") + e.what());
        tell(db->health().ready ? "ready" : "not ready");
        try {
            write_day(*db, 5000);
            tell("written after the stop");
        } catch (const Stopped&) {
            tell("refused");
        }
        try {
            db->read([](Session&) {});
            tell("read after the stop");
        } catch (const Stopped&) {
            tell("refused");
        }
    }
}

struct Outcome {
    int status = 0;  // as of waitpid
    std::vector<int> done;
    std::vector<std::string> other;
};

Outcome run_child(const DatabaseConfig& config, const std::string& what,
                  const std::string& crash_at, int kill_after_lines = -1) {
    int pipe_ends[2];
    if (::pipe2(pipe_ends, O_CLOEXEC) != 0) throw std::runtime_error("pipe");
    const pid_t child = ::fork();
    if (child == 0) {
        ::dup2(pipe_ends[1], STDOUT_FILENO);
        ::setenv("CRASH_URL", config.url.c_str(), 1);
        ::setenv("CRASH_FOLDER", config.key_folder.c_str(), 1);
        ::setenv("CRASH_WHAT", what.c_str(), 1);
        ::setenv("HEARTH_CRASH_AT", crash_at.c_str(), 1);
        ::execl("/proc/self/exe", "test_store", "--gtest_also_run_disabled_tests",
                "--gtest_filter=CrashChild.DISABLED_writes_until_it_dies", nullptr);
        ::_exit(1);
    }
    ::close(pipe_ends[1]);
    Outcome out;
    std::string text;
    char buffer[4096];
    int lines = 0;
    for (ssize_t n; (n = ::read(pipe_ends[0], buffer, sizeof buffer)) > 0;) {
        text.append(buffer, static_cast<std::size_t>(n));
        lines += static_cast<int>(std::count(buffer, buffer + n, '\n'));
        if (kill_after_lines >= 0 && lines > kill_after_lines) ::kill(child, SIGKILL);
    }
    ::close(pipe_ends[0]);
    ::waitpid(child, &out.status, 0);
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("done ")) {
            out.done.push_back(std::stoi(line.substr(5)));
        } else {
            out.other.push_back(line);
        }
    }
    return out;
}

class Crashes : public test::DatabaseTest {
  protected:
    Outcome child(const std::string& what, const std::string& crash_at, int kill_after_lines = -1) {
        close();
        auto config = files().config();
        const auto out = run_child(config, what, crash_at, kill_after_lines);
        reopen();
        return out;
    }
    std::set<std::string> days() {
        std::set<std::string> out;
        db().read([&](Session& s) {
            s.each(kDays, {}, [&](const Row& r) { out.insert(std::string(r.text(0))); });
        });
        return out;
    }
    // Everything that was acknowledged is there, the log is whole, and asking again does nothing
    // twice.
    void check(const Outcome& out) {
        auto there = days();
        for (const int i : out.done) {
            EXPECT_TRUE(there.contains((*Date::from(2000, 1, 1) + i).iso()))
                << i << " was acknowledged and is lost";
        }
        EXPECT_LE(there.size(), out.done.size() + 1) << "one may be written and not acknowledged";
        db().sequence_audit();
        const auto verdict = verify_audit(db());
        EXPECT_EQ(verdict.outcome, AuditVerdict::Outcome::intact) << verdict.why;
        EXPECT_EQ(verdict.size, static_cast<std::int64_t>(there.size()))
            << "each write with its event or not at all";
        const int next = static_cast<int>(out.done.size());
        const bool was_there = there.contains((*Date::from(2000, 1, 1) + next).iso());
        const auto again = write_day(db(), next);  // as the browser does after a time-out
        EXPECT_EQ(again.repeated, was_there);
        there.insert(again.text);
        EXPECT_EQ(days(), there);
    }
};
HEARTH_ON_BOTH_DATABASES(Crashes);

int exit_code(int status) {
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST_P(Crashes, before_a_commit_lose_only_what_was_not_acknowledged) {
    const auto out = child("write", "writer_before_commit:8");
    EXPECT_EQ(exit_code(out.status), 137);
    EXPECT_EQ(out.done.size(), 7U);
    EXPECT_EQ(days().size(), 7U);
    check(out);
}

TEST_P(Crashes, after_a_commit_leave_a_write_that_a_retry_finds) {
    const auto out = child("write", "writer_after_commit_before_ack:8");
    EXPECT_EQ(exit_code(out.status), 137);
    EXPECT_EQ(out.done.size(), 7U);
    EXPECT_EQ(days().size(), 8U) << "committed, and the caller never heard";
    check(out);
}

TEST_P(Crashes, by_kill_at_any_moment_lose_nothing_acknowledged) {
    for (const int lines : {3, 17, 40}) {
        SCOPED_TRACE(lines);
        const auto out = child("write", "", lines);
        EXPECT_TRUE(WIFSIGNALED(out.status));
        check(out);
        db().write([](Session& s) {  // begin again
            s.execute(Sql("clear", "DELETE FROM bank_holiday"));
            s.execute(Sql("clear_keys", "DELETE FROM idempotency"));
            s.execute(Sql("clear_leaves", "DELETE FROM audit_leaf"));
            s.execute(Sql("clear_nodes", "DELETE FROM audit_node"));
            s.execute(Sql("clear_events", "DELETE FROM audit_event"));
            s.execute(Sql("clear_head",
                          "UPDATE audit_head SET size = 0, peaks = '', root = "
                          "'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'"));
        });
    }
}

TEST_P(Crashes, in_the_middle_of_a_backup_leave_no_backup) {
    write_day(db(), 0);
    const auto out = child("backup", "backup_before_rename");
    EXPECT_EQ(exit_code(out.status), 137);
    EXPECT_FALSE(std::filesystem::exists(files().folder() / "copy"));
    backup(db(), files().folder() / "copy");  // what was left of it is in nobody's way
    EXPECT_FALSE(std::filesystem::exists(files().folder() / "copy.part"));
}

TEST(FullDisk, stops_the_database_which_says_why_and_serves_nothing_more) {
    test::TestDatabase files(test::Server::sqlite);
    const auto out = run_child(files.config(), "full", "");
    EXPECT_EQ(exit_code(out.status), 0);
    EXPECT_GT(out.done.size(), 10U);
    EXPECT_LT(out.done.size(), 2000U);
    bool stopped = false;
    int refused = 0;
    for (const auto& line : out.other) {
        stopped = stopped || line.starts_with("stopped ");
        refused += line == "refused" ? 1 : 0;
        EXPECT_NE(line, "ready");
        EXPECT_EQ(line.find("after the stop"), std::string::npos);
    }
    EXPECT_TRUE(stopped);
    EXPECT_EQ(refused, 2) << "a read and a write after it";
    // With room again, everything acknowledged is there.
    const auto db = Database::open(files.config());
    std::int64_t rows = 0;
    db->read([&](Session& s) { s.each(kDays, {}, [&](const Row&) { ++rows; }); });
    EXPECT_GE(rows, static_cast<std::int64_t>(out.done.size()));
    EXPECT_LE(rows, static_cast<std::int64_t>(out.done.size()) + 1);
    EXPECT_EQ(verify_audit(*db).outcome, AuditVerdict::Outcome::intact);
}

class MigrationCrash : public testing::TestWithParam<test::Server> {};
HEARTH_ON_BOTH_DATABASES(MigrationCrash);

TEST_P(MigrationCrash, between_two_migrations_is_carried_on_from_there) {
    test::TestDatabase files(GetParam(), /*migrated=*/false);
    const auto out = run_child(files.config(), "write", "migration_between:2");
    EXPECT_EQ(exit_code(out.status), 137);
    EXPECT_EQ(out.done.size(), 0U);
    const auto db = Database::open(files.config());
    constexpr Sql kRan{"ran", "SELECT count(*) FROM schema_migration WHERE number > 0"};
    EXPECT_EQ(db->read([&](Session& s) {
        return s.one(kRan, {}, [](const Row& r) { return r.int64(0); });
    }),
              static_cast<std::int64_t>(built_in_migrations().size()));
}

}  // namespace
}  // namespace hearth::store

// Group commit, waiting, deadlines and lost servers: what a busy or a bad day does to reads and
// writes.
#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <future>
#include <thread>

#include "support/test_database.h"

namespace hearth::store {
namespace {

using std::chrono::milliseconds;
constexpr Sql kInsert{"holiday", "INSERT INTO bank_holiday (day, name) VALUES (:day, 'x')"};
constexpr Sql kCount{"holidays", "SELECT count(*) FROM bank_holiday"};

std::int64_t rows(Database& db) {
    return *db.read(
        [](Session& s) { return s.one(kCount, {}, [](const Row& r) { return r.int64(0); }); });
}

// Holds the writer inside a job until told.
class Gate {
  public:
    explicit Gate(Database& db)
        : thread_([this, &db] {
              db.write([this](Session&) {
                  inside_.set_value();
                  open_.get_future().wait();
              });
          }) {
        inside_.get_future().wait();
    }
    ~Gate() {
        if (!opened_) open();
        thread_.join();
    }
    void open() {
        opened_ = true;
        open_.set_value();
    }

  private:
    std::promise<void> inside_;
    std::promise<void> open_;
    bool opened_ = false;
    std::thread thread_;
};

class SqliteWriting : public testing::Test {
  protected:
    SqliteWriting() : files_(test::Server::sqlite) {}
    std::unique_ptr<Database> open(std::size_t queue_limit = 1024,
                                   milliseconds deadline = milliseconds{30'000}) {
        auto config = files_.config();
        config.queue_limit = queue_limit;
        config.statement_deadline = deadline;
        return Database::open(config);
    }
    test::TestDatabase files_;
};

TEST_F(SqliteWriting, of_jobs_in_one_commit_a_failing_one_undoes_only_itself) {
    const auto db = open();
    const auto commits = [&] {
        for (const auto& t : db->timings()) {
            if (t.name == "commit") return t.count;
        }
        return std::int64_t{0};
    };
    std::vector<std::thread> threads;
    std::atomic<int> ok{0}, threw{0}, refused{0};
    {
        Gate gate(*db);
        for (int i = 0; i < 12; ++i) {
            threads.emplace_back([&, i] {
                try {
                    const auto result = db->write([&](Session& s) -> Result<Done> {
                        s.execute(kInsert, {{"day", "2026-01-" + std::to_string(10 + i)}});
                        if (i % 4 == 1)
                            s.execute(kInsert,
                                      {{"day", "2026-01-" + std::to_string(10 + i)}});  // again
                        if (i % 4 == 2) return Refusal{"rule"};
                        if (i % 4 == 3) throw std::runtime_error("broken");
                        return Done{};
                    });
                    result.ok() ? ++ok : ++refused;
                } catch (const ConstraintViolation&) {
                    ++threw;
                } catch (const std::runtime_error&) {
                    ++threw;
                }
            });
        }
        std::this_thread::sleep_for(milliseconds{100});  // all are waiting now
    }
    for (auto& t : threads) t.join();
    EXPECT_EQ(ok, 3);
    EXPECT_EQ(refused, 3);
    EXPECT_EQ(threw, 6);
    EXPECT_EQ(rows(*db), 3);
    EXPECT_LT(commits(), 13) << "they shared commits";
}

TEST_F(SqliteWriting, one_write_too_many_is_turned_away_and_told_so) {
    const auto db = open(/*queue_limit=*/2);
    std::vector<std::thread> threads;
    {
        Gate gate(*db);
        for (int i = 0; i < 2; ++i) {
            threads.emplace_back([&, i] {
                db->write([&](Session& s) {
                    s.execute(kInsert, {{"day", "2026-01-0" + std::to_string(1 + i)}});
                });
            });
        }
        std::this_thread::sleep_for(milliseconds{100});
        EXPECT_THROW(db->write([](Session&) {}), Busy);
    }
    for (auto& t : threads) t.join();
    EXPECT_EQ(rows(*db), 2);
    db->write([](Session&) {});
}

TEST_F(SqliteWriting, a_write_in_hand_is_finished_when_the_database_closes) {
    auto db = open();
    std::thread writer;
    {
        Gate gate(*db);
        writer = std::thread([&] {
            db->write([](Session& s) { s.execute(kInsert, {{"day", "2026-01-01"}}); });
        });
        std::this_thread::sleep_for(milliseconds{50});
    }
    writer.join();
    db.reset();
    EXPECT_EQ(rows(*open()), 1);
}

TEST_F(SqliteWriting, a_read_that_takes_too_long_is_ended) {
    const auto db = open(1024, milliseconds{100});
    constexpr Sql kForever{
        "for_ever",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"};
    EXPECT_THROW(
        db->read([&](Session& s) { s.one(kForever, {}, [](const Row& r) { return r.int64(0); }); }),
        DeadlineExceeded);
    EXPECT_EQ(rows(*db), 0) << "and the next read is served";
}

TEST_F(SqliteWriting, the_commit_is_synced_fully) {
    const auto db = open();
    db->write([](Session& s) {
        constexpr Sql kSync{"sync", "SELECT synchronous FROM pragma_synchronous"};
        constexpr Sql kMode{"mode", "SELECT journal_mode FROM pragma_journal_mode"};
        EXPECT_EQ(s.one(kSync, {}, [](const Row& r) { return r.int64(0); }), 2);
        EXPECT_EQ(s.one(kMode, {}, [](const Row& r) { return std::string(r.text(0)); }), "wal");
    });
}

class PostgresWriting : public testing::Test {
  protected:
    void SetUp() override {
        if (test::servers().size() < 2) GTEST_SKIP() << "HEARTH_TEST_POSTGRES is not set";
        files_ = std::make_unique<test::TestDatabase>(test::Server::postgresql);
    }
    std::unique_ptr<Database> open(milliseconds deadline = milliseconds{30'000}) {
        auto config = files_->config();
        config.statement_deadline = deadline;
        return Database::open(config);
    }
    // Ends every connection to the test's database, as a restart of the server would.
    void end_connections(const std::string& which = "true") {
        const auto url = files_->config().url;
        test::administer(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" +
            url.substr(url.rfind('/') + 1) + "' AND " + which);
        std::this_thread::sleep_for(milliseconds{100});
    }
    std::unique_ptr<test::TestDatabase> files_;
};

constexpr Sql kSleep{"sleep", "SELECT pg_sleep(20)"};

TEST_F(PostgresWriting, the_server_ends_a_statement_at_the_deadline) {
    const auto db = open(milliseconds{300});
    EXPECT_THROW(db->read([](Session& s) { s.each(kSleep, {}, [](const Row&) {}); }),
                 DeadlineExceeded);
    EXPECT_EQ(rows(*db), 0);
}

TEST_F(PostgresWriting, a_server_that_does_not_answer_is_left_at_the_deadline) {
    const auto db = open(milliseconds{400});
    const auto start = std::chrono::steady_clock::now();
    EXPECT_THROW(db->write([](Session& s) {
        constexpr Sql kNoLimit{"no_limit",
                               "SET LOCAL statement_timeout = 0"};  // as if the server were frozen
        s.execute(kNoLimit);
        s.each(kSleep, {}, [](const Row&) {});
    }),
                 DeadlineExceeded);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds{5});
    EXPECT_TRUE(db->health().ready) << "nothing was written, and that is known";
    EXPECT_EQ(rows(*db), 0);
}

TEST_F(PostgresWriting, lost_connections_are_made_anew_at_the_next_request) {
    const auto db = open();
    EXPECT_EQ(rows(*db), 0);
    end_connections();
    EXPECT_EQ(rows(*db), 0);
    end_connections();
    db->write([](Session& s) { s.execute(kInsert, {{"day", "2026-01-01"}}); });
    EXPECT_EQ(rows(*db), 1);
}

TEST_F(PostgresWriting, a_connection_lost_before_the_commit_wrote_nothing_and_says_so) {
    const auto db = open();
    EXPECT_THROW(db->write([&](Session& s) {
        s.execute(kInsert, {{"day", "2026-01-01"}});
        end_connections();
        s.execute(kInsert, {{"day", "2026-01-02"}});
    }),
                 ConnectionLost);
    EXPECT_EQ(rows(*db), 0);
}

TEST_F(PostgresWriting, a_connection_lost_at_the_commit_stops_the_database) {
    const auto db = open();
    db->write([](Session& s) {
        // The commit itself waits here, where it can be cut off.
        s.execute(Sql("slow",
                      "CREATE FUNCTION slow_commit() RETURNS trigger LANGUAGE plpgsql AS "
                      "$$ BEGIN PERFORM pg_sleep(20); RETURN NULL; END $$"));
        s.execute(Sql("table", "CREATE TABLE slow (id BIGINT PRIMARY KEY)"));
        s.execute(
            Sql("trigger",
                "CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON slow DEFERRABLE INITIALLY DEFERRED "
                "FOR EACH ROW EXECUTE FUNCTION slow_commit()"));
    });
    std::thread cutter([&] {
        std::this_thread::sleep_for(milliseconds{500});
        end_connections("query = 'COMMIT' AND state = 'active'");
    });
    EXPECT_THROW(
        db->write([](Session& s) { s.execute(Sql("insert", "INSERT INTO slow (id) VALUES (1)")); }),
        Stopped);
    cutter.join();
    EXPECT_FALSE(db->health().ready);
    EXPECT_NE(db->health().why.find("not known"), std::string::npos) << db->health().why;
    EXPECT_THROW(rows(*db), Stopped);
    EXPECT_THROW(db->write([](Session&) {}), Stopped);
    const auto again = open();
    EXPECT_EQ(rows(*again), 0) << "a restart serves again";
    again->write([](Session& s) { s.execute(Sql("drop", "DROP FUNCTION slow_commit CASCADE")); });
}

// Each write here reads everything and adds to it, so any two at once collide, and a short one
// always ends before a long one.
TEST_F(PostgresWriting, a_long_write_among_short_ones_that_collide_with_it_gets_its_turn) {
    const auto db = open();
    const auto elsewhere = open();  // another server's
    std::atomic<bool> done{false};
    std::atomic<int> next{0};
    std::vector<std::thread> rivals;
    for (int r = 0; r < 3; ++r) {
        rivals.emplace_back([&, r] {
            while (!done) {
                (r == 0 ? db : elsewhere)->write([&](Session& s) {
                    s.one(kCount, {}, [](const Row& row) { return row.int64(0); });
                    s.execute(kInsert, {{"day", (*Date::from(2100, 1, 1) + next++).iso()}});
                });
            }
        });
    }
    int tries = 0;
    std::int64_t before = 0;
    db->write([&](Session& s) {
        ++tries;
        before = *s.one(kCount, {}, [](const Row& row) { return row.int64(0); });
        std::this_thread::sleep_for(milliseconds{150});
        s.execute(kInsert, {{"day", "2026-01-01"}});
    });
    done = true;
    for (auto& rival : rivals) rival.join();
    EXPECT_GE(tries, 2) << "nothing collided with it: this proves nothing";
    EXPECT_LE(tries, 4) << "the fourth try is made alone";
    EXPECT_GT(before, 0);
    EXPECT_GT(rows(*db), before);
}

TEST_F(PostgresWriting, a_write_that_always_collides_ends_as_contended) {
    const auto db = open();
    int tries = 0;
    EXPECT_THROW(db->write([&](Session& s) {
        ++tries;
        s.execute(Sql("collide",
                      "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'lock_not_available'; END $$"));
    }),
                 Contention);
    EXPECT_EQ(tries, 12);
    EXPECT_TRUE(db->health().ready);
    EXPECT_EQ(rows(*db), 0);
}

TEST_F(PostgresWriting, a_write_that_waited_for_its_turn_in_vain_leaves_a_sound_connection) {
    const auto db = open(milliseconds{300});
    const auto elsewhere = open();
    std::promise<void> held;
    std::promise<void> release;
    std::thread holder([&] {
        elsewhere->write([&](Session& s) {
            s.execute(Sql("hold", "LOCK TABLE idempotency IN ACCESS EXCLUSIVE MODE"));
            held.set_value();
            release.get_future().wait();
        });
    });
    held.get_future().wait();
    EXPECT_THROW(db->write([](Session&) {}), DeadlineExceeded);
    release.set_value();
    holder.join();
    db->write([](Session& s) { s.execute(kInsert, {{"day", "2026-01-01"}}); });
    EXPECT_EQ(rows(*db), 1);
}

TEST_F(PostgresWriting, a_database_that_sorts_otherwise_is_refused) {
    test::administer("DROP DATABASE IF EXISTS hearth_test_icu");
    test::administer(
        "CREATE DATABASE hearth_test_icu TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'");
    auto config = files_->config();
    config.url = config.url.substr(0, config.url.rfind('/')) + "/hearth_test_icu";
    EXPECT_THROW(Database::open(config), DatabaseError);
    test::administer("DROP DATABASE hearth_test_icu WITH (FORCE)");
}

TEST_F(PostgresWriting, an_address_with_a_dead_first_host_finds_the_living_one) {
    auto config = files_->config();
    const auto at = config.url.find('@') + 1;
    config.url.insert(at, "127.0.0.1:1,");
    config.url += config.url.find('?') == std::string::npos ? "?target_session_attrs=read-write"
                                                            : "&target_session_attrs=read-write";
    EXPECT_EQ(rows(*Database::open(config)), 0);
}

}  // namespace
}  // namespace hearth::store

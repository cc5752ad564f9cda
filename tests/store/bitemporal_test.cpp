// Tables of versions: nothing is overwritten, and the past can be asked.
#include "store/bitemporal.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "support/test_database.h"

namespace hearth::store {
namespace {

const VersionTable& table() {
    static const VersionTable kNote{"note", {"body", "on_day"}};
    return kNote;
}
constexpr Sql kAsKnown{
    "note_as_known",
    "SELECT version_id, body, recorded_at, superseded_at, recorded_by FROM note "
    "WHERE id = :id AND recorded_at <= known_at() AND superseded_at > known_at()"};
constexpr Sql kVersions{"note_versions", "SELECT count(*) FROM note"};

class Versions : public test::DatabaseTest {
  protected:
    void SetUp() override {
        DatabaseTest::SetUp();
        db().write([](Session& s) {
            s.execute(Sql("make_note",
                          "CREATE TABLE note (version_id BIGINT PRIMARY KEY, id BIGINT NOT NULL, "
                          "recorded_at TEXT NOT "
                          "NULL, superseded_at TEXT NOT NULL, recorded_by BIGINT NOT NULL, body "
                          "TEXT, on_day TEXT)"));
            s.execute(Sql("note_current",
                          "CREATE UNIQUE INDEX note_current ON note (id) WHERE superseded_at = "
                          "'9999-12-31T23:59:59.999Z'"));
        });
    }
    Recording now() { return {WorkerId{7}, clock().now()}; }
    void add(std::int64_t version, const char* body) {
        db().write([&](Session& s) {
            append_version(s, table(), version, 1, now(),
                           {{"body", body}, {"on_day", clock().today()}});
        });
    }
    Result<Done> change(std::int64_t from, std::int64_t to, const char* body) {
        return db().write([&](Session& s) {
            return supersede(s, table(), from, to, 1, now(),
                             {{"body", body}, {"on_day", clock().today()}});
        });
    }
    std::optional<std::string> body_known_at(Instant at) {
        return db().read_as_known(at, [](Session& s) {
            return s.one(kAsKnown, {{"id", 1}},
                         [](const Row& r) { return std::string(r.text(1)); });
        });
    }
    std::optional<std::string> body() {
        return db().read([](Session& s) {
            return s.one(kAsKnown, {{"id", 1}},
                         [](const Row& r) { return std::string(r.text(1)); });
        });
    }
};
HEARTH_ON_BOTH_DATABASES(Versions);

TEST_P(Versions, what_was_known_on_a_past_date_can_be_asked_again) {
    const auto start = clock().now();
    add(10, "first");
    clock().advance(std::chrono::hours{24});
    ASSERT_TRUE(change(10, 11, "second").ok());
    clock().advance(std::chrono::hours{24});
    ASSERT_TRUE(change(11, 12, "third").ok());

    EXPECT_EQ(body(), "third");
    EXPECT_EQ(body_known_at(start - std::chrono::milliseconds{1}), std::nullopt);
    EXPECT_EQ(body_known_at(start), "first");
    EXPECT_EQ(body_known_at(start + std::chrono::hours{24} - std::chrono::milliseconds{1}),
              "first");
    EXPECT_EQ(body_known_at(start + std::chrono::hours{24}), "second")
        << "one ends at the instant the next begins";
    EXPECT_EQ(body_known_at(start + std::chrono::hours{48}), "third");
}

TEST_P(Versions, a_change_made_from_an_old_version_is_refused_and_writes_nothing) {
    add(10, "first");
    clock().advance(std::chrono::seconds{1});
    ASSERT_TRUE(change(10, 11, "hers").ok());
    const auto mine = change(10, 12, "mine");
    ASSERT_FALSE(mine.ok());
    EXPECT_EQ(std::get<Invalid>(mine.failure()).errors.at(0).code, "changed_meanwhile");
    EXPECT_EQ(body(), "hers");
}

TEST_P(Versions, a_closed_thing_is_gone_now_and_still_there_then) {
    const auto start = clock().now();
    add(10, "recorded in error");
    clock().advance(std::chrono::seconds{1});
    EXPECT_FALSE(
        db().write([&](Session& s) { return close_version(s, table(), 99, 1, now()); }).ok());
    EXPECT_TRUE(
        db().write([&](Session& s) { return close_version(s, table(), 10, 1, now()); }).ok());
    EXPECT_EQ(body(), std::nullopt);
    EXPECT_EQ(body_known_at(start), "recorded in error");
}

TEST_P(Versions, a_clock_set_back_never_makes_a_version_end_before_it_begins) {
    add(10, "first");
    const auto first = clock().now();
    clock().set(first - std::chrono::hours{1});
    ASSERT_TRUE(change(10, 11, "second").ok());
    EXPECT_EQ(body_known_at(first), "first");
    EXPECT_EQ(body_known_at(first + std::chrono::milliseconds{1}), "second");
}

TEST_P(Versions, of_many_changing_at_once_exactly_one_succeeds) {
    add(10, "first");
    clock().advance(std::chrono::seconds{1});
    std::atomic<int> succeeded{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 6; ++t) {
        threads.emplace_back([&, t] {
            if (change(10, 20 + t, "theirs").ok()) ++succeeded;
        });
    }
    for (auto& t : threads) t.join();
    EXPECT_EQ(succeeded, 1);
    EXPECT_EQ(db().read([](Session& s) {
        return s.one(kVersions, {}, [](const Row& r) { return r.int64(0); });
    }),
              2);
}

}  // namespace
}  // namespace hearth::store

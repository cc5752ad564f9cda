// A form sent twice does once what it asks.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "support/test_database.h"

namespace hearth::store {
namespace {

constexpr Sql kHoliday{"holiday", "INSERT INTO bank_holiday (day, name) VALUES (:day, 'x')"};
constexpr Sql kCount{"holidays", "SELECT count(*) FROM bank_holiday"};

class Once : public test::DatabaseTest {
  protected:
    IdempotencyKey key(const std::string& k, const std::string& hash = "h",
                       std::int64_t worker = 7) {
        return {k, WorkerId{worker}, hash};
    }
    std::int64_t rows() {
        return *db().read(
            [](Session& s) { return s.one(kCount, {}, [](const Row& r) { return r.int64(0); }); });
    }
};
HEARTH_ON_BOTH_DATABASES(Once);

TEST_P(Once, a_form_sent_twice_is_answered_twice_and_done_once) {
    const auto send = [&](const std::string& day) {
        return db().write_once(key("k1"), [&](Session& s) -> std::string {
            s.execute(kHoliday, {{"day", day}});
            return "entry " + day;
        });
    };
    const auto first = send("2026-01-01");
    ASSERT_TRUE(first.ok());
    EXPECT_FALSE(first->repeated);
    const auto second = send("2026-01-02");
    ASSERT_TRUE(second.ok());
    EXPECT_TRUE(second->repeated);
    EXPECT_EQ(second->text, "entry 2026-01-01");
    EXPECT_EQ(rows(), 1);
    reopen();
    EXPECT_TRUE(send("2026-01-03")->repeated) << "the key outlives a restart";
}

TEST_P(Once, the_same_key_for_another_request_is_a_mistake) {
    ASSERT_TRUE(db().write_once(key("k", "one"), [](Session&) { return std::string("a"); }).ok());
    const auto other = db().write_once(key("k", "two"), [](Session&) { return std::string("b"); });
    ASSERT_FALSE(other.ok());
    EXPECT_EQ(std::get<Invalid>(other.failure()).errors.at(0).code, "key_used_before");
}

TEST_P(Once, one_worker_s_key_is_not_another_s) {
    ASSERT_TRUE(db().write_once(key("k", "h", 1), [](Session&) { return std::string("a"); }).ok());
    EXPECT_FALSE(
        db().write_once(key("k", "h", 2), [](Session&) { return std::string("b"); })->repeated);
}

TEST_P(Once, a_form_that_was_refused_can_be_put_right_and_sent_again) {
    const auto refused = db().write_once(key("k"), [](Session& s) -> Result<std::string> {
        s.execute(kHoliday, {{"day", "2026-01-01"}});
        return invalid("name", "missing", "Enter a name");
    });
    EXPECT_FALSE(refused.ok());
    EXPECT_EQ(rows(), 0);
    EXPECT_FALSE(db().write_once(key("k"), [](Session&) { return std::string("done"); })->repeated);
}

TEST_P(Once, a_double_click_from_many_threads_does_it_once) {
    std::atomic<int> firsts{0};
    std::atomic<int> wrong{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t) {
        threads.emplace_back([&, t] {
            const auto answer = db().write_once(key("k"), [&](Session& s) -> std::string {
                s.execute(kHoliday, {{"day", "2026-01-0" + std::to_string(t + 1)}});
                return "answer";
            });
            if (!answer->repeated) ++firsts;
            if (answer->text != "answer") ++wrong;
        });
    }
    for (auto& t : threads) t.join();
    EXPECT_EQ(firsts, 1);
    EXPECT_EQ(wrong, 0);
    EXPECT_EQ(rows(), 1);
}

TEST_P(Once, old_keys_can_be_forgotten) {
    ASSERT_TRUE(db().write_once(key("old"), [](Session&) { return std::string("a"); }).ok());
    clock().advance(std::chrono::hours{24 * 30});
    ASSERT_TRUE(db().write_once(key("new"), [](Session&) { return std::string("a"); }).ok());
    EXPECT_EQ(db().forget_idempotency_keys(7), 1);
    EXPECT_TRUE(db().write_once(key("new"), [](Session&) { return std::string("b"); })->repeated);
}

}  // namespace
}  // namespace hearth::store

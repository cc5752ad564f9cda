// The audit log: written before the answer leaves, and proof against every change behind its back.
#include <gtest/gtest.h>

#include <thread>

#include "store/audit_log.h"
#include "support/test_database.h"

namespace hearth::store {
namespace {

AuditEvent event(std::int64_t object, bool allowed = true) {
    AuditEvent e;
    e.worker = WorkerId{7};
    e.role = "social_worker";
    e.purpose = "allocated";
    e.action = "read";
    e.object_kind = "person";
    e.object_id = object;
    e.family = FamilyId{3};
    e.allowed = allowed;
    e.rule = allowed ? "allocated_worker" : "exclusion";
    e.at = *Instant::parse("2026-11-22T09:00:00.000Z");
    return e;
}

class Audit : public test::DatabaseTest {
  protected:
    void log(int count, std::int64_t first = 1) {
        db().write([&](Session& s) {
            for (int i = 0; i < count; ++i) s.audit(event(first + i));
        });
        db().sequence_audit();
    }
    void change(std::string_view sql) {
        db().write([&](Session& s) {
            EXPECT_GT(s.execute(Sql::trusted("tamper", std::string(sql))), 0) << sql;
        });
    }
    AuditVerdict verify(const std::optional<SignedHead>& published = {}) {
        return verify_audit(db(), published);
    }
};
HEARTH_ON_BOTH_DATABASES(Audit);

using Outcome = AuditVerdict::Outcome;

TEST_P(Audit, an_empty_log_is_intact_and_its_head_is_the_hash_of_nothing) {
    const auto verdict = verify();
    EXPECT_EQ(verdict.outcome, Outcome::intact) << verdict.why;
    EXPECT_EQ(audit_head(db()).root,
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_P(Audit, a_read_is_logged_before_its_answer_leaves) {
    const int answer = db().read([](Session& s) {
        s.audit(event(42));
        return 5;
    });
    EXPECT_EQ(answer, 5);
    db().sequence_audit();
    EXPECT_EQ(audit_head(db()).size, 1);
    EXPECT_EQ(verify().outcome, Outcome::intact);
}

TEST_P(Audit, a_refused_write_writes_nothing_but_the_refusal) {
    constexpr Sql kHoliday{
        "holiday", "INSERT INTO bank_holiday (day, name) VALUES ('2026-12-25', 'Christmas Day')"};
    constexpr Sql kCount{"holidays", "SELECT count(*) FROM bank_holiday"};
    const auto result = db().write([&](Session& s) -> Result<Done> {
        s.execute(kHoliday);
        s.audit(event(42, false));
        return Refusal{"exclusion"};
    });
    EXPECT_FALSE(result.ok());
    db().sequence_audit();
    EXPECT_EQ(audit_head(db()).size, 1);
    EXPECT_EQ(db().read([&](Session& s) {
        return s.one(kCount, {}, [](const Row& r) { return r.int64(0); });
    }),
              0);
}

TEST_P(Audit, an_exception_logs_nothing) {
    EXPECT_THROW(db().write([&](Session& s) {
        s.audit(event(1));
        throw std::runtime_error("broken");
    }),
                 std::runtime_error);
    log(1);
    EXPECT_EQ(audit_head(db()).size, 1);
    EXPECT_EQ(verify().outcome, Outcome::intact);
}

TEST_P(Audit, a_read_whose_event_cannot_be_written_gives_no_answer) {
    auto bad = event(1);
    bad.role = std::string("nul\0nul", 7);  // no database stores it
    EXPECT_THROW(db().read([&](Session& s) {
        s.audit(bad);
        return 5;
    }),
                 DatabaseError);
    log(2);
    EXPECT_EQ(verify().outcome, Outcome::intact);
}

TEST_P(Audit, goes_on_where_it_was_after_a_restart) {
    log(300);
    reopen();
    log(300);
    EXPECT_EQ(audit_head(db()).size, 600);
    EXPECT_EQ(verify().outcome, Outcome::intact);
}

TEST_P(Audit, every_alteration_of_any_row_is_found_and_placed) {
    struct Tampering {
        const char* sql;
        std::int64_t from, to;  // where the verdict may place it
    };
    const Tampering all[] = {
        {"UPDATE audit_event SET object_id = 999 WHERE object_id = 301", 300, 300},
        {"UPDATE audit_event SET allowed = 1 - allowed WHERE object_id = 1", 0, 0},
        {"UPDATE audit_event SET at = '2026-11-22T09:00:00.001Z' WHERE object_id = 700", 699, 699},
        {"UPDATE audit_event SET rule = rule || ' ' WHERE object_id = 50", 49, 49},
        {"UPDATE audit_event SET at = 'never' WHERE object_id = 50", 49, 49},
        {"DELETE FROM audit_event WHERE object_id = 300", 299, 299},
        {"DELETE FROM audit_leaf WHERE seq = 299", 299, 299},
        {"DELETE FROM audit_leaf WHERE seq >= 690", 690, 690},
        {"UPDATE audit_leaf SET leaf_hash = 'ff' || substr(leaf_hash, 3) WHERE seq = 3", 3, 3},
        {"UPDATE audit_node SET hash = 'ff' || substr(hash, 3) WHERE idx = 1", 256, 256},
        {"UPDATE audit_head SET size = size - 1", 699, 699},
        {"UPDATE audit_head SET root = 'ff' || substr(root, 3)", 512, 512},
        {"INSERT INTO audit_event (audit_id, at, worker_id, role, purpose, action, object_kind, "
         "object_id, family_id, "
         "detail_hash, allowed, rule) SELECT audit_id + 100000, at, worker_id, role, purpose, "
         "action, object_kind, "
         "object_id, family_id, detail_hash, allowed, rule FROM audit_event WHERE object_id = 5",
         700, 700},
    };
    for (const auto& t : all) {
        test::TestDatabase copy(GetParam());
        auto config = copy.config();
        config.clock = &clock();
        const auto other = Database::open(config);
        other->write([](Session& s) {
            for (int i = 0; i < 700; ++i) s.audit(event(1 + i));
        });
        other->sequence_audit();
        other->write(
            [&](Session& s) { EXPECT_GT(s.execute(Sql::trusted("tamper", t.sql)), 0) << t.sql; });
        const auto verdict = verify_audit(*other);
        EXPECT_EQ(verdict.outcome, Outcome::altered) << t.sql;
        EXPECT_GE(verdict.altered_at, t.from) << t.sql << ": " << verdict.why;
        EXPECT_LE(verdict.altered_at, t.to) << t.sql << ": " << verdict.why;
    }
}

struct Leaf {
    std::int64_t audit_id;
    std::string hash;
};
Leaf leaf_at(Session& s, std::int64_t seq) {
    constexpr Sql kLeaf{"leaf_at", "SELECT audit_id, leaf_hash FROM audit_leaf WHERE seq = :seq"};
    return *s.one(kLeaf, {{"seq", seq}}, [](const Row& r) {
        return Leaf{r.int64(0), std::string(r.text(1))};
    });
}
void put_leaf(Session& s, std::int64_t seq, const Leaf& leaf) {
    constexpr Sql kPut{"put_leaf",
                       "UPDATE audit_leaf SET audit_id = :id, leaf_hash = :hash WHERE seq = :seq"};
    s.execute(kPut, {{"seq", seq}, {"id", leaf.audit_id}, {"hash", leaf.hash}});
}

TEST_P(Audit, rows_put_in_another_order_are_found) {
    log(600);
    db().write([](Session& s) {
        const auto a = leaf_at(s, 300);
        const auto b = leaf_at(s, 301);
        put_leaf(s, 300, b);
        put_leaf(s, 301, a);
    });
    const auto verdict = verify();
    EXPECT_EQ(verdict.outcome, Outcome::altered);
    EXPECT_EQ(verdict.altered_at, 256) << "the subtree of 256 that holds them: " << verdict.why;
}

TEST_P(Audit, an_event_altered_together_with_its_leaf_is_found) {
    log(600);
    db().write([](Session& s) {
        auto leaf = leaf_at(s, 520);
        leaf.hash = merkle::leaf_hash(canonical(leaf.audit_id, event(9999))).hex();
        put_leaf(s, 520, leaf);
        constexpr Sql kEvent{"alter_event",
                             "UPDATE audit_event SET object_id = 9999 WHERE audit_id = :id"};
        EXPECT_EQ(s.execute(kEvent, {{"id", leaf.audit_id}}), 1);
    });
    const auto verdict = verify();
    EXPECT_EQ(verdict.outcome, Outcome::altered);
    EXPECT_EQ(verdict.altered_at, 512) << verdict.why;
}

TEST_P(Audit, a_log_rewritten_whole_is_found_by_the_head_kept_elsewhere) {
    log(40);
    const auto published = signed_head(db());
    log(40, 100);
    EXPECT_EQ(verify(published).outcome, Outcome::intact);

    test::TestDatabase other_files(GetParam());
    auto config = other_files.config();
    config.clock = &clock();
    const auto other = Database::open(config);
    other->write([](Session& s) {
        for (int i = 0; i < 80; ++i) s.audit(event(1000 + i));
    });
    other->sequence_audit();
    EXPECT_EQ(verify_audit(*other).outcome, Outcome::intact) << "it agrees with itself";
    EXPECT_EQ(verify_audit(*other, published).outcome, Outcome::altered);
}

TEST_P(Audit, a_log_cut_short_is_found_by_the_head_kept_elsewhere) {
    log(10);
    const auto early = signed_head(db());
    log(10);
    const auto late = signed_head(db());
    test::TestDatabase other_files(GetParam());
    const auto other = Database::open(other_files.config());
    other->write([](Session& s) {
        for (int i = 0; i < 10; ++i) s.audit(event(1 + i));
    });
    other->sequence_audit();
    // On PostgreSQL the numbers of events are the server's, so only SQLite repeats the very same
    // log.
    if (GetParam() == test::Server::sqlite) {
        EXPECT_EQ(verify_audit(*other, early).outcome, Outcome::intact);
    }
    const auto verdict = verify_audit(*other, late);
    EXPECT_EQ(verdict.outcome, Outcome::altered);
    EXPECT_EQ(verdict.altered_at, 10);
}

TEST_P(Audit, a_signed_head_survives_being_written_and_read_and_no_change_to_it) {
    log(5);
    const auto head = signed_head(db());
    EXPECT_TRUE(head.signature_valid());
    const auto read = SignedHead::parse(head.json());
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->head, head.head);
    EXPECT_TRUE(read->signature_valid());
    auto changed = *read;
    changed.head.size = 4;
    EXPECT_FALSE(changed.signature_valid());
    EXPECT_EQ(verify(changed).outcome, Outcome::could_not_read)
        << "a bad head is no proof that the log was altered";
    EXPECT_EQ(signed_head(db()).key, head.key) << "one authority, one key";
    namespace fs = std::filesystem;
    EXPECT_EQ(fs::status(files().folder() / "audit.key").permissions(),
              fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_FALSE(SignedHead::parse("{}").has_value());
    EXPECT_FALSE(SignedHead::parse("not json").has_value());
}

TEST_P(Audit, a_key_that_others_can_read_is_refused) {
    log(1);
    signed_head(db());
    namespace fs = std::filesystem;
    fs::permissions(files().folder() / "audit.key", fs::perms::group_read, fs::perm_options::add);
    EXPECT_THROW(signed_head(db()), DatabaseError);
}

TEST_P(Audit, what_cannot_be_read_is_not_called_altered) {
    log(5);
    change("UPDATE audit_head SET root = 'x'");  // this is alteration
    EXPECT_EQ(verify().outcome, Outcome::altered);
    db().write([](Session& s) { s.execute(Sql::trusted("drop", "DROP TABLE audit_node")); });
    EXPECT_EQ(verify().outcome, Outcome::could_not_read);
}

TEST_P(Audit, proves_that_an_event_is_in_the_log_and_that_a_log_continues_an_older_one) {
    log(300);
    const auto older = audit_head(db());
    log(411, 1000);
    const auto newer = audit_head(db());
    for (const std::int64_t index : {0, 1, 255, 256, 299, 300, 511, 512, 710}) {
        auto proof = inclusion_proof(db(), index, newer.size);
        EXPECT_TRUE(proves_inclusion(proof, newer)) << index;
        EXPECT_FALSE(proves_inclusion(proof, older)) << index;
        proof.index = (index + 1) % 711;
        EXPECT_FALSE(proves_inclusion(proof, newer)) << index;
    }
    auto proof = consistency_proof(db(), older.size, newer.size);
    EXPECT_TRUE(proves_consistency(proof, older, newer));
    auto other = older;
    other.root = newer.root;
    EXPECT_FALSE(proves_consistency(proof, other, newer));
    proof.path.pop_back();
    EXPECT_FALSE(proves_consistency(proof, older, newer));
    EXPECT_THROW(inclusion_proof(db(), 711, 711), DatabaseError);
    EXPECT_THROW(consistency_proof(db(), 5, 712), DatabaseError);
}

TEST_P(Audit, many_readers_and_writers_at_once_leave_one_whole_log) {
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < 25; ++i) {
                const auto act = [&](Session& s) { s.audit(event(t * 100 + i)); };
                i % 2 == 0 ? db().read(act) : db().write(act);
            }
        });
    }
    for (auto& t : threads) t.join();
    db().sequence_audit();
    const auto verdict = verify();
    EXPECT_EQ(verdict.outcome, Outcome::intact) << verdict.why;
    EXPECT_EQ(verdict.size, 100);
}

TEST_P(Audit, waiting_events_are_under_the_head_after_a_restart) {
    db().write([](Session& s) { s.audit(event(1)); });
    reopen();  // the shutdown sequences what waits
    EXPECT_EQ(audit_head(db()).size, 1);
}

}  // namespace
}  // namespace hearth::store

// A copy of a live database is whole, and comes back equal or not at all.
#include "store/backup.h"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "support/test_database.h"

namespace hearth::store {
namespace {
namespace fs = std::filesystem;

constexpr Sql kInsert{"holiday", "INSERT INTO bank_holiday (day, name) VALUES (:day, :name)"};
constexpr Sql kCount{"holidays", "SELECT count(*) FROM bank_holiday"};

class Backups : public test::DatabaseTest {
  protected:
    Backups() : target_(GetParam(), /*migrated=*/false) {}
    void fill(int from, int to) {
        for (int i = from; i < to; ++i) {
            db().write([&](Session& s) {
                s.execute(kInsert, {{"day", *Date::from(2000, 1, 1) + i},
                                    {"name", "tab\t\\ é \n" + std::to_string(i)}});
                AuditEvent e;
                e.action = "write";
                e.object_id = i;
                e.at = clock().now();
                s.audit(e);
            });
        }
    }
    static std::int64_t count(Database& db) {
        return *db.read(
            [](Session& s) { return s.one(kCount, {}, [](const Row& r) { return r.int64(0); }); });
    }
    fs::path folder() { return files().folder() / "copy"; }
    // Damages one file of the backup: the last byte of the table's rows, or a byte in the middle of
    // the database.
    void damage() {
        const auto file = GetParam() == test::Server::sqlite ? folder() / "hearth.db"
                                                             : folder() / "bank_holiday.copy";
        std::string text;
        {
            std::ifstream in(file, std::ios::binary);
            text.assign(std::istreambuf_iterator<char>(in), {});
        }
        const auto at = text.find("\xC3\xA9 ");  // the é of a row
        ASSERT_NE(at, std::string::npos);
        text[at + 1] = '\xA8';  // è
        std::ofstream(file, std::ios::binary | std::ios::trunc) << text;
    }
    test::TestDatabase target_;
};
HEARTH_ON_BOTH_DATABASES(Backups);

TEST_P(Backups, come_back_equal_row_for_row_with_the_audit_log_intact) {
    fill(0, 20);
    const auto manifest = backup(db(), folder());
    EXPECT_EQ(manifest.tables.at("bank_holiday").rows, 20);
    EXPECT_EQ(manifest.audit.size, 20);
    EXPECT_EQ(BackupManifest::parse(manifest.json()).tables, manifest.tables);
    EXPECT_FALSE(fs::exists(folder().string() + ".part"));

    const auto restored = restore(folder(), target_.config());
    EXPECT_EQ(restored.tables, manifest.tables);
    auto config = target_.config();
    config.clock = &clock();
    const auto other = Database::open(config);
    EXPECT_EQ(count(*other), 20);
    EXPECT_EQ(verify_audit(*other).outcome, AuditVerdict::Outcome::intact);
    // The restored database goes on.
    other->write([&](Session& s) {
        AuditEvent e;
        e.at = clock().now();
        s.audit(e);
    });
    other->sequence_audit();
    EXPECT_EQ(audit_head(*other).size, 21);
}

TEST_P(Backups, taken_while_others_write_hold_one_moment) {
    fill(0, 50);
    std::atomic<bool> stop{false};
    std::thread writer([&] {
        for (int i = 50; !stop; ++i) fill(i, i + 1);
    });
    const auto manifest = backup(db(), folder());
    stop = true;
    writer.join();
    const auto rows = manifest.tables.at("bank_holiday").rows;
    EXPECT_GE(rows, 50);
    EXPECT_LE(rows, count(db()));
    EXPECT_EQ(manifest.tables.at("audit_event").rows, rows)
        << "each write is in it with its event, or not at all";
    restore(folder(), target_.config());
}

TEST_P(Backups, that_were_damaged_are_refused_and_leave_nothing) {
    fill(0, 20);
    backup(db(), folder());
    damage();
    EXPECT_THROW(restore(folder(), target_.config()), DatabaseError);
    // Nothing half-written is left: a good one can be restored there.
    fs::remove_all(folder());
    backup(db(), folder());
    restore(folder(), target_.config());
}

TEST_P(Backups, whose_audit_log_was_altered_are_refused) {
    fill(0, 20);
    db().sequence_audit();
    constexpr Sql kAlter{"alter", "UPDATE audit_event SET object_id = 99 WHERE object_id = 3"};
    db().write([&](Session& s) { s.execute(kAlter); });
    backup(db(), folder());
    try {
        restore(folder(), target_.config());
        FAIL();
    } catch (const DatabaseError& e) {
        EXPECT_NE(std::string(e.what()).find("altered at 3"), std::string::npos) << e.what();
    }
}

TEST_P(Backups, are_restored_only_into_an_empty_place) {
    fill(0, 3);
    backup(db(), folder());
    EXPECT_THROW(restore(folder(), files().config()), DatabaseError);
    EXPECT_EQ(count(db()), 3);
    EXPECT_THROW(backup(db(), folder()), DatabaseError) << "an older backup is not overwritten";
}

TEST_P(Backups, of_one_database_are_not_restored_to_the_other) {
    backup(db(), folder());
    auto config = target_.config();
    config.url =
        GetParam() == test::Server::sqlite ? "postgresql://nowhere/x" : "sqlite:/nowhere/x.db";
    EXPECT_THROW(restore(folder(), config), DatabaseError);
}

}  // namespace
}  // namespace hearth::store

// A database of its own for each test, on SQLite always and on PostgreSQL when HEARTH_TEST_POSTGRES
// is set: the address of an administrative database on a throwaway server, as superuser
// (scripts/with-postgres sets it). Databases named hearth_test_… are left on that server, for the
// next test program to use again.
//
//     class Referrals : public hearth::test::DatabaseTest {};
//     HEARTH_ON_BOTH_DATABASES(Referrals);
//     TEST_P(Referrals, a_referral_undecided_after_one_working_day_is_late) { db().write(…); }
//
// The schema is migrated once; each test begins with what a new database holds.
#pragma once
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>

#include "base/time.h"
#include "store/database.h"

namespace hearth::test {

enum class Server { sqlite, postgresql };

// The databases that this run tests on.
std::vector<Server> servers();
std::string server_name(const testing::TestParamInfo<Server>& info);

// A folder that goes with everything in it.
class TempFolder {
  public:
    TempFolder();
    ~TempFolder();
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

// A database of its own. `migrated` false: empty, without a schema.
class TestDatabase {
  public:
    explicit TestDatabase(Server server, bool migrated = true);
    ~TestDatabase();  // drops it; close every Database first
    TestDatabase(const TestDatabase&) = delete;
    TestDatabase& operator=(const TestDatabase&) = delete;
    store::DatabaseConfig config() const;
    const std::filesystem::path& folder() const { return folder_.path(); }

  private:
    Server server_;
    bool migrated_;
    TempFolder folder_;
    std::string name_;  // on PostgreSQL
};

// Runs one statement on the administrative database (PostgreSQL): for tests that break things on
// purpose.
void administer(const std::string& sql);

class DatabaseTest : public testing::TestWithParam<Server> {
  public:
    store::Database& db() { return *db_; }
    ManualClock& clock() { return clock_; }
    TestDatabase& files() { return files_; }
    // Closes the database and opens it again, as a restart would.
    void reopen();
    void close() { db_.reset(); }

  protected:
    DatabaseTest();
    virtual void adjust(store::DatabaseConfig&) {}
    void SetUp() override { reopen(); }

  private:
    ManualClock clock_;
    TestDatabase files_;
    std::unique_ptr<store::Database> db_;
};

}  // namespace hearth::test

#define HEARTH_ON_BOTH_DATABASES(suite)                                             \
    INSTANTIATE_TEST_SUITE_P(on, suite, testing::ValuesIn(hearth::test::servers()), \
                             hearth::test::server_name)

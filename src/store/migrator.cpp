#include "store/migrator.h"

#include "base/hash.h"
#include "store/crash_point.h"
#include "store/error.h"
#include "store/sql_text.h"

namespace hearth::store {
namespace {

constexpr std::string_view kTable =
    "CREATE TABLE IF NOT EXISTS schema_migration (number BIGINT PRIMARY KEY, name TEXT NOT NULL, "
    "sha256 TEXT NOT NULL, "
    "applied_at TEXT NOT NULL)";
constexpr Sql kApplied{"migrations_applied",
                       "SELECT number, name, sha256 FROM schema_migration ORDER BY number"};
constexpr Sql kRecord{"migration_record",
                      "INSERT INTO schema_migration (number, name, sha256, applied_at) "
                      "VALUES (:number, :name, :sha256, :now)"};

// How many of `migrations` have run. Throws when what ran is not what the program holds.
std::size_t count_applied(Session& session, const std::vector<Migration>& migrations) {
    std::size_t applied = 0;
    session.each(kApplied, {}, [&](const Row& row) {
        const std::string name(row.text(1));
        if (applied >= migrations.size()) {
            throw MigrationError("the database has migration " + name +
                                 ", which this program does not know: it was made by a newer "
                                 "version. Use that one.");
        }
        const auto& mine = migrations[applied++];
        if (row.int64(0) != mine.number || name != mine.name) {
            throw MigrationError("the database ran migration " + name + " where this program has " +
                                 mine.name +
                                 ": a migration was renamed, removed or put in between. Restore "
                                 "the old order and add "
                                 "a new migration after it.");
        }
        if (row.text(2) != sha256(mine.text).hex()) {
            throw MigrationError("migration " + name +
                                 " was changed after it ran on this database. Put its text back "
                                 "and write the change "
                                 "as a new migration.");
        }
    });
    return applied;
}

}  // namespace

void migrate(SchemaTarget& target, const std::vector<Migration>& migrations, Instant now,
             bool apply) {
    const auto transaction = [&](auto&& f) {
        target.begin();
        try {
            f();
            target.commit();
        } catch (...) {
            target.roll_back();
            throw;
        }
    };
    transaction([&] { target.script(migration_text(kTable, target.session().dialect())); });
    for (bool more = true; more;) {
        transaction([&] {
            // Counted inside the transaction: another process may be doing the same.
            const auto applied = count_applied(target.session(), migrations);
            more = applied < migrations.size();
            if (!more) return;
            const auto& next = migrations[applied];
            if (!apply) {
                throw MigrationError(
                    "migration " + next.name +
                    " has not run on this database. Start the server once to bring it up to date.");
            }
            try {
                target.script(migration_text(next.text, target.session().dialect()));
            } catch (const DatabaseError& e) {
                throw MigrationError("migration " + next.name + " failed: " + e.what());
            }
            target.session().execute(kRecord, {{"number", next.number},
                                               {"name", next.name},
                                               {"sha256", sha256(next.text).hex()},
                                               {"now", now}});
        });
        if (more) crash_point("migration_between");
    }
}

std::vector<std::string> migration_marks(const std::vector<Migration>& migrations) {
    std::vector<std::string> out;
    for (const auto& m : migrations) out.push_back(m.name + " " + sha256(m.text).hex());
    return out;
}

}  // namespace hearth::store

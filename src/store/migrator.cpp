#include "store/migrator.h"

#include "base/hash.h"
#include "store/crash_point.h"
#include "store/error.h"
#include "store/sql_text.h"
#include "store/views.h"

namespace hearth::store {
namespace {

constexpr std::string_view kTable =
    "CREATE TABLE IF NOT EXISTS schema_migration (number BIGINT PRIMARY KEY, name TEXT NOT NULL, "
    "sha256 TEXT NOT NULL, "
    "applied_at TEXT NOT NULL)";
constexpr Sql kApplied{
    "migrations_applied",
    "SELECT number, name, sha256 FROM schema_migration WHERE number > 0 ORDER BY number"};
constexpr Sql kRecord{"migration_record",
                      "INSERT INTO schema_migration (number, name, sha256, applied_at) "
                      "VALUES (:number, :name, :sha256, :now)"};

// The views are recorded as number 0, by the SHA-256 of all their text.
constexpr Sql kViewsMade{"views_made", "SELECT sha256 FROM schema_migration WHERE number = 0"};
constexpr Sql kForgetViews{"forget_views", "DELETE FROM schema_migration WHERE number = 0"};
// Those of the program: PostgreSQL's extensions and an authority's own are left alone.
constexpr Sql kViewsHere{"views_here_sqlite", R"(
SELECT name FROM sqlite_master WHERE type = 'view' AND (substr(name, 1, 7) = 'hearth_'
  OR substr(name, 1, 4) = 'ssd_' OR substr(name, 1, 8) = 'annex_a_') ORDER BY name)"};
constexpr Sql kViewsHerePostgres{"views_here_postgresql", R"(
SELECT CAST(viewname AS text) FROM pg_views WHERE schemaname = current_schema()
  AND (substr(viewname, 1, 7) = 'hearth_' OR substr(viewname, 1, 4) = 'ssd_'
    OR substr(viewname, 1, 8) = 'annex_a_') ORDER BY 1)"};

std::vector<std::string> views_here(Session& session) {
    std::vector<std::string> out;
    session.each(session.dialect() == Dialect::sqlite ? kViewsHere : kViewsHerePostgres, {},
                 [&](const Row& row) { out.emplace_back(row.text(0)); });
    return out;
}

void drop_views(SchemaTarget& target) {
    target.session().execute(kForgetViews);
    const auto views = views_here(target.session());
    if (views.empty()) return;
    std::string sql;
    if (target.session().dialect() == Dialect::sqlite) {
        for (const auto& view : views) sql += "DROP VIEW " + view + ";";
    } else {  // at once, because they hold on to each other
        for (const auto& view : views) sql += (sql.empty() ? "DROP VIEW " : ", ") + view;
    }
    target.script(sql);
}

std::string mark_of(const std::vector<Migration>& views) {
    std::string all;
    for (const auto& file : views) all += file.name + '\n' + spell_known_views(file.text);
    return sha256(all).hex();
}

void make_views(SchemaTarget& target, const std::vector<Migration>& views, Instant now) {
    drop_views(target);
    for (const auto& file : views) {
        try {
            target.script(migration_text(spell_known_views(file.text), target.session().dialect()));
        } catch (const DatabaseError& e) {
            throw MigrationError("the views of " + file.name + " failed: " + e.what());
        }
    }
    target.session().execute(
        kRecord, {{"number", 0}, {"name", "0000_views"}, {"sha256", mark_of(views)}, {"now", now}});
}

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

void migrate(SchemaTarget& target, const std::vector<Migration>& migrations,
             const std::vector<Migration>& views, Instant now, bool apply) {
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
            drop_views(target);
            try {
                target.script(migration_text(next.text, target.session().dialect()));
            } catch (const DatabaseError& e) {
                throw MigrationError("migration " + next.name + " failed: " + e.what());
            }
            if (const auto made = views_here(target.session()); !made.empty())
                throw MigrationError("migration " + next.name + " makes the view " + made.front() +
                                     ": views stand in migrations/views.");
            target.session().execute(kRecord, {{"number", next.number},
                                               {"name", next.name},
                                               {"sha256", sha256(next.text).hex()},
                                               {"now", now}});
        });
        if (more) crash_point("migration_between");
    }
    if (views.empty()) return;
    transaction([&] {
        const auto made = target.session().one(
            kViewsMade, {}, [](const Row& row) { return std::string(row.text(0)); });
        // A restored table of migrations may say that there are views where none were made.
        if (made == mark_of(views) && !views_here(target.session()).empty()) return;
        if (!apply)
            throw MigrationError(
                "the views of this database are not those of this program. Start the server once "
                "to make them.");
        make_views(target, views, now);
    });
}

std::vector<std::string> migration_marks(const std::vector<Migration>& migrations) {
    std::vector<std::string> out;
    for (const auto& m : migrations) out.push_back(m.name + " " + sha256(m.text).hex());
    return out;
}

}  // namespace hearth::store

// Copying a PostgreSQL database as one file a table, and putting the files back in one transaction.
#include <fstream>
#include <set>

#include "store/audit_log.h"
#include "store/backup_files.h"
#include "store/crash_point.h"
#include "store/migrator.h"
#include "store/postgres_connection.h"

namespace hearth::store {
namespace fs = std::filesystem;
namespace {

// Tables whose foreign keys point at others come after those: `level` counts the steps.
constexpr Sql kTables{
    "backup_tables",
    "WITH RECURSIVE t AS (SELECT c.oid, c.relname FROM pg_class c WHERE c.relkind = 'r' "
    "AND c.relnamespace = CAST('public' AS regnamespace)), "
    "steps AS (SELECT t.oid, 0 AS level FROM t UNION "
    "SELECT f.conrelid, s.level + 1 FROM steps s JOIN pg_constraint f ON f.confrelid = s.oid AND "
    "f.contype = 'f' "
    "AND f.conrelid <> f.confrelid WHERE s.level < 50) "
    "SELECT t.relname, max(s.level) AS level, "
    "(SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a "
    " WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns, "
    "coalesce((SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY k.n) FROM pg_index i "
    " CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k(attnum, n) "
    " JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum "
    " WHERE i.indrelid = t.oid AND i.indisprimary), '') AS key, "
    "coalesce((SELECT a.attname FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attidentity <> "
    "''), '') AS identity "
    "FROM t JOIN steps s ON s.oid = t.oid GROUP BY t.oid, t.relname ORDER BY level, t.relname"};
constexpr Sql kHead{"backup_audit_head", "SELECT size, root FROM audit_head WHERE id = 1"};
constexpr Sql kMigrations{
    "backup_migrations",
    "SELECT name || ' ' || sha256 FROM schema_migration WHERE number > 0 ORDER BY number"};

struct Table {
    std::string name;
    std::string columns;
    std::string order;
    std::string identity;
};

std::vector<Table> tables_of(Session& session) {
    std::vector<Table> out;
    session.each(kTables, {}, [&](const Row& row) {
        Table t{std::string(row.text(0)), std::string(row.text(2)), std::string(row.text(3)),
                std::string(row.text(4))};
        if (t.order.empty()) t.order = t.columns;
        out.push_back(std::move(t));
    });
    return out;
}

std::string quoted(const std::string& name) {
    return '"' + name + '"';
}

// The rows in COPY's text form, in the order of the key.
TableDigest copy_table(PgConnection& connection, const Table& table,
                       FunctionRef<void(std::string_view)> chunk) {
    TableDigest out;
    Sha256Hasher hasher;
    auto each = [&](std::string_view line) {
        ++out.rows;
        hasher.update(line);
        chunk(line);
    };
    connection.copy_out("COPY (SELECT " + table.columns + " FROM " + quoted(table.name) +
                            " ORDER BY " + table.order + ") TO STDOUT",
                        each);
    out.sha256 = hasher.finish().hex();
    return out;
}

// Migrations inside a transaction that is open already.
class InsideTransaction final : public SchemaTarget {
  public:
    explicit InsideTransaction(PgConnection& connection)
        : connection_(connection), session_(connection) {}
    void begin() override {}
    void script(const std::string& text) override { connection_.script(text); }
    void commit() override {}
    void roll_back() noexcept override {}
    Session& session() override { return session_; }

  private:
    PgConnection& connection_;
    PgSession session_;
};

// The program's migrations as far as the backup had run them.
std::vector<Migration> migrations_of(const BackupManifest& manifest, const DatabaseConfig& target) {
    const auto& all = target.migrations != nullptr ? *target.migrations : built_in_migrations();
    const auto marks = migration_marks(all);
    if (manifest.migrations.size() > marks.size() ||
        !std::equal(manifest.migrations.begin(), manifest.migrations.end(), marks.begin())) {
        throw DatabaseError(
            "the backup was made by another version of the program, with other migrations: restore "
            "it "
            "with that version");
    }
    return {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(manifest.migrations.size())};
}

void load_table(PgConnection& connection, const Table& table, const fs::path& file) {
    connection.script("DELETE FROM " + quoted(table.name));
    std::ifstream in(file, std::ios::binary);
    if (!in) throw DatabaseError("the backup lacks the file " + file.string());
    auto next = [&](std::string& buffer) {
        buffer.resize(1 << 18);
        in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        buffer.resize(static_cast<std::size_t>(in.gcount()));
        if (in.bad()) throw DatabaseError("cannot read " + file.string());
        return !buffer.empty();
    };
    connection.copy_from("COPY " + quoted(table.name) + " (" + table.columns + ") FROM STDIN",
                         next);
}

}  // namespace

BackupManifest copy_postgres(Database& database, const fs::path& folder, const Progress& progress) {
    database.sequence_audit();
    Timings timings;
    PgConnection connection(database.config().url, database.config().statement_deadline, timings);
    connection.begin("ISOLATION LEVEL REPEATABLE READ READ ONLY");
    connection.script("SET LOCAL statement_timeout = 0");  // a large table takes long; each piece
                                                           // still has a deadline
    PgSession session(connection);
    BackupManifest manifest;
    std::int64_t rows = 0;
    for (const auto& table : tables_of(session)) {
        HashedFile file(folder / (table.name + ".copy"));
        auto write = [&](std::string_view line) {
            file.add(line);
            if (++rows % 10'000 == 0 && progress) progress(rows, 0);
        };
        manifest.tables[table.name] = copy_table(connection, table, write);
        file.finish();
    }
    session.one(kHead, {}, [&](const Row& row) {
        manifest.audit = {row.int64(0), std::string(row.text(1))};
        return true;
    });
    session.each(kMigrations, {},
                 [&](const Row& row) { manifest.migrations.emplace_back(row.text(0)); });
    connection.roll_back();
    return manifest;
}

void restore_postgres(const fs::path& folder, const BackupManifest& manifest,
                      const DatabaseConfig& target, const Progress& progress) {
    const auto migrations = migrations_of(manifest, target);
    Timings timings;
    PgConnection connection(target.url, target.statement_deadline, timings);
    connection.begin("");
    try {
        connection.script("SET LOCAL statement_timeout = 0");
        InsideTransaction schema(connection);
        auto& session = schema.session();
        if (!tables_of(session).empty()) {
            throw DatabaseError("cannot restore: the target database has tables already");
        }
        migrate(schema, migrations, {}, manifest.at, /*apply=*/true);  // views: when it is opened
        std::int64_t rows = 0;
        std::int64_t total = 0;
        for (const auto& [name, t] : manifest.tables) total += t.rows;
        const auto tables = tables_of(session);
        for (auto t = tables.rbegin(); t != tables.rend(); ++t)
            connection.script("DELETE FROM " + quoted(t->name));
        std::map<std::string, TableDigest> digests;
        for (const auto& table : tables) {
            load_table(connection, table, folder / (table.name + ".copy"));
            digests[table.name] = copy_table(connection, table, [](std::string_view) {});
            if (!table.identity.empty()) {
                connection.script("SELECT setval(pg_get_serial_sequence('" + quoted(table.name) +
                                  "', '" + table.identity + "'), coalesce((SELECT max(" +
                                  quoted(table.identity) + ") FROM " + quoted(table.name) +
                                  "), 0) + 1, false)");
            }
            rows += digests[table.name].rows;
            if (progress) progress(rows, total);
        }
        require_equal(manifest, digests);
        require_intact(session, manifest);
        crash_point("restore_before_rename");
        connection.commit();
    } catch (...) {
        connection.roll_back();
        throw;
    }
}

}  // namespace hearth::store

// Copying a SQLite file while it is written to, and putting a copy back.
#include <sqlite3.h>

#include "store/audit_log.h"
#include "store/backup_files.h"
#include "store/crash_point.h"
#include "store/sqlite_connection.h"

namespace hearth::store {
namespace fs = std::filesystem;
namespace {

constexpr int kPagesAtOnce = 4000;

std::string quoted(const std::string& name) {
    std::string out = "\"";
    for (const char c : name) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

// A statement of this unit only: the digests need the raw types of the columns.
class Statement {
  public:
    Statement(sqlite3* db, const std::string& sql) : db_(db) {
        if (sqlite3_prepare_v2(db, sql.c_str(), -1, &statement_, nullptr) != SQLITE_OK) fail();
    }
    ~Statement() { sqlite3_finalize(statement_); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    bool step() {
        const int rc = sqlite3_step(statement_);
        if (rc == SQLITE_ROW) return true;
        if (rc != SQLITE_DONE) fail();
        return false;
    }
    std::string text(int i) {
        const auto* t = sqlite3_column_text(statement_, i);
        return t == nullptr ? std::string() : reinterpret_cast<const char*>(t);
    }
    sqlite3_stmt* get() { return statement_; }

  private:
    [[noreturn]] void fail() {
        throw DatabaseError(std::string("the copy cannot be read: ") + sqlite3_errmsg(db_));
    }
    sqlite3* db_;
    sqlite3_stmt* statement_ = nullptr;
};

void add_column(std::string& out, sqlite3_stmt* row, int i) {
    switch (sqlite3_column_type(row, i)) {
        case SQLITE_NULL:
            out += 'n';
            break;
        case SQLITE_INTEGER:
            out += 'i' + std::to_string(sqlite3_column_int64(row, i)) + ';';
            break;
        case SQLITE_FLOAT: {
            const double d = sqlite3_column_double(row, i);
            char bits[sizeof d];
            std::memcpy(bits, &d, sizeof d);
            out += 'r';
            out.append(bits, sizeof bits);
            break;
        }
        default: {
            const auto* bytes = static_cast<const char*>(sqlite3_column_blob(row, i));
            const auto size = static_cast<std::size_t>(sqlite3_column_bytes(row, i));
            out += 't' + std::to_string(size) + ':';
            if (size != 0) out.append(bytes, size);
        }
    }
}

TableDigest digest(sqlite3* db, const std::string& table) {
    std::map<int, std::string> key;
    std::string all;
    Statement columns(db, "SELECT name, pk FROM pragma_table_info(" + quoted(table) + ")");
    while (columns.step()) {
        const auto name = quoted(columns.text(0));
        all += (all.empty() ? "" : ", ") + name;
        if (const int pk = sqlite3_column_int(columns.get(), 1); pk != 0) key[pk] = name;
    }
    std::string order;
    for (const auto& [n, name] : key) order += (order.empty() ? "" : ", ") + name;
    Statement rows(db, "SELECT " + all + " FROM " + quoted(table) + " ORDER BY " +
                           (order.empty() ? all : order));
    TableDigest out;
    Sha256Hasher hasher;
    std::string buffer;
    const int count = sqlite3_column_count(rows.get());
    while (rows.step()) {
        ++out.rows;
        for (int i = 0; i < count; ++i) add_column(buffer, rows.get(), i);
        buffer += '\n';
        if (buffer.size() > 60'000) {
            hasher.update(buffer);
            buffer.clear();
        }
    }
    hasher.update(buffer);
    out.sha256 = hasher.finish().hex();
    return out;
}

std::map<std::string, TableDigest> digests(sqlite3* db) {
    std::vector<std::string> names;
    Statement tables(db,
                     "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE "
                     "'sqlite\\_%' ESCAPE '\\' "
                     "AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name");
    while (tables.step()) names.push_back(tables.text(0));
    std::map<std::string, TableDigest> out;
    for (const auto& n : names) out[n] = digest(db, n);
    return out;
}

// Copies pages until there are none left; the source's read transaction holds one moment still.
void copy_pages(sqlite3* from, const fs::path& file, const Progress& progress) {
    sqlite3* to = nullptr;
    const int opened =
        sqlite3_open_v2(file.c_str(), &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> closing(to, &sqlite3_close);
    if (opened != SQLITE_OK) throw DatabaseError("cannot write " + file.string());
    sqlite3_backup* copy = sqlite3_backup_init(to, "main", from, "main");
    if (copy == nullptr)
        throw DatabaseError(std::string("cannot copy the database: ") + sqlite3_errmsg(to));
    int rc = SQLITE_OK;
    while (rc == SQLITE_OK) {
        rc = sqlite3_backup_step(copy, kPagesAtOnce);
        const int total = sqlite3_backup_pagecount(copy);
        if (progress) progress(total - sqlite3_backup_remaining(copy), total);
    }
    sqlite3_backup_finish(copy);
    if (rc != SQLITE_DONE)
        throw DatabaseError(std::string("cannot copy the database: ") + sqlite3_errstr(rc));
    // One file, without a log beside it.
    if (sqlite3_exec(to, "PRAGMA journal_mode = DELETE", nullptr, nullptr, nullptr) != SQLITE_OK) {
        throw DatabaseError(std::string("cannot finish the copy: ") + sqlite3_errmsg(to));
    }
}

struct Open {
    explicit Open(const fs::path& file) {
        if (sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK) {
            sqlite3_close(db);
            throw DatabaseError("cannot read " + file.string());
        }
    }
    ~Open() { sqlite3_close(db); }
    Open(const Open&) = delete;
    Open& operator=(const Open&) = delete;
    sqlite3* db = nullptr;
};

fs::path file_of(const DatabaseConfig& config) {
    return config.url.substr(std::string_view("sqlite:").size());
}

}  // namespace

BackupManifest copy_sqlite(Database& database, const fs::path& folder, const Progress& progress) {
    const auto file = folder / "hearth.db";
    database.sequence_audit();  // the journal of reads is not part of the copy
    {
        SqliteConnection source(file_of(database.config()), SqliteConnection::Mode::reader);
        source.script("BEGIN; SELECT count(*) FROM schema_migration");  // the moment that is copied
        copy_pages(source.handle(), file, progress);
        source.script("COMMIT");
    }
    sync_file(file);
    const Open copy(file);
    BackupManifest manifest;
    manifest.tables = digests(copy.db);
    Statement head(copy.db, "SELECT size, root FROM audit_head WHERE id = 1");
    if (head.step()) manifest.audit = {sqlite3_column_int64(head.get(), 0), head.text(1)};
    Statement migrations(
        copy.db,
        "SELECT name || ' ' || sha256 FROM schema_migration WHERE number > 0 ORDER BY number");
    while (migrations.step()) manifest.migrations.push_back(migrations.text(0));
    return manifest;
}

void restore_sqlite(const fs::path& folder, const BackupManifest& manifest,
                    const DatabaseConfig& target, const Progress& progress) {
    const auto file = fs::absolute(file_of(target));
    for (const auto* suffix : {"", "-wal", "-shm", "-journal", "-audit"}) {
        if (fs::exists(file.string() + suffix)) {
            throw DatabaseError("cannot restore to " + file.string() + ": " +
                                file.filename().string() + suffix + " exists already");
        }
    }
    const fs::path part = file.string() + ".restoring";
    const auto remove_part = [&] {
        std::error_code ignored;
        for (const auto* suffix : {"", "-wal", "-shm", "-journal"})
            fs::remove(part.string() + suffix, ignored);
    };
    remove_part();  // of a restore that was cut off
    try {
        {
            const Open source(folder / "hearth.db");
            copy_pages(source.db, part, progress);
        }
        fs::permissions(part, fs::perms::owner_read | fs::perms::owner_write);
        {
            const Open copy(part);
            Statement check(copy.db, "PRAGMA integrity_check");
            if (!check.step() || check.text(0) != "ok") {
                throw DatabaseError("the backup's file is damaged: " + check.text(0));
            }
            require_equal(manifest, digests(copy.db));
        }
        {
            SqliteConnection connection(part, SqliteConnection::Mode::writer);
            connection.script("BEGIN");
            SqliteSession session(connection);
            require_intact(session, manifest);
            connection.script("ROLLBACK");
            connection.script("PRAGMA journal_mode = DELETE");
        }
        sync_file(part);
        crash_point("restore_before_rename");
        fs::rename(part, file);
        sync_folder(file.parent_path());
    } catch (...) {
        remove_part();
        throw;
    }
}

}  // namespace hearth::store

// A consistent copy of a live database, and the way back.
//
// backup makes the folder `path` (which must not exist): the data, and manifest.json with the rows
// and a SHA-256 of every table, the migrations, and the head of the audit log. Writers are not held
// up. The folder appears under its name only when everything in it is on disk. SQLite: one file,
// hearth.db. PostgreSQL: one file a table, in COPY's text form.
//
// restore loads such a folder into an empty target of the same kind, proves every table equal to
// the manifest and verifies the audit log; on any difference it throws and leaves nothing behind.
//
// Neither contains the audit signing key nor documents stored outside the database.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/time.h"
#include "store/audit.h"
#include "store/database.h"

namespace hearth::store {

struct TableDigest {
    std::int64_t rows = 0;
    std::string sha256;  // over every row, in the order of the primary key
    bool operator==(const TableDigest&) const = default;
};

struct BackupManifest {
    Dialect dialect = Dialect::sqlite;
    Instant at;
    AuditHead audit;
    std::vector<std::string> migrations;  // "0001_store <sha256>"
    std::map<std::string, TableDigest> tables;

    std::string json() const;
    static BackupManifest parse(const std::string& json);  // throws DatabaseError
};

// done and total are in pages or rows; total 0 while not known.
using Progress = std::function<void(std::int64_t done, std::int64_t total)>;

BackupManifest backup(Database& database, const std::filesystem::path& folder,
                      const Progress& progress = {});

// `target.url` names a SQLite file that does not exist or a PostgreSQL database without tables.
BackupManifest restore(const std::filesystem::path& folder, const DatabaseConfig& target,
                       const Progress& progress = {});

}  // namespace hearth::store

// Files that must be on disk before they count, and the two ways of copying a database. Internal to
// the store.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "base/hash.h"
#include "store/backup.h"

namespace hearth::store {

// Each throws DatabaseError naming the file. A failed sync is not tried again.
void sync_file(const std::filesystem::path& file);
void sync_folder(const std::filesystem::path& folder);
std::string read_whole(const std::filesystem::path& file);

// A file being written, hashed as it goes.
class HashedFile {
  public:
    explicit HashedFile(const std::filesystem::path& file);
    ~HashedFile();
    HashedFile(const HashedFile&) = delete;
    HashedFile& operator=(const HashedFile&) = delete;
    void add(std::string_view bytes);
    Sha256 finish();  // on disk after this

  private:
    void flush();

    std::filesystem::path path_;
    int fd_ = -1;
    std::string buffer_;
    Sha256Hasher hasher_;
};

// Fills a folder that exists and is empty; the caller writes the manifest and gives the folder its
// name.
BackupManifest copy_sqlite(Database& database, const std::filesystem::path& folder,
                           const Progress& progress);
BackupManifest copy_postgres(Database& database, const std::filesystem::path& folder,
                             const Progress& progress);

void restore_sqlite(const std::filesystem::path& folder, const BackupManifest& manifest,
                    const DatabaseConfig& target, const Progress& progress);
void restore_postgres(const std::filesystem::path& folder, const BackupManifest& manifest,
                      const DatabaseConfig& target, const Progress& progress);

// Throws, naming the first table that differs.
void require_equal(const BackupManifest& manifest,
                   const std::map<std::string, TableDigest>& tables);
// Throws unless the log is intact and its head is the manifest's.
void require_intact(Session& session, const BackupManifest& manifest);

}  // namespace hearth::store

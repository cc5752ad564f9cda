#include "store/backup.h"

#include <fcntl.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cstring>
#include <fstream>
#include <sstream>

#include "store/audit_log.h"
#include "store/backup_files.h"
#include "store/crash_point.h"

namespace hearth::store {
namespace fs = std::filesystem;
namespace {

[[noreturn]] void cannot(const std::string& what, const fs::path& file) {
    throw DatabaseError("cannot " + what + " " + file.string() + ": " + std::strerror(errno));
}

void sync_path(const fs::path& path, int flags) {
    const int fd = ::open(path.c_str(), flags | O_CLOEXEC);
    if (fd < 0) cannot("open", path);
    const bool synced = ::fsync(fd) == 0;
    ::close(fd);
    if (!synced) cannot("sync", path);
}

// Removes what was begun unless it was finished.
class Unfinished {
  public:
    explicit Unfinished(fs::path path) : path_(std::move(path)) {}
    ~Unfinished() {
        std::error_code ignored;
        if (!path_.empty()) fs::remove_all(path_, ignored);
    }
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;
    void finished() { path_.clear(); }

  private:
    fs::path path_;
};

}  // namespace

void sync_file(const fs::path& file) {
    sync_path(file, O_RDONLY);
}
void sync_folder(const fs::path& folder) {
    sync_path(folder, O_RDONLY | O_DIRECTORY);
}

std::string read_whole(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    if (!in || !out) throw DatabaseError("cannot read " + file.string());
    return out.str();
}

HashedFile::HashedFile(const fs::path& file)
    : path_(file), fd_(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)) {
    if (fd_ < 0) cannot("write", path_);
}

HashedFile::~HashedFile() {
    if (fd_ >= 0) ::close(fd_);
}

void HashedFile::add(std::string_view bytes) {
    buffer_ += bytes;
    if (buffer_.size() >= 1 << 20) flush();
}

void HashedFile::flush() {
    hasher_.update(buffer_);
    for (std::string_view left = buffer_; !left.empty();) {
        const auto written = ::write(fd_, left.data(), left.size());
        if (written < 0) cannot("write", path_);
        left.remove_prefix(static_cast<std::size_t>(written));
    }
    buffer_.clear();
}

Sha256 HashedFile::finish() {
    flush();
    if (::fsync(fd_) != 0) cannot("sync", path_);
    return hasher_.finish();
}

std::string BackupManifest::json() const {
    namespace js = boost::json;
    js::array marks;
    for (const auto& m : migrations) marks.emplace_back(m);
    js::object digests;
    for (const auto& [name, t] : tables) digests[name] = {{"rows", t.rows}, {"sha256", t.sha256}};
    return js::serialize(
               js::object{{"format", "hearth backup 1"},
                          {"dialect", dialect == Dialect::sqlite ? "sqlite" : "postgresql"},
                          {"at", at.iso()},
                          {"audit", {{"size", audit.size}, {"root", audit.root}}},
                          {"migrations", std::move(marks)},
                          {"tables", std::move(digests)}}) +
           "\n";
}

BackupManifest BackupManifest::parse(const std::string& json) {
    try {
        const auto value = boost::json::parse(json);
        const auto& object = value.as_object();
        const auto text = [](const boost::json::value& v) { return std::string(v.as_string()); };
        if (text(object.at("format")) != "hearth backup 1")
            throw DatabaseError("the manifest has another format");
        BackupManifest out;
        out.dialect =
            text(object.at("dialect")) == "sqlite" ? Dialect::sqlite : Dialect::postgresql;
        out.at = Instant::parse(text(object.at("at"))).value();
        out.audit = {object.at("audit").at("size").as_int64(), text(object.at("audit").at("root"))};
        for (const auto& m : object.at("migrations").as_array()) out.migrations.push_back(text(m));
        for (const auto& [name, t] : object.at("tables").as_object()) {
            out.tables[std::string(name)] = {t.at("rows").as_int64(), text(t.at("sha256"))};
        }
        return out;
    } catch (const DatabaseError&) {
        throw;
    } catch (const std::exception&) {
        throw DatabaseError("manifest.json is not the manifest of a backup");
    }
}

void require_equal(const BackupManifest& manifest,
                   const std::map<std::string, TableDigest>& tables) {
    for (const auto& [name, t] : manifest.tables) {
        const auto found = tables.find(name);
        if (found == tables.end()) throw DatabaseError("the backup lacks the table " + name);
        if (found->second != t) {
            throw DatabaseError(
                "the table " + name +
                " is not what was backed up: " + std::to_string(found->second.rows) +
                " rows read, " + std::to_string(t.rows) + " in the manifest, " +
                (found->second.rows == t.rows ? "with other contents" : "another number"));
        }
    }
    for (const auto& [name, t] : tables) {
        if (!manifest.tables.contains(name))
            throw DatabaseError("the backup has a table that its manifest lacks: " + name);
    }
}

void require_intact(Session& session, const BackupManifest& manifest) {
    const auto verdict = verify_audit_in(session, {});
    if (verdict.outcome == AuditVerdict::Outcome::could_not_read) {
        throw DatabaseError("the audit log of the backup could not be read: " + verdict.why);
    }
    if (verdict.outcome == AuditVerdict::Outcome::altered) {
        throw DatabaseError("the audit log of the backup was altered at " +
                            std::to_string(verdict.altered_at) + ": " + verdict.why);
    }
    if (verdict.size != manifest.audit.size)
        throw DatabaseError("the audit log is not the one that was backed up");
}

BackupManifest backup(Database& database, const fs::path& folder, const Progress& progress) {
    const auto target = fs::absolute(folder);
    if (fs::exists(target))
        throw DatabaseError("cannot back up to " + target.string() + ": it exists already");
    auto part = target;
    part += ".part";
    fs::remove_all(part);  // of a backup that was cut off
    fs::create_directories(part);
    fs::permissions(part, fs::perms::owner_all);
    Unfinished unfinished(part);

    auto manifest = database.dialect() == Dialect::sqlite ? copy_sqlite(database, part, progress)
                                                          : copy_postgres(database, part, progress);
    manifest.dialect = database.dialect();
    manifest.at = database.clock().now();
    HashedFile file(part / "manifest.json");
    file.add(manifest.json());
    file.finish();
    sync_folder(part);
    crash_point("backup_before_rename");
    fs::rename(part, target);
    unfinished.finished();
    sync_folder(target.parent_path());
    return manifest;
}

BackupManifest restore(const fs::path& folder, const DatabaseConfig& target,
                       const Progress& progress) {
    const auto manifest = BackupManifest::parse(read_whole(folder / "manifest.json"));
    const bool to_sqlite = target.url.starts_with("sqlite:");
    if (to_sqlite != (manifest.dialect == Dialect::sqlite)) {
        throw DatabaseError(
            "a backup of SQLite is restored to SQLite, one of PostgreSQL to PostgreSQL");
    }
    if (to_sqlite) {
        restore_sqlite(folder, manifest, target, progress);
    } else {
        restore_postgres(folder, manifest, target, progress);
    }
    return manifest;
}

}  // namespace hearth::store

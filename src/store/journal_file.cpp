// The journal's file on a real disk: who owns it, and every error by its name.
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "store/audit_journal.h"
#include "store/backup_files.h"

namespace hearth::store {
namespace fs = std::filesystem;
namespace {

class PosixJournalFile final : public JournalFile {
  public:
    PosixJournalFile(int fd, fs::path file) : fd_(fd), file_(std::move(file)) {}
    ~PosixJournalFile() override { ::close(fd_); }  // and with it goes the lock
    PosixJournalFile(const PosixJournalFile&) = delete;
    PosixJournalFile& operator=(const PosixJournalFile&) = delete;

    void write(std::int64_t offset, std::string_view bytes) override {
        while (!bytes.empty()) {
            const auto n = ::pwrite(fd_, bytes.data(), bytes.size(), offset);
            if (n < 0 && errno == EINTR) continue;
            if (n <= 0) fail("written");
            bytes.remove_prefix(static_cast<std::size_t>(n));
            offset += n;
        }
    }
    void sync() override {
        if (::fdatasync(fd_) != 0) fail("synced");
    }
    std::string read(std::int64_t offset, std::int64_t size) override {
        std::string out(static_cast<std::size_t>(size), '\0');
        std::size_t done = 0;
        while (done < out.size()) {
            const auto n = ::pread(fd_, out.data() + done, out.size() - done,
                                   offset + static_cast<std::int64_t>(done));
            if (n < 0 && errno == EINTR) continue;
            if (n < 0) fail("read");
            if (n == 0) break;
            done += static_cast<std::size_t>(n);
        }
        out.resize(done);
        return out;
    }
    std::int64_t size() override {
        struct stat about {};
        if (::fstat(fd_, &about) != 0) fail("read");
        return about.st_size;
    }
    // Whether the name still means this file: its owner takes it away when it closes.
    bool still_there() const {
        struct stat mine {
        }, named{};
        return ::fstat(fd_, &mine) == 0 && ::stat(file_.c_str(), &named) == 0 &&
               mine.st_ino == named.st_ino && mine.st_dev == named.st_dev;
    }
    [[noreturn]] void fail(const char* what) const {
        throw DatabaseError("the journal of reads " + file_.string() + " cannot be " + what + ": " +
                            std::strerror(errno));
    }

  private:
    int fd_;
    fs::path file_;
};

}  // namespace

std::unique_ptr<JournalFile> own_journal_file(const fs::path& file) {
    for (;;) {
        bool made = false;
        int fd = ::open(file.c_str(), O_RDWR | O_CLOEXEC);
        if (fd < 0 && errno == ENOENT) {
            fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
            if (fd < 0 && errno == EEXIST) continue;
            made = true;
        }
        if (fd < 0)
            throw DatabaseError("the journal of reads " + file.string() +
                                " cannot be opened: " + std::strerror(errno));
        auto out = std::make_unique<PosixJournalFile>(fd, file);
        if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
            if (errno == EWOULDBLOCK) return nullptr;
            out->fail("locked");
        }
        if (!out->still_there()) continue;
        if (made) {
            // A command run by root must not shut out the server: it is the database's owner's.
            struct stat database {};
            const auto name = file.string();
            if (::geteuid() == 0 &&
                ::stat(name.substr(0, name.size() - std::strlen("-audit")).c_str(), &database) ==
                    0 &&
                ::fchown(fd, database.st_uid, database.st_gid) != 0)
                out->fail("given to the database's owner");
            sync_folder(fs::absolute(file).parent_path());
        }
        return out;
    }
}

std::unique_ptr<JournalFile> foreign_journal_file(const fs::path& file) {
    const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT) return nullptr;
    if (fd < 0)
        throw DatabaseError("the journal of reads " + file.string() +
                            " cannot be opened: " + std::strerror(errno));
    return std::make_unique<PosixJournalFile>(fd, file);
}

}  // namespace hearth::store

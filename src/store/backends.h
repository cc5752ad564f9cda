// How Database::open reaches the two databases, and what they share. Internal to the store.
#pragma once
#include <atomic>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>

#include "store/database.h"
#include "store/error.h"

namespace hearth::store {

std::unique_ptr<Database> open_sqlite(const DatabaseConfig& config);
std::unique_ptr<Database> open_postgres(const DatabaseConfig& config);

// Once stopped, always stopped: the way back is to restart and look.
class StopState {
  public:
    void check() const {
        if (stopped_) throw Stopped("the database has stopped: " + why());
    }
    void stop(const std::string& why) {
        const std::lock_guard lock(mutex_);
        if (why_.empty()) why_ = why;
        stopped_ = true;
    }
    bool stopped() const { return stopped_; }
    std::string why() const {
        const std::lock_guard lock(mutex_);
        return why_;
    }

  private:
    std::atomic<bool> stopped_{false};
    mutable std::mutex mutex_;
    std::string why_;
};

// Marks this thread as inside a read or write of a Database: a second one inside the first would
// wait for itself.
class Inside {
  public:
    explicit Inside(const Database& database) : before_(current()) {
        check(database);
        current() = &database;
    }
    ~Inside() { current() = before_; }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

    static void check(const Database& database) {
        if (current() == &database) {
            throw std::logic_error(
                "a read or write of a Database was begun inside another; use its Session");
        }
    }

  private:
    static const Database*& current() {
        thread_local const Database* inside = nullptr;
        return inside;
    }
    const Database* before_;
};

}  // namespace hearth::store

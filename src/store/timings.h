// Counts and times statements by name. Thread-safe; one per connection, added up when asked for.
// Internal to the store.
#pragma once
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.h"

namespace hearth::store {

class Timings {
  public:
    // While it lives, time runs against `name`.
    class Measure {
      public:
        Measure(Timings& timings, std::string_view name)
            : timings_(timings), name_(name), start_(std::chrono::steady_clock::now()) {}
        ~Measure() { timings_.add(name_, std::chrono::steady_clock::now() - start_); }
        Measure(const Measure&) = delete;
        Measure& operator=(const Measure&) = delete;

      private:
        Timings& timings_;
        std::string_view name_;
        std::chrono::steady_clock::time_point start_;
    };

    void add(std::string_view name, std::chrono::steady_clock::duration took) {
        const auto us = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
        const std::lock_guard lock(mutex_);
        auto at = by_name_.find(name);
        if (at == by_name_.end()) {
            at = by_name_.emplace(std::string(name), StatementTiming{std::string(name)}).first;
        }
        auto& t = at->second;
        ++t.count;
        t.total_us += us;
        t.max_us = us > t.max_us ? us : t.max_us;
    }

    void add_to(std::map<std::string, StatementTiming>& sum) const {
        const std::lock_guard lock(mutex_);
        for (const auto& [name, t] : by_name_) {
            auto& s = sum[name];
            s.name = name;
            s.count += t.count;
            s.total_us += t.total_us;
            s.max_us = t.max_us > s.max_us ? t.max_us : s.max_us;
        }
    }

  private:
    mutable std::mutex mutex_;
    std::map<std::string, StatementTiming, std::less<>> by_name_;
};

}  // namespace hearth::store

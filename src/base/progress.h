// Telling someone how far long work has come, and how long it may still take.
//
// Work reports to a Progress and does not know who listens. The time left is what the rest would
// take at the pace since the start of the step: an estimate, given once there is enough to go by,
// never before.
#pragma once
#include <cstdint>
#include <iosfwd>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace hearth {

class Progress {
  public:
    virtual ~Progress() = default;
    // Begins a step. total is 0 when it is not known.
    virtual void start(std::string_view message, std::uint64_t total) = 0;
    // So much is done by now, of the total given (not an increment).
    virtual void update(std::uint64_t done) = 0;
    // The step is over. Called also before the next start(), if the work forgot.
    virtual void finish() = 0;
};

// Listens to nothing. One for all.
Progress& no_progress();

// How long the rest takes, or nothing when it cannot be said (nothing done, no total, under a
// second of work).
std::optional<std::chrono::milliseconds> time_left(std::uint64_t done, std::uint64_t total,
                                                   std::chrono::milliseconds elapsed);
// "3 s", "2 min 10 s", "1 h 05 min"
std::string duration_text(std::chrono::milliseconds duration);

// Writes lines such as "Making children: 1,200 of 10,000 (12%), 2 min 10 s left". On a terminal
// each line replaces the last, at most four times a second; elsewhere a line at most every five
// seconds. The first and the last are always written. Thread-safe.
class TextProgress final : public Progress {
  public:
    enum class Style { terminal, log };
    TextProgress(std::ostream& out, const Clock& clock, Style style);
    ~TextProgress() override;
    void start(std::string_view message, std::uint64_t total) override;
    void update(std::uint64_t done) override;
    void finish() override;

  private:
    void write(Instant now, bool last);
    void end_step();

    std::mutex mutex_;
    std::ostream& out_;
    const Clock& clock_;
    Style style_;
    std::string message_;
    std::uint64_t total_ = 0;
    std::uint64_t done_ = 0;
    Instant started_;
    Instant written_;
    std::size_t width_ = 0;  // of the line on the terminal, to blank it out
    bool running_ = false;
};

}  // namespace hearth

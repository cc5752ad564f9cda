#include "base/progress.h"

#include <ostream>

#include "base/text.h"

namespace hearth {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kTerminalEvery{250};
constexpr milliseconds kLogEvery{5'000};
constexpr milliseconds kEnoughToGoBy{1'000};

class NoProgress final : public Progress {
  public:
    void start(std::string_view, std::uint64_t) override {}
    void update(std::uint64_t) override {}
    void finish() override {}
};

std::string two_digits(std::int64_t n) {
    return (n < 10 ? "0" : "") + std::to_string(n);
}

}  // namespace

Progress& no_progress() {
    static NoProgress one;
    return one;
}

std::optional<milliseconds> time_left(std::uint64_t done, std::uint64_t total,
                                      milliseconds elapsed) {
    if (done == 0 || total == 0 || done > total || elapsed < kEnoughToGoBy) return std::nullopt;
    const double each = static_cast<double>(elapsed.count()) / static_cast<double>(done);
    return milliseconds{static_cast<std::int64_t>(each * static_cast<double>(total - done))};
}

std::string duration_text(milliseconds duration) {
    const std::int64_t seconds = (duration.count() + 999) / 1000;  // never "0 s" while work remains
    if (seconds < 60) return std::to_string(seconds) + " s";
    if (seconds < 3600) {
        return std::to_string(seconds / 60) + " min " + two_digits(seconds % 60) + " s";
    }
    return std::to_string(seconds / 3600) + " h " + two_digits(seconds % 3600 / 60) + " min";
}

TextProgress::TextProgress(std::ostream& out, const Clock& clock, Style style)
    : out_(out), clock_(clock), style_(style) {}

TextProgress::~TextProgress() {
    end_step();
}

void TextProgress::start(std::string_view message, std::uint64_t total) {
    const std::lock_guard lock(mutex_);
    end_step();
    message_ = message;
    total_ = total;
    done_ = 0;
    started_ = clock_.now();
    running_ = true;
    write(started_, /*last=*/false);
}

void TextProgress::update(std::uint64_t done) {
    const std::lock_guard lock(mutex_);
    if (!running_) return;
    done_ = done;
    const Instant now = clock_.now();
    const milliseconds wait = style_ == Style::terminal ? kTerminalEvery : kLogEvery;
    if (now - written_ >= wait) write(now, /*last=*/false);
}

void TextProgress::finish() {
    const std::lock_guard lock(mutex_);
    end_step();
}

void TextProgress::end_step() {
    if (!running_) return;
    write(clock_.now(), /*last=*/true);
    running_ = false;
}

void TextProgress::write(Instant now, bool last) {
    std::string line = message_;
    const auto count = [](std::uint64_t n) { return with_commas(static_cast<std::int64_t>(n)); };
    if (total_ > 0) {
        const auto percent =
            static_cast<int>(100.0 * static_cast<double>(done_) / static_cast<double>(total_));
        line +=
            ": " + count(done_) + " of " + count(total_) + " (" + std::to_string(percent) + "%)";
    } else if (done_ > 0) {
        line += ": " + count(done_);
    }
    if (last) {
        line += ", took " + duration_text(now - started_);
    } else if (const auto left = time_left(done_, total_, now - started_)) {
        line += ", " + duration_text(*left) + " left";
    }
    if (style_ == Style::terminal) {
        const std::size_t width = count_characters(line);
        out_ << '\r' << line;
        if (width < width_) out_ << std::string(width_ - width, ' ');
        width_ = last ? 0 : width;
        if (last) out_ << '\n';
    } else {
        out_ << line << '\n';
    }
    out_.flush();
    written_ = now;
}

}  // namespace hearth

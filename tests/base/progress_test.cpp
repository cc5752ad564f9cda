#include "base/progress.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

namespace hearth {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(ProgressReports, the_time_left_is_told_only_when_there_is_enough_to_go_by) {
    EXPECT_EQ(time_left(25, 100, seconds{10}), seconds{30});
    EXPECT_EQ(time_left(100, 100, seconds{10}), seconds{0});
    EXPECT_FALSE(time_left(0, 100, seconds{10}));
    EXPECT_FALSE(time_left(25, 0, seconds{10}));
    EXPECT_FALSE(time_left(25, 100, milliseconds{999}));
    EXPECT_FALSE(time_left(101, 100, seconds{10}));
}

TEST(ProgressReports, durations_are_told_in_words) {
    EXPECT_EQ(duration_text(milliseconds{1}), "1 s");
    EXPECT_EQ(duration_text(seconds{59}), "59 s");
    EXPECT_EQ(duration_text(seconds{130}), "2 min 10 s");
    EXPECT_EQ(duration_text(seconds{3900}), "1 h 05 min");
}

TEST(ProgressReports, a_terminal_is_written_to_at_most_four_times_a_second) {
    std::ostringstream out;
    ManualClock clock(Instant{0});
    TextProgress progress(out, clock, TextProgress::Style::terminal);
    progress.start("Making children", 10'000);
    for (std::uint64_t done = 1; done <= 10'000; ++done) {
        clock.advance(milliseconds{1});
        progress.update(done);
    }
    progress.finish();
    const std::string text = out.str();
    EXPECT_EQ(std::count(text.begin(), text.end(), '\r'), 1 + 40 + 1);
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1);
    EXPECT_NE(text.find("\rMaking children: 2,500 of 10,000 (25%), 8 s left"), std::string::npos)
        << text;
    EXPECT_NE(text.find("\rMaking children: 10,000 of 10,000 (100%), took 10 s"),
              std::string::npos);
}

TEST(ProgressReports, a_log_gets_whole_lines_and_few) {
    std::ostringstream out;
    ManualClock clock(Instant{0});
    {
        TextProgress progress(out, clock, TextProgress::Style::log);
        progress.start("Reading", 0);
        for (std::uint64_t done = 1; done <= 12; ++done) {
            clock.advance(seconds{1});
            progress.update(done);
        }
        progress.start("Writing", 2);  // ends the step before
        progress.update(2);
    }
    EXPECT_EQ(out.str(),
              "Reading\nReading: 5\nReading: 10\nReading: 12, took 12 s\n"
              "Writing: 0 of 2 (0%)\nWriting: 2 of 2 (100%), took 0 s\n");
}

TEST(ProgressReports, nobody_need_listen) {
    no_progress().start("Quiet", 3);
    no_progress().update(1);
    no_progress().finish();
    EXPECT_EQ(&no_progress(), &no_progress());
}

}  // namespace
}  // namespace hearth

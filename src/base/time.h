// Dates and instants, and the clock that gives them.
//
// A Date is a day of the Gregorian calendar in England, without a time. An Instant is a moment in
// UTC to the millisecond. Both are written as ISO 8601 text, everywhere and in both databases, so
// that plain string order is time order. England's summer time is applied by rule (last Sundays of
// March and October at 01:00 UTC, in force since 1996); earlier years are treated alike, which no
// statutory clock here depends on.
#pragma once
#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hearth {

struct Date {
    std::int32_t days = 0;  // since 1970-01-01
    auto operator<=>(const Date&) const = default;
    static std::optional<Date> parse(
        std::string_view iso);  // "2026-11-22" only; nothing when impossible
    static std::optional<Date> from(int year, int month, int day);
    std::string iso() const;    // "2026-11-22"
    std::string uk() const;     // "22/11/2026", the form of SSDA903 and Annex A
    std::string plain() const;  // "22 November 2026", the form of pages
    int year() const;
    int month() const;
    int day() const;
    int weekday() const;  // 1 Monday … 7 Sunday
    Date operator+(int n) const { return Date{days + n}; }
    Date operator-(int n) const { return Date{days - n}; }
    int operator-(Date other) const { return days - other.days; }
};

// The same day of the month n months on; the last day of the month where that day does not exist
// (31 January + 1 month = 28 or 29 February), the ordinary reading of "within three months".
Date add_months(Date date, int n);
// Whole years lived on `on`; a child born on 29 February has a birthday on 1 March in common years.
int age_in_years(Date born, Date on);
// The census year that a date lies in: 1 April 2025 to 31 March 2026 is 2026.
int census_year(Date date);

struct Instant {
    std::int64_t ms = 0;  // since 1970-01-01T00:00:00Z
    auto operator<=>(const Instant&) const = default;
    static std::optional<Instant> parse(
        std::string_view iso);  // "2026-11-22T11:36:25.123Z", milliseconds optional
    std::string iso() const;
    Instant operator+(std::chrono::milliseconds d) const { return Instant{ms + d.count()}; }
    Instant operator-(std::chrono::milliseconds d) const { return Instant{ms - d.count()}; }
    std::chrono::milliseconds operator-(Instant other) const {
        return std::chrono::milliseconds{ms - other.ms};
    }
};

// English wall-clock time of an instant, and back. A wall time that summer time skips is read as
// the moment after the gap; one that occurs twice, as the first.
struct WallTime {
    Date date;
    int minutes = 0;  // since midnight, 0…1439
    bool operator==(const WallTime&) const = default;
};
WallTime wall_time(Instant at);
Instant instant_of(Date date, int minutes_since_midnight);
Date date_of(Instant at);       // the English day
std::string plain(Instant at);  // "22 November 2026 at 11:36"

inline constexpr std::string_view kForever =
    "9999-12-31T23:59:59.999Z";  // superseded_at of a current row

// Passed in wherever the time is needed; tests turn it by hand.
class Clock {
  public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
    Date today() const { return date_of(now()); }
};
class SystemClock final : public Clock {
  public:
    Instant now() const override;
};
class ManualClock final : public Clock {
  public:
    explicit ManualClock(Instant start) : now_(start) {}
    Instant now() const override { return now_; }
    void set(Instant at) { now_ = at; }
    void advance(std::chrono::milliseconds by) { now_ = now_ + by; }

  private:
    Instant now_;
};

}  // namespace hearth

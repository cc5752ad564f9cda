#include "base/time.h"

#include <array>
#include <cassert>

namespace hearth {
namespace {

namespace chrono = std::chrono;

constexpr std::int64_t kMsPerMinute = 60'000;
constexpr std::int64_t kMsPerDay = 86'400'000;
constexpr int kMinutesPerDay = 1440;

constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

chrono::year_month_day ymd_of(Date date) {
    return chrono::year_month_day{chrono::sys_days{chrono::days{date.days}}};
}

Date date_from(chrono::year_month_day ymd) {
    return Date{static_cast<std::int32_t>(chrono::sys_days{ymd}.time_since_epoch().count())};
}

// The number written in `text`, which must be digits and nothing else; -1 otherwise. At most 9
// digits.
int digits(std::string_view text) {
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

void put(std::string& out, int value, int width) {
    std::array<char, 10> buffer{};
    for (int i = width - 1; i >= 0; --i) {
        buffer[static_cast<std::size_t>(i)] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
    out.append(buffer.data(), static_cast<std::size_t>(width));
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    return a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0);
}

// 01:00 UTC on the last Sunday of a month: when English clocks change.
std::int64_t last_sunday_at_one(int year, unsigned month) {
    const chrono::sys_days day{chrono::year{year} / chrono::month{month} /
                               chrono::Sunday[chrono::last]};
    return day.time_since_epoch().count() * kMsPerDay + 60 * kMsPerMinute;
}

bool is_summer_time(Instant at) {
    const int year = Date{static_cast<std::int32_t>(floor_div(at.ms, kMsPerDay))}.year();
    return at.ms >= last_sunday_at_one(year, 3) && at.ms < last_sunday_at_one(year, 10);
}

}  // namespace

std::optional<Date> Date::parse(std::string_view iso) {
    if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
    return from(digits(iso.substr(0, 4)), digits(iso.substr(5, 2)), digits(iso.substr(8, 2)));
}

std::optional<Date> Date::from(int year, int month, int day) {
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
        return std::nullopt;
    const chrono::year_month_day ymd{chrono::year{year},
                                     chrono::month{static_cast<unsigned>(month)},
                                     chrono::day{static_cast<unsigned>(day)}};
    if (!ymd.ok()) return std::nullopt;
    return date_from(ymd);
}

std::string Date::iso() const {
    const auto ymd = ymd_of(*this);
    std::string out;
    out.reserve(10);
    put(out, static_cast<int>(ymd.year()), 4);
    out += '-';
    put(out, static_cast<int>(static_cast<unsigned>(ymd.month())), 2);
    out += '-';
    put(out, static_cast<int>(static_cast<unsigned>(ymd.day())), 2);
    return out;
}

std::string Date::uk() const {
    std::string out;
    out.reserve(10);
    put(out, day(), 2);
    out += '/';
    put(out, month(), 2);
    out += '/';
    put(out, year(), 4);
    return out;
}

std::string Date::plain() const {
    std::string out = std::to_string(day());
    out += ' ';
    out += kMonths[static_cast<std::size_t>(month() - 1)];
    out += ' ';
    out += std::to_string(year());
    return out;
}

int Date::year() const {
    return static_cast<int>(ymd_of(*this).year());
}
int Date::month() const {
    return static_cast<int>(static_cast<unsigned>(ymd_of(*this).month()));
}
int Date::day() const {
    return static_cast<int>(static_cast<unsigned>(ymd_of(*this).day()));
}

int Date::weekday() const {
    const chrono::weekday wd{chrono::sys_days{chrono::days{days}}};
    return static_cast<int>(wd.iso_encoding());
}

Date add_months(Date date, int n) {
    const auto ymd = ymd_of(date);
    const auto month = chrono::year_month{ymd.year(), ymd.month()} + chrono::months{n};
    const chrono::year_month_day wanted = month / ymd.day();
    return date_from(wanted.ok() ? wanted : chrono::year_month_day{month / chrono::last});
}

int age_in_years(Date born, Date on) {
    const auto b = ymd_of(born);
    const auto o = ymd_of(on);
    const int years = static_cast<int>(o.year()) - static_cast<int>(b.year());
    // Comparing month and day gives 29 February its birthday on 1 March in common years, with no
    // special case.
    const bool had_birthday =
        o.month() > b.month() || (o.month() == b.month() && o.day() >= b.day());
    return had_birthday ? years : years - 1;
}

int census_year(Date date) {
    return date.month() >= 4 ? date.year() + 1 : date.year();
}

std::optional<Instant> Instant::parse(std::string_view iso) {
    if (iso.size() != 20 && iso.size() != 24) return std::nullopt;
    if (iso[10] != 'T' || iso[13] != ':' || iso[16] != ':' || iso.back() != 'Z')
        return std::nullopt;
    const auto date = Date::parse(iso.substr(0, 10));
    const int hour = digits(iso.substr(11, 2));
    const int minute = digits(iso.substr(14, 2));
    const int second = digits(iso.substr(17, 2));
    int milli = 0;
    if (iso.size() == 24) {
        if (iso[19] != '.') return std::nullopt;
        milli = digits(iso.substr(20, 3));
    }
    // 60 seconds is refused: no clock here counts leap seconds.
    if (!date || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 ||
        milli < 0) {
        return std::nullopt;
    }
    return Instant{date->days * kMsPerDay + ((hour * 60 + minute) * 60 + second) * 1000LL + milli};
}

std::string Instant::iso() const {
    const std::int64_t day = floor_div(ms, kMsPerDay);
    const int rest = static_cast<int>(ms - day * kMsPerDay);
    std::string out = Date{static_cast<std::int32_t>(day)}.iso();
    out.reserve(24);
    out += 'T';
    put(out, rest / 3'600'000, 2);
    out += ':';
    put(out, rest / 60'000 % 60, 2);
    out += ':';
    put(out, rest / 1000 % 60, 2);
    out += '.';
    put(out, rest % 1000, 3);
    out += 'Z';
    return out;
}

WallTime wall_time(Instant at) {
    const std::int64_t local = at.ms + (is_summer_time(at) ? 60 * kMsPerMinute : 0);
    const std::int64_t day = floor_div(local, kMsPerDay);
    return WallTime{Date{static_cast<std::int32_t>(day)},
                    static_cast<int>((local - day * kMsPerDay) / kMsPerMinute)};
}

Instant instant_of(Date date, int minutes_since_midnight) {
    assert(minutes_since_midnight >= 0 && minutes_since_midnight <= kMinutesPerDay);
    const Instant as_winter{date.days * kMsPerDay + minutes_since_midnight * kMsPerMinute};
    const Instant as_summer{as_winter.ms - 60 * kMsPerMinute};
    // Tried as summer time first, so that a time that occurs twice is its first occurrence.
    if (is_summer_time(as_summer)) return as_summer;
    if (!is_summer_time(as_winter)) return as_winter;
    // Neither fits: the wall time lies in the hour that the spring change skips.
    return Instant{last_sunday_at_one(date.year(), 3)};
}

Date date_of(Instant at) {
    return wall_time(at).date;
}

std::string plain(Instant at) {
    const WallTime wall = wall_time(at);
    std::string out = wall.date.plain();
    out += " at ";
    put(out, wall.minutes / 60, 2);
    out += ':';
    put(out, wall.minutes % 60, 2);
    return out;
}

Instant SystemClock::now() const {
    return Instant{
        chrono::duration_cast<chrono::milliseconds>(chrono::system_clock::now().time_since_epoch())
            .count()};
}

}  // namespace hearth

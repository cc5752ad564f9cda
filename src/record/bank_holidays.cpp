#include "record/bank_holidays.h"

#include <map>
#include <string>

#include "practice/calendar.h"

namespace hearth::record {
namespace {

using store::Sql;

constexpr Sql kHeld{"bank_holidays_in_force", "SELECT day, name FROM bank_holiday ORDER BY day"};
constexpr Sql kClear{"bank_holidays_clear", "DELETE FROM bank_holiday"};
constexpr Sql kAdd{"bank_holidays_add",
                   "INSERT INTO bank_holiday (day, name) VALUES (:day, :name)"};

}  // namespace

const char* bank_holiday_name(Date day, const BankHolidays& calendar) {
    return day.year() > practice::published_until(calendar) ? "Bank holiday, worked out by rule"
                                                            : "Bank holiday";
}

std::size_t keep_bank_holidays(store::Session& session, const practice::Practice& practice) {
    const auto calendar = practice.calendars.find("england-and-wales");
    if (calendar == practice.calendars.end()) return 0;
    using Days = std::map<std::string, std::string>;
    Days wanted, held;
    for (const Date day : calendar->second.days())
        wanted[day.iso()] = bank_holiday_name(day, calendar->second);
    session.each(kHeld, {}, [&](const store::Row& row) {
        held.emplace(row.text(0), row.text(1));
        return true;
    });
    if (wanted == held) return 0;
    std::size_t changed = 0;
    for (const auto& [day, name] : wanted) changed += held.find(day) == held.end() ? 1U : 0U;
    for (const auto& [day, name] : held) changed += wanted.find(day) == wanted.end() ? 1U : 0U;
    session.execute(kClear, {});
    store::Rows days(2);
    for (const auto& [day, name] : wanted) days.add(day, name);
    session.insert_many(kAdd, days);
    return changed;
}

}  // namespace hearth::record

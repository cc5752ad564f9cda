#include "record/bank_holidays.h"

#include <map>
#include <string>

namespace hearth::record {
namespace {

using store::Sql;

constexpr Sql kHeld{"bank_holidays_in_force", "SELECT day, name FROM bank_holiday ORDER BY day"};
constexpr Sql kClear{"bank_holidays_clear", "DELETE FROM bank_holiday"};
constexpr Sql kAdd{"bank_holidays_add",
                   "INSERT INTO bank_holiday (day, name) VALUES (:day, :name)"};

const char* name_of(Date day, const BankHolidays& calendar) {
    return day.year() > calendar.published_until() ? "Bank holiday, worked out by rule"
                                                   : "Bank holiday";
}

}  // namespace

void keep_bank_holidays(store::Session& session, const practice::Practice& practice) {
    const auto calendar = practice.calendars.find("england-and-wales");
    if (calendar == practice.calendars.end()) return;
    using Days = std::map<std::string, std::string>;
    Days wanted, held;
    for (const Date day : calendar->second.days())
        wanted[day.iso()] = name_of(day, calendar->second);
    session.each(kHeld, {}, [&](const store::Row& row) { held.emplace(row.text(0), row.text(1)); });
    if (wanted == held) return;
    session.execute(kClear, {});
    store::Rows days(2);
    for (const auto& [day, name] : wanted) days.add(day, name);
    session.insert_many(kAdd, days);
}

}  // namespace hearth::record

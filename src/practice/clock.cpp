#include "practice/clock.h"

namespace hearth::practice {
namespace {

constexpr std::chrono::milliseconds kHour{3'600'000};

// Due until the last millisecond of the day in England.
Instant end_of(Date day) {
    return instant_of(day + 1, 0) - std::chrono::milliseconds{1};
}

Invalid unknown(std::string code, std::string what) {
    return invalid("clock", std::move(code), std::move(what));
}

const BankHolidays* calendar_of(const ClockRule& rule, const Practice& practice) {
    const auto found = practice.calendars.find(rule.calendar);
    return found == practice.calendars.end() ? nullptr : &found->second;
}

// The same failure, told of the clock.
Failure told(const ClockRule& rule, const Failure& failure) {
    const auto* wrong = std::get_if<Invalid>(&failure);
    if (wrong == nullptr || wrong->errors.empty()) return failure;
    return unknown(wrong->errors[0].code, rule.title + ": " + wrong->errors[0].message);
}

}  // namespace

Result<Due> due(const ClockRule& rule, Instant start, const Practice& practice) {
    const BankHolidays* calendar = calendar_of(rule, practice);
    if (calendar == nullptr) {
        return unknown("unknown_calendar", "There is no calendar " + rule.calendar + ".");
    }
    const Date day = date_of(start);
    Due out;
    switch (rule.unit) {
        case ClockUnit::working_days: {
            auto date = add_working_days(day, rule.length, rule.counting, *calendar);
            if (!date) return told(rule, date.failure());
            out.due_date = date.value();
            break;
        }
        case ClockUnit::hub_hours: {
            const auto hours = practice.hours.find(rule.hours);
            if (hours == practice.hours.end()) {
                return unknown("unknown_hours", "There are no opening hours " + rule.hours + ".");
            }
            auto at = add_hub_minutes(start, std::int64_t{rule.length} * 60, hours->second.hours,
                                      *calendar);
            if (!at) return told(rule, at.failure());
            out.due_at = at.value();
            break;
        }
        case ClockUnit::elapsed_hours:
            out.due_at = start + rule.length * kHour;
            break;
        case ClockUnit::days:
            out.due_date = day + rule.length;
            break;
        case ClockUnit::weeks:
            out.due_date = day + 7 * rule.length;
            break;
        case ClockUnit::months:
            out.due_date = add_months(day, rule.length);
            break;
    }
    if (rule.unit == ClockUnit::hub_hours || rule.unit == ClockUnit::elapsed_hours) {
        out.due_date = date_of(out.due_at);
        out.words = rule.words() + ", from " + plain(start);
        return out;
    }
    if (rule.never_at_weekend && out.due_date.weekday() > 5) {
        auto before =
            add_working_days(out.due_date, -1, Convention::day_after_is_day_one, *calendar);
        if (!before) return told(rule, before.failure());
        out.due_date = before.value();
    }
    out.due_at = end_of(out.due_date);
    const std::string words = rule.words();
    const std::size_t cut = std::min(words.find(','), words.size());
    out.words = words.substr(0, cut) + " from " + day.plain() + words.substr(cut);
    return out;
}

Result<Date> warn_from(const ClockRule& rule, Date due_date, const Practice& practice) {
    const BankHolidays* calendar = calendar_of(rule, practice);
    if (calendar == nullptr) {
        return unknown("unknown_calendar", "There is no calendar " + rule.calendar + ".");
    }
    if (rule.warn_days == 0) return due_date;
    auto date =
        add_working_days(due_date, -rule.warn_days, Convention::day_after_is_day_one, *calendar);
    if (!date) return told(rule, date.failure());
    return date.value();
}

}  // namespace hearth::practice

#include "base/time_limit.h"

#include <array>
#include <cassert>
#include <utility>

#include "base/text.h"

namespace hearth {
namespace {

constexpr std::array<std::pair<TimeUnit, std::string_view>, 6> kUnits = {{
    {TimeUnit::working_days, "working_days"},
    {TimeUnit::hub_hours, "hub_hours"},
    {TimeUnit::elapsed_hours, "elapsed_hours"},
    {TimeUnit::calendar_days, "calendar_days"},
    {TimeUnit::weeks, "weeks"},
    {TimeUnit::months, "months"},
}};

constexpr std::array<std::pair<Convention, std::string_view>, 2> kConventions = {{
    {Convention::day_after_is_day_one, "day_after_is_day_one"},
    {Convention::start_day_is_day_one, "start_day_is_day_one"},
}};

Due end_of(Date date) {
    return Due{date, instant_of(date, 1440) - std::chrono::milliseconds{1}};
}

Invalid negative_hours() {
    return invalid("length", "negative_hours", "A limit in hours cannot be negative.");
}

Result<Due> due_on_day(Date start, const TimeLimit& limit, const BankHolidays& holidays) {
    const bool start_counts = limit.convention == Convention::start_day_is_day_one;
    switch (limit.unit) {
        case TimeUnit::working_days: {
            const auto date = add_working_days(start, limit.length, limit.convention, holidays);
            if (!date) return date.failure();
            return end_of(date.value());
        }
        case TimeUnit::calendar_days:
            return end_of(start + limit.length - (start_counts ? 1 : 0));
        case TimeUnit::weeks:
            return end_of(start + limit.length * 7 - (start_counts ? 1 : 0));
        case TimeUnit::months:
            return end_of(add_months(start, limit.length) - (start_counts ? 1 : 0));
        case TimeUnit::hub_hours:
        case TimeUnit::elapsed_hours:
            break;
    }
    assert(false);
    return invalid("unit", "unit", "The unit is not one of days.");
}

}  // namespace

Result<Due> due(Instant start, const TimeLimit& limit, const HubHours& hours,
                const BankHolidays& holidays) {
    switch (limit.unit) {
        case TimeUnit::hub_hours: {
            if (limit.length < 0) return negative_hours();
            const auto at =
                add_hub_minutes(start, std::int64_t{limit.length} * 60, hours, holidays);
            if (!at) return at.failure();
            return Due{date_of(at.value()), at.value()};
        }
        case TimeUnit::elapsed_hours: {
            if (limit.length < 0) return negative_hours();
            const Instant at = start + std::chrono::hours{limit.length};
            return Due{date_of(at), at};
        }
        case TimeUnit::working_days:
        case TimeUnit::calendar_days:
        case TimeUnit::weeks:
        case TimeUnit::months:
            break;
    }
    return due_on_day(date_of(start), limit, holidays);
}

Result<Due> due(Date start, const TimeLimit& limit, const HubHours& hours,
                const BankHolidays& holidays) {
    return due(instant_of(start, 0), limit, hours, holidays);
}

std::string rule_text(const TimeLimit& limit) {
    const auto counted = [&](std::string_view one, std::string_view many) {
        return "within " + plural(limit.length, one, many);
    };
    const std::string_view first_day = limit.convention == Convention::day_after_is_day_one
                                           ? " (the day after is day 1)"
                                           : " (the day itself is day 1)";
    switch (limit.unit) {
        case TimeUnit::working_days:
            return counted("working day", "working days").append(first_day);
        case TimeUnit::calendar_days:
            return counted("day", "days").append(first_day);
        case TimeUnit::weeks:
            return counted("week", "weeks").append(first_day);
        case TimeUnit::months:
            return counted("month", "months").append(first_day);
        case TimeUnit::hub_hours:
            return counted("hub hour", "hub hours");
        case TimeUnit::elapsed_hours:
            return counted("hour", "hours");
    }
    assert(false);
    return {};
}

std::string_view name_of(TimeUnit unit) {
    for (const auto& [value, name] : kUnits) {
        if (value == unit) return name;
    }
    assert(false);
    return {};
}

std::optional<TimeUnit> time_unit_from(std::string_view name) {
    for (const auto& [value, known] : kUnits) {
        if (known == name) return value;
    }
    return std::nullopt;
}

std::string_view name_of(Convention convention) {
    for (const auto& [value, name] : kConventions) {
        if (value == convention) return name;
    }
    assert(false);
    return {};
}

std::optional<Convention> convention_from(std::string_view name) {
    for (const auto& [value, known] : kConventions) {
        if (known == name) return value;
    }
    return std::nullopt;
}

}  // namespace hearth

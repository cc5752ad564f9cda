#include "practice/clock.h"

#include <algorithm>
#include <map>
#include <utility>

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

bool in_hours(const ClockRule& rule) {
    return rule.unit == ClockUnit::hub_hours || rule.unit == ClockUnit::elapsed_hours;
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
    if (in_hours(rule)) {
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

std::string clock_facts(const Practice& practice) {
    std::string out;
    const auto add = [&](std::string_view kind, std::string_view id, std::string_view what) {
        out.append(kind).append("\t").append(id).append("\t").append(what).append("\n");
    };
    for (const auto& [id, calendar] : practice.calendars)
        // Only what was published: a worked-out year that is published as it was is no change.
        for (const Date day : calendar.published_days()) add("calendar", id, day.iso());
    for (const auto& [id, rule] : practice.clocks) {
        std::string words = rule.words();
        if (rule.never_at_weekend) words += ", never at a weekend";
        if (rule.unit == ClockUnit::working_days || rule.never_at_weekend)
            words += ", by the calendar " + rule.calendar;
        if (rule.unit == ClockUnit::hub_hours)
            words += ", in the hours " + rule.hours + " by the calendar " + rule.calendar;
        add("clock", id, words);
    }
    for (const auto& [id, hours] : practice.hours) {
        const auto& h = hours.hours;
        std::string words = std::to_string(h.opens) + " to " + std::to_string(h.closes) +
                            " minutes after midnight, Monday to Sunday ";
        for (const bool open : h.weekdays) words += open ? "1" : "0";
        if (h.open_on_bank_holidays) words += ", on bank holidays too";
        add("hours", id, words);
    }
    return out;
}

std::vector<ClockChange> clock_changes(std::string_view before, std::string_view after) {
    using Key = std::pair<std::string, std::string>;
    using Facts = std::map<Key, std::vector<std::string>>;
    const auto read = [](std::string_view text) {
        Facts facts;
        while (!text.empty()) {
            const auto end = std::min(text.find('\n'), text.size());
            const auto line = text.substr(0, end);
            const auto one = line.find('\t');
            const auto two = one == std::string_view::npos ? one : line.find('\t', one + 1);
            if (two != std::string_view::npos)
                facts[{std::string(line.substr(0, one)),
                       std::string(line.substr(one + 1, two - one - 1))}]
                    .emplace_back(line.substr(two + 1));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        return facts;
    };
    const Facts was = read(before), is = read(after);
    std::vector<ClockChange> out;
    Facts all = was;
    all.insert(is.begin(), is.end());
    static const std::vector<std::string> kNothing;
    for (const auto& [key, ignored] : all) {
        const auto a = was.find(key), b = is.find(key);
        const auto& old = a == was.end() ? kNothing : a->second;
        const auto& now = b == is.end() ? kNothing : b->second;
        if (old == now) continue;
        std::string words;
        if (key.first == "calendar") {
            const auto days = [](const std::vector<std::string>& of,
                                 const std::vector<std::string>& without) {
                std::string text;
                for (const auto& day : of) {
                    if (std::find(without.begin(), without.end(), day) != without.end()) continue;
                    const auto date = Date::parse(day);
                    text += (text.empty() ? "" : ", ") + (date ? date->plain() : day);
                }
                return text;
            };
            const auto added = days(now, old), removed = days(old, now);
            if (!added.empty()) words = "Bank holiday added: " + added;
            if (!removed.empty())
                words += (words.empty() ? "" : ". ") + std::string("Bank holiday taken away: ") +
                         removed;
        } else if (old.empty()) {
            words = "New: " + now.front();
        } else if (now.empty()) {
            words = "No longer there; it was " + old.front();
        } else {
            words = "Was " + old.front() + "; is now " + now.front();
        }
        out.push_back({key.first, key.second, std::move(words)});
    }
    return out;
}

}  // namespace hearth::practice

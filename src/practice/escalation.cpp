#include "practice/escalation.h"

#include <charconv>

namespace hearth::practice {
namespace {

constexpr std::string_view kEscalates = "clock/escalates/", kInspector = "clock/inspector/";

std::string named(std::string_view kind, std::string_view clock) {
    return std::string(kind) + std::string(clock);
}

Invalid no_calendar(const ClockRule& rule) {
    return invalid("clock", "unknown_calendar",
                   rule.title + ": There is no calendar " + rule.calendar + ".");
}

}  // namespace

std::vector<Escalation> escalations_of(const Practice& practice, std::string_view clock) {
    std::vector<Escalation> out;
    const auto found = practice.codes.find(named(kEscalates, clock));
    if (found == practice.codes.end()) return out;
    for (const auto& code : found->second.codes) {
        Escalation step{code.id, 0};
        std::from_chars(code.label.data(), code.label.data() + code.label.size(), step.after);
        out.push_back(std::move(step));
    }
    return out;
}

void set_escalations(Practice& practice, const std::string& clock,
                     const std::vector<Escalation>& steps) {
    const auto id = named(kEscalates, clock);
    practice.codes.erase(id);
    if (steps.empty()) return;
    CodeList list;
    list.id = id;
    for (const auto& step : steps)
        list.codes.push_back({step.to, std::to_string(step.after), {}, {}, {}});
    practice.codes.insert_or_assign(id, std::move(list));
}

std::string_view inspector_of(const Practice& practice, std::string_view clock) {
    const auto found = practice.codes.find(named(kInspector, clock));
    return found == practice.codes.end() ? std::string_view() : found->second.title;
}

void set_inspector(Practice& practice, const std::string& clock, std::string words) {
    const auto id = named(kInspector, clock);
    practice.codes.erase(id);
    if (words.empty()) return;
    CodeList list;
    list.id = id;
    list.title = std::move(words);
    practice.codes.insert_or_assign(id, std::move(list));
}

bool is_of_a_clock(std::string_view code_list) {
    return code_list.starts_with("clock/");
}

Result<Date> escalates_on(const ClockRule& rule, const Escalation& step, Date due_date,
                          const Practice& practice) {
    const auto found = practice.calendars.find(rule.calendar);
    if (found == practice.calendars.end()) return no_calendar(rule);
    if (step.after == 0)
        return rule.unit == ClockUnit::hub_hours || rule.unit == ClockUnit::elapsed_hours
                   ? due_date
                   : due_date + 1;
    auto date =
        add_working_days(due_date, step.after, Convention::day_after_is_day_one, found->second);
    if (!date) return date.failure();
    return date.value();
}

Result<Instant> escalated_if_due_before(const ClockRule& rule, const Escalation& step, Instant now,
                                        const Practice& practice) {
    const auto found = practice.calendars.find(rule.calendar);
    if (found == practice.calendars.end()) return no_calendar(rule);
    if (step.after == 0) return now;
    // There are `after` working days after a date, up to today, for every date before the one on
    // which counting back from today reaches `after`.
    auto date = add_working_days(date_of(now), -step.after, Convention::start_day_is_day_one,
                                 found->second);
    if (!date) return date.failure();
    return instant_of(date.value(), 0);
}

}  // namespace hearth::practice

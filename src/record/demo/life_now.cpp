// What runs today for a family that is open: clocks, planned meetings, tasks.
#include <fmt/format.h>

#include <algorithm>

#include "record/demo/life.h"

namespace hearth::record::demo {

void Life::clock(std::string_view name, Instant start, std::int64_t person, std::int64_t subject) {
    const auto* rule = world_.rule(name);
    if (rule == nullptr || start > world_.now) return;
    std::string words;
    const Instant due = world_.due(*rule, start, &words);
    const auto& owner = lead(world_.as_at);
    sheets_.version(
        Table::clock, sheets_.id(), start, owner.id, nullptr, rule->id, words, house_.id, nullptr,
        person == 0 ? store::Value() : store::Value(person),
        subject == 0 ? store::Value() : store::Value(subject),
        rule->owner == "worker" || rule->owner == "lead" ? store::Value(owner.id) : store::Value(),
        team_id(), start, due, nullptr, nullptr);
}

void Life::stopped_clock(std::string_view name, Instant start, Instant stop, std::int64_t person,
                         std::int64_t subject) {
    const auto* rule = world_.rule(name);
    if (rule == nullptr || stop < start) return;
    const auto id = sheets_.id();
    const Instant due = world_.due(*rule, start);
    const auto& owner = lead(date_of(stop));
    const auto put = [&](bool over, auto&& row) {
        row(nullptr, rule->id, rule->words(), house_.id, nullptr, person, subject,
            rule->owner == "lead" ? store::Value(owner.id) : store::Value(), team_id(), start, due,
            over ? store::Value(stop) : store::Value(),
            over ? store::Value("done") : store::Value());
    };
    if (stop > start)
        put(false, [&](auto&&... v) {
            sheets_.past_version(Table::clock, id, start, stop, owner.id, v...);
        });
    put(true, [&](auto&&... v) { sheets_.version(Table::clock, id, stop, owner.id, v...); });
}

void Life::planned_meeting(std::string_view kind, Date on, std::int64_t chair) {
    const Date day = world_.next_working_day(std::max(on, world_.as_at + 1));
    const auto& worker = lead(world_.as_at);
    const auto id = sheets_.id();
    // Planned, so it lies ahead: not cut off at now as what has happened is.
    const Instant when = instant_of(day, 15 * static_cast<int>(random_.uniform(38, 60)));
    sheets_.version(Table::meeting, id,
                    at(world_.as_at - static_cast<int>(random_.uniform(1, 12)), 640), worker.id,
                    nullptr, kind, house_.id, team_id(), when, nullptr,
                    chair == 0 ? store::Value() : store::Value(chair), nullptr, "planned", nullptr,
                    nullptr, nullptr, nullptr, nullptr);
    sheets_.version(Table::meeting_attendee, sheets_.id(), at(world_.as_at - 1, 640), worker.id,
                    nullptr, id, worker.id, nullptr, worker.name, worker.discipline, worker.agency,
                    "invited", nullptr);
}

void Life::clocks(const Episode& episode) {
    const Date today = world_.as_at;
    const Instant referred = at(referred_, 600);
    const bool assessing = !authorised_;
    for (const auto& child : children_) {
        const auto& p = person(child.person);
        if (p.unborn() && !assessing) continue;
        if (assessing && child.assessment != 0) {
            clock("assessment", referred, child.id, child.assessment);
            // Checkpoints are recorded by their day, or they stand as late for a week at most.
            const Date ten = working_days_after(referred_, 10);
            const Date twenty = working_days_after(referred_, 20);
            if (today <= ten + 3)
                clock("assessment_day_10", referred, child.id, child.assessment);
            else if (today <= twenty + 3)
                clock("assessment_day_20", referred, child.id, child.assessment);
            if (!child.last_visit && !p.unborn())
                clock("assessment_visit", at(allocated_, 600), child.id, child.assessment);
        }
        const Date since = child.last_visit.value_or(referred_);
        if (in_protection_ && child.cp_plan != 0) {
            clock("cp_visit", at(since, 720), child.id, child.cp_plan);
            clock(last_review_ ? "review_conference" : "first_review",
                  at(last_review_.value_or(*conference_), 720), child.id, child.cp_plan);
        } else if (in_help_ && child.cin_plan != 0 && child.cla == 0) {
            clock("cin_visit", at(since, 720), child.id, child.cin_plan);
        }
        if (enquiry_from_ && !conference_)
            clock("icpc", at(*enquiry_from_, 720), child.id, child.enquiry);
    }
    if (!safeguarding()) {
        if (in_help_) clock("cin_review", at(plan_from_.value_or(referred_), 720), 0, 0);
        return;
    }
    if (allocated_ + 3 > today - 7) clock("workbook_open", at(allocated_, 720), 0, 0);
    clock("group_supervision", at(last_supervision_.value_or(allocated_), 720), 0, 0);
    const auto& boss = manager(today);
    planned_meeting("group_supervision",
                    last_supervision_ ? *last_supervision_ + 29 : allocated_ + 25, boss.id);
    if (in_protection_) {
        clock(last_core_group_ ? "core_group" : "first_core_group",
              at(last_core_group_.value_or(*conference_), 720), 0, 0);
        planned_meeting("core_group", last_core_group_.value_or(*conference_) + 40, 0);
        planned_meeting(
            "review_conference",
            last_review_ ? add_months(*last_review_, 6) - 9 : add_months(*conference_, 3) - 9,
            world_.workers[static_cast<std::size_t>(random_.pick(world_.chairs))].id);
    }
    if (in_help_ && plan_from_) {
        Date from = *plan_from_;
        while (add_months(from, 3) <= today - 8) from = add_months(from, 3);
        clock("cin_review", at(from, 720), 0, 0);
    }
    if (authorised_ && !plan_from_ && episode.stage != Stage::assessment)
        for (const auto& child : children_)
            clock("first_plan_meeting", at(*authorised_, 720), child.id, child.assessment);
    const auto task = [&](const char* kind, const std::string& title, std::int64_t owner,
                          const char* role, Date due) {
        sheets_.version(Table::task, sheets_.id(), at(today - 2, 800), lead(today).id, nullptr,
                        kind, title, house_.id, nullptr, nullptr,
                        owner == 0 ? store::Value() : store::Value(owner),
                        role == nullptr ? store::Value() : store::Value(role), team_id(),
                        instant_of(due, 1'020), nullptr, nullptr);
    };
    if (random_.chance(0.1))
        task("approve", "Read and approve the plan review for the " + house_.name, 0,
             "team_manager", world_.next_working_day(today + 1));
    if (random_.chance(0.12))
        task("read", "Read the report from the school about the " + house_.name, lead(today).id,
             nullptr, world_.next_working_day(today + static_cast<int>(random_.uniform(-2, 4))));
    if (allocated_ >= today)
        task("allocate", "Allocate a family from the front door", 0, "team_manager",
             world_.next_working_day(today));
    if (story_.level(today) == Level::high && random_.chance(0.3))
        task("offer_fgdm", "Offer family group decision making to the " + house_.name,
             lead(today).id, nullptr, world_.next_working_day(today + 5));
}

}  // namespace hearth::record::demo

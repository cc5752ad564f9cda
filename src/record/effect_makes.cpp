// The effect `makes`: rows with something peculiar to each thing made.
#include "record/effects.h"

namespace hearth::record {
namespace {

using practice::Effect;
using store::Sql;

constexpr Sql kTeamsNow{"teams_of_family_now", R"(
SELECT id, team_id FROM family_team
WHERE family_id = :family AND superseded_at = '9999-12-31T23:59:59.999Z'
  AND from_date <= :today AND (to_date IS NULL OR to_date >= :today))"};
constexpr Sql kAllocationsNow{"allocations_of_family_now", R"(
SELECT id, worker_id, discipline, lead FROM allocation
WHERE family_id = :family AND superseded_at = '9999-12-31T23:59:59.999Z'
  AND from_date <= :today AND (to_date IS NULL OR to_date >= :today))"};
constexpr Sql kLastCycle{"last_workbook_cycle", R"(
SELECT MAX(cycle) FROM workbook WHERE family_id = :family AND superseded_at = '9999-12-31T23:59:59.999Z')"};

// What was made, in words: an action by what and by when, a meeting by when, a task by its title.
std::string words_of(std::string_view table, const Values& row) {
    const auto text = [&](std::string_view column) {
        const auto it = row.find(column);
        return it == row.end() || it->second.kind() != store::Value::Kind::text ? std::string()
                                                                                : it->second.text();
    };
    if (table == "action") {
        const auto due = Date::parse(text("due_on"));
        return "Action: " + text("what") + (due ? ", by " + due->plain() : std::string());
    }
    if (table == "task") return "Task: " + text("title");
    if (table == "meeting") {
        const auto planned = Instant::parse(text("planned_at"));
        return planned ? "Meeting planned for " + plain(*planned) : std::string("Meeting planned");
    }
    return {};
}

bool yes(const store::Value& value) {
    return value.kind() == store::Value::Kind::integer && value.integer() != 0;
}

}  // namespace

Result<Done> EffectRunner::make(const Effect& effect) {
    if (effect.target == "family") return make_family(effect);
    if (effect.target == "family_team") return make_family_team(effect);
    if (effect.target == "allocation") return make_allocation(effect);
    if (effect.target == "partner_check") return make_partner_check(effect);
    if (effect.target == "workbook") {
        if (open_row("workbook") != 0) return Done{};
        const auto* table = record_catalog().find("workbook");
        auto values = values_of(effect, *table);
        if (!values) return values.failure();
        Values row = std::move(values).value();
        row["cycle"] = session_
                           .one(kLastCycle, {{"family", family_}},
                                [](const store::Row& r) { return r.maybe_int64(0).value_or(0); })
                           .value_or(0) +
                       1;
        fill(effect, *table, row);
        auto id = insert(effect, *table, std::move(row));
        if (!id) return id.failure();
        remember(effect, id.value());
        return Done{};
    }
    // plan: a row that is there gets a new version, one that is not is made; action, task and
    // meeting are made.
    const auto* table = record_catalog().find(effect.target);
    auto values = values_of(effect, *table);
    if (!values) return values.failure();
    if (effect.row) {
        const auto wanted = effect.row->value(expressions());
        if (!wanted.empty()) {
            const auto existing = id_from_text(wanted.front()).value_or(0);
            auto revised = writer_.revise(effect.target, existing, values.value());
            if (!revised) return revised.failure();
            remember(effect, existing);
            return Done{};
        }
    }
    Values row = std::move(values).value();
    // A meeting or task that is made does not belong to the meeting in which it was decided on; an
    // action does.
    if (effect.target == "meeting") row.try_emplace("status", "planned");
    if (effect.target == "action") row.try_emplace("status", "open");
    if (effect.target == "plan") row.try_emplace("kind", "family");
    fill(effect, *table, row);
    std::string words = words_of(effect.target, row);
    auto id = insert(effect, *table, std::move(row));
    if (!id) return id.failure();
    remember(effect, id.value(), std::move(words));
    return Done{};
}

Result<Done> EffectRunner::make_family_team(const Effect& effect) {
    const auto team = setting_id(effect, "team_id");
    if (team == 0) return invalid("", "required", "Choose the team.");
    const Date today = context_.today();
    std::vector<std::int64_t> ending;
    bool same = false;
    session_.each(kTeamsNow, {{"family", family_}, {"today", today}}, [&](const store::Row& row) {
        if (row.int64(1) == team)
            same = true;
        else
            ending.push_back(row.int64(0));
    });
    if (same) return Done{};
    for (const auto row : ending) {
        auto ended = writer_.revise("family_team", row, {{"to_date", today - 1}});
        if (!ended) return ended.failure();
    }
    remember(effect,
             writer_.insert("family_team",
                            {{"family_id", family_}, {"team_id", team}, {"from_date", today}}));
    return Done{};
}

Result<Done> EffectRunner::make_allocation(const Effect& effect) {
    const auto* table = record_catalog().find("allocation");
    auto values = values_of(effect, *table);
    if (!values) return values.failure();
    Values row = std::move(values).value();
    fill(effect, *table, row);
    const Date today = context_.today();
    const bool lead = yes(row["lead"]);
    std::int64_t already = 0;
    std::vector<std::int64_t> ending;
    session_.each(
        kAllocationsNow, {{"family", family_}, {"today", today}}, [&](const store::Row& r) {
            const bool same = row["worker_id"] == store::Value(r.int64(1)) &&
                              row["discipline"] == store::Value(r.text(2));
            if (same && (!lead || r.yes(3)))
                already = r.int64(0);
            else if (lead && r.yes(3))
                ending.push_back(r.int64(0));
            else if (same)
                ending.push_back(
                    r.int64(0));  // the same worker becomes the lead: a new allocation from today
        });
    if (already != 0) return Done{};
    for (const auto old : ending) {
        Values changes{{"to_date", today - 1}};
        if (const auto reason = row.find("change_reason"); reason != row.end())
            changes["change_reason"] = reason->second;
        auto ended = writer_.revise("allocation", old, changes);
        if (!ended) return ended.failure();
    }
    row.erase("change_reason");  // says why the earlier worker left, not why this one came
    auto id = insert(effect, *table, std::move(row));
    if (!id) return id.failure();
    remember(effect, id.value());
    return Done{};
}

Result<Done> EffectRunner::make_partner_check(const Effect& effect) {
    const auto* table = record_catalog().find("partner_check");
    auto values = values_of(effect, *table);
    if (!values) return values.failure();
    Values row = std::move(values).value();
    fill(effect, *table, row);
    row.try_emplace("asked_at", context_.now);
    row.try_emplace("asked_by", context_.subject.worker);
    row["due_at"] = context_.now;  // the clock's, as soon as it has been worked out below
    auto id = insert(effect, *table, std::move(row));
    if (!id) return id.failure();
    ClockStart clock;
    clock.subject.contact = contact_;
    clock.subject.by_contact = true;
    clock.subject.family = family_;
    clock.subject.row = id.value();
    clock.from = context_.now;
    const auto team = name("team");
    if (!team.empty()) clock.team = TeamId{id_from_text(team.front()).value_or(0)};
    auto started = start_clock(session_, context_, writer_, "partner_check", clock);
    if (!started) return started.failure();
    auto due = writer_.revise("partner_check", id.value(), {{"due_at", started->due_at}});
    if (!due) return due.failure();
    remember(effect, id.value());
    made_.push_back({"clock", started->id, started->words});
    return Done{};
}

}  // namespace hearth::record

#include "returns/care/care_clocks.h"

#include <map>
#include <optional>

#include "practice/clock.h"
#include "record/clocks.h"
#include "returns/cin_import_rows.h"

namespace hearth::returns {
namespace {

using store::Sql;

constexpr Sql kChildren{"care_clock_children", R"(
SELECT k.child_id, k.family_id, k.team_id FROM hearth_return_child k
WHERE k.la_child_id IN (SELECT value FROM each_text(:children)))"};
constexpr Sql kPeriods{"care_clock_periods", R"(
SELECT child_id, max(start_date) FROM hearth_care_period
WHERE end_date IS NULL AND child_id IN (SELECT value FROM each_id(:people)) GROUP BY child_id)"};
constexpr Sql kShort{"care_clock_short", R"(
SELECT person_id FROM hearth_legal_status
WHERE end_date IS NULL AND status IN ('V3', 'V4') AND person_id IN (SELECT value FROM each_id(:people)))"};
constexpr Sql kReviews{"care_clock_reviews", R"(
SELECT person_id, review_date FROM hearth_cla_review
WHERE review_date IS NOT NULL AND coalesce(cancelled, 0) = 0
  AND person_id IN (SELECT value FROM each_id(:people)))"};
constexpr Sql kRunning{"care_clock_running", R"(
SELECT id, rule, person_id, started_at FROM clock
WHERE person_id IN (SELECT value FROM each_id(:people)) AND stopped_at IS NULL
  AND rule IN ('cla_review_first', 'cla_review_second', 'cla_review')
  AND superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY id)"};

struct Child {
    std::int64_t family = 0, team = 0;
    std::string period, last;
    int reviews = 0;
    std::string rule;  // the clock that should run; empty: none
    Date from;
    bool runs = false;
};

}  // namespace

std::uint64_t start_care_clocks(store::Session& session, const record::Context& context,
                                const std::vector<std::string>& children) {
    std::map<std::int64_t, Child> all;
    session.each(kChildren, {{"children", children}}, [&](const store::Row& row) {
        Child child;
        child.family = row.maybe_int64(1).value_or(0);
        child.team = row.maybe_int64(2).value_or(0);
        all[row.int64(0)] = child;
    });
    std::vector<std::int64_t> people;
    for (const auto& [id, child] : all) people.push_back(id);
    session.each(kPeriods, {{"people", people}},
                 [&](const store::Row& row) { all[row.int64(0)].period = row.text(1); });
    session.each(kShort, {{"people", people}},
                 [&](const store::Row& row) { all[row.int64(0)].period.clear(); });
    session.each(kReviews, {{"people", people}}, [&](const store::Row& row) {
        auto& child = all[row.int64(0)];
        const std::string day(row.text(1));
        if (child.period.empty() || day < child.period) return;
        ++child.reviews;
        child.last = std::max(child.last, day);
    });
    for (auto& [id, child] : all) {
        const auto from = Date::parse(child.reviews == 0 ? child.period : child.last);
        if (child.period.empty() || !from) continue;
        child.from = *from;
        child.rule = child.reviews == 0   ? "cla_review_first"
                     : child.reviews == 1 ? "cla_review_second"
                                          : "cla_review";
        if (!context.practice.clocks.contains(child.rule)) child.rule.clear();
    }
    std::vector<std::pair<std::int64_t, bool>> stop;
    session.each(kRunning, {{"people", people}}, [&](const store::Row& row) {
        auto& child = all[row.int64(2)];
        const auto started = row.instant(3);
        if (!child.runs && child.rule == row.text(1) && started &&
            date_of(*started) == child.from) {
            child.runs = true;
            return;
        }
        stop.emplace_back(row.int64(0), !child.rule.empty());
    });
    record::RowWriter writer(session, context);
    for (const auto& [id, replaced] : stop)
        if (!writer.revise(
                "clock", id,
                {{"stopped_at", context.now}, {"stop_reason", replaced ? "replaced" : "done"}}))
            throw std::runtime_error("a clock changed while it was imported");
    BulkRows bulk(context);
    std::uint64_t started = 0;
    for (const auto& [id, child] : all) {
        if (child.rule.empty() || child.runs) continue;
        const auto& rule = context.practice.clocks.find(child.rule)->second;
        const Instant from = instant_of(child.from, 0);
        const auto due = practice::due(rule, from, context.practice);
        if (!due) continue;  // the calendar does not reach a day so long ago
        bulk.add("clock",
                 {{"rule", child.rule},
                  {"rule_words", due->words},
                  {"family_id", child.family == 0 ? store::Value{} : store::Value(child.family)},
                  {"person_id", id},
                  {"team_id", child.team == 0 ? store::Value{} : store::Value(child.team)},
                  {"started_at", from},
                  {"due_at", due->due_at}});
        ++started;
    }
    bulk.flush(session);
    return started;
}

}  // namespace hearth::returns

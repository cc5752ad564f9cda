#include "record/clock_moves.h"

#include <algorithm>
#include <map>

#include "access/guard.h"
#include "practice/clock.h"
#include "record/rows.h"

namespace hearth::record {
namespace {

using access::Action;
using store::Sql;

constexpr Sql kLast{"clock_run_last", R"(
SELECT facts FROM clock_run ORDER BY at DESC, id DESC LIMIT 1)"};
constexpr Sql kRunning{"clock_run_running", R"(
SELECT c.id, c.version_id, c.rule, c.started_at, c.due_at, c.family_id, f.name, p.given, c.contact_id,
  c.subject_id
FROM clock c
LEFT JOIN family f ON f.id = c.family_id AND f.superseded_at = '9999-12-31T23:59:59.999Z'
LEFT JOIN person p ON p.id = c.person_id AND p.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE c.stopped_at IS NULL AND c.superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY c.due_at, c.id)"};
constexpr Sql kKeep{"clock_run_keep", R"(
INSERT INTO clock_run (id, at, facts, why, looked, moved)
VALUES (:id, :at, :facts, :why, :looked, :moved))"};
constexpr Sql kMoved{"clock_move_keep", R"(
INSERT INTO clock_move (run_id, clock_id, before_version, after_version, why)
VALUES (:run, :clock, :before, :after, :why))"};
constexpr Sql kLooks{"clock_runs", R"(
SELECT id, at, why, looked, moved FROM clock_run ORDER BY at DESC, id DESC LIMIT 50)"};
constexpr Sql kLook{"clock_run_one", R"(
SELECT id, at, why, looked, moved FROM clock_run WHERE id = :run)"};
constexpr std::string_view kMoves = R"(
SELECT m.clock_id, b.rule, b.family_id, f.name, p.given, b.contact_id, b.due_at, a.due_at, m.why
FROM clock_move m
JOIN clock b ON b.version_id = m.before_version
JOIN clock a ON a.version_id = m.after_version
LEFT JOIN family f ON f.id = b.family_id AND f.superseded_at = '9999-12-31T23:59:59.999Z'
LEFT JOIN person p ON p.id = b.person_id AND p.superseded_at = '9999-12-31T23:59:59.999Z'
LEFT JOIN contact k ON k.id = b.contact_id AND k.superseded_at = '9999-12-31T23:59:59.999Z'
WHERE m.run_id = :run AND ((b.contact_id IS NULL AND )";
constexpr Sql kMovedOf{"clock_moved_of", R"(
SELECT m.clock_id, b.due_at, r.at, m.why FROM clock_move m
JOIN clock_run r ON r.id = m.run_id
JOIN clock b ON b.version_id = m.before_version
WHERE m.clock_id IN (SELECT value FROM each_id(:clocks))
ORDER BY m.clock_id, r.at DESC)"};

ClockLook read_look(const store::Row& row) {
    ClockLook look;
    look.id = row.int64(0);
    look.at = row.instant(1).value();
    look.changed = true;
    look.why = row.text(2);
    look.looked = row.int64(3);
    look.moved = row.int64(4);
    return look;
}

std::string title_of(const practice::Practice& practice, const practice::ClockChange& change) {
    if (change.kind == "clock") {
        const auto rule = practice.clocks.find(change.id);
        return rule == practice.clocks.end() ? change.id : rule->second.title;
    }
    return (change.kind == "calendar" ? "Calendar " : "Opening hours ") + change.id;
}

// Why a clock of this rule may have moved: what changed of the rule itself, its calendar, its
// hours.
std::string why_of(const practice::ClockRule& rule,
                   const std::vector<practice::ClockChange>& changes) {
    std::string out;
    for (const auto& change : changes) {
        const bool of_this = (change.kind == "clock" && change.id == rule.id) ||
                             (change.kind == "calendar" && change.id == rule.calendar) ||
                             (change.kind == "hours" && change.id == rule.hours);
        if (of_this) out += (out.empty() ? "" : ". ") + change.words;
    }
    return out;
}

struct Running {
    std::int64_t id = 0, version = 0, subject = 0;
    ClockMove move;
    Instant due_at;
    std::string words;
};

}  // namespace

Result<ClockLook> recompute_clocks(store::Session& session, const Context& context, bool keep,
                                   std::vector<ClockMove>* moves) {
    ClockLook look;
    look.at = context.now;
    const std::string facts = practice::clock_facts(context.practice);
    const auto last =
        session.one(kLast, {}, [](const store::Row& row) { return std::string(row.text(0)); });
    if (last && *last == facts) return look;
    look.changed = true;
    std::vector<practice::ClockChange> changes;
    if (last) changes = practice::clock_changes(*last, facts);
    for (const auto& change : changes)
        look.why += (look.why.empty() ? "" : "\n") + title_of(context.practice, change) + ": " +
                    change.words;

    std::vector<Running> moved;
    std::optional<Failure> failed;
    session.each(kRunning, {}, [&](const store::Row& row) {
        ++look.looked;
        const auto rule = context.practice.clocks.find(row.text(2));
        if (rule == context.practice.clocks.end()) return true;
        const auto due = practice::due(rule->second, row.instant(3).value(), context.practice);
        if (!due) {
            failed = due.failure();
            return false;
        }
        const Instant was = row.instant(4).value();
        if (due->due_at == was) return true;
        Running one;
        one.id = row.int64(0);
        one.version = row.int64(1);
        one.subject = row.maybe_int64(9).value_or(0);
        one.due_at = due->due_at;
        one.words = due->words;
        one.move.clock = ClockId{one.id};
        one.move.rule = rule->first;
        one.move.title = rule->second.title;
        one.move.family = row.id<FamilyTag>(5);
        one.move.family_name = row.text(6);
        one.move.person = row.text(7);
        one.move.contact = row.maybe_int64(8).value_or(0);
        one.move.from = date_of(was);
        one.move.to = due->due_date;
        one.move.why = why_of(rule->second, changes);
        if (one.move.why.empty())
            one.move.why = last ? "Counted again by the rule as it stands"
                                : "First counted by the practice in force";
        moved.push_back(std::move(one));
        return true;
    });
    if (failed) return *failed;
    look.moved = static_cast<std::int64_t>(moved.size());
    if (keep) {
        look.id = context.ids.make(context.now);
        session.execute(kKeep, {{"id", look.id},
                                {"at", context.now},
                                {"facts", facts},
                                {"why", look.why},
                                {"looked", look.looked},
                                {"moved", look.moved}});
        RowWriter writer(session, context);
        store::Rows rows(5);
        for (const auto& one : moved) {
            auto revised =
                writer.revise("clock", one.id, {{"due_at", one.due_at}, {"rule_words", one.words}});
            if (!revised) return revised.failure();
            std::int64_t after = 0;
            writer.current("clock", one.id, &after);
            rows.add(look.id, one.id, one.version, after, one.move.why);
            // The question to a partner says itself until when it waits.
            if (one.move.rule == "partner_check" && one.subject != 0 &&
                writer.current("partner_check", one.subject)) {
                auto check = writer.revise("partner_check", one.subject, {{"due_at", one.due_at}});
                if (!check) return check.failure();
            }
        }
        session.insert_many(kMoved, rows);
        store::AuditEvent event;
        event.worker = context.subject.worker;
        event.purpose = "administration";
        event.action = "write";
        event.object_kind = "clock_run";
        event.object_id = look.id;
        event.allowed = true;
        event.rule = "practice_changed";
        event.at = context.now;
        session.audit(std::move(event));
    }
    if (moves != nullptr)
        for (auto& one : moved) moves->push_back(std::move(one.move));
    return look;
}

std::vector<ClockLook> clock_looks(store::Session& session) {
    std::vector<ClockLook> out;
    session.each(kLooks, {}, [&](const store::Row& row) { out.push_back(read_look(row)); });
    return out;
}

Result<ClockMoves> clock_moves(store::Session& session, const Context& context, std::int64_t run,
                               int page) {
    auto look = session.one(kLook, {{"run", run}}, read_look);
    if (!look) return Refusal{"absent"};
    constexpr int kPage = 20;
    ClockMoves out;
    out.look = std::move(*look);
    const auto families = context.policy.families(context.subject, Action::view, "b.family_id");
    const auto contacts = context.policy.contacts(context.subject, Action::view, "k");
    std::string text(kMoves);
    text += families.text;
    text += ") OR (b.contact_id IS NOT NULL AND ";
    text += contacts.text;
    text += ")) ORDER BY a.due_at, m.clock_id LIMIT :limit OFFSET :offset";
    store::Params params{
        {"run", run}, {"limit", kPage + 1}, {"offset", (std::max(page, 1) - 1) * kPage}};
    params.add(families.params);
    for (const auto& param : contacts.params.all()) {
        const auto given = params.all();
        if (std::none_of(given.begin(), given.end(),
                         [&](const store::Param& one) { return one.name == param.name; }))
            params.add(param.name, param.value);
    }
    session.each(Sql::trusted("clock_moves", std::move(text)), params, [&](const store::Row& row) {
        if (static_cast<int>(out.moves.size()) == kPage) {
            out.more = true;
            return;
        }
        ClockMove move;
        move.clock = row.id<ClockTag>(0);
        move.rule = row.text(1);
        const auto rule = context.practice.clocks.find(move.rule);
        move.title = rule == context.practice.clocks.end() ? move.rule : rule->second.title;
        move.family = row.id<FamilyTag>(2);
        move.family_name = row.text(3);
        move.person = row.text(4);
        move.contact = row.maybe_int64(5).value_or(0);
        move.from = date_of(row.instant(6).value());
        move.to = date_of(row.instant(7).value());
        move.why = row.text(8);
        out.moves.push_back(std::move(move));
    });
    access::log_list(session, context.subject, Action::list, "clock_moves", run, {}, {});
    return out;
}

std::vector<MovedDue> moved_of(store::Session& session, const std::vector<ClockId>& clocks) {
    std::vector<MovedDue> out;
    if (clocks.empty()) return out;
    session.each(kMovedOf, {{"clocks", clocks}}, [&](const store::Row& row) {
        const auto clock = row.id<ClockTag>(0);
        if (!out.empty() && out.back().clock == clock) return;  // the latest came first
        out.push_back({clock, date_of(row.instant(1).value()), date_of(row.instant(2).value()),
                       std::string(row.text(3))});
    });
    return out;
}

}  // namespace hearth::record

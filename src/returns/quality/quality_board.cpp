#include "returns/quality/quality_board.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "access/guard.h"
#include "base/text.h"
#include "record/entries.h"
#include "record/names.h"

namespace hearth::returns {
namespace {

using access::Action;
using access::ObjectKind;
using store::Sql;

constexpr int kWatched = 28;  // days that the forecast and the mended ones look back

constexpr std::string_view kFrom = R"(
FROM quality_fault f
WHERE f.kind = :kind AND f.census_year = :year
  AND ((:mended = 0 AND f.gone_at IS NULL) OR (:mended = 1 AND f.gone_at > :since))
  AND (:team = 0 OR f.team_id = :team) AND (:worker = 0 OR f.worker_id = :worker)
  AND (:rule = '' OR f.rule = :rule) AND (:severity = '' OR f.severity = :severity)
  AND )";
constexpr std::string_view kLine =
    "SELECT f.id, f.rule, f.severity, f.person_id, f.la_child_id, f.family_id, f.team_id, "
    "f.worker_id, f.file_table, f.field, f.entry_id, f.value, f.first_seen, f.last_seen, f.gone_at";
constexpr Sql kRuleWords{"quality_rule_words",
                         "SELECT rule, message, remedy FROM quality_rule WHERE kind = :kind AND "
                         "census_year = :year"};
constexpr Sql kYears{"quality_years",
                     "SELECT DISTINCT census_year FROM quality_run WHERE kind = :kind"};
constexpr Sql kEntryForms{"quality_entry_forms", R"(
SELECT entry_id, form FROM entry WHERE entry_id IN (SELECT value FROM each_id(:entries))
AND superseded_at = '9999-12-31T23:59:59.999Z')"};
constexpr std::string_view kOwn = R"(
SELECT count(*), count(DISTINCT f.person_id) FROM quality_fault f
WHERE f.worker_id = :worker AND f.gone_at IS NULL AND f.census_year = :year AND )";

// Faults of families that the reader may list; for whoever has the figures also those of no family
// (the return as a whole, children whom an import kept aside).
access::Predicate may_list(const record::Context& context, bool figures) {
    auto may = context.policy.families(context.subject, Action::list, "f.family_id");
    may.text = figures ? "(f.family_id IS NULL OR (" + may.text + "))" : "(" + may.text + ")";
    return may;
}

struct Asked {
    const record::Context& context;
    const FaultFilter& filter;
    int year;
    access::Predicate may;

    store::Params params() const {
        store::Params out{{"kind", filter.kind},
                          {"year", year},
                          {"mended", filter.mended ? 1 : 0},
                          {"since", context.now - std::chrono::hours(24 * kWatched)},
                          {"team", filter.team.value},
                          {"worker", filter.worker.value},
                          {"rule", filter.rule},
                          {"severity", filter.severity}};
        out.add(may.params);
        return out;
    }
    Sql sql(const char* name, std::string_view what, std::string_view rest) const {
        std::string text(what);
        text += kFrom;
        text += may.text;
        text += rest;
        return Sql::trusted(name, std::move(text));
    }
};

void count_all(store::Session& session, const Asked& asked, QualityBoard& board) {
    const auto all =
        asked.sql("quality_board_all",
                  "SELECT sum(CASE WHEN f.severity = 'error' THEN 1 ELSE 0 END), count(*), "
                  "count(DISTINCT f.person_id)",
                  "");
    session.one(all, asked.params(), [&](const store::Row& row) {
        board.errors = row.maybe_int64(0).value_or(0);
        board.matching = row.int64(1);
        board.queries = board.matching - board.errors;
        board.children = row.int64(2);
        return true;
    });
    session.each(asked.sql("quality_board_rules",
                           "SELECT f.rule, f.severity, count(*) AS n, count(DISTINCT f.person_id)",
                           " GROUP BY f.rule, f.severity ORDER BY n DESC, f.rule"),
                 asked.params(), [&](const store::Row& row) {
                     board.rules.push_back({std::string(row.text(0)),
                                            {},
                                            std::string(row.text(1)),
                                            row.int64(2),
                                            row.int64(3)});
                 });
    const auto by = [&](const char* name, const char* what, const char* rest,
                        std::vector<FaultCount>& out) {
        session.each(asked.sql(name, what, rest), asked.params(), [&](const store::Row& row) {
            const auto id = row.maybe_int64(0).value_or(0);
            out.push_back(
                {id == 0 ? std::string() : id_to_text(id), {}, {}, row.int64(1), row.int64(2)});
        });
    };
    by("quality_board_teams", "SELECT f.team_id, count(*) AS n, count(DISTINCT f.person_id)",
       " GROUP BY f.team_id ORDER BY n DESC, f.team_id", board.teams);
    by("quality_board_workers", "SELECT f.worker_id, count(*) AS n, count(DISTINCT f.person_id)",
       " GROUP BY f.worker_id ORDER BY n DESC, f.worker_id", board.workers);
}

std::set<FamilyId> allowed_of(store::Session& session, const record::Context& context,
                              Action action, const std::vector<FamilyId>& families) {
    std::set<FamilyId> out;
    if (families.empty()) return out;
    const auto may = context.policy.families(context.subject, action, "f.id");
    store::Params params{{"families", families}};
    params.add(may.params);
    session.each(Sql::trusted(action == Action::view ? "quality_may_view" : "quality_may_write",
                              "SELECT f.id FROM family f WHERE f.id IN (SELECT value FROM "
                              "each_id(:families)) AND f.superseded_at = "
                              "'9999-12-31T23:59:59.999Z' AND (" +
                                  may.text + ")"),
                 params, [&](const store::Row& row) { out.insert(row.id<FamilyTag>(0)); });
    return out;
}

void ways_to_mend(const record::Context& context, const Mending& mending,
                  const std::map<EntryId, std::string>& entry_forms, EntryId made_by,
                  FaultLine& line) {
    const MendingField* other = nullptr;
    for (const MendingField& each : mending.of(line.table, line.field)) {
        if (!record::may_write(context.subject, *each.form)) continue;
        const auto made = entry_forms.find(made_by);
        if (each.by_revision && made != entry_forms.end() && made->second == each.form->id) {
            line.revise = made_by;
            line.form = each.form->id;
            line.form_verb = each.form->verb;
            line.form_field = each.field;
            return;
        }
        if (other == nullptr) other = &each;
    }
    if (other == nullptr) return;
    line.form = other->form->id;
    line.form_verb = other->form->verb;
    line.form_field = other->field;
}

void read_faults(store::Session& session, const Asked& asked, const Mending& mending,
                 QualityBoard& board) {
    const auto& filter = asked.filter;
    board.pages = std::max<std::int64_t>(1, (board.matching + filter.size - 1) / filter.size);
    const std::int64_t page = std::clamp<std::int64_t>(filter.page, 1, board.pages);
    auto params = asked.params();
    params.add("most", filter.size).add("from", (page - 1) * filter.size);
    record::Names names(session);
    struct Raw {
        TeamId team;
        WorkerId worker;
        EntryId made_by;
        std::string value;
    };
    std::vector<Raw> raw;
    std::vector<FamilyId> families;
    std::vector<EntryId> entries;
    session.each(asked.sql("quality_board_lines", kLine,
                           " ORDER BY f.severity, f.first_seen, f.id LIMIT :most OFFSET :from"),
                 params, [&](const store::Row& row) {
                     FaultLine line;
                     line.id = row.int64(0);
                     line.rule = row.text(1);
                     line.severity = row.text(2);
                     line.person = row.id<PersonTag>(3);
                     line.la_child_id = row.text(4);
                     line.family = row.id<FamilyTag>(5);
                     line.table = row.text(8);
                     line.field = row.text(9);
                     line.first_seen = row.instant(12).value();
                     line.last_seen = row.instant(13).value();
                     line.gone = row.instant(14);
                     raw.push_back({row.id<TeamTag>(6), row.id<WorkerTag>(7), row.id<EntryTag>(10),
                                    std::string(row.text(11))});
                     if (line.family) families.push_back(line.family);
                     if (raw.back().made_by) entries.push_back(raw.back().made_by);
                     board.faults.push_back(std::move(line));
                 });
    const auto may_view = allowed_of(session, asked.context, Action::view, families);
    const auto may_write = allowed_of(session, asked.context, Action::write, families);
    std::map<EntryId, std::string> entry_forms;
    session.each(kEntryForms, {{"entries", entries}},
                 [&](const store::Row& row) { entry_forms[row.id<EntryTag>(0)] = row.text(1); });
    for (std::size_t i = 0; i < raw.size(); ++i) {
        FaultLine& line = board.faults[i];
        if (line.person) line.child = names.person(line.person);
        if (line.family) line.family_name = names.family(line.family);
        if (raw[i].team) line.team = names.team(raw[i].team);
        if (raw[i].worker) line.worker = names.worker(raw[i].worker);
        line.may_view = may_view.contains(line.family);
        if (line.may_view) line.value = raw[i].value;
        if (line.may_view && may_write.contains(line.family) && !line.gone)
            ways_to_mend(asked.context, mending, entry_forms, raw[i].made_by, line);
    }
    for (FaultCount& team : board.teams)
        if (const auto id = TeamId::parse(team.key)) team.name = names.team(*id);
    for (FaultCount& worker : board.workers)
        if (const auto id = WorkerId::parse(worker.key)) worker.name = names.worker(*id);
}

}  // namespace

Forecast forecast(const std::vector<QualityRun>& runs, Date today, Date by) {
    Forecast out;
    out.by = by;
    if (runs.empty()) return out;
    out.open = out.expected = runs.back().errors + runs.back().queries;
    // The first run finds all at once what had gathered before it: it is no movement.
    Date from = runs.back().as_at;
    for (std::size_t i = runs.size() - 1; i > 0; --i) {
        if (runs[i].as_at <= today - kWatched) break;
        out.found += runs[i].found;
        out.mended += runs[i].mended;
        from = runs[i - 1].as_at;
    }
    out.days = runs.back().as_at - from;
    const std::int64_t ahead = std::max(by - today, 0);
    if (out.days > 0)
        out.expected =
            std::max<std::int64_t>(0, out.open + (out.found - out.mended) * ahead / out.days);
    return out;
}

Result<QualityBoard> quality_board(store::Session& session, const record::Context& context,
                                   const Mending& mending, const FaultFilter& filter,
                                   std::optional<Date> due) {
    const auto& policy = context.policy;
    if (!policy.could(context.subject, Action::list, ObjectKind::family)) {
        access::log_list(session, context.subject, Action::list, "quality", 0, {}, "", false);
        return Refusal{"quality"};
    }
    QualityBoard board;
    board.figures = policy.could(context.subject, Action::figures, ObjectKind::authority);
    board.year = filter.year != 0 ? filter.year : census_year(context.today());
    const Asked asked{context, filter, board.year, may_list(context, board.figures)};
    std::set<int, std::greater<>> years{census_year(context.today()), board.year};
    session.each(kYears, {{"kind", filter.kind}},
                 [&](const store::Row& row) { years.insert(static_cast<int>(row.int64(0))); });
    board.years.assign(years.begin(), years.end());
    board.last = last_run(session, filter.kind, board.year);
    if (board.figures) {
        const auto allowed = access::guard_whole(session, policy, context.subject, Action::figures,
                                                 ObjectKind::authority, {.what = "quality"});
        if (!allowed) return allowed.failure();
        board.runs = runs_of(session, filter.kind, board.year);
        if (!board.runs.empty())
            board.forecast = forecast(board.runs, context.today(),
                                      due.value_or(return_due(filter.kind, board.year)));
    }
    count_all(session, asked, board);
    read_faults(session, asked, mending, board);
    std::map<std::string, std::pair<std::string, std::string>, std::less<>> words;
    session.each(
        kRuleWords, {{"kind", filter.kind}, {"year", board.year}}, [&](const store::Row& row) {
            words[std::string(row.text(0))] = {std::string(row.text(1)), std::string(row.text(2))};
        });
    for (FaultLine& line : board.faults)
        if (const auto found = words.find(line.rule); found != words.end())
            std::tie(line.message, line.remedy) = found->second;
    for (FaultCount& rule : board.rules)
        if (const auto found = words.find(rule.key); found != words.end())
            rule.name = found->second.first;
    access::log_list(session, context.subject, Action::list, "quality",
                     static_cast<std::int64_t>(board.faults.size()), {},
                     std::to_string(board.year) + " " + filter.rule + " " + filter.team.text() +
                         " " + filter.worker.text() + " " + filter.severity);
    return board;
}

OwnFaults own_faults(store::Session& session, const record::Context& context) {
    const auto may = context.policy.families(context.subject, Action::list, "f.family_id");
    store::Params params{{"worker", context.subject.worker},
                         {"year", census_year(context.today())}};
    params.add(may.params);
    return session
        .one(Sql::trusted("quality_own", std::string(kOwn) + "(" + may.text + ")"), params,
             [](const store::Row& row) {
                 return OwnFaults{row.int64(0), row.int64(1)};
             })
        .value_or(OwnFaults{});
}

}  // namespace hearth::returns

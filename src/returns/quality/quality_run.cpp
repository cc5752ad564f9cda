// Long because: one run reads, compares and writes faults by sets; split, its statements would
// travel.
#include "returns/quality/quality_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "store/audit.h"

namespace hearth::returns {
namespace {

using store::Sql;

constexpr std::string_view kCensusTables[] = {
    "referral", "assessment",      "assessment_factor",  "cin_plan",     "s47_enquiry",
    "cp_plan",  "cp_review",       "initial_conference", "person",       "disability",
    "family",   "pre_proceedings", "person_identifier",  "family_member"};

constexpr std::string_view kCareTables[] = {
    "cla_episode",   "legal_status",      "placement",          "missing_episode",
    "cla_review",    "permanence",        "care_leaver",        "previous_permanence",
    "sdq_score",     "health_check",      "immunisation",       "substance_misuse",
    "conviction",    "liberty_order",     "immigration_status", "person",
    "family_member", "person_identifier", "person_address",     "relationship",
    "allocation"};

constexpr Sql kOfYear{"quality_faults_of_year", R"(
SELECT id, rule, severity, person_id, la_child_id, family_id, team_id, worker_id, file_table, field, row_id, entry_id, value,
       found_by, found_entry, first_seen, last_seen, gone_at
FROM quality_fault WHERE kind = :kind AND census_year = :year)"};
constexpr Sql kOfPeople{"quality_faults_of_people", R"(
SELECT id, rule, severity, person_id, la_child_id, family_id, team_id, worker_id, file_table, field, row_id, entry_id, value,
       found_by, found_entry, first_seen, last_seen, gone_at
FROM quality_fault WHERE kind = :kind AND census_year = :year AND person_id IN (SELECT value FROM each_id(:people)))"};
constexpr Sql kInsert{
    "quality_fault_insert",
    "INSERT INTO quality_fault (id, kind, census_year, rule, severity, person_id, la_child_id, "
    "family_id, team_id, worker_id, file_table, field, row_id, entry_id, value, found_by, "
    "found_entry, first_seen, last_seen, gone_at) VALUES (:id, :kind, :year, :rule, :severity, "
    ":person, :la, :family, :team, :worker, :file_table, :field, :row, :entry, :value, :found_by, "
    ":found_entry, :first_seen, :last_seen, :gone_at)"};
constexpr Sql kDelete{"quality_fault_delete",
                      "DELETE FROM quality_fault WHERE id IN (SELECT value FROM each_id(:ids))"};
constexpr Sql kStill{"quality_fault_still",
                     "UPDATE quality_fault SET last_seen = :at WHERE id IN (SELECT value FROM "
                     "each_id(:ids))"};
constexpr Sql kGone{"quality_fault_gone",
                    "UPDATE quality_fault SET gone_at = :at WHERE id IN (SELECT value FROM "
                    "each_id(:ids))"};

// The entry that wrote the row as it now stands.
constexpr Sql kEntries{"quality_entries", R"(
SELECT id, entry_id FROM referral WHERE id IN (SELECT value FROM each_id(:rows)) AND entry_id IS NOT NULL AND superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT id, entry_id FROM assessment WHERE id IN (SELECT value FROM each_id(:rows)) AND entry_id IS NOT NULL AND superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT id, entry_id FROM cin_plan WHERE id IN (SELECT value FROM each_id(:rows)) AND entry_id IS NOT NULL AND superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT id, entry_id FROM s47_enquiry WHERE id IN (SELECT value FROM each_id(:rows)) AND entry_id IS NOT NULL AND superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT id, entry_id FROM cp_plan WHERE id IN (SELECT value FROM each_id(:rows)) AND entry_id IS NOT NULL AND superseded_at = '9999-12-31T23:59:59.999Z'
UNION ALL
SELECT id, entry_id FROM pre_proceedings WHERE id IN (SELECT value FROM each_id(:rows)) AND entry_id IS NOT NULL AND superseded_at = '9999-12-31T23:59:59.999Z')"};
// Who works with the families: the team, and the worker who leads.
constexpr Sql kTeams{"quality_teams", R"(
SELECT family_id, team_id FROM family_team
WHERE family_id IN (SELECT value FROM each_id(:families)) AND superseded_at = '9999-12-31T23:59:59.999Z'
  AND from_date <= :today AND (to_date IS NULL OR to_date >= :today)
ORDER BY from_date, id)"};
constexpr Sql kLeads{"quality_leads", R"(
SELECT family_id, worker_id FROM allocation
WHERE family_id IN (SELECT value FROM each_id(:families)) AND lead = 1 AND superseded_at = '9999-12-31T23:59:59.999Z'
  AND from_date <= :today AND (to_date IS NULL OR to_date >= :today)
ORDER BY from_date, id)"};
constexpr Sql kChildren{"quality_children", R"(
SELECT DISTINCT one_person(person_id) FROM family_member
WHERE family_id = :family AND role = 'child' AND to_date IS NULL AND superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY 1)"};

constexpr Sql kInCare{"quality_in_care", R"(
SELECT one_person(person_id) FROM cla_episode
WHERE person_id IN (SELECT value FROM each_record(:people)) AND superseded_at = '9999-12-31T23:59:59.999Z'
UNION
SELECT one_person(person_id) FROM care_leaver
WHERE person_id IN (SELECT value FROM each_record(:people)) AND superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY 1)"};

constexpr Sql kForgetRules{"quality_rules_forget",
                           "DELETE FROM quality_rule WHERE kind = :kind AND census_year = :year"};
constexpr Sql kRules{
    "quality_rules_insert",
    "INSERT INTO quality_rule (kind, census_year, rule, severity, message, remedy) "
    "VALUES (:kind, :year, :rule, :severity, :message, :remedy)"};
constexpr Sql kCounts{"quality_counts", R"(
SELECT sum(CASE WHEN gone_at IS NULL AND severity = 'error' THEN 1 ELSE 0 END),
       sum(CASE WHEN gone_at IS NULL AND severity <> 'error' THEN 1 ELSE 0 END),
       count(DISTINCT CASE WHEN gone_at IS NULL THEN person_id END),
       sum(CASE WHEN first_seen > :since THEN 1 ELSE 0 END),
       sum(CASE WHEN gone_at > :since THEN 1 ELSE 0 END)
FROM quality_fault WHERE kind = :kind AND census_year = :year)"};
constexpr Sql kRun{
    "quality_run_insert",
    "INSERT INTO quality_run (id, kind, census_year, as_at, started_at, finished_at, children, "
    "children_at_fault, rules_run, rules_not_run, errors, queries, found, mended, run_by) VALUES "
    "(:id, :kind, :year, :as_at, :started, :finished, :children, :at_fault, :rules_run, "
    ":rules_not_run, :errors, :queries, :found, :mended, :by)"};
constexpr Sql kRuns{"quality_runs", R"(
SELECT id, kind, census_year, as_at, started_at, finished_at, children, children_at_fault, rules_run, rules_not_run,
       errors, queries, found, mended
FROM quality_run WHERE kind = :kind AND census_year = :year ORDER BY finished_at, id)"};

struct Fault {
    std::int64_t id = 0;
    std::string rule, severity, la, table, field, value, found_by;
    PersonId person;
    FamilyId family;
    TeamId team;
    WorkerId worker;
    std::int64_t row = 0;
    EntryId entry, found_entry;
    Instant first_seen, last_seen;
    std::optional<Instant> gone;

    auto key() const { return std::tie(rule, person, la, table, row); }
    bool same_place(const Fault& o) const {
        return severity == o.severity && family == o.family && team == o.team &&
               worker == o.worker && field == o.field && entry == o.entry && value == o.value;
    }
};
// With the person known the number that the authority gave them may change.
using Key = std::tuple<std::string, std::int64_t, std::string, std::string, std::int64_t>;
Key key_of(const Fault& f) {
    return {f.rule, f.person.value, f.person ? std::string() : f.la, f.table, f.row};
}

Fault read_fault(const store::Row& row) {
    Fault f;
    f.id = row.int64(0);
    f.rule = row.text(1);
    f.severity = row.text(2);
    f.person = row.id<PersonTag>(3);
    f.la = row.text(4);
    f.family = row.id<FamilyTag>(5);
    f.team = row.id<TeamTag>(6);
    f.worker = row.id<WorkerTag>(7);
    f.table = row.text(8);
    f.field = row.text(9);
    f.row = row.int64(10);
    f.entry = row.id<EntryTag>(11);
    f.value = row.text(12);
    f.found_by = row.text(13);
    f.found_entry = row.id<EntryTag>(14);
    f.first_seen = row.instant(15).value();
    f.last_seen = row.instant(16).value();
    f.gone = row.instant(17);
    return f;
}

// What was found, as faults with who works with the family and which entry made the row. Rows of
// children looked after are places in a list, and no entry made them.
std::vector<Fault> faults_of(store::Session& session, std::string_view kind,
                             const RecordFindings& found, Date today) {
    std::vector<FamilyId> families;
    std::vector<std::int64_t> rows;
    for (const RecordFault& f : found.faults) {
        if (f.family) families.push_back(f.family);
        if (f.row != 0 && kind == kCensus) rows.push_back(f.row);
    }
    const auto only_once = [](auto& all) {
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
    };
    only_once(families);
    only_once(rows);
    std::map<FamilyId, TeamId> teams;
    std::map<FamilyId, WorkerId> leads;
    std::map<std::int64_t, EntryId> entries;
    session.each(kTeams, {{"families", families}, {"today", today}},
                 [&](const store::Row& row) { teams[row.id<FamilyTag>(0)] = row.id<TeamTag>(1); });
    session.each(kLeads, {{"families", families}, {"today", today}}, [&](const store::Row& row) {
        leads[row.id<FamilyTag>(0)] = row.id<WorkerTag>(1);
    });
    if (!rows.empty())
        session.each(kEntries, {{"rows", rows}},
                     [&](const store::Row& row) { entries[row.int64(0)] = row.id<EntryTag>(1); });
    const auto at = [](const auto& all, const auto& key) {
        const auto it = all.find(key);
        return it == all.end() ? typename std::decay_t<decltype(all)>::mapped_type{} : it->second;
    };
    std::vector<Fault> out;
    std::set<Key> seen;
    for (const RecordFault& f : found.faults) {
        Fault fault;
        fault.rule = f.rule->code;
        fault.severity = to_text(f.rule->severity);
        fault.person = f.person;
        fault.la = f.la_child_id;
        fault.family = f.family;
        fault.team = at(teams, f.family);
        fault.worker = at(leads, f.family);
        fault.table = f.table;
        fault.field = f.field;
        fault.row = f.row;
        if (kind == kCensus) fault.entry = at(entries, f.row);
        fault.value = f.value;
        if (seen.insert(key_of(fault)).second) out.push_back(std::move(fault));
    }
    return out;
}

// How a check was made.
struct Check {
    std::string_view kind;
    int year = 0;
    Instant looked;                               // when the record was read
    const std::vector<PersonId>* only = nullptr;  // after a signing: the people looked at
    EntryId entry;                                // whose signing it was
    std::set<std::string> leave_open;             // rules that could not be judged
};
struct Settled {
    std::vector<Fault> found;  // new, or come back
    std::int64_t mended = 0;
    std::int64_t open = 0;
};

// Brings the lives of the faults up to what was found.
Settled settle(store::Session& session, IdMaker& ids, const Check& check,
               std::vector<Fault> found) {
    std::map<Key, Fault> known;
    const auto keep = [&](const store::Row& row) {
        Fault f = read_fault(row);
        known[key_of(f)] = std::move(f);
    };
    if (check.only == nullptr)
        session.each(kOfYear, {{"kind", check.kind}, {"year", check.year}}, keep);
    else
        session.each(kOfPeople,
                     {{"kind", check.kind}, {"year", check.year}, {"people", *check.only}}, keep);

    Settled out;
    std::vector<std::int64_t> still, gone, replaced;
    store::Rows fresh(20);
    const auto write = [&](const Fault& f) {
        fresh.add(f.id, check.kind, check.year, f.rule, f.severity, f.person, f.la, f.family,
                  f.team, f.worker, f.table, f.field, f.row, f.entry, f.value, f.found_by,
                  f.found_entry, f.first_seen, f.last_seen, f.gone);
    };
    std::set<Key> seen;
    for (Fault& f : found) {
        seen.insert(key_of(f));
        const auto at = known.find(key_of(f));
        const Fault* before = at == known.end() ? nullptr : &at->second;
        // A signing since this record was read knows better.
        if (before != nullptr &&
            (before->last_seen > check.looked || before->gone > check.looked)) {
            if (!before->gone) ++out.open;
            continue;
        }
        ++out.open;
        f.last_seen = check.looked;
        const bool open = before != nullptr && !before->gone;
        if (before != nullptr) {
            f.id = before->id;
            f.first_seen = before->first_seen;
        } else {
            f.id = ids.make(check.looked);
            f.first_seen = check.looked;
        }
        if (open) {
            f.found_by = before->found_by;
            f.found_entry = before->found_entry;
            if (before->same_place(f)) {
                still.push_back(f.id);
                continue;
            }
        } else {
            f.found_by = check.entry ? "signing" : "run";
            f.found_entry = check.entry;
        }
        if (before != nullptr) replaced.push_back(f.id);
        write(f);
        if (!open) out.found.push_back(f);
    }
    for (const auto& [key, f] : known) {
        if (f.gone || f.last_seen > check.looked || seen.contains(key)) continue;
        if (check.leave_open.contains(f.rule)) {
            ++out.open;
            continue;
        }
        gone.push_back(f.id);
    }
    out.mended = static_cast<std::int64_t>(gone.size());
    if (!replaced.empty()) session.execute(kDelete, {{"ids", replaced}});
    if (fresh.size() > 0) session.insert_many(kInsert, fresh);
    if (!still.empty()) session.execute(kStill, {{"ids", still}, {"at", check.looked}});
    if (!gone.empty()) session.execute(kGone, {{"ids", gone}, {"at", check.looked}});
    return out;
}

void log_check(store::Session& session, WorkerId worker, std::string_view what, std::int64_t thing,
               FamilyId family, std::string rule, Instant at) {
    store::AuditEvent event;
    event.worker = worker;
    event.purpose = "quality_assurance";
    event.action = "list";
    event.object_kind = what;
    event.object_id = thing;
    event.family = family;
    event.allowed = true;
    event.rule = std::move(rule);
    event.at = at;
    session.audit(std::move(event));
}

QualityRun read_run(const store::Row& row) {
    QualityRun r;
    r.id = row.int64(0);
    r.kind = row.text(1);
    r.year = static_cast<int>(row.int64(2));
    r.as_at = row.date(3).value();
    r.started = row.instant(4).value();
    r.finished = row.instant(5).value();
    r.children = row.int64(6);
    r.children_at_fault = row.int64(7);
    r.rules_run = row.int64(8);
    r.rules_not_run = row.int64(9);
    r.errors = row.int64(10);
    r.queries = row.int64(11);
    r.found = row.int64(12);
    r.mended = row.int64(13);
    return r;
}

void keep_rules(store::Session& session, std::string_view kind, const RecordFindings& found) {
    store::Rows rows(6);
    for (const RuleFile* rule : found.rules)
        rows.add(kind, found.year, rule->code, to_text(rule->severity), rule->message,
                 rule->remedy);
    session.execute(kForgetRules, {{"kind", kind}, {"year", found.year}});
    if (rows.size() > 0) session.insert_many(kRules, rows);
}

}  // namespace

bool is_census_table(std::string_view table) {
    return std::find(std::begin(kCensusTables), std::end(kCensusTables), table) !=
           std::end(kCensusTables);
}

bool is_care_table(std::string_view table) {
    return std::find(std::begin(kCareTables), std::end(kCareTables), table) !=
           std::end(kCareTables);
}

Date return_due(std::string_view kind, int year) {
    return kind == kCare ? Date::from(year, 6, 30).value() : Date::from(year, 7, 31).value();
}

std::vector<int> years_to_run(std::string_view kind, Date today) {
    std::vector<int> years{census_year(today)};
    if (today <= return_due(kind, years.front() - 1)) years.push_back(years.front() - 1);
    return years;
}

void run_every_year(store::Database& db, const CensusRules& census, const CareRules& care,
                    IdMaker& ids, WorkerId by,
                    const std::function<bool(const Result<QualityRun>&)>& told) {
    const Date today = db.clock().today();
    QualityRunOptions how;
    how.by = by;
    for (const int year : years_to_run(kCensus, today)) {
        how.year = year;
        if (!told(run_quality(db, census, ids, how))) return;
    }
    // The running year last: by it one knows that all are done.
    auto years = years_to_run(kCare, today);
    std::reverse(years.begin(), years.end());
    for (const int year : years) {
        how.year = year;
        if (!told(run_quality(db, care, ids, how))) return;
    }
}

std::vector<QualityRun> runs_of(store::Session& session, std::string_view kind, int year) {
    std::vector<QualityRun> out;
    session.each(kRuns, {{"kind", kind}, {"year", year}}, [&](const store::Row& row) {
        QualityRun run = read_run(row);
        if (!out.empty() && out.back().as_at == run.as_at) {
            run.found += out.back().found;
            run.mended += out.back().mended;
            out.pop_back();
        }
        out.push_back(std::move(run));
    });
    return out;
}

std::optional<QualityRun> last_run(store::Session& session, std::string_view kind, int year) {
    std::optional<QualityRun> out;
    session.each(kRuns, {{"kind", kind}, {"year", year}},
                 [&](const store::Row& row) { out = read_run(row); });
    return out;
}

namespace {

// `find` gives what the rules find in the record as known then (nothing: now), as at the instant.
template <class Find>
Result<QualityRun> run_kind(store::Database& db, std::string_view kind, IdMaker& ids,
                            const QualityRunOptions& options, Find&& find) {
    const Instant now = db.clock().now();
    const Date today = date_of(now);
    QualityRun run;
    run.as_at = options.as_at.value_or(today);
    run.year = options.year != 0 ? options.year : census_year(run.as_at);
    run.kind = kind;
    run.started = now;
    if (run.as_at > today) return invalid("as_at", "future", "The day lies in the future.");
    const auto before = db.read([&](store::Session& s) { return last_run(s, kind, run.year); });
    if (before && before->as_at > run.as_at)
        return invalid("as_at", "before_last_run",
                       fmt::format("The rules have been run as at {} already; runs go forward.",
                                   before->as_at.plain()));

    RecordFindings found;
    std::vector<Fault> faults;
    const bool past = run.as_at < today;
    // A past day's end; of today, now.
    const Instant looked = past ? instant_of(run.as_at + 1, 0) - std::chrono::milliseconds(1) : now;
    const auto known = past ? std::optional(looked) : std::nullopt;
    found = find(run.year, known, looked);
    const auto look = [&](store::Session& session) {
        faults = faults_of(session, kind, found, run.as_at);
        log_check(session, options.by, "quality_run", run.year, {},
                  fmt::format("quality_run.children.{}", found.children), now);
    };
    if (past)
        db.read_as_known(looked, look);
    else
        db.read(look);

    Check check{kind, run.year, looked, nullptr, {}, {}};
    for (const RuleNotRun& rule : found.rules_not_run) check.leave_open.insert(rule.rule);
    run.not_run = found.rules_not_run;
    run.children = static_cast<std::int64_t>(found.children);
    run.rules_not_run = static_cast<std::int64_t>(found.rules_not_run.size());
    run.rules_run = static_cast<std::int64_t>(found.rules.size()) - run.rules_not_run;
    db.write([&](store::Session& session) {
        settle(session, ids, check, faults);
        keep_rules(session, kind, found);
        // What moved since the run before; of the first run everything is new.
        const Instant since = before ? before->started : Instant{};
        const store::Params asked{{"kind", kind}, {"year", run.year}, {"since", since}};
        session.one(kCounts, asked, [&](const store::Row& row) {
            run.errors = row.maybe_int64(0).value_or(0);
            run.queries = row.maybe_int64(1).value_or(0);
            run.children_at_fault = row.maybe_int64(2).value_or(0);
            run.found = row.maybe_int64(3).value_or(0);
            run.mended = row.maybe_int64(4).value_or(0);
            return true;
        });
        run.id = ids.make(now);
        run.started = looked;
        run.finished = past ? looked : db.clock().now();
        session.execute(kRun, {{"id", run.id},
                               {"kind", kind},
                               {"year", run.year},
                               {"as_at", run.as_at},
                               {"started", run.started},
                               {"finished", run.finished},
                               {"children", run.children},
                               {"at_fault", run.children_at_fault},
                               {"rules_run", run.rules_run},
                               {"rules_not_run", run.rules_not_run},
                               {"errors", run.errors},
                               {"queries", run.queries},
                               {"found", run.found},
                               {"mended", run.mended},
                               {"by", options.by}});
        return Done{};
    });
    return run;
}

}  // namespace

Result<QualityRun> run_quality(store::Database& db, const CensusRules& rules, IdMaker& ids,
                               const QualityRunOptions& options) {
    return run_kind(db, kCensus, ids, options,
                    [&](int year, std::optional<Instant> known, Instant at) {
                        const auto find = [&](store::Session& session) {
                            return rules.whole_record(session, year, at);
                        };
                        return known ? db.read_as_known(*known, find) : db.read(find);
                    });
}

Result<QualityRun> run_quality(store::Database& db, const CareRules& rules, IdMaker& ids,
                               const QualityRunOptions& options) {
    return run_kind(db, kCare, ids, options, [&](int year, std::optional<Instant> known, Instant) {
        return rules.whole_record(db, year, known);
    });
}

namespace {

std::vector<PersonId> children_of(store::Session& session, FamilyId family) {
    std::vector<PersonId> people;
    session.each(kChildren, {{"family", family}},
                 [&](const store::Row& row) { people.push_back(row.id<PersonTag>(0)); });
    return people;
}

// What a check after a signing needs beside what it found.
struct Signing {
    std::string_view kind;
    FamilyId family;
    EntryId entry;
    Instant now;
    const std::vector<PersonId>& people;
    // Rules of which a few children say nothing.
    bool (*leave_open)(const RuleFile& rule);
};

// Keeps what was found and tells what is new.
LiveCheck keep_check(store::Database& db, IdMaker& ids, const Signing& signing,
                     const RecordFindings& found) {
    std::vector<Fault> faults;
    db.read([&](store::Session& session) {
        faults = faults_of(session, signing.kind, found, date_of(signing.now));
        log_check(session, {}, "quality_check", 0, signing.family, "signing.of_the_family",
                  signing.now);
    });
    Check check{signing.kind, found.year, signing.now, &signing.people, signing.entry, {}};
    for (const RuleNotRun& rule : found.rules_not_run) check.leave_open.insert(rule.rule);
    std::map<std::string, const RuleFile*, std::less<>> by_code;
    for (const RuleFile* rule : found.rules) {
        by_code[rule->code] = rule;
        if (signing.leave_open(*rule)) check.leave_open.insert(rule->code);
    }
    LiveCheck out;
    db.write([&](store::Session& session) {
        Settled settled = settle(session, ids, check, faults);
        out.mended = settled.mended;
        out.open = settled.open;
        // All that this entry's signing showed, so that a page sent twice says the same.
        out.found.clear();
        const store::Params mine{
            {"kind", signing.kind}, {"year", found.year}, {"people", signing.people}};
        session.each(kOfPeople, mine, [&](const store::Row& row) {
            const Fault f = read_fault(row);
            if (f.gone || f.found_entry != signing.entry) return;
            LiveFault live;
            live.person = f.person;
            live.family = f.family ? f.family : signing.family;
            live.rule = f.rule;
            live.table = f.table;
            live.field = f.field;
            live.value = f.value;
            live.made_by = f.entry;
            live.severity = f.severity == "error" ? IssueSeverity::error : IssueSeverity::query;
            if (const auto rule = by_code.find(f.rule); rule != by_code.end()) {
                live.message = rule->second->message;
                live.remedy = rule->second->remedy;
            }
            out.found.push_back(std::move(live));
        });
        return Done{};
    });
    return out;
}

}  // namespace

LiveCheck check_family(store::Database& db, const CensusRules& rules, IdMaker& ids, FamilyId family,
                       EntryId entry) {
    const Instant now = db.clock().now();
    std::vector<PersonId> people;
    RecordFindings found;
    db.read([&](store::Session& session) {
        people = children_of(session, family);
        found = rules.of_people(session, census_year(date_of(now)), people, now);
    });
    return keep_check(db, ids,
                      {kCensus, family, entry, now, people, CensusRules::compares_children}, found);
}

LiveCheck check_family(store::Database& db, const CareRules& rules, IdMaker& ids, FamilyId family,
                       EntryId entry) {
    const Instant now = db.clock().now();
    std::vector<PersonId> people;
    db.read([&](store::Session& session) {
        const auto children = children_of(session, family);
        people.clear();
        session.each(kInCare, {{"people", children}},
                     [&](const store::Row& row) { people.push_back(row.id<PersonTag>(0)); });
    });
    if (people.empty()) return {};
    const RecordFindings found = rules.of_people(db, census_year(date_of(now)), people);
    return keep_check(db, ids, {kCare, family, entry, now, people, CareRules::needs_the_whole},
                      found);
}

}  // namespace hearth::returns

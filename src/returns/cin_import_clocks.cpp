#include "returns/cin_import_clocks.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "practice/clock.h"
#include "record/clocks.h"
#include "returns/cin_import_rows.h"
#include "returns/cin_structure.h"

namespace hearth::returns {
namespace {

using store::Sql;

constexpr Sql kRunning{"import_running_clocks", R"(
SELECT id, rule, person_id, subject_id, started_at FROM clock
WHERE person_id IN (SELECT value FROM each_id(:people)) AND stopped_at IS NULL
  AND rule IN ('assessment', 'icpc', 'first_review', 'review_conference')
  AND superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY id)"};
constexpr Sql kTeams{"import_clock_teams", R"(
SELECT family_id, team_id FROM family_team
WHERE family_id IN (SELECT value FROM each_id(:families)) AND to_date IS NULL
  AND superseded_at = '9999-12-31T23:59:59.999Z'
ORDER BY from_date, id)"};

struct Wanted {
    std::string_view rule;
    std::int64_t row = 0;
    Date from;
    bool met = false;  // it runs already
};

bool yes(const CinCell& cell) {
    return cin_yes_no(cell.text).value_or(false);
}

std::vector<Wanted> wanted_of(const RecordedChildren& all, const CinChild& child) {
    std::vector<Wanted> out;
    for (const CinDetails& d : child.details) {
        const auto referred = cin_date(d.referral_date.text);
        if (!referred || !d.closure_date.empty() || yes(d.referral_nfa)) continue;
        std::int64_t assessed = d.assessments.empty() ? all.id_of(d.place) : 0;
        for (const CinAssessment& a : d.assessments)
            if (a.authorisation_date.empty()) assessed = all.id_of(a.place);
        if (assessed != 0) out.push_back({"assessment", assessed, *referred});
        for (const CinSection47& s : d.section47) {
            const auto start = cin_date(s.start_date.text);
            if (!start || !s.conference_date.empty() || yes(s.conference_not_required)) continue;
            const bool planned = std::any_of(
                d.protection_plans.begin(), d.protection_plans.end(),
                [&](const CinProtectionPlan& p) { return cin_date(p.start_date.text) >= start; });
            if (!planned && all.id_of(s.place) != 0)
                out.push_back({"icpc", all.id_of(s.place), *start});
        }
        for (const CinProtectionPlan& p : d.protection_plans) {
            const auto start = cin_date(p.start_date.text);
            if (!start || !p.end_date.empty() || all.id_of(p.place) == 0) continue;
            std::optional<Date> last;
            for (const CinReviews& group : p.reviews)
                for (const CinCell& cell : group.dates)
                    if (const auto date = cin_date(cell.text))
                        last = std::max(last.value_or(*date), *date);
            out.push_back({last ? "review_conference" : "first_review", all.id_of(p.place),
                           last.value_or(*start)});
        }
    }
    return out;
}

}  // namespace

std::uint64_t start_imported_clocks(store::Session& session, const record::Context& context,
                                    TeamId team, const RecordedChildren& recorded,
                                    const std::function<void(PersonId, ReturnIssue&&)>& on_issue) {
    std::vector<PersonId> people;
    std::vector<FamilyId> families;
    std::map<PersonId, std::vector<Wanted>> wanted;
    for (const RecordedChild& r : recorded.children) {
        people.push_back(r.person);
        if (r.family) families.push_back(r.family);
        auto clocks = wanted_of(recorded, r.child);
        std::erase_if(clocks,
                      [&](const Wanted& w) { return !context.practice.clocks.contains(w.rule); });
        if (!clocks.empty()) wanted[r.person] = std::move(clocks);
    }
    std::map<FamilyId, TeamId> teams;
    session.each(kTeams, {{"families", families}},
                 [&](const store::Row& row) { teams[row.id<FamilyTag>(0)] = row.id<TeamTag>(1); });
    std::vector<std::pair<std::int64_t, bool>> stop;  // and whether another takes its place
    session.each(kRunning, {{"people", people}}, [&](const store::Row& row) {
        const auto started = row.instant(4);
        const std::int64_t subject = row.is_null(3) ? 0 : row.int64(3);
        bool runs = false, replaced = false;
        for (Wanted& w : wanted[row.id<PersonTag>(2)]) {
            if (w.rule != row.text(1)) continue;
            replaced = true;
            // One that the practice itself started runs on, whatever its instant.
            if (!w.met && (subject == w.row || (started && date_of(*started) == w.from))) {
                w.met = runs = true;
                break;
            }
        }
        const bool ours =
            std::find(recorded.ids.begin(), recorded.ids.end(), subject) != recorded.ids.end();
        if (!runs && ours) stop.emplace_back(row.int64(0), replaced);
    });
    record::RowWriter writer(session, context);
    for (const auto& [id, replaced] : stop) {
        const auto stopped = writer.revise(
            "clock", id,
            {{"stopped_at", context.now}, {"stop_reason", replaced ? "replaced" : "done"}});
        if (!stopped) throw std::runtime_error("a clock changed while it was imported");
    }

    BulkRows bulk(context);
    std::map<std::pair<std::string_view, Date>, Result<practice::Due>> dues;
    std::uint64_t started = 0;
    for (const RecordedChild& r : recorded.children) {
        const auto it = wanted.find(r.person);
        if (it == wanted.end()) continue;
        for (const Wanted& w : it->second) {
            if (w.met) continue;
            const auto& rule = context.practice.clocks.find(w.rule)->second;
            const Instant from = instant_of(w.from, 0);
            auto due = dues.find({w.rule, w.from});
            if (due == dues.end())
                due = dues.emplace(std::pair(w.rule, w.from),
                                   practice::due(rule, from, context.practice))
                          .first;
            if (!due->second) {
                ReturnIssue issue;
                issue.code = "clock_not_started";
                issue.severity = IssueSeverity::query;
                issue.la_child_id = r.child.identifiers.la_child_id.text;
                issue.value = w.from.iso();
                issue.message = fmt::format(
                    "The clock \"{}\" could not be started: the calendar does not reach its date.",
                    rule.title);
                issue.remedy = "Check the date in the child's record.";
                on_issue(r.person, std::move(issue));
                continue;
            }
            const auto held = teams.find(r.family);
            bulk.add("clock", {{"rule", w.rule},
                               {"rule_words", due->second->words},
                               {"family_id", r.family},
                               {"person_id", r.person},
                               {"subject_id", w.row},
                               {"team_id", held == teams.end() ? team : held->second},
                               {"started_at", from},
                               {"due_at", due->second->due_at}});
            ++started;
        }
    }
    bulk.flush(session);
    return started;
}

}  // namespace hearth::returns

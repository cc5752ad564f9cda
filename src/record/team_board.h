// A team's board: what is due and who does it, caseloads, supervision this month, workbooks, posts.
//
// Figures are of the whole team and need the team's grant; lines that name a family have passed the
// policy's predicate as well. Caseload is what the worker is allocated today, in every team: the
// children of the families they lead for social workers and family practitioners, families for the
// others. The target is the practice's for a full-time worker, times the worker's share of one.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "record/actions_due.h"
#include "record/authorise.h"
#include "record/due.h"
#include "record/family_list.h"

namespace hearth::record {

struct Caseload {
    WorkerId worker;
    std::string name, job_title, discipline;
    double fte = 1.0;
    int families = 0, children = 0;  // children: of the families that the worker leads
    bool counts_children = false;
    double target = 0;
    int load() const { return counts_children ? children : families; }
    bool over() const { return load() > target; }
};
// Of the members of the team today, by discipline and name; of one discipline when given. Access is
// the caller's to ask.
std::vector<Caseload> caseloads(store::Session& session, const Context& context, TeamId team,
                                std::string_view discipline = {});

struct Vacancy {
    std::string discipline;
    double fte = 0;
    Date since;
};
struct WaitingTask {
    TaskId id;
    std::string title;
    FamilyId family;
    std::string family_name;
    std::optional<Date> due;
};
struct TeamFigures {
    int families = 0;           // held by the team today
    int running = 0, late = 0;  // clocks
    int supervised = 0;         // families with a group supervision signed this month
    int workbooks = 0;          // families with an open workbook
    int unallocated = 0;        // families without a lead worker
};
struct TeamSummary {
    TeamId id;
    std::string name, kind, district;
    TeamFigures figures;
    int vacancies = 0;
};
struct SupervisionLine {  // of one family, this month
    FamilyId family;
    std::string name;
    std::optional<Date> done, planned, due;
    MeetingId meeting;  // the one planned, else the one done
};
struct TeamBoard {
    TeamSummary team;
    std::vector<Caseload> workers;
    std::vector<Vacancy> vacancies;
    std::vector<DueItem> due;  // one page
    ActionCount actions;
    std::vector<ActionLine> actions_due;  // one page of twenty, by due date
    std::vector<WaitingTask> approvals;
    std::vector<WaitingDraft> to_sign;  // sent for a signature, of forms that the reader may see
    std::vector<SupervisionLine> unallocated;  // family and name only; the first twenty
    std::vector<SupervisionLine> supervision;  // by due date
    bool more_supervision = false;             // there are more than these
};

// `filter.late_only` holds for the actions too; they have pages of their own. Of group supervision
// the twenty due soonest, or every family's (500 at most).
Result<TeamBoard> team_board(store::Session& session, const Context& context,
                             const TeamDueFilter& filter, int actions_page = 1,
                             bool every_supervision = false);
// Names of the teams that work today, for choosing one: organisation, not anybody's record.
struct TeamName {
    TeamId id;
    std::string name;
};
std::vector<TeamName> team_names(store::Session& session, const Context& context);
// The teams whose board the reader may open.
std::vector<TeamSummary> teams_to_see(store::Session& session, const Context& context);

}  // namespace hearth::record

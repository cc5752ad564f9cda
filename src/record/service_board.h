// The head of service's board: every team's running clocks by rule, what is late of how many, what
// was done in time, and which escalations have been read.
//
// Figures only: no family, child or worker. A team's own lines are on its board, which this board
// leads to for those who may open it.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/context.h"
#include "record/escalations.h"
#include "store/session.h"

namespace hearth::record {

struct ServiceCounts {
    int running = 0;
    int soon = 0;                     // due today or within a week
    int late = 0;                     // of the running
    int done = 0, done_in_time = 0;   // in the last 90 days
    std::optional<Date> oldest_late;  // due date of the one longest late
};
struct ServiceTeam {
    TeamId id;         // none: clocks that no team holds
    std::string name;  // "" for those
    bool may_open = false;
    ServiceCounts counts;
    EscalationCount escalated;  // to all roles
};
struct ServiceRule {
    std::string id, title;
    bool local = false;
    ServiceCounts counts;
};
struct ServiceRole {
    std::string id, title;
    EscalationCount count;
};
struct ServiceBoard {
    ServiceCounts all;
    std::vector<ServiceTeam> teams;  // by name; those with a clock
    std::vector<ServiceRule> rules;  // most late first
    std::vector<ServiceRole> roles;
};
// Of one team, or of one rule, when given. Needs the figures of the authority.
struct ServiceFilter {
    TeamId team;
    std::string rule;
};
Result<ServiceBoard> service_board(store::Session& session, const Context& context,
                                   const ServiceFilter& filter);

inline constexpr int kServiceDays = 90;  // how far back what was done in time is counted

}  // namespace hearth::record

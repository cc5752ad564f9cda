// Everything on a family's first page, in one transaction: what to do now, who works with them, the
// children and the basis of the work, their own words, the plan, and how it goes.
//
// Read with few statements; every part is filtered by the reader's classes. Refused and absent are
// both Refusal.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "record/family_head.h"

namespace hearth::record {

struct MemberLine {
    PersonId person;
    std::string name, role, household;
    std::string sex;
    std::optional<Date> born, expected, died;
    std::vector<std::string> basis;  // "Child protection plan: Neglect", for children
};
struct WorkerLine {
    WorkerId worker;
    std::string name, discipline, agency, job_title;
    bool lead = false;
    Date since;
};
// Something that waits: a clock, an action, a meeting.
struct DueLine {
    enum class Kind { clock, action, meeting };
    Kind kind = Kind::clock;
    std::int64_t id = 0;
    std::string what;   // "Child protection visit", the action's words, the meeting's title
    std::string rule;   // a clock's rule in words
    std::string whose;  // worker or family member; for a clock, the child
    Date due;
    bool significant = false;
};
struct ChildWords {
    std::string text;
    std::string who;  // the child, where the answers say
    Date on;
    std::string heard_by;
    EntryId entry;
};
struct EntryLine {
    EntryId id;
    std::string title, summary, author, discipline;
    Instant happened;
    bool significant = false;
};
struct PlanLine {
    std::int64_t id = 0;
    std::string kind, title, danger, contingency;
    Date since;
};
struct MeasurePoint {
    Date on;
    double value = 0;
};
struct MeasureLine {
    std::string kind, name;  // code of measure_kind; "Readiness to change, Dana"
    std::vector<MeasurePoint> points;
};
struct ConsentLine {
    std::string purpose, decision, reason, person;
    Date since;
};
struct HouseholdLine {
    std::string label, address, postcode;
    std::vector<std::string> people;
    bool confidential = false;
};

struct FamilyOverview {
    FamilyHead head;
    std::vector<MemberLine> members;  // children first, oldest first
    std::vector<WorkerLine> workers;  // the lead first
    std::vector<DueLine> due;         // soonest first; actions of all owners
    std::vector<ChildWords> voice;
    std::vector<EntryLine> latest;
    std::vector<PlanLine> plans;
    int actions_open = 0, actions_late = 0;
    std::vector<MeasureLine> measures;
    std::vector<ConsentLine> consent;
    std::vector<HouseholdLine> households;
};

Result<FamilyOverview> family_overview(store::Session& session, const Context& context,
                                       FamilyId family);

// Parts that other pages share. They ask no access question.
std::vector<MemberLine> members_of(store::Session& session, const Context& context,
                                   const Readable& readable, FamilyId family);
std::vector<WorkerLine> workers_of(store::Session& session, const Context& context,
                                   FamilyId family);
std::vector<HouseholdLine> households_of(store::Session& session, const Context& context,
                                         const Readable& readable, FamilyId family,
                                         const std::vector<MemberLine>& members);

}  // namespace hearth::record

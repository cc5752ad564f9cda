// Lists of families: my own, my team's, everybody's. The list that practitioners open most.
//
// Every row has passed the policy's predicate for `list`; what stands beside the name (children,
// legal basis, visits, what is due, the workbook) is filled only where the reader may also `view`
// the family. Twenty at a time, by name; the next page begins after the last family of this one, so
// that a long list costs no more than a short one. The list is logged as one event.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "record/context.h"
#include "store/session.h"

namespace hearth::record {

enum class FamilyScope { mine, team, all };

struct FamilyFilter {
    FamilyScope scope = FamilyScope::mine;
    TeamId team;           // of scope team; of scope all, only this team's when given
    std::string district;  // code, or "" for every district
    // early_help, assessment, s17, s47, looked_after: some child of the family has this basis.
    std::string basis;
    FamilyId after;  // the last family of the page before
    int limit = 20;
};

// The legal basis of work with a child on the day, strongest first: looked_after, s47 (child
// protection plan), s17 (child in need plan), assessment (a referral is open), early_help, "".
inline constexpr std::string_view kBases[] = {"looked_after", "s47", "s17", "assessment",
                                              "early_help"};

struct ListedChild {
    PersonId id;
    std::string given, surname;
    std::optional<Date> born, expected;
    std::string basis;
    std::optional<Date> last_seen;  // by a recorded visit
};
struct ListedFamily {
    FamilyId id;
    std::string name, reference, district, lead, team;
    bool viewable = false;  // what follows is known only then
    std::vector<ListedChild> children;
    std::string basis;              // the strongest of the children's
    std::optional<Date> last_seen;  // of any child
    std::string next_rule;          // the running clock that is due first; "" none
    std::optional<Date> next_due;
    int cycle = 0;  // of the open workbook; 0: none is open
    std::optional<Date> cycle_opened, last_written;
};
struct FamilyList {
    std::vector<ListedFamily> families;
    FamilyId next;  // give it as `after` for the next page; names nothing on the last
};
FamilyList list_families(store::Session& session, const Context& context,
                         const FamilyFilter& filter);

// Ids of the forms that are written in the workbook, in order of its sections.
std::vector<std::string> workbook_forms(const practice::Practice& practice);

}  // namespace hearth::record

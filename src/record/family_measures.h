// What is measured in a family again and again: the graded profile of care, item by item, and
// parents' own progress at each point of the work.
//
// Read as it was recorded: nothing is averaged. Grades need the class general; each measure has a
// class of its own, and only those that the reader may see are given.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "record/family_head.h"

namespace hearth::record {

struct CareItem {
    std::string area, item;      // ids: code list care_area; a field of the form
    std::map<Date, int> grades;  // 1 met in every way to 5 not met at all
};
struct CareProfile {  // of one child by one carer
    PersonId child, carer;
    std::string child_name, carer_name;
    std::vector<Date> days;       // oldest first
    std::vector<CareItem> items;  // in the order of areas and items as first recorded
    // The worst grade of the area on that day; nothing when none was given.
    std::optional<int> worst(std::string_view area, Date day) const;
};
struct CareProfiles {
    FamilyHead head;
    std::vector<CareProfile> profiles;
};
Result<CareProfiles> care_profiles(store::Session& session, const Context& context,
                                   FamilyId family);

struct ProgressPoint {
    Date on;
    double value = 0;
    std::string point;  // code list measure_point; "" between the points
};
struct ProgressSeries {
    std::string kind;                                       // code list measure_kind
    std::vector<ProgressPoint> points;                      // oldest first
    const ProgressPoint* at(std::string_view point) const;  // the latest of that point
};
struct ParentProgress {
    PersonId parent;
    std::string name;
    std::vector<ProgressSeries> series;
};
struct FamilyProgress {
    FamilyHead head;
    std::vector<ParentProgress> parents;
};
// Of the adults of the family.
Result<FamilyProgress> family_progress(store::Session& session, const Context& context,
                                       FamilyId family);
// Whether a smaller number is better, as the measure's scale says.
bool smaller_is_better(std::string_view kind);

}  // namespace hearth::record

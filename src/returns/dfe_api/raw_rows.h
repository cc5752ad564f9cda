// What the SELECTs give for one child, before the steps are put under their episodes.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "returns/dfe_api/child.h"
#include "returns/dfe_api/window.h"

namespace hearth::returns::dfe {

// A step with the referral that the record names for it (0: none) and the day that places it
// otherwise.
template <class T>
struct Step {
    std::int64_t referral = 0;
    std::string day;
    T what;
};

struct RawChild {
    Child child;  // with every episode on record, and none of their steps
    std::vector<Step<Assessment>> assessments;
    std::vector<Step<Plan>> cin_plans, cp_plans;
    std::vector<Step<Enquiry>> enquiries;
    std::vector<Step<Placement>> placements;
    std::vector<Step<Adoption>> adoptions;
    std::vector<CareLeaver> care_leavers;
    std::vector<CareWorker> workers;
};

// Puts every step under its episode and keeps the episodes of the window: those open on any day of
// it, and those with a plan or placement in it. A step without a referral goes to the latest
// episode that had begun by then, or else to the first. A child without any episode keeps none.
Child with_episodes(RawChild raw, const Window& window);

}  // namespace hearth::returns::dfe

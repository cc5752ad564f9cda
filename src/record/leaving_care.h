// Leaving care: the young people whom the reader may see, and every figure about them as n of N
// with those behind it.
//
// One list, read once; a figure is a question asked of each young person on it, so that a figure
// and the people behind it cannot differ. Who stands on it is the policy's: a personal adviser's
// own, a head of service's whole area. What is of class health or voice is counted over those whose
// class the reader may see, and of no others. It holds no target and no threshold of money: how
// much was paid is shown as it is.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/context.h"
#include "store/session.h"

namespace hearth::record {

struct Leaver {
    PersonId person;
    std::string name;
    Date born;
    int age = 0;
    FamilyId family;
    std::string family_name, district;
    std::string category;  // code list care_leaver_category
    std::string adviser;
    std::optional<Date> plan_on;                // the pathway plan agreed or last reviewed
    std::optional<Date> plan_due, contact_due;  // by the clocks that run
    std::optional<Date> contact_on;
    std::string in_touch, accommodation, activity;  // codes of the return
    std::optional<bool> suitable, papers, passport;
    std::optional<double> grant;   // pounds paid so far
    bool health = false;           // the reader may know of the health history
    bool voice = false;            // and of what the young person says
    std::optional<Date> asked_on;  // what they expect: last asked
    bool mine = false;             // the reader works with the family now
};

// A figure: of whom it is asked, and whether it holds.
struct LeaverMeasure {
    std::string id, title, of;  // "in_touch", "In touch", "relevant and former relevant, 17 to 21"
    bool (*asked)(const Leaver& leaver, Date today) = nullptr;
    bool (*holds)(const Leaver& leaver, Date today) = nullptr;
};
const std::vector<LeaverMeasure>& leaver_measures();
const LeaverMeasure* leaver_measure(std::string_view id);
struct LeaverCount {
    int n = 0, of = 0;
};
LeaverCount count_leavers(const std::vector<Leaver>& leavers, const LeaverMeasure& measure,
                          Date today);

// In education, training or work, by the return's code.
bool in_work(const Leaver& leaver);
// Relevant or former relevant and 17 to 21: whom the figures of the return are about.
bool in_return(const Leaver& leaver);
// The day on which they become this old, on or after `today`.
Date birthday(const Leaver& leaver, int age);

struct LeaverVoice {  // one thing that one of them said
    PersonId person;
    std::string name, theme, said, did;
    Date asked_on;
};
struct LeavingCare {
    std::vector<Leaver> leavers;      // by name
    std::vector<LeaverVoice> voices;  // of the last year, newest first; at most 40
};
LeavingCare leaving_care(store::Session& session, const Context& context);

// ---- looked after: a plan for good, and the papers

struct LookedAfterChild {
    PersonId person;
    std::string name;
    FamilyId family;
    std::string family_name, district, legal_status;
    Date since;
    int reviews = 0;                         // held in this period of care
    std::optional<Date> second_due;          // when the second review was or is due at the latest
    std::string permanence;                  // code list permanence_plan; "" none
    std::vector<std::string> held, missing;  // code list child_document, as last checked
    std::optional<Date> checked_on;
    std::vector<std::string> unknown;  // papers that this child needs and nobody has looked for
    // By the second review no plan says where the child is to live for good: drift.
    bool drifts(Date today) const {
        return permanence.empty() && (reviews >= 2 || (second_due && *second_due < today));
    }
};
// Those whom the reader may see, by name.
std::vector<LookedAfterChild> looked_after_children(store::Session& session,
                                                    const Context& context);
// The papers that every looked-after child needs and those that the legal status needs, of code
// list child_document, as the practice says (code list needed_papers).
std::vector<std::string> needed_papers(const practice::Practice& practice,
                                       std::string_view legal_status);

}  // namespace hearth::record

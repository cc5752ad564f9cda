// People on record who may be somebody named: the panel beside a contact, and before anybody new is
// made. Says how likely it is and why, field by field; another of the same household apart.
#pragma once
#include <functional>
#include <string>

#include "record/alike.h"
#include "web/html.h"

namespace hearth::web {

struct CandidatePanel {
    const record::Proposed& proposed;
    std::string name;  // of whom they may be
    Date today;
    bool open = true;
    int heading = 4;  // level of each candidate's
    // What may be done about one: buttons, or nothing.
    std::function<Html(const record::Candidate&)> acts = {};
};
// Nothing when there is nobody.
Html candidate_panel(const CandidatePanel& panel);

// Said wherever candidates are shown, whether there are any or not: it tells nothing of anybody.
inline constexpr const char* kRestrictedNotShown =
    "Restricted records are never shown here, and it is not said that there is one. If a child may "
    "be at risk, ask your manager to look as well.";

}  // namespace hearth::web

// The automatic checks beside a request: for every child and adult named, what the record already
// holds. Computed when the page is read, never kept, so that they cannot go stale.
//
// Who may be somebody named is found by identity and handed in (record/alike.h says what of it is
// shown); a person decides. A failure is thrown, never an empty answer.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "record/alike.h"

namespace hearth::record {

enum class Finding { no, possible, yes };

struct CheckFact {
    std::string question;  // "Open to a worker now?"
    Finding finding = Finding::no;
    std::string words;  // "Yes: referral of 3 May 2026, open"
};
struct PersonChecks {
    std::int64_t row = 0;
    std::string name, role;
    bool matched = false;
    std::string searched;  // what was looked for, in words
    Proposed proposed;
    std::vector<CheckFact> facts;
};

// `found`: of each of contact.people, in order, whom identity found.
Result<std::vector<PersonChecks>> automatic_checks(store::Session& session, const Context& context,
                                                   const ContactPage& contact,
                                                   const std::vector<std::vector<Alike>>& found);

}  // namespace hearth::record

// The automatic checks beside a request: for every child and adult named, what the record already
// holds. Computed when the page is read, never kept, so that they cannot go stale.
//
// People are found by the sound of two of their names, or one and the date of birth, former names
// too, and ranked with the reasons; a person decides. Only people whom the asker may search for are
// shown; a likely match in a restricted family is said to be there without a name, since missing it
// would put a child at risk; an excluded one is not. Somebody who was said not to be the person is
// not proposed again, and it is said who ruled them out. A failure is thrown, never an empty
// answer.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "record/contact_page.h"

namespace hearth::record {

enum class Finding { no, possible, yes };

struct CheckFact {
    std::string question;  // "Open to a worker now?"
    Finding finding = Finding::no;
    std::string words;  // "Yes: referral of 3 May 2026, open"
};
struct Candidate {
    PersonId person;
    std::string name;
    std::optional<Date> born, expected;
    FamilyId family;
    std::string family_name, family_reference;
    int score = 0;
    bool likely = false;
    bool chosen = false;  // somebody has said that this is the person
    std::vector<std::string> why;
};
// Somebody like them who is not proposed, because a person has said that they are not the same.
struct RuledOut {
    PersonId person;
    std::string name, family_name, family_reference;
    std::string by;  // who said so
    Date on;
    bool earlier = false;  // on another contact
};
struct PersonChecks {
    std::int64_t row = 0;
    std::string name, role;
    bool matched = false;
    std::string searched;  // what was looked for, in words
    std::vector<Candidate> candidates;
    std::vector<RuledOut> ruled_out;
    bool speak_to_manager = false;
    std::vector<CheckFact> facts;
};

Result<std::vector<PersonChecks>> automatic_checks(store::Session& session, const Context& context,
                                                   const ContactPage& contact);

}  // namespace hearth::record

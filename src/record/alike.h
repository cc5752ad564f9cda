// People on record who may be somebody named: before anybody is made, for a person to decide.
//
// identity finds them and judges how like they are (identity/alike.h); this says who they are, to
// whom the asker may search for, without those whom somebody has ruled out. Nobody in a restricted
// family, or in one that holds anybody the asker is excluded from, is ever among them, nor is it
// said that there is one: as in a search. It proposes; it never decides.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "record/contact_page.h"

namespace hearth::record {

// What the comparison makes of two: one person, or two of one household.
enum class Likeness { almost_certain, probable, possible, twin, household };

struct AlikeReason {
    std::string words;  // "Date of birth: day and month swapped"
    bool speaks_for = true;
};
struct Alike {
    PersonId person;
    Likeness likeness = Likeness::possible;
    double probability = 0;  // that they are one person, 0 to 1
    std::vector<AlikeReason> why;
};

struct Candidate {
    PersonId person;
    std::string name;
    std::optional<Date> born, expected;
    FamilyId family;
    std::string family_name, family_reference;
    bool may_open = false;  // the asker may view the family
    bool chosen = false;    // somebody has said that this is the person
    Likeness likeness = Likeness::possible;
    double probability = 0;
    std::vector<AlikeReason> why;
    // Nobody may be made anew while somebody this like is unanswered.
    bool likely() const {
        return chosen || likeness == Likeness::almost_certain || likeness == Likeness::probable;
    }
};
// Somebody like them who is not proposed, because a person has said that they are not the same.
struct RuledOut {
    PersonId person;
    std::string name, family_name, family_reference;
    std::string by;  // who said so
    Date on;
    bool earlier = false;  // on another contact
};
struct Proposed {
    std::vector<Candidate> candidates;  // who may be the same person, likeliest first
    std::vector<Candidate> household;   // who seems to be another of the household
    std::vector<RuledOut> ruled_out;
};

// For each of `named`, in order; `found` holds what identity found of each. `contact` is the
// request that names them, 0 when none does. Logs nothing: the caller knows why it asks.
std::vector<Proposed> propose(store::Session& session, const Context& context, std::int64_t contact,
                              std::span<const NamedPerson> named,
                              std::span<const std::vector<Alike>> found);

}  // namespace hearth::record

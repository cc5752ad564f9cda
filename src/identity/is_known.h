// "Is this child known?", asked by a partner agency: minimum disclosure.
//
// Given names, surname and date of birth, all exactly as recorded (former names too), a purpose and
// a basis, it says of a child or young person whose family is open now to whom to speak: the team
// and its telephone, and the worker's name where the role's grant has the class `general`
// (practice/roles.yaml, object `authority`, action `ask`). Never an address, never why.
//
// Everything else is one answer, in the same words: nobody of that name and birth; more than one; a
// family that is closed, restricted, or that holds somebody the asker is excluded from. So it
// cannot be learnt here that a restricted record exists. Limited for each worker and each agency,
// in the database, so that several servers and restarts count together. Each question is in the
// audit log with its purpose and a hash of what was asked, and of whom something was said.
#pragma once
#include <optional>
#include <string>

#include "base/result.h"
#include "record/context.h"
#include "store/session.h"

namespace hearth::identity {

struct KnownQuestion {
    std::string given, surname;
    std::optional<Date> born;
    std::string purpose;  // code list known_purpose
    std::string basis;    // code list lawful_basis
};
struct WhoToAsk {
    std::string team, phone;
    std::string worker, job_title;  // where the asker may be told
};
struct KnownAnswer {
    std::optional<WhoToAsk> known;  // nothing: nothing can be said here
    WhoToAsk front_door;
};

// Of one worker: in an hour, in 24 hours, and in 24 hours with nothing to say. Of all of an agency:
// in 24 hours.
inline constexpr std::int64_t kAskedInAnHour = 20;
inline constexpr std::int64_t kAskedInADay = 60;
inline constexpr std::int64_t kInVainInADay = 30;
inline constexpr std::int64_t kAgencyInADay = 400;

// In a write transaction: the question is counted and logged with its answer. Invalid names the
// fields of KnownQuestion; code "too_many" (no field) when a limit is reached, whoever was asked
// for.
Result<KnownAnswer> is_known(store::Session& session, const record::Context& context,
                             const KnownQuestion& question);
// For the page before anything is asked.
WhoToAsk front_door_of(store::Session& session, const record::Context& context);

}  // namespace hearth::identity

// The one question: may this worker do this to that, now, for this purpose? Asked of the database,
// answered by the policy, and put into the audit log with its rule, allowed or not.
//
// Every use case begins here. `guard` loads the facts (one statement), decides, and buffers the
// audit event in the session, so that it is written in the same transaction as the answer. A
// refused object and an absent one give the same Refusal; the log tells them apart. Nothing is
// cached: a change of team, restriction or agreement counts at the next call.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "access/policy.h"
#include "base/result.h"
#include "store/session.h"

namespace hearth::access {

// The worker as they stand at `at`; nothing when there is no such worker in post.
std::optional<Subject> load_subject(store::Session& session, WorkerId worker,
                                    std::string_view purpose, Instant at);

// `what` is the kind of thing for the log ("family", "chronology", "entry"), `thing` its id when it
// is not the object itself.
struct Logged {
    std::string_view what = {};
    std::int64_t thing = 0;
};

// What the policy allows of the family: the decision's classes say which sections, flags and
// actions may be shown.
Result<Decision> guard_family(store::Session& session, const Policy& policy, const Subject& subject,
                              Action action, FamilyId family, std::string_view field_class = {},
                              Logged logged = {});
// Through whichever of the person's families allows it (the classes of all that do). The family
// that allowed is named in the log.
Result<Decision> guard_person(store::Session& session, const Policy& policy, const Subject& subject,
                              Action action, PersonId person, std::string_view field_class = {},
                              Logged logged = {});
Result<Decision> guard_contact(store::Session& session, const Policy& policy,
                               const Subject& subject, Action action, std::int64_t contact,
                               std::string_view field_class = {}, Logged logged = {});
Result<Decision> guard_check(store::Session& session, const Policy& policy, const Subject& subject,
                             Action action, std::int64_t check, Logged logged = {});
Result<Decision> guard_team(store::Session& session, const Policy& policy, const Subject& subject,
                            Action action, TeamId team, Logged logged = {});
// Objects that are one for the whole authority: figures, the audit log, the review of break-glass,
// the system.
Result<Decision> guard_whole(store::Session& session, const Policy& policy, const Subject& subject,
                             Action action, ObjectKind kind, Logged logged = {});

// Who has looked at one family, or at one person: for those who may view the audit log, whatever
// they may see of the record itself (nothing follows about it from this). Whoever is excluded from
// the family, or from one of the person's, is refused.
Result<Decision> guard_log_of(store::Session& session, const Policy& policy, const Subject& subject,
                              FamilyId family, Logged logged = {});
Result<Decision> guard_log_of(store::Session& session, const Policy& policy, const Subject& subject,
                              PersonId person, Logged logged = {});

// A list or a search that has been answered through a predicate: what was asked, and how many rows
// left. `detail` (the search text, the filter) is logged as a hash only.
void log_list(store::Session& session, const Subject& subject, Action action, std::string_view what,
              std::int64_t thing, FamilyId family, std::string_view detail, bool allowed = true);

// The facts alone, without a decision or a log entry: for tests and for the policy's own proof.
std::optional<Facts> family_facts(store::Session& session, const Subject& subject, FamilyId family);
std::optional<Facts> contact_facts(store::Session& session, const Subject& subject,
                                   std::int64_t contact);

}  // namespace hearth::access

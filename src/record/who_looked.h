// Who has looked: the audit log of one family or one person, as the people who work with them may
// read it, and as the readers of the audit log may, who see nothing of the record.
//
// Refused attempts show only to those who review them (break-glass reviewers and readers of the
// audit log). Looking here is itself logged. Names of workers are read from the record; the log
// itself holds ids only.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "record/family_head.h"
#include "record/person_record.h"

namespace hearth::record {

struct LookFilter {
    std::optional<Date> from, to;
    int page = 1;
};
inline constexpr int kLooksPage = 50;

struct Look {
    Instant at;
    std::string worker, agency, role, purpose, action, what;  // codes of role, purpose and action
    bool allowed = true;
    bool in_emergency = false;  // allowed by breaking the glass
};
struct Looks {
    std::vector<Look> lines;  // newest first
    bool more = false;
    bool refusals_shown = false;
};
struct FamilyLooks {
    FamilyHead head;        // for a reader of the log alone: id and reference, nothing else
    bool log_only = false;  // such a reader
    Looks looks;
};
Result<FamilyLooks> who_looked_at_family(store::Session& session, const Context& context,
                                         FamilyId family, const LookFilter& filter);
struct PersonLooks {
    PersonId id;
    std::string name;
    std::optional<Date> born, expected, died;
    std::vector<PersonFamily> families;
    bool log_only = false;  // read by right of the audit log: then only the id is given
    Looks looks;            // at the person, and at the families of theirs that the reader may view
};
Result<PersonLooks> who_looked_at_person(store::Session& session, const Context& context,
                                         PersonId person, const LookFilter& filter);

}  // namespace hearth::record

// What stays in view on every page of a family: its name, who leads, and what everybody must know
// first.
//
// `family_head` asks the access question and logs it; every page of a family begins with it. Flags
// are those of the members whose class the reader may see.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "record/context.h"
#include "record/readable.h"
#include "store/session.h"

namespace hearth::record {

struct HeadFlag {
    PersonId person;
    std::string name;  // of the person it is about
    std::string kind;  // code list flag_kind
    std::string words;
};
struct FamilyHead {
    FamilyId id;
    std::string name, reference, district;
    std::optional<Date> closed;
    WorkerId lead;
    std::string lead_name, team;
    bool restricted = false;
    std::vector<HeadFlag> flags;
    access::Decision decision;  // of `action`: its classes say what else may be shown
};

// `logged_as` is the page for the audit log: "family", "chronology", "network".
Result<FamilyHead> family_head(store::Session& session, const Context& context, FamilyId family,
                               std::string_view logged_as = "family",
                               access::Action action = access::Action::view);

}  // namespace hearth::record

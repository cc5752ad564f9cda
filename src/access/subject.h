// Who asks: a worker as they stand at this moment, for one purpose.
//
// Loaded afresh for every request (access/guard.h), so that a change of role, team or agreement
// counts from the next one. Holds no permissions: the policy decides what follows from it.
#pragma once
#include <string>
#include <vector>

#include "base/id.h"
#include "base/time.h"

namespace hearth::access {

struct RoleHeld {
    std::string role;  // id in practice/roles.yaml
    std::string area;  // district that it covers; "" is the whole authority
    bool operator==(const RoleHeld&) const = default;
};

struct Subject {
    WorkerId worker;
    std::string name;
    std::string job_title;
    std::string discipline;
    AgencyId agency;
    std::string agency_name;
    std::string agency_kind;
    bool agreement_in_force = false;  // a sharing agreement of the agency covers today
    std::vector<RoleHeld> roles;
    std::vector<TeamId> teams;
    std::string purpose;  // of practice/roles.yaml
    Instant at;           // the moment that all relations are judged at

    bool has_role(std::string_view id) const {
        for (const auto& held : roles)
            if (held.role == id) return true;
        return false;
    }
};

}  // namespace hearth::access

// One child as the Department's daily collection asks for it, before it is written as JSON.
//
// Plain values: a text that is not held is empty, a date is ISO text. Episodes are the child's
// episodes of need of the collection's window, each with the steps that belong to it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hearth::returns::dfe {

struct Assessment {
    std::int64_t id = 0;
    std::string start, authorised;
    std::vector<std::string> factors;
};

struct Plan {  // child in need, or child protection
    std::int64_t id = 0;
    std::string start, end;
};

struct Enquiry {
    std::int64_t id = 0;
    std::string start, end;
    std::optional<bool> conference_required;  // nothing while the enquiry has no outcome
    std::string conference;
};

struct Placement {
    std::int64_t id = 0;
    std::string start, start_reason, postcode, type, end, end_reason, change_reason;
};

struct Adoption {
    std::string decided, matched, placed;
};

struct CareLeaver {
    std::string contact, activity, accommodation;
};

struct CareWorker {
    std::string worker, start, end;  // worker: the Social Work England number
    bool operator==(const CareWorker&) const = default;
};

struct Episode {
    std::int64_t id = 0;
    std::string referred, source, closed, close_reason;
    bool no_further_action = false;
    std::vector<Assessment> assessments;
    std::vector<Plan> cin_plans;
    std::vector<Enquiry> enquiries;
    std::vector<Plan> cp_plans;
    std::vector<Placement> placements;
    std::optional<Adoption> adoption;
    std::optional<CareLeaver> care_leaver;
    std::vector<CareWorker> workers;
};

struct Sdq {
    std::string completed;
    std::int64_t score = 0;
};

struct Child {
    std::int64_t person = 0;
    std::string la_child_id;
    std::string upn, former_upn, upn_unknown, given, surname, born, expected, sex, ethnicity;
    std::vector<std::string> disabilities;
    std::string postcode;
    bool uasc = false;
    std::string uasc_end;
    std::vector<Sdq> sdqs;
    std::vector<Episode> episodes;
};

}  // namespace hearth::returns::dfe
